/* From how words fit to how sure they are. */
#ifndef CA_ALIGN_CONFIDENCE_H
#define CA_ALIGN_CONFIDENCE_H

#include "align/path.h"

/* What to ask more of the words that were found, in sound that needs this margin for its filler. */
double ca_confidence_doubt(float margin);
/* The confidence of each spoken word; `out` has room for path->count. With a doubt of 0 it is that
 * of words of which nothing is known, from which the match is made. */
capalign_code ca_confidence_words(const ca_path *path, bool mapped, double doubt, float *out,
                                  capalign_error *error);
/* What a path is worth: the sum of its words' own confidences. */
double ca_confidence_sum(const ca_path *path);
/* 0 to 1: the larger of the share of the text and the share of the sound that match. `alignable`:
 * words that have a sound. */
double ca_confidence_match(const ca_path *path, bool mapped, const float *confidence,
                           size_t alignable);
/* The match below which text and sound do not belong together. Measured: right texts 0.58 and more
 * in clean speech, 0.44 in white noise of 5 dB; wrong ones up to 0.16 for half a minute, but up to
 * 0.43 for a sentence of 8 words, where chance can do more. */
double ca_confidence_least_match(bool mapped, size_t alignable);

#endif
