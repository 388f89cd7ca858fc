#include "check/suppress.h"

#include <stdlib.h>

enum { MAX_CODE = 64 };

/* Beside the rules' indices: all rules, and a name that none has. */
#define ALL SIZE_MAX
#define UNKNOWN (SIZE_MAX - 1)

static bool add(struct ca_suppressions *list, size_t from, size_t rule, bool off)
{
    ca_suppression *grown = ca_grow(list->items, &list->capacity, list->count + 1, sizeof *grown);
    if (!grown)
        return false;
    list->items = grown;
    grown[list->count++] = (ca_suppression){from, rule, off};
    return true;
}

/* Takes the next word off the front; commas separate too. */
static ca_str next_word(ca_str *rest)
{
    size_t from = 0, to;
    while (from < rest->size && (ca_is_ascii_space(rest->data[from]) || rest->data[from] == ','))
        from++;
    for (to = from; to < rest->size; to++)
        if (ca_is_ascii_space(rest->data[to]) || rest->data[to] == ',')
            break;
    ca_str word = {rest->data + from, to - from};
    *rest = (ca_str){rest->data + to, rest->size - to};
    return word;
}

/* The rules that a note names; with none, all of them. `rest` is what follows the keyword. */
static bool read_rules(const ca_check *check, ca_str rest, size_t from, bool off)
{
    struct ca_suppressions *list = check->suppressions;
    ca_str word = next_word(&rest);
    if (!word.size)
        return add(list, from, ALL, off);
    for (; word.size; word = next_word(&rest)) {
        char code[MAX_CODE] = "";
        if (word.size < sizeof code)
            memcpy(code, word.data, word.size);
        size_t rule = ca_rule_index(code);
        bool added = rule == SIZE_MAX
                         ? add(list, (size_t)(word.data - check->text.data), UNKNOWN, off)
                         : add(list, from, rule, off);
        if (!added)
            return false;
    }
    return true;
}

/* A comment block's first line: NOTE below a blank line. */
static bool read_note(const ca_check *check, size_t from, size_t to)
{
    ca_str rest = {check->text.data + from, to - from};
    if (!ca_str_starts(rest, "NOTE") || (rest.size > 4 && !ca_is_ascii_space(rest.data[4])))
        return true;
    next_word(&rest);
    ca_str keyword = next_word(&rest);
    if (ca_str_equal(keyword, "capalign-disable"))
        return read_rules(check, rest, from, true);
    if (ca_str_equal(keyword, "capalign-enable"))
        return read_rules(check, rest, from, false);
    return true;
}

static int compare(const void *a, const void *b)
{
    const ca_suppression *x = a, *y = b;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* The last of the rule's that stands at or before `at`; NULL: none. */
static const ca_suppression *last_before(const struct ca_suppressions *list, size_t rule, size_t at)
{
    const ca_suppression wanted = {.from = at, .rule = rule};
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&list->items[middle], &wanted) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low && list->items[low - 1].rule == rule ? &list->items[low - 1] : NULL;
}

static void tell_unknown(ca_check *check)
{
    const struct ca_suppressions *list = check->suppressions;
    for (size_t i = 0; i < list->count; i++) {
        size_t at = list->items[i].from;
        ca_str rest = {check->text.data + at, check->text.size - at};
        if (list->items[i].rule == UNKNOWN)
            ca_check_tell_code(check, "suppression-unknown", at, at + next_word(&rest).size,
                               CA_CHECK_NO_CUE, 0);
    }
}

bool ca_check_read_suppressions(ca_check *check)
{
    static const char mark[] = "capalign-";
    if (!check->webvtt || !memmem(check->text.data, check->text.size, mark, sizeof mark - 1))
        return true;
    check->suppressions = calloc(1, sizeof *check->suppressions);
    if (!check->suppressions)
        return false;
    bool blank_above = false;
    for (size_t line = 1; line <= check->lines.count; line++) {
        size_t from, to;
        ca_line_range(&check->lines, line, &from, &to);
        if (blank_above && !read_note(check, from, to))
            return false;
        blank_above = from == to;
    }
    struct ca_suppressions *list = check->suppressions;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare);
    tell_unknown(check);
    return true;
}

bool ca_check_is_suppressed(const ca_check *check, size_t rule, size_t at)
{
    if (!check->suppressions)
        return false;
    const ca_suppression *own = last_before(check->suppressions, rule, at);
    const ca_suppression *all = last_before(check->suppressions, ALL, at);
    if (!own || (all && all->from > own->from))
        own = all;
    return own && own->off;
}

void ca_check_free_suppressions(ca_check *check)
{
    if (check->suppressions)
        free(check->suppressions->items);
    free(check->suppressions);
    check->suppressions = NULL;
}
