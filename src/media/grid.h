/* Exact positions out of rounded time stamps.
 *
 * The frames of a stream follow each other by multiples of a known number of samples, so that a
 * time stamp needs only say which place is meant; its own rounding (1 ms in Matroska) is left
 * behind, and a frame has the same position whether all before it was read or not. */
#ifndef CA_MEDIA_GRID_H
#define CA_MEDIA_GRID_H

#include <stdint.h>

/* Zero-initialise it: without a beginning it changes nothing. Positions are in samples. */
typedef struct ca_grid {
    int rate_hz;    /* 0: not begun */
    int64_t step;   /* 0: not known */
    int64_t anchor; /* end of the first frame */
    int64_t shift;  /* how far the sound was moved, to begin at 0 */
} ca_grid;

/* Begins with the stream's first frame. Sound that begins at 0 but for the slack begins at 0, as
 * place_chunk in sound.c has it. */
void ca_grid_begin(ca_grid *grid, int rate_hz, int64_t step, int64_t position, int64_t frames,
                   int64_t slack);
/* Where a later frame belongs whose time stamp says `position`; that same position where it is off
 * the grid by more than the slack, or at another rate. */
int64_t ca_grid_place(const ca_grid *grid, int rate_hz, int64_t position, int64_t slack);

#endif
