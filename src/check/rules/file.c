/* Findings about the file as a whole, its neighbours, and about the checking itself. */
#include "check/language.h"
#include "check/rules.h"
#include "check/siblings.h"

static void tell_file(ca_check *check, const ca_rule *rule, int64_t value)
{
    ca_check_tell(check, rule, 0, 0, CA_CHECK_NO_CUE, value);
}

static void language(ca_check *check, const ca_rule *rule)
{
    char claimed[4], found[9] = "";
    int64_t word = 0;
    ca_language_of_path(check->path, claimed);
    if (!*claimed || !ca_language_differs(check, claimed, found))
        return;
    memcpy(&word, found, sizeof word);
    tell_file(check, rule, word);
}

static void same_text(ca_check *check, const ca_rule *rule)
{
    if (ca_sibling_same_text(check))
        tell_file(check, rule, 0);
}

static void pair(ca_check *check, const ca_rule *rule)
{
    if (*check->path && !ca_sibling_exists(check, check->srt ? ".vtt" : ".srt"))
        tell_file(check, rule, 0);
}

/* A character beyond ASCII that was no broken byte. */
static bool has_utf8_letters(const ca_check *check)
{
    for (size_t at = 0; at < check->text.size; at++)
        if ((unsigned char)check->text.data[at] >= 0xC2 &&
            memcmp(check->text.data + at, "\xEF\xBF\xBD", 3) != 0)
            return true;
    return false;
}

/* Either the file was read as UTF-8 and has bytes of another encoding, or it was read as another
 * encoding and letters of UTF-8 came out damaged. */
static void encodings(ca_check *check, const ca_rule *rule)
{
    bool utf8 = strcmp(check->track->encoding, "UTF-8") == 0;
    if (check->track->source_exact || strncmp(check->track->encoding, "UTF-16", 6) == 0 ||
        (utf8 && !has_utf8_letters(check)))
        return;
    size_t sign = ca_rule_index(!utf8        ? "mojibake"
                                : check->srt ? "encoding-invalid"
                                             : "webvtt-encoding-invalid");
    for (size_t i = 0; i < check->found_count; i++) {
        const ca_found found = check->found[i];
        if (found.rule != sign)
            continue;
        ca_check_tell(check, rule, found.from, found.to, found.cue, 0);
        return;
    }
}

static void first_hour(ca_check *check, const ca_rule *rule)
{
    for (size_t i = 0; i < check->track->cue_count; i++) {
        int64_t start = check->track->cues[i].cue.start_us;
        if (start == CAPALIGN_TIME_NONE)
            continue;
        int64_t hour = start / (INT64_C(3600) * 1000000);
        size_t from, to;
        ca_line_range(&check->lines, check->track->cues[i].cue.line, &from, &to);
        if (hour > ca_check_limit(check, rule))
            ca_check_tell(check, rule, from, to, i, hour);
        return;
    }
}

/* clang-format off */
const ca_rule ca_rules_file[] = {
    {.about = {.code = "suppression-unknown",
        .title = "a NOTE capalign-disable that names no rule",
        .why = "what it was to silence is told all the same, or it was renamed",
        .formats = "vtt", .severity = CAPALIGN_WARNING, .enabled = true,
        .bad = "NOTE capalign-disable max-speed", .good = "NOTE capalign-disable max-reading-speed"},
        .message = "there is no rule %t; `capalign check --rules` lists them"},
    {.about = {.code = "language-mismatch",
        .title = "text in another language than the file's name says",
        .why = "players choose captions by the name, so viewers get a language they did not ask for",
        .formats = "srt vtt", .severity = CAPALIGN_WARNING, .enabled = true,
        .bad = "talk.de.srt with English text", .good = "talk.en.srt with English text"},
        .message = "the text looks like %w, which is not the language of the file's name",
        .file = language},
    {.about = {.code = "same-as-other-language",
        .title = "the same bytes as the file of another language",
        .why = "one of the two was copied and never translated",
        .formats = "srt vtt", .severity = CAPALIGN_WARNING, .enabled = false,
        .bad = "talk.de.srt equal to talk.en.srt", .good = "talk.de.srt in German"},
        .message = "a file of another language beside it has the same bytes",
        .file = same_text},
    {.about = {.code = "missing-pair",
        .title = "an SRT file without its WebVTT file, or the reverse",
        .why = "browsers read only WebVTT, and many other players only SRT",
        .formats = "srt vtt", .severity = CAPALIGN_WARNING, .enabled = false,
        .bad = "talk.srt alone", .good = "talk.srt and talk.vtt"},
        .message = "the same captions in the other format (SRT, WebVTT) are not beside it",
        .file = pair},
    {.about = {.code = "mixed-encodings",
        .title = "two encodings in one file",
        .why = "no program can read it rightly; files were put together",
        .formats = "srt vtt", .severity = CAPALIGN_WARNING, .enabled = true,
        .bad = "caf(byte E9) and caf(bytes C3 A9)", .good = "caf\u00E9, always as UTF-8"},
        .message = "the file has UTF-8 letters and bytes of another encoding; here is one that does not fit",
        .file = encodings},
    {.about = {.code = "max-first-hour",
        .title = "times that begin in a later hour",
        .why = "broadcast times start at 1 or 10 hours; online the captions come an hour late",
        .formats = "srt vtt", .unit = "hours", .severity = CAPALIGN_WARNING, .enabled = true,
        .bad = "10:00:01,000 --> 10:00:02,000", .good = "00:00:01,000 --> 00:00:02,000"},
        .message = "the first cue is in hour %n; hour %m at the latest is wanted",
        .file = first_hour},
};
/* clang-format on */
const size_t ca_rules_file_count = sizeof ca_rules_file / sizeof ca_rules_file[0];
