/* Writing WebVTT. What came from a WebVTT file is written back to the byte, with everything
 * between the cues; of a cue whose span was changed, the times alone are new. */
#include <string.h>

#include "base/error.h"
#include "base/time.h"
#include "caption/formats.h"
#include "caption/markup.h"
#include "caption/webvtt.h"

typedef struct writer {
    const capalign_track *track;
    ca_output *output;
    capalign_losses *losses;
    ca_vtt_region_index regions;
    const char *line_end;
    ca_strbuf text; /* of one cue, at work */
} writer;

static void add(writer *w, ca_str text)
{
    ca_output_add(w->output, text.data, text.size);
}

static void end_line(writer *w)
{
    ca_output_text(w->output, w->line_end);
}

static size_t line_end_size(ca_str text, size_t at)
{
    if (text.data[at] == '\n')
        return 1;
    if (text.data[at] != '\r')
        return 0;
    return at + 1 < text.size && text.data[at + 1] == '\n' ? 2 : 1;
}

/* Where ca_vtt_text_format stands. */
typedef struct text_writer {
    ca_strbuf *out;
    size_t start;     /* of the text in out */
    size_t line_ends; /* read and not yet written */
    bool in_tag;
    bool lost;
} text_writer;

/* A blank line gets a space that nobody sees; inside a tag white space is one space anyway. */
static void write_line_ends(text_writer *t)
{
    bool first = t->out->size == t->start;
    if (t->line_ends && first)
        t->lost = true;
    for (size_t i = 0; i < t->line_ends && !first && (i == 0 || !t->in_tag); i++) {
        if (i)
            ca_strbuf_add_text(t->out, "&nbsp;");
        ca_strbuf_add(t->out, "\n", 1);
        t->lost = t->lost || i;
    }
    t->line_ends = 0;
}

/* A '>' after "--": as an entity; where it ends a tag, away from them. */
static void write_greater_than(text_writer *t)
{
    const ca_strbuf *out = t->out;
    bool arrow = !out->failed && out->size >= t->start + 2 &&
                 memcmp(out->data + out->size - 2, "--", 2) == 0;
    ca_strbuf_add_text(t->out, !arrow ? ">" : t->in_tag ? " >" : "&gt;");
}

bool ca_vtt_text_format(ca_str text, ca_strbuf *out)
{
    text_writer t = {.out = out, .start = out->size};
    for (size_t at = 0; at < text.size;) {
        size_t size = line_end_size(text, at);
        if (size) {
            t.line_ends++;
            at += size;
            continue;
        }
        write_line_ends(&t);
        char c = text.data[at++];
        if (c == '>')
            write_greater_than(&t);
        else
            ca_strbuf_add(out, &c, 1);
        t.in_tag = c == '<' || (t.in_tag && c != '>');
    }
    return t.lost || t.line_ends;
}

/* Whether the text can stand as it is. */
static bool is_safe(ca_str text)
{
    char before = '\n';
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '\r' || (c == '\n' && before == '\n') || (c == '>' && before == '-'))
            return false;
        before = c;
    }
    return !text.size || before != '\n';
}

static void add_text(writer *w, const capalign_cue *cue)
{
    ca_str text = {cue->text, cue->text_bytes};
    bool webvtt = w->track->format == &ca_format_webvtt;
    bool lost = false;
    if (!(webvtt ? is_safe(text) : ca_markup_plain(text))) {
        ca_strbuf_clear(&w->text);
        lost =
            webvtt ? ca_vtt_text_format(text, &w->text) : ca_markup_srt_to_webvtt(&w->text, text);
        text = ca_strbuf_view(&w->text);
    }
    w->losses->markup += lost;
    add(w, text);
    if (text.size)
        end_line(w);
}

/* An SRT index is the cue's place, which WebVTT does not number; another number is an id lost. */
static bool is_place(ca_str id, size_t place)
{
    size_t number = 0;
    for (size_t i = 0; i < id.size; i++) {
        if (id.data[i] < '0' || id.data[i] > '9' || number > CAPALIGN_CAPTION_MAX_CUES)
            return false;
        number = number * 10 + (size_t)(id.data[i] - '0');
    }
    return number == place;
}

static void add_id(writer *w, const capalign_cue *cue, size_t index)
{
    ca_str id = {cue->id, cue->id_bytes};
    if (!id.size)
        return;
    bool from_srt = w->track->format == &ca_format_srt;
    if (from_srt || memchr(id.data, '\n', id.size) || memchr(id.data, '\r', id.size) ||
        ca_vtt_arrow(id) != SIZE_MAX) {
        w->losses->ids += !from_srt || !is_place(id, index + 1);
        return;
    }
    add(w, id);
    end_line(w);
}

static void add_time(writer *w, int64_t time_us)
{
    char text[CA_TIME_TEXT];
    ca_output_add(w->output, text, ca_time_format(time_us, '.', text));
}

static void add_cue(writer *w, size_t index)
{
    const capalign_cue *cue = &w->track->cues[index].cue;
    end_line(w);
    add_id(w, cue, index);
    add_time(w, cue->start_us);
    ca_output_add(w->output, " --> ", 5);
    add_time(w, cue->end_us);
    if (cue->settings) {
        ca_strbuf_clear(&w->text);
        w->losses->settings += !ca_vtt_settings_format(cue->settings, &w->regions, &w->text);
        add(w, ca_strbuf_view(&w->text));
    }
    end_line(w);
    add_text(w, cue);
}

static void add_source(writer *w, size_t from, size_t to)
{
    add(w, (ca_str){w->track->source + from, to - from});
}

/* A cue's text in the source's place. An empty line would end the cue. */
static void add_new_text(writer *w, const capalign_cue *cue)
{
    ca_str text = {cue->text, cue->text_bytes};
    for (size_t from = 0; from < text.size;) {
        const char *end = memchr(text.data + from, '\n', text.size - from);
        size_t to = end ? (size_t)(end - text.data) : text.size;
        add(w, (ca_str){text.data + from, to - from});
        if (to > from)
            end_line(w);
        from = to + 1;
    }
}

/* A cue whose span was changed, and maybe its text: its source but for that. */
static void add_changed(void *context, const ca_cue *cue)
{
    writer *w = context;
    ca_vtt_reader silent = {.track = NULL};
    ca_vtt_block block = {0};
    size_t failed_at, raw_from = cue->raw_from;
    ca_vtt_lines_start(&silent.lines,
                       (ca_str){w->track->source + raw_from, cue->raw_to - raw_from});
    while (ca_vtt_next_line(&silent.lines, &block.time) &&
           ca_vtt_arrow(block.time.text) == SIZE_MAX)
        continue;
    ca_vtt_collect_timings(&silent, &block, &failed_at);
    size_t line_from = raw_from + block.time.from;
    add_source(w, raw_from, line_from + block.start_at);
    add_time(w, cue->cue.start_us);
    add_source(w, line_from + block.start_end, line_from + block.end_at);
    add_time(w, cue->cue.end_us);
    if (!cue->text_changed) {
        add_source(w, line_from + block.end_end, cue->raw_to);
        return;
    }
    add_source(w, line_from + block.end_end, line_from + block.time.text.size);
    end_line(w);
    add_new_text(w, &cue->cue);
}

static const char *source_line_end(const capalign_track *track)
{
    size_t at = strcspn(track->source, "\r\n");
    if (track->source[at] != '\r')
        return "\n";
    return track->source[at + 1] == '\n' ? "\r\n" : "\r";
}

/* The source, with the times of changed cues in place; returns how many cues it holds. */
static size_t add_sourced(writer *w)
{
    const capalign_track *track = w->track;
    w->line_end = source_line_end(track);
    size_t at, count = ca_track_write_source(track, w->output, add_changed, w, &at);
    add_source(w, at, track->source_bytes);
    char last = track->source[track->source_bytes - 1]; /* not empty: WEBVTT stands in it */
    if (count < track->cue_count && last != '\n' && last != '\r')
        end_line(w);
    return count;
}

static void add_header(writer *w)
{
    ca_output_text(w->output, "WEBVTT\n");
    for (size_t i = 0; i < w->track->region_count; i++) {
        ca_strbuf_clear(&w->text);
        w->losses->regions += !ca_vtt_region_format(&w->track->regions[i], &w->text);
        add(w, ca_strbuf_view(&w->text));
    }
}

capalign_code ca_vtt_write(const capalign_track *track, ca_output *output, capalign_losses *losses,
                           capalign_error *error)
{
    writer w = {.track = track, .output = output, .losses = losses, .line_end = "\n"};
    bool sourced = track->format == &ca_format_webvtt && track->source;
    if (!ca_vtt_region_index_make(&w.regions, track->regions, track->region_count))
        return ca_fail_memory(error);
    size_t done = 0;
    if (sourced)
        done = add_sourced(&w);
    else
        add_header(&w);
    for (size_t i = done; i < track->cue_count && !output->failed && !w.text.failed; i++)
        add_cue(&w, i);
    bool failed = w.text.failed;
    ca_strbuf_free(&w.text);
    ca_vtt_region_index_free(&w.regions);
    return failed ? ca_fail_memory(error) : CAPALIGN_OK;
}
