/* What became of a batch: status, report, merge. */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "batch.h"
#include "json.h"
#include "output.h"
#include "report.h"
#include "safe.h"
#include "text.h"

static int count_job(void *context, const capalign_batch_job *job)
{
    size_t *counts = context;
    counts[job->state]++;
    return 0;
}

static int print_running(void *context, const capalign_batch_running *job)
{
    const int64_t *now_s = context;
    printf("running for %" PRId64 " s: ", *now_s > job->began_s ? *now_s - job->began_s : 0);
    cli_print_safe(stdout, job->input);
    printf(" (process %" PRId64, job->process);
    printf(job->attempt > 1 ? ", attempt %u)\n" : ")\n", job->attempt);
    return 0;
}

static int add_running(void *context, const capalign_batch_running *job)
{
    return json_array_append_new(
        context, json_pack("{s:o, s:I, s:I, s:I}", "input", cli_json_text(job->input), "process",
                           (json_int_t)job->process, "attempt", (json_int_t)job->attempt, "began_s",
                           (json_int_t)job->began_s));
}

static int status_json(const cli_session *cli, const char *folder, const size_t *counts)
{
    capalign_error error;
    json_t *running = json_array();
    if (capalign_batch_list_running(folder, add_running, running, &error) != CAPALIGN_OK) {
        json_decref(running);
        return cli_fail(cli, &error, folder);
    }
    return cli_json_print(
        json_pack("{s:o, s:o}", "jobs", batch_counts_json(counts), "running", running));
}

static int status_text(const cli_session *cli, const char *folder, const size_t *counts)
{
    int64_t now_s = time(NULL);
    capalign_error error;
    batch_print_counts(counts);
    putchar('\n');
    if (capalign_batch_list_running(folder, print_running, &now_s, &error) != CAPALIGN_OK)
        return cli_fail(cli, &error, folder);
    return CLI_EXIT_SURE;
}

int batch_status(const cli_session *cli, const char *folder)
{
    size_t counts[CAPALIGN_BATCH_STATES] = {0};
    capalign_error error;
    if (capalign_batch_list(folder, count_job, counts, &error) != CAPALIGN_OK)
        return cli_fail(cli, &error, folder);
    int printed = (cli->json ? status_json : status_text)(cli, folder, counts);
    if (printed != CLI_EXIT_SURE)
        return printed;
    return batch_is_sure(counts) ? CLI_EXIT_SURE : CLI_EXIT_FINDINGS;
}

int batch_report(const cli_session *cli, const char *folder)
{
    const char *format = cli_value(cli, BATCH_FORMAT);
    size_t counts[CAPALIGN_BATCH_STATES] = {0};
    capalign_error error;
    if (!format)
        format = cli->json ? "json" : "text";
    capalign_code code = capalign_batch_report_write(folder, format, cli_output_sink, NULL, &error);
    if (code == CAPALIGN_OK)
        code = capalign_batch_list(folder, count_job, counts, &error);
    if (code == CAPALIGN_OK || cli_output_failed())
        return batch_is_sure(counts) ? CLI_EXIT_SURE : CLI_EXIT_FINDINGS;
    return cli_fail(cli, &error, folder);
}

int batch_merge(const cli_session *cli, const char *folder)
{
    size_t joined;
    capalign_error error;
    if (capalign_batch_merge(folder, &joined, &error) != CAPALIGN_OK)
        return cli_fail(cli, &error, folder);
    cli_note(cli, folder, "the journals of %zu shard%s joined", joined, cli_plural(joined));
    return batch_status(cli, folder);
}
