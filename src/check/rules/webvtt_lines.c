/* WebVTT's syntax section (https://www.w3.org/TR/webvtt1/#syntax) where it is stricter than the
 * parser, part one: the file, its blocks, ids and time lines. What the parser drops, the reader
 * tells. */
#include <stdlib.h>

#include "base/hash.h"
#include "caption/webvtt.h"
#include "check/rules.h"

enum { TIME_DIGITS, TIME_SPACE, LINE_NUMBER, ID_REPEATED, REGION_REPEATED, HEADER_END, FINAL_END };

static void tell(ca_check *check, int rule, size_t from, size_t to, size_t cue)
{
    if (ca_check_applies(check, &ca_rules_webvtt_lines[rule]))
        ca_check_tell(check, &ca_rules_webvtt_lines[rule], from, to, cue, 0);
}

/* ---- time lines ---- */

/* "00:01.000 --> 00:02.000", with hours or without, as nearly all lines are: the parser has read
 * the times, so a few places tell the rest. */
static bool is_plain_time_line(ca_str line)
{
    if (line.size == 23)
        return line.data[2] == ':' && ca_is_ascii_digit(line.data[0]) &&
               ca_is_ascii_digit(line.data[8]) && memcmp(line.data + 9, " --> ", 5) == 0 &&
               ca_is_ascii_digit(line.data[14]) && line.data[16] == ':';
    return line.size == 29 && ca_is_ascii_digit(line.data[0]) && line.data[2] == ':' &&
           ca_is_ascii_digit(line.data[11]) && memcmp(line.data + 12, " --> ", 5) == 0 &&
           ca_is_ascii_digit(line.data[17]) && line.data[19] == ':';
}

static size_t skip_blanks(ca_str line, size_t at)
{
    while (at < line.size && (line.data[at] == ' ' || line.data[at] == '\t'))
        at++;
    return at;
}

/* Moves over one time. The parser was content with it, so only its hours can have one digit. */
static size_t skip_time(ca_str line, size_t at, bool *short_hours)
{
    int64_t us;
    bool capped;
    size_t from = at;
    if (!ca_vtt_timestamp(line, &at, &us, &capped))
        return from;
    *short_hours = line.data[from + 1] == ':';
    return at;
}

/* "line:1.5": the parser takes the fraction, the syntax has none without a percent sign. */
static void check_settings(ca_check *check, const ca_check_cue *cue, ca_str rest)
{
    ca_str token, name, value;
    while (ca_vtt_next_token(&rest, &token)) {
        double ignored;
        if (!ca_vtt_split_setting(token, &name, &value) || !ca_str_equal(name, "line"))
            continue;
        const char *comma = memchr(value.data, ',', value.size);
        if (comma)
            value.size = (size_t)(comma - value.data);
        size_t from = (size_t)(value.data - check->text.data);
        if (value.size && memchr(value.data, '.', value.size) &&
            ca_vtt_line_number(value, &ignored))
            tell(check, LINE_NUMBER, from, from + value.size, cue->index);
    }
}

static void time_line(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    (void)rule;
    ca_str line = {check->text.data + cue->time_from, cue->time_to - cue->time_from};
    if (is_plain_time_line(line))
        return;
    bool short_start = false, short_end = false;
    size_t start = 0, from = cue->time_from;
    while (start < line.size && ca_vtt_is_space(line.data[start]))
        start++;
    size_t start_to = skip_time(line, start, &short_start);
    size_t arrow = skip_blanks(line, start_to);
    size_t end = arrow + 3 <= line.size ? skip_blanks(line, arrow + 3) : line.size;
    size_t end_to = skip_time(line, end, &short_end);
    size_t settings = skip_blanks(line, end_to);
    if (end_to == end) /* other white space stands around the arrow */
        tell(check, TIME_SPACE, from + start_to, from + line.size, cue->index);
    else if (start || arrow == start_to || end == arrow + 3 ||
             (settings == end_to) != (settings == line.size))
        tell(check, TIME_SPACE, from + (start ? 0 : start_to), from + (start ? start : settings),
             cue->index);
    else if (settings == line.size && settings > end_to)
        tell(check, TIME_SPACE, from + end_to, from + settings, cue->index);
    if (short_start || short_end)
        tell(check, TIME_DIGITS, from + (short_start ? start : end),
             from + (short_start ? start_to : end_to), cue->index);
    check_settings(check, cue, (ca_str){line.data + end_to, line.size - end_to});
}

/* ---- ids ---- */

static bool is_same_id(const ca_check *check, uint32_t cue, ca_str id)
{
    const capalign_cue *other = &check->track->cues[cue].cue;
    return other->id_bytes == id.size && memcmp(other->id, id.data, id.size) == 0;
}

/* The id's place: the cue's first line. */
static void tell_id(ca_check *check, size_t cue)
{
    size_t from, to;
    ca_line_range(&check->lines, ca_line_of(&check->lines, check->track->cues[cue].raw_from), &from,
                  &to);
    tell(check, ID_REPEATED, from, to, cue);
}

/* Open addressing over the cues that have an id; a long chain of equal hashes is not followed, so
 * that no file makes it slow. */
static void ids(ca_check *check, const ca_rule *rule)
{
    enum { MAX_CHAIN = 64 };
    (void)rule;
    size_t size = 16, count = check->track->cue_count;
    while (size < count * 2)
        size *= 2;
    uint32_t *table = calloc(size, sizeof *table); /* cue + 1; 0: free */
    if (!table) {
        check->no_memory = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const capalign_cue *cue = &check->track->cues[i].cue;
        ca_str id = {cue->id, cue->id_bytes};
        if (!id.size)
            continue;
        uint64_t hash = ca_hash(id);
        size_t at = (hash ^ hash >> 32) & (size - 1), chain = 0;
        while (table[at] && !is_same_id(check, table[at] - 1, id) && chain++ < MAX_CHAIN)
            at = (at + 1) & (size - 1);
        if (!table[at])
            table[at] = (uint32_t)i + 1;
        else if (chain < MAX_CHAIN)
            tell_id(check, i);
    }
    free(table);
}

/* ---- the file and its region blocks ---- */

static ca_str line_text(const ca_check *check, size_t line)
{
    size_t from, to;
    ca_line_range(&check->lines, line, &from, &to);
    return (ca_str){check->text.data + from, to - from};
}

/* The settings of one line of a REGION block; `seen` has a bit for each. */
static void check_region_line(ca_check *check, ca_str line, unsigned *seen)
{
    static const char *const names[] = {"id",           "width",          "lines",
                                        "regionanchor", "viewportanchor", "scroll"};
    for (size_t at = 0; at < line.size;) {
        size_t from = at = skip_blanks(line, at);
        while (at < line.size && line.data[at] != ' ' && line.data[at] != '\t')
            at++;
        ca_str token = {line.data + from, at - from}, name, value;
        if (!ca_vtt_split_setting(token, &name, &value))
            continue;
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            size_t place = (size_t)(token.data - check->text.data);
            if (!ca_str_equal(name, names[i]))
                continue;
            if (*seen >> i & 1)
                tell(check, REGION_REPEATED, place, place + token.size, CA_CHECK_NO_CUE);
            *seen |= 1u << i;
        }
    }
}

/* Region blocks stand above the first cue. */
static void regions(ca_check *check, const ca_rule *rule)
{
    (void)rule;
    if (!check->track->region_count)
        return;
    size_t last = check->track->cue_count ? check->track->cues[0].cue.line : check->lines.count;
    bool inside = false, blank_above = false;
    unsigned seen = 0;
    for (size_t i = 1; i <= last; i++) {
        ca_str line = line_text(check, i);
        if (inside && line.size)
            check_region_line(check, line, &seen);
        if (blank_above && ca_str_equal(ca_str_trim(line), "REGION")) {
            inside = true;
            seen = 0;
        }
        blank_above = !line.size;
        inside = inside && line.size;
    }
}

static void ends(ca_check *check, const ca_rule *rule)
{
    (void)rule;
    size_t size = check->text.size, from, to;
    ca_line_range(&check->lines, 1, &from, &to);
    bool ended = size && (check->text.data[size - 1] == '\n' || check->text.data[size - 1] == '\r');
    if (check->lines.count < 3 && !line_text(check, 2).size)
        tell(check, HEADER_END, to, to, CA_CHECK_NO_CUE);
    else if (!ended)
        tell(check, FINAL_END, size, size, CA_CHECK_NO_CUE);
}

const ca_rule ca_rules_webvtt_lines[] = {
    [TIME_DIGITS] = {.about = {.code = "webvtt-time-digits",
                               .title = "hours of one digit",
                               .why = "WebVTT's syntax asks for two or more; strict programs do "
                                      "not read the cue",
                               .formats = "vtt",
                               .severity = CAPALIGN_WARNING,
                               .enabled = true,
                               .bad = "0:00:01.000 --> 0:00:02.000",
                               .good = "00:00:01.000 --> 00:00:02.000"},
                     .message = "the hours of %t should have two digits or more",
                     .cue = time_line},
    [TIME_SPACE] = {.about = {.code = "webvtt-time-line-space",
                              .title = "white space on the time line that the syntax does not have",
                              .why = "strict programs do not read the cue or its settings",
                              .formats = "vtt",
                              .severity = CAPALIGN_WARNING,
                              .enabled = true,
                              .bad = "00:01.000-->00:02.000",
                              .good = "00:01.000 --> 00:02.000"},
                    .message = "spaces or tabs belong on both sides of the arrow and before "
                               "settings, and nowhere else",
                    .cue = time_line},
    [LINE_NUMBER] = {.about = {.code = "webvtt-line-number",
                               .title = "a line setting with a fraction and no percent sign",
                               .why =
                                   "lines are counted in whole numbers; players round or drop it",
                               .formats = "vtt",
                               .severity = CAPALIGN_WARNING,
                               .enabled = true,
                               .bad = "00:01.000 --> 00:02.000 line:1.5",
                               .good = "00:01.000 --> 00:02.000 line:1"},
                     .message = "%t is no whole number; write one, or a percentage",
                     .cue = time_line},
    [ID_REPEATED] = {.about = {.code = "webvtt-id-repeated",
                               .title = "a cue with the id of another",
                               .why = "styles and scripts that name the id mean one cue",
                               .formats = "vtt",
                               .severity = CAPALIGN_INFO,
                               .enabled = true,
                               .bad = "first\n00:01.000 --> 00:02.000 ... first",
                               .good = "first\n00:01.000 --> 00:02.000 ... second"},
                     .message = "a cue above has the id %t too",
                     .file = ids},
    [REGION_REPEATED] = {.about = {.code = "webvtt-region-setting-repeated",
                                   .title = "a setting that stands twice in one region",
                                   .why = "the first one does nothing; one of them is a mistake",
                                   .formats = "vtt",
                                   .severity = CAPALIGN_WARNING,
                                   .enabled = true,
                                   .bad = "REGION\nid:left\nwidth:40%\nwidth:50%",
                                   .good = "REGION\nid:left\nwidth:50%"},
                         .message = "the region has this setting already: %t",
                         .file = regions},
    [HEADER_END] = {.about = {.code = "webvtt-header-end",
                              .title = "a file that ends right after WEBVTT",
                              .why = "the syntax asks for a blank line below the header",
                              .formats = "vtt",
                              .severity = CAPALIGN_INFO,
                              .enabled = true,
                              .bad = "WEBVTT",
                              .good = "WEBVTT\n\n"},
                    .message = "a blank line should follow the header",
                    .file = ends},
    [FINAL_END] = {.about = {.code = "webvtt-final-line-end",
                             .title = "a last line without a line end",
                             .why = "the syntax asks for it, and files put together lose a cue",
                             .formats = "vtt",
                             .severity = CAPALIGN_INFO,
                             .enabled = true,
                             .bad = "The ferry leaves.",
                             .good = "The ferry leaves.\n"},
                   .message = "the last line should end with a line end",
                   .file = ends},
};
const size_t ca_rules_webvtt_lines_count =
    sizeof ca_rules_webvtt_lines / sizeof ca_rules_webvtt_lines[0];
