/* How well a word fits the sound where it was put: the evidence for its confidence. */
#ifndef CA_ALIGN_WORD_FIT_H
#define CA_ALIGN_WORD_FIT_H

#include "align/cepstra.h"
#include "align/first_pass.h"

typedef struct ca_word_fit {
    float against_best;   /* mean over the phones of (mean over the frames of own − best score) */
    float against_filler; /* mean over the frames of own score − filler (without margin) */
    bool fits;            /* false: fewer frames than states, the rest is not set */
} ca_word_fit;

/* Aligns the pronunciation's states to the frames first … end-1 (Viterbi, without contexts, with
 * the sketch) and compares with `levels` of the whole sound. Returns false without memory. */
bool ca_word_fit_measure(const ca_first_pass *pass, const ca_pronunciation *pronunciation,
                         size_t first, size_t end, const ca_frame_level *levels, ca_word_fit *out);

#endif
