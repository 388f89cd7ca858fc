/* For programs; docs/json.md. One job a line. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pipeline/batch/reports.h"

static void begin(ca_batch_report *report)
{
    ca_batch_put(report, "{\"version\": 1, \"jobs\": [");
}

static void field(ca_batch_report *report, const char *name, const char *text)
{
    ca_batch_put(report, "\"%s\": ", name);
    ca_batch_put_json(report, text);
    ca_batch_put(report, ", ");
}

static void outputs(ca_batch_report *report, const char *list)
{
    ca_batch_put(report, "\"outputs\": [");
    for (const char *at = list; *at;) {
        char path[4096];
        size_t size = strcspn(at, "\n");
        snprintf(path, sizeof path, "%.*s", (int)size, at);
        if (at != list)
            ca_batch_put(report, ", ");
        ca_batch_put_json(report, path);
        at += size + (at[size] == '\n');
    }
    ca_batch_put(report, "], ");
}

static void job(ca_batch_report *report, const capalign_batch_job *job, bool first)
{
    ca_batch_put(report, first ? "\n  {" : ",\n  {");
    field(report, "key", job->key);
    field(report, "state", capalign_batch_state_name(job->state));
    field(report, "input", job->input);
    field(report, "with", job->with);
    outputs(report, job->outputs);
    field(report, "message", job->message);
    if (job->exit_code < 0)
        ca_batch_put(report, "\"exit_code\": null, ");
    else
        ca_batch_put(report, "\"exit_code\": %d, ", job->exit_code);
    ca_batch_put(report, "\"signal\": %d, \"attempts\": %u, \"took_us\": %" PRId64 "}", job->signal,
                 job->attempts, job->seconds_us);
}

static void end(ca_batch_report *report)
{
    ca_batch_put(report, "\n], \"counts\": {");
    for (size_t i = 0; i < CAPALIGN_BATCH_STATES; i++)
        ca_batch_put(report, "%s\"%s\": %zu", i ? ", " : "",
                     capalign_batch_state_name((capalign_batch_state)i), report->counts[i]);
    ca_batch_put(report, "}}\n");
}

const ca_batch_format ca_batch_json = {"json", begin, job, end};
