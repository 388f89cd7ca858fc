/* A batch under way: its bar, what fails, its summary; and its plan. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"
#include "json.h"
#include "report.h"
#include "table.h"
#include "term.h"
#include "text.h"
#include "work.h"

/* A run as the progress function sees it. */
typedef struct running {
    const cli_session *cli;
    cli_work work;
    struct timespec began;
    char stage[64]; /* the words at the bar; always this buffer, so that the bar goes on */
} running;

static size_t failures(const size_t counts[CAPALIGN_BATCH_STATES])
{
    return counts[CAPALIGN_BATCH_FAILED] + counts[CAPALIGN_BATCH_CRASHED] +
           counts[CAPALIGN_BATCH_TIMEOUT];
}

bool batch_is_sure(const size_t counts[CAPALIGN_BATCH_STATES])
{
    return !failures(counts) && !counts[CAPALIGN_BATCH_DOUBTFUL];
}

json_t *batch_counts_json(const size_t counts[CAPALIGN_BATCH_STATES])
{
    json_t *object = json_object();
    for (size_t i = 0; i < CAPALIGN_BATCH_STATES; i++)
        json_object_set_new(object, capalign_batch_state_name((capalign_batch_state)i),
                            json_integer((json_int_t)counts[i]));
    return object;
}

void batch_print_counts(const size_t counts[CAPALIGN_BATCH_STATES])
{
    size_t total = 0;
    for (size_t i = 0; i < CAPALIGN_BATCH_STATES; i++)
        total += counts[i];
    printf("%zu job%s", total, cli_plural(total));
    const char *between = ": ";
    for (size_t i = 0; i < CAPALIGN_BATCH_STATES; i++) {
        if (!counts[i])
            continue;
        printf("%s%zu %s", between, counts[i], capalign_batch_state_name((capalign_batch_state)i));
        between = ", ";
    }
}

/* What went wrong with a job, above the bar. */
static void tell_job(running *r, const capalign_batch_job *job)
{
    if (job->state == CAPALIGN_BATCH_DONE && !r->cli->verbose)
        return;
    if (r->work.drawn)
        fputs("\r\033[K", stderr);
    r->work.drawn = false;
    char end[64] = "";
    if (job->signal)
        snprintf(end, sizeof end, " (signal %d, SIG%s)", job->signal, sigabbrev_np(job->signal));
    else if (job->exit_code > 1)
        snprintf(end, sizeof end, " (exit code %d)", job->exit_code);
    cli_note(r->cli, job->input, "%s%s%s%s", capalign_batch_state_name(job->state), end,
             *job->message ? ": " : "", job->message);
}

/* "12/340, 2.1 a second, 1 failed" */
static void describe(running *r, const capalign_batch_summary *s, size_t finished)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ms =
        (now.tv_sec - r->began.tv_sec) * INT64_C(1000) + (now.tv_nsec - r->began.tv_nsec) / 1000000;
    uint64_t tenths = ms > 0 ? (finished - s->skipped) * UINT64_C(10000) / (uint64_t)ms : 0;
    int size = snprintf(r->stage, sizeof r->stage, "%zu/%zu%s, %u.%u/s", finished, s->found,
                        s->scanned ? "" : "+", (unsigned)(tenths / 10), (unsigned)(tenths % 10));
    if (failures(s->counts) && size > 0 && (size_t)size < sizeof r->stage)
        snprintf(r->stage + size, sizeof r->stage - (size_t)size, ", %zu failed",
                 failures(s->counts));
}

static int progress(void *context, const capalign_batch_summary *s, const capalign_batch_job *job)
{
    running *r = context;
    if (job)
        tell_job(r, job);
    size_t finished = s->found - s->waiting - s->running;
    describe(r, s, finished);
    return r->work.progress.report(r->work.progress.context, r->stage, (int64_t)finished,
                                   (int64_t)s->found);
}

static int give_summary(const cli_session *cli, const capalign_batch_summary *s)
{
    if (s->rebuilt)
        cli_note(cli, NULL,
                 "the journal was damaged: it was put aside (its name ends in .damaged), and "
                 "begun anew with what it still says of %zu job%s; others are done again",
                 s->salvaged, cli_plural(s->salvaged));
    if (s->stopped)
        cli_note(cli, NULL, "stopped early%s; run it again to go on",
                 s->full ? ", since the disk is full: make room" : "");
    bool sure = batch_is_sure(s->counts) && !s->stopped;
    if (cli->json) {
        int printed = cli_json_print(json_pack(
            "{s:o, s:I, s:I, s:I, s:b, s:b, s:b, s:b, s:I}", "jobs", batch_counts_json(s->counts),
            "found", (json_int_t)s->found, "skipped", (json_int_t)s->skipped, "retried",
            (json_int_t)s->retried, "stopped", s->stopped, "full", s->full, "confined", s->confined,
            "rebuilt", s->rebuilt, "salvaged", (json_int_t)s->salvaged));
        if (printed != CLI_EXIT_SURE)
            return printed;
    } else {
        batch_print_counts(s->counts);
        if (s->skipped)
            printf("; %zu of them before this run", s->skipped);
        putchar('\n');
    }
    return sure ? CLI_EXIT_SURE : CLI_EXIT_FINDINGS;
}

int batch_run(const cli_session *cli, capalign_batch_options *options)
{
    running r = {.cli = cli};
    capalign_batch_summary summary;
    capalign_error error;
    clock_gettime(CLOCK_MONOTONIC, &r.began);
    options->progress = progress;
    options->context = &r;
    cli_work_begin(&r.work, cli);
    capalign_code code = capalign_batch_run(options, &summary, &error);
    cli_work_end(&r.work);
    return code == CAPALIGN_OK ? give_summary(cli, &summary) : cli_fail(cli, &error, NULL);
}

/* ---- the plan ---- */

static int add_row(void *context, const capalign_batch_job *job)
{
    char outputs[1024] = "";
    size_t used = 0;
    for (const char *at = job->outputs; *at && used < sizeof outputs; at += strlen(at) + 1)
        used +=
            (size_t)snprintf(outputs + used, sizeof outputs - used, "%s%s", used ? " " : "", at);
    const char *cells[] = {job->why, job->input, job->with, outputs};
    cli_table_add(context, cells);
    return 0;
}

static int add_planned(void *context, const capalign_batch_job *job)
{
    json_t *outputs = json_array();
    for (const char *at = job->outputs; *at; at += strlen(at) + 1)
        json_array_append_new(outputs, cli_json_text(at));
    return json_array_append_new(
        context, json_pack("{s:o, s:s, s:o, s:o, s:o}", "key", cli_json_text(job->key), "why",
                           job->why, "input", cli_json_text(job->input), "with",
                           cli_json_text(*job->with ? job->with : NULL), "outputs", outputs));
}

int batch_plan(const cli_session *cli, const capalign_batch_options *options)
{
    static const cli_column columns[] = {{.head = "WHY"},
                                         {.head = "INPUT", .shrinks = true},
                                         {.head = "WITH", .shrinks = true},
                                         {.head = "OUTPUTS", .shrinks = true}};
    capalign_error error;
    if (cli->json) {
        json_t *jobs = json_array();
        capalign_code code = capalign_batch_plan(options, add_planned, jobs, &error);
        if (code == CAPALIGN_OK)
            return cli_json_print(
                json_pack("{s:o, s:o}", "plan", jobs, "landlock", batch_landlock_json()));
        json_decref(jobs);
        return cli_fail(cli, &error, NULL);
    }
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    capalign_code code = capalign_batch_plan(options, add_row, &table, &error);
    cli_note(cli, NULL, "inputs of %s: %s", options->kind,
             capalign_batch_kind_inputs(options->kind));
    char landlock[256];
    batch_describe_landlock(landlock, sizeof landlock);
    cli_note(cli, NULL, "Landlock: %s", landlock);
    bool printed = cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out);
    if (code != CAPALIGN_OK)
        return cli_fail(cli, &error, NULL);
    return printed ? CLI_EXIT_SURE : CLI_EXIT_MISSING;
}
