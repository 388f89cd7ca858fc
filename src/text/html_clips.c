#include <stdlib.h>

#include "base/error.h"
#include "text/duration.h"
#include "text/html_page.h"
#include "text/media_path.h"

/* A clip that was found, and whether memory ran out on the way. */
typedef struct finder {
    ca_html_page *page;
    ca_arena *arena;
    bool failed;
} finder;

static const char *keep(finder *f, ca_str text)
{
    if (!text.size)
        return NULL;
    const char *copy = ca_html_unescape(f->arena, text);
    f->failed = f->failed || !copy;
    return copy && *copy ? copy : NULL;
}

static const char *text_of(finder *f, const GumboNode *node)
{
    const char *text = ca_html_text(f->arena, node);
    f->failed = f->failed || !text;
    return text && *text ? text : NULL;
}

static const char *path_of(finder *f, ca_str url)
{
    return url.size ? ca_media_path(f->arena, url, &f->failed) : NULL;
}

/* A length in any of the forms that attributes have. */
static int64_t duration_of(ca_str text)
{
    int64_t us;
    if (ca_duration_iso(text, &us) || ca_duration_clock(text, &us) ||
        ca_duration_seconds(text, &us))
        return us;
    return CAPALIGN_TIME_NONE;
}

static bool push(finder *f, const capalign_clip *clip)
{
    ca_html_page *page = f->page;
    capalign_clip *clips = ca_grow(page->clips, &page->capacity, page->count + 1, sizeof *clips);
    if (!clips) {
        f->failed = true;
        return false;
    }
    page->clips = clips;
    clips[page->count++] = *clip;
    return true;
}

static bool is_player(const GumboNode *node)
{
    static const char *const players[] = {"video",          "amp-video",    "amp-youtube",
                                          "amp-brightcove", "amp-jwplayer", "amp-dailymotion",
                                          "amp-vimeo",      "iframe"};
    for (size_t i = 0; i < sizeof players / sizeof players[0]; i++)
        if (ca_html_is(node, players[i]))
            return true;
    return false;
}

/* The first descendant for which `wanted` holds, or NULL. */
static const GumboNode *find_inside(const GumboNode *node, bool (*wanted)(const GumboNode *))
{
    ca_html_walk walk;
    ca_html_walk_begin(&walk, node);
    const GumboNode *found;
    for (ca_html_step step; (step = ca_html_walk_next(&walk, &found)) != CA_HTML_DONE;)
        if (step == CA_HTML_ENTER && found != node && ca_html_is_element(found) && wanted(found))
            return found;
    return NULL;
}

static bool is_caption(const GumboNode *node)
{
    return ca_html_is(node, "figcaption");
}

static bool is_paragraph(const GumboNode *node)
{
    return ca_html_is(node, "p") || is_caption(node) || ca_html_is(node, "h2") ||
           ca_html_is(node, "h3");
}

/* <source> and <track> of a player. */
static void read_player_children(finder *f, const GumboNode *player, capalign_clip *clip)
{
    ca_html_walk walk;
    ca_html_walk_begin(&walk, player);
    const GumboNode *node;
    for (ca_html_step step; (step = ca_html_walk_next(&walk, &node)) != CA_HTML_DONE;) {
        if (step != CA_HTML_ENTER || !ca_html_is_element(node))
            continue;
        if (ca_html_is(node, "source") && !clip->media_src)
            clip->media_src = path_of(f, ca_html_first_attribute(node, "src data-src"));
        ca_str kind = ca_html_attribute(node, "kind");
        bool captions = !kind.size || ca_str_equal_nocase(kind, "captions") ||
                        ca_str_equal_nocase(kind, "subtitles");
        if (ca_html_is(node, "track") && captions && !clip->track_src) {
            clip->track_src = path_of(f, ca_html_attribute(node, "src"));
            clip->language = keep(f, ca_html_attribute(node, "srclang"));
        }
    }
}

static capalign_clip read_player(finder *f, const GumboNode *player)
{
    capalign_clip clip = {.duration_us =
                              duration_of(ca_html_first_attribute(player, "data-duration")),
                          .line = ca_html_line(player)};
    if (!ca_html_is(player, "iframe")) {
        clip.media_src = path_of(f, ca_html_first_attribute(player, "src data-src"));
        read_player_children(f, player, &clip);
    }
    clip.caption = keep(f, ca_html_first_attribute(player, "title aria-label data-title"));
    return clip;
}

static bool is_video_frame(const GumboNode *node)
{
    /* A frame by itself may hold anything: an advertisement, a form, a map. */
    return is_player(node) && !ca_html_is(node, "iframe");
}

/* "Cranes lift the span (2:26)": a length in parentheses at the caption's end is the clip's. */
static void split_length(finder *f, capalign_clip *clip)
{
    const char *open = clip->caption ? strrchr(clip->caption, '(') : NULL;
    size_t size = open ? strlen(open) : 0;
    int64_t us;
    if (size < 3 || open[size - 1] != ')' || open == clip->caption ||
        !ca_duration_clock((ca_str){open + 1, size - 2}, &us))
        return;
    if (clip->duration_us == CAPALIGN_TIME_NONE)
        clip->duration_us = us;
    ca_str text = ca_str_trim((ca_str){clip->caption, (size_t)(open - clip->caption)});
    clip->caption = ca_arena_copy(f->arena, text);
    f->failed = f->failed || !clip->caption;
}

static bool read_figure(finder *f, const GumboNode *figure)
{
    const GumboNode *player = find_inside(figure, is_player);
    if (!player)
        return false;
    capalign_clip clip = read_player(f, player);
    const GumboNode *caption = find_inside(figure, is_caption);
    const char *text = caption ? text_of(f, caption) : NULL;
    clip.caption = text ? text : clip.caption;
    split_length(f, &clip);
    return push(f, &clip);
}

static bool read_data_duration(finder *f, const GumboNode *node)
{
    int64_t us = duration_of(ca_html_attribute(node, "data-duration"));
    if (us == CAPALIGN_TIME_NONE)
        return false;
    capalign_clip clip = {.duration_us = us, .line = ca_html_line(node)};
    const GumboNode *caption = find_inside(node, is_paragraph);
    clip.caption = caption ? text_of(f, caption) : NULL;
    clip.media_src = path_of(f, ca_html_first_attribute(node, "data-src data-video src"));
    const GumboNode *player = find_inside(node, is_video_frame);
    if (player) {
        capalign_clip inner = read_player(f, player);
        clip.media_src = inner.media_src ? inner.media_src : clip.media_src;
        clip.track_src = inner.track_src;
        clip.language = inner.language;
    }
    return push(f, &clip);
}

/* The value of an item's property: an attribute, else the text. */
static ca_str property_value(finder *f, const GumboNode *node)
{
    ca_str value = ca_html_first_attribute(node, "content datetime href src");
    if (value.size)
        return value;
    const char *text = text_of(f, node);
    return text ? ca_str_of(text) : (ca_str){0};
}

static bool read_microdata(finder *f, const GumboNode *item)
{
    capalign_clip clip = {.duration_us = CAPALIGN_TIME_NONE, .line = ca_html_line(item)};
    ca_html_walk walk;
    ca_html_walk_begin(&walk, item);
    const GumboNode *node;
    for (ca_html_step step; (step = ca_html_walk_next(&walk, &node)) != CA_HTML_DONE;) {
        if (step != CA_HTML_ENTER || !ca_html_is_element(node))
            continue;
        ca_str name = ca_html_attribute(node, "itemprop");
        if (!name.size)
            continue;
        ca_str value = property_value(f, node);
        if (ca_str_equal(name, "name") && !clip.name)
            clip.caption = clip.name = keep(f, value);
        else if (ca_str_equal(name, "duration"))
            clip.duration_us = duration_of(value);
        else if (ca_str_equal(name, "contentUrl"))
            clip.media_src = path_of(f, value);
        else if (ca_str_equal(name, "transcript"))
            clip.transcript = keep(f, value);
        else if (ca_str_equal(name, "inLanguage"))
            clip.language = keep(f, value);
    }
    return push(f, &clip);
}

static bool has_type(const GumboNode *node, const char *type)
{
    ca_str value = ca_html_attribute(node, "itemtype");
    size_t size = strlen(type);
    return value.size >= size && memcmp(value.data + value.size - size, type, size) == 0;
}

static void read_meta(finder *f, const GumboNode *node)
{
    ca_html_page *page = f->page;
    ca_str name = ca_html_first_attribute(node, "property name");
    ca_str content = ca_html_attribute(node, "content");
    if (ca_str_equal_nocase(name, "og:title") && !page->og_title)
        page->og_title = keep(f, content);
    else if ((ca_str_equal_nocase(name, "og:video") || ca_str_equal_nocase(name, "og:video:url") ||
              ca_str_equal_nocase(name, "og:video:secure_url")) &&
             !page->og_video)
        page->og_video = path_of(f, content);
    else if (ca_str_equal_nocase(name, "og:video:duration") ||
             ca_str_equal_nocase(name, "video:duration"))
        page->og_duration_us = duration_of(content);
}

static capalign_code read_script(finder *f, const GumboNode *node, capalign_error *error)
{
    if (!ca_str_equal_nocase(ca_html_attribute(node, "type"), "application/ld+json"))
        return CAPALIGN_OK;
    for (unsigned i = 0; i < node->v.element.children.length; i++) {
        const GumboNode *child = node->v.element.children.data[i];
        if (!ca_html_is_text(child))
            continue;
        capalign_code code = ca_jsonld_read(
            &f->page->jsonld, f->arena, ca_str_of(child->v.text.text), ca_html_line(child), error);
        if (code != CAPALIGN_OK)
            return code;
    }
    return CAPALIGN_OK;
}

/* What the page says of itself. */
static capalign_code read_head(finder *f, const GumboNode *node, capalign_error *error)
{
    ca_html_page *page = f->page;
    if (ca_html_is(node, "html"))
        page->language = keep(f, ca_html_attribute(node, "lang"));
    else if (ca_html_is(node, "title") && !page->title)
        page->title = text_of(f, node);
    else if (ca_html_is(node, "h1") && !page->heading)
        page->heading = text_of(f, node);
    else if (ca_html_is(node, "meta"))
        read_meta(f, node);
    else if (ca_html_is(node, "script"))
        return read_script(f, node, error);
    return CAPALIGN_OK;
}

/* True where the element is a clip, whose inside is then done with. */
static bool read_clip(finder *f, const GumboNode *node)
{
    if (has_type(node, "VideoObject"))
        return read_microdata(f, node);
    if (ca_html_is(node, "figure"))
        return read_figure(f, node);
    if (ca_html_has_attribute(node, "data-duration"))
        return read_data_duration(f, node);
    if (is_video_frame(node)) {
        capalign_clip clip = read_player(f, node);
        return push(f, &clip);
    }
    return false;
}

/* Equal but for case and white space. */
static bool same_text(const char *a, const char *b)
{
    if (!a || !b)
        return false;
    for (; *a && *b; a++, b++)
        if ((*a | 0x20) != (*b | 0x20))
            return false;
    return *a == *b;
}

static bool same_video(const finder *f, const capalign_clip *clip, const ca_jsonld_video *video,
                       const char *media_src)
{
    if (clip->media_src && media_src)
        return strcmp(clip->media_src, media_src) == 0;
    if (same_text(clip->caption, video->name) || same_text(clip->caption, video->caption))
        return true;
    if (clip->duration_us != CAPALIGN_TIME_NONE && video->duration_us != CAPALIGN_TIME_NONE)
        return clip->duration_us == video->duration_us;
    /* One video in the markup and one in the metadata, and nothing speaks against it. */
    return f->page->count == 1 && f->page->jsonld.count == 1 && !clip->caption;
}

static void fill(const char **to, const char *from)
{
    if (!*to)
        *to = from;
}

static void merge_video(finder *f, const ca_jsonld_video *video, size_t marked)
{
    const char *src = video->content ? path_of(f, ca_str_of(video->content)) : NULL;
    const char *track = video->track ? path_of(f, ca_str_of(video->track)) : NULL;
    capalign_clip made = {.duration_us = video->duration_us,
                          .caption = video->caption ? video->caption : video->name,
                          .name = video->name,
                          .media_src = src,
                          .track_src = track,
                          .transcript = video->transcript,
                          .language = video->language};
    for (size_t i = 0; i < marked; i++) {
        capalign_clip *clip = &f->page->clips[i];
        if (!same_video(f, clip, video, src))
            continue;
        if (clip->duration_us == CAPALIGN_TIME_NONE)
            clip->duration_us = made.duration_us;
        fill(&clip->caption, made.caption);
        fill(&clip->name, made.name);
        fill(&clip->media_src, made.media_src);
        fill(&clip->track_src, made.track_src);
        fill(&clip->transcript, made.transcript);
        fill(&clip->language, made.language);
        return;
    }
    push(f, &made);
}

static void merge_metadata(finder *f)
{
    ca_html_page *page = f->page;
    size_t marked = page->count;
    for (size_t i = 0; i < page->jsonld.count && !f->failed; i++)
        if (!page->jsonld.videos[i].listed)
            merge_video(f, &page->jsonld.videos[i], marked);
    if (page->count == 0 && (page->og_video || page->og_duration_us != CAPALIGN_TIME_NONE)) {
        capalign_clip clip = {.duration_us = page->og_duration_us, .media_src = page->og_video};
        push(f, &clip);
    }
}

capalign_code ca_html_find_clips(ca_html_page *page, const ca_html_tree *tree,
                                 capalign_error *error)
{
    finder f = {page, &page->article->arena, false};
    page->og_duration_us = CAPALIGN_TIME_NONE;
    ca_html_walk walk;
    ca_html_walk_begin(&walk, tree->root);
    const GumboNode *node;
    capalign_code code = CAPALIGN_OK;
    for (ca_html_step step; code == CAPALIGN_OK && !f.failed &&
                            (step = ca_html_walk_next(&walk, &node)) != CA_HTML_DONE;) {
        if (step != CA_HTML_ENTER || !ca_html_is_element(node))
            continue;
        code = read_head(&f, node, error);
        bool outside = ca_html_is_outside(node) && !ca_html_is(node, "head");
        if (outside || read_clip(&f, node))
            ca_html_walk_skip(&walk);
    }
    if (code == CAPALIGN_OK && !f.failed)
        merge_metadata(&f);
    return code != CAPALIGN_OK ? code : f.failed ? ca_fail_memory(error) : CAPALIGN_OK;
}
