#include "align/epenthetic.h"

enum {
    REACH = 80,  /* ms around the edge in which the sounds on both sides are looked for */
    INSIDE = 50, /* ms around it in which the silence is lowest */
    SPAN = 2 * REACH,
    MOST_SMOOTHING = 10,
};

/* Which levels tell, and over how many ms on each side they are averaged; by how much both sounds
 * must be louder than the silence; how far up this step their edges are; and the shortest silence:
 * shorter ones are the sounds' own transition. */
typedef struct kind {
    ca_channel before, between, behind;
    int smoothing;
    double least_step_db, share;
    int least_ms;
} kind;

/* Friction is above 3.5 kHz, the voice below 1 kHz. On read speech, of 16 edges 15 are within
 * 25 ms, of the shared ones 9, and no silence is found where the labels have none. Reaches of 80 to
 * 100, the silence within 40 to 70, and shares of 0.3 to 0.6 do the same. */
static const kind LATE_VOICE = {
    CA_CHANNEL_HIGH, CA_CHANNEL_FULL, CA_CHANNEL_LOW, 0, 20, 0.5, 15,
};
/* The voice creaks around a glottal stop, so that single pulses are heard in it. Of 8 edges 7 are
 * within 25 ms, of the shared ones 3, and none of the 19 other pairs of vowels is parted. Shares of
 * 0.5 to 0.85 and steps of 8 to 10 dB do nearly the same; reaches of 100 and more find other
 * sounds. */
static const kind GLOTTAL_STOP = {
    CA_CHANNEL_LOW, CA_CHANNEL_LOW, CA_CHANNEL_LOW, MOST_SMOOTHING, 10, 0.7, 20,
};

static const kind *kind_between(ca_phone_class left, ca_phone_class right)
{
    bool friction = left == CA_VOICELESS_FRICATIVE || left == CA_VOICED_FRICATIVE;
    if (friction && (right == CA_APPROXIMANT || right == CA_NASAL))
        return &LATE_VOICE;
    return left == CA_VOWEL && right == CA_VOWEL ? &GLOTTAL_STOP : NULL;
}

static void read_smooth(const ca_levels *levels, ca_channel channel, int64_t first, int count,
                        int smoothing, double *out)
{
    double db[SPAN + 2 * MOST_SMOOTHING];
    ca_levels_read(levels, channel, first - smoothing, (size_t)(count + 2 * smoothing), db);
    for (int i = 0; i < count; i++) {
        double sum = 0;
        for (int k = 0; k <= 2 * smoothing; k++)
            sum += db[i + k];
        out[i] = sum / (2 * smoothing + 1);
    }
}

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

bool ca_epenthetic_silence(const ca_levels *levels, ca_phone_class left, ca_phone_class right,
                           double start, double edge, double end, double *from, double *to)
{
    const kind *k = kind_between(left, right);
    int64_t first = (int64_t)(start > edge - REACH ? start : edge - REACH);
    int64_t last = (int64_t)(end < edge + REACH ? end : edge + REACH);
    int count = (int)(last - first), middle = (int)((int64_t)edge - first);
    if (!k || middle < 0 || middle >= count)
        return false;
    double before[SPAN], between[SPAN], behind[SPAN];
    read_smooth(levels, k->before, first, count, k->smoothing, before);
    read_smooth(levels, k->between, first, count, k->smoothing, between);
    read_smooth(levels, k->behind, first, count, k->smoothing, behind);
    int silence = place_of_lowest(between, middle > INSIDE ? middle - INSIDE : 0,
                                  middle + INSIDE < count ? middle + INSIDE : count);
    int i = place_of_highest(before, 0, silence + 1);
    int j = place_of_highest(behind, silence, count);
    double fall = before[i] - before[silence], rise = behind[j] - behind[silence];
    if (fall < k->least_step_db || rise < k->least_step_db)
        return false;
    while (before[i + 1] >= before[silence] + k->share * fall)
        i++;
    while (behind[j - 1] >= behind[silence] + k->share * rise)
        j--;
    if (j - (i + 1) < k->least_ms)
        return false;
    *from = (double)(first + i + 1);
    *to = (double)(first + j);
    return true;
}
