/* Runs the first pass over the sound: blocks of scores, made by several threads, searched by one.
 */
#ifndef CA_ALIGN_FIRST_PASS_H
#define CA_ALIGN_FIRST_PASS_H

#include "align/cepstra.h"
#include "align/score.h"
#include "align/search.h"

/* How well a frame fits the phones of speech, whichever they are. */
typedef struct ca_frame_level {
    float best;   /* score of the best state */
    float filler; /* mean of the twelve best */
} ca_frame_level;

typedef struct ca_first_pass {
    const ca_model *model;
    const ca_sketch *sketch;
    const ca_cepstra *cepstra;
    const ca_graph *graph;
    unsigned threads;
    const capalign_progress *progress;
} ca_first_pass;

/* Searches `frames` frames from `first` on. `levels` takes a level for each of them. The passages'
 * frames are the sound's. */
capalign_code ca_first_pass_run(const ca_first_pass *pass, const ca_search_options *options,
                                size_t first, size_t frames, ca_frame_level *levels,
                                ca_passage **out, size_t *count, capalign_error *error);

/* Scores of all states of the model for a block of frames, and their levels. `features` has room
 * for count · CA_FEATURE_DIM. */
void ca_score_block(const ca_first_pass *pass, size_t first, size_t count, float *features,
                    float *scores, ca_frame_level *levels);

#endif
