/* capalign link: the main job. */
#include "link.h"

#include "report.h"

enum { OUTPUT, LANGUAGE, FORCE, DRY_RUN, FORMAT, ENCODING, PROBLEM };

static const char *format_choice(size_t index)
{
    static const char *const choices[] = {"plain", "markdown", "html"};
    return index < CLI_COUNT(choices) ? choices[index] : NULL;
}

static int run_link(cli_session *cli)
{
    const char *problem = cli_value(cli, PROBLEM);
    if (problem && cli->arguments.operand_count)
        return cli_fail_usage(cli, "--problem takes no ARTICLE and no MEDIA");
    if (problem)
        return cli_link_problem(cli, problem);
    if (!cli->arguments.operand_count)
        return cli_fail_usage(cli, "ARTICLE is missing: the text, Markdown or HTML file that "
                                   "embeds the clips");
    capalign_article_options article = {cli_value(cli, FORMAT), cli_value(cli, ENCODING)};
    capalign_job_options options = {.output_folder = cli_value(cli, OUTPUT),
                                    .language = cli_value(cli, LANGUAGE),
                                    .article = &article,
                                    .force = cli_given(cli, FORCE),
                                    .dry_run = cli_given(cli, DRY_RUN)};
    return cli_link_job(cli, &options);
}

static const cli_option option_table[] = {
    [OUTPUT] = {.name = "output",
                .letter = 'o',
                .value = "DIR",
                .kind = CLI_FOLDER,
                .help = "the folder to write to; by default that of ARTICLE"},
    [LANGUAGE] = {.name = "lang",
                  .letter = 'l',
                  .value = "TAG",
                  .kind = CLI_TEXT,
                  .help = "the language of the captions as a BCP 47 tag, e.g. en or pt-BR, "
                          "whatever the files say"},
    [FORCE] = {.name = "force", .help = "replace files that capalign did not write"},
    [DRY_RUN] = {.name = "dry-run",
                 .letter = 'n',
                 .help = "write nothing; show what would be written"},
    [FORMAT] = {.name = "format",
                .letter = 'f',
                .value = "FORMAT",
                .kind = CLI_CHOICE,
                .choice = format_choice,
                .help = "the format of ARTICLE: plain, markdown or html; by default its content "
                        "and extension tell"},
    [ENCODING] = {.name = "encoding",
                  .letter = 'e',
                  .value = "NAME",
                  .kind = CLI_TEXT,
                  .help = "the encoding of ARTICLE where nothing in it says"},
    [PROBLEM] = {.name = "problem",
                 .value = "FILE",
                 .kind = CLI_FILE,
                 .hidden = true,
                 .help = "solve the linking problem in a JSON file"},
};

static const cli_operand operands[] = {
    {.name = "ARTICLE",
     .kind = CLI_FILE,
     .optional = true,
     .help = "the text, Markdown or HTML file that embeds the clips"},
    {.name = "MEDIA",
     .kind = CLI_FILE,
     .optional = true,
     .many = true,
     .help = "media files, and folders with media files; by default those that ARTICLE names"},
};

static const cli_example examples[] = {
    {"capalign link article.txt media/", "Finds the clips of the article among the files in media/ "
                                         "and writes their captions beside the article."},
    {"capalign link -n article.html talk.mp4", "Shows what would be linked and written."},
    {"capalign link -o captions --lang en article.md one.mp4 two.mp4",
     "Writes English captions to the folder captions."},
    {"capalign link article.txt",
     "Without media: one pair of files for each clip, whose one cue is "
     "the clip's caption over its length."},
};

const cli_command cli_link = {
    .name = "link",
    .summary = "link an article's clips to media and write their captions (the main job)",
    .synopsis = "[OPTION...] ARTICLE [MEDIA...]",
    .description =
        "Finds the clips that ARTICLE embeds, decides which of MEDIA each one is, by duration, "
        "name, order and language, and writes an SRT and a WebVTT file for each beside ARTICLE, "
        "named after the medium as players expect it. Then it tells what was linked to what, and "
        "why. Where two media fit a clip equally well, both are named and none is linked.\n\n"
        "Captions come from the best source that there is: a transcript, a subtitle file beside "
        "the medium, a subtitle stream in it, or else the clip's caption over its whole length.\n\n"
        "Files are written whole or not at all. A file that capalign did not write, or that was "
        "changed since, is never replaced without --force. A second run with the same input "
        "changes nothing, and says so.",
    .options = option_table,
    .option_count = CLI_COUNT(option_table),
    .operands = operands,
    .operand_count = CLI_COUNT(operands),
    .examples = examples,
    .example_count = CLI_COUNT(examples),
    .findings =
        "done, but a clip is not surely linked or captioned, a medium could not be read, or "
        "a file was in the way",
    .run = run_link,
};
