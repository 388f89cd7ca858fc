/* Times of atoms, out of the words that begin in them. */
#ifndef CA_CUE_TIMING_H
#define CA_CUE_TIMING_H

#include "cue/atoms.h"

/* Sets first_word, end_word, start_us and end_us of all atoms: never decreasing, end >= start.
 * Words that are not spoken, and tags, are placed between their neighbours: beside the rest of
 * their sentence, at the pace of quick reading, or packed into what room there is. Punctuation and
 * labels take no time. Where a word covers several atoms, breaks inside it become dearer. */
void ca_timing_set(ca_atoms *atoms, const ca_layout_word *words, size_t word_count,
                   int64_t limit_us);

/* Whether words are in order and inside the text, times whole and not negative. */
capalign_code ca_timing_check(ca_str text, const ca_layout_word *words, size_t word_count,
                              capalign_error *error);

#endif
