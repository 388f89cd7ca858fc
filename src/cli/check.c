/* capalign check: captions proven right. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output.h"
#include "report.h"

/* What kept a file's captions from being compared with their speech. */
static int tell_media(const check_run *run)
{
    int exit_code = CLI_EXIT_SURE;
    for (size_t i = 0; i < run->files->count; i++) {
        const capalign_check_result *result = run->results[i];
        if (result->medium_error) {
            cli_print_error(run->cli, result->medium_error, result->path);
            exit_code = cli_exit_of(result->medium_error->code);
        } else if (cli_given(run->cli, CHECK_MEDIA) && !result->error && !result->medium) {
            cli_note(run->cli, result->path,
                     "no medium lies beside it, so its timing was not "
                     "compared with speech");
        }
    }
    return exit_code;
}

/* An unreadable file outweighs findings; info alone is no failure. */
static int exit_code_of(const check_run *run)
{
    int exit_code = tell_media(run);
    if (exit_code != CLI_EXIT_SURE)
        return exit_code;
    for (size_t i = 0; i < run->files->count; i++) {
        const capalign_check_result *result = run->results[i];
        if (result->error)
            return cli_exit_of(result->error->code);
        if (result->counts[CAPALIGN_WARNING] || result->counts[CAPALIGN_ERROR])
            exit_code = CLI_EXIT_FINDINGS;
    }
    return exit_code;
}

static int tell_unfixed(const check_run *run)
{
    int exit_code = CLI_EXIT_SURE;
    for (size_t i = 0; i < run->files->count; i++)
        if (run->unfixed[i])
            exit_code = cli_fail(run->cli, run->unfixed[i], run->files->paths[i]);
    return exit_code;
}

static int check_and_report(check_run *run)
{
    int exit_code = check_run_all(run);
    if (exit_code != CLI_EXIT_SURE)
        return exit_code;
    int unfixed = tell_unfixed(run);
    if (cli_given(run->cli, CHECK_FIX))
        cli_note(run->cli, NULL, "%zu of %zu file%s changed", run->fixed_files, run->files->count,
                 run->files->count == 1 ? "" : "s");
    exit_code = check_write_reports(run->cli, (const capalign_check_result *const *)run->results,
                                    run->files->count, run->root);
    if (exit_code == CLI_EXIT_SURE)
        exit_code = unfixed;
    return exit_code == CLI_EXIT_SURE ? exit_code_of(run) : exit_code;
}

/* What --fix would do, as a unified diff. */
static int print_diffs(const check_run *run)
{
    const char *fix = cli_value(run->cli, CHECK_FIX);
    int exit_code = CLI_EXIT_SURE;
    for (size_t i = 0; i < run->files->count; i++) {
        const capalign_check_options options = {.config = run->configs[i]};
        bool changes = false;
        capalign_error error;
        capalign_code code = capalign_check_diff_file(run->files->paths[i], &options, fix && *fix,
                                                      cli_output_sink, NULL, &changes, &error);
        if (code != CAPALIGN_OK)
            exit_code = cli_fail(run->cli, &error, run->files->paths[i]);
        else if (changes && exit_code == CLI_EXIT_SURE)
            exit_code = CLI_EXIT_FINDINGS;
    }
    return exit_code;
}

static int fill_configs(check_run *run, check_configs *configs)
{
    int exit_code = CLI_EXIT_SURE;
    for (size_t i = 0; i < run->files->count && exit_code == CLI_EXIT_SURE; i++)
        run->configs[i] = check_config_for(configs, run->files->paths[i], &exit_code);
    return exit_code;
}

static int check_files_found(const cli_session *cli, const check_files *files,
                             const capalign_baseline *baseline)
{
    char *root = get_current_dir_name(); /* as the shell calls it, by links too; NULL: unknown */
    check_run run = {.cli = cli, .files = files, .baseline = baseline, .root = root};
    run.configs = calloc(files->count + 1, sizeof *run.configs);
    run.results = calloc(files->count + 1, sizeof *run.results);
    run.unfixed = calloc(files->count + 1, sizeof *run.unfixed);
    check_configs *configs = NULL;
    int exit_code = run.configs && run.results && run.unfixed ? check_configs_begin(cli, &configs)
                                                              : CLI_EXIT_MISSING;
    if (exit_code == CLI_EXIT_SURE)
        exit_code = fill_configs(&run, configs);
    if (exit_code == CLI_EXIT_SURE)
        exit_code = cli_given(cli, CHECK_DIFF) ? print_diffs(&run) : check_and_report(&run);
    for (size_t i = 0; run.results && i < files->count; i++)
        capalign_check_result_destroy(run.results[i]);
    check_configs_end(configs);
    free(run.configs);
    for (size_t i = 0; run.unfixed && i < files->count; i++)
        free(run.unfixed[i]);
    free(run.unfixed);
    free(run.results);
    free(root);
    return exit_code;
}

static int check_usage(const cli_session *cli)
{
    uint64_t number;
    const char *format = cli_value(cli, CHECK_FORMAT);
    if (!cli->arguments.operand_count)
        return cli_fail_usage(cli, "FILE is missing: caption files, folders or patterns");
    if (!check_read_count(cli, CHECK_MAX_FINDINGS, &number))
        return cli_fail_usage(cli, "--max-findings needs a number from 1 up");
    if (!check_read_count(cli, CHECK_JOBS, &number))
        return cli_fail_usage(cli, "--jobs needs a number from 1 up");
    if (cli->json && format && strcmp(format, "json") != 0)
        return cli_fail_usage(cli, "--json and --format %s both want standard output", format);
    if (cli_given(cli, CHECK_DIFF) && (cli->json || format || cli_given(cli, CHECK_REPORT)))
        return cli_fail_usage(cli, "--diff shows what --fix would do and makes no report");
    return check_reports_ready(cli);
}

static int run_check(cli_session *cli)
{
    if (cli_given(cli, CHECK_RULES))
        return check_print_rules(cli);
    if (cli_given(cli, CHECK_EXPLAIN))
        return check_explain(cli, cli_value(cli, CHECK_EXPLAIN));
    int exit_code = check_usage(cli);
    if (exit_code != CLI_EXIT_SURE)
        return exit_code;
    capalign_baseline *baseline = NULL;
    capalign_error error;
    const char *known = cli_value(cli, CHECK_BASELINE);
    if (known && capalign_baseline_read(known, &baseline, &error) != CAPALIGN_OK)
        return cli_fail(cli, &error, known);
    check_files files = {0};
    int found = check_find_files(cli, &files);
    int checked = check_files_found(cli, &files, baseline);
    check_free_files(&files);
    capalign_baseline_destroy(baseline);
    return checked == CLI_EXIT_SURE || checked == CLI_EXIT_FINDINGS
               ? (found == CLI_EXIT_SURE ? checked : found)
               : checked;
}

static const char *unsafe_choice(size_t index)
{
    return index ? NULL : "unsafe";
}

static const char *rule_choice(size_t index)
{
    const capalign_rule *rule = capalign_rule_at(index);
    return rule ? rule->code : NULL;
}

static const cli_option options[] = {
    [CHECK_PROFILE] = {.name = "profile",
                       .letter = 'p',
                       .value = "PROFILE",
                       .kind = CLI_CHOICE,
                       .choice = capalign_profile_name,
                       .many = true,
                       .help = "the house style whose thresholds apply, e.g. netflix; --rules "
                               "lists them"},
    [CHECK_SET] = {.name = "set",
                   .letter = 's',
                   .value = "RULE=VALUE",
                   .kind = CLI_TEXT,
                   .many = true,
                   .help = "a threshold, e.g. max-chars-per-line=40, max-cps=17, min-gap=2f "
                           "(frames), max-duration=6s; also frame-rate=25 and count=graphemes"},
    [CHECK_ENABLE] = {.name = "enable",
                      .value = "RULE",
                      .kind = CLI_TEXT,
                      .many = true,
                      .help = "switch a rule on; \"all\" for all"},
    [CHECK_DISABLE] = {.name = "disable",
                       .value = "RULE",
                       .kind = CLI_TEXT,
                       .many = true,
                       .help = "switch a rule off; \"all\" for all"},
    [CHECK_SEVERITY] = {.name = "severity",
                        .value = "RULE=LEVEL",
                        .kind = CLI_TEXT,
                        .many = true,
                        .help = "how bad a rule's findings are: info, warning or error"},
    [CHECK_CONFIG] = {.name = "config",
                      .value = "FILE",
                      .kind = CLI_FILE,
                      .help = "the configuration for all files; by default the nearest "
                              ".capalign.ini upward from each file"},
    [CHECK_FORMAT] = {.name = "format",
                      .letter = 'f',
                      .value = "FORMAT",
                      .kind = CLI_CHOICE,
                      .choice = capalign_report_format_name,
                      .help = "the report on standard output: text, json, junit, sarif, github, "
                              "gitlab or rdjsonl; by default text"},
    [CHECK_REPORT] = {.name = "report",
                      .letter = 'r',
                      .value = "FORMAT=FILE",
                      .kind = CLI_TEXT,
                      .many = true,
                      .help = "write a report to a file too; may be given several times"},
    [CHECK_BASELINE] = {.name = "baseline",
                        .letter = 'b',
                        .value = "FILE",
                        .kind = CLI_FILE,
                        .help = "a JSON report of before, whose findings are counted only"},
    [CHECK_MEDIA] = {.name = "media",
                     .letter = 'm',
                     .value = "FILE",
                     .kind = CLI_FILE,
                     .bare = true,
                     .help = "compare the captions with the speech of a medium: this one, or "
                             "without =FILE the one that lies beside each file"},
    [CHECK_LANGUAGE] = {.name = "lang",
                        .letter = 'l',
                        .value = "TAG",
                        .kind = CLI_TEXT,
                        .help = "with --media: the language that is spoken; by default as the "
                                "captions' name, the medium or the text says"},
    [CHECK_MAX_FINDINGS] = {.name = "max-findings",
                            .value = "N",
                            .kind = CLI_TEXT,
                            .help = "list at most so many findings of a file, 1000 by default; "
                                    "the rest is counted"},
    [CHECK_FIX] = {.name = "fix",
                   .value = "unsafe",
                   .kind = CLI_CHOICE,
                   .choice = unsafe_choice,
                   .bare = true,
                   .help = "mend what is safe to mend, then check; with =unsafe also what may "
                           "change the meaning"},
    [CHECK_DIFF] = {.name = "diff",
                    .letter = 'd',
                    .help = "change nothing; show what --fix would do, as a unified diff"},
    [CHECK_JOBS] = {.name = "jobs",
                    .letter = 'j',
                    .value = "N",
                    .kind = CLI_TEXT,
                    .help = "how many files at once; by default as many as there are processors"},
    [CHECK_RULES] = {.name = "rules", .help = "list all rules with their thresholds, and exit"},
    [CHECK_EXPLAIN] = {.name = "explain",
                       .letter = 'e',
                       .value = "RULE",
                       .kind = CLI_CHOICE,
                       .choice = rule_choice,
                       .help = "explain a rule with an example, and exit"},
};

static const cli_operand operands[] = {
    {.name = "FILE",
     .kind = CLI_FILE,
     .optional = true,
     .many = true,
     .help = "SRT and WebVTT files, folders, or patterns in quotes such as 'subs/**/*.vtt'"},
};

static const cli_example examples[] = {
    {"capalign check subs/", "Checks all captions in a folder."},
    {"capalign check --profile netflix --set max-cps=20 talk.srt",
     "Checks a file by a house style, with one threshold of your own."},
    {"capalign check --report junit=report.xml --report sarif=report.sarif subs/",
     "Shows the findings, and writes them for a CI system."},
    {"capalign check --media talk.en.srt", "Also compares the cues with the speech of talk.mp4."},
    {"capalign check --fix --diff talk.srt", "Shows what would be mended, and changes nothing."},
    {"capalign check --json subs/ >known.json && capalign check --baseline known.json subs/",
     "Fails only on what is new."},
};

const cli_command cli_check = {
    .name = "check",
    .summary = "find what is wrong in caption files, and mend what is safe",
    .synopsis = "[OPTION...] FILE...\n--rules\n--explain RULE",
    .description =
        "Checks SRT and WebVTT files: syntax, timing, reading speed, lines, characters, style. "
        "Each finding has its place, a stable code, what was measured and what is wanted.\n\n"
        "Thresholds come from the profile, then from the nearest .capalign.ini upward from each "
        "file, then from the command line. A WebVTT file switches rules off from a comment on, "
        "\"NOTE capalign-disable RULE...\", and on again with capalign-enable.\n\n"
        "With GITHUB_ACTIONS set, annotations are printed after the text report.",
    .options = options,
    .option_count = CLI_COUNT(options),
    .operands = operands,
    .operand_count = CLI_COUNT(operands),
    .examples = examples,
    .example_count = CLI_COUNT(examples),
    .findings = "there are warnings or errors, or with --diff something would be mended",
    .run = run_check,
};
