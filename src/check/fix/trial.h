/* Which of the edits that a round asks for hold: all of them as a rule. */
#ifndef CA_CHECK_FIX_TRIAL_H
#define CA_CHECK_FIX_TRIAL_H

#include "check/fix/blame.h"

typedef struct ca_trial {
    const ca_fix_plan *plan;
    ca_fix_state *state;
    ca_edits edits; /* sorted; none of them clash */
    ca_fix_group *groups;
    size_t count;
    size_t capacity;
    bool *selected;    /* by group: what is tried */
    bool *fault;       /* by group: what did not hold in the last try */
    ca_fix_state best; /* the last state that held, if it was found: it is to be freed */
    bool found;
    capalign_code code;
    capalign_error *error;
} ca_trial;

/* Finds the best state that it can, with a number of tries that does not grow with the file. */
void ca_trial_run(ca_trial *t);

#endif
