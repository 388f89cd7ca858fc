/* All edits are tried at once. Where the result is not proven, or no better, the ones at fault are
 * left out, and then brought back in turns: a turn has edits from all over the file that do not
 * meet, and what fails is halved for later turns. */
#include "check/fix/trial.h"

#include <stdlib.h>

#include "base/error.h"

/* A try is a reading and a check of the whole file, so how many there are must not grow with it. A
 * cue seldom has more than a few edits, and then a few turns are enough for all cues at once; what
 * needs more waits for the next round. */
enum { MAX_WITHOUT = 8, MAX_TURNS = 64, MAX_HALVES = 32 };

static unsigned selected_allows(const ca_trial *t, unsigned *whole)
{
    unsigned allows = 0;
    *whole = 0;
    for (size_t i = 0; i < t->count; i++)
        if (t->selected[i]) {
            allows |= t->groups[i].allows;
            *whole |= t->groups[i].whole;
        }
    return allows;
}

static void fail_memory(ca_trial *t)
{
    t->code = ca_fail_memory(t->error);
}

/* What is selected, as a state; false: it cannot be applied, or is no caption file any more. */
static bool make_state(ca_trial *t, unsigned whole, ca_fix_state *next)
{
    size_t size;
    bool no_memory = false;
    capalign_error ignored;
    char *bytes = ca_fix_apply(t->state, &t->edits, t->selected, whole, &size, &no_memory);
    capalign_code code =
        bytes ? ca_fix_state_make(next, t->plan, bytes, size, &ignored) : CAPALIGN_E_INPUT;
    if (no_memory || code == CAPALIGN_E_MEMORY)
        fail_memory(t);
    return code == CAPALIGN_OK;
}

/* Whether what is selected holds and is better than the best so far, which it becomes. */
static bool holds(ca_trial *t)
{
    unsigned whole, allows = selected_allows(t, &whole);
    ca_fix_state next;
    memset(t->fault, false, t->count);
    if (!make_state(t, whole, &next))
        return false;
    if (!ca_proof_holds(&t->state->proof, &next.proof, allows) ||
        !ca_fix_state_is_better(t->found ? &t->best : t->state, &next)) {
        const ca_fix_attempt attempt = {t->plan,   t->state, &next,       &t->edits,
                                        t->groups, t->count, t->selected, allows};
        if (!ca_blame(&attempt, t->fault))
            fail_memory(t);
        ca_fix_state_free(&next);
        return false;
    }
    if (t->found)
        ca_fix_state_free(&t->best);
    t->best = next;
    t->found = true;
    return true;
}

/* ---- leaving out ---- */

/* Puts what is at fault aside; false: nothing is. */
static bool put_aside(ca_trial *t, bool *aside)
{
    bool any = false;
    for (size_t i = 0; i < t->count; i++)
        if (t->selected[i] && t->fault[i]) {
            t->selected[i] = false;
            any = aside[i] = true;
        }
    return any;
}

static bool any_selected(const ca_trial *t)
{
    return t->count && memchr(t->selected, true, t->count);
}

/* Leaves out what is at fault until the rest holds, or nothing is left. What changes the whole file
 * waits until the end, since it meets everything. False: it is not known what is at fault. */
static bool leave_out(ca_trial *t, bool *aside)
{
    bool known = put_aside(t, aside);
    for (size_t i = 0; i < t->count; i++)
        if (t->groups[i].whole && t->count > 1) {
            t->selected[i] = false;
            known = true;
        }
    for (size_t i = 0; known && any_selected(t); i++) {
        if (t->code != CAPALIGN_OK || holds(t))
            return true;
        known = i < MAX_WITHOUT && put_aside(t, aside);
    }
    return known;
}

/* ---- bringing back ---- */

/* A group that was left out. */
typedef struct left_out {
    uint32_t from; /* units */
    uint32_t to;
    uint32_t group;
} left_out;

/* Some of them that stand together, [from, to) of the list. */
typedef struct range {
    uint32_t from;
    uint32_t to;
    bool picked; /* for this turn */
} range;

typedef struct turns {
    ca_trial *t;
    left_out *list;
    size_t count;
    range *ranges; /* in the file's order; room for one a group */
    range *later;
    size_t range_count;
} turns;

static int compare_left_out(const void *a, const void *b)
{
    const left_out *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

/* Groups that are at most one unit apart make a range. */
static void make_ranges(turns *s, const bool *aside)
{
    uint32_t end = 0;
    for (size_t i = 0; i < s->t->count; i++)
        if (aside[i])
            s->list[s->count++] = (left_out){s->t->groups[i].from, s->t->groups[i].to, (uint32_t)i};
    qsort(s->list, s->count, sizeof *s->list, compare_left_out);
    for (uint32_t i = 0; i < s->count; i++) {
        if (!i || s->list[i].from > end + 1)
            s->ranges[s->range_count++] = (range){.from = i};
        s->ranges[s->range_count - 1].to = i + 1;
        end = i && end > s->list[i].to ? end : s->list[i].to;
    }
}

static void select_range(turns *s, const range *r, bool selected)
{
    for (size_t i = r->from; i < r->to; i++)
        s->t->selected[s->list[i].group] = selected;
}

static bool has_fault(const turns *s, const range *r)
{
    for (size_t i = r->from; i < r->to; i++)
        if (s->t->fault[s->list[i].group])
            return true;
    return false;
}

static uint32_t end_of(const turns *s, const range *r)
{
    uint32_t end = 0;
    for (size_t i = r->from; i < r->to; i++)
        end = end > s->list[i].to ? end : s->list[i].to;
    return end;
}

/* Ranges that are more than a unit apart. */
static void pick(turns *s)
{
    uint32_t end = 0;
    bool any = false;
    for (size_t i = 0; i < s->range_count; i++) {
        range *r = &s->ranges[i];
        r->picked = !any || s->list[r->from].from > end + 1;
        if (!r->picked)
            continue;
        select_range(s, r, true);
        end = end_of(s, r);
        any = true;
    }
}

/* What was picked and held is done; what was at fault is halved, or given up. Where nobody is known
 * to be, all may be. */
static void sort_out(turns *s, bool held)
{
    bool known = false;
    size_t count = 0;
    for (size_t i = 0; i < s->range_count && !held && !known; i++)
        known = s->ranges[i].picked && has_fault(s, &s->ranges[i]);
    for (size_t i = 0; i < s->range_count; i++) {
        range r = s->ranges[i];
        uint32_t middle = r.from + (r.to - r.from) / 2;
        if (!r.picked) {
            s->later[count++] = r;
        } else if (!held && (!known || has_fault(s, &r))) {
            select_range(s, &r, false);
            if (middle > r.from) {
                s->later[count++] = (range){.from = r.from, .to = middle};
                s->later[count++] = (range){.from = middle, .to = r.to};
            }
        }
    }
    range *done = s->ranges;
    s->ranges = s->later;
    s->later = done;
    s->range_count = count;
}

/* `held` is what held last. */
static void take_turns(turns *s, bool *held)
{
    ca_trial *t = s->t;
    bool last_held = true;
    for (size_t i = 0; i < MAX_TURNS && s->range_count && t->code == CAPALIGN_OK; i++) {
        pick(s);
        last_held = holds(t);
        sort_out(s, last_held);
        if (last_held)
            memcpy(held, t->selected, t->count);
    }
    if (!last_held && t->code == CAPALIGN_OK && memcmp(held, t->selected, t->count) != 0 &&
        !holds(t))
        memcpy(t->selected, held, t->count);
}

static void bring_back(ca_trial *t, const bool *aside)
{
    turns s = {.t = t};
    bool *held = calloc(t->count, sizeof *held);
    s.list = calloc(t->count, sizeof *s.list);
    s.ranges = calloc(t->count, sizeof *s.ranges);
    s.later = calloc(t->count, sizeof *s.later);
    if (held && s.list && s.ranges && s.later) {
        memcpy(held, t->selected, t->count);
        make_ranges(&s, aside);
        take_turns(&s, held);
    } else {
        fail_memory(t);
    }
    free(held);
    free(s.list);
    free(s.ranges);
    free(s.later);
}

static void add_whole(ca_trial *t)
{
    bool any = false;
    for (size_t i = 0; i < t->count; i++)
        if (t->groups[i].whole && !t->selected[i])
            any = t->selected[i] = true;
    if (any && t->code == CAPALIGN_OK)
        holds(t);
}

/* ---- halves ---- */

/* Selects as much of the groups [from, to) as holds, where nothing is known of what does not. */
static void try_halves(ca_trial *t, size_t from, size_t to, size_t *tries_left)
{
    if (from == to || !*tries_left || t->code != CAPALIGN_OK)
        return;
    --*tries_left;
    memset(t->selected + from, true, to - from);
    if (holds(t))
        return;
    memset(t->selected + from, false, to - from);
    if (to - from == 1)
        return;
    size_t middle = from + (to - from) / 2;
    try_halves(t, from, middle, tries_left);
    try_halves(t, middle, to, tries_left);
}

static void choose(ca_trial *t, bool *aside)
{
    size_t tries = MAX_HALVES;
    if (leave_out(t, aside)) {
        if (t->code == CAPALIGN_OK)
            bring_back(t, aside);
        if (t->code == CAPALIGN_OK)
            add_whole(t);
        return;
    }
    memset(t->selected, false, t->count);
    if (t->count > 1)
        try_halves(t, 0, t->count, &tries);
}

void ca_trial_run(ca_trial *t)
{
    t->selected = calloc(t->count + 1, sizeof *t->selected);
    t->fault = calloc(t->count + 1, sizeof *t->fault);
    bool *aside = calloc(t->count + 1, sizeof *aside);
    if (!t->selected || !t->fault || !aside) {
        fail_memory(t);
    } else if (t->count) {
        memset(t->selected, true, t->count);
        if (!holds(t) && t->code == CAPALIGN_OK)
            choose(t, aside);
    }
    free(aside);
}
