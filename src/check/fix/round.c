/* The edits of all findings are tried at once. Where the result is not proven, or no better, they
 * are tried in halves, so that what is at fault is left out: some log n tries for each. */
#include "check/fix/round.h"

#include <stdlib.h>

#include "base/error.h"
#include "check/fix/fixers.h"

/* Tries cost a reading and a check each: this many bytes of them at most, and a few in any case. */
enum { MAX_TRIED_BYTES = 1 << 26, MIN_TRIES = 8, MAX_TRIES = 400 };

typedef struct group {
    unsigned whole;  /* CA_FIX_… */
    unsigned allows; /* CA_PROOF_… */
} group;

typedef struct trial {
    const ca_fix_plan *plan;
    ca_fix_state *state;
    ca_edits edits;
    group *groups;
    size_t group_count;
    size_t group_capacity;
    bool *selected; /* by group: what holds, and what is being tried */
    ca_fix_state best;
    bool found; /* best holds something */
    size_t tries_left;
    capalign_code code;
    capalign_error *error;
} trial;

static bool add_group(trial *t, unsigned whole, unsigned allows)
{
    group *grown = ca_grow(t->groups, &t->group_capacity, t->group_count + 1, sizeof *grown);
    if (!grown)
        return false;
    t->groups = grown;
    grown[t->group_count++] = (group){whole, allows};
    t->edits.group = (uint32_t)t->group_count;
    return true;
}

/* What is done to the whole file: all that was asked for in one group. */
static bool add_whole(trial *t, unsigned whole, unsigned allows)
{
    ca_check *check = &t->state->check;
    size_t before = t->edits.count;
    if (whole & CA_FIX_SORT && !ca_fix_sort(check, &t->edits))
        whole &= ~(unsigned)CA_FIX_SORT;
    enum {
        NUMBERS =
            CA_FIX_NUMBER | CA_FIX_NUMBER_MISSING | CA_FIX_NUMBER_INVALID | CA_FIX_NUMBER_ON_LINE
    };
    if (whole & NUMBERS)
        ca_fix_number(check, whole, &t->edits);
    bool acts = whole & (CA_FIX_DROP_BOM | CA_FIX_TO_UTF8);
    return (!acts && t->edits.count == before) || add_group(t, whole, allows);
}

static bool gather(trial *t, ca_fix_stage stage)
{
    ca_check *check = &t->state->check;
    unsigned whole = 0, whole_allows = 0;
    for (size_t i = 0; i < check->found_count; i++) {
        const ca_fix_kind *kind = &t->plan->kinds[check->found[i].rule];
        if (!kind->fixed || kind->stage != stage)
            continue;
        size_t before = t->edits.count;
        t->edits.whole = 0;
        if (!ca_rule_at(check->found[i].rule)->fix(check, &check->found[i], &t->edits)) {
            t->edits.count = before;
            continue;
        }
        whole |= t->edits.whole;
        whole_allows |= t->edits.whole ? kind->allows : 0;
        if (t->edits.count > before && !add_group(t, 0, kind->allows))
            return false;
    }
    return add_whole(t, whole, whole_allows) && !t->edits.no_memory;
}

/* ---- trying ---- */

static unsigned selected_allows(const trial *t, unsigned *whole)
{
    unsigned allows = 0;
    *whole = 0;
    for (size_t i = 0; i < t->group_count; i++)
        if (t->selected[i]) {
            allows |= t->groups[i].allows;
            *whole |= t->groups[i].whole;
        }
    return allows;
}

/* Whether what is selected holds and is better than the best so far, which it becomes. */
static bool try_selected(trial *t)
{
    unsigned whole, allows = selected_allows(t, &whole);
    size_t size;
    bool no_memory = false;
    capalign_error ignored;
    ca_fix_state next;
    char *bytes = ca_fix_apply(t->state, &t->edits, t->selected, whole, &size, &no_memory);
    if (!bytes) {
        t->code = no_memory ? ca_fail_memory(t->error) : t->code;
        return false;
    }
    capalign_code code = ca_fix_state_make(&next, t->plan, bytes, size, &ignored);
    if (code != CAPALIGN_OK) {
        t->code = code == CAPALIGN_E_MEMORY ? ca_fail_memory(t->error) : t->code;
        return false;
    }
    if (!ca_proof_holds(&t->state->proof, &next.proof, allows) ||
        !ca_fix_state_is_better(t->found ? &t->best : t->state, &next)) {
        ca_fix_state_free(&next);
        return false;
    }
    if (t->found)
        ca_fix_state_free(&t->best);
    t->best = next;
    t->found = true;
    return true;
}

/* Selects as much of the groups [from, to) as holds. */
static void try_range(trial *t, size_t from, size_t to)
{
    if (from == to || !t->tries_left || t->code != CAPALIGN_OK)
        return;
    t->tries_left--;
    memset(t->selected + from, true, to - from);
    if (try_selected(t))
        return;
    memset(t->selected + from, false, to - from);
    if (to - from == 1)
        return;
    size_t middle = from + (to - from) / 2;
    try_range(t, from, middle);
    try_range(t, middle, to);
}

/* Takes the groups that clash with others out, so that ranges are of those that can be applied. */
static bool settle(trial *t)
{
    bool *dropped = calloc(t->group_count + 1, sizeof *dropped);
    uint32_t *numbers = calloc(t->group_count + 1, sizeof *numbers);
    bool made = dropped && numbers;
    if (made) {
        ca_edits_settle(&t->edits, dropped);
        size_t kept = 0, count = 0;
        for (size_t i = 0; i < t->group_count; i++) {
            numbers[i] = (uint32_t)kept;
            if (!dropped[i])
                t->groups[kept++] = t->groups[i];
        }
        for (size_t i = 0; i < t->edits.count; i++)
            if (!dropped[t->edits.items[i].group]) {
                t->edits.items[count] = t->edits.items[i];
                t->edits.items[count].group = numbers[t->edits.items[i].group];
                count++;
            }
        t->edits.count = count;
        t->group_count = kept;
    }
    free(dropped);
    free(numbers);
    return made;
}

static void run(trial *t, ca_fix_stage stage)
{
    if (!gather(t, stage) || !settle(t)) {
        t->code = ca_fail_memory(t->error);
        return;
    }
    if (!t->group_count)
        return;
    t->selected = calloc(t->group_count, sizeof *t->selected);
    if (!t->selected) {
        t->code = ca_fail_memory(t->error);
        return;
    }
    size_t tries = MIN_TRIES + MAX_TRIED_BYTES / (t->state->size + 1);
    t->tries_left = tries < MAX_TRIES ? tries : MAX_TRIES;
    try_range(t, 0, t->group_count);
}

capalign_code ca_fix_round(const ca_fix_plan *plan, ca_fix_stage stage, ca_fix_state *state,
                           bool *changed, capalign_error *error)
{
    trial t = {.plan = plan, .state = state, .error = error};
    run(&t, stage);
    *changed = t.found && t.code == CAPALIGN_OK;
    if (*changed) {
        ca_fix_state_free(state);
        *state = t.best;
    } else if (t.found) {
        ca_fix_state_free(&t.best);
    }
    ca_edits_free(&t.edits);
    free(t.groups);
    free(t.selected);
    return t.code;
}
