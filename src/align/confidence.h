/* From how words fit to how sure they are. */
#ifndef CA_ALIGN_CONFIDENCE_H
#define CA_ALIGN_CONFIDENCE_H

#include "align/path.h"

/* The confidence of each spoken word; `out` has room for path->count. */
capalign_code ca_confidence_words(const ca_path *path, bool mapped, float *out,
                                  capalign_error *error);
/* 0 to 1: the larger of the share of the text and the share of the sound that match. `alignable`:
 * words that have a sound. */
double ca_confidence_match(const ca_path *path, const float *confidence, size_t alignable);
#define CA_LEAST_MATCH 0.3

#endif
