/* capalign batch: whole folders of work. */
#include "batch.h"

#include <string.h>

#include "report.h"

/* What is done with journals; all other words are kinds of work. */
typedef struct verb {
    const char *name;
    int (*run)(const cli_session *cli, const char *folder);
} verb;

static const verb verbs[] = {
    {"status", batch_status}, {"report", batch_report}, {"merge", batch_merge}};

static const char *what_choice(size_t index)
{
    size_t kinds = capalign_batch_kind_count();
    if (index < kinds)
        return capalign_batch_kind_name(index);
    return index - kinds < CLI_COUNT(verbs) ? verbs[index - kinds].name : NULL;
}

static const verb *verb_named(const char *name)
{
    for (size_t i = 0; i < CLI_COUNT(verbs); i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}

static int run_verb(const cli_session *cli, const verb *v)
{
    const char *output = cli_value(cli, BATCH_OUTPUT);
    size_t folders = cli->arguments.operand_count - 1;
    if (folders + (output != NULL) != 1)
        return cli_fail_usage(cli, "%s needs one folder: the output folder of a batch", v->name);
    return v->run(cli, output ? output : cli_operand_at(cli, 1));
}

static int run_batch(cli_session *cli)
{
    const verb *v = verb_named(cli_operand_at(cli, 0));
    if (v)
        return run_verb(cli, v);
    if (cli->arguments.operand_count < 2)
        return cli_fail_usage(cli, "DIR is missing: the folders where inputs are looked for");
    if (cli->arguments.operand_count > 2 && !cli_given(cli, BATCH_OUTPUT))
        return cli_fail_usage(cli, "several folders need --output DIR for results and journal");
    if (cli_given(cli, BATCH_FORMAT))
        return cli_fail_usage(cli, "--format is for batch report");
    batch_settings settings;
    int result = batch_read_settings(cli, &settings);
    if (result != CLI_EXIT_SURE)
        return result;
    return cli_given(cli, BATCH_DRY_RUN) ? batch_plan(cli, &settings.options)
                                         : batch_run(cli, &settings.options);
}

static const cli_option options[] = {
    [BATCH_OUTPUT] = {.name = "output",
                      .letter = 'o',
                      .value = "DIR",
                      .kind = CLI_FOLDER,
                      .help = "the folder for results and journal; by default the one DIR"},
    [BATCH_JOBS] = {.name = "jobs",
                    .letter = 'j',
                    .value = "N",
                    .kind = CLI_TEXT,
                    .help = "how many at a time; by default as many as there are processors"},
    [BATCH_TIMEOUT] = {.name = "timeout",
                       .value = "TIME",
                       .kind = CLI_TEXT,
                       .help = "stop a job that takes longer: seconds, or e.g. 10m, 2h"},
    [BATCH_MEMORY] = {.name = "memory",
                      .value = "SIZE",
                      .kind = CLI_TEXT,
                      .help = "the address space that a job may use, e.g. 800M, 2G"},
    [BATCH_RETRY] = {.name = "retry",
                     .value = "N",
                     .kind = CLI_TEXT,
                     .help = "try what fails, crashes or takes too long up to N times again"},
    [BATCH_FAIL_FAST] = {.name = "fail-fast", .help = "begin no job after one that failed"},
    [BATCH_INCLUDE] = {.name = "include",
                       .value = "PATTERN",
                       .kind = CLI_TEXT,
                       .many = true,
                       .help = "only inputs whose name or path below DIR matches, e.g. '*.mp4'; "
                               "may be given several times"},
    [BATCH_EXCLUDE] = {.name = "exclude",
                       .value = "PATTERN",
                       .kind = CLI_TEXT,
                       .many = true,
                       .help = "no inputs whose name or path matches; may be given several times"},
    [BATCH_SINCE] = {.name = "since",
                     .value = "WHEN",
                     .kind = CLI_TEXT,
                     .help = "only inputs changed since then: a date (2026-03-01, "
                             "2026-03-01T14:30) or an age (12h, 3d)"},
    [BATCH_SHARD] = {.name = "shard",
                     .value = "I/N",
                     .kind = CLI_TEXT,
                     .help = "only part I of N, the same parts on every machine; \"auto\" asks "
                             "Slurm, Kubernetes or CI"},
    [BATCH_DRY_RUN] = {.name = "dry-run",
                       .letter = 'n',
                       .help = "show what would be done, and why; do nothing"},
    [BATCH_FORCE] = {.name = "force", .help = "do all again, also what is done"},
    [BATCH_PASS] = {.name = "pass",
                    .value = "WORD",
                    .kind = CLI_TEXT,
                    .many = true,
                    .help = "a word for the command of each job, e.g. --pass=--lang=en; may be "
                            "given several times"},
    [BATCH_FORMAT] = {.name = "format",
                      .letter = 'f',
                      .value = "FORMAT",
                      .kind = CLI_CHOICE,
                      .choice = capalign_batch_report_name,
                      .help = "of batch report: text, json, junit or html; by default text"},
};

static const cli_operand operands[] = {
    {.name = "WHAT",
     .kind = CLI_CHOICE,
     .choice = what_choice,
     .help = "the work: align, link, convert or check; or status, report or merge"},
    {.name = "DIR",
     .kind = CLI_FOLDER,
     .optional = true,
     .many = true,
     .help = "where inputs are looked for, with all folders below; for status, report and merge "
             "the output folder"},
};

static const cli_example examples[] = {
    {"capalign batch align videos -o subs", "Aligns every medium that has a transcript beside it; "
                                            "a second run does only what is new or changed."},
    {"capalign batch align videos -o subs --dry-run", "Shows what would be done, and why."},
    {"capalign batch convert old -o new --pass=--to=vtt", "Makes WebVTT of all captions."},
    {"capalign batch align videos -o subs --shard auto", "The part of this task of a Slurm array; "
                                                         "batch merge subs joins the parts."},
    {"capalign batch report subs --format junit", "What became of each job, for CI."},
};

const cli_command cli_batch = {
    .name = "batch",
    .summary = "do whole folders of work, once, in parallel",
    .synopsis = "[OPTION...] align|link|convert|check DIR...\n"
                "[OPTION...] status|report|merge DIR",
    .description =
        "Looks for inputs in folders and does the work on each in a process of its own. A journal "
        "in the output folder (.capalign-batch.db) remembers what is done: what has the same "
        "inputs, options and version is not done again, what changed is. It can be killed at any "
        "time and started again; results are whole or not there.\n\n"
        "A job that crashes, hangs or is over its limits costs itself only, and is told with what "
        "it said last. Where the kernel has Landlock, a job sees its inputs and the output folder "
        "only.\n\n"
        "With --shard, several machines do parts of one batch with nothing shared but the files.",
    .options = options,
    .option_count = CLI_COUNT(options),
    .operands = operands,
    .operand_count = CLI_COUNT(operands),
    .examples = examples,
    .example_count = CLI_COUNT(examples),
    .findings = "done, but jobs failed or are doubtful, or it was stopped early",
    .run = run_batch,
};
