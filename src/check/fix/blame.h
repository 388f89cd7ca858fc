/* Who is at fault where edits do not hold. Edits far from each other do not meet, so all faults of
 * a file are found in one look, and a file with many is no more work than one with few. */
#ifndef CA_CHECK_FIX_BLAME_H
#define CA_CHECK_FIX_BLAME_H

#include "check/fix/state.h"

enum { CA_FIX_NO_RULE = INT32_MAX };

/* The edits of one finding, or of what is done to the whole file. Places are counted in units: 0 is
 * what stands above the first cue, n the n-th cue and what stands below it. */
typedef struct ca_fix_group {
    unsigned whole;  /* CA_FIX_…; 0: it is of a finding */
    unsigned allows; /* CA_PROOF_… */
    uint32_t rule;   /* of its finding, or CA_FIX_NO_RULE */
    uint32_t at;     /* the unit of its finding */
    uint32_t from;   /* its edits and its finding are in units [from, to] */
    uint32_t to;
} ca_fix_group;

/* The unit that a byte of the text stands in, or a finding. */
uint32_t ca_unit_of(const ca_check *check, size_t at);
uint32_t ca_unit_of_found(const ca_check *check, const ca_found *found);

/* What was tried: `edits`, of which the groups that are selected made `after` of `before`. */
typedef struct ca_fix_attempt {
    const ca_fix_plan *plan;
    const ca_fix_state *before;
    const ca_fix_state *after;
    const ca_edits *edits;
    const ca_fix_group *groups;
    size_t count;
    const bool *selected;
    unsigned allowed; /* CA_PROOF_… of all of them */
} ca_fix_attempt;

/* Sets fault[g] for each selected group that is near a cue that is no more the same, or whose
 * finding is still there; where there is none, for those near what has more findings than before.
 * Groups of the whole file are never at fault. False without memory. */
bool ca_blame(const ca_fix_attempt *attempt, bool *fault);

#endif
