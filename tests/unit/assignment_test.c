#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>

#include "pipeline/assignment.h"

enum { MAX_ROWS = 5, MAX_COLUMNS = 6, CUTOFF = 60 };

/* Numerical Recipes' generator: the same numbers everywhere. */
static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

typedef struct small {
    int gain[MAX_ROWS][MAX_COLUMNS]; /* 0: no edge */
    size_t rows, columns;
} small;

/* The greatest total over all assignments. */
static int best_total(const small *s, size_t row, unsigned taken)
{
    if (row == s->rows)
        return 0;
    int best = best_total(s, row + 1, taken);
    for (size_t c = 0; c < s->columns; c++) {
        if (!s->gain[row][c] || taken >> c & 1)
            continue;
        int total = s->gain[row][c] + best_total(s, row + 1, taken | 1u << c);
        best = total > best ? total : best;
    }
    return best;
}

/* The same when a row must have some column: a gain so great that it is always worth it. */
static int best_total_with(small s, size_t row)
{
    enum { GREAT = 100000 };
    bool any = false;
    for (size_t c = 0; c < s.columns; c++)
        if (s.gain[row][c])
            any = true, s.gain[row][c] += GREAT;
    return any ? best_total(&s, 0, 0) - GREAT : -GREAT;
}

static void solve(const small *s, const int32_t *outside, ca_assignment_row *result)
{
    ca_assignment_edge edges[MAX_ROWS * MAX_COLUMNS];
    size_t first[MAX_ROWS + 1], count = 0;
    for (size_t r = 0; r < s->rows; r++) {
        first[r] = count;
        for (size_t c = 0; c < s->columns; c++)
            if (s->gain[r][c])
                edges[count++] = (ca_assignment_edge){(uint32_t)c, s->gain[r][c]};
    }
    first[s->rows] = count;
    ca_assignment problem = {s->rows, s->columns, first, edges, outside, CUTOFF};
    assert_int_equal(ca_assignment_solve(&problem, result, NULL), CAPALIGN_OK);
}

static int margin_by_trial(small s, size_t row, size_t column, int best)
{
    if (column == SIZE_MAX)
        return best - best_total_with(s, row);
    s.gain[row][column] = 0;
    return best - best_total(&s, 0, 0);
}

static void totals_and_margins_are_those_of_trying_all(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 4000; round++) {
        small s = {.rows = 1 + next(&seed) % MAX_ROWS, .columns = 1 + next(&seed) % MAX_COLUMNS};
        unsigned density = 1 + next(&seed) % 4, spread = 1 + next(&seed) % 40;
        for (size_t r = 0; r < s.rows; r++)
            for (size_t c = 0; c < s.columns; c++)
                if (next(&seed) % 4 < density)
                    s.gain[r][c] = 1 + (int)(next(&seed) % spread);
        ca_assignment_row result[MAX_ROWS];
        solve(&s, NULL, result);
        int best = best_total(&s, 0, 0), total = 0;
        unsigned taken = 0;
        for (size_t r = 0; r < s.rows; r++) {
            assert_false(result[r].given_up);
            size_t column = result[r].column;
            if (column != SIZE_MAX) {
                assert_false(taken >> column & 1);
                taken |= 1u << column;
                total += s.gain[r][column];
            }
            int margin = margin_by_trial(s, r, column, best);
            assert_int_equal(result[r].margin, margin < CUTOFF ? margin : CUTOFF);
        }
        assert_int_equal(total, best);
    }
}

static void a_column_left_out_lowers_the_margin(void **state)
{
    (void)state;
    small s = {.rows = 1, .columns = 1, .gain = {{50}}};
    ca_assignment_row row;
    solve(&s, NULL, &row);
    assert_int_equal(row.margin, 50);
    int32_t outside = 45;
    solve(&s, &outside, &row);
    assert_int_equal(row.column, 0);
    assert_int_equal(row.margin, 5);
}

static void no_rows_and_no_columns_are_no_problem(void **state)
{
    (void)state;
    small s = {.rows = 0, .columns = 0};
    ca_assignment_row rows[2];
    solve(&s, NULL, rows);
    s.rows = 2;
    solve(&s, NULL, rows);
    assert_true(rows[0].column == SIZE_MAX && rows[1].column == SIZE_MAX);
}

/* Thousands of rows that fight for fewer columns, all gains different: given up, all of it. */
static void a_part_that_takes_too_long_is_given_up_whole(void **state)
{
    (void)state;
    enum { ROWS = 6000, COLUMNS = 3000, DEGREE = 32 };
    ca_assignment_edge *edges = malloc(sizeof *edges * ROWS * DEGREE);
    size_t *first = malloc(sizeof *first * (ROWS + 1));
    ca_assignment_row *result = malloc(sizeof *result * ROWS);
    assert_true(edges && first && result);
    uint32_t seed = 3;
    for (size_t r = 0; r < ROWS; r++)
        for (size_t i = 0; i < DEGREE; i++)
            edges[r * DEGREE + i] =
                (ca_assignment_edge){(uint32_t)((r * 7 + i * 91 + next(&seed) % 90) % COLUMNS),
                                     400 + (int32_t)(next(&seed) % 300)};
    for (size_t r = 0; r <= ROWS; r++)
        first[r] = r * DEGREE;
    ca_assignment problem = {ROWS, COLUMNS, first, edges, NULL, CUTOFF};
    assert_int_equal(ca_assignment_solve(&problem, result, NULL), CAPALIGN_OK);
    for (size_t r = 0; r < ROWS; r++) {
        assert_true(result[r].given_up);
        assert_true(result[r].column == SIZE_MAX);
    }
    free(edges);
    free(first);
    free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_and_margins_are_those_of_trying_all),
        cmocka_unit_test(a_column_left_out_lowers_the_margin),
        cmocka_unit_test(no_rows_and_no_columns_are_no_problem),
        cmocka_unit_test(a_part_that_takes_too_long_is_given_up_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
