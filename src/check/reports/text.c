/* The report for people: what and where as compilers tell it, the line, and a caret. */
#include "check/reports.h"

#include "check/reports/places.h"
#include "check/reports/shown.h"

enum {
    MAX_WIDTH = 100, /* columns of a source line that are shown */
    BEFORE = 30,     /* of them before the place, where the line is longer */
    TAB = 8,
};

typedef enum style { PLAIN, BOLD, RED, YELLOW, CYAN, GREEN } style;

static void set_style(ca_report *report, style to)
{
    static const char *const codes[] = {"\033[0m",    "\033[1m",    "\033[1;31m",
                                        "\033[1;33m", "\033[1;36m", "\033[1;32m"};
    if (report->color)
        ca_out_text(report->out, codes[to]);
}

static void put_shown(ca_report *report, ca_str text)
{
    for (size_t at = 0; at < text.size;) {
        ca_shown piece = ca_shown_next(text.data + at, text.size - at, report->out->break_tokens);
        ca_out_bytes(report->out, piece.text, piece.size);
        at += piece.taken;
    }
}

/* ---- the source line ---- */

/* What of a line is shown: columns [from, to) of all its columns, [mark, mark_end) underlined. */
typedef struct view {
    size_t from;
    size_t to;
    size_t mark;
    size_t mark_end;
    size_t all;
} view;

static ca_shown next_piece(const ca_report *report, ca_str line, size_t at, size_t column)
{
    if (line.data[at] != '\t')
        return ca_shown_next(line.data + at, line.size - at, report->out->break_tokens);
    ca_shown tab = {.taken = 1, .width = TAB - column % TAB};
    tab.size = tab.width;
    memset(tab.text, ' ', tab.size);
    return tab;
}

static view look(const ca_report *report, ca_str line, size_t from, size_t to)
{
    view seen = {.mark = SIZE_MAX};
    size_t column = 0;
    for (size_t at = 0; at < line.size;) {
        ca_shown piece = next_piece(report, line, at, column);
        if (at <= from)
            seen.mark = column;
        column += piece.width;
        at += piece.taken;
        if (at <= to)
            seen.mark_end = column;
    }
    if (from >= line.size)
        seen.mark = column;
    seen.all = column;
    seen.from = column > MAX_WIDTH && seen.mark > BEFORE ? seen.mark - BEFORE : 0;
    seen.to = column - seen.from > MAX_WIDTH ? seen.from + MAX_WIDTH : column;
    return seen;
}

static void put_pieces(const ca_report *report, ca_str line, view *seen)
{
    size_t column = 0, first = SIZE_MAX;
    for (size_t at = 0; at < line.size && column < seen->to;) {
        ca_shown piece = next_piece(report, line, at, column);
        if (column >= seen->from && column + piece.width <= seen->to &&
            (first != SIZE_MAX || piece.width)) {
            first = first == SIZE_MAX ? column : first;
            ca_out_bytes(report->out, piece.text, piece.size);
        }
        column += piece.width;
        at += piece.taken;
    }
    if (first != SIZE_MAX)
        seen->from = first; /* a wide character may have been cut in two */
}

static void put_line(ca_report *report, const capalign_check_finding *finding)
{
    ca_str line = ca_place_line(finding);
    size_t column = finding->finding.column ? finding->finding.column : 1;
    size_t from = ca_place_byte(line, column), to = line.size;
    if (finding->end_line == finding->finding.line && finding->finding.column)
        to = ca_place_byte(line, finding->end_column);
    view seen = look(report, line, from, to);
    bool cut = seen.from > 0;
    ca_out_text(report->out, cut ? "    | ..." : "    | ");
    put_pieces(report, line, &seen);
    ca_out_text(report->out, seen.to < seen.all ? "...\n    | " : "\n    | ");
    size_t indent = seen.mark > seen.from ? seen.mark - seen.from : 0;
    ca_out_fill(report->out, ' ', indent + (cut ? strlen("...") : 0));
    set_style(report, GREEN);
    ca_out_text(report->out, "^");
    size_t end = seen.mark_end < seen.to ? seen.mark_end : seen.to;
    if (end > seen.mark + 1)
        ca_out_fill(report->out, '~', end - seen.mark - 1);
    set_style(report, PLAIN);
    ca_out_text(report->out, "\n");
}

/* ---- findings ---- */

static void put_place(ca_report *report, const capalign_check_result *result, size_t line,
                      size_t column)
{
    set_style(report, BOLD);
    put_shown(report, ca_report_path(report, result));
    if (line) {
        ca_out_text(report->out, ":");
        ca_out_number(report->out, line);
    }
    if (line && column) {
        ca_out_text(report->out, ":");
        ca_out_number(report->out, column);
    }
    ca_out_text(report->out, ": ");
    set_style(report, PLAIN);
}

static void put_message(ca_report *report, capalign_severity severity, const char *message,
                        const char *code)
{
    static const style styles[] = {CYAN, YELLOW, RED};
    set_style(report, styles[severity]);
    ca_out_text(report->out, capalign_severity_name(severity));
    ca_out_text(report->out, ": ");
    set_style(report, PLAIN);
    put_shown(report, ca_str_of(message));
    ca_out_text(report->out, " [");
    put_shown(report, ca_str_of(code));
    ca_out_text(report->out, "]\n");
}

static void put_result(ca_report *report, const capalign_check_result *result)
{
    if (result->error) {
        put_place(report, result, result->error->line, result->error->column);
        put_message(report, CAPALIGN_ERROR, result->error->message, CA_REPORT_UNREADABLE);
    }
    for (size_t i = 0; i < result->finding_count; i++) {
        const capalign_check_finding *finding = &result->findings[i];
        put_place(report, result, finding->finding.line, finding->finding.column);
        put_message(report, finding->finding.severity, finding->finding.message,
                    finding->finding.code);
        if (finding->finding.line && finding->source_line)
            put_line(report, finding);
    }
    if (result->omitted) {
        put_place(report, result, 0, 0);
        ca_out_number(report->out, result->omitted);
        ca_out_text(report->out, " more findings are not listed\n");
    }
}

/* ---- the summary ---- */

/* ", 2 warnings"; nothing for 0. */
static void put_count(ca_report *report, size_t count, const char *one, const char *many)
{
    if (!count)
        return;
    ca_out_text(report->out, ", ");
    ca_out_number(report->out, count);
    ca_out_text(report->out, count == 1 ? one : many);
}

void ca_report_text(ca_report *report)
{
    for (size_t i = 0; i < report->count; i++)
        put_result(report, report->results[i]);
    ca_report_totals totals = ca_report_count(report);
    const size_t *by = totals.findings;
    ca_out_number(report->out, report->count);
    ca_out_text(report->out, report->count == 1 ? " file" : " files");
    if (!by[0] && !by[1] && !by[2])
        ca_out_text(report->out, ", no findings");
    put_count(report, by[CAPALIGN_ERROR], " error", " errors");
    put_count(report, by[CAPALIGN_WARNING], " warning", " warnings");
    put_count(report, by[CAPALIGN_INFO], " info", " infos");
    put_count(report, totals.omitted, " not listed", " not listed");
    put_count(report, totals.baseline, " in the baseline", " in the baseline");
    put_count(report, totals.unreadable, " file cannot be read", " files cannot be read");
    ca_out_text(report->out, "\n");
}
