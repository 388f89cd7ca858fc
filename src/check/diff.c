/* A unified diff, as `patch` and `git apply` read it. */
#include <inttypes.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "check/check.h"
#include "check/diff_lines.h"

enum { CONTEXT = 3 };

typedef struct writer {
    const ca_diff_text *a;
    const ca_diff_text *b;
    ca_strbuf piece; /* written when it is large, and at the end */
    capalign_sink sink;
    void *context;
    bool stopped;
} writer;

static void flush(writer *w)
{
    if (w->piece.size && !w->stopped && !w->piece.failed)
        w->stopped = w->sink(w->context, w->piece.data, w->piece.size) != 0;
    ca_strbuf_clear(&w->piece);
}

/* As git writes names: with a letter and a slash before them, in quotes where they hold what could
 * end them, with a tab behind where they hold a space. */
static void add_name(writer *w, const char *mark, char side, const char *path)
{
    bool quoted = false;
    for (const char *at = path; *at; at++)
        quoted = quoted || (unsigned char)*at < ' ' || *at == '"' || *at == '\\' || *at == 0x7F;
    while (*path == '/')
        path++;
    ca_strbuf_format(&w->piece, "%s %s%c/", mark, quoted ? "\"" : "", side);
    for (const char *at = path; *at; at++) {
        if (quoted && ((unsigned char)*at < ' ' || *at == 0x7F))
            ca_strbuf_format(&w->piece, "\\%03o", (unsigned)(unsigned char)*at);
        else if (quoted && (*at == '"' || *at == '\\'))
            ca_strbuf_format(&w->piece, "\\%c", *at);
        else
            ca_strbuf_add(&w->piece, at, 1);
    }
    ca_strbuf_add_text(&w->piece, quoted ? "\"\n" : strchr(path, ' ') ? "\t\n" : "\n");
}

static void add_line(writer *w, char mark, const ca_diff_text *text, size_t line)
{
    enum { LARGE = 1 << 16 };
    size_t from = text->starts[line], to = text->starts[line + 1];
    ca_strbuf_add(&w->piece, &mark, 1);
    ca_strbuf_add(&w->piece, text->text.data + from, to - from);
    if (text->text.data[to - 1] != '\n')
        ca_strbuf_add_text(&w->piece, "\n\\ No newline at end of file\n");
    if (w->piece.size > LARGE)
        flush(w);
}

/* A place in both texts. */
typedef struct spot {
    size_t a;
    size_t b;
} spot;

static bool is_changed(const writer *w, spot at)
{
    return (at.a < w->a->count && w->a->changed[at.a]) ||
           (at.b < w->b->count && w->b->changed[at.b]);
}

static bool is_end(const writer *w, spot at)
{
    return at.a >= w->a->count && at.b >= w->b->count;
}

/* After the changed lines at this place. */
static spot skip_changed(const writer *w, spot at)
{
    while (at.a < w->a->count && w->a->changed[at.a])
        at.a++;
    while (at.b < w->b->count && w->b->changed[at.b])
        at.b++;
    return at;
}

/* Where the hunk that begins with a change ends: after a change with so many lines behind it that a
 * new hunk is due, or at the end. */
static spot end_of_hunk(const writer *w, spot at)
{
    spot end = at;
    for (size_t same = 0; !is_end(w, at) && same <= (size_t)2 * CONTEXT;) {
        if (is_changed(w, at)) {
            end = at = skip_changed(w, at);
            same = 0;
        } else {
            at.a++;
            at.b++;
            same++;
        }
    }
    for (int i = 0; i < CONTEXT && end.a < w->a->count; i++) {
        end.a++;
        end.b++;
    }
    return end;
}

/* "12,3"; an empty range is known by the line before it. */
static void add_range(writer *w, char mark, size_t from, size_t to)
{
    size_t size = to - from;
    ca_strbuf_format(&w->piece, size == 1 ? "%c%zu" : "%c%zu,%zu", mark, from + (size != 0), size);
}

static void add_hunk(writer *w, spot from, spot to)
{
    ca_strbuf_add_text(&w->piece, "@@ ");
    add_range(w, '-', from.a, to.a);
    ca_strbuf_add_text(&w->piece, " ");
    add_range(w, '+', from.b, to.b);
    ca_strbuf_add_text(&w->piece, " @@\n");
    while (from.a < to.a || from.b < to.b) {
        if (from.a < to.a && w->a->changed[from.a]) {
            add_line(w, '-', w->a, from.a++);
        } else if (from.b < to.b && w->b->changed[from.b]) {
            add_line(w, '+', w->b, from.b++);
        } else {
            add_line(w, ' ', w->a, from.a++);
            from.b++;
        }
    }
}

static void add_hunks(writer *w)
{
    for (spot at = {0, 0}; !is_end(w, at) && !w->stopped;) {
        if (!is_changed(w, at)) {
            at.a++;
            at.b++;
            continue;
        }
        size_t above = at.a < CONTEXT ? at.a : CONTEXT;
        spot from = {at.a - above, at.b - above}, to = end_of_hunk(w, at);
        add_hunk(w, from, to);
        at = to;
    }
}

capalign_code capalign_check_diff(const char *path, const char *before, size_t before_size,
                                  const char *after, size_t after_size, capalign_sink sink,
                                  void *context, capalign_error *error)
{
    if (before_size == after_size && (!before_size || memcmp(before, after, before_size) == 0))
        return CAPALIGN_OK;
    ca_diff_text a = {0}, b = {0};
    writer w = {.a = &a, .b = &b, .sink = sink, .context = context};
    bool made = ca_diff_lines((ca_str){before, before_size}, (ca_str){after, after_size}, &a, &b);
    if (made) {
        add_name(&w, "---", 'a', path ? path : "captions");
        add_name(&w, "+++", 'b', path ? path : "captions");
        add_hunks(&w);
        flush(&w);
        made = !w.piece.failed;
    }
    ca_strbuf_free(&w.piece);
    ca_diff_text_free(&a);
    ca_diff_text_free(&b);
    if (!made)
        return ca_fail_memory(error);
    return w.stopped ? ca_fail(error, CAPALIGN_E_IO, "the diff could not be written") : CAPALIGN_OK;
}
