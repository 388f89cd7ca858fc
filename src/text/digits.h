/* Decimal digits of all scripts, and the characters that stand for a colon. */
#ifndef CA_TEXT_DIGITS_H
#define CA_TEXT_DIGITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"

/* The value of a decimal digit (Unicode category Nd), or -1. */
int ca_digit_value(uint32_t character);
/* A run of 1 to max_digits decimal digits at the start of *text: removes it, gives its value and
 * how many digits it had. False, and nothing changed, when there is none, it is longer, or
 * max_digits is over 18. */
bool ca_digits_take(ca_str *text, int max_digits, int64_t *value, int *digits);
/* A colon (also full-width, small or the ratio sign) at the start: removes it. */
bool ca_colon_take(ca_str *text);

#endif
