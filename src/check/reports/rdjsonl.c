/* reviewdog's diagnostics, one JSON object a line: columns are bytes of UTF-8, ends are exclusive.
 * https://github.com/reviewdog/reviewdog/tree/master/proto/rdf */
#include "check/reports.h"

#include <stdio.h>

#include "check/reports/json_out.h"
#include "check/reports/places.h"

static void put_position(ca_json *json, const char *key, size_t line, size_t column)
{
    ca_json_key(json, key);
    ca_json_open(json, '{');
    ca_json_key_number(json, "line", line);
    if (column)
        ca_json_key_number(json, "column", column);
    ca_json_close(json, '}');
}

static void put_range(ca_json *json, ca_place_range range)
{
    ca_json_key(json, "range");
    ca_json_open(json, '{');
    put_position(json, "start", range.line, range.column);
    put_position(json, "end", range.end_line, range.end_column);
    ca_json_close(json, '}');
}

/* The beginning of a diagnostic, up to its path; the location stays open. */
static void begin(ca_report *report, ca_json *json, const capalign_check_result *result,
                  const char *message, const char *note)
{
    ca_json_open(json, '{');
    ca_json_key(json, "message");
    ca_report_shown_text(report, message);
    ca_strbuf_add_text(&report->text, note);
    ca_json_str(json, ca_strbuf_view(&report->text));
    ca_json_key(json, "location");
    ca_json_open(json, '{');
    ca_json_key_str(json, "path", ca_report_path(report, result));
}

static void end(ca_json *json, capalign_severity severity, const char *code)
{
    static const char *const names[] = {"INFO", "WARNING", "ERROR"};
    ca_json_key_text(json, "severity", names[severity]);
    ca_json_key(json, "source");
    ca_json_open(json, '{');
    ca_json_key_text(json, "name", "capalign");
    ca_json_close(json, '}');
    ca_json_key(json, "code");
    ca_json_open(json, '{');
    ca_json_key_text(json, "value", code);
    ca_json_close(json, '}');
}

static void finish(ca_json *json)
{
    ca_json_close(json, '}');
    ca_out_text(json->out, "\n");
    json->more = false;
}

static void put_suggestion(ca_json *json, const capalign_check_finding *finding)
{
    ca_place_range range;
    if (!ca_place_of_replacement(finding, CA_COLUMN_BYTES, &range))
        return;
    ca_json_key(json, "suggestions");
    ca_json_open(json, '[');
    ca_json_open(json, '{');
    put_range(json, range);
    ca_json_key_text(json, "text", finding->replacement);
    ca_json_close(json, '}');
    ca_json_close(json, ']');
}

static void put_finding(ca_report *report, ca_json *json, const capalign_check_result *result,
                        const capalign_check_finding *finding, const char *note)
{
    begin(report, json, result, finding->finding.message, note);
    if (finding->finding.line)
        put_range(json, ca_place_of_finding(finding, CA_COLUMN_BYTES));
    ca_json_close(json, '}');
    end(json, finding->finding.severity, finding->finding.code);
    put_suggestion(json, finding);
    finish(json);
}

static void put_error(ca_report *report, ca_json *json, const capalign_check_result *result)
{
    begin(report, json, result, result->error->message, "");
    if (result->error->line) {
        ca_json_key(json, "range");
        ca_json_open(json, '{');
        put_position(json, "start", result->error->line, 0);
        ca_json_close(json, '}');
    }
    ca_json_close(json, '}');
    end(json, CAPALIGN_ERROR, CA_REPORT_UNREADABLE);
    finish(json);
}

static void put_omitted(ca_report *report, ca_json *json, const capalign_check_result *result)
{
    char message[64];
    snprintf(message, sizeof message, "%zu more findings are not listed", result->omitted);
    begin(report, json, result, message, "");
    ca_json_close(json, '}');
    end(json, CAPALIGN_INFO, CA_REPORT_OMITTED);
    finish(json);
}

/* Columns of a file that was converted are those of its text as UTF-8: told once. */
static bool is_converted(const capalign_check_result *result)
{
    return result->encoding && strcmp(result->encoding, "UTF-8") != 0;
}

void ca_report_rdjsonl(ca_report *report)
{
    bool told = false;
    ca_json json = {.out = report->out};
    for (size_t i = 0; i < report->count; i++) {
        const capalign_check_result *result = report->results[i];
        if (result->error)
            put_error(report, &json, result);
        for (size_t k = 0; k < result->finding_count; k++) {
            bool tell = !told && is_converted(result);
            put_finding(report, &json, result, &result->findings[k],
                        tell ? " (the file is not UTF-8; columns are those of its text as UTF-8)"
                             : "");
            told |= tell;
        }
        if (result->omitted)
            put_omitted(report, &json, result);
    }
}
