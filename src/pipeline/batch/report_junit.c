/* JUnit XML, as CI systems read it: a test case a job; what is doubtful is a failure, what could
 * not be done an error. The message stands in the element's text, which is what GitLab shows. */
#include <inttypes.h>

#include "pipeline/batch/reports.h"

static void begin(ca_batch_report *report)
{
    const size_t *counts = report->counts;
    size_t errors = counts[CAPALIGN_BATCH_FAILED] + counts[CAPALIGN_BATCH_CRASHED] +
                    counts[CAPALIGN_BATCH_TIMEOUT];
    ca_batch_put(report,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                 "<testsuite name=\"capalign batch\" tests=\"%zu\" failures=\"%zu\" "
                 "errors=\"%zu\" skipped=\"%zu\">\n",
                 report->total, counts[CAPALIGN_BATCH_DOUBTFUL], errors,
                 counts[CAPALIGN_BATCH_GONE]);
}

static const char *element_of(capalign_batch_state state)
{
    switch (state) {
    case CAPALIGN_BATCH_DOUBTFUL:
        return "failure";
    case CAPALIGN_BATCH_GONE:
        return "skipped";
    default:
        return "error";
    }
}

static void job(ca_batch_report *report, const capalign_batch_job *job, bool first)
{
    (void)first;
    ca_batch_put(report, "<testcase classname=\"capalign.batch\" name=\"");
    ca_batch_put_xml(report, job->key);
    int64_t ms = job->seconds_us < 0 ? 0 : job->seconds_us / 1000;
    ca_batch_put(report, "\" time=\"%" PRId64 ".%03" PRId64 "\"", ms / 1000, ms % 1000);
    if (job->state == CAPALIGN_BATCH_DONE) {
        ca_batch_put(report, "/>\n");
        return;
    }
    const char *element = element_of(job->state);
    ca_batch_put(report, ">\n<%s message=\"%s\">", element, capalign_batch_state_name(job->state));
    ca_batch_put_xml(report, job->input);
    ca_batch_put(report, ": %s", capalign_batch_state_name(job->state));
    if (job->signal)
        ca_batch_put(report, " by signal %d", job->signal);
    ca_batch_put(report, "\n");
    ca_batch_put_xml(report, job->message);
    ca_batch_put(report, "</%s>\n</testcase>\n", element);
}

static void end(ca_batch_report *report)
{
    ca_batch_put(report, "</testsuite>\n</testsuites>\n");
}

const ca_batch_format ca_batch_junit = {"junit", begin, job, end};
