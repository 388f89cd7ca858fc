#include "base/time.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static char *two_digits(char *at, int64_t value)
{
    *at++ = (char)('0' + value / 10 % 10);
    *at++ = (char)('0' + value % 10);
    return at;
}

size_t ca_time_format(int64_t time_us, char point, char text[CA_TIME_TEXT])
{
    int64_t ms = time_us / CA_US_PER_MS + (time_us % CA_US_PER_MS >= CA_US_PER_MS / 2);
    int64_t hours = ms / 3600000;
    char *at = text;
    if (hours < 100)
        at = two_digits(at, hours);
    else
        at += snprintf(at, CA_TIME_TEXT, "%" PRId64, hours);
    *at++ = ':';
    at = two_digits(at, ms / 60000 % 60);
    *at++ = ':';
    at = two_digits(at, ms / 1000 % 60);
    *at++ = point;
    *at++ = (char)('0' + ms / 100 % 10);
    at = two_digits(at, ms % 100);
    *at = '\0';
    return (size_t)(at - text);
}

size_t ca_time_format_short(int64_t time_us, char text[CA_TIME_TEXT])
{
    if (time_us < 0) {
        strcpy(text, "?");
        return 1;
    }
    int64_t ms = time_us / CA_US_PER_MS + (time_us % CA_US_PER_MS >= CA_US_PER_MS / 2);
    int64_t hours = ms / 3600000, minutes = ms / 60000 % 60, seconds = ms / 1000 % 60;
    int n = hours ? snprintf(text, CA_TIME_TEXT, "%" PRId64 ":%02d:%02d", hours, (int)minutes,
                             (int)seconds)
                  : snprintf(text, CA_TIME_TEXT, "%d:%02d", (int)minutes, (int)seconds);
    if (ms % 1000)
        n += snprintf(text + n, CA_TIME_TEXT - (size_t)n, ".%03d", (int)(ms % 1000));
    return (size_t)n;
}

bool ca_time_make(int64_t hours, int64_t minutes, int64_t seconds, int64_t us, int64_t *time_us)
{
    int64_t total;
    if (__builtin_mul_overflow(hours, 60, &total) ||
        __builtin_add_overflow(total, minutes, &total) ||
        __builtin_mul_overflow(total, 60, &total) ||
        __builtin_add_overflow(total, seconds, &total) ||
        __builtin_mul_overflow(total, CA_US_PER_S, &total) ||
        __builtin_add_overflow(total, us, &total))
        return false;
    *time_us = total;
    return true;
}
