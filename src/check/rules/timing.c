/* Timing against limits and against the neighbours. Limits are floored to the millisecond, since
 * captions hold no finer times: 2 frames of 24 a second, 83.3 ms, are written as 83 or 84. */
#include "check/fix/fixers.h"
#include "check/rules.h"

enum { MIN_GAP = 3 }; /* its place in the list below */

static int64_t floor_ms(int64_t us)
{
    return us - us % 1000;
}

static void tell_time_line(ca_check *check, const ca_rule *rule, const ca_check_cue *cue,
                           int64_t value)
{
    ca_check_tell(check, rule, cue->time_from, cue->time_to, cue->index, value);
}

static void min_duration(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    if (cue->duration_us > 0 && cue->duration_us < floor_ms(ca_check_limit(check, rule)))
        tell_time_line(check, rule, cue, cue->duration_us);
}

static void max_duration(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    if (cue->duration_us > ca_check_limit(check, rule))
        tell_time_line(check, rule, cue, cue->duration_us);
}

static void min_duration_per_word(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    if (cue->duration_us > 0 && cue->words &&
        cue->duration_us / cue->words < floor_ms(ca_check_limit(check, rule)))
        tell_time_line(check, rule, cue, cue->duration_us / cue->words);
}

/* Time from the end of the cue above; negative where they overlap; NONE where not known. */
static int64_t gap_above(const ca_check_cue *cue)
{
    if (!cue->above || cue->above->end_us == CAPALIGN_TIME_NONE ||
        cue->cue->start_us == CAPALIGN_TIME_NONE || cue->above->end_us < cue->above->start_us)
        return CAPALIGN_TIME_NONE;
    return cue->cue->start_us - cue->above->end_us;
}

static void min_gap(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    int64_t gap = gap_above(cue);
    if (gap != CAPALIGN_TIME_NONE && gap >= 0 && gap < floor_ms(ca_check_limit(check, rule)))
        tell_time_line(check, rule, cue, gap);
}

/* Gaps above the least one that are too short to be seen as a pause: they look like a flicker. */
static void max_gap_to_close(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    int64_t least = ca_check_limit(check, &ca_rules_timing[MIN_GAP]);
    int64_t gap = gap_above(cue);
    if (least == CAPALIGN_TIME_NONE || gap == CAPALIGN_TIME_NONE)
        return;
    /* One millisecond of rounding above the least gap is the least gap. */
    if (gap > floor_ms(least) + 1000 && gap <= ca_check_limit(check, rule))
        tell_time_line(check, rule, cue, gap);
}

static void min_gap_in_pause(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    int64_t gap = gap_above(cue);
    if (gap != CAPALIGN_TIME_NONE && gap > 0 && gap < floor_ms(ca_check_limit(check, rule)))
        tell_time_line(check, rule, cue, gap);
}

static void max_overlap(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    int64_t gap = gap_above(cue);
    if (gap == CAPALIGN_TIME_NONE || gap >= 0 || cue->duration_us == CAPALIGN_TIME_NONE)
        return;
    int64_t above = cue->above->end_us, end = cue->cue->end_us;
    int64_t start =
        cue->cue->start_us < cue->above->start_us ? cue->above->start_us : cue->cue->start_us;
    int64_t shared = (above < end ? above : end) - start;
    if (shared > ca_check_limit(check, rule))
        tell_time_line(check, rule, cue, shared);
}

/* WebVTT's syntax section wants start times in order; its parser does not. */
static void cue_order(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    if (cue->above && cue->above->start_us != CAPALIGN_TIME_NONE &&
        cue->cue->start_us != CAPALIGN_TIME_NONE && cue->cue->start_us < cue->above->start_us)
        tell_time_line(check, rule, cue, cue->above->start_us - cue->cue->start_us);
}

const ca_rule ca_rules_timing[] = {
    {.about = {.code = "min-duration",
               .title = "a cue that is shown too briefly",
               .why = "viewers notice a flash and cannot read it",
               .formats = "srt vtt",
               .unit = "us",
               .severity = CAPALIGN_WARNING,
               .fix = CAPALIGN_FIX_NONE,
               .enabled = true,
               .bad = "00:00:01,000 --> 00:00:01,400",
               .good = "00:00:01,000 --> 00:00:01,900"},
     .message = "the cue is shown for %v; at least %l are wanted",
     .cue = min_duration},
    {.about = {.code = "max-duration",
               .title = "a cue that is shown too long",
               .why = "viewers read it again, and the text lags behind the speech",
               .formats = "srt vtt",
               .unit = "us",
               .severity = CAPALIGN_WARNING,
               .fix = CAPALIGN_FIX_NONE,
               .enabled = true,
               .bad = "00:00:01,000 --> 00:00:09,000",
               .good = "00:00:01,000 --> 00:00:07,000"},
     .message = "the cue is shown for %v; at most %l are wanted",
     .cue = max_duration},
    {.about = {.code = "min-duration-per-word",
               .title = "a cue with too little time for each word",
               .why = "viewers cannot read it to its end",
               .formats = "srt vtt",
               .unit = "us",
               .severity = CAPALIGN_WARNING,
               .enabled = true,
               .bad = "00:00:01,000 --> 00:00:02,000, six words",
               .good = "00:00:01,000 --> 00:00:03,000, six words"},
     .message = "the cue gives %v to each word; at least %l are wanted",
     .cue = min_duration_per_word},
    [MIN_GAP] = {.about = {.code = "min-gap",
                           .title = "too small a gap after the cue above",
                           .why = "without it viewers do not see that the text has changed",
                           .formats = "srt vtt",
                           .unit = "us",
                           .severity = CAPALIGN_WARNING,
                           .fix = CAPALIGN_FIX_UNSAFE,
                           .enabled = true,
                           .bad = "00:00:01,000 --> 00:00:02,000 then 00:00:02,010",
                           .good = "00:00:01,000 --> 00:00:01,916 then 00:00:02,000"},
                 .message = "the gap after the cue above is %v; at least %l are wanted",
                 .cue = min_gap,
                 .fix = ca_fix_min_gap},
    {.about = {.code = "max-gap-to-close",
               .title = "a gap that is too short to be left open",
               .why = "a gap of a few frames flickers; it is closed to the least gap",
               .formats = "srt vtt",
               .unit = "us",
               .severity = CAPALIGN_WARNING,
               .fix = CAPALIGN_FIX_UNSAFE,
               .enabled = true,
               .bad = "00:00:01,000 --> 00:00:02,000 then 00:00:02,300",
               .good = "00:00:01,000 --> 00:00:02,217 then 00:00:02,300"},
     .message = "the gap after the cue above is %v; gaps of up to %l are to be closed",
     .cue = max_gap_to_close,
     .fix = ca_fix_max_gap},
    {.about = {.code = "min-gap-in-pause",
               .title = "a gap that is neither closed nor a pause",
               .why = "a short gap looks like a flicker: none, or one that is seen",
               .formats = "srt vtt",
               .unit = "us",
               .severity = CAPALIGN_WARNING,
               .enabled = true,
               .bad = "00:00:01,000 --> 00:00:02,000 then 00:00:02,300",
               .good = "00:00:01,000 --> 00:00:02,300 then 00:00:02,300"},
     .message = "the gap after the cue above is %v; none, or at least %l, is wanted",
     .cue = min_gap_in_pause},
    {.about = {.code = "max-overlap",
               .title = "a cue that is shown together with the one above",
               .why = "players stack them, or show one of them only",
               .formats = "vtt",
               .unit = "us",
               .severity = CAPALIGN_WARNING,
               .fix = CAPALIGN_FIX_UNSAFE,
               .enabled = true,
               .bad = "00:01.000 --> 00:03.000 then 00:02.500",
               .good = "00:01.000 --> 00:02.500 then 00:02.500"},
     .message = "the cue and the one above are shown together for %v",
     .cue = max_overlap,
     .fix = ca_fix_overlap},
    {.about = {.code = "cue-order",
               .title = "cues that are not in the order of their starts",
               .why = "WebVTT's syntax asks for it, and live players drop late cues",
               .formats = "vtt",
               .severity = CAPALIGN_WARNING,
               .fix = CAPALIGN_FIX_SAFE,
               .enabled = true,
               .bad = "00:05.000 --> 00:06.000 then 00:01.000",
               .good = "00:01.000 --> 00:02.000 then 00:05.000"},
     .message = "the cue starts before the one above it",
     .cue = cue_order,
     .fix = ca_fix_order},
};
const size_t ca_rules_timing_count = sizeof ca_rules_timing / sizeof ca_rules_timing[0];
