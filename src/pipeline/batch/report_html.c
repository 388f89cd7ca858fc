/* One self-contained page, without scripts. */
#include <inttypes.h>

#include "pipeline/batch/reports.h"

static void begin(ca_batch_report *report)
{
    ca_batch_put(report,
                 "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                 "<title>capalign batch</title>\n<style>"
                 "body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:70em}"
                 "table{border-collapse:collapse;width:100%%}"
                 "td,th{text-align:left;padding:.25em .6em;border-bottom:1px solid #ddd;"
                 "vertical-align:top;overflow-wrap:anywhere}"
                 ".done{color:#176d2c}.doubtful{color:#8a5a00}"
                 ".failed,.crashed,.timeout{color:#a11}.gone{color:#666}"
                 "</style></head><body>\n<h1>capalign batch</h1>\n<p>%zu job%s",
                 report->total, report->total == 1 ? "" : "s");
    for (size_t i = 0; i < CAPALIGN_BATCH_STATES; i++)
        if (report->counts[i])
            ca_batch_put(report, ", <b class=\"%s\">%zu %s</b>",
                         capalign_batch_state_name((capalign_batch_state)i), report->counts[i],
                         capalign_batch_state_name((capalign_batch_state)i));
    ca_batch_put(report, "</p>\n<table><thead><tr><th>Input</th><th>State</th><th>Seconds</th>"
                         "<th>Attempts</th><th>Message</th></tr></thead><tbody>\n");
}

static void job(ca_batch_report *report, const capalign_batch_job *job, bool first)
{
    (void)first;
    const char *state = capalign_batch_state_name(job->state);
    int64_t tenths = job->seconds_us < 0 ? 0 : job->seconds_us / 100000;
    ca_batch_put(report, "<tr><td>");
    ca_batch_put_xml(report, job->input);
    ca_batch_put(report,
                 "</td><td class=\"%s\">%s</td><td>%" PRId64 ".%" PRId64 "</td><td>%u</td><td>",
                 state, state, tenths / 10, tenths % 10, job->attempts);
    ca_batch_put_xml(report, job->message);
    ca_batch_put(report, "</td></tr>\n");
}

static void end(ca_batch_report *report)
{
    ca_batch_put(report, "</tbody></table>\n</body></html>\n");
}

const ca_batch_format ca_batch_html = {"html", begin, job, end};
