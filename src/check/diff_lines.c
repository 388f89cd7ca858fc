/* Lines that stand once in each text are anchors (Bram Cohen's patience diff); between two of them
 * the shortest edit is looked for (Myers 1986, "An O(ND) difference algorithm"), up to a cap. So
 * the whole takes n log n. */
#include "check/diff_lines.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/strbuf.h"

/* The longest edit that is looked for between two anchors; beyond it all lines are replaced. */
enum { MAX_EDIT = 128 };

typedef struct spot {
    size_t at; /* 1 + a line of the first or the second text */
    bool in_b;
    uint32_t id;
} spot;

typedef struct matcher {
    ca_diff_text *a;
    ca_diff_text *b;
    int32_t *trace; /* MAX_EDIT + 1 rows of furthest points */
} matcher;

/* Lines [a_from, a_to) and [b_from, b_to). */
typedef struct stretch {
    size_t a_from, a_to, b_from, b_to;
} stretch;

static bool split(ca_diff_text *out, ca_str text)
{
    size_t lines = 0;
    for (size_t at = 0; at < text.size; at++)
        lines += text.data[at] == '\n';
    *out = (ca_diff_text){.text = text};
    out->starts = calloc(lines + 2, sizeof *out->starts);
    out->ids = calloc(lines + 1, sizeof *out->ids);
    out->changed = calloc(lines + 1, sizeof *out->changed);
    if (!out->starts || !out->ids || !out->changed)
        return false;
    for (size_t at = 0; at < text.size;) {
        const char *lf = memchr(text.data + at, '\n', text.size - at);
        at = lf ? (size_t)(lf - text.data) + 1 : text.size;
        out->starts[++out->count] = at;
    }
    return true;
}

static ca_str line_of(const ca_diff_text *text, size_t line)
{
    return (ca_str){text->text.data + text->starts[line],
                    text->starts[line + 1] - text->starts[line]};
}

static bool equal(ca_str a, ca_str b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* Numbers the lines of both texts. */
static bool number_lines(ca_diff_text *a, ca_diff_text *b, uint32_t *id_count)
{
    size_t size = 16;
    while (size < (a->count + b->count) * 2)
        size *= 2;
    spot *spots = calloc(size, sizeof *spots);
    uint32_t ids = 0;
    for (size_t i = 0; spots && i < a->count + b->count; i++) {
        bool in_b = i >= a->count;
        size_t line = in_b ? i - a->count : i;
        ca_str text = line_of(in_b ? b : a, line);
        size_t at = ca_hash(text) & (size - 1);
        while (spots[at].at && !equal(line_of(spots[at].in_b ? b : a, spots[at].at - 1), text))
            at = (at + 1) & (size - 1);
        if (!spots[at].at)
            spots[at] = (spot){line + 1, in_b, ids++};
        (in_b ? b : a)->ids[line] = spots[at].id;
    }
    *id_count = ids;
    free(spots);
    return spots;
}

static void mark(bool *changed, size_t from, size_t to)
{
    memset(changed + from, true, to - from);
}

static void trim(const matcher *m, stretch *s)
{
    while (s->a_from < s->a_to && s->b_from < s->b_to &&
           m->a->ids[s->a_from] == m->b->ids[s->b_from]) {
        s->a_from++;
        s->b_from++;
    }
    while (s->a_from < s->a_to && s->b_from < s->b_to &&
           m->a->ids[s->a_to - 1] == m->b->ids[s->b_to - 1]) {
        s->a_to--;
        s->b_to--;
    }
}

/* ---- Myers ---- */

enum { ROW = 2 * MAX_EDIT + 3, MIDDLE = MAX_EDIT + 1 };

/* One round: the furthest line of `a` on each diagonal k after d changes. True at the end. */
static bool go_further(const matcher *m, const stretch *s, int d)
{
    const int32_t *last = m->trace + (size_t)(d ? d - 1 : 0) * ROW;
    int32_t *row = m->trace + (size_t)d * ROW;
    int32_t n = (int32_t)(s->a_to - s->a_from), mm = (int32_t)(s->b_to - s->b_from);
    for (int k = -d; k <= d; k += 2) {
        bool down = k == -d || (k != d && last[MIDDLE + k - 1] < last[MIDDLE + k + 1]);
        int32_t x = !d ? 0 : down ? last[MIDDLE + k + 1] : last[MIDDLE + k - 1] + 1;
        int32_t y = x - k;
        while (x < n && y < mm && y >= 0 &&
               m->a->ids[s->a_from + (size_t)x] == m->b->ids[s->b_from + (size_t)y]) {
            x++;
            y++;
        }
        row[MIDDLE + k] = x;
        if (x >= n && y >= mm)
            return true;
    }
    return false;
}

/* Back along the rounds, marking what changed. */
static void go_back(const matcher *m, const stretch *s, int d)
{
    int32_t x = (int32_t)(s->a_to - s->a_from), y = (int32_t)(s->b_to - s->b_from);
    for (; d > 0; d--) {
        const int32_t *last = m->trace + (size_t)(d - 1) * ROW;
        int k = x - y;
        bool down = k == -d || (k != d && last[MIDDLE + k - 1] < last[MIDDLE + k + 1]);
        x = last[MIDDLE + (down ? k + 1 : k - 1)];
        y = x - (down ? k + 1 : k - 1);
        if (down)
            m->b->changed[s->b_from + (size_t)y] = true;
        else
            m->a->changed[s->a_from + (size_t)x] = true;
    }
}

static void match_stretch(const matcher *m, stretch s)
{
    trim(m, &s);
    bool both = s.a_from < s.a_to && s.b_from < s.b_to;
    size_t n = s.a_to - s.a_from, mm = s.b_to - s.b_from;
    size_t apart = n > mm ? n - mm : mm - n;
    if (both && apart <= MAX_EDIT && n + mm < INT32_MAX)
        for (int d = 0; d <= MAX_EDIT; d++)
            if (go_further(m, &s, d)) {
                go_back(m, &s, d);
                return;
            }
    mark(m->a->changed, s.a_from, s.a_to);
    mark(m->b->changed, s.b_from, s.b_to);
}

/* ---- anchors ---- */

/* Where each number stands in a stretch of one text: 1 + line, SIZE_MAX: more than once. */
static size_t *places_of(const ca_diff_text *text, size_t from, size_t to, uint32_t id_count)
{
    size_t *places = calloc((size_t)id_count + 1, sizeof *places);
    for (size_t i = from; places && i < to; i++)
        places[text->ids[i]] = places[text->ids[i]] ? SIZE_MAX : i + 1;
    return places;
}

typedef struct anchor {
    size_t a;
    size_t b;
    size_t before; /* 1 + the anchor before it in the longest chain */
} anchor;

static size_t collect(const matcher *m, const stretch *s, uint32_t id_count, anchor *anchors)
{
    size_t *in_a = places_of(m->a, s->a_from, s->a_to, id_count);
    size_t *in_b = places_of(m->b, s->b_from, s->b_to, id_count);
    size_t count = 0;
    for (size_t i = s->a_from; in_a && in_b && i < s->a_to; i++) {
        uint32_t id = m->a->ids[i];
        if (in_a[id] != SIZE_MAX && in_b[id] && in_b[id] != SIZE_MAX)
            anchors[count++] = (anchor){i, in_b[id] - 1, 0};
    }
    bool made = in_a && in_b;
    free(in_a);
    free(in_b);
    return made ? count : SIZE_MAX;
}

/* The longest chain that ascends in both texts; returns 1 + its last. */
static size_t chain(anchor *anchors, size_t count, size_t *ends)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (anchors[ends[middle]].b < anchors[i].b)
                low = middle + 1;
            else
                high = middle;
        }
        anchors[i].before = low ? ends[low - 1] + 1 : 0;
        ends[low] = i;
        length += low == length;
    }
    return length ? ends[length - 1] + 1 : 0;
}

/* From the last anchor to the first. */
static void match_between(const matcher *m, stretch whole, const anchor *anchors, size_t last)
{
    for (size_t at = last; at; at = anchors[at - 1].before) {
        const anchor *found = &anchors[at - 1];
        match_stretch(m, (stretch){found->a + 1, whole.a_to, found->b + 1, whole.b_to});
        whole.a_to = found->a;
        whole.b_to = found->b;
    }
    match_stretch(m, whole);
}

static bool match_all(matcher *m, uint32_t id_count)
{
    stretch whole = {0, m->a->count, 0, m->b->count};
    trim(m, &whole);
    size_t lines = whole.a_to - whole.a_from;
    anchor *anchors = calloc(lines + 1, sizeof *anchors);
    size_t *ends = calloc(lines + 1, sizeof *ends);
    m->trace = calloc((size_t)(MAX_EDIT + 1) * ROW, sizeof *m->trace);
    size_t count = anchors && ends && m->trace ? collect(m, &whole, id_count, anchors) : SIZE_MAX;
    if (count != SIZE_MAX)
        match_between(m, whole, anchors, chain(anchors, count, ends));
    free(anchors);
    free(ends);
    free(m->trace);
    return count != SIZE_MAX;
}

bool ca_diff_lines(ca_str before, ca_str after, ca_diff_text *a, ca_diff_text *b)
{
    matcher m = {.a = a, .b = b};
    uint32_t id_count;
    *b = (ca_diff_text){0};
    return split(a, before) && split(b, after) && number_lines(a, b, &id_count) &&
           match_all(&m, id_count);
}

void ca_diff_text_free(ca_diff_text *text)
{
    free(text->starts);
    free(text->ids);
    free(text->changed);
    *text = (ca_diff_text){0};
}
