/* From expected edges to a phonetician's: words without a pause between them share an edge, which
 * is drawn to where the sound changes; at pauses the level knows better than the model. */
#ifndef CA_ALIGN_REFINE_H
#define CA_ALIGN_REFINE_H

#include "align/features.h"
#include "align/second_pass.h"

/* A word's edges in milliseconds. */
typedef struct ca_edges {
    double start, end;
} ca_edges;

/* In order, not overlapping, inside the sound, no word shorter than 20 ms where there is room.
 * `mapped`: as in ca_align_options. */
void ca_refine(const ca_model *model, const ca_features *features, const ca_align_word *words,
               const ca_spoken *spoken, size_t count, bool mapped, ca_edges *out);

#endif
