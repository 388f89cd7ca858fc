#include "pipeline/assignment.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"

/* Costs are gains with the sign turned. u and v are the potentials of rows and columns: the
 * reduced cost -gain - u - v of every edge is >= 0, and 0 where the edge is used. A row's way out
 * (no column) costs 0 and leads to the exit, a node that all rows share. */
typedef struct heap_item {
    int64_t distance;
    size_t node; /* a column, or the exit (== columns) */
} heap_item;

typedef struct solver {
    const ca_assignment *problem;
    int64_t *u; /* per row */
    int64_t *v; /* per column; <= 0, and 0 where the column is free */
    size_t *column_of;
    size_t *row_of;
    /* One search: valid where seen[node] == search. */
    int64_t *distance; /* per node */
    size_t *parent;    /* the row from which a node was reached */
    uint32_t *seen;
    uint32_t *done;
    size_t *scanned;
    size_t scanned_count;
    uint32_t search;
    heap_item *heap;
    size_t heap_count;
    size_t heap_capacity;
    bool no_memory;
    /* One part of the graph. */
    const size_t *part;
    size_t part_count;
    size_t steps;
} solver;

static bool heap_before(heap_item a, heap_item b)
{
    return a.distance != b.distance ? a.distance < b.distance : a.node < b.node;
}

static void heap_push(solver *s, heap_item item)
{
    heap_item *grown = ca_grow(s->heap, &s->heap_capacity, s->heap_count + 1, sizeof *grown);
    if (!grown) {
        s->no_memory = true;
        return;
    }
    s->heap = grown;
    size_t at = s->heap_count++;
    while (at > 0 && heap_before(item, s->heap[(at - 1) / 2])) {
        s->heap[at] = s->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    s->heap[at] = item;
}

static heap_item heap_pop(solver *s)
{
    heap_item top = s->heap[0], last = s->heap[--s->heap_count];
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= s->heap_count)
            break;
        if (child + 1 < s->heap_count && heap_before(s->heap[child + 1], s->heap[child]))
            child++;
        if (!heap_before(s->heap[child], last))
            break;
        s->heap[at] = s->heap[child];
        at = child;
    }
    s->heap[at] = last;
    return top;
}

static void reach(solver *s, size_t node, int64_t distance, size_t row)
{
    if (s->done[node] == s->search)
        return;
    if (s->seen[node] == s->search && s->distance[node] <= distance)
        return;
    s->seen[node] = s->search;
    s->distance[node] = distance;
    s->parent[node] = row;
    heap_push(s, (heap_item){distance, node});
}

/* Goes on from a row that was reached at `distance`, over all edges but the one to `except`. */
static void leave_row(solver *s, size_t row, int64_t distance, size_t except)
{
    const ca_assignment *p = s->problem;
    for (size_t e = p->first[row]; e < p->first[row + 1]; e++) {
        size_t column = p->edges[e].column;
        if (column != except)
            reach(s, column, distance - p->edges[e].gain - s->u[row] - s->v[column], row);
    }
    s->steps += p->first[row + 1] - p->first[row] + 1;
}

static void begin_search(solver *s)
{
    s->search++;
    s->heap_count = 0;
    s->scanned_count = 0;
}

/* The next node for good, nearest first; false when there is none. */
static bool next_node(solver *s, heap_item *item)
{
    while (s->heap_count > 0) {
        *item = heap_pop(s);
        if (s->done[item->node] == s->search)
            continue;
        s->done[item->node] = s->search;
        return true;
    }
    return false;
}

/* Gives `node` to the row that reached it, that row's column to the row that reached it, …, up to
 * the row that the search began with. */
static void augment(solver *s, size_t node, size_t source)
{
    size_t exit = s->problem->columns;
    for (;;) {
        size_t row = s->parent[node], old = s->column_of[row];
        s->column_of[row] = node == exit ? SIZE_MAX : node;
        if (node != exit)
            s->row_of[node] = row;
        if (row == source)
            return;
        node = old;
    }
}

static void update_potentials(solver *s, size_t source, int64_t length)
{
    for (size_t i = 0; i < s->scanned_count; i++) {
        size_t column = s->scanned[i];
        int64_t slack = length - s->distance[column];
        s->v[column] -= slack;
        s->u[s->row_of[column]] += slack;
    }
    s->u[source] += length;
}

/* Brings a new row into the assignment. */
static void insert_row(solver *s, size_t row)
{
    const ca_assignment *p = s->problem;
    size_t exit = p->columns;
    s->u[row] = 0;
    for (size_t e = p->first[row]; e < p->first[row + 1]; e++) {
        int64_t cost = -(int64_t)p->edges[e].gain - s->v[p->edges[e].column];
        if (cost < s->u[row])
            s->u[row] = cost;
    }
    begin_search(s);
    leave_row(s, row, 0, SIZE_MAX);
    reach(s, exit, -s->u[row], row);
    heap_item item;
    while (next_node(s, &item)) {
        if (item.node == exit || s->row_of[item.node] == SIZE_MAX) {
            update_potentials(s, row, item.distance);
            augment(s, item.node, row);
            return;
        }
        size_t owner = s->row_of[item.node];
        s->scanned[s->scanned_count++] = item.node;
        leave_row(s, owner, item.distance, item.node);
        reach(s, exit, item.distance - s->u[owner], owner);
    }
}

/* A row's way out in the search for margins: no column, or one that was left out. */
static int64_t way_out(const solver *s, size_t row)
{
    int64_t outside = s->problem->outside ? s->problem->outside[row] : 0;
    int64_t cost = -outside - s->u[row];
    return cost > 0 ? cost : 0;
}

/* From the exit any row of the part can go on: its column (or its way out) is left unused. */
static void leave_exit(solver *s, int64_t distance, size_t target)
{
    if (target != s->problem->columns)
        reach(s, target, distance - s->v[target], SIZE_MAX);
    if (target != s->problem->columns && s->v[target] == 0)
        return; /* nothing can be shorter */
    for (size_t i = 0; i < s->part_count; i++) {
        size_t row = s->part[i], column = s->column_of[row];
        int64_t from = distance + (column == SIZE_MAX ? 0 : -s->v[column]);
        if (column != target && from < s->problem->cutoff)
            leave_row(s, row, from, column);
    }
    s->steps += s->part_count;
}

/* The least rise of the total cost when the row's present edge may not be used: the shortest
 * cycle through it, which leads from the row back to its column, or to the exit if it has none. */
static int32_t margin_of(solver *s, size_t row)
{
    size_t exit = s->problem->columns;
    size_t target = s->column_of[row] == SIZE_MAX ? exit : s->column_of[row];
    begin_search(s);
    leave_row(s, row, 0, target);
    if (target != exit)
        reach(s, exit, way_out(s, row), row);
    heap_item item;
    while (next_node(s, &item) && item.distance < s->problem->cutoff) {
        if (item.node == target)
            return (int32_t)item.distance;
        if (item.node == exit) {
            leave_exit(s, item.distance, target);
        } else if (s->row_of[item.node] == SIZE_MAX) {
            reach(s, exit, item.distance, SIZE_MAX);
        } else {
            size_t owner = s->row_of[item.node];
            leave_row(s, owner, item.distance, item.node);
            reach(s, exit, item.distance + way_out(s, owner), owner);
        }
        if (s->steps > CA_ASSIGNMENT_MAX_STEPS)
            break;
    }
    return s->problem->cutoff;
}

static void solve_part(solver *s, ca_assignment_row *result)
{
    s->steps = 0;
    for (size_t i = 0; i < s->part_count && s->steps <= CA_ASSIGNMENT_MAX_STEPS; i++)
        insert_row(s, s->part[i]);
    for (size_t i = 0; i < s->part_count && s->steps <= CA_ASSIGNMENT_MAX_STEPS; i++)
        result[s->part[i]].margin = margin_of(s, s->part[i]);
    for (size_t i = 0; i < s->part_count; i++) {
        ca_assignment_row *row = &result[s->part[i]];
        row->given_up = s->steps > CA_ASSIGNMENT_MAX_STEPS;
        row->column = row->given_up ? SIZE_MAX : s->column_of[s->part[i]];
        if (row->given_up)
            row->margin = 0;
    }
}

static size_t find_root(size_t *up, size_t node)
{
    while (up[node] != node) {
        up[node] = up[up[node]];
        node = up[node];
    }
    return node;
}

/* The root of each row's part, over rows and columns joined by edges; the lower root wins. */
static void find_parts(const ca_assignment *p, size_t *up)
{
    for (size_t i = 0; i < p->rows + p->columns; i++)
        up[i] = i;
    for (size_t row = 0; row < p->rows; row++) {
        for (size_t e = p->first[row]; e < p->first[row + 1]; e++) {
            size_t a = find_root(up, row), b = find_root(up, p->rows + p->edges[e].column);
            if (a < b)
                up[b] = a;
            else
                up[a] = b;
        }
    }
}

/* Rows sorted by part, then by number: a counting sort by root (which is a row). */
static void sort_by_part(const ca_assignment *p, size_t *up, size_t *start, size_t *order)
{
    for (size_t row = 0; row < p->rows; row++)
        start[find_root(up, row) + 1]++;
    for (size_t row = 0; row < p->rows; row++)
        start[row + 1] += start[row];
    for (size_t row = 0; row < p->rows; row++)
        order[start[find_root(up, row)]++] = row;
}

static bool allocate(solver *s, ca_arena *arena)
{
    size_t rows = s->problem->rows, nodes = s->problem->columns + 1;
    s->u = ca_arena_array(arena, rows, sizeof *s->u);
    s->v = ca_arena_array(arena, nodes, sizeof *s->v);
    s->column_of = ca_arena_array(arena, rows, sizeof *s->column_of);
    s->row_of = ca_arena_array(arena, nodes, sizeof *s->row_of);
    s->distance = ca_arena_array(arena, nodes, sizeof *s->distance);
    s->parent = ca_arena_array(arena, nodes, sizeof *s->parent);
    s->seen = ca_arena_array(arena, nodes, sizeof *s->seen);
    s->done = ca_arena_array(arena, nodes, sizeof *s->done);
    s->scanned = ca_arena_array(arena, nodes, sizeof *s->scanned);
    if (!s->u || !s->v || !s->column_of || !s->row_of || !s->distance || !s->parent || !s->seen ||
        !s->done || !s->scanned)
        return false;
    for (size_t i = 0; i < rows; i++)
        s->column_of[i] = SIZE_MAX;
    for (size_t i = 0; i < nodes; i++)
        s->row_of[i] = SIZE_MAX;
    return true;
}

capalign_code ca_assignment_solve(const ca_assignment *problem, ca_assignment_row *result,
                                  capalign_error *error)
{
    ca_arena arena = {0};
    solver s = {.problem = problem};
    size_t rows = problem->rows;
    size_t *up = ca_arena_array(&arena, rows + problem->columns, sizeof *up);
    size_t *start = ca_arena_array(&arena, rows + 2, sizeof *start);
    size_t *order = ca_arena_array(&arena, rows, sizeof *order);
    s.no_memory = !up || !start || !order || !allocate(&s, &arena);
    if (!s.no_memory) {
        find_parts(problem, up);
        sort_by_part(problem, up, start, order);
    }
    for (size_t from = 0; from < rows && !s.no_memory; from += s.part_count) {
        size_t root = find_root(up, order[from]);
        s.part = order + from;
        s.part_count = 1;
        while (from + s.part_count < rows && find_root(up, order[from + s.part_count]) == root)
            s.part_count++;
        solve_part(&s, result);
    }
    free(s.heap);
    ca_arena_free(&arena);
    return s.no_memory ? ca_fail_memory(error) : CAPALIGN_OK;
}
