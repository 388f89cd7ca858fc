/* When cues end. Starts are tied to the speech, so only ends move; all of this is a guess at what
 * was meant, and unsafe. */
#include "base/time.h"
#include "caption/srt_time.h"
#include "caption/webvtt.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"

/* A cue is shown for this long where nothing else is known, and at least for this long: half a
 * second is about what the shortest word needs (Netflix and the BBC ask for 0.8 s and 0.3 s a word;
 * the profile's own least time comes first). */
static const int64_t usual_us = CA_US_PER_S, least_us = CA_US_PER_S / 2;

static int64_t limit_of(const ca_check *check, const char *code, int64_t otherwise)
{
    size_t rule = ca_rule_index(code);
    int64_t limit = rule == SIZE_MAX ? CAPALIGN_TIME_NONE : ca_check_limit(check, ca_rule_at(rule));
    return limit == CAPALIGN_TIME_NONE ? otherwise : limit - limit % CA_US_PER_MS;
}

/* Where the cue's end time stands in the text. */
static bool end_place(const ca_check *check, const ca_cue *cue, size_t *from, size_t *to)
{
    ca_place line = ca_place_of_line(check, cue->cue.line);
    if (check->srt) {
        ca_srt_time_line times;
        ca_srt_time_parts parts;
        if (!ca_srt_time_line_parts(line.text, &times, &parts) ||
            parts.end.shape != CA_SRT_SHAPE_TIME)
            return false;
        *from = line.from + parts.end.from;
        *to = line.from + parts.end.to;
        return true;
    }
    ca_vtt_reader silent = {0};
    ca_vtt_block block = {.time = {.text = line.text}};
    size_t failed_at;
    if (!ca_vtt_collect_timings(&silent, &block, &failed_at))
        return false;
    *from = line.from + block.end_at;
    *to = line.from + block.end_end;
    return true;
}

/* The end as its format writes it; WebVTT's without hours where the old one had none. */
static bool put_end(ca_check *check, size_t cue, int64_t end_us, ca_edits *edits)
{
    enum { SHORT = 9, HOURS = 3 }; /* "00:01.000", "00:" */
    size_t from, to;
    char text[CA_TIME_TEXT];
    if (!end_place(check, &check->track->cues[cue], &from, &to))
        return false;
    ca_str out = {text, ca_time_format(end_us, check->srt ? ',' : '.', text)};
    if (!check->srt && to - from == SHORT && ca_str_starts(out, "00:")) {
        out.data += HOURS;
        out.size -= HOURS;
    }
    ca_edits_add(edits, from, to, out);
    return true;
}

static int64_t floor_ms(int64_t us)
{
    return us - us % CA_US_PER_MS;
}

/* Whether the cue has a span with the time inside. */
static bool is_shown_at(const capalign_cue *cue, int64_t time_us)
{
    return cue->start_us != CAPALIGN_TIME_NONE && cue->end_us != CAPALIGN_TIME_NONE &&
           cue->start_us <= time_us && time_us < cue->end_us;
}

/* Every cue above that is still shown ends where this one starts, if it is shown long enough. One
 * that already ends at an earlier start is left: so all of a file is mended at once, although each
 * cue may overlap with many. */
bool ca_fix_overlap(ca_check *check, const ca_found *found, ca_edits *edits)
{
    if (found->cue == CA_CHECK_NO_CUE)
        return false;
    const ca_cue *cues = check->track->cues;
    int64_t start = cues[found->cue].cue.start_us;
    int64_t least = limit_of(check, "min-duration", least_us);
    size_t above = found->cue > CA_FIX_MAX_ABOVE ? found->cue - CA_FIX_MAX_ABOVE : 0;
    for (size_t i = above; i < found->cue; i++)
        if (is_shown_at(&cues[i].cue, start) && start - cues[i].cue.start_us < least)
            return false;
    for (size_t i = above; i < found->cue; i++) {
        size_t *cut = &edits->cut[i % CA_FIX_MAX_ABOVE];
        if (!is_shown_at(&cues[i].cue, start) || *cut == i + 1)
            continue;
        if (!put_end(check, i, start, edits))
            return false;
        *cut = i + 1;
    }
    return true;
}

bool ca_fix_zero_length(ca_check *check, const ca_found *found, ca_edits *edits)
{
    if (found->cue == CA_CHECK_NO_CUE)
        return false;
    const capalign_track *track = check->track;
    const capalign_cue *cue = &track->cues[found->cue].cue;
    int64_t least = limit_of(check, "min-duration", usual_us);
    int64_t end = cue->start_us + (least > usual_us ? least : usual_us);
    int64_t next = CAPALIGN_TIME_NONE;
    if (found->cue + 1u < track->cue_count)
        next = track->cues[found->cue + 1].cue.start_us;
    if (next != CAPALIGN_TIME_NONE && next < end)
        end = next;
    return end - cue->start_us >= least_us && put_end(check, found->cue, end, edits);
}

/* The cue above ends `gap` before this one, within what it may last. */
static bool put_gap(ca_check *check, const ca_found *found, int64_t gap, ca_edits *edits)
{
    if (found->cue == CA_CHECK_NO_CUE || !found->cue)
        return false;
    const capalign_cue *above = &check->track->cues[found->cue - 1].cue;
    if (above->start_us == CAPALIGN_TIME_NONE ||
        check->track->cues[found->cue].cue.start_us == CAPALIGN_TIME_NONE)
        return false;
    int64_t end = floor_ms(check->track->cues[found->cue].cue.start_us - gap);
    int64_t least = limit_of(check, "min-duration", least_us);
    int64_t most = limit_of(check, "max-duration", INT64_MAX);
    int64_t duration = end - above->start_us;
    bool longer = end > above->end_us;
    return (longer ? duration <= most : duration >= least) &&
           put_end(check, found->cue - 1, end, edits);
}

bool ca_fix_min_gap(ca_check *check, const ca_found *found, ca_edits *edits)
{
    return put_gap(check, found, limit_of(check, "min-gap", 0), edits);
}

bool ca_fix_max_gap(ca_check *check, const ca_found *found, ca_edits *edits)
{
    return put_gap(check, found, limit_of(check, "min-gap", 0), edits);
}
