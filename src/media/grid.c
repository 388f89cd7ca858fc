#include "media/grid.h"

static int64_t nearest_multiple(int64_t value, int64_t step)
{
    int64_t half = value < 0 ? -(step / 2) : step / 2;
    return (value + half) / step * step;
}

void ca_grid_begin(ca_grid *grid, int rate_hz, int64_t step, int64_t position, int64_t frames,
                   int64_t slack)
{
    int64_t placed = position <= slack && position >= -slack ? 0 : position;
    *grid = (ca_grid){
        .rate_hz = rate_hz, .step = step, .anchor = placed + frames, .shift = placed - position};
}

int64_t ca_grid_place(const ca_grid *grid, int rate_hz, int64_t position, int64_t slack)
{
    if (grid->rate_hz != rate_hz || grid->step <= 0 || position < grid->anchor - slack)
        return position;
    int64_t from = position + grid->shift - grid->anchor;
    int64_t near = nearest_multiple(from, grid->step), off = from - near;
    return off <= slack && off >= -slack ? grid->anchor + near : position;
}
