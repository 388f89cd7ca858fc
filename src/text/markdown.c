/* Markdown, by lines: the blocks that matter are told apart (CommonMark 0.30, section 4), and their
 * visible text goes through the plain-text rules. Code and HTML blocks are left out, except that a
 * player in an HTML block is read by the HTML reader. */
#include <stdlib.h>

#include "base/error.h"
#include "text/front_matter.h"
#include "text/line_text.h"
#include "text/markdown_block.h"
#include "text/markdown_inline.h"
#include "text/media_path.h"
#include "text/plain_lines.h"

enum { MAX_REFERENCES = 100000 };
/* How sure a heading or a header at the start makes it that a text is Markdown. */
enum { SNIFF_SCORE = 30, SNIFF_BYTES = 4096 };

typedef struct reader {
    capalign_article *article;
    capalign_error *error;
    ca_line_list list;
    ca_markdown_references references;
    ca_markdown_text inline_text;
    size_t number; /* of the line being read */
    char fence;    /* of the code block being in, or NUL */
    size_t fence_size;
    ca_markdown_html_end html;
    const char *html_from; /* where the HTML block begins, and on which line */
    size_t html_number;
    bool after_blank;
    bool in_list;
    const char *heading; /* the first heading, and the first of the first level */
    const char *heading1;
} reader;

static int sniff(ca_str text)
{
    ca_front_matter matter;
    size_t lines;
    if (ca_front_matter_take(&text, &matter, &lines) && matter.title.size)
        return SNIFF_SCORE;
    ca_str line = {"", 0};
    text.size = text.size < SNIFF_BYTES ? text.size : SNIFF_BYTES;
    while (text.size && !line.size)
        line = ca_str_trim(ca_line_next(&text));
    return ca_str_starts(line, "# ") ? SNIFF_SCORE : 0;
}

static capalign_code add_gap(reader *r)
{
    ca_line gap = {.text = {"", 0}, .number = r->number};
    return ca_line_list_add(&r->list, &gap, r->error);
}

static ca_line_medium *make_medium(reader *r, const ca_markdown_link *link)
{
    bool failed = false;
    ca_arena *arena = &r->article->arena;
    const ca_strbuf *visible = &r->inline_text.visible;
    ca_line_medium *medium = ca_arena_alloc(arena, sizeof *medium);
    if (!medium)
        return NULL;
    ca_str caption = ca_line_trim((ca_str){visible->data + link->start, link->end - link->start});
    if (!caption.size || ca_media_is_video(caption))
        caption = ca_line_trim(link->title);
    const char *copy = ca_arena_copy(arena, caption);
    medium->src = ca_media_path(arena, link->destination, &failed);
    medium->name = ca_media_name(arena, link->destination, &failed);
    medium->caption = (ca_str){copy, caption.size};
    return failed || !copy ? NULL : medium;
}

/* A line for each video that the text links to, with the words up to the next one. */
static capalign_code add_media(reader *r, ca_line line)
{
    const ca_markdown_text *text = &r->inline_text;
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < text->link_count && code == CAPALIGN_OK; i++) {
        size_t start = i == 0 ? 0 : text->links[i].start;
        size_t end = i + 1 < text->link_count ? text->links[i + 1].start : text->visible.size;
        const char *words =
            ca_arena_copy(&r->article->arena, (ca_str){text->visible.data + start, end - start});
        line.medium = make_medium(r, &text->links[i]);
        if (!words || !line.medium)
            return ca_fail_memory(r->error);
        line.text = (ca_str){words, end - start};
        code = ca_line_list_add(&r->list, &line, r->error);
    }
    return code;
}

/* Of a very long line only the links matter. */
static bool needs_reading(ca_str text)
{
    if (text.size > CA_LINE_LOOK_BYTES)
        return memmem(text.data, text.size, "](", 2) || memmem(text.data, text.size, "][", 2);
    for (size_t i = 0; i < text.size; i++)
        if (memchr("\\`![<&*_~", text.data[i], 9))
            return true;
    return false;
}

/* Adds the visible text of a line; what has no markup is not copied. */
static capalign_code add_text(reader *r, ca_str text, ca_line_kind kind)
{
    ca_line line = {.text = text, .number = r->number, .kind = kind};
    if (!needs_reading(text))
        return ca_line_list_add(&r->list, &line, r->error);
    ca_markdown_inline(text, &r->references, &r->inline_text);
    const ca_strbuf *visible = &r->inline_text.visible;
    if (visible->failed)
        return ca_fail_memory(r->error);
    if (r->inline_text.link_count)
        return add_media(r, line);
    ca_str seen = ca_line_trim(ca_strbuf_view(visible));
    if (!seen.size)
        return CAPALIGN_OK; /* a picture, a comment */
    line.text = (ca_str){ca_arena_copy(&r->article->arena, seen), seen.size};
    if (!line.text.data)
        return ca_fail_memory(r->error);
    return ca_line_list_add(&r->list, &line, r->error);
}

static capalign_code add_heading(reader *r, ca_str text, int level)
{
    size_t before = r->list.count;
    capalign_code code = add_text(r, text, CA_LINE_HEADING);
    if (code != CAPALIGN_OK || r->list.count == before)
        return code;
    const ca_line *line = &r->list.lines[r->list.count - 1];
    if (!line->text.size || line->medium || (r->heading && (level != 1 || r->heading1)))
        return code;
    const char *copy = ca_arena_copy(&r->article->arena, line->text);
    if (!copy)
        return ca_fail_memory(r->error);
    r->heading = r->heading ? r->heading : copy;
    r->heading1 = level == 1 && !r->heading1 ? copy : r->heading1;
    return code;
}

/* Opens or closes a fenced code block; whether the line belongs to one. */
static bool in_fence(reader *r, ca_str text, size_t indent)
{
    char c = text.size ? text.data[0] : '\0';
    size_t n = c == '`' || c == '~' ? ca_markdown_run(text, c) : 0;
    if (r->fence) {
        if (c == r->fence && n >= r->fence_size && indent < CA_MARKDOWN_CODE_INDENT &&
            !ca_str_trim((ca_str){text.data + n, text.size - n}).size)
            r->fence = '\0';
        return true;
    }
    if (n < 3 || (c == '`' && memchr(text.data + n, '`', text.size - n)))
        return false;
    r->fence = c, r->fence_size = n;
    return true;
}

/* The clips of an HTML block's players, as lines that name them. */
static capalign_code add_players(reader *r, ca_str html)
{
    if (!ca_markdown_has_player(html))
        return CAPALIGN_OK;
    capalign_article block = {.arena = r->article->arena};
    capalign_code code = ca_reader_html.read(&block, html, r->error);
    r->article->arena = block.arena;
    for (size_t i = 0; i < block.clip_count && code == CAPALIGN_OK; i++) {
        capalign_clip *clip = ca_arena_alloc(&r->article->arena, sizeof *clip);
        ca_line_medium *medium = ca_arena_alloc(&r->article->arena, sizeof *medium);
        ca_line line = {.number = r->html_number, .medium = medium};
        if (!clip || !medium) {
            code = ca_fail_memory(r->error);
            break;
        }
        *clip = block.clips[i];
        *medium = (ca_line_medium){.src = clip->media_src,
                                   .name = clip->name,
                                   .caption = ca_str_of(clip->caption ? clip->caption : ""),
                                   .clip = clip};
        line.text = (ca_str){"", 0};
        code = ca_line_list_add(&r->list, &line, r->error);
    }
    free(block.clips);
    return code;
}

/* Whether the line is part of an HTML block, whose players are read at its end. */
static capalign_code take_html(reader *r, ca_str text, size_t indent, bool *taken)
{
    if (r->html == CA_MARKDOWN_NO_HTML) {
        r->html =
            indent < CA_MARKDOWN_CODE_INDENT ? ca_markdown_html_start(text) : CA_MARKDOWN_NO_HTML;
        if (r->html == CA_MARKDOWN_NO_HTML)
            return CAPALIGN_OK;
        r->html_from = text.data, r->html_number = r->number;
    }
    *taken = true;
    bool is_html = r->html == CA_MARKDOWN_TO_BLANK;
    if (!ca_markdown_html_ends(r->html, text))
        return CAPALIGN_OK;
    r->html = CA_MARKDOWN_NO_HTML;
    ca_str block = {r->html_from, (size_t)(text.data + text.size - r->html_from)};
    return is_html ? add_players(r, block) : CAPALIGN_OK;
}

/* "Title" above a line of '=' or '-' is a heading. */
static capalign_code take_underline(reader *r, ca_str text, bool *taken)
{
    int level = ca_markdown_rule(text, '=') ? 1 : ca_markdown_rule(text, '-') >= 2 ? 2 : 0;
    ca_line *last = r->list.count ? &r->list.lines[r->list.count - 1] : NULL;
    if (!level || r->after_blank || !last || !last->text.size || last->kind != CA_LINE_TEXT ||
        last->medium)
        return CAPALIGN_OK;
    *taken = true;
    ca_str visible = last->text;
    size_t number = last->number;
    r->list.count--;
    ca_line line = {.text = visible, .number = number, .kind = CA_LINE_HEADING};
    capalign_code code = ca_line_list_add(&r->list, &line, r->error);
    const char *copy = ca_arena_copy(&r->article->arena, visible);
    if (code != CAPALIGN_OK || !copy)
        return code != CAPALIGN_OK ? code : ca_fail_memory(r->error);
    r->heading = r->heading ? r->heading : copy;
    r->heading1 = level == 1 && !r->heading1 ? copy : r->heading1;
    return CAPALIGN_OK;
}

static capalign_code read_block_line(reader *r, ca_str text)
{
    size_t level = ca_markdown_run(text, '#');
    if (level >= 1 && level <= 6 && (level == text.size || text.data[level] == ' ')) {
        text = ca_str_trim((ca_str){text.data + level, text.size - level});
        while (text.size && text.data[text.size - 1] == '#')
            text.size--;
        return add_heading(r, ca_str_trim(text), (int)level);
    }
    bool taken = false;
    capalign_code code = take_underline(r, text, &taken);
    if (taken || code != CAPALIGN_OK)
        return code;
    if (ca_markdown_is_break(text))
        return add_gap(r);
    ca_markdown_reference reference;
    if (ca_markdown_take_reference(text, &reference))
        return CAPALIGN_OK;
    ca_line_kind kind = CA_LINE_TEXT;
    if (ca_markdown_list_marker(&text) || ca_markdown_table_row(&text))
        kind = CA_LINE_LIST;
    r->in_list = r->in_list || kind == CA_LINE_LIST;
    return text.size ? add_text(r, text, kind) : CAPALIGN_OK;
}

static capalign_code read_line(reader *r, ca_str text)
{
    ca_markdown_strip_quotes(&text);
    size_t indent = ca_markdown_indent(&text);
    text = ca_str_trim(text);
    bool skip = in_fence(r, text, indent);
    capalign_code code = skip ? CAPALIGN_OK : take_html(r, text, indent, &skip);
    if (code != CAPALIGN_OK)
        return code;
    if (skip || !text.size) {
        r->after_blank = true;
        return add_gap(r);
    }
    if (indent == 0 && r->after_blank)
        r->in_list = false;
    if (indent >= CA_MARKDOWN_CODE_INDENT && r->after_blank && !r->in_list)
        return CAPALIGN_OK; /* the next line is code as well */
    code = read_block_line(r, text);
    r->after_blank = false;
    return code;
}

/* Definitions may stand below the links that use them. */
static capalign_code read_references(reader *r, ca_str text)
{
    while (text.size && r->references.count < MAX_REFERENCES) {
        ca_str line = ca_line_next(&text);
        ca_markdown_reference reference;
        if (!ca_markdown_take_reference(line, &reference))
            continue;
        ca_markdown_references *all = &r->references;
        ca_markdown_reference *grown =
            ca_grow(all->items, &all->capacity, all->count + 1, sizeof *grown);
        if (!grown)
            return ca_fail_memory(r->error);
        all->items = grown;
        all->items[all->count++] = reference;
    }
    ca_markdown_sort(&r->references);
    return CAPALIGN_OK;
}

static capalign_code set_header(reader *r, const ca_front_matter *matter)
{
    capalign_article *article = r->article;
    if (matter->title.size)
        article->title = ca_arena_copy(&article->arena, matter->title);
    if (matter->language.size)
        article->language = ca_arena_copy(&article->arena, matter->language);
    bool failed =
        (matter->title.size && !article->title) || (matter->language.size && !article->language);
    return failed ? ca_fail_memory(r->error) : CAPALIGN_OK;
}

static capalign_code read_all(reader *r, ca_str text)
{
    ca_front_matter matter;
    size_t header = 0;
    capalign_code code = CAPALIGN_OK;
    if (ca_front_matter_take(&text, &matter, &header))
        code = set_header(r, &matter);
    if (code == CAPALIGN_OK)
        code = read_references(r, text);
    for (r->number = header + 1; text.size && code == CAPALIGN_OK; r->number++)
        code = read_line(r, ca_line_next(&text));
    bool in_block = r->html == CA_MARKDOWN_TO_BLANK; /* that the end of the file ends */
    if (code == CAPALIGN_OK && in_block)
        code = add_players(r, (ca_str){r->html_from, (size_t)(text.data - r->html_from)});
    if (code != CAPALIGN_OK)
        return code;
    if (!r->article->title)
        r->article->title = r->heading1 ? r->heading1 : r->heading;
    return ca_plain_find_clips(r->article, r->list.lines, r->list.count, r->error);
}

static capalign_code read_markdown(capalign_article *article, ca_str text, capalign_error *error)
{
    reader r = {.article = article, .error = error, .after_blank = true};
    capalign_code code = read_all(&r, text);
    free(r.list.lines);
    free(r.references.items);
    ca_strbuf_free(&r.inline_text.visible);
    return code;
}

const ca_article_reader ca_reader_markdown = {
    .name = "markdown",
    .extensions = "md markdown mdown mkd mdx qmd rmd",
    .sniff = sniff,
    .read = read_markdown,
};
