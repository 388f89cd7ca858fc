/* One step of fixing: the edits for the findings of one stage, and how many of them hold. */
#ifndef CA_CHECK_FIX_ROUND_H
#define CA_CHECK_FIX_ROUND_H

#include "check/fix/plan.h"

/* Puts a better state in place of *state, or leaves it; *changed tells. */
capalign_code ca_fix_round(const ca_fix_plan *plan, ca_fix_stage stage, ca_fix_state *state,
                           bool *changed, capalign_error *error);

#endif
