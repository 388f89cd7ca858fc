#include "check/fix/blame.h"

#include <stdlib.h>

/* Places in the text after, asked for in their order, as places before. */
typedef struct way_back {
    const ca_edits *edits;
    const bool *selected;
    size_t next;  /* edit */
    size_t moved; /* what is added to a place before, modulo 2^64 */
} way_back;

/* Where the text stood, or was put in. */
static size_t go_back(way_back *way, size_t at)
{
    for (; way->next < way->edits->count; way->next++) {
        const ca_edit *edit = &way->edits->items[way->next];
        if (!way->selected[edit->group])
            continue;
        size_t from = edit->from + way->moved, size = edit->text_to - edit->text_from;
        if (at < from)
            break;
        if (at < from + size)
            return edit->from;
        way->moved += size - (edit->to - edit->from);
    }
    return at - way->moved;
}

uint32_t ca_unit_of(const ca_check *check, size_t at)
{
    size_t low = 0, high = check->track->cue_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (check->track->cues[middle].raw_from <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

uint32_t ca_unit_of_found(const ca_check *check, const ca_found *found)
{
    return found->cue == CA_CHECK_NO_CUE ? ca_unit_of(check, found->from) : found->cue + 1;
}

/* A finding: its unit and its rule, so that sorting brings the same together. */
typedef uint64_t place_of_rule;

static place_of_rule place_of(uint32_t unit, uint32_t rule)
{
    return (uint64_t)unit << 32 | rule;
}

typedef struct blame {
    const ca_fix_attempt *attempt;
    uint32_t *units; /* before, of each cue after */
    place_of_rule *old;
    size_t old_count;
    place_of_rule *left;
    size_t left_count;
    int32_t (*more)[CA_FIX_RANKS]; /* by unit: findings after, less those before */
    bool *bad;                     /* by unit */
    ca_proof_cue *expected;        /* by place: the cue that should stand there */
    size_t unit_count;
} blame;

/* ---- cues ---- */

static size_t time_line_of(const ca_check *check, size_t cue)
{
    size_t from, to;
    ca_line_range(&check->lines, check->track->cues[cue].cue.line, &from, &to);
    return from;
}

/* The cue that has its time line there, or below what it begins with, which may have been moved
 * there with it; SIZE_MAX: none. `unit` is where the place is. */
static size_t cue_with_time_line(const ca_check *check, size_t at, uint32_t *unit)
{
    *unit = ca_unit_of(check, at);
    if (!*unit || ca_line_of(&check->lines, at) > check->track->cues[*unit - 1].cue.line)
        return SIZE_MAX;
    return *unit - 1;
}

static way_back way_of(const blame *b)
{
    return (way_back){.edits = b->attempt->edits, .selected = b->attempt->selected};
}

/* Cues that change places do so within the units of their group. */
static void expect_cues(blame *b)
{
    const ca_fix_attempt *attempt = b->attempt;
    const ca_proof *old = &attempt->before->proof;
    if (old->count)
        memcpy(b->expected, old->cues, old->count * sizeof *old->cues);
    for (size_t i = 0; i < attempt->count; i++) {
        const ca_fix_group *group = &attempt->groups[i];
        if (attempt->selected[i] && group->allows & CA_PROOF_ORDER && group->from)
            qsort(&b->expected[group->from - 1], group->to - group->from + 1, sizeof *b->expected,
                  ca_proof_compare_order);
    }
}

/* Cues [from, to) before are not there after. */
static void miss_cues(blame *b, size_t from, size_t to)
{
    const ca_proof_cue *old = b->attempt->before->proof.cues;
    for (size_t i = from; i < to; i++)
        if (!(b->attempt->allowed & CA_PROOF_EMPTY) || old[i].text)
            b->bad[i + 1] = true;
}

/* Each cue after is the one whose time line it has; one that has nobody's is new. */
static void compare_cues(blame *b)
{
    const ca_fix_state *before = b->attempt->before, *after = b->attempt->after;
    const ca_proof *old = &before->proof, *new = &after->proof;
    way_back way = way_of(b);
    size_t expected = 0;
    for (size_t i = 0; i < new->count; i++) {
        size_t at = go_back(&way, time_line_of(&after->check, i));
        size_t cue = cue_with_time_line(&before->check, at, &b->units[i]);
        if (cue == SIZE_MAX || cue < expected) {
            b->bad[b->units[i]] = true;
            continue;
        }
        miss_cues(b, expected, cue);
        if (!ca_proof_same_cue(&b->expected[cue], &new->cues[i], b->attempt->allowed))
            b->bad[cue + 1] = true;
        expected = cue + 1;
    }
    miss_cues(b, expected, old->count);
    if (old->stray && old->stray != new->stray)
        b->bad[0] = true;
}

/* ---- findings ---- */

static int compare_places(const void *a, const void *b)
{
    const place_of_rule *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static size_t count_at(const place_of_rule *places, size_t count, place_of_rule place)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places[middle] < place)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < count && places[end] == place)
        end++;
    return end - low;
}

static void add_finding(blame *b, uint32_t unit, uint32_t rule, bool is_new)
{
    const ca_fix_kind *kind = &b->attempt->plan->kinds[rule];
    if (!kind->fixed)
        return;
    b->more[unit][kind->rank] += is_new ? 1 : -1;
    if (is_new)
        b->left[b->left_count++] = place_of(unit, rule);
    else
        b->old[b->old_count++] = place_of(unit, rule);
}

static void place_findings(blame *b)
{
    const ca_check *old = &b->attempt->before->check, *new = &b->attempt->after->check;
    way_back way = way_of(b);
    for (size_t i = 0; i < old->found_count; i++)
        add_finding(b, ca_unit_of_found(old, &old->found[i]), old->found[i].rule, false);
    for (size_t i = 0; i < new->found_count; i++) {
        const ca_found *found = &new->found[i];
        size_t at = go_back(&way, found->from);
        uint32_t unit = found->cue == CA_CHECK_NO_CUE ? ca_unit_of(old, at) : b->units[found->cue];
        add_finding(b, unit, found->rule, true);
    }
    qsort(b->old, b->old_count, sizeof *b->old, compare_places);
    qsort(b->left, b->left_count, sizeof *b->left, compare_places);
}

static bool is_left(const blame *b, const ca_fix_group *group)
{
    if (group->rule == CA_FIX_NO_RULE)
        return false;
    place_of_rule place = place_of(group->at, group->rule);
    return count_at(b->left, b->left_count, place) >= count_at(b->old, b->old_count, place);
}

static bool is_worse(const blame *b, size_t unit)
{
    size_t rank = 0;
    while (rank + 1 < CA_FIX_RANKS && !b->more[unit][rank])
        rank++;
    return b->more[unit][rank] > 0;
}

/* A cue out of order may be told far below the one whose time is read now, so the nearest groups
 * above are at fault where no others are near. */
static bool mark_worse(blame *b)
{
    const ca_fix_attempt *attempt = b->attempt;
    bool *edited = calloc(b->unit_count, sizeof *edited);
    for (size_t i = 0; edited && i < attempt->count; i++)
        if (attempt->selected[i] && !attempt->groups[i].whole)
            edited[attempt->groups[i].to] = true;
    for (size_t i = 0, above = 0; edited && i < b->unit_count; i++) {
        above = edited[i] ? i : above;
        bool below = i + 1 < b->unit_count && edited[i + 1];
        if (is_worse(b, i))
            b->bad[above + 1 < i && !below ? above : i] = true;
    }
    free(edited);
    return edited;
}

/* ---- groups ---- */

/* What a cue is read as depends on its neighbours too. */
static bool is_near_bad(const blame *b, const ca_fix_group *group)
{
    size_t from = group->from ? group->from - 1u : 0, to = group->to + 1u;
    for (size_t i = from; i <= to && i < b->unit_count; i++)
        if (b->bad[i])
            return true;
    return false;
}

/* Where so few characters beyond ASCII are left that the bytes are taken for another encoding,
 * those that take some out are at fault. */
static bool is_recoded(const ca_fix_attempt *attempt)
{
    const ca_proof *old = &attempt->before->proof, *new = &attempt->after->proof;
    return !(attempt->allowed & CA_PROOF_ENCODING) &&
           (old->replacements != new->replacements || strcmp(old->encoding, new->encoding) != 0);
}

static bool mark_recoders(const ca_fix_attempt *attempt, bool *fault)
{
    ca_str text = attempt->before->check.text;
    bool any = false;
    for (size_t i = 0; i < attempt->edits->count; i++) {
        const ca_edit *edit = &attempt->edits->items[i];
        size_t at = edit->from;
        while (at < edit->to && (unsigned char)text.data[at] < 0x80)
            at++;
        if (at < edit->to && attempt->selected[edit->group] && !attempt->groups[edit->group].whole)
            any = fault[edit->group] = true;
    }
    return any;
}

static bool mark_groups(const blame *b, bool *fault)
{
    const ca_fix_attempt *attempt = b->attempt;
    bool any = false;
    for (size_t i = 0; i < attempt->count; i++) {
        const ca_fix_group *group = &attempt->groups[i];
        bool judged = attempt->selected[i] && !group->whole;
        fault[i] = judged && (is_near_bad(b, group) || is_left(b, group));
        any = any || fault[i];
    }
    return any;
}

static bool make(blame *b)
{
    const ca_fix_state *before = b->attempt->before, *after = b->attempt->after;
    b->unit_count = before->proof.count + 1;
    b->units = calloc(after->proof.count + 1, sizeof *b->units);
    b->old = calloc(before->check.found_count + 1, sizeof *b->old);
    b->left = calloc(after->check.found_count + 1, sizeof *b->left);
    b->more = calloc(b->unit_count, sizeof *b->more);
    b->bad = calloc(b->unit_count, sizeof *b->bad);
    b->expected = calloc(b->unit_count, sizeof *b->expected);
    return b->units && b->old && b->left && b->more && b->bad && b->expected;
}

bool ca_blame(const ca_fix_attempt *attempt, bool *fault)
{
    blame b = {.attempt = attempt};
    if (is_recoded(attempt) && mark_recoders(attempt, fault))
        return true;
    bool made = make(&b);
    if (made) {
        expect_cues(&b);
        compare_cues(&b);
        place_findings(&b);
        if (!mark_groups(&b, fault)) {
            made = mark_worse(&b);
            mark_groups(&b, fault);
        }
    }
    free(b.units);
    free(b.old);
    free(b.left);
    free(b.more);
    free(b.bad);
    free(b.expected);
    return made;
}
