#include "check/fix/edits.h"

#include <stdlib.h>

void ca_edits_add(ca_edits *edits, size_t from, size_t to, ca_str text)
{
    ca_edit *grown = ca_grow(edits->items, &edits->capacity, edits->count + 1, sizeof *grown);
    size_t text_from = edits->text.size;
    ca_strbuf_add(&edits->text, text.data, text.size);
    if (!grown || edits->text.failed) {
        edits->no_memory = true;
        if (grown)
            edits->items = grown;
        return;
    }
    edits->items = grown;
    grown[edits->count++] = (ca_edit){from, to, text_from, edits->text.size, edits->group};
}

void ca_edits_remove(ca_edits *edits, size_t from, size_t to)
{
    if (from < to)
        ca_edits_add(edits, from, to, (ca_str){"", 0});
}

bool ca_edits_first(ca_edits *edits, ca_fix_once what, size_t cue)
{
    if (edits->done[what] == cue + 1)
        return false;
    edits->done[what] = cue + 1;
    return true;
}

/* By place; what is put in before what is replaced there; then in the order of adding, which is
 * that of their texts. */
static int compare_edits(const void *a, const void *b)
{
    const ca_edit *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to && (x->to == x->from || y->to == y->from))
        return x->to < y->to ? -1 : 1;
    if (x->text_from != y->text_from)
        return x->text_from < y->text_from ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

static bool is_sorted(const ca_edits *edits)
{
    for (size_t i = 1; i < edits->count; i++)
        if (compare_edits(&edits->items[i - 1], &edits->items[i]) > 0)
            return false;
    return true;
}

static bool is_same(const ca_edits *edits, const ca_edit *a, const ca_edit *b)
{
    size_t size = a->text_to - a->text_from;
    return a->from == b->from && a->to == b->to && b->text_to - b->text_from == size &&
           (!size ||
            memcmp(edits->text.data + a->text_from, edits->text.data + b->text_from, size) == 0);
}

static bool puts_in(const ca_edit *edit)
{
    return edit->text_to > edit->text_from;
}

/* Two that put something in at one place have no order, unless one finding wants both; and of what
 * is replaced by one, the other does not know whether it is still wanted beside it. */
static bool clash(const ca_edit *a, const ca_edit *b)
{
    bool both_put_in = b->from == a->to && puts_in(a) && puts_in(b);
    return b->from < a->to || (both_put_in && a->group != b->group);
}

void ca_edits_settle(ca_edits *edits, bool *dropped)
{
    if (!edits->count)
        return;
    if (!is_sorted(edits))
        qsort(edits->items, edits->count, sizeof *edits->items, compare_edits);
    size_t kept = 0;
    for (size_t i = 0; i < edits->count; i++) {
        while (kept && dropped[edits->items[kept - 1].group])
            kept--;
        const ca_edit *edit = &edits->items[i], *last = kept ? &edits->items[kept - 1] : NULL;
        if (dropped[edit->group])
            continue;
        if (last && last->group != edit->group && is_same(edits, last, edit))
            continue;
        if (last && clash(last, edit))
            dropped[edit->group] = true;
        else
            edits->items[kept++] = *edit;
    }
    edits->count = kept;
}

bool ca_edits_lose_unreadable(const ca_edits *edits, size_t first, ca_str text)
{
    static const char replacement[] = "\uFFFD";
    for (size_t i = first; i < edits->count; i++) {
        const ca_edit *edit = &edits->items[i];
        if (memmem(text.data + edit->from, edit->to - edit->from, replacement,
                   sizeof replacement - 1))
            return true;
    }
    return false;
}

void ca_edits_free(ca_edits *edits)
{
    ca_strbuf_free(&edits->text);
    free(edits->items);
    *edits = (ca_edits){0};
}
