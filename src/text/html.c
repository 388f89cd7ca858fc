/* The HTML reader. docs/articles-html.md says for people what it takes for a clip. */
#include <stdlib.h>

#include "base/error.h"
#include "text/html_charset.h"
#include "text/html_page.h"

/* How sure the start of a text makes it that it is HTML. */
enum { SNIFF_DOCUMENT = 100, SNIFF_FRAGMENT = 50 };

/* WHATWG MIME Sniffing, 7.1, and the elements that an article's fragment begins with. */
static const char *const document_starts[] = {"<!doctype html", "<html", "<head", "<body"};
static const char *const fragment_starts[] = {
    "<!--",   "<script", "<iframe", "<h1",     "<div",    "<font",  "<table",   "<a ",
    "<style", "<title",  "<b>",     "<br",     "<p>",     "<p ",    "<article", "<section",
    "<main",  "<meta",   "<link",   "<figure", "<header", "<video", "<amp-"};

static bool starts(ca_str text, const char *prefix)
{
    size_t n = strlen(prefix);
    return text.size >= n && ca_str_equal_nocase((ca_str){text.data, n}, prefix);
}

static ca_str skip_past(ca_str text, const char *needle)
{
    const char *found = memmem(text.data, text.size, needle, strlen(needle));
    size_t n = found ? (size_t)(found - text.data) + strlen(needle) : text.size;
    return (ca_str){text.data + n, text.size - n};
}

/* Behind a byte order mark, an XML declaration and comments, if a document follows them. */
static int sniff(ca_str text)
{
    if (starts(text, "\xEF\xBB\xBF"))
        text.data += 3, text.size -= 3;
    text = ca_str_trim(text);
    ca_str first = text;
    while (starts(text, "<?xml") || starts(text, "<!--"))
        text = ca_str_trim(skip_past(text, starts(text, "<!--") ? "-->" : "?>"));
    for (size_t i = 0; i < sizeof document_starts / sizeof document_starts[0]; i++)
        if (starts(text, document_starts[i]))
            return SNIFF_DOCUMENT;
    for (size_t i = 0; i < sizeof fragment_starts / sizeof fragment_starts[0]; i++)
        if (starts(first, fragment_starts[i]))
            return SNIFF_FRAGMENT;
    return 0;
}

static void destroy(ca_html_page *page)
{
    if (!page)
        return;
    ca_words_destroy(page->words);
    ca_arena_free(&page->arena);
    ca_strbuf_free(&page->line);
    ca_jsonld_free(&page->jsonld);
    free(page->lines.lines);
    free(page->captioned);
    free(page->holders);
    free(page->clips);
    free(page);
}

static ca_html_page *create(capalign_article *article, capalign_error *error)
{
    ca_html_page *page = calloc(1, sizeof *page);
    if (!page)
        return NULL;
    page->article = article;
    page->error = error;
    page->words = ca_words_create();
    if (page->words)
        return page;
    destroy(page);
    return NULL;
}

static capalign_code read_tree(ca_html_page *page, const GumboNode *root)
{
    capalign_code code = ca_html_gather(page, root);
    if (code != CAPALIGN_OK)
        return code;
    ca_html_set_title(page);
    return page->code == CAPALIGN_OK ? ca_html_merge(page) : page->code;
}

static capalign_code read_html(capalign_article *article, ca_str text, capalign_error *error)
{
    ca_html_tree tree;
    capalign_code code = ca_html_parse(&tree, text, article->visible != NULL, error);
    if (code == CAPALIGN_OK) {
        ca_html_page *page = create(article, error);
        code = page ? read_tree(page, tree.root) : ca_fail_memory(error);
        destroy(page);
    }
    ca_html_free(&tree);
    return code;
}

const ca_article_reader ca_reader_html = {
    .name = "html",
    .extensions = "html htm xhtml xht shtml",
    .sniff = sniff,
    .declared_encoding = ca_html_declared_encoding,
    .read = read_html,
};
