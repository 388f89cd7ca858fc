#include "align/pause_edge.h"

#include <stdlib.h>

enum {
    PAUSE_MS = 300, /* of the pause are looked at */
    WORD_MS = 200,  /* of the word */
    OUT_MS = 40,    /* an edge moves at most this far into the pause … */
    /* … but an end in another language: there the model lets words that fade out, or end in a burst
     * behind its closure, end 100 to 240 ms early. */
    MAPPED_END_OUT_MS = 160,
};
/* In noise, and where a channel is empty, the level does not know where speech ends. */
static const double LEAST_STEP_DB[CA_CHANNELS] = {15, 10, 15};
/* A step of less than 30 dB is cut off by noise: the share is taken of what it would be, but the
 * edge is at least 4 dB above the noise, which its peaks do not reach. Mean errors of all edges in
 * white, pink and babble noise of 20 dB 16.3, 15.7 and 18.2 ms, with the share of the step that is
 * left, from 20 dB on, 16.6, 16.4 and 18.7. Limits of 26 to 34 dB and of 3 to 5 dB do the same in
 * noise; from 32 dB on clean speech loses. */
static const double QUIET_STEP_DB = 30, ABOVE_NOISE_DB = 4;

/* Which level tells, and how far up the step (in dB) from pause to word the edge is. Voiced sounds
 * are heard below 1 kHz until the voice stops, and breath behind them is not; friction and the
 * burst of a stop are above 3.5 kHz. The step is measured to the loudest of the word's last 200 ms,
 * mostly a vowel: a nasal ends lower than a vowel does. Measured on read speech, of 21 ends of
 * voiced sounds before a pause are within 25 ms at shares of 0.4, 0.5, 0.6, 0.7: 16, 18, 15, 12 by
 * the level below 1 kHz; at most 16 by the full level. */
typedef struct rule {
    ca_channel channel;
    double share;
    int reach; /* ms that the edge may move into the word */
} rule;

static const rule START_RULES[CA_PHONE_CLASSES] = {
    [CA_VOWEL] = {CA_CHANNEL_LOW, 0.5, 120},
    [CA_APPROXIMANT] = {CA_CHANNEL_LOW, 0.5, 120},
    [CA_NASAL] = {CA_CHANNEL_LOW, 0.5, 120},
    [CA_VOICELESS_STOP] = {CA_CHANNEL_FULL, 0.5, 120},
    [CA_VOICED_STOP] = {CA_CHANNEL_FULL, 0.5, 120},
    [CA_VOICELESS_FRICATIVE] = {CA_CHANNEL_FULL, 0.4, 120},
    [CA_VOICED_FRICATIVE] = {CA_CHANNEL_FULL, 0.4, 120},
};
static const rule END_RULES[CA_PHONE_CLASSES] = {
    [CA_VOWEL] = {CA_CHANNEL_LOW, 0.5, 150},
    [CA_APPROXIMANT] = {CA_CHANNEL_LOW, 0.5, 150},
    [CA_NASAL] = {CA_CHANNEL_LOW, 0.45, 150},
    [CA_VOICELESS_STOP] = {CA_CHANNEL_HIGH, 0.4, 60},
    [CA_VOICED_STOP] = {CA_CHANNEL_HIGH, 0.4, 60},
    [CA_VOICELESS_FRICATIVE] = {CA_CHANNEL_HIGH, 0.45, 60},
    [CA_VOICED_FRICATIVE] = {CA_CHANNEL_HIGH, 0.45, 60},
};
/* Where the rule's channel has no clear step. */
static const rule OTHERWISE = {CA_CHANNEL_FULL, 0.5, 100};
/* In other languages an edge is this far up, whatever the sound: their phones tell less surely
 * where it begins and ends, and words fade out. This and MAPPED_END_OUT_MS were chosen with each
 * language of the sets left out in turn that docs/edges.md ("Edges beside pauses") has in its
 * table: 160 ms and 0.3 always have the fewest ends over 50 ms off; of 0.15 to 0.5 for starts 0.3
 * has the least mean error, only without Dutch 0.35 is better by 0.2 ms. */
static const double MAPPED_SHARE = 0.3;

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Median level of at most PAUSE_MS from `from` on. */
static double median_level(const ca_levels *levels, ca_channel channel, int64_t from, int64_t to)
{
    double values[PAUSE_MS];
    size_t n = (size_t)smaller(to - from, PAUSE_MS);
    ca_levels_read(levels, channel, from, n, values);
    qsort(values, n, sizeof *values, compare_doubles);
    return values[n / 2];
}

/* The level that parts word and pause; false where the step between them is not clear. */
static bool find_threshold(const ca_levels *levels, const rule *r, int64_t pause, int64_t pause_end,
                           int64_t word, int64_t word_end, double *threshold)
{
    if (pause_end <= pause || word_end <= word)
        return false;
    double floor = median_level(levels, r->channel, pause, pause_end);
    double peak = ca_levels_peak(levels, r->channel, word, smaller(word_end, word + WORD_MS), 1);
    double step = peak - floor > QUIET_STEP_DB ? peak - floor : QUIET_STEP_DB;
    *threshold = peak - (1 - r->share) * step;
    if (*threshold < floor + ABOVE_NOISE_DB)
        *threshold = floor + ABOVE_NOISE_DB;
    return peak - floor >= LEAST_STEP_DB[r->channel];
}

static bool start_by_rule(const ca_levels *levels, const rule *r, int64_t at, int64_t end,
                          int64_t pause, double *start)
{
    double threshold;
    int64_t from = larger(at - PAUSE_MS, pause), to = smaller(at + WORD_MS, end);
    if (!find_threshold(levels, r, from, at, at, to, &threshold))
        return false;
    for (int64_t t = larger(at - OUT_MS, from); t < smaller(at + r->reach, to); t++)
        if (ca_levels_db(levels, r->channel, t) >= threshold) {
            *start = (double)t;
            return true;
        }
    return false;
}

static bool end_by_rule(const ca_levels *levels, const rule *r, int64_t start, int64_t at,
                        int64_t pause, int out, double *end)
{
    double threshold;
    int64_t from = larger(at - WORD_MS, start), to = smaller(at + PAUSE_MS, pause);
    if (!find_threshold(levels, r, at, to, from, at, &threshold))
        return false;
    for (int64_t t = smaller(at + out, to) - 1; t > larger(at - r->reach, from); t--)
        if (ca_levels_db(levels, r->channel, t) >= threshold) {
            *end = (double)(t + 1);
            return true;
        }
    return false;
}

static rule rule_for(rule r, bool mapped)
{
    if (mapped)
        r.share = MAPPED_SHARE;
    return r;
}

double ca_pause_start(const ca_levels *levels, ca_phone_class first, bool mapped, double start,
                      double end, double pause)
{
    rule own = rule_for(START_RULES[first], mapped), other = rule_for(OTHERWISE, mapped);
    double found = start;
    if (!start_by_rule(levels, &own, (int64_t)start, (int64_t)end, (int64_t)pause, &found))
        start_by_rule(levels, &other, (int64_t)start, (int64_t)end, (int64_t)pause, &found);
    return found;
}

double ca_pause_end(const ca_levels *levels, ca_phone_class last, bool mapped, double start,
                    double end, double pause)
{
    bool voice = last == CA_VOWEL || last == CA_APPROXIMANT || last == CA_NASAL;
    rule own = rule_for(END_RULES[last], mapped), other = rule_for(OTHERWISE, mapped);
    int out = mapped ? MAPPED_END_OUT_MS : OUT_MS;
    double found = end;
    /* A stop without a burst or a weak fricative ends somewhere in what the level takes for the
     * pause: the model knows better where, in its own language. */
    if (!end_by_rule(levels, &own, (int64_t)start, (int64_t)end, (int64_t)pause, out, &found) &&
        (voice || mapped))
        end_by_rule(levels, &other, (int64_t)start, (int64_t)end, (int64_t)pause, out, &found);
    return found;
}
