/* For people: what needs a look, then how many of each. */
#include <inttypes.h>

#include "pipeline/batch/reports.h"

static void begin(ca_batch_report *report)
{
    (void)report;
}

static void job(ca_batch_report *report, const capalign_batch_job *job, bool first)
{
    (void)first;
    if (job->state == CAPALIGN_BATCH_DONE)
        return;
    ca_batch_put_plain(report, job->input);
    ca_batch_put(report, ": %s", capalign_batch_state_name(job->state));
    if (job->signal)
        ca_batch_put(report, " by signal %d", job->signal);
    if (job->exit_code > 1)
        ca_batch_put(report, " with exit code %d", job->exit_code);
    if (job->attempts > 1)
        ca_batch_put(report, ", %u attempts", job->attempts);
    if (*job->message) {
        ca_batch_put(report, ": ");
        ca_batch_put_plain(report, job->message);
    }
    ca_batch_put(report, "\n");
}

static void end(ca_batch_report *report)
{
    ca_batch_put(report, "%zu job%s", report->total, report->total == 1 ? "" : "s");
    for (size_t i = 0; i < CAPALIGN_BATCH_STATES; i++)
        if (report->counts[i])
            ca_batch_put(report, ", %zu %s", report->counts[i],
                         capalign_batch_state_name((capalign_batch_state)i));
    ca_batch_put(report, "\n");
}

const ca_batch_format ca_batch_text = {"text", begin, job, end};
