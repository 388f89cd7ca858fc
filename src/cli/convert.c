/* capalign convert: a caption file in another format. */
#include <stdio.h>
#include <string.h>

#include <capalign/caption.h>

#include "cli.h"
#include "json.h"
#include "output.h"
#include "report.h"
#include "text.h"
#include "work.h"

enum { TO, FROM, ENCODING, FORCE };

/* One conversion. */
typedef struct conversion {
    const char *in;
    const char *out; /* NULL: standard output */
    const char *from;
    const char *to;
    capalign_track *track;
    capalign_losses losses;
    bool changed; /* the file was written, and not already there as it should be */
} conversion;

static json_t *result_json(const conversion *c)
{
    const capalign_losses *l = &c->losses;
    json_t *losses = json_pack("{s:I, s:I, s:I, s:I, s:I}", "untimed", (json_int_t)l->untimed,
                               "settings", (json_int_t)l->settings, "ids", (json_int_t)l->ids,
                               "markup", (json_int_t)l->markup, "regions", (json_int_t)l->regions);
    return json_pack("{s:o, s:o, s:s, s:s, s:I, s:o, s:o}", "input", cli_json_text(c->in), "output",
                     cli_json_text(c->out), "format", c->to, "state",
                     c->changed ? "written" : "unchanged", "cues",
                     (json_int_t)capalign_track_cue_count(c->track), "losses", losses, "findings",
                     cli_json_findings(c->track));
}

static int write_to_output(const cli_session *cli, conversion *c)
{
    capalign_error error;
    capalign_code code =
        capalign_caption_write(c->track, c->to, cli_output_sink, NULL, &c->losses, &error);
    /* That standard output fails is told once, at the end of the program, with the reason. */
    if (code != CAPALIGN_OK && !cli_output_failed())
        return cli_fail(cli, &error, c->in);
    return CLI_EXIT_SURE;
}

static int write_to_file(const cli_session *cli, conversion *c)
{
    capalign_error error;
    cli_work work;
    cli_work_begin(&work, cli); /* a signal must not leave half a file */
    capalign_code code = capalign_caption_write_file(c->track, c->to, c->out, cli_given(cli, FORCE),
                                                     &c->changed, &c->losses, &error);
    cli_work_end(&work);
    if (code != CAPALIGN_OK)
        return cli_fail(cli, &error, c->in);
    size_t cues = capalign_track_cue_count(c->track);
    cli_note(cli, c->out, c->changed ? "%zu cue%s written" : "unchanged, %zu cue%s", cues,
             cli_plural(cues));
    return cli->json ? cli_json_print(result_json(c)) : CLI_EXIT_SURE;
}

static int convert(const cli_session *cli, conversion *c)
{
    const capalign_caption_read_options options = {.format = c->from,
                                                   .encoding = cli_value(cli, ENCODING)};
    capalign_error error;
    capalign_code code = capalign_caption_read(c->in, &options, &c->track, &error);
    if (code != CAPALIGN_OK)
        return cli_fail(cli, &error, c->in);
    int findings = cli_report_findings(cli, c->track, c->in);
    int written = c->out ? write_to_file(cli, c) : write_to_output(cli, c);
    if (written == CLI_EXIT_SURE)
        cli_tell_losses(cli, c->in, c->to, &c->losses);
    capalign_track_destroy(c->track);
    return written == CLI_EXIT_SURE ? findings : written;
}

static int run_convert(cli_session *cli)
{
    conversion c = {.in = cli_operand_at(cli, 0),
                    .out = cli_operand_at(cli, 1),
                    .from = cli_value(cli, FROM),
                    .to = cli_value(cli, TO)};
    if (!c.out && !c.to)
        return cli_fail_usage(cli, "OUT is missing: name a file to write, or use --to FORMAT to "
                                   "write to standard output");
    if (c.out && strcmp(c.out, "-") == 0)
        c.out = NULL;
    if (!c.out && cli->json)
        return cli_fail_usage(cli, "--json tells of the conversion on standard output, so OUT must "
                                   "be a file; for captions as JSON use --to json");
    if (!c.to)
        c.to = c.out ? capalign_caption_format_of_path(c.out) : NULL;
    if (!c.to)
        return cli_fail_usage(cli,
                              "the extension of OUT (\"%s\") is no known format's; use --to "
                              "FORMAT",
                              cli_operand_at(cli, 1));
    return convert(cli, &c);
}

static const cli_option options[] = {
    [TO] = {.name = "to",
            .letter = 't',
            .value = "FORMAT",
            .kind = CLI_CHOICE,
            .choice = capalign_caption_format_name,
            .help = "the format to write: srt, vtt or json; by default what the extension of OUT "
                    "says"},
    [FROM] = {.name = "from",
              .letter = 'f',
              .value = "FORMAT",
              .kind = CLI_CHOICE,
              .choice = capalign_caption_format_name,
              .help = "the format of IN; by default its extension and content tell"},
    [ENCODING] = {.name = "encoding",
                  .letter = 'e',
                  .value = "NAME",
                  .kind = CLI_TEXT,
                  .help = "the encoding of IN where it is not UTF-8 and has no byte order mark, "
                          "e.g. ISO-8859-2; by default it is guessed, and said so"},
    [FORCE] = {.name = "force", .help = "replace OUT where it is there with other content"},
};

static const cli_operand operands[] = {
    {.name = "IN", .kind = CLI_FILE, .help = "the caption file to read; - is standard input"},
    {.name = "OUT",
     .kind = CLI_FILE,
     .optional = true,
     .help = "the file to write; - or none is standard output, and needs --to"},
};

static const cli_example examples[] = {
    {"capalign convert talk.srt talk.vtt", "Makes WebVTT of SubRip."},
    {"capalign convert --to json talk.vtt", "Shows the cues, their settings and what is wrong in "
                                            "the file, as JSON."},
    {"capalign convert --encoding ISO-8859-2 --force old.srt old.srt",
     "Makes UTF-8 of a file in an older encoding, in place."},
};

const cli_command cli_convert = {
    .name = "convert",
    .summary = "convert a caption file to another format",
    .synopsis = "[OPTION...] IN OUT\n[OPTION...] --to FORMAT IN",
    .description =
        "Reads a caption file and writes it in another format. Problems in IN are told on "
        "standard error with their line and column; what can be read is converted all the same. "
        "What the format of OUT cannot hold is told too. Cues that need no change are written as "
        "they were, byte for byte.\n\n"
        "OUT is written whole or not at all. A file that is there with the same content is left "
        "alone; one with other content is replaced with --force only.",
    .options = options,
    .option_count = CLI_COUNT(options),
    .operands = operands,
    .operand_count = CLI_COUNT(operands),
    .examples = examples,
    .example_count = CLI_COUNT(examples),
    .findings = "done, but there are warnings or errors in IN",
    .run = run_convert,
};
