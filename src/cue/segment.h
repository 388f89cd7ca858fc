/* Cues out of atoms: the breaks that together cost least. */
#ifndef CA_CUE_SEGMENT_H
#define CA_CUE_SEGMENT_H

#include "cue/wrap.h"

typedef struct ca_segment_rules {
    const ca_layout_profile *profile;
    uint32_t max_lines;
    bool sparing;     /* not timed: as few cues as can be, at the cost of good breaks */
    bool timed;       /* atoms have times: pauses, durations and reading speed count */
    int64_t limit_us; /* no cue can stay after this; CAPALIGN_TIME_NONE: not known */
} ca_segment_rules;

/* Finds where the cues begin: *starts (malloc, freed by the caller) holds *count atoms, in order,
 * the first 0. Dynamic programming over the atoms; a cue's text is bounded by its lines, so the
 * time is linear in the atoms. */
capalign_code ca_segment(const ca_atoms *atoms, const uint64_t *sums, const ca_segment_rules *rules,
                         size_t **starts, size_t *count, capalign_error *error);

#endif
