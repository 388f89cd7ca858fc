/* Levels over 10 ms out of those of single milliseconds. */
#ifndef CA_ALIGN_LEVELS_H
#define CA_ALIGN_LEVELS_H

#include "align/features.h"

typedef struct ca_levels {
    const ca_features *features;
    double power[256]; /* of a stored level */
} ca_levels;

void ca_levels_make(const ca_features *features, ca_levels *out);
/* Level in dB of the 10 ms around the beginning of a millisecond. */
double ca_levels_db(const ca_levels *levels, ca_channel channel, int64_t ms);
/* The same for count milliseconds from `from` on. */
void ca_levels_read(const ca_levels *levels, ca_channel channel, int64_t from, size_t count,
                    double *out);
/* The highest of the levels at from, from + every … before `to`; -100 where there is none. */
double ca_levels_peak(const ca_levels *levels, ca_channel channel, int64_t from, int64_t to,
                      int64_t every);

#endif
