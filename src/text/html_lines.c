#include "base/error.h"
#include "text/html_page.h"

static bool is_one_of(const GumboNode *node, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ca_html_is(node, names[i]))
            return true;
    return false;
}

#define IS_ONE_OF(node, names) is_one_of(node, names, sizeof(names) / sizeof(names)[0])

bool ca_html_is_outside(const GumboNode *node)
{
    static const char *const outside[] = {"script", "style",    "nav",      "aside",
                                          "footer", "template", "noscript", "head",
                                          "form",   "button",   "select",   "svg"};
    return IS_ONE_OF(node, outside) || ca_html_has_attribute(node, "hidden") ||
           ca_str_equal_nocase(ca_html_attribute(node, "aria-hidden"), "true");
}

static bool is_block(const GumboNode *node)
{
    static const char *const blocks[] = {
        "address", "article",    "blockquote", "body", "br",   "dd", "div",   "dl",
        "dt",      "figcaption", "figure",     "h1",   "h2",   "h3", "h4",    "h5",
        "h6",      "header",     "hr",         "li",   "main", "ol", "p",     "pre",
        "section", "table",      "td",         "th",   "tr",   "ul", "video", "iframe"};
    return IS_ONE_OF(node, blocks);
}

typedef struct reader {
    capalign_article *article;
    ca_line_list *out;
    ca_strbuf text; /* of the line being read */
    size_t number;
    ca_line_kind kind;
    bool space;
} reader;

static capalign_code end_line(reader *r, capalign_error *error)
{
    ca_line line = {.number = r->number, .kind = r->kind};
    if (r->text.failed)
        return ca_fail_memory(error);
    if (r->text.size) {
        line.text.data = ca_arena_copy(&r->article->arena, ca_strbuf_view(&r->text));
        line.text.size = r->text.size;
        if (!line.text.data)
            return ca_fail_memory(error);
    }
    ca_strbuf_clear(&r->text);
    r->number = 0;
    r->space = false;
    return ca_line_list_add(r->out, &line, error);
}

static void add_text(reader *r, const GumboNode *node)
{
    ca_str text = ca_str_of(node->v.text.text);
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            r->space = r->text.size > 0;
            continue;
        }
        if (r->space)
            ca_strbuf_add_text(&r->text, " ");
        r->space = false;
        if (!r->number)
            r->number = ca_html_line(node);
        ca_strbuf_add(&r->text, &c, 1);
    }
}

static ca_line_kind kind_of(const GumboNode *node)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    if (IS_ONE_OF(node, headings))
        return CA_LINE_HEADING;
    return ca_html_is(node, "li") ? CA_LINE_LIST : CA_LINE_TEXT;
}

static capalign_code read_all(reader *r, const ca_html_tree *tree, capalign_error *error)
{
    ca_html_walk walk;
    ca_html_walk_begin(&walk, tree->root);
    const GumboNode *node;
    capalign_code code = CAPALIGN_OK;
    for (ca_html_step step;
         code == CAPALIGN_OK && (step = ca_html_walk_next(&walk, &node)) != CA_HTML_DONE;) {
        if (ca_html_is_text(node)) {
            add_text(r, node);
            continue;
        }
        if (!ca_html_is_element(node))
            continue;
        if (step == CA_HTML_ENTER && ca_html_is_outside(node) && node != tree->root) {
            ca_html_walk_skip(&walk);
        } else if (is_block(node)) {
            code = end_line(r, error);
            r->kind = step == CA_HTML_ENTER ? kind_of(node) : CA_LINE_TEXT;
        }
    }
    return code == CAPALIGN_OK ? end_line(r, error) : code;
}

capalign_code ca_html_lines(capalign_article *article, const ca_html_tree *tree, ca_line_list *out,
                            capalign_error *error)
{
    reader r = {.article = article, .out = out};
    capalign_code code = read_all(&r, tree, error);
    ca_strbuf_free(&r.text);
    return code;
}
