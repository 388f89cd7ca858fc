/* Reports from the inside: one writer a file in reports/, each a row of the list in reports.c. */
#ifndef CA_CHECK_REPORTS_H
#define CA_CHECK_REPORTS_H

#include <capalign/check.h>

#include "base/strbuf.h"
#include "check/reports/out.h"

/* The code under which a file that could not be read is told where a format needs one. */
#define CA_REPORT_UNREADABLE "unreadable"
/* The same for the count of findings over the cap. */
#define CA_REPORT_OMITTED "omitted"

/* A report that is being written. The two buffers are scratch: what they hold is good until the
 * next call that names them. */
typedef struct ca_report {
    const capalign_check_result *const *results;
    size_t count;
    const char *root;
    bool color;
    ca_out *out;
    ca_strbuf path; /* ca_report_path */
    ca_strbuf text; /* ca_report_shown */
} ca_report;

/* Totals over all results. */
typedef struct ca_report_totals {
    size_t findings[3]; /* by severity, omitted ones included */
    size_t omitted;
    size_t baseline;
    size_t unreadable;
} ca_report_totals;

ca_report_totals ca_report_count(const ca_report *report);
/* The path as reports show it (reports/paths.h), as bytes. */
ca_str ca_report_path(ca_report *report, const capalign_check_result *result);
/* The text with all that is not fit to be seen made visible (reports/shown.h). */
ca_str ca_report_shown(ca_report *report, ca_str text);
/* "" for NULL. */
ca_str ca_report_shown_text(ca_report *report, const char *text);

void ca_report_text(ca_report *report);
void ca_report_json(ca_report *report);
void ca_report_junit(ca_report *report);
void ca_report_sarif(ca_report *report);
void ca_report_github(ca_report *report);
void ca_report_gitlab(ca_report *report);
void ca_report_rdjsonl(ca_report *report);

#endif
