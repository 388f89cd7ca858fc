#include "base/error.h"
#include "text/html_page.h"
#include "text/line_credit.h"
#include "text/line_parse.h"
#include "text/line_text.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void add_line(ca_html_page *page, const ca_line *line, bool captioned)
{
    size_t before = page->lines.count;
    capalign_code code = ca_line_list_add(&page->lines, line, page->error);
    if (page->code == CAPALIGN_OK)
        page->code = code;
    if (page->lines.count == before)
        return;
    bool *grown =
        ca_grow(page->captioned, &page->captioned_capacity, page->lines.count, sizeof *grown);
    if (!grown) {
        page->lines.count = before;
        page->code = ca_fail_memory(page->error);
        return;
    }
    page->captioned = grown;
    page->captioned[before] = captioned;
}

static ca_line_kind kind_of_line(ca_html_page *page)
{
    if (ca_html_open(page, CA_HTML_TITLED))
        return CA_LINE_HEADING;
    return ca_html_open(page, CA_HTML_ITEM) ? CA_LINE_LIST : CA_LINE_TEXT;
}

void ca_html_end_line(ca_html_page *page)
{
    ca_str text = ca_line_trim(ca_strbuf_view(&page->line));
    bool failed = page->line.failed;
    if (text.size && !failed) {
        const char *copy = ca_arena_copy(&page->arena, text);
        failed = !copy;
        ca_line line = {.text = {copy, text.size},
                        .number = page->line_number,
                        .kind = kind_of_line(page),
                        .medium = page->medium};
        if (copy)
            add_line(page, &line, ca_html_open(page, CA_HTML_CAPTIONED) != NULL);
    }
    if (failed && page->code == CAPALIGN_OK)
        page->code = ca_fail_memory(page->error);
    ca_strbuf_clear(&page->line);
    page->line_number = 0;
    page->medium = NULL;
}

void ca_html_add_gap(ca_html_page *page)
{
    ca_html_end_line(page);
    add_line(page, &(ca_line){.text = {"", 0}}, false);
}

/* Of white space one blank is left, in <pre> also the line ends. */
void ca_html_add_text(ca_html_page *page, const GumboNode *node)
{
    size_t number = ca_html_line(node);
    bool as_is = ca_html_open(page, CA_HTML_AS_IS);
    ca_strbuf *line = &page->line;
    for (const char *at = node->v.text.text; *at;) {
        if (*at == '\n') {
            number++;
            if (as_is)
                ca_html_end_line(page);
        }
        if (is_space(*at)) {
            if (line->size && line->data[line->size - 1] != ' ')
                ca_strbuf_add(line, " ", 1);
            at++;
            continue;
        }
        if (!page->line_number)
            page->line_number = number;
        size_t n = strcspn(at, " \t\n\r\f");
        ca_strbuf_add(line, at, n);
        at += n;
    }
}

void ca_html_use_lines(ca_html_page *page, size_t first, size_t last)
{
    for (size_t i = first; i < last && !page->article->visible; i++)
        page->lines.lines[i].text = (ca_str){"", 0};
}

/* Keywords and an unmistakable mark off the line; *us is set when it has one. */
static ca_str caption_line(const ca_words *words, ca_str line, int64_t *us)
{
    ca_parsed p = ca_line_parse(words, line);
    bool mark = p.has_mark && !p.mark.time_of_day &&
                (p.mark.zero || p.mark.duration_us != CAPALIGN_TIME_NONE) &&
                (p.mark_set_off || !p.rest.size || p.roles || p.play) &&
                (p.mark.form != CA_MARK_MINUTES || p.roles || p.play);
    if (mark && !p.mark.zero)
        *us = p.mark.duration_us;
    if (mark || (!p.has_mark && (p.named || p.play || !p.rest.size)))
        return p.rest;
    return line;
}

static bool is_caption(const ca_words *words, ca_str text)
{
    return text.size && ca_line_has_letters(text) && !ca_line_is_photo(words, text) &&
           !(ca_words_roles(words, text) & (CA_WORD_NOISE | CA_WORD_VIDEO | CA_WORD_SUPPORT));
}

const char *ca_html_caption_in(ca_html_page *page, ca_str text, int64_t *duration_us)
{
    text = ca_line_trim(text);
    if (!text.size || text.size > CA_LINE_LOOK_BYTES)
        return NULL;
    int64_t us = CAPALIGN_TIME_NONE;
    ca_str caption = caption_line(page->words, text, &us);
    if (*duration_us == CAPALIGN_TIME_NONE)
        *duration_us = us;
    return is_caption(page->words, caption) ? ca_html_keep(page, caption) : NULL;
}

/* The first line that is one; a credit only when there is nothing else. */
const char *ca_html_caption_of(ca_html_page *page, size_t first, size_t last, int64_t *duration_us)
{
    const char *caption = NULL, *credit = NULL;
    for (size_t i = first; i < last; i++) {
        ca_str text = page->lines.lines[i].text;
        if (!text.size)
            continue;
        const char *found = ca_html_caption_in(page, text, duration_us);
        if (found && ca_line_is_credit(page->words, ca_str_of(found)))
            credit = credit ? credit : found;
        else if (!caption)
            caption = found;
    }
    return caption ? caption : credit;
}
