#include "check/fix/round.h"

#include <stdlib.h>

#include "base/error.h"
#include "check/fix/fixers.h"
#include "check/fix/trial.h"

/* Ends the group of edits [first_edit, end), with the units that they are in. */
static bool add_group(ca_trial *t, ca_fix_group group, size_t first_edit, size_t end)
{
    ca_fix_group *grown = ca_grow(t->groups, &t->capacity, t->count + 1, sizeof *grown);
    if (!grown)
        return false;
    t->groups = grown;
    group.from = group.to = group.at;
    for (size_t i = first_edit; i < end && !group.whole; i++) {
        uint32_t from = ca_unit_of(&t->state->check, t->edits.items[i].from);
        uint32_t to = ca_unit_of(&t->state->check, t->edits.items[i].to);
        group.from = from < group.from ? from : group.from;
        group.to = to > group.to ? to : group.to;
    }
    grown[t->count++] = group;
    t->edits.group = (uint32_t)t->count;
    return true;
}

/* A group for each run of edits that have one. */
static bool add_sort(ca_trial *t, ca_check *check, unsigned allows)
{
    size_t from = t->edits.count;
    ca_fix_sort(check, &t->edits);
    for (size_t i = from; i < t->edits.count; i++) {
        const ca_edit *edit = &t->edits.items[i];
        if (i + 1 < t->edits.count && edit[1].group == edit->group)
            continue;
        const ca_fix_group group = {
            .allows = allows, .rule = CA_FIX_NO_RULE, .at = ca_unit_of(check, edit->from)};
        if (!add_group(t, group, from, i + 1))
            return false;
        from = i + 1;
    }
    t->edits.group = (uint32_t)t->count;
    return true;
}

/* What is done to the whole file: all that was asked for in one group. */
static bool add_whole(ca_trial *t, ca_check *check, unsigned whole, unsigned allows)
{
    if (whole & CA_FIX_SORT && !add_sort(t, check, allows))
        return false;
    whole &= ~(unsigned)CA_FIX_SORT;
    size_t before = t->edits.count;
    enum {
        NUMBERS =
            CA_FIX_NUMBER | CA_FIX_NUMBER_MISSING | CA_FIX_NUMBER_INVALID | CA_FIX_NUMBER_ON_LINE
    };
    if (whole & NUMBERS)
        ca_fix_number(check, whole, &t->edits);
    bool acts = whole & (CA_FIX_DROP_BOM | CA_FIX_TO_UTF8);
    return (!acts && t->edits.count == before) ||
           add_group(t, (ca_fix_group){.whole = whole, .allows = allows}, before, t->edits.count);
}

static bool gather(ca_trial *t, ca_check *check, ca_fix_stage stage)
{
    unsigned whole = 0, whole_allows = 0;
    for (size_t i = 0; i < check->found_count; i++) {
        const ca_found *found = &check->found[i];
        const ca_fix_kind *kind = &t->plan->kinds[found->rule];
        if (!kind->fixed || kind->stage != stage)
            continue;
        size_t before = t->edits.count;
        t->edits.whole = 0;
        if (!ca_rule_at(found->rule)->fix(check, found, &t->edits) ||
            ca_edits_lose_unreadable(&t->edits, before, check->text)) {
            t->edits.count = before;
            continue;
        }
        whole |= t->edits.whole;
        whole_allows |= t->edits.whole ? kind->allows : 0;
        const ca_fix_group group = {
            .allows = kind->allows, .rule = found->rule, .at = ca_unit_of_found(check, found)};
        if (t->edits.count > before && !add_group(t, group, before, t->edits.count))
            return false;
    }
    return add_whole(t, check, whole, whole_allows) && !t->edits.no_memory;
}

/* Takes the groups that clash with others out, so that ranges are of those that can be applied. */
static bool settle(ca_trial *t)
{
    bool *dropped = calloc(t->count + 1, sizeof *dropped);
    uint32_t *numbers = calloc(t->count + 1, sizeof *numbers);
    bool made = dropped && numbers;
    if (made) {
        ca_edits_settle(&t->edits, dropped);
        size_t kept = 0, edits = 0;
        for (size_t i = 0; i < t->count; i++) {
            numbers[i] = (uint32_t)kept;
            if (!dropped[i])
                t->groups[kept++] = t->groups[i];
        }
        for (size_t i = 0; i < t->edits.count; i++)
            if (!dropped[t->edits.items[i].group]) {
                t->edits.items[edits] = t->edits.items[i];
                t->edits.items[edits++].group = numbers[t->edits.items[i].group];
            }
        t->edits.count = edits;
        t->count = kept;
    }
    free(dropped);
    free(numbers);
    return made;
}

capalign_code ca_fix_round(const ca_fix_plan *plan, ca_fix_stage stage, ca_fix_state *state,
                           bool *changed, capalign_error *error)
{
    ca_trial t = {.plan = plan, .state = state, .error = error};
    if (gather(&t, &state->check, stage) && settle(&t))
        ca_trial_run(&t);
    else
        t.code = ca_fail_memory(error);
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
    free(t.fault);
    return t.code;
}
