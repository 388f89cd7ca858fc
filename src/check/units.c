/* Thresholds and measured values as text, and back. Speeds are in thousandths. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "check/config.h"

static bool is_speed(const char *unit)
{
    return strcmp(unit, "cps") == 0 || strcmp(unit, "wpm") == 0;
}

static void format_time(int64_t us, char text[CA_UNIT_TEXT])
{
    const char *sign = us < 0 ? "-" : "";
    int64_t ms = (us < 0 ? -us : us) / 1000 + ((us < 0 ? -us : us) % 1000 >= 500);
    if (ms < 10000)
        snprintf(text, CA_UNIT_TEXT, "%s%" PRId64 " ms", sign, ms);
    else
        snprintf(text, CA_UNIT_TEXT, "%s%" PRId64 ".%" PRId64 " s", sign, ms / 1000,
                 ms % 1000 / 100);
}

void ca_unit_format(const char *unit, int64_t value, bool with_unit, char text[CA_UNIT_TEXT])
{
    if (!unit)
        unit = "";
    if (strcmp(unit, "us") == 0) {
        format_time(value, text);
        return;
    }
    const char *space = with_unit && *unit ? " " : "", *name = with_unit ? unit : "";
    int64_t tenths = (value + 50) / 100;
    if (!is_speed(unit))
        snprintf(text, CA_UNIT_TEXT, "%" PRId64 "%s%s", value, space, name);
    else if (tenths % 10)
        snprintf(text, CA_UNIT_TEXT, "%" PRId64 ".%" PRId64 "%s%s", tenths / 10, tenths % 10, space,
                 name);
    else
        snprintf(text, CA_UNIT_TEXT, "%" PRId64 "%s%s", tenths / 10, space, name);
}

/* Thousandths, without zeros at their end. */
void ca_unit_format_exact(const char *unit, int64_t value, bool with_unit, char text[CA_UNIT_TEXT])
{
    bool time = unit && strcmp(unit, "us") == 0;
    if (value < 0 || !unit || !(time || is_speed(unit))) {
        ca_unit_format(unit, value, with_unit, text);
        return;
    }
    int digits = 3, thousandths = (int)(value % 1000);
    while (digits > 1 && thousandths % 10 == 0) {
        thousandths /= 10;
        digits--;
    }
    const char *name = time ? " ms" : with_unit ? unit : "";
    const char *space = time || !with_unit ? "" : " ";
    if (thousandths)
        snprintf(text, CA_UNIT_TEXT, "%" PRId64 ".%0*d%s%s", value / 1000, digits, thousandths,
                 space, name);
    else
        snprintf(text, CA_UNIT_TEXT, "%" PRId64 "%s%s", value / 1000, space, name);
}

/* Digits with up to `decimals` after a point, as an integer of that many decimals. */
static bool parse_decimal(const char **text, int decimals, int64_t *value)
{
    const char *at = *text;
    int64_t number = 0;
    int after = -1; /* digits after the point */
    for (; (*at >= '0' && *at <= '9') || (*at == '.' && after < 0 && at != *text); at++) {
        if (*at == '.') {
            after = 0;
            continue;
        }
        if (number > INT64_MAX / 100 || after >= decimals)
            return false;
        number = number * 10 + (*at - '0');
        after += after >= 0;
    }
    if (at == *text || after == 0)
        return false;
    for (int i = after < 0 ? 0 : after; i < decimals; i++) {
        if (number > INT64_MAX / 100)
            return false;
        number *= 10;
    }
    *text = at;
    *value = number;
    return true;
}

static bool parse_time(const char *text, int64_t *value, bool *frames)
{
    static const struct {
        const char *name;
        int decimals;
        bool frames;
    } units[] = {{"us", 0, false}, {"ms", 3, false}, {"s", 6, false}, {"f", 0, true}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        const char *end = text;
        if (parse_decimal(&end, units[i].decimals, value) && strcmp(end, units[i].name) == 0) {
            *frames = units[i].frames;
            return true;
        }
    }
    return false;
}

bool ca_unit_parse(const char *unit, const char *text, int64_t *value, bool *frames)
{
    *frames = false;
    if (strcmp(unit, "us") == 0)
        return parse_time(text, value, frames);
    const char *end = text;
    return parse_decimal(&end, is_speed(unit) ? 3 : 0, value) && !*end;
}
