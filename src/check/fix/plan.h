/* Which findings are fixed, in which order. */
#ifndef CA_CHECK_FIX_PLAN_H
#define CA_CHECK_FIX_PLAN_H

#include "check/fix/state.h"

/* False without memory. */
bool ca_fix_plan_make(ca_fix_plan *plan, bool unsafe);
void ca_fix_plan_free(ca_fix_plan *plan);

#endif
