#include "align/placement.h"

#include <math.h>
#include <stdlib.h>

#include "align/numbers.h"

/* Deviations from the decoys are distributed about normally. Of units of n phones that are wrong
 * the mean is 1.5 + 0.05·n, at most 2.2, whatever the recording: the search chose the best place
 * for them. That of right ones is strength·√n, with 1.5 in clean English, 1.1 in other languages,
 * and 0.9 to 1.3 in noise of 10 dB. All have a standard deviation of about 0.9. Measured on units
 * of 1 to 40 phones with tests/accuracy/confidence.py's damages. Short units say next to nothing,
 * so that their neighbours decide. */
static const double WRONG_MEAN = 1.5, WRONG_PER_PHONE = 0.05, WRONG_MOST = 2.2, SPREAD = 0.9;

/* A recording's strength is this share's quantile of its units (up to half of the text may be
 * wrong), drawn to the usual one as if some units more had it. */
static const double STRENGTH_SHARE = 0.6, USUAL_STRENGTH = 1.3, USUAL_UNITS = 4;
static const double LEAST_STRENGTH = 0.9, MOST_STRENGTH = 1.5;
enum { ENOUGH_PHONES = 6 };

/* ln odds of a unit for each side on which words of the text or sound are left out: words found
 * alone in the wrong place have them on both sides. */
static const double LEFT_OUT = -0.8;
static const double MOST_ODDS = 8;

/* The share of units that keep the state of the one before for no other reason than that it comes
 * before. Figures between .95 and .99, .85 and .97, .5 and .7 name the same cues but for a few. */
static const double KEPT[] = {
    [CA_JOIN_NONE] = 0, [CA_JOIN_LOOSE] = 0.5, [CA_JOIN_PAUSE] = 0.95, [CA_JOIN_CLOSE] = 0.98};
static const double PRIOR = 0.5;

/* How far right units are from the decoys in this recording; `room` is for count values. */
static double find_strength(const ca_unit *units, size_t count, float *room)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (units[i].phones >= ENOUGH_PHONES)
            room[n++] = units[i].deviations / sqrtf((float)units[i].phones);
    ca_sort_floats(room, n);
    double own = n ? (double)room[(size_t)(STRENGTH_SHARE * (double)(n - 1))] : 0;
    double strength = ((double)n * own + USUAL_UNITS * USUAL_STRENGTH) / ((double)n + USUAL_UNITS);
    return ca_clip(strength, LEAST_STRENGTH, MOST_STRENGTH);
}

/* How much likelier the evidence is if the unit is right. More deviations than are usual for right
 * ones are no reason to doubt. */
static double odds_of(const ca_unit *units, size_t count, size_t i, double strength)
{
    double phones = (double)units[i].phones;
    double wrong = fmin(WRONG_MEAN + WRONG_PER_PHONE * phones, WRONG_MOST);
    double right = fmax(strength * sqrt(phones), wrong);
    double z = fmin((double)units[i].deviations, right);
    double odds = ((z - wrong) * (z - wrong) - (z - right) * (z - right)) / (2 * SPREAD * SPREAD);
    odds += i > 0 && units[i].join == CA_JOIN_NONE ? LEFT_OUT : 0;
    odds += i + 1 < count && units[i + 1].join == CA_JOIN_NONE ? LEFT_OUT : 0;
    return ca_exp(ca_clip(odds, -MOST_ODDS, MOST_ODDS));
}

/* Forwards, then backwards. */
static void run_chain(ca_unit *units, size_t count, double strength)
{
    double right = PRIOR; /* given all evidence up to the unit */
    for (size_t i = 0; i < count; i++) {
        double kept = KEPT[units[i].join], before = kept * right + (1 - kept) * PRIOR;
        double odds = odds_of(units, count, i, strength);
        right = before * odds / (before * odds + 1 - before);
        units[i].placement = (float)right;
    }
    double behind = 1; /* how much likelier what comes behind is if the unit is right */
    for (size_t i = count; i-- > 0;) {
        double so_far = (double)units[i].placement;
        double odds = odds_of(units, count, i, strength) * behind;
        units[i].placement = (float)(so_far * behind / (so_far * behind + 1 - so_far));
        double kept = KEPT[units[i].join], come = (1 - kept) * PRIOR, stay = kept + come;
        behind = (stay * odds + 1 - stay) / (come * odds + 1 - come);
    }
}

capalign_code ca_placement_find(ca_unit *units, size_t count, capalign_error *error)
{
    float *room = malloc((count + 1) * sizeof *room);
    if (!room)
        return ca_fail_memory(error);
    run_chain(units, count, find_strength(units, count, room));
    free(room);
    return CAPALIGN_OK;
}
