/* Numbered names: clip1, clip2 … A run counts only when it begins at 0 or 1 and leaves nothing
 * out, so that camera counters, dates and ids are no order. */
#include <stdlib.h>

#include "pipeline/link_index.h"
#include "pipeline/link_tokens.h"

enum {
    MAX_NUMBERS = 4, /* of a name, the last ones */
    MAX_DIGITS = 6,
};

typedef struct numbered {
    uint64_t family; /* hash of the name around the number */
    uint32_t number;
    uint32_t medium;
} numbered;

static uint32_t value_of(ca_str digits)
{
    uint32_t value = 0;
    for (size_t i = 0; i < digits.size; i++)
        value = value * 10 + (uint32_t)(digits.data[i] - '0');
    return value;
}

static uint64_t family_of(ca_str before, ca_str after)
{
    return ca_hash(before) * 31 + ca_hash(after) + 1;
}

/* The numbers of a path, without its extension, as families: by all that is around the number,
 * and, for the first one of the file's name, by what is before it ("01 crane", "02 ferry"). */
static size_t number_name(const char *file, uint32_t medium, numbered *out)
{
    ca_str path = ca_str_of(file), base = ca_link_base_name(path);
    path.size -= base.size - ca_link_stem(base).size;
    size_t base_from = (size_t)(base.data - path.data), count = 0;
    numbered first = {0, 0, UINT32_MAX};
    for (size_t end = path.size; end > 0 && count < MAX_NUMBERS; end--) {
        if (!ca_is_ascii_digit(path.data[end - 1]))
            continue;
        size_t from = end;
        while (from > 0 && ca_is_ascii_digit(path.data[from - 1]))
            from--;
        if (end - from <= MAX_DIGITS) {
            ca_str before = {path.data, from}, after = {path.data + end, path.size - end};
            uint32_t number = value_of((ca_str){path.data + from, end - from});
            out[count++] = (numbered){family_of(before, after), number, medium};
            if (from >= base_from)
                first = (numbered){ca_hash(before), number, medium};
        }
        end = from + 1;
    }
    if (first.medium != UINT32_MAX)
        out[count++] = first;
    return count;
}

static int compare(const void *a, const void *b)
{
    const numbered *x = a, *y = b;
    if (x->family != y->family)
        return x->family < y->family ? -1 : 1;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return x->medium < y->medium ? -1 : x->medium > y->medium;
}

static void take_run(ca_link_index *index, const numbered *run, size_t count)
{
    if (count < 2 || run[0].number > 1)
        return;
    for (size_t i = 1; i < count; i++)
        if (run[i].number != run[0].number + i)
            return;
    for (size_t i = 0; i < count; i++) {
        ca_link_medium_facts *facts = &index->medium[run[i].medium];
        if (facts->run < count) {
            facts->ordinal = i;
            facts->run = count;
        }
    }
}

/* As many chapters as the article has clips are in the article's order, if any order is. */
static bool number_chapters(ca_link_index *index)
{
    size_t *chapters = ca_arena_array(&index->arena, index->file_count, sizeof *chapters);
    if (!chapters)
        return false;
    for (size_t m = 0; m < index->medium_count; m++)
        chapters[index->medium[m].file] +=
            index->media[m].chapter != SIZE_MAX && !index->medium[m].unused;
    for (size_t m = 0; m < index->medium_count; m++) {
        ca_link_medium_facts *facts = &index->medium[m];
        bool usable = index->media[m].chapter < index->clip_count && !facts->unused;
        if (usable && chapters[facts->file] == index->clip_count && index->clip_count > 1) {
            facts->ordinal = index->media[m].chapter;
            facts->run = index->clip_count;
        }
    }
    return true;
}

static int compare_ordinals(const void *a, const void *b, void *context)
{
    const ca_link_medium_facts *media = context;
    uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    if (media[i].ordinal != media[k].ordinal)
        return media[i].ordinal < media[k].ordinal ? -1 : 1;
    return i < k ? -1 : i > k;
}

static bool sort_ordinals(ca_link_index *index)
{
    index->by_ordinal =
        ca_arena_array(&index->arena, index->medium_count, sizeof *index->by_ordinal);
    if (!index->by_ordinal)
        return false;
    for (size_t m = 0; m < index->medium_count; m++)
        if (index->medium[m].ordinal != SIZE_MAX)
            index->by_ordinal[index->by_ordinal_count++] = (uint32_t)m;
    if (index->by_ordinal_count)
        qsort_r(index->by_ordinal, index->by_ordinal_count, sizeof *index->by_ordinal,
                compare_ordinals, index->medium);
    return true;
}

bool ca_link_index_order(ca_link_index *index)
{
    size_t count = 0;
    numbered *all = calloc(index->medium_count * (MAX_NUMBERS + 1) + 1, sizeof *all);
    if (!all)
        return false;
    for (size_t m = 0; m < index->medium_count; m++)
        if (index->media[m].chapter == SIZE_MAX && !index->medium[m].unused)
            count += number_name(index->media[m].file, (uint32_t)m, all + count);
    qsort(all, count, sizeof *all, compare);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && all[to].family == all[from].family;)
            to++;
        take_run(index, all + from, to - from);
    }
    free(all);
    return number_chapters(index) && sort_ordinals(index);
}
