/* Tags of SRT: b, i, u, s and font, opened and closed rightly within their cue. What is shown, and
 * how, stays as players that forgive show it. */
#include "caption/markup.h"
#include "caption/srt.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"

enum {
    MAX_TEXT = 1 << 18, /* bytes of a cue; in longer ones, which nobody writes, tags stay */
    MAX_OPEN = 64,      /* the same for tags that are open at once */
};

typedef struct open_tag {
    ca_str whole; /* the opening tag as written */
    ca_str name;
} open_tag;

/* What is mended, as the rules are switched on. */
typedef struct wanted {
    bool unclosed;
    bool unopened;
    bool misnested;
} wanted;

typedef struct walk {
    ca_check *check;
    ca_edits *edits;
    wanted wanted;
    open_tag open[MAX_OPEN];
    size_t depth;
    open_tag pending[MAX_OPEN]; /* closed too early, to be opened again before the next text */
    size_t pending_count;
    bool failed;
    size_t shown; /* bytes that are seen */
    size_t kept;  /* of the line at hand: bytes that stay and are no white space */
    size_t end;   /* after the last line that has some */
} walk;

static bool same_kind(ca_str a, ca_str b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if ((a.data[i] | 0x20) != (b.data[i] | 0x20))
            return false;
    return true;
}

static void put_closing(walk *w, size_t at, const open_tag *tag)
{
    ca_strbuf text = {0};
    ca_strbuf_add(&text, "</", 2);
    ca_strbuf_add(&text, tag->name.data, tag->name.size);
    ca_strbuf_add(&text, ">", 1);
    w->edits->no_memory = w->edits->no_memory || text.failed;
    ca_edits_add(w->edits, at, at, ca_strbuf_view(&text));
    ca_strbuf_free(&text);
}

/* Before anything that is seen, and before another opening. */
static void open_pending(walk *w, size_t at)
{
    for (size_t i = 0; i < w->pending_count && w->depth < MAX_OPEN; i++) {
        ca_edits_add(w->edits, at, at, w->pending[i].whole);
        w->open[w->depth++] = w->pending[i];
    }
    w->pending_count = 0;
}

static size_t latest_of(const open_tag *tags, size_t count, ca_str name)
{
    while (count && !same_kind(tags[count - 1].name, name))
        count--;
    return count;
}

static void take_out(open_tag *tags, size_t *count, size_t at)
{
    memmove(&tags[at], &tags[at + 1], (*count - at - 1) * sizeof *tags);
    --*count;
}

/* The tags that were opened inside are closed first, and opened again behind. */
static void close_with_inner(walk *w, size_t closed, size_t at)
{
    if (w->depth - closed + w->pending_count > MAX_OPEN) {
        w->failed = true;
        return;
    }
    for (size_t i = w->depth; i > closed; i--)
        put_closing(w, at, &w->open[i - 1]);
    memmove(&w->pending[w->depth - closed], w->pending, w->pending_count * sizeof *w->pending);
    memcpy(w->pending, &w->open[closed], (w->depth - closed) * sizeof *w->pending);
    w->pending_count += w->depth - closed;
    w->depth = closed - 1;
}

static void close_tag(walk *w, const ca_srt_tag *tag, size_t at)
{
    size_t pending = latest_of(w->pending, w->pending_count, tag->name);
    size_t closed = latest_of(w->open, w->depth, tag->name);
    if (pending) {
        take_out(w->pending, &w->pending_count, pending - 1);
        ca_edits_remove(w->edits, at, at + tag->size);
        return;
    }
    if (!closed && w->wanted.unopened) {
        ca_edits_remove(w->edits, at, at + tag->size);
        return;
    }
    w->kept += tag->size;
    if (!closed)
        return;
    if (closed == w->depth)
        w->depth--;
    else if (w->wanted.misnested)
        close_with_inner(w, closed, at);
    else
        take_out(w->open, &w->depth, closed - 1);
}

static size_t take_tag(walk *w, ca_str rest, size_t at)
{
    ca_srt_tag tag = ca_srt_tag_read(rest);
    if (!tag.size || !tag.known)
        return 0;
    if (tag.closing) {
        close_tag(w, &tag, at);
    } else if (w->depth + w->pending_count >= MAX_OPEN) {
        w->failed = true;
    } else {
        open_pending(w, at);
        w->kept += tag.size;
        w->open[w->depth++] = (open_tag){{rest.data, tag.size}, tag.name};
    }
    return tag.size;
}

/* A line of nothing but closing tags that go would be left blank: it goes as a whole. */
static void end_line(walk *w, const ca_srt_line *line, size_t edits_before)
{
    ca_place place = ca_place_of(w->check, line->from);
    if (w->kept) {
        w->end = place.to;
    } else if (w->edits->count > edits_before) {
        w->edits->count = edits_before;
        ca_edits_remove(w->edits, place.from, place.next);
    }
}

static void walk_line(walk *w, const ca_srt_line *line)
{
    size_t edits_before = w->edits->count;
    w->kept = 0;
    for (size_t at = 0; at < line->text.size && !w->failed;) {
        ca_str rest = {line->text.data + at, line->text.size - at};
        size_t size = *rest.data == '<' ? take_tag(w, rest, line->from + at) : 0;
        bool seen = !size && !ca_srt_space_size(rest);
        if (seen && w->pending_count)
            open_pending(w, line->from + at);
        w->shown += seen;
        w->kept += seen;
        at += size ? size : 1;
    }
    end_line(w, line, edits_before);
}

static bool is_on(const ca_check *check, ca_srt_code code)
{
    size_t rule = ca_rule_index(ca_srt_code_finding(code)->code);
    return rule != SIZE_MAX && ca_check_applies(check, ca_rule_at(rule));
}

/* Lines of the cue's text one after the other; false at its end. */
static bool next_text_line(ca_srt_lines *lines, ca_srt_line *line)
{
    while (ca_srt_next_line(lines, line))
        if (!ca_srt_conflict_mark(line->text))
            return true;
    return false;
}

static bool begin_lines(const ca_check *check, const ca_found *found, ca_srt_lines *lines,
                        size_t *to)
{
    size_t from;
    if (found->cue == CA_CHECK_NO_CUE || !ca_place_cue_text(check, found->cue, &from, to) ||
        *to - from > MAX_TEXT)
        return false;
    *lines = (ca_srt_lines){
        .source = {check->text.data, *to}, .at = (uint32_t)from, .doubled = check->lines.doubled};
    return true;
}

/* Where closing tags are put at the end: before white space. */
static size_t end_of_text(const ca_check *check, size_t to)
{
    while (to && ca_is_ascii_space(check->text.data[to - 1]))
        to--;
    return to;
}

bool ca_fix_tags(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_srt_lines lines;
    ca_srt_line line;
    size_t to, before = edits->count;
    if (!begin_lines(check, found, &lines, &to))
        return false;
    if (!ca_edits_first(edits, CA_FIX_ONCE_TAGS, found->cue))
        return true;
    walk w = {.check = check,
              .edits = edits,
              .wanted = {is_on(check, CA_SRT_TAG_UNCLOSED), is_on(check, CA_SRT_TAG_UNOPENED),
                         is_on(check, CA_SRT_TAG_MISNESTED)}};
    while (!w.failed && next_text_line(&lines, &line))
        walk_line(&w, &line);
    for (size_t at = end_of_text(check, w.end); w.depth && w.wanted.unclosed;)
        put_closing(&w, at, &w.open[--w.depth]);
    if (w.failed || !w.shown)
        edits->count = before;
    return edits->count > before;
}

/* ---- < i > ---- */

/* Without the white space after '<' and '/', and before a '>' that ends the name. */
static void fix_spaces(const ca_srt_tag *tag, ca_str text, size_t at, ca_edits *edits)
{
    size_t name = (size_t)(tag->name.data - text.data), after = name + tag->name.size;
    size_t first =
        tag->closing ? (size_t)((const char *)memchr(text.data, '/', name) - text.data) : name;
    ca_edits_remove(edits, at + 1, at + first);
    if (tag->closing)
        ca_edits_remove(edits, at + first + 1, at + name);
    if (!tag->attributes)
        ca_edits_remove(edits, at + after, at + tag->size - 1);
}

bool ca_fix_spaced_tags(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_srt_lines lines;
    ca_srt_line line;
    size_t to, before = edits->count;
    if (!begin_lines(check, found, &lines, &to))
        return false;
    while (next_text_line(&lines, &line))
        for (size_t at = 0; at < line.text.size; at++) {
            ca_str rest = {line.text.data + at, line.text.size - at};
            ca_srt_tag tag = {0};
            if (*rest.data == '<')
                tag = ca_srt_tag_read(rest);
            if (tag.size && tag.spaced)
                fix_spaces(&tag, rest, line.from + at, edits);
        }
    return edits->count > before;
}
