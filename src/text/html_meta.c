/* Title, language and Open Graph. */
#include "base/error.h"
#include "text/duration.h"
#include "text/html_page.h"
#include "text/line_text.h"

/* RFC 5646, 2.1: subtags of up to 8 letters and digits; the first, in use, of two or three letters.
 * Longer tags than this are not in use. */
enum { LANGUAGE_MAX_BYTES = 35 };
/* More og:video than this are not looked at. */
enum { OPEN_GRAPH_MOST = 64 };
enum { SITE_MAX_WORDS = 4 };

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

const char *ca_html_language(ca_html_page *page, ca_str text)
{
    text = ca_str_trim(text);
    if (text.size < 2 || text.size > LANGUAGE_MAX_BYTES)
        return NULL;
    char tag[LANGUAGE_MAX_BYTES + 1];
    size_t subtag = 0;
    bool first = true;
    for (size_t i = 0; i <= text.size; i++) {
        char c = i < text.size ? text.data[i] : '-';
        if (c == '-' || c == '_') { /* en_GB, as Open Graph writes it */
            if (subtag == 0 || subtag > 8 || (first && (subtag < 2 || subtag > 3)))
                return NULL;
            subtag = 0, first = false;
            tag[i] = i < text.size ? '-' : '\0';
            continue;
        }
        if (!is_letter(c) && (first || c < '0' || c > '9'))
            return NULL;
        tag[i] = c;
        subtag++;
    }
    return ca_html_keep(page, ca_str_of(tag));
}

static ca_html_clip *last_open_graph(ca_html_page *page)
{
    for (size_t i = page->clip_count; i > 0; i--)
        if (page->clips[i - 1].origin == CA_FROM_OPEN_GRAPH)
            return &page->clips[i - 1];
    return NULL;
}

/* "og:video" and ":url" begin a video, unless the one before has no address or the same. */
static void take_video_address(ca_html_page *page, const GumboNode *node, ca_str content, bool more)
{
    ca_html_clip *clip = last_open_graph(page);
    if (!clip || (!more && clip->key_count)) {
        if (++page->open_graph_count > OPEN_GRAPH_MOST)
            return;
        ca_html_clip *fresh = ca_html_new_clip(page, CA_FROM_OPEN_GRAPH, ca_html_line(node));
        if (!fresh)
            return;
        ca_html_add_media(page, fresh, content);
        clip = last_open_graph(page);
        for (size_t i = 0; i + 1 < page->clip_count; i++) {
            ca_html_clip *other = &page->clips[i];
            if (other->origin == CA_FROM_OPEN_GRAPH && !other->gone &&
                ca_html_share_key(other, clip)) {
                page->clip_count--;
                return;
            }
        }
        return;
    }
    ca_html_add_media(page, clip, content);
}

static void take_video_duration(ca_html_page *page, const GumboNode *node, ca_str content)
{
    ca_html_clip *clip = last_open_graph(page);
    if (!clip)
        clip = ca_html_new_clip(page, CA_FROM_OPEN_GRAPH, ca_html_line(node));
    int64_t us;
    if (clip && (ca_duration_seconds(content, &us) || ca_duration_iso(content, &us) ||
                 ca_duration_clock(content, &us)))
        clip->clip.duration_us = us;
}

void ca_html_take_meta(ca_html_page *page, const GumboNode *node)
{
    ca_str name = ca_html_first_attribute(node, "property name");
    ca_str content = ca_html_attribute(node, "content");
    if (!name.size || !content.size)
        return;
    if (ca_str_equal_nocase(name, "og:title"))
        page->og_title = page->og_title ? page->og_title : ca_html_keep(page, content);
    else if (ca_str_equal_nocase(name, "og:site_name"))
        page->site_name = page->site_name ? page->site_name : ca_html_keep(page, content);
    else if (ca_str_equal_nocase(name, "og:locale"))
        page->locale = page->locale ? page->locale : ca_html_language(page, content);
    else if (ca_str_equal_nocase(name, "og:video") || ca_str_equal_nocase(name, "og:video:url"))
        take_video_address(page, node, content, false);
    else if (ca_str_equal_nocase(name, "og:video:secure_url"))
        take_video_address(page, node, content, true);
    else if (ca_str_equal_nocase(name, "og:video:duration") ||
             ca_str_equal_nocase(name, "video:duration"))
        take_video_duration(page, node, content);
}

static bool contains(const char *text, const char *part)
{
    return text && part && strcasestr(text, part);
}

/* "The Valley Post": one of its words is part of newspapers' names. */
static bool names_site(const ca_html_page *page, ca_str text)
{
    for (size_t i = 0, start = 0; i <= text.size; i++) {
        if (i < text.size && text.data[i] != ' ')
            continue;
        if (ca_words_roles(page->words, (ca_str){text.data + start, i - start}) & CA_WORD_SITE)
            return true;
        start = i + 1;
    }
    return false;
}

/* The last " | City News", " - City News" of a title. */
static ca_str without_site(ca_html_page *page, const char *title)
{
    ca_str text = ca_str_of(title);
    for (size_t i = text.size; i > 1; i--) {
        uint32_t c;
        size_t n = ca_utf8_decode(text.data + i - 1, text.size - i + 1, &c);
        bool dash = c == '-' || c == 0x2013 || c == 0x2014;
        bool bar = c == '|' || c == 0xB7 || c == 0x2022 || c == 0xBB || c == 0x2039 || c == 0xAB;
        if (!(dash || bar) || text.data[i - 2] != ' ' || i - 1 + n >= text.size ||
            text.data[i - 1 + n] != ' ')
            continue;
        ca_str head = ca_line_trim((ca_str){text.data, i - 1});
        ca_str tail = ca_line_trim((ca_str){text.data + i - 1 + n, text.size - i + 1 - n});
        bool site = page->site_name && ca_str_equal_nocase(tail, page->site_name);
        /* a site's name is short, and shorter than the headline */
        bool looks = ca_line_words(tail) <= SITE_MAX_WORDS &&
                     (ca_line_words(tail) < ca_line_words(head) || names_site(page, tail));
        if (head.size && (site || looks))
            return head;
        return text;
    }
    return text;
}

/* The heading that the page's own title repeats is the headline and no logo; a page with one
 * heading means it. */
void ca_html_set_title(ca_html_page *page)
{
    const char *title = NULL, *headline = page->jsonld.headline;
    const char *said[] = {page->og_title, headline, page->title_element};
    for (size_t i = 0; i < sizeof said / sizeof said[0] && !title; i++) {
        title = contains(said[i], page->heading) ? page->heading : NULL;
        if (contains(said[i], page->heading2) && (!title || strlen(page->heading2) > strlen(title)))
            title = page->heading2;
    }
    bool alone = page->heading && !page->heading2;
    if (!title && alone && !(page->site_name && strcasecmp(page->heading, page->site_name) == 0))
        title = page->heading;
    if (!title && page->og_title)
        title = ca_html_keep(page, without_site(page, page->og_title));
    if (!title)
        title = headline ? headline : page->heading;
    if (!title && page->title_element)
        title = ca_html_keep(page, without_site(page, page->title_element));
    page->article->title = title;
    if (!page->article->language)
        page->article->language = page->jsonld.language
                                      ? ca_html_language(page, ca_str_of(page->jsonld.language))
                                      : page->locale;
}
