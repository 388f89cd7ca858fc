/* The list of reports, and what they share. */
#include "check/reports.h"

#include <string.h>

#include "base/error.h"
#include "check/reports/paths.h"
#include "check/reports/shown.h"

static const struct report_format {
    const char *name;
    void (*write)(ca_report *report);
} formats[] = {
    {"text", ca_report_text},       {"json", ca_report_json},     {"junit", ca_report_junit},
    {"sarif", ca_report_sarif},     {"github", ca_report_github}, {"gitlab", ca_report_gitlab},
    {"rdjsonl", ca_report_rdjsonl},
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

size_t capalign_report_format_count(void)
{
    return FORMATS;
}

const char *capalign_report_format_name(size_t index)
{
    return index < FORMATS ? formats[index].name : NULL;
}

ca_report_totals ca_report_count(const ca_report *report)
{
    ca_report_totals totals = {0};
    for (size_t i = 0; i < report->count; i++) {
        const capalign_check_result *result = report->results[i];
        for (size_t s = 0; s < 3; s++)
            totals.findings[s] += result->counts[s];
        totals.omitted += result->omitted;
        totals.baseline += result->baseline_count;
        totals.unreadable += result->error != NULL;
    }
    return totals;
}

static ca_str view(ca_report *report, const ca_strbuf *buffer)
{
    if (buffer->failed)
        report->out->no_memory = true;
    return ca_strbuf_view(buffer);
}

ca_str ca_report_path(ca_report *report, const capalign_check_result *result)
{
    ca_strbuf_clear(&report->path);
    ca_report_add_path(&report->path, result->path ? result->path : "", report->root);
    return view(report, &report->path);
}

ca_str ca_report_shown(ca_report *report, ca_str text)
{
    ca_strbuf_clear(&report->text);
    for (size_t at = 0; at < text.size;) {
        ca_shown piece = ca_shown_next(text.data + at, text.size - at, false);
        ca_strbuf_add(&report->text, piece.text, piece.size);
        at += piece.taken;
    }
    return view(report, &report->text);
}

ca_str ca_report_shown_text(ca_report *report, const char *text)
{
    return ca_report_shown(report, ca_str_of(text));
}

static const struct report_format *find(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

capalign_code capalign_report_write(const char *format, const capalign_check_result *const *results,
                                    size_t count, const capalign_report_options *options,
                                    capalign_sink sink, void *context, capalign_error *error)
{
    const struct report_format *found = find(format);
    if (!found)
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "there is no report format \"%s\"; use text, json, junit, sarif, github, "
                       "gitlab or rdjsonl",
                       format);
    ca_out out = {.sink = sink, .context = context};
    out.break_tokens = options && options->break_tokens;
    ca_report report = {.results = results, .count = count, .out = &out};
    report.color = options && options->color;
    report.root = options ? options->root : NULL;
    found->write(&report);
    ca_out_flush(&out);
    ca_strbuf_free(&report.path);
    ca_strbuf_free(&report.text);
    if (out.no_memory)
        return ca_fail_memory(error);
    return out.stopped ? ca_fail(error, CAPALIGN_E_IO, "the report could not be written")
                       : CAPALIGN_OK;
}
