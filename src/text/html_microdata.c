/* schema.org in attributes: microdata (itemprop) and RDFa (property). */
#include "base/error.h"
#include "text/duration.h"
#include "text/html_page.h"

/* A video's scope has a dozen; the text of each is gathered anew. */
enum { MOST_PROPERTIES = 64 };

/* Whether one of the types, parted by white space, ends in the word. */
static bool has_type(ca_str types, const char *type)
{
    size_t n = strlen(type), end = 0;
    for (size_t i = 0; i <= types.size; i++) {
        if (i < types.size && !strchr(" \t\n\r\f", types.data[i]))
            continue;
        if (i - end >= n && strncasecmp(types.data + i - n, type, n) == 0)
            return true;
        end = i + 1;
    }
    return false;
}

static ca_str types_of(const GumboNode *node)
{
    ca_str types = ca_html_attribute(node, "itemtype");
    return types.size ? types : ca_html_attribute(node, "typeof");
}

bool ca_html_is_video_scope(const GumboNode *node)
{
    ca_str types = types_of(node);
    return types.size && has_type(types, "VideoObject");
}

static bool is_scope(const GumboNode *node)
{
    return ca_html_has_attribute(node, "itemscope") || ca_html_has_attribute(node, "typeof");
}

/* HTML standard, 5.2.4: where an element keeps its property's value. */
static ca_str value_of(ca_html_page *page, const GumboNode *node)
{
    ca_str value = ca_html_first_attribute(node, "content datetime href src data value data-src");
    if (value.size)
        return value;
    const char *text = ca_html_text(&page->arena, node);
    if (!text && page->code == CAPALIGN_OK)
        page->code = ca_fail_memory(page->error);
    return ca_str_of(text);
}

static void take_property(ca_html_page *page, ca_html_clip *clip, ca_str name,
                          const GumboNode *node)
{
    ca_str value = value_of(page, node);
    capalign_clip *c = &clip->clip;
    int64_t us;
    if (ca_str_equal_nocase(name, "name") || ca_str_equal_nocase(name, "headline")) {
        if (!clip->title)
            clip->title = ca_html_keep(page, value);
    } else if (ca_str_equal_nocase(name, "duration")) {
        if (c->duration_us == CAPALIGN_TIME_NONE &&
            (ca_duration_iso(value, &us) || ca_duration_clock(value, &us) ||
             ca_duration_seconds(value, &us)))
            c->duration_us = us;
    } else if (ca_str_equal_nocase(name, "contentUrl")) {
        ca_html_add_media(page, clip, value);
    } else if (ca_str_equal_nocase(name, "embedUrl")) {
        ca_html_add_key(page, clip, value);
    } else if (ca_str_equal_nocase(name, "transcript")) {
        if (!c->transcript)
            c->transcript = ca_html_keep(page, value);
    } else if (ca_str_equal_nocase(name, "inLanguage")) {
        if (!c->language)
            c->language = ca_html_language(page, value);
    } else if (ca_str_equal_nocase(name, "caption") && !is_scope(node)) {
        if (!c->caption)
            c->caption = ca_html_keep(page, value);
    }
}

/* "schema:name" and "https://schema.org/name" are "name". */
static ca_str local_name(ca_str name)
{
    for (size_t i = name.size; i > 0; i--)
        if (name.data[i - 1] == ':' || name.data[i - 1] == '/')
            return (ca_str){name.data + i, name.size - i};
    return name;
}

static void take_properties(ca_html_page *page, ca_html_clip *clip, const GumboNode *node)
{
    ca_str names = ca_html_first_attribute(node, "itemprop property");
    size_t start = 0;
    for (size_t i = 0; i <= names.size && names.size; i++) {
        if (i < names.size && names.data[i] != ' ')
            continue;
        if (i > start)
            take_property(page, clip, local_name((ca_str){names.data + start, i - start}), node);
        start = i + 1;
    }
}

void ca_html_read_scope(ca_html_page *page, ca_html_clip *clip, const GumboNode *scope)
{
    ca_html_walk walk;
    ca_html_walk_begin(&walk, scope);
    size_t properties = 0;
    const GumboNode *node;
    for (ca_html_step step; (step = ca_html_walk_next(&walk, &node)) != CA_HTML_DONE;) {
        if (step != CA_HTML_ENTER || !ca_html_is_element(node) || node == scope)
            continue;
        if (ca_html_first_attribute(node, "itemprop property").size &&
            ++properties <= MOST_PROPERTIES)
            take_properties(page, clip, node);
        if (is_scope(node)) /* its properties are its own */
            ca_html_walk_skip(&walk);
    }
}
