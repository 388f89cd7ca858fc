/* One time of a time line, in the forms that people write. */
#include "base/time.h"
#include "caption/srt.h"
#include "caption/srt_time.h"

void ca_srt_time_tell(ca_srt_time_line *out, ca_srt_code code, size_t offset)
{
    for (size_t i = 0; i < out->code_count; i++)
        if (out->codes[i].code == code)
            return;
    if (out->code_count < CA_SRT_TIME_CODES) {
        out->codes[out->code_count].code = code;
        out->codes[out->code_count++].offset = offset;
    }
}

/* Past white space and what nobody sees. */
size_t ca_srt_skip_space(ca_str line, size_t at)
{
    for (;;) {
        ca_str rest = ca_srt_rest(line, at);
        size_t size = ca_srt_space_size(rest);
        if (!size)
            size = ca_srt_unseen_size(rest);
        if (!size)
            return at;
        at += size;
    }
}

bool ca_srt_starts_any(ca_str text, const char *const *forms, size_t *size)
{
    for (; *forms; forms++)
        if (ca_str_starts(text, *forms)) {
            *size = strlen(*forms);
            return true;
        }
    return false;
}

/* What stands between two numbers of a time: ':' ',' '.' ';', or the wide forms of East Asian
 * keyboards, 'C' for colons and 'F' for what comes before a fraction. */
static size_t separator_size(ca_str text, char *separator)
{
    /* clang-format off */
    static const char *const colons[] = {"\xEF\xBC\x9A", "\xEF\xB9\x95", "\xE2\x88\xB6", NULL};
    static const char *const points[] = {"\xEF\xBC\x8C", "\xEF\xBC\x8E", "\xEF\xBC\x9B", NULL};
    /* clang-format on */
    if (!text.size)
        return 0;
    char c = text.data[0];
    size_t size = c == ':' || c == ',' || c == '.' || c == ';';
    *separator = c;
    if (ca_srt_starts_any(text, colons, &size))
        *separator = 'C';
    else if (ca_srt_starts_any(text, points, &size))
        *separator = 'F';
    return size;
}

static const char *const minus_signs[] = {"-", "\xE2\x88\x92", "\xE2\x80\x93", NULL};

size_t ca_srt_sign_size(ca_str text, bool *negative)
{
    size_t size = 0;
    *negative = ca_srt_starts_any(text, minus_signs, &size);
    return *negative ? size : text.size && text.data[0] == '+';
}

static size_t read_digits(ca_str line, size_t at, ca_srt_number *f)
{
    *f = (ca_srt_number){.at = at};
    for (; at < line.size && ca_is_ascii_digit(line.data[at]); at++) {
        if (f->value < INT64_C(1000000000000))
            f->value = f->value * 10 + (line.data[at] - '0');
        f->digits++;
    }
    return at;
}

static bool is_colon(char separator)
{
    return separator == ':' || separator == 'C';
}

/* "00:00:01 500": white space where the comma should be, and three digits with nothing after them.
 * Returns the place of the first; 0: none. */
static size_t spaced_fraction(ca_str line, size_t at, size_t digit, ca_srt_time *t)
{
    enum { DIGITS = 3 };
    size_t end = digit;
    while (end < line.size && ca_is_ascii_digit(line.data[end]))
        end++;
    bool alone = end == line.size || ca_srt_space_size(ca_srt_rest(line, end));
    if (t->count != 3 || digit == at || end != digit + DIGITS || !alone ||
        !is_colon(t->numbers[1].separator))
        return 0;
    t->numbers[2].separator = ' ';
    t->numbers[2].separator_at = at;
    return digit;
}

/* A separator and the next number's first digit. White space may stand around the separator, but
 * not after a fraction: ". 5" begins the next sentence. Returns the place of the digit; 0 where
 * the time ends. */
static size_t next_number(ca_str line, size_t at, ca_srt_time *t)
{
    ca_srt_number *number = &t->numbers[t->count - 1];
    bool in_fraction = t->count == 4 || (t->count > 1 && !is_colon(number[-1].separator));
    size_t mark = ca_srt_skip_space(line, at);
    char separator = 0;
    size_t size = separator_size(ca_srt_rest(line, mark), &separator);
    if (!size)
        return spaced_fraction(line, at, mark, t);
    size_t digit = ca_srt_skip_space(line, mark + size);
    bool spaced = mark > at || digit > mark + size;
    if (digit >= line.size || !ca_is_ascii_digit(line.data[digit]) || (spaced && in_fraction))
        return 0;
    number->separator = separator;
    number->separator_at = mark;
    if (spaced && t->spaced_at == SIZE_MAX)
        t->spaced_at = mark > at ? at : mark + size;
    return digit;
}

/* Whether numbers and separators have the form of a time: h:m:s,f; h:m:s; m:s,f; m:s; and
 * h.m.s,f with the same wrong separator twice. A date or "5,000" has not. */
static bool has_time_form(const ca_srt_time *t)
{
    const ca_srt_number *n = t->numbers;
    switch (t->count) {
    case 4:
        return n[0].separator == n[1].separator && n[0].separator != ',';
    case 3:
    case 2:
        return is_colon(n[0].separator);
    default:
        return false;
    }
}

/* A comma or point that no digits follow: "00:00:01, -->". */
static bool ends_open(ca_str line, const ca_srt_time *t)
{
    if (t->count < 2 || t->count == 4 || !is_colon(t->numbers[t->count - 2].separator))
        return false;
    char after = t->to < line.size ? line.data[t->to] : 0;
    return (after == ',' || after == '.') &&
           (t->to + 1 == line.size || ca_srt_space_size(ca_srt_rest(line, t->to + 1)));
}

/* Reads as much as is a time, from the sign on. */
void ca_srt_time_read(ca_str line, size_t at, ca_srt_time *t)
{
    *t = (ca_srt_time){.from = at, .to = at, .spaced_at = SIZE_MAX};
    size_t sign = ca_srt_sign_size(ca_srt_rest(line, at), &t->negative);
    t->plus = sign && !t->negative;
    at = sign ? ca_srt_skip_space(line, at + sign) : at;
    while (t->count < CA_SRT_TIME_NUMBERS) {
        ca_srt_number *f = &t->numbers[t->count];
        size_t end = read_digits(line, at, f);
        if (!f->digits)
            return;
        t->count++;
        t->to = end;
        at = next_number(line, end, t);
        if (!at)
            break;
    }
    t->to += ends_open(line, t);
    if (has_time_form(t))
        t->shape = CA_SRT_SHAPE_TIME;
}

ca_srt_roles ca_srt_time_roles(const ca_srt_time *t)
{
    bool fraction = t->count == 4 || (t->count == 3 && !is_colon(t->numbers[1].separator));
    int hours = t->count == 4 || (t->count == 3 && !fraction) ? 0 : -1;
    return (ca_srt_roles){hours, hours + 1, hours + 2, fraction ? hours + 3 : -1};
}

/* "00:01:000" is a minute, or a second written with a colon. */
bool ca_srt_time_has_two_readings(const ca_srt_time *t)
{
    return t->count == 3 && ca_srt_time_roles(t).fraction < 0 && t->numbers[2].digits == 3;
}

static bool check_digits(ca_srt_time_line *out, const ca_srt_time *t, ca_srt_roles r)
{
    const int64_t max_hours = INT64_MAX / CA_US_PER_S / 3600;
    bool in_range = true;
    for (int i = 0; i <= r.seconds; i++) {
        const ca_srt_number *f = &t->numbers[i];
        if (f->value >= (i == r.hours ? max_hours : 60)) {
            ca_srt_time_tell(out, CA_SRT_TIME_RANGE, f->at);
            in_range = false;
        } else if (f->digits != 2) {
            ca_srt_time_tell(out, CA_SRT_TIME_DIGITS, f->at);
        }
    }
    return in_range;
}

static void check_separators(ca_srt_time_line *out, const ca_srt_time *t, ca_srt_roles r)
{
    for (int i = 0; i + 1 < (int)t->count; i++)
        if (t->numbers[i].separator != (i == r.seconds ? ',' : ':'))
            ca_srt_time_tell(out, CA_SRT_TIME_SEPARATOR, t->numbers[i].separator_at);
}

static bool check_fraction(ca_srt_time_line *out, const ca_srt_time *t, ca_srt_roles r)
{
    if (r.fraction < 0) {
        ca_srt_time_tell(out, CA_SRT_TIME_FRACTION_MISSING, t->from);
        return true;
    }
    if (t->numbers[r.fraction].digits == 3)
        return true;
    ca_srt_time_tell(out, CA_SRT_TIME_FRACTION_AMBIGUOUS, t->numbers[r.fraction].at);
    return false;
}

int64_t ca_srt_time_value(const ca_srt_time *t, ca_srt_time_line *out)
{
    ca_srt_roles r = ca_srt_time_roles(t);
    if (t->spaced_at != SIZE_MAX)
        ca_srt_time_tell(out, CA_SRT_TIME_INNER_SPACE, t->spaced_at);
    if (ca_srt_time_has_two_readings(t)) {
        ca_srt_time_tell(out, CA_SRT_TIME_INVALID, t->from);
        return CAPALIGN_TIME_NONE;
    }
    if (t->plus)
        ca_srt_time_tell(out, CA_SRT_TIME_DIGITS, t->from);
    if (t->negative)
        ca_srt_time_tell(out, CA_SRT_TIME_NEGATIVE, t->from);
    if (r.hours < 0)
        ca_srt_time_tell(out, CA_SRT_TIME_HOURS_MISSING, t->from);
    check_separators(out, t, r);
    bool sure = check_digits(out, t, r);
    sure = check_fraction(out, t, r) && sure && !t->negative;
    if (!sure)
        return CAPALIGN_TIME_NONE;
    const ca_srt_number *f = t->numbers;
    int64_t time_us, us = r.fraction < 0 ? 0 : f[r.fraction].value * CA_US_PER_MS;
    bool fits = ca_time_make(r.hours < 0 ? 0 : f[0].value, f[r.minutes].value, f[r.seconds].value,
                             us, &time_us);
    return fits ? time_us : CAPALIGN_TIME_NONE;
}

/* A piece without white space that has the marks of a time and no more: digits (of any script) or
 * separators. "Note:" and "A" are words. */
bool ca_srt_is_time_like(ca_str piece)
{
    size_t separators = 0, digits = 0, letters = 0;
    for (size_t at = 0; at < piece.size;) {
        char separator;
        size_t size = separator_size(ca_srt_rest(piece, at), &separator);
        if (size) {
            separators++;
        } else if (ca_is_ascii_digit(piece.data[at])) {
            digits++;
            size = 1;
        } else {
            uint32_t c;
            size = ca_utf8_decode(piece.data + at, piece.size - at, &c);
            letters++;
        }
        at += size;
    }
    return separators >= 2 || (separators && digits) || (digits && !letters);
}

/* Whether [from, to) is meant as a time: every piece of it is time-like. */
bool ca_srt_is_garbled_time(ca_str line, size_t from, size_t to)
{
    ca_str part = {line.data, to};
    bool any = false;
    for (size_t at = ca_srt_skip_space(part, from); at < to; at = ca_srt_skip_space(part, at)) {
        size_t end = at;
        while (end < to && !ca_srt_space_size(ca_srt_rest(part, end)))
            end++;
        if (!ca_srt_is_time_like((ca_str){line.data + at, end - at}))
            return false;
        any = true;
        at = end;
    }
    return any;
}
