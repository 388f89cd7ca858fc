/* How far below the best phones filler must score. The gap between a word's own phones and the
 * best ones closes in noise and in other languages; a margin that is too small turns words into
 * filler, one that is too large turns music into words. */
#ifndef CA_ALIGN_MARGIN_H
#define CA_ALIGN_MARGIN_H

#include "align/first_pass.h"
#include "align/word_fit.h"

#define CA_MAPPED_FIRST_MARGIN 5.0f
#define CA_LEAST_MARGIN 0.5f /* in clean speech */

/* For English, before any search: from how clearly single states stand out in loud frames. Up to a
 * minute of the sound is looked at, evenly spread. */
capalign_code ca_margin_guess(const ca_first_pass *pass, float *margin, capalign_error *error);
/* For mapped languages, from the fits of the words that a search with the first margin found. */
capalign_code ca_margin_from_fits(const ca_word_fit *fits, size_t count, float *margin,
                                  capalign_error *error);

#endif
