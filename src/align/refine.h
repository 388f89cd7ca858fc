/* What is left between the expected edges and a phonetician's: a bias that depends on the sounds on
 * both sides, and pauses, whose edges the energy knows better than the model. */
#ifndef CA_ALIGN_REFINE_H
#define CA_ALIGN_REFINE_H

#include "align/features.h"
#include "align/second_pass.h"

/* A word's edges in milliseconds. */
typedef struct ca_edges {
    double start, end;
} ca_edges;

/* In order, not overlapping, inside the sound, no word shorter than 20 ms where there is room. */
void ca_refine(const ca_model *model, const ca_features *features, const ca_align_word *words,
               const ca_spoken *spoken, size_t count, bool mapped, ca_edges *out);

#endif
