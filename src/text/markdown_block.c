#include "text/markdown_block.h"

enum { MAX_QUOTES = 32 };

size_t ca_markdown_indent(ca_str *text)
{
    size_t columns = 0;
    while (text->size && (text->data[0] == ' ' || text->data[0] == '\t')) {
        columns +=
            text->data[0] == '\t' ? CA_MARKDOWN_CODE_INDENT - columns % CA_MARKDOWN_CODE_INDENT : 1;
        text->data++, text->size--;
    }
    return columns;
}

size_t ca_markdown_run(ca_str text, char c)
{
    size_t n = 0;
    while (n < text.size && text.data[n] == c)
        n++;
    return n;
}

size_t ca_markdown_rule(ca_str text, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] != c && text.data[i] != ' ' && text.data[i] != '\t')
            return 0;
        n += text.data[i] == c;
    }
    return n;
}

bool ca_markdown_is_break(ca_str text)
{
    return ca_markdown_rule(text, '-') >= 3 || ca_markdown_rule(text, '*') >= 3 ||
           ca_markdown_rule(text, '_') >= 3;
}

bool ca_markdown_list_marker(ca_str *text)
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

ca_markdown_html_end ca_markdown_html_start(ca_str text)
{
    if (!text.size || text.data[0] != '<')
        return CA_MARKDOWN_NO_HTML;
    if (ca_str_starts(text, "<!--"))
        return CA_MARKDOWN_TO_COMMENT_END;
    size_t start = text.size > 1 && text.data[1] == '/' ? 2 : 1, n = start;
    while (n < text.size && n < start + 16 &&
           ((text.data[n] | 32) >= 'a'
                ? (text.data[n] | 32) <= 'z'
                : text.data[n] == '-' || (text.data[n] >= '0' && text.data[n] <= '9')))
        n++;
    ca_str name = {text.data + start, n - start};
    bool ends = n == text.size || memchr(" \t/>", text.data[n], 4);
    if (!ends)
        return CA_MARKDOWN_NO_HTML;
    if (names_tag(name, raw_tags, sizeof raw_tags / sizeof raw_tags[0]))
        return CA_MARKDOWN_TO_TAG_END;
    return names_tag(name, block_tags, sizeof block_tags / sizeof block_tags[0])
               ? CA_MARKDOWN_TO_BLANK
               : CA_MARKDOWN_NO_HTML;
}

bool ca_markdown_html_ends(ca_markdown_html_end end, ca_str text)
{
    switch (end) {
    case CA_MARKDOWN_TO_BLANK:
        return !text.size;
    case CA_MARKDOWN_TO_COMMENT_END:
        return contains_nocase(text, "-->");
    case CA_MARKDOWN_TO_TAG_END:
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

void ca_markdown_strip_quotes(ca_str *text)
{
    for (int i = 0; i < MAX_QUOTES; i++) {
        ca_str at = *text;
        if (ca_markdown_indent(&at) >= CA_MARKDOWN_CODE_INDENT || !at.size || at.data[0] != '>')
            return;
        *text = (ca_str){at.data + 1, at.size - 1};
        if (text->size && text->data[0] == ' ')
            text->data++, text->size--;
    }
}

bool ca_markdown_table_row(ca_str *text)
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

bool ca_markdown_has_player(ca_str html)
{
    static const char *const players[] = {"<video", "<iframe", "<amp-video"};
    for (size_t i = 0; i < sizeof players / sizeof players[0]; i++)
        if (contains_nocase(html, players[i]))
            return true;
    return false;
}
