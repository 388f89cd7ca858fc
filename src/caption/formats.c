/* The list of caption formats, and reading and writing through it. */
#include "caption/formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/file.h"
#include "caption/track.h"

static const ca_caption_format *const formats[] = {
    &ca_format_srt,
    &ca_format_webvtt,
    &ca_format_json,
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0], SNIFF_SURE = 50 };

size_t capalign_caption_format_count(void)
{
    return FORMAT_COUNT;
}

const char *capalign_caption_format_name(size_t index)
{
    return index < FORMAT_COUNT ? formats[index]->name : NULL;
}

const ca_caption_format *ca_caption_format_at(size_t index)
{
    return index < FORMAT_COUNT ? formats[index] : NULL;
}

const ca_caption_format *ca_caption_format_named(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

static const ca_caption_format *format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    for (size_t i = 0; dot && i < FORMAT_COUNT; i++)
        if (ca_str_in_list(ca_str_of(dot + 1), formats[i]->extensions))
            return formats[i];
    return NULL;
}

const char *capalign_caption_format_of_path(const char *path)
{
    const ca_caption_format *format = format_of_path(path);
    return format ? format->name : NULL;
}

/* The extension settles what the content leaves open. An .srt that holds WebVTT is read as what
 * its name says: players do so too, and the SRT reader tells what is wrong with it. */
static const ca_caption_format *detect(ca_str text, const char *path)
{
    const ca_caption_format *named = path ? format_of_path(path) : NULL;
    if (named)
        return named;
    const ca_caption_format *best = NULL;
    int best_score = SNIFF_SURE - 1;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        int score = formats[i]->sniff(text);
        if (score > best_score)
            best = formats[i], best_score = score;
    }
    return best;
}

/* By line, then column, then code: the order is the same however the reader found them. */
static int compare_findings(const void *a, const void *b)
{
    const capalign_finding *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return strcmp(x->code, y->code);
}

static capalign_code choose(ca_str text, const char *path,
                            const capalign_caption_read_options *options,
                            const ca_caption_format **out, capalign_error *error)
{
    const char *name = options ? options->format : NULL;
    *out = name ? ca_caption_format_named(name) : detect(text, path);
    if (name && !*out)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "unknown caption format \"%s\"", name);
    if (!*out)
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "no caption format is recognised in it; name one, or mend the file");
    return CAPALIGN_OK;
}

/* Whether the format that the bytes are to be read as, by name, extension or content, is UTF-8 by
 * definition. A detection by content ends up the same once the text is decoded. */
static bool is_utf8_only(ca_str bytes, const char *path,
                         const capalign_caption_read_options *options)
{
    const char *name = options ? options->format : NULL;
    if (!name && ca_str_starts(bytes, "\xEF\xBB\xBF"))
        bytes = (ca_str){bytes.data + 3, bytes.size - 3};
    const ca_caption_format *format = name ? ca_caption_format_named(name) : detect(bytes, path);
    return format && format->utf8_only;
}

static capalign_code decode(char *bytes, size_t size, const char *path,
                            const capalign_caption_read_options *options, ca_decoded *decoded,
                            capalign_error *error)
{
    const char *declared = options ? options->encoding : NULL;
    bytes[size] = '\0'; /* detection looks ahead to a NUL */
    if (!declared && is_utf8_only((ca_str){bytes, size}, path, options))
        return ca_charset_decode_utf8(bytes, size, decoded, error);
    return ca_charset_decode(bytes, size, declared, decoded, error);
}

/* Takes `bytes` over (malloc'd, with room for one byte more). */
static capalign_code parse_owned(char *bytes, size_t size, const char *path,
                                 const capalign_caption_read_options *options, capalign_track **out,
                                 capalign_error *error)
{
    ca_decoded decoded;
    capalign_code code = decode(bytes, size, path, options, &decoded, error);
    if (code != CAPALIGN_OK)
        return code;
    capalign_track *track = NULL;
    code = capalign_track_create(&track, error);
    if (code == CAPALIGN_OK)
        code = choose((ca_str){decoded.text, decoded.size}, path, options, &track->format, error);
    if (code == CAPALIGN_OK) {
        snprintf(track->encoding, sizeof track->encoding, "%s", decoded.encoding);
        track->source = decoded.text;
        track->source_bytes = decoded.size;
        track->source_exact = strcmp(decoded.encoding, "UTF-8") == 0 && !decoded.invalid_count;
        track->source_bom = decoded.bom && track->source_exact;
        decoded.text = NULL;
        code = track->format->parse(track, &decoded, error);
    }
    ca_decoded_free(&decoded);
    if (code != CAPALIGN_OK) {
        capalign_track_destroy(track);
        return code;
    }
    if (track->finding_count)
        qsort(track->findings, track->finding_count, sizeof *track->findings, compare_findings);
    *out = track;
    return CAPALIGN_OK;
}

capalign_code capalign_caption_parse(const char *bytes, size_t size,
                                     const capalign_caption_read_options *options,
                                     capalign_track **out, capalign_error *error)
{
    if (size > CAPALIGN_CAPTION_MAX_BYTES)
        return ca_fail(error, CAPALIGN_E_LIMIT, "the captions are larger than 1 GiB");
    char *copy = malloc(size + 1);
    if (!copy)
        return ca_fail_memory(error);
    if (size)
        memcpy(copy, bytes, size);
    return parse_owned(copy, size, NULL, options, out, error);
}

capalign_code capalign_caption_read(const char *path, const capalign_caption_read_options *options,
                                    capalign_track **out, capalign_error *error)
{
    char *bytes;
    size_t size;
    capalign_code code = ca_file_read(path, CAPALIGN_CAPTION_MAX_BYTES, &bytes, &size, error);
    if (code == CAPALIGN_OK)
        code = parse_owned(bytes, size, path, options, out, error);
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, path);
}

static capalign_code refuse_untimed(const capalign_track *track, const ca_caption_format *format,
                                    capalign_error *error)
{
    /* An unchanged cue is written back to its own format as it stands, sure or not. */
    bool written_back = track->format == format && track->source;
    for (size_t i = 0; !format->untimed && i < track->cue_count; i++) {
        const capalign_cue *cue = &track->cues[i].cue;
        if (written_back && !track->cues[i].changed && track->cues[i].raw_to)
            continue;
        if (cue->start_us == CAPALIGN_TIME_NONE || cue->end_us == CAPALIGN_TIME_NONE)
            return ca_fail_at(error, CAPALIGN_E_INPUT, cue->line, 0,
                              "cue %zu has no sure time, and %s needs one; mend its time line",
                              i + 1, format->name);
    }
    return CAPALIGN_OK;
}

capalign_code capalign_caption_write(const capalign_track *track, const char *format_name,
                                     capalign_sink sink, void *context, capalign_losses *losses,
                                     capalign_error *error)
{
    const ca_caption_format *format = ca_caption_format_named(format_name);
    if (!format)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "unknown caption format \"%s\"", format_name);
    capalign_code code = refuse_untimed(track, format, error);
    if (code != CAPALIGN_OK)
        return code;
    capalign_losses none;
    losses = losses ? losses : &none;
    *losses = (capalign_losses){0};
    ca_output output = {.sink = sink, .context = context};
    code = format->write(track, &output, losses, error);
    if (code != CAPALIGN_OK)
        return code;
    ca_output_flush(&output);
    return output.failed ? ca_fail(error, CAPALIGN_E_IO, "the captions could not be written")
                         : CAPALIGN_OK;
}

void ca_output_flush(ca_output *output)
{
    if (output->used && !output->failed)
        output->failed = output->sink(output->context, output->buffer, output->used) != 0;
    output->used = 0;
}

void ca_output_add(ca_output *output, const char *bytes, size_t size)
{
    if (size > sizeof output->buffer - output->used)
        ca_output_flush(output);
    if (size > sizeof output->buffer) {
        output->failed = output->failed || output->sink(output->context, bytes, size) != 0;
    } else if (size) {
        memcpy(output->buffer + output->used, bytes, size);
        output->used += size;
    }
}

void ca_output_text(ca_output *output, const char *text)
{
    ca_output_add(output, text, strlen(text));
}
