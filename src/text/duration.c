#include "text/duration.h"

#include "base/time.h"
#include "text/digits.h"

/* More digits than any believable duration needs; their product stays far inside 64 bits. */
enum { MAX_DIGITS = 9 };

static bool believable(int64_t us, int64_t *duration_us)
{
    if (us <= 0 || us > CA_DURATION_MAX_US)
        return false;
    *duration_us = us;
    return true;
}

bool ca_duration_clock(ca_str text, int64_t *duration_us)
{
    int64_t part[3];
    int digits, count = 0;
    do {
        if (count == 3 || !ca_digits_take(&text, 2, &part[count], &digits))
            return false;
        if (count > 0 && digits != 2)
            return false;
        count++;
    } while (ca_colon_take(&text));
    if (text.size || count < 2)
        return false;
    int64_t hours = count == 3 ? part[0] : 0, minutes = part[count - 2], seconds = part[count - 1];
    if (minutes > 59 || seconds > 59)
        return false;
    return believable(((hours * 60 + minutes) * 60 + seconds) * CA_US_PER_S, duration_us);
}

/* "146.25" or "146,25" at the start of *text, in microseconds; what is finer is cut off. */
static bool take_decimal(ca_str *text, int64_t *us, bool *fraction)
{
    int64_t whole;
    int digits;
    if (!ca_digits_take(text, MAX_DIGITS, &whole, &digits))
        return false;
    *us = whole * CA_US_PER_S;
    *fraction = false;
    if (!text->size || (text->data[0] != '.' && text->data[0] != ','))
        return true;
    *fraction = true;
    text->data++, text->size--;
    int64_t unit = CA_US_PER_S;
    int count = 0;
    for (; text->size && text->data[0] >= '0' && text->data[0] <= '9'; count++) {
        unit /= 10;
        *us += unit * (text->data[0] - '0');
        text->data++, text->size--;
    }
    return count > 0;
}

typedef struct iso_unit {
    char letter;
    bool after_t;
    int64_t seconds;
} iso_unit;

/* In the order that ISO 8601 wants. Years and months have no fixed length and are not read. */
static const iso_unit iso_units[] = {{'W', false, 7 * 86400},
                                     {'D', false, 86400},
                                     {'H', true, 3600},
                                     {'M', true, 60},
                                     {'S', true, 1}};
enum { ISO_UNIT_COUNT = sizeof iso_units / sizeof iso_units[0] };

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

/* The unit of a number, at or after `first` in the order; ISO_UNIT_COUNT when there is none. */
static size_t take_unit(ca_str *text, size_t first, bool after_t)
{
    char letter = text->size ? upper(text->data[0]) : '\0';
    for (size_t i = first; i < ISO_UNIT_COUNT; i++) {
        if (iso_units[i].letter != letter || iso_units[i].after_t != after_t)
            continue;
        text->data++, text->size--;
        return i;
    }
    return ISO_UNIT_COUNT;
}

static bool take_letter(ca_str *text, char letter)
{
    if (!text->size || upper(text->data[0]) != letter)
        return false;
    text->data++, text->size--;
    return true;
}

/* P[nW][nD][T[nH][nM][nS]], where the P may be missing before a T (T1M02S) and the T before a unit
 * that only it could lead to (P2M26S: with seconds after them, M are minutes). */
bool ca_duration_iso(ca_str text, int64_t *duration_us)
{
    text = ca_str_trim(text);
    bool p = take_letter(&text, 'P'), after_t = false;
    if (!p && !(text.size && upper(text.data[0]) == 'T'))
        return false;
    if (p && text.size && memchr(text.data, 'T', text.size) == NULL &&
        memchr(text.data, 't', text.size) == NULL)
        after_t = upper(text.data[text.size - 1]) == 'S' || upper(text.data[text.size - 1]) == 'H';
    int64_t total = 0;
    size_t next = 0;
    bool any = false;
    while (text.size) {
        if (!after_t && take_letter(&text, 'T')) {
            after_t = true;
            continue;
        }
        int64_t us;
        bool fraction;
        if (!take_decimal(&text, &us, &fraction))
            return false;
        size_t unit = take_unit(&text, next, after_t);
        if (unit == ISO_UNIT_COUNT || (fraction && text.size))
            return false;
        if (us > CA_DURATION_MAX_US / iso_units[unit].seconds)
            return false;
        total += us * iso_units[unit].seconds;
        next = unit + 1;
        any = true;
    }
    return any && believable(total, duration_us);
}

bool ca_duration_seconds(ca_str text, int64_t *duration_us)
{
    text = ca_str_trim(text);
    int64_t us;
    bool fraction;
    return take_decimal(&text, &us, &fraction) && !text.size && believable(us, duration_us);
}
