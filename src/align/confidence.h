/* From how words fit to how sure they are. */
#ifndef CA_ALIGN_CONFIDENCE_H
#define CA_ALIGN_CONFIDENCE_H

#include "align/units.h"

/* Of a spoken word. */
typedef struct ca_certainty {
    float placement;  /* 0 to 1: that this part of the text is said there, if not to the word */
    float confidence; /* 0 to 1: that the word is said there; at most `placement` */
} ca_certainty;

/* The certainty of each spoken word, from units that have their placements; `words` are all
 * `word_count` of the text; `out` has room for path->count. */
capalign_code ca_confidence_words(const ca_path *path, const ca_align_word *words,
                                  size_t word_count, const ca_unit *units, size_t unit_count,
                                  ca_certainty *out, capalign_error *error);
/* 0 to 1: the larger of the share of the text and the share of the sound that match. `alignable`:
 * words that have a sound. */
double ca_confidence_match(const ca_path *path, const ca_certainty *certainties, size_t alignable);
/* The match below which text and sound do not belong together. */
double ca_confidence_least_match(size_t alignable);

#endif
