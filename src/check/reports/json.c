/* The report that programs read, and that a baseline is (docs/json.md). It is stable and holds
 * everything; one finding a line, so that two of them can be compared. */
#include "check/reports.h"

#include <stdlib.h>

#include <capalign/capalign.h>

#include "check/reports/json_out.h"

enum { REPORT_VERSION = 1 };

/* 0 is "does not apply". */
static void put_position(ca_json *json, const char *key, size_t number)
{
    ca_json_key(json, key);
    if (number)
        ca_json_number(json, number);
    else
        ca_json_null(json);
}

static void put_replacement(ca_json *json, const capalign_check_finding *finding)
{
    ca_json_key(json, "replacement");
    if (!finding->replacement) {
        ca_json_null(json);
        return;
    }
    ca_json_open(json, '{');
    ca_json_key_number(json, "from", finding->replaced_from);
    ca_json_key_number(json, "to", finding->replaced_to);
    ca_json_key_text(json, "text", finding->replacement);
    ca_json_close(json, '}');
}

static void put_cue(ca_json *json, const capalign_check_finding *finding)
{
    ca_json_key(json, "cue");
    if (finding->finding.cue == SIZE_MAX)
        ca_json_null(json);
    else
        ca_json_number(json, finding->finding.cue);
    ca_json_key(json, "start_us");
    if (finding->start_us == CAPALIGN_TIME_NONE)
        ca_json_null(json);
    else
        ca_json_int(json, finding->start_us);
}

static void put_finding(ca_json *json, const capalign_check_finding *finding)
{
    const capalign_finding *about = &finding->finding;
    ca_json_line(json);
    ca_json_open(json, '{');
    ca_json_key_text(json, "code", about->code);
    ca_json_key_text(json, "severity", capalign_severity_name(about->severity));
    ca_json_key_text(json, "message", about->message);
    put_position(json, "line", about->line);
    put_position(json, "column", about->column);
    put_position(json, "end_line", about->line ? finding->end_line : 0);
    put_position(json, "end_column", about->column ? finding->end_column : 0);
    ca_json_key_number(json, "from", finding->from);
    ca_json_key_number(json, "to", finding->to);
    put_cue(json, finding);
    ca_json_key_text(json, "value", finding->value);
    ca_json_key_text(json, "limit", finding->limit);
    ca_json_key_text(json, "fix", capalign_fix_name(about->fix));
    put_replacement(json, finding);
    ca_json_key_text(json, "fingerprint", finding->fingerprint);
    ca_json_close(json, '}');
}

static void put_error(ca_json *json, const capalign_error *error)
{
    ca_json_key(json, "error");
    if (!error) {
        ca_json_null(json);
        return;
    }
    ca_json_open(json, '{');
    ca_json_key_text(json, "code", capalign_code_name(error->code));
    ca_json_key_text(json, "message", error->message);
    ca_json_key_text(json, "file", error->file[0] ? error->file : NULL);
    put_position(json, "line", error->line);
    put_position(json, "column", error->column);
    ca_json_key(json, "time_us");
    if (error->time_us == CAPALIGN_TIME_NONE)
        ca_json_null(json);
    else
        ca_json_int(json, error->time_us);
    ca_json_close(json, '}');
}

static void put_counts(ca_json *json, const size_t counts[3], size_t omitted, size_t baseline)
{
    ca_json_key_number(json, "errors", counts[CAPALIGN_ERROR]);
    ca_json_key_number(json, "warnings", counts[CAPALIGN_WARNING]);
    ca_json_key_number(json, "infos", counts[CAPALIGN_INFO]);
    ca_json_key_number(json, "omitted", omitted);
    ca_json_key_number(json, "baseline_count", baseline);
}

static void put_file(ca_report *report, ca_json *json, const capalign_check_result *result)
{
    ca_json_line(json);
    ca_json_open(json, '{');
    ca_json_key_str(json, "path", ca_report_path(report, result));
    ca_json_key_text(json, "format", result->format);
    ca_json_key_text(json, "encoding", result->encoding);
    ca_json_key_number(json, "cues", result->cue_count);
    put_counts(json, result->counts, result->omitted, result->baseline_count);
    put_error(json, result->error);
    ca_json_key(json, "findings");
    ca_json_open(json, '[');
    for (size_t i = 0; i < result->finding_count; i++)
        put_finding(json, &result->findings[i]);
    ca_json_close(json, ']');
    ca_json_close(json, '}');
}

static void put_rule(ca_json *json, const capalign_rule *rule)
{
    ca_json_line(json);
    ca_json_open(json, '{');
    ca_json_key_text(json, "code", rule->code);
    ca_json_key_text(json, "title", rule->title);
    ca_json_key_text(json, "why", rule->why);
    ca_json_key_text(json, "unit", rule->unit);
    ca_json_key_text(json, "fix", capalign_fix_name(rule->fix));
    ca_json_close(json, '}');
}

/* Marks the rules that findings name. Findings of a rule often follow each other. */
static void mark_used(const ca_report *report, bool *used)
{
    const char *last = NULL;
    for (size_t i = 0; i < report->count; i++)
        for (size_t k = 0; k < report->results[i]->finding_count; k++) {
            const char *code = report->results[i]->findings[k].finding.code;
            for (size_t r = 0; code != last && r < capalign_rule_count(); r++)
                used[r] |= strcmp(capalign_rule_at(r)->code, code) == 0;
            last = code;
        }
}

/* The rules that findings name, in the order of the list. */
static void put_rules(ca_report *report, ca_json *json)
{
    bool *used = calloc(capalign_rule_count() + 1, sizeof *used);
    if (!used) {
        report->out->no_memory = true;
        return;
    }
    mark_used(report, used);
    ca_json_key(json, "rules");
    ca_json_open(json, '[');
    for (size_t r = 0; r < capalign_rule_count(); r++)
        if (used[r])
            put_rule(json, capalign_rule_at(r));
    ca_json_close(json, ']');
    free(used);
}

void ca_report_json(ca_report *report)
{
    ca_json json = {.out = report->out};
    ca_report_totals totals = ca_report_count(report);
    ca_json_open(&json, '{');
    ca_json_key_text(&json, "kind", "check");
    ca_json_key_number(&json, "version", REPORT_VERSION);
    ca_json_key_text(&json, "capalign", capalign_version());
    put_counts(&json, totals.findings, totals.omitted, totals.baseline);
    ca_json_key_number(&json, "unreadable", totals.unreadable);
    ca_json_key(&json, "files");
    ca_json_open(&json, '[');
    for (size_t i = 0; i < report->count; i++)
        put_file(report, &json, report->results[i]);
    ca_json_close(&json, ']');
    put_rules(report, &json);
    ca_json_close(&json, '}');
    ca_out_text(report->out, "\n");
}
