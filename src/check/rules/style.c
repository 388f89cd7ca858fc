/* How speakers' dashes, ellipses, quotes and music are written: consistency inside a file rather
 * than a taste; a profile may ask for one way. */
#include "check/rules/style.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "check/marks.h"
#include "check/rules.h"
#include "cue/width.h"

/* The first rules are the kinds of struct ca_style. */
enum { DASH_MIXED, ELLIPSIS_MIXED, QUOTES_MIXED, MUSIC_MIXED, DASH_SPACES, SPEAKERS, MUSIC_OPEN };
_Static_assert(MUSIC_MIXED + 1 == CA_STYLE_KINDS, "a kind each");

enum { MAX_PLACES = 4000000 };

void ca_style_free(ca_check *check)
{
    if (check->style)
        free(check->style->places);
    free(check->style);
    check->style = NULL;
}

static void add_place(ca_check *check, const ca_check_cue *cue, int kind, int way, size_t from,
                      size_t size)
{
    if (!check->style)
        check->style = calloc(1, sizeof *check->style);
    struct ca_style *style = check->style;
    if (style && style->count >= MAX_PLACES)
        return;
    ca_style_place *grown =
        style ? ca_grow(style->places, &style->capacity, style->count + 1, sizeof *grown) : NULL;
    if (!grown) {
        check->no_memory = true;
        return;
    }
    style->places = grown;
    style->counts[kind][way]++;
    grown[style->count++] = (ca_style_place){(uint32_t)from, (uint32_t)cue->index, (uint8_t)size,
                                             (uint8_t)kind, (uint8_t)way};
}

/* ---- dashes ---- */

/* Bytes of the dash at the start of the text: hyphen, en dash, em dash; 0: none. */
static size_t dash_size(ca_str text)
{
    if (ca_str_starts(text, "-"))
        return 1;
    return ca_str_starts(text, "\u2013") || ca_str_starts(text, "\u2014") ? 3 : 0;
}

static bool is_letter_at(ca_str text, size_t at)
{
    uint32_t c;
    if (at >= text.size)
        return false;
    ca_utf8_decode(text.data + at, text.size - at, &c);
    return ca_is_letter(c) || c == '[' || c == '(' || c == '"' || c == 0xBF || c == 0xA1;
}

/* A dash with a word after it; *spaces between them. "--" and a bullet alone are none. */
static size_t speaker_dash(ca_str line, size_t *spaces)
{
    size_t size = dash_size(line), at = size;
    while (at < line.size && line.data[at] == ' ')
        at++;
    *spaces = at - size;
    return size && is_letter_at(line, at) ? size : 0;
}

/* Speakers of a line: one, and one more for each dash after the end of a sentence. */
static int64_t speakers_of(ca_str line)
{
    int64_t speakers = 1;
    size_t spaces;
    for (size_t at = 1; at + 2 < line.size; at++) {
        ca_str rest = {line.data + at + 1, line.size - at - 1};
        char end = line.data[at - 1];
        if (line.data[at] == ' ' && (end == '.' || end == '?' || end == '!' || end == '"') &&
            speaker_dash(rest, &spaces))
            speakers++;
    }
    return speakers;
}

static size_t source_of(const ca_check *check, const ca_check_line *line)
{
    const char *found = memmem(check->text.data + line->from, line->to - line->from,
                               line->plain.data, dash_size(line->plain));
    return found ? (size_t)(found - check->text.data) : line->from;
}

static void dash_line(ca_check *check, const ca_check_cue *cue, const ca_check_line *line)
{
    const ca_rule *wanted = &ca_rules_style[DASH_SPACES], *most = &ca_rules_style[SPEAKERS];
    size_t spaces, size = speaker_dash(line->plain, &spaces);
    if (!size)
        return;
    size_t from = source_of(check, line);
    int way = (size == 1 ? 0 : line->plain.data[2] == '\x93' ? 1 : 2) * 2 + (spaces != 0);
    add_place(check, cue, DASH_MIXED, way, from, size + spaces);
    if (ca_check_applies(check, wanted) && (int64_t)spaces != ca_check_limit(check, wanted))
        ca_check_tell(check, wanted, from, from + size + spaces, cue->index, (int64_t)spaces);
    if (ca_check_applies(check, most) && speakers_of(line->plain) > ca_check_limit(check, most))
        ca_check_tell(check, most, line->from, line->to, cue->index, speakers_of(line->plain));
}

/* ---- other signs ---- */

typedef struct sign {
    const char *text;
    int kind;
    int way;
} sign;

/* Those that begin with the byte E2. */
static const sign signs[] = {
    {"\u2026", ELLIPSIS_MIXED, 1}, {"\u201C", QUOTES_MIXED, 1}, {"\u201D", QUOTES_MIXED, 1},
    {"\u266A", MUSIC_MIXED, 0},    {"\u266B", MUSIC_MIXED, 1},  {"\u2669", MUSIC_MIXED, 2},
    {"\u266C", MUSIC_MIXED, 3},
};

static void three_bytes(ca_check *check, const ca_check_cue *cue, ca_str text, size_t at)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (text.size - at >= 3 && memcmp(text.data + at, signs[i].text, 3) == 0)
            add_place(check, cue, signs[i].kind, signs[i].way, cue->text_from + at, 3);
}

static bool begins_tag(ca_str text, size_t at)
{
    char next = at + 1 < text.size ? text.data[at + 1] : ' ';
    return next == '/' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
}

/* Quotes of attributes in tags are none of the text's, and after a digit they may mean inches. */
static void scan_signs(ca_check *check, const ca_check_cue *cue, ca_str text)
{
    bool in_tag = false;
    for (size_t at = 0; at < text.size; at++) {
        char c = text.data[at];
        in_tag = (c == '<' && begins_tag(text, at)) || (in_tag && c != '>');
        if (in_tag)
            continue;
        bool inches = at && ca_is_ascii_digit(text.data[at - 1]);
        if (c == '"')
            add_place(check, cue, QUOTES_MIXED, inches ? CA_STYLE_NO_WAY : 0, cue->text_from + at,
                      1);
        if (c == '\xE2')
            three_bytes(check, cue, text, at);
        if (c != '.' || (at && text.data[at - 1] == '.'))
            continue;
        if (text.size - at >= 3 && memcmp(text.data + at, "...", 3) == 0)
            add_place(check, cue, ELLIPSIS_MIXED, 0, cue->text_from + at, 3);
    }
}

/* Notes around the words of a song: one alone was forgotten or left over. Notes without words are
 * music. */
static void music(ca_check *check, const ca_check_cue *cue)
{
    size_t notes = 0, letters = 0, first = 0;
    const char *text = check->text.data;
    for (size_t at = cue->text_from; at < cue->text_to;) {
        uint32_t c;
        size_t size = ca_utf8_decode(text + at, cue->text_to - at, &c);
        if (c >= 0x2669 && c <= 0x266C) {
            first = notes++ ? first : at;
            while (cue->text_to - at >= 2 * size && memcmp(text + at, text + at + size, size) == 0)
                at += size; /* two together are one mark */
        }
        letters += ca_is_letter(c);
        at += size;
    }
    if (notes % 2 && letters)
        ca_check_tell(check, &ca_rules_style[MUSIC_OPEN], first, first + 3, cue->index, 0);
}

void ca_style_cue(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    (void)rule;
    uint32_t marks = ca_check_marks(check, cue);
    if (!(marks & (CA_MARK_DASH | CA_MARK_E2 | CA_MARK_DOTS | CA_MARK_QUOTE)))
        return;
    for (size_t i = 0; marks & (CA_MARK_DASH | CA_MARK_E2) && i < cue->line_count; i++)
        dash_line(check, cue, &cue->lines[i]);
    if (marks & (CA_MARK_E2 | CA_MARK_DOTS | CA_MARK_QUOTE))
        scan_signs(check, cue,
                   (ca_str){check->text.data + cue->text_from, cue->text_to - cue->text_from});
    if (marks & CA_MARK_E2 &&
        memmem(check->text.data + cue->text_from, cue->text_to - cue->text_from, "\u2669", 2))
        music(check, cue);
}

/* ---- the end of the file ---- */

/* The way that is most used; of equal ones the first of the list. */
static size_t usual(const size_t counts[CA_STYLE_WAYS])
{
    size_t best = 0;
    for (size_t i = 1; i < CA_STYLE_NO_WAY; i++)
        best = counts[i] > counts[best] ? i : best;
    return best;
}

static void tell_unusual(ca_check *check, const ca_rule *rule)
{
    (void)rule;
    if (!check->style)
        return;
    size_t ways[CA_STYLE_KINDS], last_line[CA_STYLE_KINDS] = {0};
    for (size_t i = 0; i < CA_STYLE_KINDS; i++)
        ways[i] = usual(check->style->counts[i]);
    for (size_t i = 0; i < check->style->count; i++) {
        const ca_style_place *place = &check->style->places[i];
        if (place->way == ways[place->kind] || place->way == CA_STYLE_NO_WAY)
            continue;
        size_t line = ca_line_of(&check->lines, place->from);
        if (line != last_line[place->kind]) /* once for a line */
            ca_check_tell(check, &ca_rules_style[place->kind], place->from,
                          place->from + place->size, place->cue, 0);
        last_line[place->kind] = line;
    }
}

/* clang-format off */
const ca_rule ca_rules_style[] = {
    [DASH_MIXED] = {.about = {.code = "dash-mixed",
        .title = "a speaker's dash written another way than in the rest of the file",
        .why = "viewers see that several hands were at work",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .enabled = true,
        .bad = "-Yes.\n- No.", .good = "-Yes.\n-No."},
        .message = "most dashes of speakers in this file are written another way than %t",
        .cue = ca_style_cue, .file = tell_unusual},
    [ELLIPSIS_MIXED] = {.about = {.code = "ellipsis-mixed",
        .title = "an ellipsis written another way than in the rest of the file",
        .why = "three dots and the one character look different in most fonts",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .enabled = true,
        .bad = "Wait... Well\u2026", .good = "Wait... Well..."},
        .message = "most ellipses in this file are written another way than %t",
        .cue = ca_style_cue, .file = tell_unusual},
    [QUOTES_MIXED] = {.about = {.code = "quotes-mixed",
        .title = "straight and curly quotes in one file",
        .why = "viewers see that several hands were at work",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .enabled = true,
        .bad = "\"Yes\" and \u201CNo\u201D", .good = "\"Yes\" and \"No\""},
        .message = "most quotes in this file are of the other kind than %t",
        .cue = ca_style_cue, .file = tell_unusual},
    [MUSIC_MIXED] = {.about = {.code = "music-mixed",
        .title = "a note sign other than in the rest of the file",
        .why = "viewers look for a meaning that there is not",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .enabled = true,
        .bad = "\u266A La \u266A then \u266B La \u266B", .good = "\u266A La \u266A then \u266A La \u266A"},
        .message = "most notes in this file are of another kind than %t",
        .cue = ca_style_cue, .file = tell_unusual},
    [DASH_SPACES] = {.about = {.code = "dash-spaces",
        .title = "spaces after a speaker's dash other than the house style has",
        .why = "the house style asks for one way",
        .formats = "srt vtt", .unit = "spaces", .severity = CAPALIGN_WARNING, .enabled = true,
        .bad = "- Yes.", .good = "-Yes."},
        .message = "%n spaces stand after the dash; %m are wanted",
        .cue = ca_style_cue},
    [SPEAKERS] = {.about = {.code = "max-speakers-per-line",
        .title = "several speakers in one line",
        .why = "viewers do not see who says what",
        .formats = "srt vtt", .unit = "speakers", .severity = CAPALIGN_WARNING, .enabled = true,
        .bad = "-Yes. -No.", .good = "-Yes.\n-No."},
        .message = "the line has %n speakers; at most %m are wanted",
        .cue = ca_style_cue},
    [MUSIC_OPEN] = {.about = {.code = "music-unpaired",
        .title = "a note sign without its pair",
        .why = "viewers do not see where the song ends; one of the two was forgotten",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .enabled = true,
        .bad = "\u266A The sea is wide", .good = "\u266A The sea is wide \u266A"},
        .message = "the note has no second one on the other side of the words",
        .cue = ca_style_cue},
};
/* clang-format on */
const size_t ca_rules_style_count = sizeof ca_rules_style / sizeof ca_rules_style[0];
