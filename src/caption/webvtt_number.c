/* Times, numbers and tokens of WebVTT, read and written exactly. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/time.h"
#include "caption/webvtt.h"

/* A double is decided by its first 767 significant digits and whether anything follows them. */
enum { DECISIVE_DIGITS = 800, MAX_HOURS = 999999999 };

bool ca_vtt_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

bool ca_vtt_next_token(ca_str *rest, ca_str *token)
{
    size_t from = 0;
    while (from < rest->size && ca_vtt_is_space(rest->data[from]))
        from++;
    size_t to = from;
    while (to < rest->size && !ca_vtt_is_space(rest->data[to]))
        to++;
    *token = (ca_str){rest->data + from, to - from};
    *rest = (ca_str){rest->data + to, rest->size - to};
    return token->size;
}

bool ca_vtt_split_setting(ca_str setting, ca_str *name, ca_str *value)
{
    const char *colon = memchr(setting.data, ':', setting.size);
    if (!colon || colon == setting.data || colon == setting.data + setting.size - 1)
        return false;
    *name = (ca_str){setting.data, (size_t)(colon - setting.data)};
    *value = (ca_str){colon + 1, setting.size - name->size - 1};
    return true;
}

/* Collects a sequence of digits; the value is lowered to MAX_HOURS + 1. */
static size_t collect_digits(ca_str text, size_t *at, int64_t *value)
{
    size_t from = *at;
    for (*value = 0; *at < text.size && ca_is_ascii_digit(text.data[*at]); ++*at)
        if (*value <= MAX_HOURS)
            *value = *value * 10 + (text.data[*at] - '0');
    return *at - from;
}

static bool take(ca_str text, size_t *at, char wanted)
{
    if (*at >= text.size || text.data[*at] != wanted)
        return false;
    ++*at;
    return true;
}

/* Digits that must be just so many. */
static bool take_digits(ca_str text, size_t *at, size_t count, int64_t *value)
{
    size_t from = *at;
    if (collect_digits(text, at, value) == count)
        return true;
    if (*at > from + count)
        *at = from + count;
    return false;
}

static bool fail_at(size_t *at, size_t place)
{
    *at = place;
    return false;
}

bool ca_vtt_timestamp(ca_str text, size_t *at, int64_t *time_us, bool *capped)
{
    int64_t first, second, third, thousandths;
    size_t from = *at, digits = collect_digits(text, at, &first);
    if (!digits)
        return false;
    bool hours = digits != 2 || first > 59;
    size_t second_at = *at + 1, third_at = 0;
    if (!take(text, at, ':') || !take_digits(text, at, 2, &second))
        return false;
    if (hours || (*at < text.size && text.data[*at] == ':')) {
        third_at = *at + 1;
        if (!take(text, at, ':') || !take_digits(text, at, 2, &third))
            return false;
    } else {
        third = second, second = first, first = 0;
        third_at = second_at, second_at = from;
    }
    if (!take(text, at, '.') || !take_digits(text, at, 3, &thousandths))
        return false;
    if (second > 59)
        return fail_at(at, second_at);
    if (third > 59)
        return fail_at(at, third_at);
    int64_t below = (second * 60 + third) * CA_US_PER_S + thousandths * CA_US_PER_MS;
    if (first > MAX_HOURS) {
        *capped = true;
        *time_us = CA_VTT_MAX_US;
    } else {
        *time_us = first * 3600 * CA_US_PER_S + below;
    }
    return true;
}

/* The number nearest to digits with an optional point (already checked to be no more than that),
 * as HTML's rules for parsing floating-point number values have it. strtod gets no decimal point,
 * which is all that it could read by the locale: the point becomes an exponent. */
static bool nearest_number(ca_str text, double *value)
{
    char digits[DECISIVE_DIGITS + 32];
    size_t used = 0;
    long exponent = 0;
    bool after_point = false, rest = false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '.') {
            after_point = true;
            continue;
        }
        if (used || c != '0') {
            if (used < DECISIVE_DIGITS)
                digits[used++] = c;
            else
                rest = rest || c != '0', exponent++;
        }
        exponent -= after_point;
    }
    if (!used) {
        *value = 0;
        return true;
    }
    if (rest)
        digits[used++] = '1', exponent--;
    snprintf(digits + used, sizeof digits - used, "e%ld", exponent);
    *value = strtod(digits, NULL);
    return isfinite(*value);
}

/* Digits, maybe a point and digits. */
static bool is_decimal(ca_str text)
{
    size_t at = 0;
    while (at < text.size && ca_is_ascii_digit(text.data[at]))
        at++;
    if (!at)
        return false;
    if (at == text.size)
        return true;
    if (text.data[at] != '.' || ++at == text.size)
        return false;
    while (at < text.size && ca_is_ascii_digit(text.data[at]))
        at++;
    return at == text.size;
}

bool ca_vtt_percentage(ca_str text, double *value)
{
    if (!text.size || text.data[text.size - 1] != '%')
        return false;
    text.size--;
    double number;
    if (!is_decimal(text) || !nearest_number(text, &number) || number > 100)
        return false;
    *value = number;
    return true;
}

bool ca_vtt_line_number(ca_str text, double *value)
{
    bool negative = text.size && text.data[0] == '-';
    ca_str number = {text.data + negative, text.size - negative};
    double magnitude;
    if (!is_decimal(number) || !nearest_number(number, &magnitude))
        return false;
    *value = negative && magnitude != 0 ? -magnitude : magnitude; /* HTML has no -0 */
    return true;
}

/* Writes value = 0.DIGITS × 10^point without an exponent. */
static size_t write_plain(const char *digits, size_t count, int point, char *text)
{
    char *at = text;
    if (point <= 0)
        *at++ = '0';
    for (int i = 0; i < point; i++)
        *at++ = (size_t)i < count ? digits[i] : '0';
    if (point < (int)count) {
        *at++ = '.';
        for (int i = point; i < 0; i++)
            *at++ = '0';
        for (size_t i = point < 0 ? 0 : (size_t)point; i < count; i++)
            *at++ = digits[i];
    }
    *at = '\0';
    return (size_t)(at - text);
}

/* The digits and the power of ten of printf's %e, whatever the locale's decimal point. */
static size_t scan_exponential(const char *text, char digits[20], int *point)
{
    size_t count = 0;
    for (; *text != 'e'; text++)
        if (ca_is_ascii_digit(*text))
            digits[count++] = *text;
    *point = atoi(text + 1) + 1;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    return count;
}

size_t ca_vtt_number_format(double value, char text[CA_VTT_NUMBER_TEXT])
{
    bool negative = value < 0;
    double magnitude = negative ? -value : value, again = 0;
    char exponential[48], digits[20];
    if (magnitude == 0)
        return write_plain("0", 1, 1, text);
    size_t count = 0;
    int point = 0;
    for (int precision = 0; precision < 17 && again != magnitude; precision++) {
        snprintf(exponential, sizeof exponential, "%.*e", precision, magnitude);
        count = scan_exponential(exponential, digits, &point);
        char whole[40];
        snprintf(whole, sizeof whole, "%.*se%d", (int)count, digits, point - (int)count);
        again = strtod(whole, NULL);
    }
    if (negative)
        *text = '-';
    return write_plain(digits, count, point, text + negative) + negative;
}
