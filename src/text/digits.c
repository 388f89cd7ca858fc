#include "text/digits.h"

#include <utf8proc.h>

/* Digits stand in runs of ten, zero first; the mathematical ones in five such runs. */
enum { LONGEST_RUN = 50 };

static bool is_digit(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

int ca_digit_value(uint32_t c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    if (!is_digit(c))
        return -1;
    uint32_t first = c;
    while (c - first < LONGEST_RUN && is_digit(first - 1))
        first--;
    return (int)((c - first) % 10);
}

bool ca_digits_take(ca_str *text, int max_digits, int64_t *value, int *digits)
{
    ca_str at = *text;
    int64_t sum = 0;
    int count = 0;
    while (at.size) {
        uint32_t c;
        size_t n = ca_utf8_decode(at.data, at.size, &c);
        int digit = ca_digit_value(c);
        if (digit < 0)
            break;
        if (++count > max_digits || count > 18)
            return false;
        sum = sum * 10 + digit;
        at.data += n, at.size -= n;
    }
    if (!count)
        return false;
    *text = at, *value = sum, *digits = count;
    return true;
}

bool ca_colon_take(ca_str *text)
{
    if (!text->size)
        return false;
    uint32_t c;
    size_t n = ca_utf8_decode(text->data, text->size, &c);
    if (c != ':' && c != 0xFF1A && c != 0xFE55 && c != 0x2236)
        return false;
    text->data += n, text->size -= n;
    return true;
}
