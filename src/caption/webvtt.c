/* WebVTT, https://www.w3.org/TR/webvtt1/: the parser algorithm, step by step. What it drops is
 * dropped, and told. Writing: webvtt_write.c. */
#include "caption/webvtt.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "caption/formats.h"

static const char signature[] = "WEBVTT";
enum { SIGNATURE_SIZE = sizeof signature - 1 };

/* Counted on from the last finding of the line, so that a long line full of them is no trap. */
static size_t column_of(ca_vtt_reader *reader, const ca_vtt_line *line, const char *at)
{
    if (reader->column_line != line->number || at < reader->column_at) {
        reader->column_line = line->number;
        reader->column_at = line->text.data;
        reader->column = 1;
    }
    reader->column += ca_utf8_length(reader->column_at, (size_t)(at - reader->column_at));
    reader->column_at = at;
    return reader->column;
}

void ca_vtt_tell(ca_vtt_reader *reader, ca_vtt_code code, const ca_vtt_line *line, const char *at,
                 size_t cue)
{
    if (!reader->track || reader->too_many)
        return;
    if (reader->track->finding_count >= CA_VTT_MAX_FINDINGS) {
        reader->too_many = true;
        code = CA_VTT_TOO_MANY;
        at = NULL;
    }
    capalign_finding finding = *ca_vtt_code_finding(code);
    finding.line = line->number;
    finding.column = at ? column_of(reader, line, at) : 0;
    finding.cue = cue;
    if (!ca_track_find(reader->track, &finding))
        reader->no_memory = true;
}

/* The first unreadable byte and the first NUL of a line. */
static void tell_characters(ca_vtt_reader *reader, const ca_vtt_line *line)
{
    const ca_decoded *decoded = reader->decoded;
    bool told = false;
    while (decoded && reader->next_invalid < decoded->invalid_count &&
           decoded->invalid[reader->next_invalid] < line->next) {
        size_t offset = decoded->invalid[reader->next_invalid++];
        if (!told)
            ca_vtt_tell(reader, CA_VTT_ENCODING_INVALID, line, reader->track->source + offset,
                        SIZE_MAX);
        told = true;
    }
    const char *nul = reader->has_nul ? memchr(line->text.data, '\0', line->text.size) : NULL;
    if (nul)
        ca_vtt_tell(reader, CA_VTT_NUL_BYTE, line, nul, SIZE_MAX);
}

void ca_vtt_advance(ca_vtt_reader *reader)
{
    reader->more = ca_vtt_next_line(&reader->lines, &reader->line);
    if (reader->more && reader->track)
        tell_characters(reader, &reader->line);
}

/* The word alone, or with ASCII white space after it, as STYLE and REGION begin their blocks. */
static bool is_block_name(ca_str line, const char *name)
{
    size_t size = strlen(name);
    if (!ca_str_starts(line, name))
        return false;
    for (size_t i = size; i < line.size; i++)
        if (!ca_vtt_is_space(line.data[i]))
            return false;
    return true;
}

static bool is_word(ca_str line, const char *word)
{
    size_t size = strlen(word);
    return ca_str_starts(line, word) &&
           (line.size == size || line.data[size] == ' ' || line.data[size] == '\t');
}

static void make_regions(ca_vtt_reader *reader)
{
    if (reader->regions_made || !reader->track)
        return;
    reader->regions_made = true;
    if (!ca_vtt_region_index_make(&reader->regions, reader->track->regions,
                                  reader->track->region_count))
        reader->no_memory = true;
    ca_vtt_tell_repeated_regions(reader);
}

/* The cue creation step. */
static void take_time_line(ca_vtt_reader *reader, ca_vtt_block *block)
{
    size_t failed_at;
    block->time = reader->line;
    make_regions(reader);
    if (!ca_vtt_collect_timings(reader, block, &failed_at)) {
        block->time_line_failed = true;
        ca_vtt_tell(reader, CA_VTT_TIME_LINE, &reader->line, reader->line.text.data + failed_at,
                    SIZE_MAX);
        return;
    }
    block->kind = CA_VTT_CUE;
    block->text_from = block->text_to = block->raw_to = reader->line.next;
    block->text_line = reader->line.number + 1;
    reader->seen_cue = true;
}

/* Line 2 of a block shows what line 1 was. */
static void take_second_line(ca_vtt_reader *reader, ca_vtt_block *block)
{
    if (reader->seen_cue || block->time_line_failed)
        return;
    if (is_block_name(block->first.text, "STYLE"))
        block->kind = CA_VTT_STYLE;
    else if (is_block_name(block->first.text, "REGION"))
        block->kind = CA_VTT_REGION;
    block->text_from = reader->line.from;
    block->text_line = reader->line.number;
}

void ca_vtt_collect_block(ca_vtt_reader *reader, bool in_header, ca_vtt_block *block)
{
    *block = (ca_vtt_block){.first = reader->line, .raw_to = reader->line.from};
    bool seen_arrow = false;
    for (; reader->more; ca_vtt_advance(reader)) {
        if (!reader->line.text.size) {
            ca_vtt_advance(reader);
            return;
        }
        block->line_count++;
        if (ca_vtt_arrow(reader->line.text) != SIZE_MAX) {
            if (in_header || block->line_count > 2 || seen_arrow) {
                block->line_count--;
                return; /* the line begins the next block */
            }
            seen_arrow = true;
            if (block->line_count == 2)
                block->id = block->first.text;
            take_time_line(reader, block);
            continue;
        }
        if (block->line_count == 2 && !in_header)
            take_second_line(reader, block);
        block->text_to = reader->line.from + (uint32_t)reader->line.text.size;
        block->raw_to = reader->line.next;
    }
}

/* The block ended at an arrow: where that begins a cue, a blank line is missing. (Where it does
 * not, the next block tells.) */
static void tell_missing_blank(ca_vtt_reader *reader, const ca_vtt_block *block)
{
    if (!reader->more || ca_vtt_arrow(reader->line.text) == SIZE_MAX ||
        block->first.number + block->line_count != reader->line.number)
        return;
    ca_vtt_reader silent = {.more = true};
    ca_vtt_block next = {.time = reader->line};
    size_t failed_at;
    if (ca_vtt_collect_timings(&silent, &next, &failed_at))
        ca_vtt_tell(reader, CA_VTT_BLANK_LINE_MISSING, &reader->line, NULL, SIZE_MAX);
}

/* What the standard makes nothing of. */
static void tell_dropped(ca_vtt_reader *reader, const ca_vtt_block *block)
{
    ca_str first = block->first.text;
    bool named = is_block_name(first, "STYLE") || is_block_name(first, "REGION");
    ca_vtt_code code = CA_VTT_STRAY_TEXT;
    if (block->time_line_failed || is_word(first, "NOTE"))
        return;
    if (is_word(first, signature))
        code = CA_VTT_SIGNATURE_AGAIN;
    else if (named && block->line_count == 1)
        code = CA_VTT_BLOCK_EMPTY;
    else if (named)
        code = CA_VTT_BLOCK_LATE;
    ca_vtt_tell(reader, code, &block->first, NULL, SIZE_MAX);
}

static void tell_span(ca_vtt_reader *reader, const ca_vtt_block *block, size_t cue)
{
    if (block->end_us > block->start_us)
        return;
    ca_vtt_tell(reader,
                block->end_us < block->start_us ? CA_VTT_TIME_REVERSED : CA_VTT_TIME_ZERO_LENGTH,
                &block->time, block->time.text.data + block->end_at, cue);
}

static bool copy_settings(ca_vtt_reader *reader, const ca_vtt_block *block, capalign_cue *cue)
{
    if (!block->settings_given)
        return true;
    capalign_cue_settings *settings = ca_arena_alloc(&reader->track->arena, sizeof block->settings);
    if (settings)
        *settings = block->settings;
    cue->settings = settings;
    return settings;
}

static capalign_code add_cue(ca_vtt_reader *reader, const ca_vtt_block *block,
                             capalign_error *error)
{
    capalign_track *track = reader->track;
    if (track->cue_count >= CAPALIGN_CAPTION_MAX_CUES)
        return ca_fail_at(error, CAPALIGN_E_LIMIT, block->time.number, 0,
                          "the file has more than %zu cues", CAPALIGN_CAPTION_MAX_CUES);
    ca_str text = ca_vtt_normalize(&track->arena, (ca_str){track->source + block->text_from,
                                                           block->text_to - block->text_from});
    ca_str id = block->id.size ? ca_vtt_normalize(&track->arena, block->id) : (ca_str){"", 0};
    capalign_cue cue = {
        .start_us = block->start_us,
        .end_us = block->end_us,
        .text = text.data,
        .text_bytes = (uint32_t)text.size,
        .id = id.size ? id.data : NULL,
        .id_bytes = (uint32_t)id.size,
        .line = block->time.number,
    };
    if (!text.data || !id.data || !copy_settings(reader, block, &cue))
        return ca_fail_memory(error);
    tell_span(reader, block, track->cue_count);
    ca_cue *added = ca_track_push(track, &cue);
    if (!added)
        return ca_fail_memory(error);
    added->raw_from = block->first.from;
    added->raw_to = block->raw_to;
    return CAPALIGN_OK;
}

static capalign_code take_block(ca_vtt_reader *reader, const ca_vtt_block *block,
                                capalign_error *error)
{
    switch (block->kind) {
    case CA_VTT_CUE:
        return add_cue(reader, block, error);
    case CA_VTT_REGION:
        return ca_vtt_add_region(reader, block, error);
    case CA_VTT_STYLE:
        reader->track->style_count++;
        return CAPALIGN_OK;
    case CA_VTT_NO_BLOCK:
        break;
    }
    tell_dropped(reader, block);
    return CAPALIGN_OK;
}

static void skip_blank_lines(ca_vtt_reader *reader)
{
    while (reader->more && !reader->line.text.size)
        ca_vtt_advance(reader);
}

/* name: value or NAME=value, as broadcasters and HLS write below the signature. */
static bool is_metadata(ca_str line)
{
    size_t size = 0;
    while (size < line.size && line.data[size] != ':' && line.data[size] != '=' &&
           !ca_vtt_is_space(line.data[size]))
        size++;
    return size && size < line.size && !ca_vtt_is_space(line.data[size]);
}

static void tell_header(ca_vtt_reader *reader, const ca_vtt_block *block)
{
    ca_vtt_lines lines;
    ca_vtt_line line;
    bool metadata = block->line_count != 0;
    ca_vtt_lines_start(&lines, (ca_str){reader->track->source + block->first.from,
                                        block->raw_to - block->first.from});
    while (ca_vtt_next_line(&lines, &line))
        metadata = metadata && is_metadata(line.text);
    if (block->line_count)
        ca_vtt_tell(reader, metadata ? CA_VTT_HEADER_METADATA : CA_VTT_HEADER_TEXT, &block->first,
                    NULL, SIZE_MAX);
    tell_missing_blank(reader, block);
}

static void read_signature(ca_vtt_reader *reader)
{
    const ca_vtt_line *line = &reader->line;
    ca_str rest = {line->text.data + SIGNATURE_SIZE, line->text.size - SIGNATURE_SIZE};
    ca_str shown = ca_str_trim(rest);
    if (shown.size)
        ca_vtt_tell(reader,
                    ca_vtt_arrow(rest) == SIZE_MAX ? CA_VTT_SIGNATURE_TEXT : CA_VTT_SIGNATURE_TIME,
                    line, shown.data, SIZE_MAX);
    ca_vtt_advance(reader);
}

static capalign_code read_file(ca_vtt_reader *reader, capalign_error *error)
{
    ca_vtt_block block;
    capalign_code code = CAPALIGN_OK;
    read_signature(reader);
    if (reader->more && reader->line.text.size) {
        ca_vtt_collect_block(reader, true, &block);
        tell_header(reader, &block);
    }
    for (skip_blank_lines(reader); reader->more && code == CAPALIGN_OK && !reader->no_memory;
         skip_blank_lines(reader)) {
        ca_vtt_collect_block(reader, false, &block);
        code = take_block(reader, &block, error);
        tell_missing_blank(reader, &block);
    }
    make_regions(reader);
    return code == CAPALIGN_OK && reader->no_memory ? ca_fail_memory(error) : code;
}

static bool has_signature(ca_str text)
{
    return ca_str_starts(text, signature) &&
           (text.size == SIGNATURE_SIZE || memchr(" \t\n\r", text.data[SIGNATURE_SIZE], 4));
}

static capalign_code refuse_utf16(capalign_error *error)
{
    return ca_fail(error, CAPALIGN_E_INPUT,
                   "the file is UTF-16, and WebVTT is always UTF-8; convert it with iconv");
}

static capalign_code refuse(const capalign_track *track, capalign_error *error)
{
    ca_str text = {track->source, track->source_bytes};
    /* The two bytes of UTF-16's mark, as UTF-8 decodes them, and half a letter. */
    if (ca_str_starts(text, "\uFFFD\uFFFD") && memchr(text.data, '\0', text.size))
        return refuse_utf16(error);
    if (text.size == 0)
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "the file is empty; a WebVTT file begins with WEBVTT");
    if (ca_str_starts(text, signature))
        return ca_fail_at(error, CAPALIGN_E_INPUT, 1, SIGNATURE_SIZE + 1,
                          "something else than a space, tab or line end stands after WEBVTT; "
                          "put a line end there");
    if (ca_str_starts(text, "\xEF\xBB\xBF"))
        return ca_fail_at(error, CAPALIGN_E_INPUT, 1, 1,
                          "a second byte order mark stands before WEBVTT; remove it");
    return ca_fail_at(error, CAPALIGN_E_INPUT, 1, 1,
                      "the file does not begin with WEBVTT, so players refuse it; "
                      "put WEBVTT and an empty line at its top if it is WebVTT");
}

static capalign_code parse(capalign_track *track, const ca_decoded *decoded, capalign_error *error)
{
    ca_str source = {track->source, track->source_bytes};
    if (strncmp(decoded->encoding, "UTF-16", 6) == 0)
        return refuse_utf16(error);
    if (!has_signature(source))
        return refuse(track, error);
    ca_vtt_reader reader = {
        .track = track,
        .decoded = decoded,
        .has_nul = memchr(source.data, '\0', source.size),
    };
    ca_vtt_lines_start(&reader.lines, source);
    ca_vtt_advance(&reader);
    if (strcmp(decoded->encoding, "UTF-8") != 0)
        ca_vtt_tell(&reader, CA_VTT_ENCODING_DECLARED, &(ca_vtt_line){0}, NULL, SIZE_MAX);
    capalign_code code = read_file(&reader, error);
    ca_vtt_region_index_free(&reader.regions);
    free(reader.region_lines);
    return code;
}

static int sniff(ca_str text)
{
    return has_signature(text) ? 100 : 0;
}

const ca_caption_format ca_format_webvtt = {
    .name = "vtt",
    .extensions = "vtt webvtt",
    .sniff = sniff,
    .parse = parse,
    .write = ca_vtt_write,
    .utf8_only = true,
};
