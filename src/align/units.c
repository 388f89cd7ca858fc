#include "align/units.h"

enum {
    PAUSE = 15, /* frames */
    LONG_PAUSE = 40,
    /* Phones of a unit. With 8 too many right ones are not told from wrong ones, with 18 single
     * wrong words at their ends are lost. */
    UNIT_PHONES = 12,
};

static ca_join join_before(const ca_path *path, const ca_align_word *words, size_t i)
{
    if (i == 0)
        return CA_JOIN_NONE;
    const ca_spoken *a = &path->spoken[i - 1], *b = a + 1;
    if (a->cut_after || b->word != a->word + 1)
        return CA_JOIN_NONE;
    if (words[a->word].sentence != words[b->word].sentence || b->first > a->end + LONG_PAUSE)
        return CA_JOIN_LOOSE;
    return b->first > a->end + PAUSE ? CA_JOIN_PAUSE : CA_JOIN_CLOSE;
}

static size_t phone_count(const ca_path *path, const ca_align_word *words, size_t i)
{
    const ca_spoken *w = &path->spoken[i];
    return words[w->word].variants[w->variant].count;
}

/* Cuts the words from `from` up to `end` evenly, at the word edge that is nearest to each cut. */
static size_t cut_evenly(const ca_path *path, const ca_align_word *words, size_t from, size_t end,
                         ca_unit *out)
{
    size_t total = 0, done = 0, n = 0;
    for (size_t i = from; i < end; i++)
        total += phone_count(path, words, i);
    size_t parts = (total + UNIT_PHONES / 2) / UNIT_PHONES;
    parts = parts ? parts : 1;
    while (from < end) {
        ca_unit *unit = &out[n++];
        *unit = (ca_unit){.from = from, .join = join_before(path, words, from)};
        do
            unit->phones += phone_count(path, words, from++);
        while (from < end &&
               (done + unit->phones + phone_count(path, words, from) / 2) * parts <= total * n);
        unit->count = from - unit->from;
        done += unit->phones;
    }
    return n;
}

size_t ca_units_cut(const ca_path *path, const ca_align_word *words, ca_unit *out)
{
    size_t n = 0;
    for (size_t i = 0; i < path->count;) {
        size_t end = i + 1;
        while (end < path->count && join_before(path, words, end) == CA_JOIN_CLOSE)
            end++;
        n += cut_evenly(path, words, i, end, out + n);
        i = end;
    }
    return n;
}
