#include "align/epenthetic.h"

enum {
    REACH = 90,    /* ms around the edge in which friction and voice are looked for */
    INSIDE = 50,   /* ms around it in which the silence is lowest */
    LEAST_MS = 15, /* shorter ones are the sounds' own transition */
    SPAN = 2 * REACH,
};
/* Friction is above 3.5 kHz, the voice below 1 kHz. Both must be this much louder than the silence:
 * on read speech a step of 15 dB finds the same silences and one that is none. Reaches of 80 to
 * 100, the silence within 40 to 70, and shares of the step of 0.3 to 0.6 do the same: of 16 edges
 * 15 are within 25 ms, of the shared ones 9. */
static const double LEAST_STEP_DB = 20, FRICTION_SHARE = 0.45, VOICE_SHARE = 0.5;

typedef struct surroundings {
    int count;
    double full[SPAN], low[SPAN], high[SPAN];
} surroundings;

static int place_of_highest(const double *db, int from, int to)
{
    int at = from;
    for (int i = from; i < to; i++)
        at = db[i] > db[at] ? i : at;
    return at;
}

static int place_of_lowest(const double *db, int from, int to)
{
    int at = from;
    for (int i = from; i < to; i++)
        at = db[i] < db[at] ? i : at;
    return at;
}

static bool may_have_silence(ca_phone_class left, ca_phone_class right)
{
    return (left == CA_VOICELESS_FRICATIVE || left == CA_VOICED_FRICATIVE) &&
           (right == CA_APPROXIMANT || right == CA_NASAL);
}

/* The edge is at `middle`. */
static bool find(const surroundings *s, int middle, int *from, int *to)
{
    int first = middle > INSIDE ? middle - INSIDE : 0;
    int last = middle + INSIDE < s->count ? middle + INSIDE : s->count;
    int silence = place_of_lowest(s->full, first, last);
    int friction = place_of_highest(s->high, 0, silence + 1);
    int voice = place_of_highest(s->low, silence, s->count);
    double friction_step = s->high[friction] - s->high[silence];
    double voice_step = s->low[voice] - s->low[silence];
    if (friction_step < LEAST_STEP_DB || voice_step < LEAST_STEP_DB)
        return false;
    *from = *to = silence;
    while (s->high[*from - 1] < s->high[silence] + FRICTION_SHARE * friction_step)
        --*from;
    while (s->low[*to] < s->low[silence] + VOICE_SHARE * voice_step)
        ++*to;
    return *to - *from >= LEAST_MS;
}

bool ca_epenthetic_silence(const ca_levels *levels, ca_phone_class left, ca_phone_class right,
                           double start, double edge, double end, double *from, double *to)
{
    int64_t first = (int64_t)(start > edge - REACH ? start : edge - REACH);
    int64_t last = (int64_t)(end < edge + REACH ? end : edge + REACH);
    if (last <= first || !may_have_silence(left, right))
        return false;
    surroundings s = {.count = (int)(last - first)};
    ca_levels_read(levels, CA_CHANNEL_FULL, first, (size_t)s.count, s.full);
    ca_levels_read(levels, CA_CHANNEL_LOW, first, (size_t)s.count, s.low);
    ca_levels_read(levels, CA_CHANNEL_HIGH, first, (size_t)s.count, s.high);
    int a, b;
    if (!find(&s, (int)((int64_t)edge - first), &a, &b))
        return false;
    *from = (double)(first + a);
    *to = (double)(first + b);
    return true;
}
