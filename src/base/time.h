/* Times as text. All times are int64_t microseconds; nothing here depends on the locale. */
#ifndef CA_BASE_TIME_H
#define CA_BASE_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CA_US_PER_MS INT64_C(1000)
#define CA_US_PER_S INT64_C(1000000)

/* Longest text that ca_time_format writes, with its NUL: 2^63 µs are under 3e9 hours. */
#define CA_TIME_TEXT 32

/* Writes HH:MM:SS<point>mmm (hours of two digits or more), as SRT (',') and WebVTT ('.') do;
 * rounds to the nearest millisecond, halves up. time_us >= 0. Returns the length. */
size_t ca_time_format(int64_t time_us, char point, char text[CA_TIME_TEXT]);
/* For people: "2:26", "1:02:03", with ".250" where the milliseconds are not 0; "?" when unknown. */
size_t ca_time_format_short(int64_t time_us, char text[CA_TIME_TEXT]);
/* seconds + micros of a clock reading; false when it does not fit. */
bool ca_time_make(int64_t hours, int64_t minutes, int64_t seconds, int64_t us, int64_t *time_us);

#endif
