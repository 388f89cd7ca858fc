/* SARIF 2.1.0 (OASIS), with all that GitHub's code scanning asks for on top:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
#include "check/reports.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include <capalign/capalign.h>

#include "check/reports/json_out.h"
#include "check/reports/paths.h"
#include "check/reports/places.h"
#include "check/reports/shown.h"

enum {
    MAX_RESULTS = 25000,    /* GitHub refuses a run with more */
    MAX_DESCRIPTION = 1024, /* characters, GitHub's */
};

typedef struct sarif {
    ca_report *report;
    ca_json json;
    ca_strbuf buffer;
    size_t room[3]; /* results that may still be written, by severity */
} sarif;

static const char *const levels[] = {"note", "warning", "error"};

/* ---- texts ---- */

/* "[text](1)" is a link, so brackets get a backslash, and so do backslashes before one (3.11.6). */
static void add_message(ca_strbuf *out, ca_str text)
{
    for (size_t i = 0; i < text.size; i++) {
        size_t slashes = 0;
        while (i + slashes < text.size && text.data[i + slashes] == '\\')
            slashes++;
        size_t at = i + slashes;
        bool bracket = at < text.size && (text.data[at] == '[' || text.data[at] == ']');
        ca_strbuf_add(out, text.data + i, slashes);
        if (bracket) {
            ca_strbuf_add(out, text.data + i, slashes);
            ca_strbuf_add(out, "\\", 1);
        }
        if (at < text.size)
            ca_strbuf_add(out, text.data + at, 1);
        i = at;
    }
}

/* An object {"text": ...}; never empty, as GitHub wants it. */
static void put_message(sarif *s, const char *key, const char *text, const char *otherwise)
{
    ca_str shown = ca_report_shown_text(s->report, text && *text ? text : otherwise);
    ca_strbuf_clear(&s->buffer);
    add_message(&s->buffer, shown);
    ca_str view = ca_strbuf_view(&s->buffer);
    if (view.size > MAX_DESCRIPTION && strcmp(key, "message") != 0)
        view.size = ca_utf8_valid_prefix(view.data, MAX_DESCRIPTION);
    ca_json_key(&s->json, key);
    ca_json_open(&s->json, '{');
    ca_json_key_str(&s->json, "text", view);
    ca_json_close(&s->json, '}');
}

/* ---- rules ---- */

static void put_help(sarif *s, const capalign_rule *rule)
{
    ca_strbuf help = {0};
    ca_strbuf_add_text(&help, rule->why && *rule->why ? rule->why : rule->code);
    if (rule->bad && *rule->bad)
        ca_strbuf_format(&help, "\n\nWrong:\n%s", rule->bad);
    if (rule->good && *rule->good)
        ca_strbuf_format(&help, "\n\nRight:\n%s", rule->good);
    ca_strbuf_clear(&s->buffer);
    add_message(&s->buffer, ca_strbuf_view(&help));
    s->report->out->no_memory |= help.failed;
    ca_strbuf_free(&help);
    ca_json_key(&s->json, "help");
    ca_json_open(&s->json, '{');
    ca_json_key_str(&s->json, "text", ca_strbuf_view(&s->buffer));
    ca_json_close(&s->json, '}');
}

static void put_rule(sarif *s, const capalign_rule *rule)
{
    ca_json_line(&s->json);
    ca_json_open(&s->json, '{');
    ca_json_key_text(&s->json, "id", rule->code);
    put_message(s, "shortDescription", rule->title, rule->code);
    put_message(s, "fullDescription", rule->why, rule->code);
    put_help(s, rule);
    ca_json_key(&s->json, "defaultConfiguration");
    ca_json_open(&s->json, '{');
    ca_json_key_text(&s->json, "level", levels[rule->severity]);
    ca_json_close(&s->json, '}');
    ca_json_close(&s->json, '}');
}

static void put_tool(sarif *s)
{
    static const capalign_rule unreadable = {
        .code = CA_REPORT_UNREADABLE,
        .title = "The file cannot be read",
        .why = "A caption file that cannot be read was not checked at all.",
        .severity = CAPALIGN_ERROR,
    };
    ca_json *json = &s->json;
    ca_json_key(json, "tool");
    ca_json_open(json, '{');
    ca_json_key(json, "driver");
    ca_json_open(json, '{');
    ca_json_key_text(json, "name", "capalign");
    ca_json_key_text(json, "version", capalign_version());
    ca_json_key_text(json, "semanticVersion", capalign_version());
    ca_json_key(json, "rules");
    ca_json_open(json, '[');
    put_rule(s, &unreadable);
    for (size_t i = 0; i < capalign_rule_count(); i++)
        put_rule(s, capalign_rule_at(i));
    ca_json_close(json, ']');
    ca_json_close(json, '}');
    ca_json_close(json, '}');
}

/* ---- places ---- */

/* GitHub does not follow links, so the path is that of the file itself where it lies below the
 * root, or the working folder. */
static void put_uri(sarif *s, const capalign_check_result *result)
{
    const char *root = s->report->root;
    char path[PATH_MAX], folder[PATH_MAX];
    ca_strbuf_clear(&s->buffer);
    ca_str shown = ca_report_path(s->report, result);
    if (result->path && realpath(result->path, path) && realpath(root ? root : ".", folder)) {
        ca_strbuf *to = &s->report->path;
        ca_strbuf resolved = {0};
        ca_report_add_path(&resolved, path, folder);
        if (!resolved.failed && resolved.size && resolved.data[0] != '/') {
            ca_strbuf_clear(to);
            ca_strbuf_add(to, resolved.data, resolved.size);
        }
        s->report->out->no_memory |= resolved.failed;
        shown = ca_strbuf_view(to);
        ca_strbuf_free(&resolved);
    }
    ca_report_add_uri(&s->buffer, shown);
    ca_json_key(&s->json, "artifactLocation");
    ca_json_open(&s->json, '{');
    ca_json_key_str(&s->json, "uri", ca_strbuf_view(&s->buffer));
    ca_json_close(&s->json, '}');
}

static void put_region(ca_json *json, const char *key, ca_place_range range)
{
    ca_json_key(json, key);
    ca_json_open(json, '{');
    ca_json_key_number(json, "startLine", range.line);
    ca_json_key_number(json, "startColumn", range.column);
    ca_json_key_number(json, "endLine", range.end_line);
    ca_json_key_number(json, "endColumn", range.end_column);
    ca_json_close(json, '}');
}

static void put_location(sarif *s, const capalign_check_result *result, ca_place_range range)
{
    ca_json *json = &s->json;
    ca_json_key(json, "locations");
    ca_json_open(json, '[');
    ca_json_open(json, '{');
    ca_json_key(json, "physicalLocation");
    ca_json_open(json, '{');
    put_uri(s, result);
    put_region(json, "region", range);
    ca_json_close(json, '}');
    ca_json_close(json, '}');
    ca_json_close(json, ']');
}

/* ---- results ---- */

static void put_fix(sarif *s, const capalign_check_result *result,
                    const capalign_check_finding *finding)
{
    ca_json *json = &s->json;
    ca_place_range range;
    if (!ca_place_of_replacement(finding, CA_COLUMN_UTF16, &range))
        return;
    ca_json_key(json, "fixes");
    ca_json_open(json, '[');
    ca_json_open(json, '{');
    ca_json_key(json, "artifactChanges");
    ca_json_open(json, '[');
    ca_json_open(json, '{');
    put_uri(s, result);
    ca_json_key(json, "replacements");
    ca_json_open(json, '[');
    ca_json_open(json, '{');
    put_region(json, "deletedRegion", range);
    ca_json_key(json, "insertedContent");
    ca_json_open(json, '{');
    ca_json_key_text(json, "text", finding->replacement);
    ca_json_close(json, '}');
    ca_json_close(json, '}');
    ca_json_close(json, ']');
    ca_json_close(json, '}');
    ca_json_close(json, ']');
    ca_json_close(json, '}');
    ca_json_close(json, ']');
}

static void begin_result(sarif *s, const char *code, capalign_severity severity,
                         const char *message)
{
    ca_json_line(&s->json);
    ca_json_open(&s->json, '{');
    ca_json_key_text(&s->json, "ruleId", code);
    ca_json_key_text(&s->json, "level", levels[severity]);
    put_message(s, "message", message, code);
}

static void end_result(sarif *s, const char *fingerprint)
{
    ca_json *json = &s->json;
    ca_json_key(json, "partialFingerprints");
    ca_json_open(json, '{');
    ca_json_key_text(json, "primaryLocationLineHash", fingerprint);
    ca_json_close(json, '}');
    ca_json_close(json, '}');
}

static void put_error(sarif *s, const capalign_check_result *result)
{
    size_t line = result->error->line ? result->error->line : 1;
    size_t column = result->error->line && result->error->column ? result->error->column : 1;
    begin_result(s, CA_REPORT_UNREADABLE, CAPALIGN_ERROR, result->error->message);
    put_location(s, result, (ca_place_range){line, column, line, column});
    end_result(s, CA_REPORT_UNREADABLE);
}

static bool has_room(sarif *s, capalign_severity severity)
{
    if (!s->room[severity])
        return false;
    s->room[severity]--;
    return true;
}

static void put_result(sarif *s, const capalign_check_result *result)
{
    if (result->error && has_room(s, CAPALIGN_ERROR))
        put_error(s, result);
    for (size_t i = 0; i < result->finding_count; i++) {
        const capalign_check_finding *finding = &result->findings[i];
        if (!has_room(s, finding->finding.severity))
            continue;
        begin_result(s, finding->finding.code, finding->finding.severity, finding->finding.message);
        put_location(s, result, ca_place_of_finding(finding, CA_COLUMN_UTF16));
        put_fix(s, result, finding);
        end_result(s, finding->fingerprint);
    }
}

/* Shares the room out, errors first; returns how many results find none. */
static size_t share_room(sarif *s)
{
    size_t counts[3] = {0}, left = MAX_RESULTS, over = 0;
    for (size_t i = 0; i < s->report->count; i++) {
        const capalign_check_result *result = s->report->results[i];
        counts[CAPALIGN_ERROR] += result->error != NULL;
        for (size_t k = 0; k < result->finding_count; k++)
            counts[result->findings[k].finding.severity]++;
    }
    for (int severity = CAPALIGN_ERROR; severity >= CAPALIGN_INFO; severity--) {
        s->room[severity] = counts[severity] < left ? counts[severity] : left;
        left -= s->room[severity];
        over += counts[severity] - s->room[severity];
    }
    return over;
}

/* Whether the check reached every file, and what the report leaves out. */
static void put_invocation(sarif *s, size_t over)
{
    ca_json *json = &s->json;
    ca_report_totals totals = ca_report_count(s->report);
    ca_json_key(json, "invocations");
    ca_json_open(json, '[');
    ca_json_open(json, '{');
    ca_json_key(json, "executionSuccessful");
    ca_json_bool(json, totals.unreadable == 0);
    if (totals.omitted || over) {
        char text[128];
        snprintf(text, sizeof text, "%zu more findings are not listed", totals.omitted + over);
        ca_json_key(json, "toolExecutionNotifications");
        ca_json_open(json, '[');
        ca_json_open(json, '{');
        ca_json_key_text(json, "level", "warning");
        put_message(s, "message", text, text);
        ca_json_close(json, '}');
        ca_json_close(json, ']');
    }
    ca_json_close(json, '}');
    ca_json_close(json, ']');
}

static void put_run(sarif *s)
{
    ca_json *json = &s->json;
    size_t over = share_room(s);
    ca_json_open(json, '{');
    put_tool(s);
    ca_json_key_text(json, "columnKind", "utf16CodeUnits");
    put_invocation(s, over);
    ca_json_key(json, "results");
    ca_json_open(json, '[');
    for (size_t i = 0; i < s->report->count; i++)
        put_result(s, s->report->results[i]);
    ca_json_close(json, ']');
    ca_json_close(json, '}');
}

void ca_report_sarif(ca_report *report)
{
    sarif s = {.report = report, .json = {.out = report->out}};
    ca_json *json = &s.json;
    ca_json_open(json, '{');
    ca_json_key_text(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    ca_json_key_text(json, "version", "2.1.0");
    ca_json_key(json, "runs");
    ca_json_open(json, '[');
    put_run(&s);
    ca_json_close(json, ']');
    ca_json_close(json, '}');
    ca_out_text(report->out, "\n");
    report->out->no_memory |= s.buffer.failed;
    ca_strbuf_free(&s.buffer);
}
