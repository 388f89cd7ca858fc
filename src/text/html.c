/* HTML pages: the videos that their markup tells of, else the clips that their visible text names.
 */
#include "text/html_page.h"

#include <stdlib.h>

#include "text/html_charset.h"

/* A doctype or a tag near the beginning. */
static int sniff(ca_str text)
{
    static const char *const marks[] = {"<!doctype html", "<html", "<head", "<body", "<article"};
    ca_str rest = ca_str_trim(text);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t size = strlen(marks[i]);
        if (rest.size >= size && ca_str_equal_nocase((ca_str){rest.data, size}, marks[i]))
            return 90;
    }
    return 0;
}

/* "Headline | The Paper": the site's name goes. */
static const char *without_site(ca_arena *arena, const char *title)
{
    static const char *const separators[] = {" | ", " - ", " – ", " — ", " · "};
    const char *cut = NULL;
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
        for (const char *at = title; (at = strstr(at, separators[i])); at++)
            if (at > cut)
                cut = at;
    return cut && cut > title ? ca_arena_copy(arena, (ca_str){title, (size_t)(cut - title)})
                              : title;
}

static void choose_title(ca_html_page *page)
{
    capalign_article *article = page->article;
    article->title = page->heading           ? page->heading
                     : page->og_title        ? page->og_title
                     : page->jsonld.headline ? page->jsonld.headline
                     : page->title           ? without_site(&article->arena, page->title)
                                             : NULL;
    article->language = page->language ? page->language : page->jsonld.language;
}

static capalign_code add_clips(ca_html_page *page, capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < page->count && code == CAPALIGN_OK; i++)
        code = ca_article_add_clip(page->article, &page->clips[i], error);
    return code;
}

static capalign_code read_page(capalign_article *article, ca_str text, capalign_error *error)
{
    ca_html_tree tree = {0};
    ca_html_page page = {.article = article};
    ca_line_list lines = {0};
    capalign_code code = ca_html_parse(&tree, text, error);
    if (code == CAPALIGN_OK)
        code = ca_html_find_clips(&page, &tree, error);
    if (code == CAPALIGN_OK)
        code = ca_html_lines(article, &tree, &lines, error);
    if (code == CAPALIGN_OK) {
        choose_title(&page);
        code = add_clips(&page, error);
    }
    if (code == CAPALIGN_OK && page.count == 0)
        code = ca_plain_find_clips(article, lines.lines, lines.count, error);
    else if (code == CAPALIGN_OK && article->visible)
        ca_collect_visible(article->visible, lines.lines, lines.count);
    free(lines.lines);
    free(page.clips);
    ca_jsonld_free(&page.jsonld);
    ca_html_free(&tree);
    return code;
}

const ca_article_reader ca_reader_html = {
    .name = "html",
    .extensions = "html htm xhtml",
    .sniff = sniff,
    .declared_encoding = ca_html_declared_encoding,
    .read = read_page,
};
