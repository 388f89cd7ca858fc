/* Whether a cue can be read: its length, its lines, its speed. */
#include "check/config.h"
#include "check/fix/fixers.h"
#include "check/rules.h"

static uint32_t chars_of_line(const ca_check *check, const ca_check_line *line)
{
    return check->config->count_graphemes ? line->graphemes : line->columns;
}

static uint32_t chars_of_cue(const ca_check *check, const ca_check_cue *cue)
{
    return check->config->count_graphemes ? cue->graphemes : cue->columns;
}

static void tell_text(ca_check *check, const ca_rule *rule, const ca_check_cue *cue, int64_t value)
{
    ca_check_tell(check, rule, cue->text_from, cue->text_to, cue->index, value);
}

static void max_chars_per_line(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    int64_t limit = ca_check_limit(check, rule);
    for (size_t i = 0; i < cue->line_count; i++) {
        int64_t chars = chars_of_line(check, &cue->lines[i]);
        if (chars > limit)
            ca_check_tell(check, rule, cue->lines[i].from, cue->lines[i].to, cue->index, chars);
    }
}

static void max_chars(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    int64_t chars = chars_of_cue(check, cue);
    if (chars > ca_check_limit(check, rule))
        tell_text(check, rule, cue, chars);
}

static void max_lines(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    if ((int64_t)cue->line_count > ca_check_limit(check, rule))
        tell_text(check, rule, cue, (int64_t)cue->line_count);
}

/* Two lines of one speaker; shorter than a third of a full line is one word, which needs no
 * balance. A dash begins another speaker's line. */
static void min_line_balance(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    if (cue->line_count != 2 || ca_str_starts(cue->lines[1].plain, "-") ||
        ca_str_starts(cue->lines[1].plain, "\xE2\x80\x93"))
        return;
    int64_t a = chars_of_line(check, &cue->lines[0]), b = chars_of_line(check, &cue->lines[1]);
    int64_t longer = a > b ? a : b, shorter = a > b ? b : a;
    if (longer && shorter * 100 < ca_check_limit(check, rule) * longer)
        tell_text(check, rule, cue, shorter * 100 / longer);
}

/* Units a second in thousandths, rounded to the nearest. */
static int64_t per_second(int64_t count, int64_t duration_us)
{
    return (count * INT64_C(1000000000) + duration_us / 2) / duration_us;
}

static void max_reading_speed(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    if (cue->duration_us <= 0)
        return;
    int64_t speed = per_second(chars_of_cue(check, cue), cue->duration_us);
    if (speed > ca_check_limit(check, rule))
        tell_text(check, rule, cue, speed);
}

static void max_reading_speed_wpm(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    if (cue->duration_us <= 0)
        return;
    int64_t speed = per_second((int64_t)cue->words * 60, cue->duration_us);
    if (speed > ca_check_limit(check, rule))
        tell_text(check, rule, cue, speed);
}

const ca_rule ca_rules_reading[] = {
    {.about = {.code = "max-chars-per-line",
               .title = "a line that is too long",
               .why = "it runs off the screen of some players, or is broken anywhere",
               .formats = "srt vtt",
               .unit = "chars",
               .severity = CAPALIGN_WARNING,
               .fix = CAPALIGN_FIX_UNSAFE,
               .enabled = true,
               .bad = "The ferry leaves the harbour at six in the morning",
               .good = "The ferry leaves the harbour\nat six in the morning"},
     .message = "the line is %n characters long; at most %m are wanted",
     .cue = max_chars_per_line,
     .fix = ca_fix_wrap},
    {.about = {.code = "max-chars",
               .title = "a cue with too much text",
               .why = "viewers read instead of watching",
               .formats = "srt vtt",
               .unit = "chars",
               .severity = CAPALIGN_WARNING,
               .enabled = true,
               .bad = "a cue of 120 characters",
               .good = "two cues of 60 characters"},
     .message = "the cue has %n characters; at most %m are wanted",
     .cue = max_chars},
    {.about = {.code = "max-lines",
               .title = "a cue with too many lines",
               .why = "it hides the picture",
               .formats = "srt vtt",
               .unit = "lines",
               .severity = CAPALIGN_WARNING,
               .fix = CAPALIGN_FIX_UNSAFE,
               .enabled = true,
               .bad = "three\nshort\nlines",
               .good = "three short\nlines"},
     .message = "the cue has %n lines; at most %m are wanted",
     .cue = max_lines,
     .fix = ca_fix_wrap},
    {.about = {.code = "min-line-balance",
               .title = "two lines of very different length",
               .why = "the eye has a longer way to go; balanced lines are read faster",
               .formats = "srt vtt",
               .unit = "percent",
               .severity = CAPALIGN_INFO,
               .fix = CAPALIGN_FIX_UNSAFE,
               .enabled = true,
               .bad = "The ferry leaves the harbour at\nsix",
               .good = "The ferry leaves\nthe harbour at six"},
     .message =
         "the shorter line has %n % of the longer one's characters; at least %m % are wanted",
     .cue = min_line_balance,
     .fix = ca_fix_wrap},
    {.about = {.code = "max-reading-speed",
               .title = "more characters a second than viewers can read",
               .why = "the cue is gone before it is read",
               .formats = "srt vtt",
               .unit = "cps",
               .severity = CAPALIGN_WARNING,
               .enabled = true,
               .bad = "44 characters in 1.5 seconds",
               .good = "44 characters in 2.5 seconds"},
     .message = "the cue has %n characters a second; at most %m are wanted",
     .cue = max_reading_speed},
    {.about = {.code = "max-reading-speed-wpm",
               .title = "more words a minute than viewers can read",
               .why = "the cue is gone before it is read",
               .formats = "srt vtt",
               .unit = "wpm",
               .severity = CAPALIGN_WARNING,
               .enabled = true,
               .bad = "ten words in two seconds",
               .good = "ten words in four seconds"},
     .message = "the cue has %n words a minute; at most %m are wanted",
     .cue = max_reading_speed_wpm},
};
const size_t ca_rules_reading_count = sizeof ca_rules_reading / sizeof ca_rules_reading[0];
