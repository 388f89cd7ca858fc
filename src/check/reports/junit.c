/* JUnit XML as Jenkins and GitLab read it: a suite for each file, a failing case for each warning
 * and error. The message is the failure's text, which GitLab shows. There is no "file" attribute,
 * which Jenkins' schema refuses, and no system-out, in which GitLab looks for attachments. */
#include "check/reports.h"

#include "check/reports/shown.h"

/* Text for an element or a quoted attribute; characters that XML 1.0 forbids are shown. */
static void put_xml(ca_report *report, ca_str text)
{
    for (size_t at = 0; at < text.size;) {
        const char *from = text.data + at;
        size_t left = text.size - at;
        ca_shown piece = ca_shown_next(from, left, false);
        at += piece.taken;
        if (report->out->break_tokens && ca_shown_token(from, left))
            ca_out_text(report->out, *from == ':' ? "&#58;" : "&#35;");
        else if (*from == '&')
            ca_out_text(report->out, "&amp;");
        else if (*from == '<')
            ca_out_text(report->out, "&lt;");
        else if (*from == '>')
            ca_out_text(report->out, "&gt;");
        else if (*from == '"')
            ca_out_text(report->out, "&quot;");
        else if (piece.text[0] == '<') /* the name of a control of direction */
            ca_out_text(report->out, "&lt;"), ca_out_bytes(report->out, piece.text + 1, 3),
                ca_out_text(report->out, "&gt;");
        else
            ca_out_bytes(report->out, piece.text, piece.size);
    }
}

static void put_number(ca_report *report, const char *before, size_t number, const char *after)
{
    ca_out_text(report->out, before);
    ca_out_number(report->out, number);
    ca_out_text(report->out, after);
}

static void open_case(ca_report *report, const capalign_check_result *result)
{
    ca_out_text(report->out, "    <testcase classname=\"");
    put_xml(report, ca_report_path(report, result));
    ca_out_text(report->out, "\" name=\"");
}

/* What is wrong, from the case's name on. `element` is failure, error or skipped. */
static void put_problem(ca_report *report, const char *element, const char *code,
                        const char *message)
{
    ca_out_text(report->out, "\" time=\"0\">\n      <");
    ca_out_text(report->out, element);
    if (strcmp(element, "skipped") != 0) { /* which has no type */
        ca_out_text(report->out, " type=\"");
        put_xml(report, ca_str_of(code));
        ca_out_text(report->out, "\"");
    }
    ca_out_text(report->out, " message=\"");
    put_xml(report, ca_str_of(message));
    ca_out_text(report->out, "\">");
}

static void close_case(ca_report *report, const char *element)
{
    ca_out_text(report->out, "</");
    ca_out_text(report->out, element);
    ca_out_text(report->out, ">\n    </testcase>\n");
}

static void put_place(ca_report *report, const capalign_check_result *result, size_t line,
                      size_t column)
{
    put_xml(report, ca_report_path(report, result));
    if (line)
        put_number(report, ":", line, "");
    if (line && column)
        put_number(report, ":", column, "");
    ca_out_text(report->out, ": ");
}

/* Whether the finding before has the same name; findings are sorted by place and code. */
static bool is_same(const capalign_check_finding *a, const capalign_check_finding *b)
{
    return a->finding.line == b->finding.line && a->finding.column == b->finding.column &&
           strcmp(a->finding.code, b->finding.code) == 0;
}

/* Cases of the same name are one to GitLab, so equal ones get a number. */
static void put_name(ca_report *report, const capalign_check_finding *finding, size_t number)
{
    put_xml(report, ca_str_of(finding->finding.code));
    if (finding->finding.line)
        put_number(report, " at ", finding->finding.line, "");
    if (finding->finding.line && finding->finding.column)
        put_number(report, ":", finding->finding.column, "");
    if (number > 1)
        put_number(report, " (", number, ")");
}

/* An info is no failure, as it does not change the exit code; it is a case that was skipped. */
static void put_finding(ca_report *report, const capalign_check_result *result,
                        const capalign_check_finding *finding, size_t number)
{
    const capalign_finding *about = &finding->finding;
    const char *element = about->severity == CAPALIGN_INFO ? "skipped" : "failure";
    open_case(report, result);
    put_name(report, finding, number);
    put_problem(report, element, about->code, about->message);
    put_place(report, result, about->line, about->column);
    ca_out_text(report->out, capalign_severity_name(about->severity));
    ca_out_text(report->out, ": ");
    put_xml(report, ca_str_of(about->message));
    ca_out_text(report->out, " [");
    put_xml(report, ca_str_of(about->code));
    ca_out_text(report->out, "]");
    if (about->line && finding->source_line) {
        enum { MAX_QUOTED = 200 }; /* bytes: reports of long lines stay readable, and small */
        ca_str line = {finding->source_line, finding->source_line_bytes};
        bool cut = line.size > MAX_QUOTED;
        if (cut)
            line.size = ca_utf8_valid_prefix(line.data, MAX_QUOTED);
        ca_out_text(report->out, "\n");
        put_xml(report, line);
        ca_out_text(report->out, cut ? "..." : "");
    }
    close_case(report, element);
}

static void put_error(ca_report *report, const capalign_check_result *result)
{
    open_case(report, result);
    ca_out_text(report->out, CA_REPORT_UNREADABLE);
    put_problem(report, "error", CA_REPORT_UNREADABLE, result->error->message);
    put_place(report, result, result->error->line, result->error->column);
    put_xml(report, ca_str_of(result->error->message));
    close_case(report, "error");
}

static void put_omitted(ca_report *report, const capalign_check_result *result, const char *element)
{
    open_case(report, result);
    ca_out_text(report->out, CA_REPORT_OMITTED);
    put_problem(report, element, CA_REPORT_OMITTED, "there are more findings than are listed");
    put_number(report, "", result->omitted, " more findings are not listed");
    close_case(report, element);
}

/* What a suite holds. */
typedef struct suite {
    size_t failures;
    size_t errors;
    size_t skipped;
    bool passes;         /* one case that passes, so that a clean file is not an empty suite */
    const char *omitted; /* the element for those over the cap; NULL: none */
} suite;

static suite count(const capalign_check_result *result)
{
    suite s = {.errors = result->error != NULL};
    for (size_t i = 0; i < result->finding_count; i++)
        *(result->findings[i].finding.severity == CAPALIGN_INFO ? &s.skipped : &s.failures) += 1;
    size_t failing = result->counts[CAPALIGN_WARNING] + result->counts[CAPALIGN_ERROR];
    if (result->omitted) {
        s.omitted = failing > s.failures ? "failure" : "skipped";
        *(failing > s.failures ? &s.failures : &s.skipped) += 1;
    }
    s.passes = !s.failures && !s.errors;
    return s;
}

static void put_counts(ca_report *report, suite s)
{
    put_number(report, " tests=\"", s.failures + s.errors + s.skipped + s.passes, "\"");
    put_number(report, " failures=\"", s.failures, "\"");
    put_number(report, " errors=\"", s.errors, "\"");
    put_number(report, " skipped=\"", s.skipped, "\" time=\"0\">\n");
}

static void put_suite(ca_report *report, const capalign_check_result *result)
{
    suite s = count(result);
    size_t number = 1;
    ca_out_text(report->out, "  <testsuite name=\"");
    put_xml(report, ca_report_path(report, result));
    ca_out_text(report->out, "\"");
    put_counts(report, s);
    if (result->error)
        put_error(report, result);
    for (size_t i = 0; i < result->finding_count; i++) {
        bool same = i && is_same(&result->findings[i - 1], &result->findings[i]);
        number = same ? number + 1 : 1;
        put_finding(report, result, &result->findings[i], number);
    }
    if (s.omitted)
        put_omitted(report, result, s.omitted);
    if (s.passes) {
        open_case(report, result);
        ca_out_text(report->out, "captions\" time=\"0\"/>\n");
    }
    ca_out_text(report->out, "  </testsuite>\n");
}

void ca_report_junit(ca_report *report)
{
    size_t tests = 0, failures = 0, errors = 0;
    for (size_t i = 0; i < report->count; i++) {
        suite s = count(report->results[i]);
        tests += s.failures + s.errors + s.skipped + s.passes;
        failures += s.failures;
        errors += s.errors;
    }
    ca_out_text(report->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put_number(report, "<testsuites name=\"capalign\" tests=\"", tests, "\"");
    put_number(report, " failures=\"", failures, "\"");
    put_number(report, " errors=\"", errors, "\" time=\"0\">\n");
    for (size_t i = 0; i < report->count; i++)
        put_suite(report, report->results[i]);
    ca_out_text(report->out, "</testsuites>\n");
}
