/* What became of a batch: status, report, merge. */
#include <stdio.h>

#include "batch.h"
#include "json.h"
#include "output.h"
#include "report.h"
#include "text.h"

static int count_job(void *context, const capalign_batch_job *job)
{
    size_t *counts = context;
    counts[job->state]++;
    return 0;
}

int batch_status(const cli_session *cli, const char *folder)
{
    size_t counts[CAPALIGN_BATCH_STATES] = {0};
    capalign_error error;
    if (capalign_batch_list(folder, count_job, counts, &error) != CAPALIGN_OK)
        return cli_fail(cli, &error, folder);
    int exit_code = batch_is_sure(counts) ? CLI_EXIT_SURE : CLI_EXIT_FINDINGS;
    if (!cli->json) {
        batch_print_counts(counts);
        putchar('\n');
        return exit_code;
    }
    int printed = cli_json_print(json_pack("{s:o}", "jobs", batch_counts_json(counts)));
    return printed == CLI_EXIT_SURE ? exit_code : printed;
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
