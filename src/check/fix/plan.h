/* Which findings are fixed, in which order. */
#ifndef CA_CHECK_FIX_PLAN_H
#define CA_CHECK_FIX_PLAN_H

#include "check/fix/state.h"

/* What is done first, since other fixes stand on it: the encoding and the line ends of the file;
 * then the order of its cues; then all else. */
typedef enum ca_fix_stage {
    CA_FIX_STAGE_FILE,
    CA_FIX_STAGE_ORDER,
    CA_FIX_STAGE_REST,
    CA_FIX_STAGE_COUNT,
} ca_fix_stage;

/* False without memory. */
bool ca_fix_plan_make(ca_fix_plan *plan, bool unsafe);
void ca_fix_plan_free(ca_fix_plan *plan);
ca_fix_stage ca_fix_stage_of(const ca_rule *rule);
/* What a fix of this rule may change besides what is told (CA_PROOF_…). */
unsigned ca_fix_allows(const ca_rule *rule);

#endif
