/* The list of reports, what they share, and reading the journals of a folder. */
#include "pipeline/batch/reports.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

static const ca_batch_format *const formats[] = {&ca_batch_text, &ca_batch_json, &ca_batch_junit,
                                                 &ca_batch_html};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

size_t capalign_batch_report_count(void)
{
    return FORMAT_COUNT;
}

const char *capalign_batch_report_name(size_t index)
{
    return index < FORMAT_COUNT ? formats[index]->name : NULL;
}

const char *capalign_batch_state_name(capalign_batch_state state)
{
    static const char *const names[CAPALIGN_BATCH_STATES] = {
        "done", "doubtful", "failed", "crashed", "timeout", "waiting", "gone",
    };
    return names[state];
}

/* ---- writing ---- */

void ca_batch_put(ca_batch_report *report, const char *format, ...)
{
    char *text;
    va_list list;
    va_start(list, format);
    int size = vasprintf(&text, format, list);
    va_end(list);
    if (size < 0) {
        report->out.no_memory = true;
        return;
    }
    ca_out_bytes(&report->out, text, (size_t)size);
    free(text);
}

/* Calls put(report, c) for each character; what is no UTF-8 is U+FFFD. */
static void each_character(ca_batch_report *report, const char *text,
                           void (*put)(ca_batch_report *, uint32_t))
{
    uint32_t c;
    for (size_t size = strlen(text), at = 0; at < size;) {
        at += ca_utf8_decode(text + at, size - at, &c);
        put(report, c);
    }
}

static void put_character(ca_batch_report *report, uint32_t c)
{
    char bytes[4];
    ca_out_bytes(&report->out, bytes, ca_utf8_encode(c, bytes));
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || (c & 0xFFFE) == 0xFFFE;
}

static void put_shown(ca_batch_report *report, uint32_t c)
{
    if (is_control(c))
        ca_batch_put(report, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
    else
        put_character(report, c);
}

void ca_batch_put_plain(ca_batch_report *report, const char *text)
{
    each_character(report, text, put_shown);
}

static void put_xml(ca_batch_report *report, uint32_t c)
{
    switch (c) {
    case '&':
        ca_batch_put(report, "&amp;");
        break;
    case '<':
        ca_batch_put(report, "&lt;");
        break;
    case '>':
        ca_batch_put(report, "&gt;");
        break;
    case '"':
        ca_batch_put(report, "&quot;");
        break;
    default:
        put_shown(report, c);
    }
}

void ca_batch_put_xml(ca_batch_report *report, const char *text)
{
    each_character(report, text, put_xml);
}

/* ---- journals ---- */

static capalign_code folder_of(const char *folder, char **out, capalign_error *error)
{
    size_t size = strlen(folder);
    const char *slash = size && folder[size - 1] == '/' ? "" : "/";
    return asprintf(out, "%s%s", folder, slash) < 0 ? ca_fail_memory(error) : CAPALIGN_OK;
}

/* Finds the journals of a folder; there must be one. */
static capalign_code find_journals(const char *folder, ca_batch_words *paths, capalign_error *error)
{
    char *with_slash;
    capalign_code code = folder_of(folder, &with_slash, error);
    if (code != CAPALIGN_OK)
        return code;
    code = ca_journal_paths(with_slash, paths, error);
    free(with_slash);
    if (code != CAPALIGN_OK || paths->count)
        return code;
    ca_fail(error, CAPALIGN_E_INPUT,
            "no batch has worked in this folder; name the output folder of one");
    return ca_fail_file(error, CAPALIGN_E_INPUT, folder);
}

/* What is asked of each journal: one of the two. */
typedef struct listing {
    capalign_batch_each jobs;
    capalign_batch_each_running running;
    void *context;
} listing;

static capalign_code list_journal(const char *path, const listing *l, capalign_error *error)
{
    ca_journal *journal;
    if (l->running && !ca_journal_is_held(path)) /* what a killed run left is not at work */
        return CAPALIGN_OK;
    capalign_code code = ca_journal_open_to_read(path, &journal, error);
    if (code == CAPALIGN_OK && journal)
        code = l->running ? ca_journal_each_running(journal, l->running, l->context, error)
                          : ca_journal_each(journal, l->jobs, l->context, error);
    ca_journal_close(journal);
    return code;
}

static capalign_code list_journals(const char *folder, const listing *l, capalign_error *error)
{
    ca_batch_words paths = {0};
    capalign_code code = find_journals(folder, &paths, error);
    for (size_t i = 0; code == CAPALIGN_OK && i < paths.count; i++)
        code = list_journal(paths.items[i], l, error);
    ca_batch_free_words(&paths);
    return code;
}

capalign_code capalign_batch_list(const char *folder, capalign_batch_each each, void *context,
                                  capalign_error *error)
{
    return list_journals(folder, &(listing){.jobs = each, .context = context}, error);
}

capalign_code capalign_batch_list_running(const char *folder, capalign_batch_each_running each,
                                          void *context, capalign_error *error)
{
    return list_journals(folder, &(listing){.running = each, .context = context}, error);
}

/* A shard's journal is removed when its rows are safe in the folder's own. */
static void remove_journal(const char *path)
{
    static const char *const parts[] = {"", "-wal", "-shm", "-lock"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        char *part;
        if (asprintf(&part, "%s%s", path, parts[i]) < 0)
            return;
        unlink(part);
        free(part);
    }
}

static bool is_of_shard(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strcmp(slash ? slash + 1 : path, ".capalign-batch.db") != 0;
}

/* A shard at work holds its lock, and cannot be joined. */
static capalign_code join_all(ca_journal *journal, const ca_batch_words *paths, size_t *joined,
                              capalign_error *error)
{
    for (size_t i = 0; i < paths->count; i++) {
        if (!is_of_shard(paths->items[i]))
            continue;
        capalign_code code = ca_journal_look_free(paths->items[i], error);
        if (code == CAPALIGN_OK)
            code = ca_journal_join(journal, paths->items[i], error);
        if (code != CAPALIGN_OK)
            return code;
        remove_journal(paths->items[i]);
        ++*joined;
    }
    return CAPALIGN_OK;
}

capalign_code capalign_batch_merge(const char *folder, size_t *joined, capalign_error *error)
{
    ca_batch_words paths = {0};
    ca_journal *journal = NULL;
    char *with_slash = NULL;
    ca_journal_opening opening;
    *joined = 0;
    capalign_code code = find_journals(folder, &paths, error);
    if (code == CAPALIGN_OK)
        code = folder_of(folder, &with_slash, error);
    if (code == CAPALIGN_OK)
        code = ca_journal_open(with_slash, 0, 0, &journal, &opening, error);
    if (code == CAPALIGN_OK)
        code = join_all(journal, &paths, joined, error);
    ca_journal_close(journal);
    free(with_slash);
    ca_batch_free_words(&paths);
    return code;
}

/* ---- a report ---- */

typedef struct writing {
    ca_batch_report report;
    const ca_batch_format *format;
    bool began;
} writing;

static int count_job(void *context, const capalign_batch_job *job)
{
    writing *w = context;
    w->report.counts[job->state]++;
    w->report.total++;
    return 0;
}

static int put_job(void *context, const capalign_batch_job *job)
{
    writing *w = context;
    w->format->job(&w->report, job, !w->began);
    w->began = true;
    return w->report.out.stopped || w->report.out.no_memory;
}

capalign_code capalign_batch_report_write(const char *folder, const char *format,
                                          capalign_sink sink, void *context, capalign_error *error)
{
    writing w = {.report = {.out = {.sink = sink, .context = context}}};
    w.report.json.out = &w.report.out;
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i]->name, format) == 0)
            w.format = formats[i];
    if (!w.format)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "there is no report \"%s\"", format);
    capalign_code code = capalign_batch_list(folder, count_job, &w, error);
    if (code != CAPALIGN_OK)
        return code;
    w.format->begin(&w.report);
    code = capalign_batch_list(folder, put_job, &w, error);
    if (code == CAPALIGN_OK)
        w.format->end(&w.report);
    ca_out_flush(&w.report.out);
    if (w.report.out.no_memory)
        return ca_fail_memory(error);
    return w.report.out.stopped ? ca_fail(error, CAPALIGN_E_IO, "the report could not be written")
                                : code;
}
