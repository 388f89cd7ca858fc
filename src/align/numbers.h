/* Logarithm and exponential that give the same bits on every machine: libm picks variants by the
 * processor (with and without fused multiply-add) that differ in the last digit. Needs
 * -ffp-contract=off, which the build sets. */
#ifndef CA_ALIGN_NUMBERS_H
#define CA_ALIGN_NUMBERS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CA_LN2 0.69314718055994530942

/* ln x for normal x > 0. x = m·2^e with m in [√½, √2); ln m = 2·artanh((m−1)/(m+1)); the series
 * is cut where the next term is below 1e-12. */
static inline double ca_ln(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const uint64_t root = UINT64_C(0x3FE6A09E667F3BCD); /* √½ */
    int64_t exponent = ((int64_t)(bits - root)) >> 52;
    bits -= (uint64_t)exponent << 52;
    double m;
    memcpy(&m, &bits, sizeof m);
    double s = (m - 1) / (m + 1), z = s * s;
    double sum =
        1 + z * (1.0 / 3 +
                 z * (1.0 / 5 + z * (1.0 / 7 + z * (1.0 / 9 + z * (1.0 / 11 + z * (1.0 / 13))))));
    return (double)exponent * CA_LN2 + 2 * s * sum;
}

/* e^x; 0 below −700, limited to e^700 above. x = n·ln 2 + r, |r| ≤ ½ ln 2, Taylor to r^11. */
static inline double ca_exp(double x)
{
    if (!(x >= -700))
        return 0;
    if (x > 700)
        x = 700;
    double scaled = x / CA_LN2;
    int64_t n = (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    double r = x - (double)n * CA_LN2;
    double sum = 1;
    for (int k = 11; k > 0; k--)
        sum = 1 + sum * r / k;
    uint64_t bits = (uint64_t)(1023 + n) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return sum * power;
}

static inline double ca_clip(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

/* Ascending. */
void ca_sort_floats(float *values, size_t count);

#endif
