/* The model of a stretch of words for the second pass: its states and arcs.
 *
 * Between the words, and around them, may be silence or noise. The events are 2i, the start of
 * word i, and 2i+1, its end. A state may be taken only near where the first pass had it. */
#ifndef CA_ALIGN_STRETCH_H
#define CA_ALIGN_STRETCH_H

#include "align/forward_backward.h"
#include "align/second_pass.h"

typedef struct ca_stretch {
    ca_hmm hmm;
    ca_hmm_state *states;
    size_t state_capacity;
    ca_hmm_arc *arcs;
    size_t arc_capacity;
    uint16_t *senones; /* of the columns */
    size_t senone_count, senone_capacity;
    uint32_t *column_first, *column_end; /* the frames in which a column is needed */
    uint32_t first, end;                 /* frames of the sound */
} ca_stretch;

/* The words spoken[0 … count-1] as one stretch from frame `first` to `end`; contexts: triphones. */
bool ca_stretch_make(const ca_second_pass *pass, const ca_spoken *spoken, size_t count,
                     bool contexts, ca_stretch *out);
void ca_stretch_free(ca_stretch *stretch);

#endif
