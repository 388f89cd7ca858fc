#include <stdlib.h>

#include "text/html_page.h"

/* So many headings and main parts are looked at; a page has one or two. */
enum { MOST_HELD = 16 };

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

bool ca_html_is_one_of(ca_str word, const char *words)
{
    char spaced[32] = " ";
    if (!word.size || word.size > sizeof spaced - 3)
        return false;
    for (size_t i = 0; i < word.size; i++)
        spaced[i + 1] = (char)(word.data[i] | 32);
    spaced[word.size + 1] = ' ';
    return strstr(words, spaced) != NULL;
}

/* Words by letters alone; "videoPlayer" is two. */
static ca_str next_word(ca_str *text)
{
    size_t i = 0;
    while (i < text->size && !is_letter(text->data[i]))
        i++;
    size_t start = i;
    while (i < text->size && is_letter(text->data[i])) {
        bool hump =
            i > start && text->data[i] >= 'A' && text->data[i] <= 'Z' && text->data[i - 1] >= 'a';
        if (hump)
            break;
        i++;
    }
    ca_str word = {text->data + start, i - start};
    *text = (ca_str){text->data + i, text->size - i};
    return word;
}

bool ca_html_has_word(ca_str text, const char *words)
{
    while (text.size) {
        ca_str word = next_word(&text);
        if (ca_html_is_one_of(word, words))
            return true;
    }
    return false;
}

bool ca_html_has_class_word(const GumboNode *node, const char *words)
{
    return ca_html_has_word(ca_html_attribute(node, "class"), words) ||
           ca_html_has_word(ca_html_attribute(node, "id"), words);
}

/* Classes of what stands beside an article, by single words … */
static const char outside_words[] =
    " related recommended recommendations recirculation recirc teaser teasers rail sidebar promo "
    "promos newsletter comments advert advertisement advertisements breadcrumb breadcrumbs "
    "trending outbrain taboola upnext footer navbar navigation cookie cookies sponsored ";
/* … and by pairs. */
static const char *const outside_pairs[] = {
    "more videos", "more stories", "more news",  "up next",     "most read", "most popular",
    "most viewed", "most watched", "watch next", "read next",   "read more", "next videos",
    "see also",    "also like",    "ad slot",    "ad container"};

/* "page--has-sidebar" says something of the page and is no sidebar. */
static const char negations[] = " has with no without hide hides ";

static bool is_pair(ca_str first, ca_str second)
{
    for (size_t i = 0; i < sizeof outside_pairs / sizeof outside_pairs[0]; i++) {
        const char *pair = outside_pairs[i], *space = strchr(pair, ' ');
        ca_str head = {pair, (size_t)(space - pair)};
        if (first.size == head.size && strncasecmp(first.data, pair, head.size) == 0 &&
            ca_str_equal_nocase(second, space + 1))
            return true;
    }
    return false;
}

static bool names_outside(ca_str classes)
{
    ca_str before = {"", 0};
    while (classes.size) {
        ca_str word = next_word(&classes);
        bool negated = ca_html_is_one_of(before, negations);
        if (!negated && (ca_html_is_one_of(word, outside_words) || is_pair(before, word)))
            return true;
        before = word;
    }
    return false;
}

static int compare_nodes(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t) * (const GumboNode *const *)a;
    uintptr_t y = (uintptr_t) * (const GumboNode *const *)b;
    return x < y ? -1 : x > y;
}

/* What holds the headline or the main part is no margin, whatever its class. */
bool ca_html_find_holders(ca_html_page *page, const GumboNode *root)
{
    const GumboNode *node;
    ca_html_walk_begin(&page->walk, root);
    size_t found = 0;
    for (ca_html_step step; (step = ca_html_walk_next(&page->walk, &node)) != CA_HTML_DONE;) {
        if (step != CA_HTML_ENTER || node->type != GUMBO_NODE_ELEMENT ||
            (node->v.element.tag != GUMBO_TAG_H1 && node->v.element.tag != GUMBO_TAG_MAIN))
            continue;
        if (found++ == MOST_HELD)
            break;
        size_t depth = page->walk.depth, need = page->holder_count + depth;
        const GumboNode **grown =
            ca_grow(page->holders, &page->holder_capacity, need, sizeof(*grown));
        if (!grown)
            return false;
        page->holders = grown;
        for (size_t i = 0; i < depth; i++)
            page->holders[page->holder_count++] = page->walk.levels[i].node;
    }
    if (page->holder_count)
        qsort(page->holders, page->holder_count, sizeof(*page->holders), compare_nodes);
    return true;
}

static bool holds_article(const ca_html_page *page, const GumboNode *node)
{
    return page->holder_count &&
           bsearch(&node, page->holders, page->holder_count, sizeof(*page->holders), compare_nodes);
}

static bool is_hidden(const GumboNode *node)
{
    if (ca_html_has_attribute(node, "hidden"))
        return true;
    ca_str style = ca_html_attribute(node, "style");
    if (!style.size)
        return false;
    bool display = false;
    /* "display : none" in any spacing */
    ca_str rest = style;
    ca_str before = {"", 0};
    while (rest.size && !display) {
        ca_str word = next_word(&rest);
        display =
            (ca_str_equal_nocase(before, "display") && ca_str_equal_nocase(word, "none")) ||
            (ca_str_equal_nocase(before, "visibility") && ca_str_equal_nocase(word, "hidden"));
        before = word;
    }
    return display;
}

bool ca_html_is_outside(const ca_html_page *page, const GumboNode *node)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
        return true;
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_MAIN:
        return false;
    default:
        break;
    }
    if (node->type == GUMBO_NODE_TEMPLATE)
        return true;
    if (!node->v.element.attributes.length)
        return false;
    if (is_hidden(node))
        return true;
    if (ca_html_is(node, "dialog") && !ca_html_has_attribute(node, "open"))
        return true;
    ca_str role = ca_html_attribute(node, "role");
    bool margin =
        role.size &&
        ca_html_is_one_of(role, " navigation complementary contentinfo search banner dialog "
                                "alertdialog ");
    margin = margin || names_outside(ca_html_attribute(node, "class")) ||
             names_outside(ca_html_attribute(node, "id"));
    return margin && !holds_article(page, node);
}
