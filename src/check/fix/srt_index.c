/* Indices of SRT. They are numbered in one go, since each depends on the one before. */
#include <stdio.h>

#include "caption/srt_time.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"
#include "check/rules.h"

typedef enum index_kind { INDEX_MISSING, INDEX_NUMBER, INDEX_WRONG, INDEX_ON_LINE } index_kind;

/* What stands where a cue's index should be, in bytes [from, to) of the text. */
typedef struct index_place {
    index_kind kind;
    size_t from;
    size_t to;
    size_t times_from; /* of an index on the time line: where the times begin */
} index_place;

static size_t trimmed_end(ca_str text, size_t from)
{
    size_t end = from;
    for (size_t at = from; at < text.size;) {
        size_t next = ca_srt_skip_space(text, at);
        if (next == at)
            end = ++at;
        else
            at = next;
    }
    return end;
}

static bool is_number(ca_str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!ca_is_ascii_digit(text.data[i]))
            return false;
    return text.size != 0;
}

static index_place place_of_index(const ca_check *check, const ca_cue *cue)
{
    ca_place time = ca_place_of_line(check, cue->cue.line);
    ca_place line = ca_place_of(check, cue->raw_from);
    ca_srt_time_line times;
    ca_srt_time_parts parts;
    if (line.line != time.line) {
        size_t from = ca_srt_skip_space(line.text, 0), to = trimmed_end(line.text, from);
        bool number = is_number((ca_str){line.text.data + from, to - from});
        return (index_place){number ? INDEX_NUMBER : INDEX_WRONG, line.from + from, line.from + to,
                             0};
    }
    if (cue->cue.id_bytes && ca_srt_time_line_parts(time.text, &times, &parts)) {
        size_t from = time.from + (size_t)(times.index.data - time.text.data);
        return (index_place){INDEX_ON_LINE, from, from + times.index.size,
                             time.from + times.times_from};
    }
    return (index_place){INDEX_MISSING, time.from, time.from, 0};
}

static uint64_t value_of(ca_str digits)
{
    uint64_t value = 0;
    for (size_t i = 0; i < digits.size; i++)
        value =
            value > UINT64_MAX / 16 ? UINT64_MAX : value * 10 + (uint64_t)(digits.data[i] - '0');
    return value;
}

/* "#12", "1a", digits of another script: meant as a number. A word may be a text that somebody
 * misses, so it stays. */
static bool is_meant_as_number(ca_str text)
{
    size_t letters = 0, others = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t c;
        at += ca_utf8_decode(text.data + at, text.size - at, &c);
        bool ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool other_digit = (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9) ||
                           (c >= 0x966 && c <= 0x96F) || (c >= 0xFF10 && c <= 0xFF19);
        if (c <= ' ' || (c >= 0x80 && !other_digit))
            return false;
        letters += ascii_letter;
        others += other_digit || (c >= '0' && c <= '9');
    }
    return others && letters <= 1;
}

typedef struct numbering {
    ca_check *check;
    ca_edits *edits;
    unsigned whole;
    uint64_t last;
} numbering;

static void put_number(numbering *n, size_t from, size_t to, uint64_t number, bool own_line)
{
    char text[32];
    int size = snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    ca_str end = own_line ? ca_place_line_end(n->check, to) : (ca_str){"", 0};
    ca_strbuf line = {0};
    ca_strbuf_add(&line, text, (size_t)size);
    ca_strbuf_add(&line, end.data, end.size);
    n->edits->no_memory = n->edits->no_memory || line.failed;
    ca_edits_add(n->edits, from, to, ca_strbuf_view(&line));
    ca_strbuf_free(&line);
}

static void number_present(numbering *n, const index_place *place)
{
    uint64_t old = value_of((ca_str){n->check->text.data + place->from, place->to - place->from});
    bool on_line = place->kind == INDEX_ON_LINE && n->whole & CA_FIX_NUMBER_ON_LINE;
    uint64_t number = n->whole & CA_FIX_NUMBER ? n->last + 1 : old;
    if (on_line)
        put_number(n, place->from, place->times_from, number, true);
    else if (number != old)
        put_number(n, place->from, place->to, number, false);
    n->last = number;
}

static void number_cue(numbering *n, const ca_cue *cue)
{
    index_place place = place_of_index(n->check, cue);
    ca_str text = {n->check->text.data + place.from, place.to - place.from};
    switch (place.kind) {
    case INDEX_NUMBER:
    case INDEX_ON_LINE:
        number_present(n, &place);
        break;
    case INDEX_WRONG:
        if (n->whole & CA_FIX_NUMBER_INVALID && is_meant_as_number(text))
            put_number(n, place.from, place.to, ++n->last, false);
        break;
    case INDEX_MISSING:
        if (n->whole & CA_FIX_NUMBER_MISSING)
            put_number(n, place.from, place.to, ++n->last, true);
        break;
    }
}

void ca_fix_number(ca_check *check, unsigned whole, ca_edits *edits)
{
    size_t order = ca_rule_index("index-order");
    if (order != SIZE_MAX && ca_check_applies(check, ca_rule_at(order)))
        whole |= CA_FIX_NUMBER;
    numbering n = {.check = check, .edits = edits, .whole = whole};
    for (size_t i = 0; i < check->track->cue_count; i++)
        number_cue(&n, &check->track->cues[i]);
}

/* Whether what stands in the place of this cue's index is what the code says. An index on the time
 * line below one on its own line is neither. */
static bool is_as_told(const ca_check *check, const ca_found *found, ca_srt_code code)
{
    if (found->cue == CA_CHECK_NO_CUE)
        return false;
    index_place place = place_of_index(check, &check->track->cues[found->cue]);
    ca_str text = {check->text.data + place.from, place.to - place.from};
    switch (place.kind) {
    case INDEX_NUMBER:
        return code == CA_SRT_INDEX_ORDER;
    case INDEX_ON_LINE:
        return code == CA_SRT_INDEX_ORDER || code == CA_SRT_INDEX_ON_TIME_LINE;
    case INDEX_WRONG:
        return code == CA_SRT_INDEX_INVALID && is_meant_as_number(text);
    case INDEX_MISSING:
        break;
    }
    return code == CA_SRT_INDEX_MISSING;
}

bool ca_fix_index(ca_check *check, const ca_found *found, ca_edits *edits)
{
    static const struct {
        ca_srt_code code;
        unsigned whole;
    } kinds[] = {{CA_SRT_INDEX_ORDER, CA_FIX_NUMBER},
                 {CA_SRT_INDEX_MISSING, CA_FIX_NUMBER_MISSING},
                 {CA_SRT_INDEX_INVALID, CA_FIX_NUMBER_INVALID},
                 {CA_SRT_INDEX_ON_TIME_LINE, CA_FIX_NUMBER_ON_LINE}};
    ca_srt_code code = (ca_srt_code)(ca_rule_at(found->rule) - ca_rules_srt);
    if (!is_as_told(check, found, code))
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].code == code)
            edits->whole |= kinds[i].whole;
    return true;
}

/* White space and the unseen around the number go. */
bool ca_fix_index_spacing(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from);
    size_t from = ca_srt_skip_space(line.text, 0), to = trimmed_end(line.text, from);
    ca_edits_remove(edits, line.from, line.from + from);
    ca_edits_remove(edits, line.from + to, line.to);
    return true;
}

/* The line of the index goes; nothing is in the cue that it was to begin. */
bool ca_fix_index_alone(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from);
    ca_edits_remove(edits, line.from, line.next);
    return true;
}
