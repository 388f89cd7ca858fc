/* Writing the JSON form: one cue a line, never more than a buffer of it in memory. */
#include "base/error.h"
#include "caption/formats.h"
#include "caption/json.h"

typedef struct writer {
    ca_output *output;
    bool failed; /* no memory for a number */
    bool first;  /* nothing stands in the object or array yet */
} writer;

static void text(writer *w, const char *plain)
{
    ca_output_text(w->output, plain);
}

/* `name` is plain ASCII. */
static void key(writer *w, const char *name)
{
    text(w, w->first ? "\"" : ", \"");
    w->first = false;
    text(w, name);
    text(w, "\": ");
}

static void string(writer *w, const char *name, const char *value)
{
    key(w, name);
    ca_json_add_string(w->output, ca_str_of(value));
}

static void number(writer *w, const char *name, double value)
{
    key(w, name);
    w->failed = !ca_json_add_number(w->output, value) || w->failed;
}

static void integer(writer *w, const char *name, int64_t value)
{
    key(w, name);
    ca_json_add_integer(w->output, value);
}

static void number_or_auto(writer *w, const char *name, bool is_auto, double value)
{
    if (is_auto)
        string(w, name, "auto");
    else
        number(w, name, value);
}

static void time_us(writer *w, const char *name, int64_t value)
{
    if (value != CAPALIGN_TIME_NONE) {
        integer(w, name, value);
        return;
    }
    key(w, name);
    text(w, "null");
}

static void settings(writer *w, const capalign_cue_settings *s)
{
    key(w, "settings");
    text(w, "{");
    w->first = true;
    string(w, "vertical", ca_json_vertical[s->vertical]);
    key(w, "snapToLines");
    text(w, s->snap_to_lines ? "true" : "false");
    number_or_auto(w, "line", s->line_auto, s->line);
    string(w, "lineAlign", ca_json_line_align[s->line_align]);
    number_or_auto(w, "position", s->position_auto, s->position);
    string(w, "positionAlign", ca_json_position_align[s->position_align]);
    number(w, "size", s->size);
    string(w, "align", ca_json_align[s->align]);
    key(w, "region");
    if (s->region)
        ca_json_add_string(w->output, ca_str_of(s->region));
    else
        text(w, "null");
    text(w, "}");
}

static void cue(writer *w, const capalign_track *track, size_t index)
{
    static const capalign_cue_settings defaults = {
        .snap_to_lines = true, .line_auto = true, .position_auto = true, .size = 100};
    const capalign_cue *c = &track->cues[index].cue;
    text(w, index ? ",\n  {" : "\n  {");
    w->first = true;
    integer(w, "index", (int64_t)index + 1);
    key(w, "id");
    ca_json_add_string(w->output, (ca_str){c->id, c->id_bytes});
    time_us(w, "start_us", c->start_us);
    time_us(w, "end_us", c->end_us);
    key(w, "text");
    ca_json_add_string(w->output, (ca_str){c->text, c->text_bytes});
    if (c->line)
        integer(w, "source_line", c->line);
    if (c->settings || track->format == &ca_format_webvtt)
        settings(w, c->settings ? c->settings : &defaults);
    text(w, "}");
}

static void region(writer *w, const capalign_region *r, bool first)
{
    text(w, first ? "\n  {" : ",\n  {");
    w->first = true;
    string(w, "id", r->id);
    number(w, "width", r->width);
    integer(w, "lines", r->lines);
    number(w, "anchorX", r->anchor_x);
    number(w, "anchorY", r->anchor_y);
    number(w, "viewportAnchorX", r->viewport_x);
    number(w, "viewportAnchorY", r->viewport_y);
    string(w, "scroll", r->scroll_up ? "up" : "");
    text(w, "}");
}

static void finding(writer *w, const capalign_finding *f, bool first)
{
    text(w, first ? "\n  {" : ",\n  {");
    w->first = true;
    string(w, "code", f->code);
    string(w, "severity", capalign_severity_name(f->severity));
    string(w, "fix", capalign_fix_name(f->fix));
    integer(w, "line", (int64_t)f->line);
    integer(w, "column", (int64_t)f->column);
    if (f->cue != SIZE_MAX)
        integer(w, "cue", (int64_t)f->cue + 1);
    string(w, "message", f->message);
    text(w, "}");
}

capalign_code ca_json_write(const capalign_track *track, ca_output *output, capalign_losses *losses,
                            capalign_error *error)
{
    writer w = {.output = output};
    text(&w, "{\"format\": ");
    if (track->format)
        ca_json_add_string(output, ca_str_of(track->format->name));
    else
        text(&w, "null");
    text(&w, ",\n \"language\": ");
    ca_json_add_string(output, ca_str_of(track->language));
    text(&w, ",\n \"cues\": [");
    for (size_t i = 0; i < track->cue_count && !output->failed; i++)
        cue(&w, track, i);
    text(&w, "],\n \"regions\": [");
    for (size_t i = 0; i < track->region_count; i++)
        region(&w, &track->regions[i], !i);
    text(&w, "],\n \"findings\": [");
    for (size_t i = 0; i < track->finding_count && !output->failed; i++)
        finding(&w, &track->findings[i], !i);
    text(&w, "]}\n");
    losses->regions += track->style_count; /* style sheets */
    return w.failed ? ca_fail_memory(error) : CAPALIGN_OK;
}
