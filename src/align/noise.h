/* Stationary noise: is there any, and how much of it in each band. */
#ifndef CA_ALIGN_NOISE_H
#define CA_ALIGN_NOISE_H

#include <stdbool.h>

#include "align/features.h"

typedef struct ca_noise {
    bool present;
    float power[CA_BANDS]; /* to be subtracted from a band's power */
    double spread_db;      /* mean over the bands of the 30th less the 10th percentile */
    double range_db;       /* 80th less 10th percentile of the total power */
} ca_noise;

capalign_code ca_noise_measure(const ca_features *features, ca_noise *out, capalign_error *error);
/* A band's power without the noise, never below a tenth of it. */
static inline float ca_noise_subtract(float power, float noise)
{
    float rest = power - noise, least = 0.1f * noise;
    return rest > least ? rest : least;
}

#endif
