#include "text/readings.h"

#include <stdarg.h>
#include <stdio.h>

enum { MAX_DIGITS = 15 };

void ca_readings_add(ca_readings *out, const char *format, ...)
{
    if (out->count == CA_MAX_READINGS)
        return;
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(out->items[out->count], CA_MAX_READING_BYTES, format, arguments);
    va_end(arguments);
    out->count += size > 0 && size < CA_MAX_READING_BYTES;
}

/* The digits and separators that text begins with, without a separator at the end. */
static size_t number_size(ca_str text)
{
    size_t size = 0;
    while (size < text.size && (ca_is_ascii_digit(text.data[size]) ||
                                (size && (text.data[size] == ',' || text.data[size] == '.') &&
                                 size + 1 < text.size && ca_is_ascii_digit(text.data[size + 1]))))
        size++;
    return size <= MAX_DIGITS ? size : 0;
}

static ca_str rest_of(ca_str text, size_t from)
{
    return (ca_str){text.data + from, text.size - from};
}

/* --- money ------------------------------------------------------------------------------------ */

typedef struct currency {
    const char *sign, *one, *many, *part;
} currency;

static const currency currencies[] = {
    {"$", "dollar", "dollars", "cents"},         {"\xE2\x82\xAC", "euro", "euros", "cents"},
    {"\xC2\xA3", "pound", "pounds", "pence"},    {"\xC2\xA5", "yen", "yen", NULL},
    {"\xE2\x82\xB9", "rupee", "rupees", NULL},   {"\xE2\x82\xA9", "won", "won", NULL},
    {"\xE2\x82\xBD", "rouble", "roubles", NULL}, {"\xE2\x82\xAA", "shekel", "shekels", NULL},
};

static const char *const scales[][2] = {{"k", "thousand"}, {"m", "million"}, {"mn", "million"},
                                        {"bn", "billion"}, {"b", "billion"}, {"tn", "trillion"}};

static const char *scale_of(ca_str text)
{
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++)
        if (ca_str_equal_nocase(text, scales[i][0]))
            return scales[i][1];
    return NULL;
}

/* "$3.50": the number up to the point, and the two digits after it. */
static bool has_part(ca_str number, int *whole, const char **part)
{
    if (number.size < 4 || number.data[number.size - 3] != '.')
        return false;
    *whole = (int)number.size - 3;
    *part = number.data + number.size - 2;
    return true;
}

static void read_money(const currency *unit, ca_str number, ca_str after, ca_readings *out)
{
    const char *scale = scale_of(after), *part;
    int size = (int)number.size, whole;
    bool single = number.size == 1 && number.data[0] == '1';
    if (after.size && !scale)
        return;
    out->instead = true;
    if (scale) {
        ca_readings_add(out, "%.*s %s %s", size, number.data, scale, unit->many);
    } else if (has_part(number, &whole, &part)) {
        bool one = whole == 1 && number.data[0] == '1';
        const char *name = one ? unit->one : unit->many;
        if (unit->part)
            ca_readings_add(out, "%.*s %s %.2s %s", whole, number.data, name, part, unit->part);
        ca_readings_add(out, "%.*s %s %.2s", whole, number.data, name, part);
        if (unit->part)
            ca_readings_add(out, "%.*s %s and %.2s %s", whole, number.data, name, part, unit->part);
        ca_readings_add(out, "%.*s %.2s", whole, number.data, part);
    } else {
        ca_readings_add(out, "%.*s %s", size, number.data, single ? unit->one : unit->many);
        ca_readings_add(out, "%.*s", size, number.data); /* "$5 million": the unit comes later */
    }
}

/* "20 €" and "€ 20" have a space, which may be a no-break one. */
static ca_str without_space(ca_str text)
{
    static const char *const spaces[] = {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
        if (ca_str_starts(text, spaces[i]))
            return rest_of(text, strlen(spaces[i]));
    return text;
}

/* Sign before or after the number. */
static bool find_money(ca_str word, bool english, ca_readings *out)
{
    for (size_t i = 0; i < sizeof currencies / sizeof currencies[0]; i++) {
        const currency *unit = &currencies[i];
        size_t sign = strlen(unit->sign);
        bool before = ca_str_starts(word, unit->sign);
        ca_str from = before ? without_space(rest_of(word, sign)) : word;
        size_t size = number_size(from);
        ca_str number = {from.data, size}, after = without_space(rest_of(from, size));
        bool ends = !before && after.size == sign && ca_str_starts(after, unit->sign);
        if (!size || !(before || ends))
            continue;
        if (ends)
            after = (ca_str){"", 0};
        if (english)
            read_money(unit, number, after, out);
        else if (before && !after.size)
            ca_readings_add(out, "%.*s %s", (int)number.size, number.data, unit->sign);
        return true;
    }
    return false;
}

/* --- numbers ---------------------------------------------------------------------------------- */

/* 1905 is "19 oh 5", 2023 is "20 23", 1984 "19 84"; the thousands are what the voice says. */
static void read_year(const char *d, ca_readings *out)
{
    if (d[0] == '0' || d[0] > '2')
        return;
    if (d[2] != '0')
        ca_readings_add(out, "%.2s %.2s", d, d + 2);
    else if (d[3] != '0')
        ca_readings_add(out, "%.2s oh %c", d, d[3]);
    if (d[1] == '0' && d[2] == '0' && d[3] != '0')
        ca_readings_add(out, "%c thousand and %c", d[0], d[3]);
}

/* Chinese reads years, and others read room numbers, digit by digit. */
static void read_digits(ca_str word, ca_readings *out)
{
    const char *d = word.data;
    if (word.size == 4 && number_size(word) == 4 && !memchr(d, '.', 4) && !memchr(d, ',', 4))
        ca_readings_add(out, "%c %c %c %c", d[0], d[1], d[2], d[3]);
}

/* "3 hundred and 40", as British voices say it. */
static void read_hundreds(ca_str digits, ca_readings *out)
{
    const char *d = digits.data;
    if (digits.size == 3 && d[0] != '0' && (d[1] != '0' || d[2] != '0'))
        ca_readings_add(out, "%c hundred and %d", d[0], (d[1] - '0') * 10 + d[2] - '0');
    if (digits.size == 5 && d[1] == ',' && d[0] != '0' && d[2] != '0' &&
        (d[3] != '0' || d[4] != '0'))
        ca_readings_add(out, "%c thousand %c hundred and %d", d[0], d[2],
                        (d[3] - '0') * 10 + d[4] - '0');
}

/* "3 May" is "the third of May". */
static void read_day(ca_str word, ca_readings *out)
{
    enum { LAST_DAY = 31 };
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    const char *d = word.data;
    int day = word.size == 1 ? d[0] - '0' : (d[0] - '0') * 10 + d[1] - '0';
    if (day < 1 || day > LAST_DAY || d[0] == '0')
        return;
    const char *end = ends[day % 10 < 4 && day / 10 != 1 ? day % 10 : 0];
    ca_readings_add(out, "%d", day); /* still the likeliest */
    ca_readings_add(out, "%d%s", day, end);
    ca_readings_add(out, "the %d%s of", day, end);
}

/* "5:05" and "10:00". */
static void read_clock(ca_str word, ca_readings *out)
{
    const char *colon = memchr(word.data, ':', word.size);
    int hours = colon ? (int)(colon - word.data) : 0;
    if (hours < 1 || hours > 2 || word.size - (size_t)hours != 3 || colon[1] != '0' ||
        !ca_is_ascii_digit(word.data[0]) || !ca_is_ascii_digit(word.data[hours - 1]) ||
        !ca_is_ascii_digit(colon[2]))
        return;
    out->instead = true;
    if (colon[2] != '0') {
        ca_readings_add(out, "%.*s oh %c", hours, word.data, colon[2]);
        return;
    }
    ca_readings_add(out, "%.*s o'clock", hours, word.data);
    ca_readings_add(out, "%.*s", hours, word.data);
    ca_readings_add(out, "%.*s hundred", hours, word.data);
}

static const char *const fractions[][3] = {
    {"1/2", "a half", "one half"},
    {"1/3", "a third", "one third"},
    {"2/3", "two thirds", NULL},
    {"1/4", "a quarter", "one quarter"},
    {"3/4", "three quarters", NULL},
    {"\xC2\xBD", "a half", "one half"},
    {"\xC2\xBC", "a quarter", "one quarter"},
    {"\xC2\xBE", "three quarters", NULL},
};

/* A number of a row: years in pairs, as the voices do not read them. */
static void put_number(ca_str digits, ca_readings *row)
{
    const char *d = digits.data;
    if (digits.size == 4 && d[0] != '0' && d[0] <= '2' && d[2] != '0')
        ca_readings_add(row, "%.2s %.2s", d, d + 2);
    else
        ca_readings_add(row, "%.*s", (int)digits.size, d);
}

/* "12/24/1999" names a month, first or second; where both could be one, both are tried. */
static void read_date(const ca_readings *row, ca_readings *out)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    for (size_t i = 0; row->count == 3 && i < 2; i++) {
        size_t size = strlen(row->items[i]);
        int month = size == 1   ? row->items[i][0] - '0'
                    : size == 2 ? (row->items[i][0] - '0') * 10 + row->items[i][1] - '0'
                                : 0;
        if (month < 1 || month > 12)
            continue;
        ca_readings_add(out, "%s %s %.20s", months[month - 1], row->items[1 - i], row->items[2]);
    }
}

/* "24/7" and "12/24/1999": the numbers in a row. */
static bool read_slashed(ca_str word, ca_readings *out)
{
    for (size_t i = 0; i < sizeof fractions / sizeof fractions[0]; i++)
        for (size_t k = 1; k < 3 && ca_str_equal_nocase(word, fractions[i][0]); k++)
            if (fractions[i][k])
                ca_readings_add(out, "%s", fractions[i][k]);
    if (!memchr(word.data, '/', word.size))
        return out->count > 0;
    ca_readings row = {0};
    for (size_t from = 0, to; from <= word.size; from = to + 1) {
        for (to = from; to < word.size && ca_is_ascii_digit(word.data[to]);)
            to++;
        if (to == from || to - from > 4 || (to < word.size && word.data[to] != '/') ||
            row.count == 3)
            return false;
        put_number((ca_str){word.data + from, to - from}, &row);
    }
    read_date(&row, out);
    if (row.count == 1)
        return false;
    if (row.count == 3)
        ca_readings_add(out, "%.20s %.20s %.20s", row.items[0], row.items[1], row.items[2]);
    else
        ca_readings_add(out, "%.20s %.20s", row.items[0], row.items[1]);
    if (row.count == 2)
        ca_readings_add(out, "%.20s slash %.20s", row.items[0], row.items[1]);
    else
        ca_readings_add(out, "%.20s slash %.20s slash %.20s", row.items[0], row.items[1],
                        row.items[2]);
    out->instead = true;
    return true;
}

/* "1980s": 19 80s. */
static void read_decade(ca_str word, ca_readings *out)
{
    const char *d = word.data;
    bool decade = word.size == 5 && d[4] == 's' && (d[0] == '1' || d[0] == '2') && d[2] != '0';
    static const char *const tens[] = {"",        "",        "twenties",  "thirties", "forties",
                                       "fifties", "sixties", "seventies", "eighties", "nineties"};
    if (decade && d[3] == '0' && d[2] >= '2')
        ca_readings_add(out, "%.2s %s", d, tens[d[2] - '0']);
}

static void read_number(ca_str word, ca_readings *out)
{
    size_t digits = 0;
    while (digits < word.size && ca_is_ascii_digit(word.data[digits]))
        digits++;
    if (digits == 4 && word.size == 4)
        read_year(word.data, out);
    else if (digits == 4)
        read_decade(word, out);
    else if (number_size(word) == word.size)
        read_hundreds(word, out);
    if (digits && digits == word.size && digits < 3)
        read_day(word, out);
    else if (digits && digits < 3)
        read_clock(word, out);
}

/* "-5" */
static bool read_negative(ca_str word, ca_readings *out)
{
    size_t sign = ca_str_starts(word, "-") ? 1 : ca_str_starts(word, "\xE2\x88\x92") ? 3 : 0;
    if (!sign || word.size == sign || word.size > 20)
        return false;
    ca_str number = rest_of(word, sign);
    ca_readings_add(out, "minus %.*s", (int)number.size, number.data);
    ca_readings_add(out, "negative %.*s", (int)number.size, number.data);
    ca_readings_add(out, "%.*s", (int)number.size, number.data);
    out->instead = true;
    return true;
}

/* --- words ------------------------------------------------------------------------------------ */

static const char *const written_short[][2] = {
    {"kg", "kilograms"},
    {"km", "kilometres"},
    {"cm", "centimetres"},
    {"mm", "millimetres"},
    {"mph", "miles per hour"},
    {"km/h", "kilometres per hour"},
    {"lbs", "pounds"},
    {"oz", "ounces"},
    {"ft", "feet"},
    {"hrs", "hours"},
    {"vs", "versus"},
    {"approx", "approximately"},
    {"prof", "professor"},
    {"capt", "captain"},
    {"gov", "governor"},
    {"sgt", "sergeant"},
    {"e.g", "for example"},
    {"i.e", "that is"},
    {"etc", "et cetera"},
    {"blvd", "boulevard"},
    {"ave", "avenue"},
    {"dept", "department"},
    {"mt", "mount"},
    {"jan", "january"},
    {"feb", "february"},
    {"aug", "august"},
    {"sept", "september"},
    {"oct", "october"},
    {"nov", "november"},
    {"dec", "december"},
    {"\xC2\xB0"
     "c",
     "degrees celsius"},
    {"\xC2\xB0"
     "c",
     "c"},
    {"\xC2\xB0"
     "f",
     "degrees fahrenheit"},
    {"\xC2\xB0"
     "f",
     "f"},
    {"\xC2\xB0", "degrees"},
};

static void read_short(ca_str word, ca_readings *out)
{
    if (ca_str_equal(word, "No") || ca_str_equal(word, "Nos")) /* "No. 7" */
        ca_readings_add(out, word.size == 2 ? "number" : "numbers");
    for (size_t i = 0; i < sizeof written_short / sizeof written_short[0]; i++)
        if (ca_str_equal_nocase(word, written_short[i][0]))
            ca_readings_add(out, "%s", written_short[i][1]);
}

/* A web address without its scheme and "www.": what follows the host is seldom read. */
static bool find_address(ca_str word, ca_readings *out)
{
    static const char *const leads[] = {"https://", "http://", "www."};
    ca_str host = word;
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
        if (ca_str_starts(host, leads[i]))
            host = rest_of(host, strlen(leads[i]));
    if (host.size == word.size)
        return false;
    const char *slash = memchr(host.data, '/', host.size);
    int size = (int)(slash ? (size_t)(slash - host.data) : host.size);
    if (size > 0 && size < CA_MAX_READING_BYTES - 8) {
        ca_readings_add(out, "%.*s", size, host.data);
        ca_readings_add(out, "www.%.*s", size, host.data);
        out->instead = host.data - word.data > 4;
    }
    return true;
}

void ca_readings_find(ca_str word, bool english, ca_readings *out)
{
    *out = (ca_readings){0};
    if (!word.size || find_money(word, english, out))
        return;
    if (!english) {
        read_digits(word, out);
        return;
    }
    if (find_address(word, out) || read_slashed(word, out) || read_negative(word, out))
        return;
    if (ca_is_ascii_digit(word.data[0]))
        read_number(word, out);
    else
        read_short(word, out);
}
