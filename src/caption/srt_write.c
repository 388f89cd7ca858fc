/* Writing SRT. What came from an SRT file is written back to the byte, with everything between the
 * cues; of a cue whose span was changed, the times alone are new. The rest is written in the one
 * form that every player reads. */
#include "base/error.h"
#include "base/time.h"
#include "caption/formats.h"
#include "caption/markup.h"
#include "caption/srt.h"
#include "caption/srt_time.h"

typedef struct writer {
    const capalign_track *track;
    ca_output *output;
    capalign_losses *losses;
    capalign_error *error;
    ca_strbuf text; /* of one cue, at work; NUL-terminated */
    ca_strbuf clean;
} writer;

static bool from_webvtt(const capalign_track *track)
{
    return track->format == &ca_format_webvtt;
}

static bool is_default(const capalign_cue_settings *s)
{
    return s->vertical == CAPALIGN_HORIZONTAL && s->snap_to_lines && s->line_auto &&
           s->position_auto && s->size == 100 && s->line_align == CAPALIGN_LINE_START &&
           s->position_align == CAPALIGN_POSITION_AUTO && s->align == CAPALIGN_ALIGN_CENTER &&
           !s->region;
}

/* The id is lost unless it is the index that is written, or was an index before. */
static void count_losses(writer *w, const capalign_cue *cue, ca_str index)
{
    bool was_index = w->track->format == &ca_format_srt;
    bool same = cue->id_bytes == index.size && memcmp(cue->id, index.data, index.size) == 0;
    w->losses->ids += cue->id_bytes && !was_index && !same;
    w->losses->settings += cue->settings && !is_default(cue->settings);
}

static void add_span(ca_output *output, const capalign_cue *cue)
{
    char text[CA_TIME_TEXT];
    ca_output_add(output, text, ca_time_format(cue->start_us, ',', text));
    ca_output_add(output, " --> ", 5);
    ca_output_add(output, text, ca_time_format(cue->end_us, ',', text));
}

/* Takes a line of w->text over into w->clean. Blank lines at the ends would not be read back, and
 * neither would a number alone below a blank line at the end of the file, nor a time line. */
typedef struct cleaning {
    ca_srt_line line;
    size_t blank_from; /* offset in w->text of the blank lines above this line */
    size_t blanks;
    bool lost;
} cleaning;

static bool add_clean_line(writer *w, cleaning *c, bool last_of_file)
{
    ca_srt_time_line times;
    if (c->line.flags & CA_SRT_ARROW && c->line.flags & CA_SRT_DIGIT &&
        ca_srt_time_line_read(c->line.text, &times))
        return false;
    bool number = last_of_file && c->line.next == w->text.size && ca_srt_is_index(&c->line);
    if (c->blanks && (!w->clean.size || number)) {
        c->lost = true;
    } else if (c->blanks) {
        ca_strbuf_add(&w->clean, w->text.data + c->blank_from, c->line.from - c->blank_from);
    }
    ca_strbuf_add(&w->clean, c->line.text.data, c->line.text.size);
    ca_strbuf_add(&w->clean, "\n", 1);
    c->blanks = 0;
    return true;
}

/* w->text to w->clean, each line with its end. False where a line reads as a time line. */
static bool clean_text(writer *w, bool last_of_file, bool *lost)
{
    ca_srt_lines lines = {.source = ca_strbuf_view(&w->text)};
    cleaning c = {.lost = false};
    ca_strbuf_clear(&w->clean);
    while (ca_srt_next_line(&lines, &c.line)) {
        if (!ca_srt_is_blank(&c.line)) {
            if (!add_clean_line(w, &c, last_of_file))
                return false;
        } else if (!c.blanks++) {
            c.blank_from = c.line.from;
        }
    }
    *lost = c.lost || c.blanks;
    return true;
}

static capalign_code add_text(writer *w, size_t index)
{
    const capalign_cue *cue = &w->track->cues[index].cue;
    ca_str text = {cue->text, cue->text_bytes};
    bool lost = false, squeezed = false;
    ca_strbuf_clear(&w->text);
    if (from_webvtt(w->track))
        lost = ca_markup_webvtt_to_srt(&w->text, text);
    else
        ca_strbuf_add(&w->text, text.data, text.size);
    bool last = index + 1 == w->track->cue_count;
    if (!w->text.failed && !clean_text(w, last, &squeezed))
        return ca_fail_at(w->error, CAPALIGN_E_INPUT, cue->line, 0,
                          "the text of cue %zu has a line that SRT would read as the times of a "
                          "new cue; change that line",
                          index + 1);
    if (w->text.failed || w->clean.failed)
        return ca_fail_memory(w->error);
    w->losses->markup += lost || squeezed;
    ca_output_add(w->output, ca_strbuf_view(&w->clean).data, w->clean.size);
    return CAPALIGN_OK;
}

static capalign_code add_cue(writer *w, size_t index)
{
    char number[24];
    size_t at = sizeof number;
    for (size_t value = index + 1; value; value /= 10)
        number[--at] = (char)('0' + value % 10);
    const capalign_cue *cue = &w->track->cues[index].cue;
    count_losses(w, cue, (ca_str){number + at, sizeof number - at});
    ca_output_add(w->output, number + at, sizeof number - at);
    ca_output_add(w->output, "\n", 1);
    add_span(w->output, cue);
    ca_output_add(w->output, "\n", 1);
    return add_text(w, index);
}

static void add_source(writer *w, size_t from, size_t to)
{
    ca_output_add(w->output, w->track->source + from, to - from);
}

/* A cue whose span was changed: its source but for the times. */
static void add_changed(void *context, const ca_cue *cue)
{
    writer *w = context;
    ca_srt_lines lines = {.source = {w->track->source, w->track->source_bytes},
                          .at = cue->raw_from};
    ca_srt_line line;
    ca_srt_time_line times;
    bool found = false;
    while (!found && lines.at < cue->raw_to && ca_srt_next_line(&lines, &line))
        found = ca_srt_time_line_read(line.text, &times);
    size_t from = line.from + times.times_from, to = line.from + times.times_to;
    add_source(w, cue->raw_from, from);
    add_span(w->output, &cue->cue);
    ca_str rest = {w->track->source + to, line.text.size - times.times_to};
    if (rest.size && !ca_srt_space_size(rest))
        ca_output_add(w->output, " ", 1);
    add_source(w, to, cue->raw_to);
}

/* The cues that have a source, with all that stands between them; returns how many they are. What
 * stands after the last goes only where nothing is to follow. */
static size_t add_sourced(writer *w)
{
    const capalign_track *track = w->track;
    size_t at, count = ca_track_write_source(track, w->output, add_changed, w, &at);
    if (count == track->cue_count) {
        add_source(w, at, track->source_bytes);
        return count;
    }
    size_t end = count ? track->cues[count - 1].raw_to : 0;
    add_source(w, at, end);
    if (end && track->source[end - 1] != '\n' && track->source[end - 1] != '\r')
        ca_output_text(w->output, "\n");
    return count;
}

capalign_code ca_srt_write(const capalign_track *track, ca_output *output, capalign_losses *losses,
                           capalign_error *error)
{
    writer w = {.track = track, .output = output, .losses = losses, .error = error};
    bool sourced = track->format == &ca_format_srt && track->source;
    capalign_code code = CAPALIGN_OK;
    for (size_t i = sourced ? add_sourced(&w) : 0; i < track->cue_count && code == CAPALIGN_OK;
         i++) {
        if (i)
            ca_output_text(output, "\n");
        code = add_cue(&w, i);
    }
    if (!sourced)
        losses->regions += track->region_count + track->style_count;
    ca_strbuf_free(&w.text);
    ca_strbuf_free(&w.clean);
    return code;
}
