#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <capalign/media.h>

#include "json.h"
#include "probe.h"
#include "report.h"
#include "table.h"
#include "term.h"
#include "text.h"

/* A container that is off by less rounds, or counts the last frame another way. */
#define WRONG_BY_US INT64_C(500000)

static const char *kind_name(capalign_stream_kind kind)
{
    static const char *const names[] = {
        [CAPALIGN_STREAM_AUDIO] = "audio",
        [CAPALIGN_STREAM_VIDEO] = "video",
        [CAPALIGN_STREAM_SUBTITLE] = "subtitle",
        [CAPALIGN_STREAM_OTHER] = "other",
    };
    return (size_t)kind < CLI_COUNT(names) ? names[kind] : "other";
}

static json_t *stream_json(const void *medium, size_t index)
{
    const capalign_stream *s = capalign_medium_stream(medium, index);
    return json_pack("{s:I, s:s, s:o, s:o, s:o, s:b, s:b, s:b, s:o, s:o, s:o, s:o}", "index",
                     (json_int_t)s->index, "kind", kind_name(s->kind), "codec",
                     cli_json_text(s->codec), "language", cli_json_text(s->language), "title",
                     cli_json_text(s->title), "default", (int)s->is_default, "forced",
                     (int)s->is_forced, "readable", (int)s->readable, "sample_rate_hz",
                     cli_json_number(s->sample_rate_hz), "channels", cli_json_number(s->channels),
                     "width", cli_json_number(s->width), "height", cli_json_number(s->height));
}

static json_t *chapter_json(const void *medium, size_t index)
{
    const capalign_chapter *chapter = capalign_medium_chapter(medium, index);
    return json_pack("{s:o, s:o, s:o}", "start_us", cli_json_time(chapter->start_us), "end_us",
                     cli_json_time(chapter->end_us), "title", cli_json_text(chapter->title));
}

static json_t *medium_json(const capalign_medium *medium)
{
    const capalign_medium_info *info = capalign_medium_get_info(medium);
    return json_pack(
        "{s:s, s:o, s:o, s:o, s:b, s:o, s:o, s:o, s:o}", "kind", "medium", "container",
        cli_json_text(info->container), "duration_us", cli_json_time(info->duration_us),
        "container_duration_us", cli_json_time(info->container_duration_us), "duration_measured",
        (int)info->duration_measured, "language", cli_json_text(info->language), "title",
        cli_json_text(info->title), "streams",
        cli_json_list(capalign_medium_stream_count(medium), stream_json, medium), "chapters",
        cli_json_list(capalign_medium_chapter_count(medium), chapter_json, medium));
}

/* "44100 Hz, 2 channels" or "640x360", and the flags. */
static void describe_stream(const capalign_stream *s, char *text, size_t size)
{
    const char *flags = s->is_default && s->is_forced ? "default, forced"
                        : s->is_default               ? "default"
                        : s->is_forced                ? "forced"
                                                      : "";
    const char *unreadable =
        !s->readable && (s->kind == CAPALIGN_STREAM_AUDIO || s->kind == CAPALIGN_STREAM_SUBTITLE)
            ? ", not readable"
            : "";
    char shape[80] = "";
    if (s->kind == CAPALIGN_STREAM_AUDIO)
        snprintf(shape, sizeof shape, "%" PRId64 " Hz, %" PRId64 " channel%s", s->sample_rate_hz,
                 s->channels, cli_plural((size_t)s->channels));
    else if (s->kind == CAPALIGN_STREAM_VIDEO)
        snprintf(shape, sizeof shape, "%" PRId64 "x%" PRId64, s->width, s->height);
    snprintf(text, size, "%s%s%s%s", shape, *shape && *flags ? ", " : "", flags,
             *shape || *flags || !*unreadable ? unreadable : unreadable + 2);
}

static bool print_streams(const cli_session *cli, const capalign_medium *medium)
{
    static const cli_column columns[] = {
        {.head = "STREAM", .right = true},
        {.head = "KIND"},
        {.head = "CODEC"},
        {.head = "LANGUAGE"},
        {.head = "DETAILS"},
        {.head = "TITLE", .shrinks = true},
    };
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    for (size_t i = 0; i < capalign_medium_stream_count(medium); i++) {
        const capalign_stream *stream = capalign_medium_stream(medium, i);
        char number[24], details[160];
        snprintf(number, sizeof number, "%zu", stream->index);
        describe_stream(stream, details, sizeof details);
        const char *cells[] = {number,        kind_name(stream->kind),
                               stream->codec, stream->language,
                               details,       stream->title};
        cli_table_add(&table, cells);
    }
    return cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out);
}

static bool print_chapters(const cli_session *cli, const capalign_medium *medium)
{
    static const cli_column columns[] = {
        {.head = "CHAPTER", .right = true},
        {.head = "FROM", .right = true},
        {.head = "TO", .right = true},
        {.head = "TITLE", .shrinks = true},
    };
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    for (size_t i = 0; i < capalign_medium_chapter_count(medium); i++) {
        const capalign_chapter *chapter = capalign_medium_chapter(medium, i);
        char number[24], from[CLI_TIME_TEXT], to[CLI_TIME_TEXT];
        snprintf(number, sizeof number, "%zu", i + 1);
        const char *cells[] = {number, cli_time(chapter->start_us, from),
                               cli_time(chapter->end_us, to), chapter->title};
        cli_table_add(&table, cells);
    }
    return cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out);
}

static int print_medium(const cli_session *cli, const capalign_medium *medium)
{
    const capalign_medium_info *info = capalign_medium_get_info(medium);
    char duration[CLI_TIME_TEXT];
    cli_print_field("title", info->title);
    cli_print_field("container", info->container);
    printf("%-11s%s%s\n", "duration", cli_time(info->duration_us, duration),
           info->duration_measured ? " (measured)" : "");
    cli_print_field("language", info->language);
    bool whole = print_streams(cli, medium);
    whole = print_chapters(cli, medium) && whole;
    return whole ? CLI_EXIT_SURE : CLI_EXIT_MISSING;
}

/* Tells where the container claims what is not so. */
static int check_duration(const cli_session *cli, const capalign_medium_info *info,
                          const char *path)
{
    if (info->duration_us == CAPALIGN_TIME_NONE ||
        info->container_duration_us == CAPALIGN_TIME_NONE ||
        llabs(info->duration_us - info->container_duration_us) < WRONG_BY_US)
        return CLI_EXIT_SURE;
    char claimed[CLI_TIME_TEXT], measured[CLI_TIME_TEXT];
    cli_note(cli, path, "the container claims a duration of %s, but what is in it lasts %s",
             cli_time(info->container_duration_us, claimed), cli_time(info->duration_us, measured));
    return CLI_EXIT_FINDINGS;
}

int cli_probe_medium(const cli_session *cli, const char *path)
{
    capalign_medium *medium;
    capalign_error error;
    capalign_code code = capalign_medium_open(path, &medium, &error);
    if (code != CAPALIGN_OK)
        return cli_fail(cli, &error, path);
    int exit_code = check_duration(cli, capalign_medium_get_info(medium), path);
    int printed = cli->json ? cli_json_print(medium_json(medium)) : print_medium(cli, medium);
    capalign_medium_close(medium);
    return printed == CLI_EXIT_SURE ? exit_code : printed;
}
