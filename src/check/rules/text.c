/* What is wrong in a cue's text whatever its format: blanks, full stops, damaged letters, text that
 * comes twice, capitals. */
#include "check/config.h"
#include "check/fix/edits.h"
#include "check/marks.h"
#include "check/rules.h"
#include "cue/width.h"

enum { DOUBLE_SPACE, EDGE_SPACE, ELLIPSIS_DOTS, MOJIBAKE, REPEATED_CUE, ALL_CAPS, ORPHAN, MARKUP };

static void tell(ca_check *check, int rule, const ca_check_cue *cue, size_t from, size_t to)
{
    ca_check_tell(check, &ca_rules_text[rule], from, to, cue->index, 0);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* ---- blanks ---- */

static void blanks(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    (void)rule;
    if (!(ca_check_marks(check, cue) & (CA_MARK_BLANKS | CA_MARK_EDGE)))
        return;
    const char *text = check->text.data;
    for (size_t at = cue->text_from, to; at < cue->text_to; at = to + 1) {
        for (to = at; to < cue->text_to && is_blank(text[to]);)
            to++;
        if (to == at)
            continue;
        bool starts = at == cue->text_from || is_line_end(text[at - 1]);
        bool ends = to == cue->text_to || is_line_end(text[to]);
        if (starts && ends)
            continue; /* without its blanks the line would end the cue */
        if (starts || ends)
            tell(check, EDGE_SPACE, cue, at, to);
        else if (to - at > 1)
            tell(check, DOUBLE_SPACE, cue, at, to);
    }
}

static bool to_space(ca_check *check, const ca_found *found, ca_edits *edits)
{
    (void)check;
    ca_edits_add(edits, found->from, found->to, ca_str_of(" "));
    return true;
}

static bool remove_place(ca_check *check, const ca_found *found, ca_edits *edits)
{
    (void)check;
    ca_edits_add(edits, found->from, found->to, (ca_str){"", 0});
    return true;
}

/* ---- full stops ---- */

/* Two, or four and more; a run after another sign ("?..", "!..") is Russian usage and stays. */
static void dots(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    (void)rule;
    if (!(ca_check_marks(check, cue) & CA_MARK_DOTS))
        return;
    const char *text = check->text.data;
    for (size_t at = cue->text_from, to; at < cue->text_to; at = to + 1) {
        for (to = at; to < cue->text_to && text[to] == '.';)
            to++;
        char before = at > cue->text_from ? text[at - 1] : ' ';
        char after = to < cue->text_to ? text[to] : ' ';
        bool of_path = before == '/' || after == '/' || before == '\\' || after == '\\';
        if ((to - at == 2 || to - at > 3) && before != '?' && before != '!' && !of_path)
            tell(check, ELLIPSIS_DOTS, cue, at, to);
    }
}

static bool to_three_dots(ca_check *check, const ca_found *found, ca_edits *edits)
{
    (void)check;
    ca_edits_add(edits, found->from, found->to, ca_str_of("..."));
    return true;
}

/* ---- letters damaged by a wrong decoding ---- */

static bool is_one_of(uint32_t c, const uint32_t *list)
{
    while (*list && *list != c)
        list++;
    return *list == c;
}

/* UTF-8 that was read as Windows-1252 or Latin-1, and saved as UTF-8 again: the first byte of a
 * character became a letter, and the second one a sign that does not stand after that letter. Signs
 * that do stand after letters in some language (quotes, dashes, dots) are left out. */
static bool is_damaged(uint32_t before, uint32_t c, uint32_t after)
{
    static const uint32_t after_c3[] = {0xA1, 0xA2, 0xA3,  0xA4,   0xA5,   0xA6,   0xA7, 0xA8,
                                        0xA9, 0xAA, 0xAC,  0xAD,   0xAE,   0xAF,   0xB1, 0xB2,
                                        0xB3, 0xB4, 0xB5,  0xB6,   0xB8,   0xB9,   0xBC, 0xBD,
                                        0xBE, 0xBF, 0x178, 0x2030, 0x2020, 0x2021, 0};
    static const uint32_t after_c2[] = {0xA1, 0xA2, 0xA3, 0xA9, 0xAE, 0xB0, 0xB1,
                                        0xB2, 0xB3, 0xB5, 0xB7, 0xBD, 0xBF, 0};
    static const uint32_t after_c4[] = {0x2021, 0x2122, 0xB1, 0x178, 0x152, 0};
    static const uint32_t after_c5[] = {0xBE, 0xA1, 0xBC, 0x2122, 0xBA, 0};
    bool control = after >= 0x80 && after < 0xA0;
    switch (c) {
    case 0xC3:
        return control || is_one_of(after, after_c3);
    case 0xC2:
        return control || (!ca_is_letter(before) && is_one_of(after, after_c2));
    case 0xC4:
        return control || is_one_of(after, after_c4);
    case 0xC5:
        return control || is_one_of(after, after_c5);
    case 0xE2:
        return after == 0x20AC || after == 0x80;
    case 0xF0:
        return after == 0x178 || after == 0x9F;
    default:
        return false;
    }
}

/* "Ð¿Ñ€": Cyrillic of two bytes each, whose first is always one of two letters. */
static bool is_damaged_cyrillic(const uint32_t last[4])
{
    bool first = last[0] == 0xD0 || last[0] == 0xD1, third = last[2] == 0xD0 || last[2] == 0xD1;
    return first && third && last[1] >= 0x80 && last[3] >= 0x80 && !ca_is_upper(last[1]) &&
           last[1] != 0xF1 && last[3] != 0xF1;
}

static void mojibake(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    (void)rule;
    if (!(ca_check_marks(check, cue) & CA_MARK_C2_C5))
        return;
    const char *text = check->text.data;
    uint32_t last[4] = {0};
    size_t places[4] = {0}, told_to = 0;
    for (size_t at = cue->text_from; at < cue->text_to;) {
        memmove(last, last + 1, sizeof last - sizeof last[0]);
        memmove(places, places + 1, sizeof places - sizeof places[0]);
        places[3] = at;
        at += ca_utf8_decode(text + at, cue->text_to - at, &last[3]);
        told_to = is_line_end(text[places[3]]) ? 0 : told_to;
        size_t from = is_damaged(last[1], last[2], last[3]) ? places[2] : places[0];
        if (!told_to && last[2] >= 0xC2 &&
            (from == places[2] || (last[0] && is_damaged_cyrillic(last)))) {
            tell(check, MOJIBAKE, cue, from, at);
            told_to = at; /* once for a line */
        }
    }
}

/* ---- text that comes twice ---- */

static bool is_same_text(const capalign_cue *a, const capalign_cue *b)
{
    return a->text_bytes && a->text_bytes == b->text_bytes &&
           memcmp(a->text, b->text, a->text_bytes) == 0;
}

/* The same text without a pause is one cue cut in two, or one that was pasted twice. */
static void repeated(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    enum { PAUSE_US = 100000 };
    const capalign_cue *above = cue->above;
    (void)rule;
    if (!above || !is_same_text(above, cue->cue) || above->end_us == CAPALIGN_TIME_NONE ||
        cue->cue->start_us == CAPALIGN_TIME_NONE || cue->cue->start_us < above->start_us)
        return;
    if (cue->cue->start_us - above->end_us < PAUSE_US)
        tell(check, REPEATED_CUE, cue, cue->text_from, cue->text_to);
}

/* ---- capitals ---- */

/* Letters of a line outside brackets and of the words after a speaker's label: false with one
 * that is not a capital. */
static bool is_all_capitals(ca_str line)
{
    size_t words = 0, letters = 0, inside = 0, run = 0;
    for (size_t at = 0; at < line.size;) {
        uint32_t c;
        at += ca_utf8_decode(line.data + at, line.size - at, &c);
        inside += c == '[' || c == '(';
        inside -= inside && (c == ']' || c == ')');
        bool letter = !inside && ca_is_letter(c);
        if (letter && !ca_is_upper(c))
            return false;
        if (c == ':')
            words = letters = 0;
        run = letter ? run + 1 : 0;
        letters += letter;
        words += run == 2;
    }
    return words >= 2 && letters >= 8;
}

static void capitals(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    (void)rule;
    uint32_t marks = ca_check_marks(check, cue);
    if (!(marks & (CA_MARK_UPPER | CA_MARK_HIGH)) ||
        (marks & CA_MARK_LOWER && !(marks & (CA_MARK_TAG | CA_MARK_AMP | CA_MARK_LINE))))
        return;
    for (size_t i = 0; i < cue->line_count; i++)
        if (is_all_capitals(cue->lines[i].plain))
            tell(check, ALL_CAPS, cue, cue->lines[i].from, cue->lines[i].to);
}

/* ---- lines ---- */

/* A last line of one word under a line of three or more. */
static void orphan(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    (void)rule;
    if (cue->line_count < 2)
        return;
    const ca_check_line *last = &cue->lines[cue->line_count - 1];
    ca_str word = last->plain, above = last[-1].plain;
    size_t spaces = 0;
    for (size_t i = 0; i < above.size; i++)
        spaces += above.data[i] == ' ';
    if (word.size && !memchr(word.data, ' ', word.size) && spaces >= 2 && word.data[0] != '-' &&
        (unsigned char)word.data[0] < 0xE2)
        tell(check, ORPHAN, cue, last->from, last->to);
}

static void markup(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    if (!(ca_check_marks(check, cue) & (CA_MARK_TAG | CA_MARK_BRACE)))
        return;
    int64_t count = 0;
    size_t first = SIZE_MAX;
    const char *text = check->text.data;
    for (size_t at = cue->text_from; at + 1 < cue->text_to; at++) {
        char after = text[at + 1] == '/' ? 'a' : (char)(text[at + 1] | 0x20);
        bool tag = (text[at] == '<' && after >= 'a' && after <= 'z') ||
                   (text[at] == '{' && text[at + 1] == '\\');
        count += tag;
        first = tag && first == SIZE_MAX ? at : first;
    }
    if (count > ca_check_limit(check, rule))
        ca_check_tell(check, rule, first, cue->text_to, cue->index, count);
}

/* clang-format off */
const ca_rule ca_rules_text[] = {
    [DOUBLE_SPACE] = {.about = {.code = "double-space",
        .title = "two or more spaces together",
        .why = "lines seem to have a hole, and lengths are counted too high",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .fix = CAPALIGN_FIX_SAFE, .enabled = true,
        .bad = "The ferry  leaves.", .good = "The ferry leaves."},
        .message = "more than one space or a tab stands between two words",
        .cue = blanks, .fix = to_space},
    [EDGE_SPACE] = {.about = {.code = "edge-space",
        .title = "white space at the start or end of a line",
        .why = "centred lines stand a little to one side, and lengths are counted too high",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .fix = CAPALIGN_FIX_SAFE, .enabled = true,
        .bad = "The ferry \nleaves.", .good = "The ferry\nleaves."},
        .message = "white space stands at the start or end of the line",
        .cue = blanks, .fix = remove_place},
    [ELLIPSIS_DOTS] = {.about = {.code = "ellipsis-dots",
        .title = "two full stops, or four and more",
        .why = "an ellipsis has three dots, so this looks like a slip",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .fix = CAPALIGN_FIX_UNSAFE,
        .enabled = true, .bad = "Wait..", .good = "Wait..."},
        .message = "%t is no ellipsis; it has three dots",
        .cue = dots, .fix = to_three_dots},
    [MOJIBAKE] = {.about = {.code = "mojibake",
        .title = "letters that were read in the wrong encoding and saved so",
        .why = "viewers see two or three odd signs in place of one letter",
        .formats = "srt vtt", .severity = CAPALIGN_WARNING, .enabled = true,
        .bad = "caf\u00C3\u00A9", .good = "caf\u00E9"},
        .message = "%t looks like UTF-8 that was read as Windows-1252 and saved again",
        .cue = mojibake},
    [REPEATED_CUE] = {.about = {.code = "repeated-cue",
        .title = "the text of the cue above again, without a pause",
        .why = "it flickers, and was most likely pasted or cut by mistake",
        .formats = "srt vtt", .severity = CAPALIGN_WARNING, .enabled = true,
        .bad = "00:01.000 --> 00:02.000 Yes.\n00:02.000 --> 00:03.000 Yes.",
        .good = "00:01.000 --> 00:03.000 Yes."},
        .message = "the cue says the same as the one above, without a pause between",
        .cue = repeated},
    [ALL_CAPS] = {.about = {.code = "all-caps",
        .title = "a line in capitals only",
        .why = "it is read more slowly, and screen readers may spell it",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .enabled = false,
        .bad = "THE FERRY LEAVES.", .good = "The ferry leaves."},
        .message = "the line is in capitals only",
        .cue = capitals},
    [ORPHAN] = {.about = {.code = "orphan-word",
        .title = "a last line of one word",
        .why = "the eye has to move for one word; it may fit above, or be joined by others",
        .formats = "srt vtt", .severity = CAPALIGN_INFO, .enabled = false,
        .bad = "The ferry leaves the\nharbour.", .good = "The ferry leaves\nthe harbour."},
        .message = "the last line is one word: %t",
        .cue = orphan},
    [MARKUP] = {.about = {.code = "max-tags",
        .title = "markup where the platform reads none",
        .why = "viewers see the tags, or the style is lost",
        .formats = "srt", .unit = "tags", .severity = CAPALIGN_WARNING, .enabled = true,
        .bad = "<i>The ferry</i>", .good = "The ferry"},
        .message = "the cue has %n tags; at most %m are wanted",
        .cue = markup},
};
/* clang-format on */
const size_t ca_rules_text_count = sizeof ca_rules_text / sizeof ca_rules_text[0];
