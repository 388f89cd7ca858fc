#include "align/joined_edge.h"

#include <math.h>

#include "align/numbers.h"

enum {
    REACH = 60, /* ms around the expected edge that are looked at */
    SIDE = 20,  /* ms whose mean levels are compared */
    SPAN = 2 * (REACH + SIDE) + 1,
};
/* The model's idea of the edge is a normal distribution, narrower than it says, and each neper of
 * change in the sound makes a place e^1.5 times as likely. Leaving each speaker out in turn this
 * brings 55 to 60 % within 10 ms; windows of 15 to 30 ms and weights of 1 to 2 do the same. */
static const double NARROW = 0.7, LEAST_SPREAD = 5, MOST_SPREAD = 16, CHANGE_WEIGHT = 1.5;
static const double DB_PER_NEPER = 4.342944819032518;

/* What is left: edge − human edge in ms, by the classes left and right of it; means over the word
 * edges of read speech, drawn to 0 where there are few (n/(n+15)). With each speaker left out in
 * turn: 56.6/79.9/96.1 % of these edges are within 10/25/50 ms without it, 60.9/81.1/96.2 with it
 * and 60.7/84.7/96.7 where nobody is left out. */
static const signed char BIAS[CA_PHONE_CLASSES][CA_PHONE_CLASSES] = {
    /* clang-format off: columns are the class to the right, in the same order */
    [CA_VOWEL] = {3, 2, 0, 0, 0, 0, 0},
    [CA_APPROXIMANT] = {10, -2, 2, 0, 0, 0, 0},
    [CA_NASAL] = {8, 0, -2, 3, 5, 0, -2},
    [CA_VOICELESS_STOP] = {-4, -4, 0, 0, -2, 0, -4},
    [CA_VOICED_STOP] = {3, -2, 0, 0, 0, -2, 0},
    [CA_VOICELESS_FRICATIVE] = {0, -8, 0, 0, 0, -5, 0},
    [CA_VOICED_FRICATIVE] = {4, -3, -3, 0, 0, 0, 0},
    /* clang-format on */
};

/* change[i]: root of the mean over the channels of the squared difference (in nepers) between the
 * SIDE ms before and behind from + i. */
static void find_change(const ca_levels *levels, int64_t from, double change[2 * REACH + 1])
{
    double squares[2 * REACH + 1] = {0};
    for (int c = 0; c < CA_CHANNELS; c++) {
        double db[SPAN], before = 0, after = 0;
        ca_levels_read(levels, (ca_channel)c, from - SIDE, SPAN, db);
        for (int i = 0; i < SIDE; i++) {
            before += db[i];
            after += db[SIDE + i];
        }
        for (int i = 0; i <= 2 * REACH; i++) {
            double difference = (after - before) / (SIDE * DB_PER_NEPER);
            squares[i] += difference * difference / CA_CHANNELS;
            before += db[i + SIDE] - db[i];
            after += db[i + 2 * SIDE] - db[i + SIDE];
        }
    }
    for (int i = 0; i <= 2 * REACH; i++)
        change[i] = sqrt(squares[i]);
}

double ca_joined_edge(const ca_levels *levels, ca_phone_class left, ca_phone_class right,
                      double expected, double spread)
{
    double change[2 * REACH + 1], weights = 0, sum = 0;
    int64_t from = (int64_t)expected - REACH;
    find_change(levels, from, change);
    spread *= NARROW;
    spread = spread < LEAST_SPREAD ? LEAST_SPREAD : spread > MOST_SPREAD ? MOST_SPREAD : spread;
    for (int i = 0; i <= 2 * REACH; i++) {
        double t = (double)(from + i), z = (t - expected) / spread;
        double weight = ca_exp(CHANGE_WEIGHT * change[i] - z * z / 2);
        weights += weight;
        sum += weight * t;
    }
    return sum / weights - BIAS[left][right];
}
