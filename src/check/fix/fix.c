/* Fixing: rounds of edits until none is left that makes the file better. Each round looks at the
 * file anew and at nothing else, so a second run finds the end state and changes nothing. */
#include <stdlib.h>

#include "base/error.h"
#include "check/fix/round.h"

/* A few are usual, however many findings there are: a fixer mends its own in one go, and edits that
 * clash wait for the next round. Only a file that is made for it needs more than this. */
enum { MAX_ROUNDS = 100 };

static capalign_code run_rounds(const ca_fix_plan *plan, ca_fix_state *state, size_t *rounds,
                                capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    bool changed = true;
    for (*rounds = 0; code == CAPALIGN_OK && changed; *rounds += changed) {
        if (*rounds == MAX_ROUNDS)
            return ca_fail(error, CAPALIGN_E_LIMIT,
                           "after %d rounds of fixes there is still more to fix; the file was left "
                           "as it is",
                           (int)MAX_ROUNDS);
        changed = false;
        for (ca_fix_stage stage = 0; stage < CA_FIX_STAGE_COUNT && code == CAPALIGN_OK && !changed;
             stage++)
            code = ca_fix_round(plan, stage, state, &changed, error);
    }
    return code;
}

static size_t count_fixable(const ca_fix_state *state)
{
    size_t count = 0;
    for (size_t i = 0; i < CA_FIX_RANKS; i++)
        count += i == CA_FIX_RANK_UNREAD ? 0 : state->counts[i];
    return count;
}

static char *copy_of(const char *bytes, size_t size)
{
    char *copy = malloc(size + 1);
    if (copy && size)
        memcpy(copy, bytes, size);
    return copy;
}

/* Mending one thing can show others, so that at the end there may be more findings than before;
 * then at least one is counted for each round. */
static void take_result(ca_fix_state *state, size_t before, size_t rounds, char **fixed,
                        size_t *fixed_size, size_t *fix_count)
{
    if (!rounds)
        return;
    size_t after = count_fixable(state);
    *fix_count = before > after + rounds ? before - after : rounds;
    *fixed = state->bytes;
    *fixed_size = state->size;
    state->bytes = NULL;
}

static capalign_code fix(ca_fix_plan *plan, const char *bytes, size_t size, char **fixed,
                         size_t *fixed_size, size_t *fix_count, capalign_error *error)
{
    ca_fix_state state;
    capalign_error unreadable;
    char *copy = copy_of(bytes, size);
    if (!copy)
        return ca_fail_memory(error);
    capalign_code code = ca_fix_state_make(&state, plan, copy, size, &unreadable);
    if (code != CAPALIGN_OK)
        return code == CAPALIGN_E_MEMORY ? ca_fail_memory(error) : CAPALIGN_OK;
    plan->format = state.track->format->name;
    size_t before = count_fixable(&state), rounds = 0;
    if (before)
        code = run_rounds(plan, &state, &rounds, error);
    if (code == CAPALIGN_OK)
        take_result(&state, before, rounds, fixed, fixed_size, fix_count);
    ca_fix_state_free(&state);
    return code;
}

capalign_code capalign_check_fix(const char *bytes, size_t size, const char *path,
                                 const capalign_check_options *options, bool unsafe, char **fixed,
                                 size_t *fixed_size, size_t *fix_count, capalign_error *error)
{
    capalign_check_config *standard = NULL;
    const capalign_check_config *config = options ? options->config : NULL;
    *fixed = NULL;
    *fixed_size = *fix_count = 0;
    capalign_code code = config ? CAPALIGN_OK : capalign_check_config_create(&standard, error);
    if (code != CAPALIGN_OK)
        return code;
    ca_fix_plan plan = {.path = path, .config = config ? config : standard};
    if (ca_fix_plan_make(&plan, unsafe))
        code = fix(&plan, bytes, size, fixed, fixed_size, fix_count, error);
    else
        code = ca_fail_memory(error);
    ca_fix_plan_free(&plan);
    capalign_check_config_destroy(standard);
    return code;
}

void capalign_free(void *memory)
{
    free(memory);
}
