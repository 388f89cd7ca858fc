#include "text/amounts.h"

#include <utf8proc.h>

enum { MOST_GROUPS = 4, GROUP = 3, DEGREE = 0xB0, PER_MILLE = 0x2030 };

static bool is_digit_at(ca_str text, size_t offset)
{
    return offset < text.size && text.data[offset] >= '0' && text.data[offset] <= '9';
}

static bool is_letter_at(ca_str text, size_t offset)
{
    size_t size;
    uint32_t c = ca_utf8_at(text, offset, &size);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return size && category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static bool is_any_at(ca_str text, size_t offset, const char *ascii)
{
    return offset < text.size && text.data[offset] && strchr(ascii, text.data[offset]);
}

static size_t digits_end(ca_str text, size_t from)
{
    while (is_digit_at(text, from))
        from++;
    return from;
}

/* One space; *hard: one that keeps together what it parts. `from` where there is none. */
static size_t space_end(ca_str text, size_t from, bool *hard)
{
    size_t size;
    uint32_t c = ca_utf8_at(text, from, &size);
    *hard = c == 0xA0 || c == 0x202F || c == 0x2009;
    return c == ' ' || *hard ? from + size : from;
}

/* "3,50", "14:30", "25": digits with single marks between them. */
static size_t plain_end(ca_str text, size_t from)
{
    size_t to = digits_end(text, from);
    while (to > from && is_any_at(text, to, ".,:") && is_digit_at(text, to + 1))
        to = digits_end(text, to + 1);
    return to;
}

/* The groups of three digits behind the first number; *sure: they are one number. */
static size_t groups_end(ca_str text, size_t from, size_t first, bool *sure)
{
    size_t to = first;
    bool all_hard = true;
    for (int groups = 0; groups < MOST_GROUPS; groups++) {
        bool hard;
        size_t start = space_end(text, to, &hard);
        if (start == to || digits_end(text, start) != start + GROUP)
            break;
        all_hard = all_hard && hard;
        to = start + GROUP;
    }
    *sure = all_hard || to == first || memcmp(text.data + to - GROUP, "000", GROUP) == 0;
    return first - from <= GROUP && digits_end(text, from) == first ? to : first;
}

/* The sign of a unit, or "Uhr", behind one space. */
static size_t unit_end(ca_str text, size_t from)
{
    bool hard;
    size_t start = space_end(text, from, &hard), size;
    uint32_t c = ca_utf8_at(text, start, &size);
    size_t to = start + size;
    if (start == from)
        return from;
    if (ca_str_starts((ca_str){text.data + start, text.size - start}, "Uhr"))
        return is_letter_at(text, start + 3) ? from : start + 3;
    if (c == '%' || c == PER_MILLE)
        return to;
    if (c == DEGREE && is_any_at(text, to, "CF") && !is_letter_at(text, to + 1))
        return to + 1;
    bool money = utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_SC;
    return money && !is_digit_at(text, to) && !is_letter_at(text, to) ? to : from;
}

/* Decimals behind groups: "1 000,50". */
static size_t decimals_end(ca_str text, size_t from)
{
    bool marked = is_any_at(text, from, ",.") && is_digit_at(text, from + 1);
    return marked ? digits_end(text, from + 1) : from;
}

size_t ca_amount_end(ca_str text, size_t from)
{
    size_t size;
    bool hard, sure;
    uint32_t c = ca_utf8_at(text, from, &size);
    size_t start = from;
    if (utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_SC)
        start = space_end(text, from + size, &hard);
    size_t first = plain_end(text, start);
    if (first == start)
        return from;
    size_t grouped = groups_end(text, start, first, &sure);
    size_t whole = grouped > first ? decimals_end(text, grouped) : first;
    size_t end = unit_end(text, whole);
    if (end == whole && !sure)
        end = whole = first;
    bool spaced = end > first || (start > from && start > from + size);
    bool stops = !is_digit_at(text, end) && (end > whole || !is_letter_at(text, end));
    return spaced && stops ? end : from;
}
