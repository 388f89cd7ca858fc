/* Praat's TextGrid, long form, with an interval tier of words and one of cues
 * (https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html). Tiers are gapless, so
 * silence is an interval without text. */
#include <inttypes.h>
#include <stdio.h>

#include "caption/track.h"
#include "pipeline/alignment.h"

typedef struct tier {
    ca_output *output;
    int64_t from_us; /* end of what was written */
    size_t count;
    bool counting; /* only count: the header states how many there are */
} tier;

static void write_seconds(ca_output *output, const char *name, int64_t us)
{
    char text[96];
    snprintf(text, sizeof text, "%s = %" PRId64 ".%06d\n", name, us / 1000000, (int)(us % 1000000));
    ca_output_text(output, text);
}

/* A quote inside text is doubled. */
static void write_text(ca_output *output, ca_str text)
{
    ca_output_text(output, "            text = \"");
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '"')
            ca_output_text(output, "\"");
        ca_output_add(output, text.data[i] == '\n' ? " " : &text.data[i], 1);
    }
    ca_output_text(output, "\"\n");
}

static void add_interval(tier *t, int64_t to_us, ca_str text)
{
    t->count++;
    if (!t->counting) {
        char head[64];
        snprintf(head, sizeof head, "        intervals [%zu]:\n", t->count);
        ca_output_text(t->output, head);
        write_seconds(t->output, "            xmin", t->from_us);
        write_seconds(t->output, "            xmax", to_us);
        write_text(t->output, text);
    }
    t->from_us = to_us;
}

static void add_span(tier *t, int64_t start_us, int64_t end_us, ca_str text)
{
    if (start_us == CAPALIGN_TIME_NONE || end_us <= t->from_us)
        return;
    if (start_us > t->from_us)
        add_interval(t, start_us, (ca_str){"", 0});
    add_interval(t, end_us, text);
}

static void close_tier(tier *t, int64_t end_us)
{
    if (t->from_us < end_us || !t->count)
        add_interval(t, end_us, (ca_str){"", 0});
}

static void add_words(tier *t, const capalign_alignment *a, int64_t end_us)
{
    for (size_t i = 0; i < a->word_count; i++)
        add_span(t, a->words[i].start_us, a->words[i].end_us,
                 (ca_str){a->words[i].text, a->words[i].text_bytes});
    close_tier(t, end_us);
}

static void add_cues(tier *t, const capalign_alignment *a, int64_t end_us)
{
    for (size_t i = 0; i < capalign_track_cue_count(a->track); i++) {
        const capalign_cue *cue = capalign_track_cue(a->track, i);
        add_span(t, cue->start_us, cue->end_us, (ca_str){cue->text, cue->text_bytes});
    }
    close_tier(t, end_us);
}

static void write_tier(ca_output *output, const capalign_alignment *a, int number, const char *name,
                       void (*add)(tier *, const capalign_alignment *, int64_t), int64_t end_us)
{
    tier counted = {.counting = true}, written = {.output = output};
    char text[160];
    add(&counted, a, end_us);
    snprintf(text, sizeof text,
             "    item [%d]:\n        class = \"IntervalTier\"\n        name = \"%s\"\n", number,
             name);
    ca_output_text(output, text);
    write_seconds(output, "        xmin", 0);
    write_seconds(output, "        xmax", end_us);
    snprintf(text, sizeof text, "        intervals: size = %zu\n", counted.count);
    ca_output_text(output, text);
    add(&written, a, end_us);
}

/* The end of the grid: that of the sound, or of the last span where the part began later. */
static int64_t grid_end(const capalign_alignment *a)
{
    int64_t end_us = a->duration_us;
    for (size_t i = 0; i < a->word_count; i++)
        if (a->words[i].end_us > end_us)
            end_us = a->words[i].end_us;
    for (size_t i = 0; i < capalign_track_cue_count(a->track); i++)
        if (capalign_track_cue(a->track, i)->end_us > end_us)
            end_us = capalign_track_cue(a->track, i)->end_us;
    return end_us;
}

static capalign_code write_textgrid(const capalign_alignment *a, ca_output *output,
                                    capalign_error *error)
{
    (void)error;
    int64_t end_us = grid_end(a);
    ca_output_text(output, "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n");
    write_seconds(output, "xmin", 0);
    write_seconds(output, "xmax", end_us);
    ca_output_text(output, "tiers? <exists>\nsize = 2\nitem []:\n");
    write_tier(output, a, 1, "words", add_words, end_us);
    write_tier(output, a, 2, "cues", add_cues, end_us);
    return CAPALIGN_OK;
}

const ca_words_format ca_words_textgrid = {"textgrid", "textgrid", write_textgrid};
