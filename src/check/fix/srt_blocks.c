/* What stands between and around the cues of SRT: blank lines, headers, cues without text. */
#include "caption/srt.h"
#include "caption/srt_time.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"

static bool is_blank(const ca_check *check, const ca_place *place)
{
    ca_srt_lines lines = {.source = {check->text.data, place->to}, .at = (uint32_t)place->from};
    ca_srt_line line;
    return !ca_srt_next_line(&lines, &line) || ca_srt_is_blank(&line);
}

/* The first byte of the cue that a finding is about; the text's end: none. */
static size_t cue_from(const ca_check *check, const ca_found *found)
{
    return found->cue == CA_CHECK_NO_CUE ? check->text.size
                                         : check->track->cues[found->cue].raw_from;
}

/* Whether the first cue stands right below a WebVTT header, which goes by another rule. */
static bool is_below_header(const ca_check *check, const ca_found *found)
{
    size_t header = ca_rule_index(ca_srt_code_finding(CA_SRT_WEBVTT_HEADER)->code);
    return !found->cue && ca_str_starts(check->text, "WEBVTT") && header != SIZE_MAX &&
           ca_check_applies(check, ca_rule_at(header));
}

bool ca_fix_blank_missing(ca_check *check, const ca_found *found, ca_edits *edits)
{
    if (found->cue == CA_CHECK_NO_CUE || is_below_header(check, found))
        return false;
    size_t at = cue_from(check, found);
    ca_edits_add(edits, at, at, ca_place_line_end(check, at ? at - 1 : 0));
    return true;
}

bool ca_fix_blank_extra(ca_check *check, const ca_found *found, ca_edits *edits)
{
    if (found->cue == CA_CHECK_NO_CUE)
        return false;
    ca_edits_remove(edits, ca_place_of(check, found->from).from, cue_from(check, found));
    return true;
}

/* From the line told to the cue all lines are blank. */
bool ca_fix_blank_spaces(ca_check *check, const ca_found *found, ca_edits *edits)
{
    size_t end = cue_from(check, found), before = edits->count;
    ca_place line = ca_place_of(check, found->from);
    for (; found->cue != CA_CHECK_NO_CUE && line.from < end;
         line = ca_place_of_line(check, line.line + 1))
        ca_edits_remove(edits, line.from, line.to);
    return edits->count > before;
}

bool ca_fix_blank_in_text(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place first = ca_place_of(check, found->from), line = first;
    while (line.next > line.from && is_blank(check, &line))
        line = ca_place_of_line(check, line.line + 1);
    ca_edits_remove(edits, first.from, line.from);
    return line.from > first.from;
}

/* Whether nothing follows the times, which would be lost with the cue. */
static bool ends_with_times(const ca_place *line)
{
    ca_srt_time_line times;
    ca_srt_time_parts parts;
    return ca_srt_time_line_parts(line->text, &times, &parts) &&
           parts.end.shape == CA_SRT_SHAPE_TIME &&
           ca_srt_skip_space(line->text, times.times_to) == line->text.size;
}

/* The cue goes, up to the next one, whose distance to the cue above stays as it was. */
bool ca_fix_empty_cue(ca_check *check, const ca_found *found, ca_edits *edits)
{
    const capalign_track *track = check->track;
    if (found->cue == CA_CHECK_NO_CUE || track->cue_count < 2)
        return false;
    const ca_cue *cue = &track->cues[found->cue];
    ca_place line = ca_place_of_line(check, cue->cue.line);
    if (!ends_with_times(&line))
        return false;
    bool last = found->cue + 1u == track->cue_count;
    if (ca_place_has_other_below(check, found->cue))
        return false; /* it may be the text that was meant for this cue */
    ca_edits_remove(edits, cue->raw_from, last ? cue->raw_to : cue[1].raw_from);
    return true;
}

/* The signature alone, or "Kind: captions" and the like below it. A title, or what may be a text
 * that was meant to be shown, has no other place in SRT. */
static bool is_header_line(const ca_place *line)
{
    if (line->line == 1)
        return ca_str_equal(ca_str_trim(line->text), "WEBVTT");
    return memchr(line->text.data, ':', line->text.size) != NULL;
}

/* The header goes, with the blank lines below it. */
bool ca_fix_webvtt_header(ca_check *check, const ca_found *found, ca_edits *edits)
{
    (void)found;
    size_t end = check->track->cue_count ? check->track->cues[0].raw_from : 0;
    ca_place line = ca_place_of_line(check, 1);
    for (; line.from < end && !is_blank(check, &line);
         line = ca_place_of_line(check, line.line + 1))
        if (!is_header_line(&line))
            return false;
    while (line.from < end && is_blank(check, &line))
        line = ca_place_of_line(check, line.line + 1);
    ca_edits_remove(edits, 0, line.from < end ? line.from : end);
    return end != 0;
}
