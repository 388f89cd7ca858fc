#include "cue/wrap.h"

#include "cue/width.h"

/* Uneven lines: a line half as long as the other (TED asks for 50 % at least) costs as much as a
 * plain break; a longer first line a little more than a longer second one, because the eye and the
 * picture like the short line on top. */
enum { UNEVEN_COST = 200, TOP_HEAVY_COST = 4 };

/* Of a line break that was not looked for: that between any two words, about. */
enum { USUAL_BREAK_COST = 60 };

enum { SOFT_HYPHEN = 0xAD };

void ca_wrap_sums(const ca_atoms *atoms, uint64_t *sums)
{
    sums[0] = 0;
    for (size_t k = 0; k < atoms->count; k++)
        sums[k + 1] = sums[k] + atoms->items[k].columns + ca_atom_spaced(&atoms->items[k]);
}

uint32_t ca_wrap_columns(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to)
{
    uint64_t columns = sums[to] - sums[from] - ca_atom_spaced(&atoms->items[from]);
    return columns < UINT32_MAX ? (uint32_t)columns : UINT32_MAX;
}

/* Two lines of these widths: 0 when equal, UNEVEN_COST when one is empty. */
static int32_t uneven(uint32_t first, uint32_t second)
{
    uint32_t more = first > second ? first : second, fewer = first > second ? second : first;
    int32_t share = more ? (int32_t)((more - fewer) * 100 / more) : 0;
    return UNEVEN_COST * share * share / 10000 + (first > second ? TOP_HEAVY_COST : 0);
}

static bool wrap_two(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to,
                     uint32_t max_columns, ca_wrap *wrap)
{
    bool fits = false;
    for (size_t k = from + 1; k < to; k++) {
        uint32_t first = ca_wrap_columns(atoms, sums, from, k);
        uint32_t second = ca_wrap_columns(atoms, sums, k, to);
        if (first > max_columns)
            break;
        if (second > max_columns)
            continue;
        int32_t cost = atoms->items[k].line_penalty + uneven(first, second);
        if (fits && cost >= wrap->cost)
            continue;
        fits = true;
        *wrap = (ca_wrap){.starts = {from, k}, .count = 2, .cost = cost};
    }
    return fits;
}

/* How many lines the greedy way needs, which is the least; 0: more than max_lines. */
static uint32_t least_lines(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to,
                            uint32_t max_columns, uint32_t max_lines)
{
    uint32_t lines = 1;
    size_t start = from;
    for (size_t k = from + 1; k <= to; k++) {
        if (ca_wrap_columns(atoms, sums, start, k) <= max_columns)
            continue;
        start = k - 1;
        if (++lines > max_lines)
            return 0;
    }
    return lines;
}

/* The least cost of atoms [from, from + k) in l lines, and where the last of these begins. */
typedef struct table {
    int32_t cost[CA_WRAP_MAX_LINES + 1][CA_WRAP_MAX_ATOMS + 1];
    uint16_t start[CA_WRAP_MAX_LINES + 1][CA_WRAP_MAX_ATOMS + 1];
} table;

static void wrap_many(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to,
                      uint32_t max_columns, uint32_t lines, ca_wrap *wrap)
{
    table t;
    size_t count = to - from;
    uint32_t even = ca_wrap_columns(atoms, sums, from, to) / lines;
    for (size_t k = 0; k <= count; k++)
        t.cost[0][k] = k ? INT32_MAX : 0;
    for (uint32_t l = 1; l <= lines; l++) {
        t.cost[l][0] = INT32_MAX;
        for (size_t k = 1; k <= count; k++) {
            t.cost[l][k] = INT32_MAX;
            for (size_t s = k; s-- > 0;) {
                uint32_t columns = ca_wrap_columns(atoms, sums, from + s, from + k);
                if (columns > max_columns)
                    break;
                if (t.cost[l - 1][s] == INT32_MAX)
                    continue;
                int32_t cost = t.cost[l - 1][s] + uneven(even, columns) +
                               (s ? atoms->items[from + s].line_penalty : 0);
                if (cost < t.cost[l][k]) {
                    t.cost[l][k] = cost;
                    t.start[l][k] = (uint16_t)s;
                }
            }
        }
    }
    *wrap = (ca_wrap){.count = lines, .cost = t.cost[lines][count]};
    for (size_t k = count, l = lines; l > 0; l--) {
        k = t.start[l][k];
        wrap->starts[l - 1] = from + k;
    }
}

/* In one line or two. */
static bool wrap_few(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to,
                     uint32_t max_columns, uint32_t max_lines, ca_wrap *wrap)
{
    if (ca_wrap_columns(atoms, sums, from, to) > max_columns)
        return max_lines >= 2 && wrap_two(atoms, sums, from, to, max_columns, wrap);
    *wrap = (ca_wrap){.starts = {from}, .count = 1};
    return true;
}

static uint32_t lines_if_many(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to,
                              uint32_t max_columns, uint32_t max_lines)
{
    if (max_lines <= 2 || to - from > CA_WRAP_MAX_ATOMS)
        return 0;
    return least_lines(atoms, sums, from, to, max_columns, max_lines);
}

bool ca_wrap_lines(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to,
                   uint32_t max_columns, uint32_t max_lines, ca_wrap *wrap)
{
    if (wrap_few(atoms, sums, from, to, max_columns, max_lines, wrap))
        return true;
    uint32_t lines = lines_if_many(atoms, sums, from, to, max_columns, max_lines);
    if (lines)
        wrap_many(atoms, sums, from, to, max_columns, lines, wrap);
    return lines > 0;
}

bool ca_wrap_estimate(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to,
                      uint32_t max_columns, uint32_t max_lines, int32_t *cost)
{
    ca_wrap wrap;
    if (wrap_few(atoms, sums, from, to, max_columns, max_lines, &wrap)) {
        *cost = wrap.cost;
        return true;
    }
    uint32_t lines = lines_if_many(atoms, sums, from, to, max_columns, max_lines);
    *cost = (int32_t)lines * USUAL_BREAK_COST;
    return lines > 0;
}

/* Appends an atom: white space inside it as one space, no soft hyphens, what is no UTF-8 as
 * U+FFFD. A soft hyphen at the end of a line becomes a hyphen. */
static void write_atom(ca_str text, const ca_atom *atom, bool ends_line, ca_strbuf *out)
{
    uint32_t last = 0;
    for (size_t i = atom->from; i < atom->to;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, atom->to - i, &c);
        last = c;
        if (c != SOFT_HYPHEN)
            ca_strbuf_add_char(out, ca_is_space(c) ? ' ' : c);
    }
    if (last == SOFT_HYPHEN && ends_line)
        ca_strbuf_add_char(out, '-');
}

void ca_wrap_write(const ca_atoms *atoms, size_t to, const ca_wrap *wrap, ca_strbuf *out)
{
    for (size_t l = 0; l < wrap->count; l++) {
        size_t from = wrap->starts[l], end = l + 1 < wrap->count ? wrap->starts[l + 1] : to;
        if (l)
            ca_strbuf_add_char(out, '\n');
        for (size_t k = from; k < end; k++) {
            if (k > from && ca_atom_spaced(&atoms->items[k]))
                ca_strbuf_add_char(out, ' ');
            bool divided =
                k + 1 == end && k + 1 < atoms->count && atoms->items[k + 1].joint == CA_JOINT_SOFT;
            write_atom(atoms->text, &atoms->items[k], divided, out);
        }
    }
}
