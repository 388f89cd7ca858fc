#include "text/html_page.h"
#include "text/line_parse.h"
#include "text/line_text.h"
#include "text/media_path.h"

/* More lines than these in a box are no longer about its one player. */
enum { WRAPPER_MAX_LINES = 4, SCOPE_MAX_LINES = 12 };

static const char wrapper_words[] = " video player media embed clip videoplayer oembed ";
static const char video_words[] = " video player clip play duration videoplayer ";
static const char sound_words[] = " audio podcast podcasts ";
static const char caption_words[] = " caption figcaption ";
static const char media_attributes[] =
    "data-src data-video-src data-video-url data-video data-mp4 data-url data-file data-href";

/* The whole article may be of the class "video" too. */
static bool is_frame_of_page(const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    return tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN ||
           tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_HEAD;
}

static bool states_media(const GumboNode *node)
{
    return ca_html_first_attribute(node, media_attributes).size > 0;
}

/* Inline elements with data-duration are the mark itself, list items a playlist's. */
static bool is_marked(const GumboNode *node)
{
    int64_t us;
    GumboTag tag = node->v.element.tag;
    bool small = tag == GUMBO_TAG_SPAN || tag == GUMBO_TAG_A || tag == GUMBO_TAG_LI ||
                 tag == GUMBO_TAG_TIME || tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_AUDIO ||
                 tag == GUMBO_TAG_SOURCE;
    return (!small || states_media(node)) && tag != GUMBO_TAG_AUDIO &&
           ca_html_stated_duration(node, &us);
}

unsigned ca_html_unit_roles(const GumboNode *node)
{
    unsigned roles = node->v.element.tag == GUMBO_TAG_FIGURE ? CA_HTML_FIGURE | CA_HTML_WRAPPER : 0;
    if (!node->v.element.attributes.length || is_frame_of_page(node))
        return roles;
    if (ca_html_is_video_scope(node))
        roles |= CA_HTML_SCOPED;
    if (ca_html_has_class_word(node, wrapper_words))
        roles |= CA_HTML_WRAPPER;
    if (ca_html_has_class_word(node, video_words))
        roles |= CA_HTML_TELLS;
    if (ca_html_has_class_word(node, sound_words))
        roles |= CA_HTML_SOUND_BOX;
    if (ca_html_has_class_word(node, caption_words) && node->v.element.tag != GUMBO_TAG_FIGURE)
        roles |= CA_HTML_CAPTIONED | CA_HTML_BREAKS;
    if (is_marked(node))
        roles |= CA_HTML_MARKED | CA_HTML_BREAKS;
    return roles;
}

static size_t count_lines(const ca_html_page *page, size_t first, size_t last)
{
    size_t count = 0;
    for (size_t i = first; i < last; i++)
        count += page->lines.lines[i].text.size > 0;
    return count;
}

static bool is_on_page(const ca_html_clip *clip)
{
    return !clip->gone && clip->origin != CA_FROM_JSONLD && clip->origin != CA_FROM_OPEN_GRAPH;
}

/* The one clip that began inside of the frame; NULL and their count when there are more or none.
 * The same player once more, for browsers without scripts, is no other. */
static ca_html_clip *only_clip(ca_html_page *page, size_t first, size_t *count)
{
    ca_html_clip *only = NULL;
    *count = 0;
    for (size_t i = first; i < page->clip_count; i++) {
        ca_html_clip *clip = &page->clips[i];
        if (!is_on_page(clip))
            continue;
        if (only && ca_html_share_key(only, clip)) {
            ca_html_absorb(only, clip);
            continue;
        }
        only = only ? only : clip;
        ++*count;
    }
    return *count == 1 ? only : NULL;
}

static void take_caption(ca_html_page *page, ca_html_clip *clip, size_t first, size_t last,
                         bool overrule)
{
    const char *caption = ca_html_caption_of(page, first, last, &clip->clip.duration_us);
    if (caption && (overrule || !clip->clip.caption))
        clip->clip.caption = caption;
    clip->background = clip->background && !caption;
}

/* A line that is a duration mark and nothing else. */
static bool has_lone_mark(const ca_html_page *page, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        ca_str text = page->lines.lines[i].text;
        if (!text.size || text.size > CA_LINE_LOOK_BYTES)
            continue;
        ca_parsed p = ca_line_parse(page->words, text);
        if (p.has_mark && !p.rest.size && !p.mark.time_of_day && !p.mark.zero)
            return true;
    }
    return false;
}

/* A figure without a player that we know, but with a length: its script puts the player in. */
static void close_bare_figure(ca_html_page *page, const GumboNode *node, const ca_html_frame *frame)
{
    size_t last = page->lines.count;
    if (frame->roles & CA_HTML_SOUNDS) {
        ca_html_use_lines(page, frame->first_line, last);
        return;
    }
    bool told = frame->roles & CA_HTML_TELLS || has_lone_mark(page, frame->first_line, last);
    int64_t us = CAPALIGN_TIME_NONE;
    if (!told || frame->caption_first == frame->caption_last)
        return;
    const char *caption = ca_html_caption_of(page, frame->caption_first, frame->caption_last, &us);
    ca_html_caption_of(page, frame->first_line, last, &us);
    if (!caption || us == CAPALIGN_TIME_NONE)
        return;
    ca_html_clip *clip = ca_html_new_clip(page, CA_FROM_MARKED, ca_html_line(node));
    if (!clip)
        return;
    clip->order = frame->first_line;
    clip->clip.caption = caption;
    clip->clip.duration_us = us;
    ca_html_use_lines(page, frame->first_line, last);
}

static void close_figure(ca_html_page *page, const GumboNode *node, const ca_html_frame *frame)
{
    size_t count, last = page->lines.count;
    ca_html_clip *clip = only_clip(page, frame->first_clip, &count);
    if (!count) {
        close_bare_figure(page, node, frame);
        return;
    }
    if (!clip) {
        ca_html_use_lines(page, frame->caption_first, frame->caption_last);
        return;
    }
    bool captioned = frame->caption_first < frame->caption_last;
    if (captioned)
        take_caption(page, clip, frame->caption_first, frame->caption_last, true);
    if (!captioned || clip->clip.duration_us == CAPALIGN_TIME_NONE)
        take_caption(page, clip, frame->first_line, last, false);
    ca_html_use_lines(page, frame->first_line, last);
}

static void close_wrapper(ca_html_page *page, const ca_html_frame *frame)
{
    size_t count, last = page->lines.count;
    ca_html_clip *clip = only_clip(page, frame->first_clip, &count);
    size_t lines = count_lines(page, frame->first_line, last);
    if (!clip || !lines || lines > WRAPPER_MAX_LINES)
        return;
    take_caption(page, clip, frame->first_line, last, false);
    ca_html_use_lines(page, frame->first_line, last);
}

/* data-duration alone may be an animation's. */
static bool is_video_box(ca_html_page *page, const GumboNode *node, const ca_html_frame *frame)
{
    ca_str media = ca_html_first_attribute(node, media_attributes);
    return ca_media_is_video(media) || frame->roles & (CA_HTML_TELLS | CA_HTML_WRAPPER) ||
           has_lone_mark(page, frame->first_line, page->lines.count);
}

static void close_marked(ca_html_page *page, const GumboNode *node, const ca_html_frame *frame)
{
    size_t count, last = page->lines.count;
    int64_t us;
    ca_html_clip *clip = only_clip(page, frame->first_clip, &count);
    size_t lines = count_lines(page, frame->first_line, last);
    if (count > 1 || lines > WRAPPER_MAX_LINES || !ca_html_stated_duration(node, &us) ||
        frame->roles & (CA_HTML_SOUND_BOX | CA_HTML_SOUNDS))
        return;
    if (!clip) {
        if (!is_video_box(page, node, frame))
            return;
        clip = ca_html_new_clip(page, CA_FROM_MARKED, ca_html_line(node));
        if (!clip)
            return;
        clip->order = frame->first_line;
        ca_html_add_media(page, clip, ca_html_first_attribute(node, media_attributes));
    }
    if (clip->clip.duration_us == CAPALIGN_TIME_NONE)
        clip->clip.duration_us = us;
    ca_str said = ca_html_first_attribute(node, "data-caption data-title title aria-label");
    take_caption(page, clip, frame->first_line, last, false);
    if (!clip->clip.caption && said.size)
        clip->clip.caption = ca_html_caption_in(page, said, &us);
    ca_html_use_lines(page, frame->first_line, last);
}

/* The scope's own clip is the first that began in it. */
static void close_scope(ca_html_page *page, const GumboNode *node, const ca_html_frame *frame)
{
    ca_html_clip *clip = &page->clips[frame->first_clip];
    if (frame->first_clip >= page->clip_count || clip->origin != CA_FROM_MICRODATA)
        return;
    ca_html_read_scope(page, clip, node);
    for (size_t i = frame->first_clip + 1; i < page->clip_count; i++) {
        ca_html_clip *inner = &page->clips[i];
        if (is_on_page(inner)) {
            ca_html_absorb(clip, inner);
            break;
        }
    }
    size_t last = page->lines.count;
    if (!clip->clip.caption)
        clip->clip.caption = clip->title;
    if (count_lines(page, frame->first_line, last) > SCOPE_MAX_LINES)
        return;
    if (!clip->clip.caption)
        take_caption(page, clip, frame->first_line, last, false);
    ca_html_use_lines(page, frame->first_line, last);
}

void ca_html_close_unit(ca_html_page *page, const GumboNode *node, const ca_html_frame *frame)
{
    if (page->code != CAPALIGN_OK)
        return;
    if (frame->roles & CA_HTML_FIGURE)
        close_figure(page, node, frame);
    if (frame->roles & CA_HTML_MARKED)
        close_marked(page, node, frame);
    else if (frame->roles & CA_HTML_WRAPPER)
        close_wrapper(page, frame);
    if (frame->roles & CA_HTML_SCOPED)
        close_scope(page, node, frame);
    size_t count;
    bool sounds = frame->roles & CA_HTML_SOUND_BOX && frame->roles & CA_HTML_SOUNDS;
    if (sounds && !only_clip(page, frame->first_clip, &count) && !count &&
        count_lines(page, frame->first_line, page->lines.count) <= WRAPPER_MAX_LINES)
        ca_html_use_lines(page, frame->first_line, page->lines.count);
}
