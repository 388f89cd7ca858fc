/* GitLab's Code Quality report: a JSON array, the issues of Code Climate cut down to what GitLab
 * reads. https://docs.gitlab.com/ci/testing/code_quality/ */
#include "check/reports.h"

#include <stdio.h>

#include "base/hash.h"
#include "check/reports/json_out.h"

static const char *const severities[] = {"info", "minor", "major"};

/* Findings of one fingerprint count as one, so the path is in it; lines are not. */
static void put_fingerprint(ca_json *json, ca_str path, const char *of)
{
    uint64_t first = ca_hash(path) ^ ca_hash(ca_str_of(of)) * UINT64_C(0x9E3779B97F4A7C15);
    char text[17 + 32 + 1];
    snprintf(text, sizeof text, "%016llx%.32s", (unsigned long long)first, of);
    ca_json_key_text(json, "fingerprint", text);
}

static void put_issue(ca_report *report, ca_json *json, const capalign_check_result *result,
                      const char *message, const char *code, const char *severity, size_t line,
                      const char *fingerprint)
{
    ca_json_line(json);
    ca_json_open(json, '{');
    ca_json_key_str(json, "description", ca_report_shown_text(report, message));
    ca_json_key_text(json, "check_name", code);
    put_fingerprint(json, ca_report_path(report, result), fingerprint);
    ca_json_key_text(json, "severity", severity);
    ca_json_key(json, "location");
    ca_json_open(json, '{');
    ca_json_key_str(json, "path", ca_report_path(report, result));
    ca_json_key(json, "lines");
    ca_json_open(json, '{');
    ca_json_key_number(json, "begin", line ? line : 1);
    ca_json_close(json, '}');
    ca_json_close(json, '}');
    ca_json_close(json, '}');
}

static void put_result(ca_report *report, ca_json *json, const capalign_check_result *result)
{
    if (result->error)
        put_issue(report, json, result, result->error->message, CA_REPORT_UNREADABLE, "critical",
                  result->error->line, CA_REPORT_UNREADABLE);
    for (size_t i = 0; i < result->finding_count; i++) {
        const capalign_check_finding *finding = &result->findings[i];
        put_issue(report, json, result, finding->finding.message, finding->finding.code,
                  severities[finding->finding.severity], finding->finding.line,
                  finding->fingerprint);
    }
    if (!result->omitted)
        return;
    char message[64];
    snprintf(message, sizeof message, "%zu more findings are not listed", result->omitted);
    put_issue(report, json, result, message, CA_REPORT_OMITTED, "info", 0, CA_REPORT_OMITTED);
}

void ca_report_gitlab(ca_report *report)
{
    ca_json json = {.out = report->out};
    ca_json_open(&json, '[');
    for (size_t i = 0; i < report->count; i++)
        put_result(report, &json, report->results[i]);
    ca_json_close(&json, ']');
    ca_out_text(report->out, "\n");
}
