#include "pipeline/check_shift.h"

#include <stdlib.h>

/* Fewer cues than these can agree by chance. */
enum { LEAST_OFFSET_POINTS = 4, LEAST_DRIFT_POINTS = 6, LEAST_MORE = 2 };
enum { AGREE_PERCENT = 60 };
/* People set cues within this of the speech. */
enum { TOLERANCE_US = 200000 };
enum { FIT_ROUNDS = 3 };

static int by_place(const void *a, const void *b)
{
    const ca_shift_point *x = a, *y = b;
    if (x->at_us != y->at_us)
        return x->at_us < y->at_us ? -1 : 1;
    return x->off_us < y->off_us ? -1 : x->off_us > y->off_us;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static int64_t nearest(double x)
{
    return (int64_t)(x < 0 ? x - 0.5 : x + 0.5);
}

int64_t ca_shift_at(const ca_shift *shift, int64_t at_us)
{
    if (shift->kind == CA_SHIFT_NONE)
        return 0;
    return shift->offset_us + nearest(shift->slope * (double)at_us);
}

int64_t ca_shift_undo(const ca_shift *shift, int64_t cue_us)
{
    if (shift->kind == CA_SHIFT_NONE)
        return cue_us;
    return nearest((double)(cue_us - shift->offset_us) / (1 + shift->slope));
}

static bool agrees(const ca_shift *shift, const ca_shift_point *point)
{
    int64_t rest = point->off_us - ca_shift_at(shift, point->at_us);
    return rest >= -TOLERANCE_US && rest <= TOLERANCE_US;
}

static void count_agreeing(const ca_shift_point *points, size_t count, ca_shift *shift)
{
    shift->agree = 0;
    shift->count = count;
    for (size_t i = 0; i < count; i++)
        shift->agree += agrees(shift, &points[i]);
}

static void set_median_offset(const ca_shift_point *points, size_t count, double *room,
                              ca_shift *shift)
{
    for (size_t i = 0; i < count; i++)
        room[i] = (double)points[i].off_us - shift->slope * (double)points[i].at_us;
    shift->offset_us = nearest(median(room, count));
}

/* The median of the slopes between each point of the first half and its partner in the second:
 * linear in the count, and not moved by a quarter of bad points. */
static void guess_slope(const ca_shift_point *points, size_t count, double *room, ca_shift *shift)
{
    size_t half = count / 2, used = 0;
    for (size_t i = 0; i < half; i++) {
        const ca_shift_point *a = &points[i], *b = &points[i + count - half];
        if (b->at_us > a->at_us)
            room[used++] = (double)(b->off_us - a->off_us) / (double)(b->at_us - a->at_us);
    }
    shift->slope = used ? median(room, used) : 0;
}

/* Least squares over the points that agree. */
static void fit(const ca_shift_point *points, size_t count, ca_shift *shift)
{
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    for (size_t i = 0; i < count; i++) {
        if (!agrees(shift, &points[i]))
            continue;
        double at = (double)points[i].at_us, off = (double)points[i].off_us;
        n++, x += at, y += off;
    }
    if (n < 2)
        return;
    for (size_t i = 0; i < count; i++) {
        if (!agrees(shift, &points[i]))
            continue;
        double at = (double)points[i].at_us - x / n, off = (double)points[i].off_us - y / n;
        xx += at * at, xy += at * off;
    }
    if (xx <= 0)
        return;
    shift->slope = xy / xx;
    shift->offset_us = nearest(y / n - shift->slope * x / n);
}

static bool most_agree(const ca_shift *shift)
{
    return shift->agree * 100 >= shift->count * AGREE_PERCENT;
}

static int64_t magnitude(int64_t x)
{
    return x < 0 ? -x : x;
}

bool ca_shift_find(ca_shift_point *points, size_t count, int64_t least_offset_us,
                   int64_t least_drift_us, ca_shift *out)
{
    *out = (ca_shift){.count = count};
    if (count < LEAST_OFFSET_POINTS)
        return true;
    double *room = calloc(count, sizeof *room);
    if (!room)
        return false;
    qsort(points, count, sizeof *points, by_place);
    int64_t span_us = points[count - 1].at_us - points[0].at_us;
    ca_shift same = {.kind = CA_SHIFT_OFFSET, .span_us = span_us};
    set_median_offset(points, count, room, &same);
    count_agreeing(points, count, &same);
    ca_shift drift = {.kind = CA_SHIFT_DRIFT, .span_us = span_us};
    guess_slope(points, count, room, &drift);
    set_median_offset(points, count, room, &drift);
    for (int i = 0; i < FIT_ROUNDS; i++)
        fit(points, count, &drift);
    count_agreeing(points, count, &drift);
    free(room);
    size_t more = count / 10 > LEAST_MORE ? count / 10 : LEAST_MORE;
    if (count >= LEAST_DRIFT_POINTS && most_agree(&drift) && drift.agree >= same.agree + more &&
        magnitude(nearest(drift.slope * (double)span_us)) >= least_drift_us)
        *out = drift;
    else if (most_agree(&same) && same.agree >= LEAST_OFFSET_POINTS &&
             magnitude(same.offset_us) >= least_offset_us)
        *out = same;
    return true;
}

/* Frame rates are 24, 25 and 30, and the first and last slowed by 1001/1000 for NTSC television. */
static const struct {
    const char *name;
    double above, below;
} ratios[] = {
    {"25/24", 25, 24},           {"24/25", 24, 25},         {"25/23.976", 25025, 24000},
    {"23.976/25", 24000, 25025}, {"24/23.976", 1001, 1000}, {"23.976/24", 1000, 1001},
    {"30/25", 30, 25},           {"25/30", 25, 30},         {"29.97/25", 30000, 25025},
    {"25/29.97", 25025, 30000},  {"30/24", 30, 24},         {"24/30", 24, 30},
};

const char *ca_shift_ratio(const ca_shift *shift)
{
    /* What a tenth of a second of error at both ends does to the slope, and a little of clocks. */
    double best = 200000.0 / (double)(shift->span_us ? shift->span_us : 1);
    best = best < 0.0003 ? 0.0003 : best > 0.01 ? 0.01 : best;
    const char *name = NULL;
    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++) {
        double away = 1 + shift->slope - ratios[i].above / ratios[i].below;
        away = away < 0 ? -away : away;
        if (away < best) {
            best = away;
            name = ratios[i].name;
        }
    }
    return name;
}
