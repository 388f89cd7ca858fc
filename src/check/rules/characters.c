/* Characters that no player shows as meant. The SRT reader tells those of SRT; WebVTT's reader
 * keeps to what the standard says, so the same is looked for here. */
#include <stdlib.h>
#include <utf8proc.h>

#include "caption/srt.h"
#include "check/marks.h"
#include "check/rules.h"

enum { PRIVATE_USE, UNASSIGNED };

/* ---- codes of the SRT reader in WebVTT ---- */

/* What the WebVTT reader tells by codes of its own, or for certain. */
static bool is_told(const ca_check *check, const char *code)
{
    return strcmp(code, "nul-byte") == 0 || strcmp(code, "encoding-invalid") == 0 ||
           (strcmp(code, "replacement-character") == 0 && !check->track->source_exact);
}

/* The SRT reader's look at one line, with a track that only takes its findings. */
static void look_at_line(ca_check *check, ca_srt_reader *reader, size_t number, size_t cue)
{
    size_t from, to;
    ca_line_range(&check->lines, number, &from, &to);
    ca_srt_line line = {.text = {check->text.data + from, to - from},
                        .from = (uint32_t)from,
                        .number = (uint32_t)number,
                        .flags = CA_SRT_CHAR};
    ca_line_cursor cursor = {0};
    reader->track->finding_count = 0;
    ca_srt_check_characters(reader, &line, cue);
    for (size_t i = 0; i < reader->track->finding_count; i++) {
        const capalign_finding *finding = &reader->track->findings[i];
        uint32_t c;
        size_t at = ca_line_at(&check->lines, &cursor, number, finding->column);
        size_t size = ca_utf8_decode(check->text.data + at, to - at, &c);
        if (!is_told(check, finding->code))
            ca_check_tell_code(check, finding->code, at, at + size, cue, 0);
    }
}

static void look_at_characters(ca_check *check, const ca_check_cue *cue)
{
    capalign_track found = {0};
    ca_decoded decoded = {0};
    ca_srt_reader reader = {.track = &found, .decoded = &decoded, .right_to_left = -1};
    reader.lines.source = check->text;
    size_t first = ca_line_of(&check->lines, cue->text_from);
    size_t last = ca_line_of(&check->lines, cue->text_to);
    for (size_t line = first; line <= last; line++)
        look_at_line(check, &reader, line, cue->index);
    if (reader.code != CAPALIGN_OK)
        check->no_memory = true;
    free(found.findings);
}

/* Outside of ASCII, what SRT's codes are about begins with one of these bytes. */
static bool may_be_odd(ca_str text)
{
    for (size_t i = 0; i + 1 < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i], next = (unsigned char)text.data[i + 1];
        if (c < 0xC2)
            continue;
        if ((c == 0xC2 && (next < 0xA0 || next == 0xAD)) || (c == 0xCD && next == 0x8F) ||
            (c == 0xD8 && next == 0x9C) || (c == 0xE1 && (next == 0x85 || next == 0xA0)) ||
            (c == 0xE2 && next <= 0x81) || (c == 0xE3 && next == 0x85) || c >= 0xEF)
            return true;
    }
    return false;
}

/* Written-out line breaks and overrides: once for a cue. */
static void look_at_marks(ca_check *check, const ca_check_cue *cue, uint32_t marks)
{
    const char *text = check->text.data;
    bool newline = false, override = false;
    for (size_t at = cue->text_from;
         marks & CA_MARK_BACKSLASH && at + 1 < cue->text_to && !(newline && override); at++) {
        if (text[at] != '\\')
            continue;
        bool in_braces = at > cue->text_from && text[at - 1] == '{';
        if (in_braces && !override) {
            override = true;
            ca_check_tell_code(check, "ass-override", at - 1, at + 1, cue->index, 0);
        } else if (!in_braces && !newline && (text[at + 1] == 'N' || text[at + 1] == 'n')) {
            newline = true;
            ca_check_tell_code(check, "literal-newline", at, at + 2, cue->index, 0);
        }
    }
}

static void look_at_conflict(ca_check *check, const ca_check_cue *cue)
{
    size_t from, to;
    for (size_t i = 0; i < cue->line_count; i++) {
        from = cue->lines[i].from;
        to = cue->lines[i].to;
        if (ca_srt_conflict_mark((ca_str){check->text.data + from, to - from}) == '<')
            ca_check_tell_code(check, "conflict-marker", from, to, cue->index, 0);
    }
}

static void in_webvtt(ca_check *check, const ca_check_cue *cue, uint32_t marks)
{
    ca_str text = {check->text.data + cue->text_from, cue->text_to - cue->text_from};
    if (!text.size)
        ca_check_tell_code(check, "text-empty", cue->time_from, cue->time_to, cue->index, 0);
    if (marks & CA_MARK_CONTROL || (marks & CA_MARK_HIGH && may_be_odd(text)))
        look_at_characters(check, cue);
    if (marks & CA_MARK_BACKSLASH)
        look_at_marks(check, cue, marks);
    if (marks & CA_MARK_TAG)
        look_at_conflict(check, cue);
}

/* ---- codes that are no character, or one of nobody's but a font's ---- */

static void look_at_categories(ca_check *check, const ca_check_cue *cue)
{
    const char *text = check->text.data;
    bool told[2] = {false, false};
    for (size_t at = cue->text_from; at < cue->text_to;) {
        if ((unsigned char)text[at] < 0xCD) { /* what is below U+0340 is all assigned */
            at++;
            continue;
        }
        uint32_t c;
        size_t size = ca_utf8_decode(text + at, cue->text_to - at, &c);
        utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
        bool unassigned = category == UTF8PROC_CATEGORY_CN && (c & 0xFFFE) != 0xFFFE &&
                          (c < 0xFDD0 || c > 0xFDEF);
        if ((unassigned || category == UTF8PROC_CATEGORY_CO) && !told[unassigned]) {
            told[unassigned] = true; /* once for a cue */
            ca_check_tell(check, &ca_rules_characters[unassigned ? UNASSIGNED : PRIVATE_USE], at,
                          at + size, cue->index, 0);
        }
        at += size;
    }
}

static void characters(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    (void)rule;
    uint32_t marks = ca_check_marks(check, cue);
    if (check->webvtt)
        in_webvtt(check, cue, marks);
    if (marks & CA_MARK_HIGH)
        look_at_categories(check, cue);
}

const ca_rule ca_rules_characters[] = {
    {.about = {.code = "private-use-character",
               .title = "a character that only one font or program knows",
               .why = "other players show a box or another sign",
               .formats = "srt vtt",
               .severity = CAPALIGN_WARNING,
               .enabled = true,
               .bad = "The ferry (U+E000) leaves",
               .good = "The ferry leaves"},
     .message = "a private-use character stands here, which has no meaning of its own",
     .cue = characters},
    {.about = {.code = "unassigned-character",
               .title = "a code point that is no character yet",
               .why = "players show a box; most likely the text was damaged",
               .formats = "srt vtt",
               .severity = CAPALIGN_INFO,
               .enabled = true,
               .bad = "The ferry (U+0378) leaves",
               .good = "The ferry leaves"},
     .message = "a code point stands here that Unicode has given to no character",
     .cue = characters},
};
const size_t ca_rules_characters_count = sizeof ca_rules_characters / sizeof ca_rules_characters[0];
