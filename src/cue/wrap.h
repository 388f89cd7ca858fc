/* Lines of one cue: the breaks of least penalty, lines about equally long. */
#ifndef CA_CUE_WRAP_H
#define CA_CUE_WRAP_H

#include "base/strbuf.h"
#include "cue/atoms.h"

/* Lines of a cue at most: twice the most that a profile has, and some to spare. More atoms than
 * this do not fit into so many lines of 64 columns, for each has one at least. */
enum { CA_WRAP_MAX_LINES = 8, CA_WRAP_MAX_ATOMS = 512 };

typedef struct ca_wrap {
    size_t starts[CA_WRAP_MAX_LINES]; /* the atom that each line begins with */
    size_t count;
    int32_t cost;
} ca_wrap;

/* Sums of widths over all atoms, so that the width of any stretch is a subtraction:
 * sums[k] = columns of atoms [0, k), each with the space before it. */
void ca_wrap_sums(const ca_atoms *atoms, uint64_t *sums);
uint32_t ca_wrap_columns(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to);

/* Breaks atoms [from, to), from < to, into as few lines as they fit into (at most max_lines, each
 * at most max_columns). False where they do not fit. */
bool ca_wrap_lines(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to,
                   uint32_t max_columns, uint32_t max_lines, ca_wrap *wrap);

/* What ca_wrap_lines would cost: exact for one line and two, a guess for more, which would take too
 * long for every stretch that might be a cue. */
bool ca_wrap_estimate(const ca_atoms *atoms, const uint64_t *sums, size_t from, size_t to,
                      uint32_t max_columns, uint32_t max_lines, int32_t *cost);

/* Writes the cue's text, lines separated by LF. */
void ca_wrap_write(const ca_atoms *atoms, size_t to, const ca_wrap *wrap, ca_strbuf *out);

#endif
