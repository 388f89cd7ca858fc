/* Reading a time line: the common form byte by byte, every other form in parts: what stands before
 * the arrow, the arrow, what stands after it. */
#include "caption/srt_time.h"

#include "base/time.h"
#include "caption/srt.h"

typedef struct arrow {
    size_t from;
    size_t to;
    bool right; /* exactly --> */
} arrow;

/* The same backwards: the end of [from, to) without white space and the unseen at its end. */
static size_t trim_end(ca_str line, size_t from, size_t to)
{
    while (to > from) {
        size_t at = to - 1;
        while (at > from && ((unsigned char)line.data[at] & 0xC0) == 0x80)
            at--;
        ca_str rest = {line.data + at, to - at};
        if (!ca_srt_space_size(rest) && !ca_srt_unseen_size(rest))
            break;
        to = at;
    }
    return to;
}

/* clang-format off */
static const char *const dashes[] = {
    "-", "=", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92", "\xE2\x80\x93", "\xE2\x80\x94",
    "\xE2\x80\x95", "\xE2\x88\x92", "\xEF\xBC\x8D", "\xEF\xB9\xA3", "\xE2\x94\x80", NULL};
static const char *const heads[] = {">", "&gt;", "&gt", "\xEF\xBC\x9E", "\xE2\x80\xBA", NULL};
/* → ⇒ ⟶ ⟹ ➔ ➜ ➡ */
static const char *const whole_arrows[] = {
    "\xE2\x86\x92", "\xE2\x87\x92", "\xE2\x9F\xB6", "\xE2\x9F\xB9",
    "\xE2\x9E\x94", "\xE2\x9E\x9C", "\xE2\x9E\xA1", NULL};
/* clang-format on */

/* The arrow whose shaft begins at `at`; false where that is none, with *end after what was read. */
static bool read_shaft(ca_str line, size_t at, arrow *out, size_t *end)
{
    size_t size, shaft = at;
    while (ca_srt_starts_any(ca_srt_rest(line, shaft), dashes, &size)) {
        shaft += size;
        size_t after = ca_srt_skip_space(line, shaft); /* "-- >", "- - >" */
        if (after > shaft && (ca_srt_starts_any(ca_srt_rest(line, after), dashes, &size) ||
                              ca_srt_starts_any(ca_srt_rest(line, after), heads, &size)))
            shaft = after;
    }
    *end = shaft;
    size_t head = shaft;
    while (ca_srt_starts_any(ca_srt_rest(line, head), heads, &size))
        head += size;
    if (head == shaft)
        return false;
    *out = (arrow){at, head, head - at == 3 && memcmp(line.data + at, "-->", 3) == 0};
    return true;
}

static bool find_arrow(ca_str line, arrow *out)
{
    for (size_t at = 0; at < line.size;) {
        size_t size;
        char c = line.data[at];
        if (c != '-' && c != '=' && (unsigned char)c < 0x80) {
            at++;
        } else if (ca_srt_starts_any(ca_srt_rest(line, at), whole_arrows, &size)) {
            *out = (arrow){at, at + size, false};
            return true;
        } else if (ca_srt_starts_any(ca_srt_rest(line, at), dashes, &size)) {
            if (read_shaft(line, at, out, &at))
                return true;
        } else {
            at++;
        }
    }
    return false;
}

/* Digits, white space (with . or ) before it) and a time: the index has lost its line end.
 * Returns the place of the time; 0: there is no index. */
static size_t index_before(ca_str line, size_t from, size_t to, ca_str *index)
{
    size_t at = from;
    while (at < to && ca_is_ascii_digit(line.data[at]))
        at++;
    size_t digits = at - from;
    if (digits && at < to && (line.data[at] == '.' || line.data[at] == ')'))
        at++;
    size_t rest = ca_srt_skip_space((ca_str){line.data, to}, at);
    if (!digits || rest == at || rest == to)
        return 0;
    *index = (ca_str){line.data + from, digits};
    return rest;
}

/* Reads [from, to), all that stands before the arrow. False where words stand there. */
static bool read_start(ca_str line, size_t from, size_t to, ca_srt_time_line *out, ca_srt_time *t)
{
    ca_str part = {line.data, to};
    out->times_from = from;
    ca_srt_time_read(part, from, t);
    if (t->shape == CA_SRT_SHAPE_TIME && t->to == to)
        return true;
    size_t time = index_before(line, from, to, &out->index);
    if (time) {
        ca_srt_time_read(part, time, t);
        bool whole = t->shape == CA_SRT_SHAPE_TIME && t->to == to;
        if (whole || ca_srt_is_garbled_time(line, time, to)) {
            t->shape = whole ? CA_SRT_SHAPE_TIME : CA_SRT_SHAPE_GARBLED;
            out->times_from = time;
            ca_srt_time_tell(out, CA_SRT_INDEX_ON_TIME_LINE, from);
            return true;
        }
        out->index = (ca_str){0};
    }
    bool negative;
    size_t sign = ca_srt_sign_size(ca_srt_rest(part, from), &negative);
    size_t after = ca_srt_skip_space(part, from + sign);
    t->shape = after == to ? CA_SRT_SHAPE_NONE : CA_SRT_SHAPE_GARBLED;
    return after == to || ca_srt_is_garbled_time(line, after, to);
}

/* The old SubRip coordinates X1:… X2:… Y1:… Y2:…, in any order; returns the place after them. */
static size_t skip_coordinates(ca_str line, size_t at)
{
    for (;;) {
        size_t from = ca_srt_skip_space(line, at);
        if (line.size - from < 4)
            return at;
        const char *text = line.data + from;
        char axis = (char)(text[0] | 0x20);
        if ((axis != 'x' && axis != 'y') || (text[1] != '1' && text[1] != '2') || text[2] != ':')
            return at;
        size_t digits = from + 3 + (text[3] == '-'), end = digits;
        while (end < line.size && ca_is_ascii_digit(line.data[end]))
            end++;
        if (end == digits)
            return at;
        at = end;
    }
}

static void check_trailing(ca_str line, size_t at, ca_srt_time_line *out)
{
    size_t coordinates = skip_coordinates(line, at);
    if (coordinates > at)
        ca_srt_time_tell(out, CA_SRT_TIME_LINE_COORDINATES, ca_srt_skip_space(line, at));
    size_t words = ca_srt_skip_space(line, coordinates);
    if (words < line.size)
        ca_srt_time_tell(out, CA_SRT_TIME_LINE_TRAILING, words);
}

/* What follows the arrow. A time that runs on into other characters is only sure when it is
 * complete: "00:00:02,50O" is no time, "00:00:02,500One" is one and a word. */
static void read_end(ca_str line, size_t from, ca_srt_time_line *out, ca_srt_time *t)
{
    ca_srt_time_read(line, from, t);
    out->times_to = t->to;
    bool complete = t->count == 4 && t->numbers[3].digits == 3;
    bool ends = t->to == line.size || ca_srt_space_size(ca_srt_rest(line, t->to)) ||
                ca_srt_unseen_size(ca_srt_rest(line, t->to));
    if (t->shape == CA_SRT_SHAPE_TIME && (ends || complete))
        return;
    size_t end = from;
    while (end < line.size && !ca_srt_space_size(ca_srt_rest(line, end)))
        end++;
    bool garbled = ca_srt_is_time_like((ca_str){line.data + from, end - from});
    t->shape = garbled ? CA_SRT_SHAPE_GARBLED : CA_SRT_SHAPE_NONE;
    t->from = from;
    out->times_to = garbled ? end : from;
}

/* One space on each side of the arrow, and none at the ends of the line. What nobody sees is
 * told as characters and is no spacing. */
static void check_spacing(ca_str line, const arrow *a, size_t left_to, size_t right_from,
                          ca_srt_time_line *out)
{
    size_t end = trim_end(line, 0, line.size);
    if (ca_srt_space_size(line))
        ca_srt_time_tell(out, CA_SRT_TIME_LINE_SPACING, 0);
    else if (left_to && (a->from != left_to + 1 || line.data[left_to] != ' '))
        ca_srt_time_tell(out, CA_SRT_TIME_LINE_SPACING, left_to);
    else if (right_from < end && (right_from != a->to + 1 || line.data[a->to] != ' '))
        ca_srt_time_tell(out, CA_SRT_TIME_LINE_SPACING, a->to);
    else if (end < line.size && ca_srt_space_size(ca_srt_rest(line, end)))
        ca_srt_time_tell(out, CA_SRT_TIME_LINE_SPACING, end);
}

static bool read_parts(ca_str line, ca_srt_time_line *out, ca_srt_time_parts *parts)
{
    arrow a;
    ca_srt_time *start = &parts->start, *end = &parts->end;
    if (!find_arrow(line, &a))
        return false;
    size_t left_from = ca_srt_skip_space(line, 0);
    size_t left_to = left_from < a.from ? trim_end(line, left_from, a.from) : a.from;
    if (left_from > a.from || !read_start(line, left_from, left_to, out, start))
        return false;
    size_t right_from = ca_srt_skip_space(line, a.to);
    read_end(line, right_from, out, end);
    if (start->shape != CA_SRT_SHAPE_TIME && end->shape != CA_SRT_SHAPE_TIME)
        return false;
    parts->arrow_from = a.from;
    parts->arrow_to = a.to;
    parts->left_to = left_to;
    parts->right_from = right_from;
    if (!a.right)
        ca_srt_time_tell(out, CA_SRT_ARROW_MALFORMED, a.from);
    if (end->shape != CA_SRT_SHAPE_NONE)
        check_spacing(line, &a, left_from < a.from ? left_to : 0, right_from, out);
    if (start->shape == CA_SRT_SHAPE_TIME)
        out->start_us = ca_srt_time_value(start, out);
    else
        ca_srt_time_tell(out, CA_SRT_TIME_INVALID, out->times_from);
    if (end->shape == CA_SRT_SHAPE_TIME)
        out->end_us = ca_srt_time_value(end, out);
    else
        ca_srt_time_tell(out, CA_SRT_TIME_INVALID, right_from);
    if (end->shape != CA_SRT_SHAPE_NONE)
        check_trailing(line, out->times_to, out);
    return true;
}

static bool two(const char *at, int64_t *value)
{
    if (!ca_is_ascii_digit(at[0]) || !ca_is_ascii_digit(at[1]))
        return false;
    *value = (at[0] - '0') * 10 + (at[1] - '0');
    return true;
}

/* HH:MM:SS,mmm, all of it in range. */
static bool common_time(const char *at, int64_t *time_us)
{
    int64_t hours, minutes, seconds, tens;
    if (at[2] != ':' || at[5] != ':' || at[8] != ',' || !two(at, &hours) ||
        !two(at + 3, &minutes) || !two(at + 6, &seconds) || !two(at + 9, &tens) ||
        !ca_is_ascii_digit(at[11]) || minutes >= 60 || seconds >= 60)
        return false;
    int64_t ms = tens * 10 + (at[11] - '0');
    *time_us = (((hours * 60 + minutes) * 60 + seconds) * 1000 + ms) * CA_US_PER_MS;
    return true;
}

static void clear(ca_srt_time_line *out)
{
    *out = (ca_srt_time_line){.start_us = CAPALIGN_TIME_NONE, .end_us = CAPALIGN_TIME_NONE};
}

bool ca_srt_time_line_parts(ca_str line, ca_srt_time_line *out, ca_srt_time_parts *parts)
{
    clear(out);
    return read_parts(line, out, parts);
}

bool ca_srt_time_line_read(ca_str line, ca_srt_time_line *out)
{
    enum { TIME = 12, ARROW = 5, COMMON = TIME + ARROW + TIME };
    out->start_us = out->end_us = CAPALIGN_TIME_NONE;
    out->index = (ca_str){0};
    out->code_count = 0;
    out->times_from = 0;
    out->times_to = COMMON;
    if (line.size == COMMON && memcmp(line.data + TIME, " --> ", ARROW) == 0 &&
        common_time(line.data, &out->start_us) &&
        common_time(line.data + TIME + ARROW, &out->end_us))
        return true;
    out->start_us = out->end_us = CAPALIGN_TIME_NONE;
    ca_srt_time_parts parts;
    return read_parts(line, out, &parts);
}
