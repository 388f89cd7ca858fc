/* Duration marks: how articles state a clip's length. */
#ifndef CA_TEXT_DURATION_H
#define CA_TEXT_DURATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"

/* Longest clip that a mark is believed of: a day. */
#define CA_DURATION_MAX_US (INT64_C(24) * 3600 * 1000000)

/* "02:26", "1:02:03" (any Unicode decimal digits, full-width colon): the whole view is the mark.
 * False when it is not one, is zero, has minutes or seconds over 59, or is over the maximum. */
bool ca_duration_clock(ca_str text, int64_t *duration_us);
/* ISO 8601 durations, also malformed ones that have one reading (`T1M02S`). Zero and absurd values
 * are false. */
bool ca_duration_iso(ca_str text, int64_t *duration_us);
/* "146", "146.5" (seconds), as data-duration gives it. */
bool ca_duration_seconds(ca_str text, int64_t *duration_us);

#endif
