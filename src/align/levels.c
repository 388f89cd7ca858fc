#include "align/levels.h"

#include "align/numbers.h"

enum { HALF = 5 }; /* ms on each side */
static const double DB_PER_NEPER = 4.342944819032518;

void ca_levels_make(const ca_features *features, ca_levels *out)
{
    out->features = features;
    for (int i = 0; i < 256; i++)
        out->power[i] = ca_exp(i / (CA_LEVEL_STEPS_PER_DB * DB_PER_NEPER));
}

static double power_at(const ca_levels *levels, ca_channel channel, int64_t ms)
{
    return levels->power[ca_features_level(levels->features, channel, ms)];
}

void ca_levels_read(const ca_levels *levels, ca_channel channel, int64_t from, size_t count,
                    double *out)
{
    for (size_t i = 0; i < count; i++) {
        double sum = 0; /* summed anew each time: a running sum would depend on where it began */
        for (int64_t ms = -HALF; ms < HALF; ms++)
            sum += power_at(levels, channel, from + (int64_t)i + ms);
        out[i] = DB_PER_NEPER * ca_ln(sum / (2 * HALF));
    }
}

double ca_levels_db(const ca_levels *levels, ca_channel channel, int64_t ms)
{
    double db;
    ca_levels_read(levels, channel, ms, 1, &db);
    return db;
}

double ca_levels_peak(const ca_levels *levels, ca_channel channel, int64_t from, int64_t to,
                      int64_t every)
{
    double peak = -100;
    for (int64_t ms = from; ms < to; ms += every) {
        double db = ca_levels_db(levels, channel, ms);
        peak = db > peak ? db : peak;
    }
    return peak;
}
