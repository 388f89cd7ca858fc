/* Markdown, by lines: the blocks that matter are told apart (CommonMark 0.30, section 4), and their
 * visible text goes through the plain-text rules. Code and HTML blocks are left out, except that a
 * player in an HTML block is read by the HTML reader. */
#include <stdlib.h>

#include "base/error.h"
#include "text/front_matter.h"
#include "text/line_text.h"
#include "text/markdown_inline.h"
#include "text/media_path.h"
#include "text/plain_lines.h"

/* An indent of four columns is code (CommonMark 4.4). */
enum { CODE_INDENT = 4, MAX_QUOTES = 32, MAX_REFERENCES = 100000 };
/* How sure a heading or a header at the start makes it that a text is Markdown. */
enum { SNIFF_SCORE = 30, SNIFF_BYTES = 4096 };

/* How an HTML block ends (CommonMark 4.6). */
typedef enum html_end {
    NO_HTML,
    AT_BLANK,
    AT_COMMENT_END,
    AT_TAG_END, /* </script>, </pre>, </style>, </textarea> */
} html_end;

typedef struct reader {
    capalign_article *article;
    capalign_error *error;
    ca_line_list list;
    ca_markdown_references references;
    ca_markdown_text inline_text;
    size_t number; /* of the line being read */
    char fence;    /* of the code block being in, or NUL */
    size_t fence_size;
    html_end html;
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

/* The columns of white space at the start, which is taken off. */
static size_t take_indent(ca_str *text)
{
    size_t columns = 0;
    while (text->size && (text->data[0] == ' ' || text->data[0] == '\t')) {
        columns += text->data[0] == '\t' ? CODE_INDENT - columns % CODE_INDENT : 1;
        text->data++, text->size--;
    }
    return columns;
}

static size_t run_length(ca_str text, char c)
{
    size_t n = 0;
    while (n < text.size && text.data[n] == c)
        n++;
    return n;
}

/* "***", "---", "===": nothing but one character and spaces; its count. */
static size_t rule_length(ca_str text, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] != c && text.data[i] != ' ' && text.data[i] != '\t')
            return 0;
        n += text.data[i] == c;
    }
    return n;
}

static bool is_thematic_break(ca_str text)
{
    return rule_length(text, '-') >= 3 || rule_length(text, '*') >= 3 ||
           rule_length(text, '_') >= 3;
}

/* Opens or closes a fenced code block; whether the line belongs to one. */
static bool in_fence(reader *r, ca_str text, size_t indent)
{
    char c = text.size ? text.data[0] : '\0';
    size_t n = c == '`' || c == '~' ? run_length(text, c) : 0;
    if (r->fence) {
        if (c == r->fence && n >= r->fence_size && indent < CODE_INDENT &&
            !ca_str_trim((ca_str){text.data + n, text.size - n}).size)
            r->fence = '\0';
        return true;
    }
    if (n < 3 || (c == '`' && memchr(text.data + n, '`', text.size - n)))
        return false;
    r->fence = c, r->fence_size = n;
    return true;
}

/* A bullet or number with a space behind it: takes it off. */
static bool take_list_marker(ca_str *text)
{
    size_t n = 0;
    if (text->size && memchr("-*+", text->data[0], 3)) {
        n = 1;
    } else {
        while (n < text->size && n < 9 && text->data[n] >= '0' && text->data[n] <= '9')
            n++;
        if (n == 0 || n >= text->size || !memchr(".)", text->data[n], 2))
            return false;
        n++;
    }
    if (n < text->size && text->data[n] != ' ' && text->data[n] != '\t')
        return false;
    text->data += n, text->size -= n;
    *text = ca_str_trim(*text);
    if (ca_str_starts(*text, "[ ] ") || ca_str_starts(*text, "[x] "))
        text->data += 4, text->size -= 4;
    return true;
}

static bool contains_nocase(ca_str text, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= text.size; i++)
        if (ca_str_equal_nocase((ca_str){text.data + i, n}, word))
            return true;
    return false;
}

static const char *const raw_tags[] = {"script", "pre", "style", "textarea"};
/* CommonMark 4.6, condition 6, the tags that articles have, and the players. */
static const char *const block_tags[] = {
    "address", "article",   "aside",    "blockquote", "body",   "center", "details",  "dialog",
    "div",     "dl",        "fieldset", "figcaption", "figure", "footer", "form",     "h1",
    "h2",      "h3",        "h4",       "h5",         "h6",     "head",   "header",   "hr",
    "html",    "iframe",    "li",       "link",       "main",   "menu",   "nav",      "ol",
    "p",       "section",   "source",   "summary",    "table",  "tbody",  "td",       "th",
    "thead",   "tr",        "track",    "ul",         "video",  "audio",  "noscript", "object",
    "embed",   "amp-video", "template", "title"};

static bool names_tag(ca_str name, const char *const *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ca_str_equal_nocase(name, tags[i]))
            return true;
    return false;
}

static html_end html_start(ca_str text)
{
    if (!text.size || text.data[0] != '<')
        return NO_HTML;
    if (ca_str_starts(text, "<!--"))
        return AT_COMMENT_END;
    size_t start = text.size > 1 && text.data[1] == '/' ? 2 : 1, n = start;
    while (n < text.size && n < start + 16 &&
           ((text.data[n] | 32) >= 'a'
                ? (text.data[n] | 32) <= 'z'
                : text.data[n] == '-' || (text.data[n] >= '0' && text.data[n] <= '9')))
        n++;
    ca_str name = {text.data + start, n - start};
    bool ends = n == text.size || memchr(" \t/>", text.data[n], 4);
    if (!ends)
        return NO_HTML;
    if (names_tag(name, raw_tags, sizeof raw_tags / sizeof raw_tags[0]))
        return AT_TAG_END;
    return names_tag(name, block_tags, sizeof block_tags / sizeof block_tags[0]) ? AT_BLANK
                                                                                 : NO_HTML;
}

static bool html_ends(html_end end, ca_str text)
{
    switch (end) {
    case AT_BLANK:
        return !text.size;
    case AT_COMMENT_END:
        return contains_nocase(text, "-->");
    case AT_TAG_END:
        for (size_t i = 0; i < sizeof raw_tags / sizeof raw_tags[0]; i++) {
            char tag[16] = "</";
            strcat(tag, raw_tags[i]);
            if (contains_nocase(text, tag))
                return true;
        }
        return false;
    default:
        return true;
    }
}

/* Whether the line is part of an HTML block. */
static bool in_html(reader *r, ca_str text, size_t indent)
{
    if (r->html == NO_HTML) {
        if (indent >= CODE_INDENT)
            return false;
        r->html = html_start(text);
        if (r->html == NO_HTML)
            return false;
    }
    if (html_ends(r->html, text))
        r->html = NO_HTML;
    return true;
}

static void strip_quotes(ca_str *text)
{
    for (int i = 0; i < MAX_QUOTES; i++) {
        ca_str at = *text;
        if (take_indent(&at) >= CODE_INDENT || !at.size || at.data[0] != '>')
            return;
        *text = (ca_str){at.data + 1, at.size - 1};
        if (text->size && text->data[0] == ' ')
            text->data++, text->size--;
    }
}

/* "| a | b |": without its outer bars; the row of dashes is nothing. */
static bool take_table_row(ca_str *text)
{
    if (!text->size || text->data[0] != '|')
        return false;
    while (text->size && text->data[0] == '|')
        text->data++, text->size--;
    *text = ca_str_trim(*text);
    while (text->size && text->data[text->size - 1] == '|')
        *text = ca_str_trim((ca_str){text->data, text->size - 1});
    size_t plain = 0;
    for (size_t i = 0; i < text->size; i++)
        plain += !memchr("|-: ", text->data[i], 4);
    if (!plain)
        text->size = 0;
    return true;
}

/* "Title" above a line of '=' or '-' is a heading. */
static capalign_code take_underline(reader *r, ca_str text, bool *taken)
{
    int level = rule_length(text, '=') ? 1 : rule_length(text, '-') >= 2 ? 2 : 0;
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
    size_t level = run_length(text, '#');
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
    if (is_thematic_break(text))
        return add_gap(r);
    ca_markdown_reference reference;
    if (ca_markdown_take_reference(text, &reference))
        return CAPALIGN_OK;
    ca_line_kind kind = CA_LINE_TEXT;
    if (take_list_marker(&text) || take_table_row(&text))
        kind = CA_LINE_LIST;
    r->in_list = r->in_list || kind == CA_LINE_LIST;
    return text.size ? add_text(r, text, kind) : CAPALIGN_OK;
}

static capalign_code read_line(reader *r, ca_str text)
{
    strip_quotes(&text);
    size_t indent = take_indent(&text);
    text = ca_str_trim(text);
    if (in_fence(r, text, indent) || in_html(r, text, indent)) {
        r->after_blank = true;
        return add_gap(r);
    }
    if (!text.size) {
        r->after_blank = true;
        return add_gap(r);
    }
    if (indent == 0 && r->after_blank)
        r->in_list = false;
    bool code = indent >= CODE_INDENT && r->after_blank && !r->in_list;
    if (code)
        return CAPALIGN_OK; /* the next line is code as well */
    capalign_code result = read_block_line(r, text);
    r->after_blank = false;
    return result;
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
