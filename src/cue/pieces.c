#include "cue/pieces.h"

#include <stdlib.h>
#include <string.h>

#include "cue/phrases.h"
#include "cue/width.h"

static bool push(ca_pieces *pieces, ca_piece piece)
{
    ca_piece *items = ca_grow(pieces->items, &pieces->capacity, pieces->count + 1, sizeof *items);
    if (!items)
        return false;
    pieces->items = items;
    items[pieces->count++] = piece;
    return true;
}

/* Whether a line may end between two clusters that no space parts. */
static bool may_part(uint32_t before, uint32_t after)
{
    if (ca_is_no_start(after) || ca_is_no_end(before) || ca_is_glue(before) || ca_is_glue(after))
        return false;
    if (ca_is_ideographic(before) || ca_is_ideographic(after))
        return true;
    return (before == '-' || (before >= 0x2010 && before <= 0x2014)) && ca_is_letter(after);
}

typedef struct cutter {
    ca_pieces *out;
    ca_piece piece; /* being read */
    uint32_t max_columns;
    uint32_t last; /* first character of the cluster before */
    bool failed;
} cutter;

static void end_piece(cutter *c)
{
    if (c->piece.to > c->piece.from && !push(c->out, c->piece))
        c->failed = true;
    c->piece = (ca_piece){0};
}

static void take_cluster(cutter *c, const ca_cluster *cluster)
{
    bool open = c->piece.to > c->piece.from;
    bool full = open && c->piece.columns + cluster->columns > c->max_columns;
    if (open && (full || may_part(c->last, cluster->first)))
        end_piece(c);
    if (c->piece.to == c->piece.from)
        c->piece.from = cluster->from;
    c->piece.to = cluster->to;
    c->piece.columns += cluster->columns;
    c->last = cluster->first;
}

static void rate_breaks(ca_pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        ca_piece *piece = &pieces->items[i];
        ca_str text = {pieces->text.data + piece->from, piece->to - piece->from};
        piece->ends_sentence = ca_ends_sentence(text);
        if (i == 0)
            continue;
        const ca_piece *before = &piece[-1];
        ca_str gap = {pieces->text.data + before->to, piece->from - before->to};
        piece->starts_speaker = ca_starts_speaker(gap, text);
        piece->penalty = ca_break_penalty(
            (ca_str){pieces->text.data + before->from, before->to - before->from}, text);
    }
}

bool ca_pieces_cut(ca_str text, uint32_t max_columns, ca_pieces *out)
{
    *out = (ca_pieces){.text = text};
    cutter c = {.out = out, .max_columns = max_columns};
    for (size_t at = 0; at < text.size && !c.failed;) {
        ca_cluster cluster = ca_cluster_at(text, at);
        if (ca_is_space(cluster.first)) {
            end_piece(&c);
            c.piece.space_before = true;
        } else {
            take_cluster(&c, &cluster);
        }
        at = cluster.to;
    }
    end_piece(&c);
    rate_breaks(out);
    return !c.failed;
}

void ca_pieces_free(ca_pieces *pieces)
{
    free(pieces->items);
    *pieces = (ca_pieces){0};
}

uint32_t ca_pieces_lines(const ca_pieces *pieces, size_t from, size_t to, uint32_t max_columns)
{
    uint32_t lines = 1, columns = 0;
    for (size_t i = from; i < to; i++) {
        const ca_piece *piece = &pieces->items[i];
        uint32_t more = piece->columns + (columns && piece->space_before);
        if (columns && columns + more > max_columns) {
            lines++;
            columns = piece->columns;
        } else {
            columns += more;
        }
    }
    return lines;
}

/* The columns of [from, to) in one line. */
static uint32_t columns_between(const ca_pieces *pieces, size_t from, size_t to)
{
    uint32_t columns = 0;
    for (size_t i = from; i < to; i++)
        columns += pieces->items[i].columns + (i > from && pieces->items[i].space_before);
    return columns;
}

/* Best break of [from, to) into `lines` lines, by dynamic programming: the square of what each line
 * has over or under the mean, and the price of its break. back[line·n + i] is where line `line`
 * begins when it ends before piece from+i. */
static bool find_breaks(const ca_pieces *pieces, size_t from, size_t to, uint32_t lines,
                        uint32_t max_columns, size_t *ends)
{
    size_t n = to - from + 1;
    uint64_t *cost = malloc(n * (lines + 1) * sizeof *cost);
    size_t *back = malloc(n * (lines + 1) * sizeof *back);
    bool done = cost && back;
    int64_t mean = columns_between(pieces, from, to) / lines;
    for (size_t i = 0; done && i < n * (lines + 1); i++)
        cost[i] = UINT64_MAX;
    if (done)
        cost[0] = 0;
    for (uint32_t line = 1; done && line <= lines; line++) {
        for (size_t end = 1; end < n; end++) {
            uint32_t columns = 0;
            for (size_t begin = end; begin-- > 0;) {
                const ca_piece *piece = &pieces->items[from + begin];
                columns += piece->columns + (begin + 1 < end && piece[1].space_before);
                if (columns > max_columns && begin + 1 < end)
                    break;
                uint64_t before = cost[(line - 1) * n + begin];
                if (before == UINT64_MAX)
                    continue;
                int64_t off = (int64_t)columns - mean;
                uint64_t total = before + (uint64_t)(off * off) + (begin ? piece->penalty : 0);
                if (total < cost[line * n + end])
                    cost[line * n + end] = total, back[line * n + end] = begin;
            }
        }
    }
    size_t end = n - 1;
    for (uint32_t line = lines; done && line > 0; line--) {
        ends[line - 1] = from + end;
        end = back[line * n + end];
    }
    free(cost);
    free(back);
    return done;
}

static void add_line(const ca_pieces *pieces, size_t from, size_t to, ca_strbuf *out)
{
    for (size_t i = from; i < to; i++) {
        const ca_piece *piece = &pieces->items[i];
        if (i > from && piece->space_before)
            ca_strbuf_add_text(out, " ");
        ca_strbuf_add(out, pieces->text.data + piece->from, piece->to - piece->from);
    }
}

bool ca_pieces_wrap(const ca_pieces *pieces, size_t from, size_t to, uint32_t max_columns,
                    ca_strbuf *out)
{
    if (from == to)
        return true;
    uint32_t lines = ca_pieces_lines(pieces, from, to, max_columns);
    size_t *ends = malloc(lines * sizeof *ends);
    bool done = ends && find_breaks(pieces, from, to, lines, max_columns, ends);
    size_t begin = from;
    for (uint32_t line = 0; done && line < lines; line++) {
        if (line)
            ca_strbuf_add_text(out, "\n");
        add_line(pieces, begin, ends[line], out);
        begin = ends[line];
    }
    free(ends);
    return done && !out->failed;
}
