#include <stdio.h>
#include <unistd.h>

#include "json.h"
#include "probe.h"
#include "report.h"
#include "table.h"
#include "term.h"
#include "text.h"

static json_t *clip_json(const void *article, size_t index)
{
    const capalign_clip *clip = capalign_article_clip(article, index);
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "duration_us",
                     cli_json_time(clip->duration_us), "caption", cli_json_text(clip->caption),
                     "line", cli_json_size(clip->line, 0), "name", cli_json_text(clip->name),
                     "media_src", cli_json_text(clip->media_src), "track_src",
                     cli_json_text(clip->track_src), "transcript", cli_json_text(clip->transcript),
                     "language", cli_json_text(clip->language));
}

static json_t *article_json(const capalign_article *article)
{
    int guessed = 0;
    const char *encoding = capalign_article_encoding(article, &guessed);
    json_t *clips = cli_json_list(capalign_article_clip_count(article), clip_json, article);
    return json_pack("{s:s, s:o, s:o, s:s, s:o, s:b, s:o}", "kind", "article", "title",
                     cli_json_text(capalign_article_title(article)), "language",
                     cli_json_text(capalign_article_language(article)), "format",
                     capalign_article_format(article), "encoding", cli_json_text(encoding),
                     "encoding_guessed", guessed, "clips", clips);
}

/* The media file, track or name: what the page knows the clip by. */
static const char *known_as(const capalign_clip *clip)
{
    return clip->media_src ? clip->media_src : clip->name ? clip->name : clip->track_src;
}

static bool print_clips(const cli_session *cli, const capalign_article *article)
{
    static const cli_column columns[] = {
        {.head = "CLIP", .right = true},   {.head = "LINE", .right = true},
        {.head = "LENGTH", .right = true}, {.head = "CAPTION", .shrinks = true},
        {.head = "FILE", .shrinks = true},
    };
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    for (size_t i = 0; i < capalign_article_clip_count(article); i++) {
        const capalign_clip *clip = capalign_article_clip(article, i);
        char number[24], line[24] = "", length[CLI_TIME_TEXT];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (clip->line)
            snprintf(line, sizeof line, "%zu", clip->line);
        const char *cells[] = {number, line, cli_time(clip->duration_us, length), clip->caption,
                               known_as(clip)};
        cli_table_add(&table, cells);
    }
    return cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out);
}

static int print_article(const cli_session *cli, const capalign_article *article)
{
    cli_print_field("title", capalign_article_title(article));
    cli_print_field("language", capalign_article_language(article));
    cli_print_field("format", capalign_article_format(article));
    cli_print_field("encoding", capalign_article_encoding(article, NULL));
    printf("%-11s%zu\n", "clips", capalign_article_clip_count(article));
    return print_clips(cli, article) ? CLI_EXIT_SURE : CLI_EXIT_MISSING;
}

int cli_probe_article(const cli_session *cli, const char *path,
                      const capalign_article_options *options)
{
    capalign_article *article;
    capalign_error error;
    capalign_code code = capalign_article_read(path, options, &article, &error);
    if (code != CAPALIGN_OK)
        return cli_fail(cli, &error, path);
    int guessed = 0, exit_code = CLI_EXIT_SURE;
    const char *encoding = capalign_article_encoding(article, &guessed);
    if (guessed) {
        cli_note(cli, path,
                 "neither UTF-8 nor a stated encoding: read as %s; if that is wrong, use "
                 "--encoding",
                 encoding);
        exit_code = CLI_EXIT_FINDINGS;
    }
    int printed = cli->json ? cli_json_print(article_json(article)) : print_article(cli, article);
    capalign_article_destroy(article);
    return printed == CLI_EXIT_SURE ? exit_code : printed;
}
