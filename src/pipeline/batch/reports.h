/* Reports on a batch: one writer a format, each a row of the list in reports.c. */
#ifndef CA_PIPELINE_BATCH_REPORTS_H
#define CA_PIPELINE_BATCH_REPORTS_H

#include "check/reports/json_out.h"
#include "pipeline/batch/batch.h"

/* A report that is being written; failures stick in `out`. */
typedef struct ca_batch_report {
    ca_out out;
    ca_json json; /* onto `out` */
    size_t counts[CAPALIGN_BATCH_STATES];
    size_t total;
} ca_batch_report;

void ca_batch_put(ca_batch_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The text with what is special in XML and HTML, and what XML 1.0 forbids, made harmless. */
void ca_batch_put_xml(ca_batch_report *report, const char *text);
/* With control characters shown as \xHH. */
void ca_batch_put_plain(ca_batch_report *report, const char *text);

/* A format: counts are known at `begin`; then each job comes once. */
typedef struct ca_batch_format {
    const char *name;
    void (*begin)(ca_batch_report *report);
    void (*job)(ca_batch_report *report, const capalign_batch_job *job, bool first);
    void (*end)(ca_batch_report *report);
} ca_batch_format;

extern const ca_batch_format ca_batch_text, ca_batch_json, ca_batch_junit, ca_batch_html;

#endif
