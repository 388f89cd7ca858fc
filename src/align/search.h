/* The first pass: token passing over the whole sound with a beam (Young, Russell, Thornton 1989).
 *
 * Each node of the graph holds the best path that ends there. Memory is the graph and one block of
 * scores; time is linear in the sound. */
#ifndef CA_ALIGN_SEARCH_H
#define CA_ALIGN_SEARCH_H

#include "align/graph.h"
#include "align/history.h"

typedef struct ca_search_options {
    float beam;      /* paths this far below the best are dropped */
    float margin;    /* what filler scores below the best phones */
    float surcharge; /* what skipping text costs more than usual: 0 nothing, 1 twice as much */
    bool far_skips;  /* any later sentence can be reached at a fixed price (for texts of which
                      * much is not spoken): slower */
    bool forced;     /* every word is spoken, nothing else is */
    bool still;      /* silence inside filler is like any silence, not only like its middle */
} ca_search_options;

typedef struct ca_search ca_search;

capalign_code ca_search_create(const ca_model *model, const ca_graph *graph,
                               const ca_search_options *options, ca_search **out,
                               capalign_error *error);
/* One frame: the scores of all context-independent states, and of the best phones (what filler
 * scores before the margin). Returns false without memory. */
bool ca_search_frame(ca_search *search, const float *scores, float filler);
/* The best path from the first frame to the last, in order; *count passages, malloc'd, NULL where
 * there are none. */
capalign_code ca_search_end(ca_search *search, ca_passage **out, size_t *count,
                            capalign_error *error);
void ca_search_free(ca_search *search);

#endif
