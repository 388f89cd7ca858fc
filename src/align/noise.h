/* Stationary noise: is there any, and how much of it in each band. */
#ifndef CA_ALIGN_NOISE_H
#define CA_ALIGN_NOISE_H

#include <stdbool.h>

#include "align/features.h"

typedef struct ca_noise {
    bool present;
    float power[CA_BANDS]; /* of the noise in each band */
    double depth;          /* exponent of the gain: the louder the noise, the deeper */
    double spread_db;      /* mean over the bands of the 30th less the 10th percentile */
    double range_db;       /* 80th less 10th percentile of the total power */
} ca_noise;

capalign_code ca_noise_measure(const ca_features *features, ca_noise *out, capalign_error *error);
/* ln of the gain that takes the noise out of a band, given its power as a mean over a few frames.
 */
double ca_noise_gain(const ca_noise *noise, int band, double power);

#endif
