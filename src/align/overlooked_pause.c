#include "align/overlooked_pause.h"

enum {
    NEAR = 30,    /* ms around the edge in which the silence begins */
    LEAST = 80,   /* ms that it lasts */
    BEFORE = 200, /* ms of the first word whose loudest counts */
    BEHIND = 400, /* the same of the second, which begins behind the silence */
    EVERY = 5,    /* a level is of 10 ms: one of five tells how loud a word is */
};
/* How far below the softer of both words the silence is. Of the joined words of read speech (TIMIT)
 * none is parted; at LEAST = 60 or 20 dB two are, behind fricatives. In three synthesisers 29 of
 * 3,500 are parted, all of them where there is a pause; at 30 dB 20 of them. */
static const double BELOW_DB = 25;

static double loudest(const ca_levels *levels, int64_t from, int64_t to)
{
    return ca_levels_peak(levels, CA_CHANNEL_FULL, from, to, EVERY);
}

/* The ms behind `from` at which the sound is not below `least`, at most `last`. */
static int64_t end_of_quiet(const ca_levels *levels, double least, int64_t from, int64_t last)
{
    while (from < last && ca_levels_db(levels, CA_CHANNEL_FULL, from) < least)
        from++;
    return from;
}

bool ca_overlooked_pause(const ca_levels *levels, ca_phone_class first, double start, double edge,
                         double end, double *from, double *to)
{
    if (first == CA_VOICELESS_STOP || first == CA_VOICED_STOP)
        return false; /* the silence may be its closure */
    int64_t at = (int64_t)edge, word = (int64_t)start, last = (int64_t)end;
    double left = loudest(levels, word > at - BEFORE ? word : at - BEFORE, at);
    double right = loudest(levels, at, last < at + BEHIND ? last : at + BEHIND);
    double least = (left < right ? left : right) - BELOW_DB;
    int64_t t = word > at - NEAR ? word : at - NEAR;
    while (t <= at + NEAR) {
        int64_t until = end_of_quiet(levels, least, t, last);
        if (until - t >= LEAST && until < last) {
            *from = (double)t;
            *to = (double)until;
            return true;
        }
        t = until + 1;
    }
    return false;
}
