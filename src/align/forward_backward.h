/* Forward-backward over a small hidden Markov model, restricted to a band, for the expected time
 * of events (Rabiner 1989, §III; scaled as in his §V.A).
 *
 * Work and memory go with the states between the first and the last that may be taken in a frame,
 * so states that are taken at about the same time should be neighbours. */
#ifndef CA_ALIGN_FORWARD_BACKWARD_H
#define CA_ALIGN_FORWARD_BACKWARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CA_NO_EVENT UINT32_MAX

typedef struct ca_hmm_arc {
    uint32_t from, to;
    float probability;
    uint32_t events[2]; /* that happen when it is taken, or CA_NO_EVENT */
} ca_hmm_arc;

typedef struct ca_hmm_state {
    uint32_t first, end; /* frames in which it may be taken */
    uint32_t column;     /* of the likelihoods */
    float begin, finish; /* probability of beginning here and of ending here */
    uint32_t begin_event, finish_event;
} ca_hmm_state;

typedef struct ca_hmm {
    const ca_hmm_state *states;
    size_t state_count;
    const ca_hmm_arc *arcs; /* sorted by `from` */
    size_t arc_count;
    size_t frames;
} ca_hmm;

/* An event's expected time, in frames: it happens between frame t−1 and frame t. */
typedef struct ca_hmm_event {
    double probability; /* of happening in the band at all; 0: never */
    double mean, variance;
} ca_hmm_event;

/* likelihoods: [frame][columns], of a state's column at least where its band is. Returns false
 * without memory; *found: there is a path (else the events are all 0). */
bool ca_forward_backward(const ca_hmm *hmm, const double *likelihoods, size_t columns,
                         ca_hmm_event *events, size_t event_count, bool *found);

#endif
