/* capalign probe: what is seen of an article or a medium. */
#include "probe.h"

#include <string.h>

#include "report.h"
#include "sniff.h"

enum { AS, FORMAT, ENCODING };

enum { AS_ARTICLE, AS_MEDIUM };

static const char *as_choice(size_t index)
{
    static const char *const choices[] = {[AS_ARTICLE] = "article", [AS_MEDIUM] = "medium"};
    return index < CLI_COUNT(choices) ? choices[index] : NULL;
}

static const char *format_choice(size_t index)
{
    static const char *const choices[] = {"plain", "markdown", "html"};
    return index < CLI_COUNT(choices) ? choices[index] : NULL;
}

static int run_probe(cli_session *cli)
{
    const char *path = cli_operand_at(cli, 0), *as = cli_value(cli, AS);
    if (!path && (as || cli_given(cli, FORMAT) || cli_given(cli, ENCODING)))
        return cli_fail_usage(cli, "FILE is missing: the article or media file to look at");
    if (!path)
        return cli_probe_machine(cli);
    const capalign_article_options article = {.format = cli_value(cli, FORMAT),
                                              .encoding = cli_value(cli, ENCODING)};
    bool is_article = as ? strcmp(as, as_choice(AS_ARTICLE)) == 0
                         : article.format || article.encoding || cli_is_article(path);
    if (!is_article && (article.format || article.encoding))
        return cli_fail_usage(cli, "--format and --encoding are for articles, not for media");
    return is_article ? cli_probe_article(cli, path, &article) : cli_probe_medium(cli, path);
}

static const cli_option options[] = {
    [AS] = {.name = "as",
            .value = "KIND",
            .kind = CLI_CHOICE,
            .choice = as_choice,
            .help = "read FILE as an article or a medium; by default its content tells"},
    [FORMAT] = {.name = "format",
                .letter = 'f',
                .value = "FORMAT",
                .kind = CLI_CHOICE,
                .choice = format_choice,
                .help = "the format of an article: plain, markdown or html; by default its content "
                        "and extension tell"},
    [ENCODING] = {.name = "encoding",
                  .letter = 'e',
                  .value = "NAME",
                  .kind = CLI_TEXT,
                  .help = "the encoding of an article where nothing in it says, e.g. "
                          "WINDOWS-1251; by default it is guessed, and said so"},
};

static const cli_operand operands[] = {
    {.name = "FILE",
     .kind = CLI_FILE,
     .optional = true,
     .help = "the article (- is standard input) or media file"},
};

static const cli_example examples[] = {
    {"capalign probe article.html", "Lists the clips that the article embeds, with their lengths "
                                    "and captions."},
    {"capalign probe --json talk.mp4",
     "Tells of streams, chapters, language and duration as JSON."},
    {"capalign probe", "Tells how far this kernel confines the jobs of capalign batch."},
};

const cli_command cli_probe = {
    .name = "probe",
    .summary = "show what is seen of an article or a media file, or of this machine",
    .synopsis = "[OPTION...] [FILE]",
    .description =
        "For an article: its title, language and the clips that it embeds. For a media file: its "
        "duration, language, streams and chapters. Where the duration that the container claims "
        "is wrong, the duration is measured by reading the file. Without a file: whether the "
        "kernel's Landlock is active, its version, and what it closes to the jobs of capalign "
        "batch.",
    .options = options,
    .option_count = CLI_COUNT(options),
    .operands = operands,
    .operand_count = CLI_COUNT(operands),
    .examples = examples,
    .example_count = CLI_COUNT(examples),
    .findings = "done, but the article's encoding was guessed, or the medium's container claims a "
                "wrong duration",
    .run = run_probe,
};
