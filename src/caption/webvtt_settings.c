/* WebVTT cue timings and settings, https://www.w3.org/TR/webvtt1/#cue-timings-and-settings-parsing,
 * and settings written. */
#include <math.h>
#include <string.h>

#include "base/time.h"
#include "caption/webvtt.h"

const capalign_cue_settings ca_vtt_default_settings = {
    .snap_to_lines = true,
    .line_auto = true,
    .position_auto = true,
    .size = 100,
};

static const char *const vertical_words[] = {NULL, "rl", "lr", NULL};
static const char *const align_words[] = {"center", "start", "end", "left", "right", NULL};
static const char *const line_align_words[] = {"start", "center", "end", NULL};
static const char *const position_align_words[] = {"", "line-left", "center", "line-right", NULL};

/* The settings as told in findings; REGION stays the first for the table of parsers below. */
typedef enum setting { REGION, VERTICAL, LINE, POSITION, SIZE, ALIGN, SETTING_COUNT } setting;

typedef struct settings_parser {
    ca_vtt_reader *reader;
    ca_vtt_block *block;
    size_t cue;        /* index that the cue will have */
    unsigned seen;     /* bits of settings that held */
    unsigned repeated; /* bits of those that were told to stand twice */
    bool drop_told;
    const char *region; /* where the setting stands that put the cue into its region */
} settings_parser;

/* Index of the word in a list that ends in NULL (the first may be NULL too: no word), or -1. */
static int word_index(ca_str text, const char *const *words, int from)
{
    for (int i = from; words[i]; i++)
        if (ca_str_equal(text, words[i]))
            return i;
    return -1;
}

/* The part before the first comma and, where there is one, the part after it. */
static bool split_comma(ca_str value, ca_str *before, ca_str *after)
{
    const char *comma = memchr(value.data, ',', value.size);
    *before = value;
    if (!comma)
        return false;
    before->size = (size_t)(comma - value.data);
    *after = (ca_str){comma + 1, value.size - before->size - 1};
    return true;
}

static void leave_region(settings_parser *p)
{
    if (p->block->settings.region && !p->drop_told) {
        ca_vtt_tell(p->reader, CA_VTT_REGION_DROPPED, &p->block->time, p->region, p->cue);
        p->drop_told = true;
    }
    p->block->settings.region = NULL;
}

/* The only value that may match although it holds a NUL, which the id has as U+FFFD. */
static bool parse_region(settings_parser *p, ca_str value)
{
    if (!p->reader->track)
        return true; /* only the times are wanted */
    ca_str id = ca_vtt_normalize(&p->reader->track->arena, value);
    p->reader->no_memory = p->reader->no_memory || !id.data;
    const capalign_region *region = id.data ? ca_vtt_region_find(&p->reader->regions, id) : NULL;
    p->block->settings.region = region ? region->id : NULL;
    p->region = value.data;
    if (!region)
        ca_vtt_tell(p->reader, CA_VTT_REGION_UNKNOWN, &p->block->time, value.data, p->cue);
    return true;
}

static bool parse_vertical(settings_parser *p, ca_str value)
{
    int word = word_index(value, vertical_words, 1);
    if (word > 0)
        p->block->settings.vertical = (capalign_vertical)word;
    /* The standard looks at the cue here and not at the value. */
    if (p->block->settings.vertical != CAPALIGN_HORIZONTAL)
        leave_region(p);
    return word > 0;
}

static bool parse_line(settings_parser *p, ca_str value)
{
    capalign_cue_settings *settings = &p->block->settings;
    ca_str number, align;
    double line;
    bool aligned = split_comma(value, &number, &align);
    bool percent = number.size && number.data[number.size - 1] == '%';
    if (!(percent ? ca_vtt_percentage(number, &line) : ca_vtt_line_number(number, &line)))
        return false;
    int word = aligned ? word_index(align, line_align_words, 0) : 0;
    if (word < 0)
        return false;
    if (aligned)
        settings->line_align = (capalign_line_align)word;
    settings->line = line;
    settings->line_auto = false;
    settings->snap_to_lines = !percent;
    leave_region(p);
    return true;
}

static bool parse_position(settings_parser *p, ca_str value)
{
    capalign_cue_settings *settings = &p->block->settings;
    ca_str number, align;
    double position;
    bool aligned = split_comma(value, &number, &align);
    if (!ca_vtt_percentage(number, &position))
        return false;
    int word = aligned ? word_index(align, position_align_words, 1) : 0;
    if (word < 0)
        return false;
    if (aligned)
        settings->position_align = (capalign_position_align)word;
    settings->position = position;
    settings->position_auto = false;
    return true;
}

static bool parse_size(settings_parser *p, ca_str value)
{
    if (!ca_vtt_percentage(value, &p->block->settings.size))
        return false;
    if (p->block->settings.size != 100)
        leave_region(p);
    return true;
}

static bool parse_align(settings_parser *p, ca_str value)
{
    int word = word_index(value, align_words, 0);
    if (word >= 0)
        p->block->settings.align = (capalign_text_align)word;
    return word >= 0;
}

static const struct {
    const char *name;
    bool (*parse)(settings_parser *parser, ca_str value);
} setting_parsers[SETTING_COUNT] = {
    [REGION] = {"region", parse_region}, [VERTICAL] = {"vertical", parse_vertical},
    [LINE] = {"line", parse_line},       [POSITION] = {"position", parse_position},
    [SIZE] = {"size", parse_size},       [ALIGN] = {"align", parse_align},
};

static void parse_setting(settings_parser *p, ca_str token)
{
    ca_str name, value;
    size_t i = 0;
    bool split = ca_vtt_split_setting(token, &name, &value);
    while (split && i < SETTING_COUNT && !ca_str_equal(name, setting_parsers[i].name))
        i++;
    if (!split || i == SETTING_COUNT) {
        ca_vtt_tell(p->reader, split ? CA_VTT_SETTING_UNKNOWN : CA_VTT_SETTING_INVALID,
                    &p->block->time, token.data, p->cue);
        return;
    }
    if (!setting_parsers[i].parse(p, value)) {
        ca_vtt_tell(p->reader, CA_VTT_SETTING_INVALID, &p->block->time, value.data, p->cue);
        return;
    }
    unsigned bit = 1u << i;
    if (p->seen & ~p->repeated & bit) {
        ca_vtt_tell(p->reader, CA_VTT_SETTING_REPEATED, &p->block->time, token.data, p->cue);
        p->repeated |= bit;
    }
    p->seen |= bit;
}

static void parse_settings(ca_vtt_reader *reader, ca_vtt_block *block, ca_str rest)
{
    settings_parser parser = {
        .reader = reader,
        .block = block,
        .cue = reader->track ? reader->track->cue_count : SIZE_MAX,
    };
    block->settings = ca_vtt_default_settings;
    for (ca_str token; ca_vtt_next_token(&rest, &token);)
        parse_setting(&parser, token);
    block->settings_given = !ca_vtt_settings_equal(&block->settings, &ca_vtt_default_settings);
}

static size_t skip_space(ca_str text, size_t at)
{
    while (at < text.size && ca_vtt_is_space(text.data[at]))
        at++;
    return at;
}

bool ca_vtt_collect_timings(ca_vtt_reader *reader, ca_vtt_block *block, size_t *failed_at)
{
    ca_str line = block->time.text;
    bool capped = false;
    size_t at = skip_space(line, 0);
    *failed_at = block->start_at = at;
    if (!ca_vtt_timestamp(line, failed_at, &block->start_us, &capped))
        return false;
    block->start_end = *failed_at;
    at = *failed_at = skip_space(line, *failed_at);
    if (line.size - at < 3 || memcmp(line.data + at, "-->", 3) != 0)
        return false;
    at = skip_space(line, at + 3);
    *failed_at = block->end_at = at;
    if (!ca_vtt_timestamp(line, failed_at, &block->end_us, &capped))
        return false;
    block->end_end = *failed_at;
    if (capped)
        ca_vtt_tell(reader, CA_VTT_TIME_CAPPED, &block->time, NULL,
                    reader->track ? reader->track->cue_count : SIZE_MAX);
    parse_settings(reader, block, (ca_str){line.data + block->end_end, line.size - block->end_end});
    return true;
}

bool ca_vtt_settings_equal(const capalign_cue_settings *a, const capalign_cue_settings *b)
{
    bool same_region =
        a->region == b->region || (a->region && b->region && strcmp(a->region, b->region) == 0);
    return same_region && a->vertical == b->vertical && a->snap_to_lines == b->snap_to_lines &&
           a->line_auto == b->line_auto && (a->line_auto || a->line == b->line) &&
           a->position_auto == b->position_auto &&
           (a->position_auto || a->position == b->position) && a->size == b->size &&
           a->line_align == b->line_align && a->position_align == b->position_align &&
           a->align == b->align;
}

static void add_word(ca_strbuf *out, const char *name, const char *word)
{
    ca_strbuf_add_text(out, name);
    ca_strbuf_add_text(out, word);
}

static void add_number(ca_strbuf *out, double value, bool percent)
{
    char text[CA_VTT_NUMBER_TEXT];
    ca_strbuf_add(out, text, ca_vtt_number_format(value, text));
    if (percent)
        ca_strbuf_add(out, "%", 1);
}

static bool is_percentage(double value)
{
    return value >= 0 && value <= 100; /* false for NaN */
}

static bool format_line(const capalign_cue_settings *s, ca_strbuf *out)
{
    if (s->line_auto)
        return s->snap_to_lines && s->line_align == CAPALIGN_LINE_START;
    if (s->snap_to_lines ? !isfinite(s->line) : !is_percentage(s->line))
        return false;
    ca_strbuf_add_text(out, " line:");
    add_number(out, s->line, !s->snap_to_lines);
    if (s->line_align != CAPALIGN_LINE_START)
        add_word(out, ",", line_align_words[s->line_align]);
    return true;
}

static bool format_position(const capalign_cue_settings *s, ca_strbuf *out)
{
    if (s->position_auto)
        return s->position_align == CAPALIGN_POSITION_AUTO;
    if (!is_percentage(s->position))
        return false;
    ca_strbuf_add_text(out, " position:");
    add_number(out, s->position, true);
    if (s->position_align != CAPALIGN_POSITION_AUTO)
        add_word(out, ",", position_align_words[s->position_align]);
    return true;
}

static bool format_size(const capalign_cue_settings *s, ca_strbuf *out)
{
    if (s->size == 100)
        return true;
    if (!is_percentage(s->size))
        return false;
    ca_strbuf_add_text(out, " size:");
    add_number(out, s->size, true);
    return true;
}

bool ca_vtt_settings_format(const capalign_cue_settings *s, const ca_vtt_region_index *regions,
                            ca_strbuf *out)
{
    if (s->vertical != CAPALIGN_HORIZONTAL)
        add_word(out, " vertical:", vertical_words[s->vertical]);
    bool whole = format_line(s, out);
    whole = format_position(s, out) && whole;
    whole = format_size(s, out) && whole;
    if (s->align != CAPALIGN_ALIGN_CENTER)
        add_word(out, " align:", align_words[s->align]);
    if (!s->region)
        return whole;
    /* Last: the settings above would take the cue out of it. */
    const capalign_region *region = ca_vtt_region_find(regions, ca_str_of(s->region));
    if (!region || !ca_vtt_region_writable(region))
        return false;
    add_word(out, " region:", s->region);
    return whole;
}
