/* The assignment problem: which row takes which column, so that the total gain is greatest.
 *
 * Sparse and rectangular; a row may stay without a column (gain 0). Solved exactly by shortest
 * augmenting paths with potentials (R. Jonker, A. Volgenant, "A shortest augmenting path
 * algorithm for dense and sparse linear assignment problems", Computing 38, 1987), one connected
 * part of the graph after the other. Knows nothing of clips and files. */
#ifndef CA_PIPELINE_ASSIGNMENT_H
#define CA_PIPELINE_ASSIGNMENT_H

#include <stdbool.h>
#include <stdint.h>

#include <capalign/error.h>

typedef struct ca_assignment_edge {
    uint32_t column;
    int32_t gain; /* > 0 and at most CA_ASSIGNMENT_MAX_GAIN */
} ca_assignment_edge;

#define CA_ASSIGNMENT_MAX_GAIN 1000000

typedef struct ca_assignment {
    size_t rows;
    size_t columns;
    const size_t
        *first; /* rows + 1: edges of row r are edges[first[r]] … edges[first[r + 1] - 1] */
    const ca_assignment_edge *edges;
    const int32_t *outside; /* per row: gain of a column that was left out of the edges, used for
                               the margins only; 0: none */
    int32_t cutoff;         /* margins above this are given as this */
} ca_assignment;

typedef struct ca_assignment_row {
    size_t column;  /* SIZE_MAX: none */
    int32_t margin; /* how much the total gain falls if this row must do something else: have
                       another column or none, or, where it has none, any column */
    bool given_up;  /* its part of the graph took too long: nothing was decided */
} ca_assignment_row;

/* Steps (edges looked at) that one connected part may take; over it all its rows are given up.
 * About a quarter of a second; 500 clips that all compete for each other's 32 files need less. */
#define CA_ASSIGNMENT_MAX_STEPS ((size_t)20000000)

/* Solves it into result[rows]. The same input gives the same output: ties go to the lower column
 * and are seen in the margin. */
capalign_code ca_assignment_solve(const ca_assignment *problem, ca_assignment_row *result,
                                  capalign_error *error);

#endif
