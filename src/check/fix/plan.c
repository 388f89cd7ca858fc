#include "check/fix/plan.h"

#include <stdlib.h>

#include "check/config.h"

/* The rules whose fixes come early or late, or change more than how things are written. */
static const struct special {
    const char *code;
    ca_fix_stage stage;
    ca_fix_rank rank;
    uint8_t allows;
} specials[] = {
    {"encoding-utf16", CA_FIX_STAGE_FILE, CA_FIX_RANK_FILE, CA_PROOF_ENCODING},
    {"encoding-guessed", CA_FIX_STAGE_FILE, CA_FIX_RANK_FILE, CA_PROOF_ENCODING},
    {"line-ends-doubled", CA_FIX_STAGE_FILE, CA_FIX_RANK_FILE, 0},
    {"mixed-line-ends", CA_FIX_STAGE_FILE, CA_FIX_RANK_FILE, 0},
    {"webvtt-signature-time", CA_FIX_STAGE_FILE, CA_FIX_RANK_FILE, CA_PROOF_FIRST_CUE},
    {"nul-byte", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_TIMES},
    {"control-character", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_TIMES},
    {"invisible-character", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_TIMES},
    {"noncharacter", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_TIMES},
    {"line-separator", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_TIMES},
    {"bidi-control", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_TIMES},
    {"bom-inside", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_TIMES},
    {"time-order", CA_FIX_STAGE_ORDER, CA_FIX_RANK_ORDER, CA_PROOF_ORDER},
    {"cue-order", CA_FIX_STAGE_ORDER, CA_FIX_RANK_ORDER, CA_PROOF_ORDER},
    {"time-overlap", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_ENDS},
    {"max-overlap", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_ENDS},
    {"time-zero-length", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_ENDS},
    {"text-empty", CA_FIX_STAGE_REST, CA_FIX_RANK_REST, CA_PROOF_EMPTY},
    {"min-gap", CA_FIX_STAGE_REST, CA_FIX_RANK_LATE, CA_PROOF_ENDS},
    {"max-gap-to-close", CA_FIX_STAGE_REST, CA_FIX_RANK_LATE, CA_PROOF_ENDS},
    {"max-chars-per-line", CA_FIX_STAGE_REST, CA_FIX_RANK_LATE, 0},
    {"max-lines", CA_FIX_STAGE_REST, CA_FIX_RANK_LATE, 0},
    {"min-line-balance", CA_FIX_STAGE_REST, CA_FIX_RANK_LATE, 0},
    {"index-order", CA_FIX_STAGE_REST, CA_FIX_RANK_LATE, 0},
    {"blank-line-extra", CA_FIX_STAGE_REST, CA_FIX_RANK_LATE, 0},
    {"blank-line-spaces", CA_FIX_STAGE_REST, CA_FIX_RANK_LATE, 0},
};

static const struct special *special_of(const ca_rule *rule)
{
    for (size_t i = 0; i < sizeof specials / sizeof specials[0]; i++)
        if (strcmp(specials[i].code, rule->about.code) == 0)
            return &specials[i];
    return NULL;
}

bool ca_fix_plan_make(ca_fix_plan *plan, bool unsafe)
{
    size_t count = capalign_rule_count();
    plan->kinds = calloc(count, sizeof *plan->kinds);
    for (size_t i = 0; plan->kinds && i < count; i++) {
        const ca_rule *rule = ca_rule_at(i);
        const struct special *special = special_of(rule);
        plan->kinds[i] = special
                             ? (ca_fix_kind){false, special->stage, special->rank, special->allows}
                             : (ca_fix_kind){false, CA_FIX_STAGE_REST, CA_FIX_RANK_REST, 0};
        plan->kinds[i].fixed = rule->about.fix == CAPALIGN_FIX_SAFE ||
                               (unsafe && rule->about.fix == CAPALIGN_FIX_UNSAFE);
    }
    return plan->kinds;
}

void ca_fix_plan_free(ca_fix_plan *plan)
{
    free(plan->kinds);
    plan->kinds = NULL;
}
