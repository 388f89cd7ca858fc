/* Gaussian scores: how well a frame fits a state, as a natural logarithm.
 *
 * The score of a senone = Σ over the streams of ln Σ_g w_g·N_g(x). Two kernels: the sketch scores
 * every phone's three states with a few Gaussians and the largest instead of the sum, for the
 * search over the whole sound; the full one scores chosen senones with all Gaussians, for the
 * edges. Both use AVX2 where the processor has it. Results are the same with and without: no sum
 * runs over a different order, nothing is fused. */
#ifndef CA_ALIGN_SCORE_H
#define CA_ALIGN_SCORE_H

#include "align/model.h"

enum { CA_SCORE_FRAMES = 4 }; /* scored side by side: as many sums as registers hold */

/* Scores that no frame falls below; keeps sums finite. */
#define CA_LOWEST_SCORE (-400.0f)

typedef struct ca_sketch ca_sketch;

/* Chooses the 8·groups heaviest Gaussians of each phone and stream (by the largest weight in the
 * phone's three states). groups: 1 to CA_FULL_GROUPS. */
capalign_code ca_sketch_create(const ca_model *model, unsigned groups, ca_sketch **out,
                               capalign_error *error);
void ca_sketch_free(ca_sketch *sketch);
/* Scores of all 3·P states: out[frame][3·P] for frames of CA_FEATURE_DIM values each. Any thread
 * may call it. */
void ca_sketch_score(const ca_sketch *sketch, const float *features, size_t frames, float *out);
/* The same for the states of one phone: out[frame][3]. */
void ca_sketch_score_phone(const ca_sketch *sketch, uint8_t phone, const float *features,
                           size_t frames, float *out);

/* Full scores of senones that share the phone `phone`, for CA_SCORE_FRAMES frames:
 * out[frame·count + i] for senones[i]. trust: how much the squared distance of each of a stream's
 * CA_STREAM_DIM values counts; NULL: all in full. */
void ca_full_score(const ca_model *model, uint8_t phone, const float *trust, const float *features,
                   const uint16_t *senones, size_t count, float *out);

#endif
