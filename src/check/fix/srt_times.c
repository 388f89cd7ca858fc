/* How the time lines of SRT are written. Each fixer touches its own part of the line, so that one
 * that is switched off changes nothing. */
#include <stdio.h>

#include "caption/srt.h"
#include "caption/srt_time.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"

/* A time line taken apart, and where edits go. */
typedef struct line_edit {
    ca_place line;
    ca_srt_time_line times;
    ca_srt_time_parts parts;
    ca_edits *edits;
    size_t before; /* edits that were there before */
} line_edit;

static bool begin(line_edit *e, const ca_check *check, const ca_found *found, ca_edits *edits)
{
    e->line = ca_place_of(check, found->from);
    e->edits = edits;
    e->before = edits->count;
    return ca_srt_time_line_parts(e->line.text, &e->times, &e->parts);
}

static bool has_edits(const line_edit *e)
{
    return e->edits->count > e->before;
}

/* Offsets of the line. */
static void put(line_edit *e, size_t from, size_t to, const char *text)
{
    ca_edits_add(e->edits, e->line.from + from, e->line.from + to, ca_str_of(text));
}

/* Calls for each of the two times that can be read. */
static bool for_times(ca_check *check, const ca_found *found, ca_edits *edits,
                      void (*fix)(line_edit *e, const ca_srt_time *time, ca_srt_roles roles))
{
    line_edit e;
    if (!begin(&e, check, found, edits))
        return false;
    const ca_srt_time *times[] = {&e.parts.start, &e.parts.end};
    for (size_t i = 0; i < 2; i++)
        if (times[i]->shape == CA_SRT_SHAPE_TIME && !ca_srt_time_has_two_readings(times[i]))
            fix(&e, times[i], ca_srt_time_roles(times[i]));
    return has_edits(&e);
}

static void fix_separators(line_edit *e, const ca_srt_time *t, ca_srt_roles roles)
{
    for (size_t i = 0; i + 1 < t->count; i++) {
        const ca_srt_number *number = &t->numbers[i];
        char wanted = (int)i == roles.seconds ? ',' : ':';
        if (number->separator == wanted)
            continue;
        uint32_t c;
        size_t at = number->separator_at;
        size_t size = number->separator == ' '
                          ? t->numbers[i + 1].at - at
                          : ca_utf8_decode(e->line.text.data + at, e->line.text.size - at, &c);
        put(e, at, at + size, wanted == ',' ? "," : ":");
    }
}

bool ca_fix_time_separator(ca_check *check, const ca_found *found, ca_edits *edits)
{
    return for_times(check, found, edits, fix_separators);
}

/* Hours of three digits are as they must be; readers differ on them, but no other form is right. */
static void fix_digits(line_edit *e, const ca_srt_time *t, ca_srt_roles roles)
{
    if (t->plus)
        put(e, t->from, t->numbers[0].at, "");
    for (int i = 0; i <= roles.seconds; i++) {
        const ca_srt_number *number = &t->numbers[i];
        char text[8];
        if (number->digits == 2 || number->value >= (i == roles.hours ? 100 : 60))
            continue;
        snprintf(text, sizeof text, "%02d", (int)number->value);
        put(e, number->at, number->at + number->digits, text);
    }
}

bool ca_fix_time_digits(ca_check *check, const ca_found *found, ca_edits *edits)
{
    return for_times(check, found, edits, fix_digits);
}

static void fix_hours(line_edit *e, const ca_srt_time *t, ca_srt_roles roles)
{
    if (roles.hours < 0)
        put(e, t->numbers[0].at, t->numbers[0].at, "00:");
}

bool ca_fix_time_hours(ca_check *check, const ca_found *found, ca_edits *edits)
{
    return for_times(check, found, edits, fix_hours);
}

static void fix_fraction(line_edit *e, const ca_srt_time *t, ca_srt_roles roles)
{
    if (roles.fraction >= 0)
        return;
    bool open =
        t->to && (e->line.text.data[t->to - 1] == ',' || e->line.text.data[t->to - 1] == '.');
    put(e, t->to - open, t->to, ",000");
}

bool ca_fix_time_fraction(ca_check *check, const ca_found *found, ca_edits *edits)
{
    return for_times(check, found, edits, fix_fraction);
}

static void remove_space(line_edit *e, size_t from, size_t to)
{
    if (from < to)
        put(e, from, to, "");
}

/* Around the separators, and after a sign. A space for a separator is not this fixer's. */
static void fix_inner_space(line_edit *e, const ca_srt_time *t, ca_srt_roles roles)
{
    (void)roles;
    uint32_t c;
    ca_str line = e->line.text;
    if (t->numbers[0].at > t->from && !t->plus) {
        bool negative;
        remove_space(e, t->from + ca_srt_sign_size(ca_srt_rest(line, t->from), &negative),
                     t->numbers[0].at);
    }
    for (size_t i = 0; i + 1 < t->count; i++) {
        const ca_srt_number *number = &t->numbers[i];
        size_t at = number->separator_at;
        if (number->separator == ' ')
            continue;
        remove_space(e, number->at + number->digits, at);
        remove_space(e, at + ca_utf8_decode(line.data + at, line.size - at, &c), number[1].at);
    }
}

bool ca_fix_time_inner_space(ca_check *check, const ca_found *found, ca_edits *edits)
{
    return for_times(check, found, edits, fix_inner_space);
}

/* What nobody sees, in [from, to) of the line. */
static void remove_unseen(line_edit *e, size_t from, size_t to)
{
    for (size_t at = from; at < to;) {
        size_t size = ca_srt_unseen_size(ca_srt_rest(e->line.text, at));
        remove_space(e, at, at + size);
        at += size ? size : 1;
    }
}

static void put_one_space(line_edit *e, size_t from, size_t to)
{
    if (to != from + 1 || e->line.text.data[from] != ' ')
        put(e, from, to, " ");
}

static size_t trimmed_end(ca_str line)
{
    size_t end = 0;
    for (size_t at = 0; at < line.size;) {
        size_t next = ca_srt_skip_space(line, at);
        if (next == at)
            end = ++at;
        else
            at = next;
    }
    return end;
}

bool ca_fix_time_spacing(ca_check *check, const ca_found *found, ca_edits *edits)
{
    line_edit e;
    if (!begin(&e, check, found, edits))
        return false;
    const ca_srt_time_parts *parts = &e.parts;
    size_t left = ca_srt_skip_space(e.line.text, 0), end = trimmed_end(e.line.text);
    remove_space(&e, 0, left);
    if (left < parts->arrow_from) {
        remove_unseen(&e, left, parts->left_to);
        put_one_space(&e, parts->left_to, parts->arrow_from);
    }
    if (parts->end.shape != CA_SRT_SHAPE_NONE && parts->right_from < end) {
        put_one_space(&e, parts->arrow_to, parts->right_from);
        remove_unseen(&e, parts->right_from, e.times.times_to);
    }
    remove_space(&e, end > parts->arrow_to ? end : parts->arrow_to, e.line.text.size);
    return has_edits(&e);
}

bool ca_fix_arrow(ca_check *check, const ca_found *found, ca_edits *edits)
{
    line_edit e;
    if (!begin(&e, check, found, edits))
        return false;
    put(&e, e.parts.arrow_from, e.parts.arrow_to, "-->");
    return true;
}
