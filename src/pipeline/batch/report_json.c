/* For programs; docs/json.md. One job a line. */
#include "check/reports/json_out.h"
#include "pipeline/batch/reports.h"

static void begin(ca_batch_report *report)
{
    ca_json_open(&report->json, '{');
    ca_json_key_number(&report->json, "version", 1);
    ca_json_key(&report->json, "jobs");
    ca_json_open(&report->json, '[');
}

static void job(ca_batch_report *report, const capalign_batch_job *job, bool first)
{
    (void)first;
    ca_json *json = &report->json;
    ca_json_line(json);
    ca_json_open(json, '{');
    ca_json_key_text(json, "key", job->key);
    ca_json_key_text(json, "state", capalign_batch_state_name(job->state));
    ca_json_key_text(json, "input", job->input);
    ca_json_key_text(json, "with", job->with);
    ca_json_key(json, "outputs");
    ca_json_open(json, '[');
    const char *list = job->outputs;
    for (ca_str path; ca_batch_next_path(&list, &path);)
        ca_json_str(json, path);
    ca_json_close(json, ']');
    ca_json_key_text(json, "message", job->message);
    ca_json_key(json, "exit_code");
    if (job->exit_code < 0)
        ca_json_null(json);
    else
        ca_json_int(json, job->exit_code);
    ca_json_key_number(json, "signal", (uint64_t)job->signal);
    ca_json_key_number(json, "attempts", job->attempts);
    ca_json_key(json, "took_us");
    ca_json_int(json, job->seconds_us);
    ca_json_close(json, '}');
}

static void end(ca_batch_report *report)
{
    ca_json *json = &report->json;
    ca_json_close(json, ']');
    ca_json_key(json, "counts");
    ca_json_open(json, '{');
    for (size_t i = 0; i < CAPALIGN_BATCH_STATES; i++)
        ca_json_key_number(json, capalign_batch_state_name((capalign_batch_state)i),
                           report->counts[i]);
    ca_json_close(json, '}');
    ca_json_close(json, '}');
    ca_out_text(json->out, "\n");
}

const ca_batch_format ca_batch_json = {"json", begin, job, end};
