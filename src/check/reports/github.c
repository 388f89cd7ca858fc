/* GitHub's annotations: workflow commands on standard output. The runner shows ten of a kind for
 * each step, so errors come first. Escapes are those of the runner's own tool kit
 * (https://github.com/actions/toolkit, packages/core/src/command.ts). */
#include "check/reports.h"

#include "check/reports/shown.h"

enum { SHOWN_OF_A_KIND = 10 };

/* What is read is what was written: "%" first, then what ends a command or a property. */
static void put_escaped(ca_report *report, const char *bytes, size_t size, bool property)
{
    for (size_t i = 0; i < size; i++) {
        const char *code = NULL;
        if (bytes[i] == '%')
            code = "%25";
        else if (bytes[i] == '\r')
            code = "%0D";
        else if (bytes[i] == '\n')
            code = "%0A";
        else if (property && bytes[i] == ':')
            code = "%3A";
        else if (property && bytes[i] == ',')
            code = "%2C";
        if (code)
            ca_out_text(report->out, code);
        else
            ca_out_bytes(report->out, &bytes[i], 1);
    }
}

static void put_message(ca_report *report, const char *text)
{
    for (size_t left = strlen(text); left;) {
        ca_shown piece = ca_shown_next(text, left, true);
        put_escaped(report, piece.text, piece.size, false);
        text += piece.taken;
        left -= piece.taken;
    }
}

/* Line ends and colons come back as they are; "##[" and what no log should hold does not. */
static void put_property(ca_report *report, const char *name, ca_str value)
{
    ca_out_text(report->out, name);
    for (size_t at = 0; at < value.size;) {
        const char *text = value.data + at;
        bool plain = *text == ':' || *text == '\n' || *text == '\r';
        ca_shown piece = ca_shown_next(text, value.size - at, true);
        put_escaped(report, plain ? text : piece.text, plain ? 1 : piece.size, true);
        at += piece.taken;
    }
}

static void put_number(ca_report *report, const char *name, size_t number)
{
    if (!number)
        return;
    ca_out_text(report->out, name);
    ca_out_number(report->out, number);
}

static void put_annotation(ca_report *report, const capalign_check_result *result,
                           capalign_severity severity, size_t line, size_t column, const char *code,
                           const char *message)
{
    static const char *const names[] = {"notice", "warning", "error"};
    ca_out_text(report->out, "::");
    ca_out_text(report->out, names[severity]);
    put_property(report, " file=", ca_report_path(report, result));
    put_number(report, ",line=", line);
    put_number(report, ",col=", line ? column : 0);
    put_property(report, ",title=", ca_str_of(code));
    ca_out_text(report->out, "::");
    put_message(report, message);
    ca_out_text(report->out, "\n");
}

/* All annotations of one severity; returns how many. */
static size_t put_severity(ca_report *report, capalign_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < report->count; i++) {
        const capalign_check_result *result = report->results[i];
        const capalign_error *error = result->error;
        if (error && severity == CAPALIGN_ERROR) {
            put_annotation(report, result, severity, error->line, error->column,
                           CA_REPORT_UNREADABLE, error->message);
            count++;
        }
        for (size_t k = 0; k < result->finding_count; k++) {
            const capalign_finding *finding = &result->findings[k].finding;
            if (finding->severity != severity)
                continue;
            put_annotation(report, result, severity, finding->line, finding->column, finding->code,
                           finding->message);
            count++;
        }
    }
    return count;
}

static void put_left_out(ca_report *report, size_t count, const char *what)
{
    if (!count)
        return;
    ca_out_text(report->out, "; ");
    ca_out_number(report->out, count);
    ca_out_text(report->out, what);
}

void ca_report_github(ca_report *report)
{
    size_t all = 0, hidden = 0;
    for (int severity = CAPALIGN_ERROR; severity >= CAPALIGN_INFO; severity--) {
        size_t count = put_severity(report, (capalign_severity)severity);
        hidden += count > SHOWN_OF_A_KIND ? count - SHOWN_OF_A_KIND : 0;
        all += count;
    }
    ca_report_totals totals = ca_report_count(report);
    ca_out_text(report->out, "capalign: ");
    ca_out_number(report->out, report->count);
    ca_out_text(report->out, report->count == 1 ? " file, " : " files, ");
    ca_out_number(report->out, all + totals.omitted);
    ca_out_text(report->out, all + totals.omitted == 1 ? " finding" : " findings");
    put_left_out(report, hidden, " are in this log only, since GitHub shows 10 of a kind");
    put_left_out(report, totals.omitted, " are left out");
    put_left_out(report, totals.baseline, " more are in the baseline");
    ca_out_text(report->out, "\n");
}
