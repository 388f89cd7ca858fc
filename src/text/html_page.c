#include "text/html_page.h"

#include "base/error.h"
#include "text/duration.h"
#include "text/line_text.h"
#include "text/media_path.h"

enum {
    BLOCK = CA_HTML_BREAKS,
    PARAGRAPH = CA_HTML_BREAKS | CA_HTML_PARAGRAPH,
    HEADING = PARAGRAPH | CA_HTML_TITLED,
    ITEM = CA_HTML_BREAKS | CA_HTML_ITEM,
};

/* How elements lay out their text, as browsers' default style does. */
static const unsigned layout[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_ADDRESS] = PARAGRAPH,
    [GUMBO_TAG_ARTICLE] = PARAGRAPH,
    [GUMBO_TAG_BLOCKQUOTE] = PARAGRAPH,
    [GUMBO_TAG_BODY] = PARAGRAPH,
    [GUMBO_TAG_CAPTION] = BLOCK,
    [GUMBO_TAG_CENTER] = BLOCK,
    [GUMBO_TAG_DD] = ITEM,
    [GUMBO_TAG_DETAILS] = PARAGRAPH,
    [GUMBO_TAG_DIV] = BLOCK,
    [GUMBO_TAG_DL] = PARAGRAPH,
    [GUMBO_TAG_DT] = ITEM,
    [GUMBO_TAG_FIELDSET] = PARAGRAPH,
    [GUMBO_TAG_FIGCAPTION] = BLOCK | CA_HTML_FIGCAPTION,
    [GUMBO_TAG_FIGURE] = PARAGRAPH,
    [GUMBO_TAG_FORM] = PARAGRAPH,
    [GUMBO_TAG_H1] = HEADING,
    [GUMBO_TAG_H2] = HEADING,
    [GUMBO_TAG_H3] = HEADING,
    [GUMBO_TAG_H4] = HEADING,
    [GUMBO_TAG_H5] = HEADING,
    [GUMBO_TAG_H6] = HEADING,
    [GUMBO_TAG_HEADER] = PARAGRAPH,
    [GUMBO_TAG_HGROUP] = PARAGRAPH,
    [GUMBO_TAG_HR] = PARAGRAPH,
    [GUMBO_TAG_LEGEND] = BLOCK,
    [GUMBO_TAG_LI] = ITEM,
    [GUMBO_TAG_LISTING] = PARAGRAPH | CA_HTML_AS_IS,
    [GUMBO_TAG_MAIN] = PARAGRAPH,
    [GUMBO_TAG_MENU] = PARAGRAPH,
    [GUMBO_TAG_NOSCRIPT] = CA_HTML_SILENT,
    [GUMBO_TAG_OL] = PARAGRAPH,
    [GUMBO_TAG_P] = PARAGRAPH,
    [GUMBO_TAG_PLAINTEXT] = PARAGRAPH | CA_HTML_AS_IS,
    [GUMBO_TAG_PRE] = PARAGRAPH | CA_HTML_AS_IS,
    [GUMBO_TAG_SECTION] = PARAGRAPH,
    [GUMBO_TAG_SUMMARY] = BLOCK,
    [GUMBO_TAG_TABLE] = PARAGRAPH,
    [GUMBO_TAG_TD] = BLOCK,
    [GUMBO_TAG_TH] = BLOCK,
    [GUMBO_TAG_TR] = BLOCK,
    [GUMBO_TAG_UL] = PARAGRAPH,
    [GUMBO_TAG_XMP] = PARAGRAPH | CA_HTML_AS_IS,
};

ca_html_frame *ca_html_open(ca_html_page *page, unsigned roles)
{
    if (!page->depth || !(page->frames[page->depth - 1].all_roles & roles))
        return NULL;
    for (size_t i = page->depth; i > 0; i--)
        if (page->frames[i - 1].roles & roles)
            return &page->frames[i - 1];
    return NULL;
}

const char *ca_html_keep(ca_html_page *page, ca_str text)
{
    text = ca_str_trim(text);
    if (!text.size)
        return NULL;
    const char *copy = ca_arena_copy(&page->article->arena, text);
    if (!copy && page->code == CAPALIGN_OK)
        page->code = ca_fail_memory(page->error);
    return copy;
}

ca_html_clip *ca_html_new_clip(ca_html_page *page, ca_html_origin origin, size_t line)
{
    if (page->code != CAPALIGN_OK)
        return NULL;
    if (page->clip_count >= 2 * CAPALIGN_ARTICLE_MAX_CLIPS) {
        page->code =
            ca_fail_at(page->error, CAPALIGN_E_LIMIT, line, 0,
                       "the page has more than %zu videos, which is the most that are read",
                       CAPALIGN_ARTICLE_MAX_CLIPS);
        return NULL;
    }
    ca_html_clip *grown =
        ca_grow(page->clips, &page->clip_capacity, page->clip_count + 1, sizeof *grown);
    if (!grown) {
        page->code = ca_fail_memory(page->error);
        return NULL;
    }
    page->clips = grown;
    ca_html_clip *clip = &page->clips[page->clip_count++];
    *clip = (ca_html_clip){.clip = {.duration_us = CAPALIGN_TIME_NONE, .line = line},
                           .origin = origin,
                           .order = page->lines.count};
    bool teaser = page->boxed_level && origin != CA_FROM_JSONLD && origin != CA_FROM_OPEN_GRAPH;
    clip->gone = teaser;
    return clip;
}

static void fail_memory(ca_html_page *page)
{
    if (page->code == CAPALIGN_OK)
        page->code = ca_fail_memory(page->error);
}

/* Each video of the script becomes a clip that begins where the script stands. */
static void take_script(ca_html_page *page, const GumboNode *node)
{
    ca_str type = ca_html_attribute(node, "type");
    if (type.size < 19 || strncasecmp(type.data, "application/ld+json", 19) != 0)
        return;
    size_t line = ca_html_line(node);
    for (unsigned i = 0; i < node->v.element.children.length && page->code == CAPALIGN_OK; i++) {
        const GumboNode *child = node->v.element.children.data[i];
        if (!ca_html_is_text(child))
            continue;
        size_t before = page->jsonld.count;
        page->code = ca_jsonld_read(&page->jsonld, &page->article->arena,
                                    ca_str_of(child->v.text.text), line, page->error);
        for (size_t k = before; k < page->jsonld.count && page->code == CAPALIGN_OK; k++) {
            const ca_jsonld_video *video = &page->jsonld.videos[k];
            ca_html_clip *clip = ca_html_new_clip(page, CA_FROM_JSONLD, line);
            if (clip)
                ca_html_take_jsonld(page, clip, video);
        }
    }
}

static void take_title(ca_html_page *page, const GumboNode *node)
{
    if (page->title_element)
        return;
    const char *text = ca_html_text(&page->arena, node);
    if (text)
        page->title_element = ca_html_keep(page, ca_str_of(text));
    else
        fail_memory(page);
}

static void take_heading(ca_html_page *page, const GumboNode *node)
{
    if (page->heading && page->heading2)
        return;
    const char *text = ca_html_text(&page->arena, node);
    const char *heading = text ? ca_html_keep(page, ca_str_of(text)) : NULL;
    if (!text)
        fail_memory(page);
    else if (!page->heading)
        page->heading = heading;
    else
        page->heading2 = heading;
}

/* A link to a video file: its line names a clip. A picture that links to one is a player. */
static void take_link(ca_html_page *page, const GumboNode *node)
{
    ca_str address = ca_html_attribute(node, "href");
    if (!ca_media_is_video(address) || ca_html_open(page, CA_HTML_PLAYS))
        return;
    const char *text = ca_html_text(&page->article->arena, node);
    ca_line_medium *medium = ca_arena_alloc(&page->article->arena, sizeof *medium);
    if (!text || !medium) {
        fail_memory(page);
        return;
    }
    if (!*text) {
        ca_html_clip *clip = ca_html_new_clip(page, CA_FROM_PLAYER, ca_html_line(node));
        if (clip)
            ca_html_add_media(page, clip, address);
        return;
    }
    bool failed = false;
    medium->src = ca_media_path(&page->article->arena, address, &failed);
    medium->name = ca_media_name(&page->article->arena, address, &failed);
    if (!ca_media_is_video(ca_str_of(text)))
        medium->caption = ca_str_of(text);
    page->medium = page->medium ? page->medium : medium;
    if (failed)
        fail_memory(page);
}

/* <time datetime="2026-03-12T14:05">14:05</time> is no length. */
static bool is_moment(const GumboNode *node)
{
    ca_str value = ca_html_attribute(node, "datetime");
    int64_t us;
    return value.size && !ca_duration_iso(value, &us) &&
           (memchr(value.data, '-', value.size) || memchr(value.data, 'T', value.size));
}

static bool holds_blocks(const GumboNode *row)
{
    ca_html_walk walk;
    ca_html_walk_begin(&walk, row);
    const GumboNode *node;
    for (ca_html_step step; (step = ca_html_walk_next(&walk, &node)) != CA_HTML_DONE;) {
        if (step != CA_HTML_ENTER || node->type != GUMBO_NODE_ELEMENT || node == row)
            continue;
        GumboTag tag = node->v.element.tag;
        if (tag != GUMBO_TAG_TD && tag != GUMBO_TAG_TH && layout[tag] & CA_HTML_BREAKS)
            return true;
        if (tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_IFRAME)
            return true;
    }
    return false;
}

static unsigned roles_of(ca_html_page *page, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    if (ca_html_open(page, CA_HTML_OUTSIDE) || ca_html_is_outside(page, node))
        return CA_HTML_OUTSIDE | (layout[tag] & CA_HTML_BREAKS);
    unsigned roles = layout[tag] | ca_html_unit_roles(node);
    if (tag == GUMBO_TAG_TR)
        roles |= holds_blocks(node) ? 0 : CA_HTML_AS_ROW | CA_HTML_ITEM;
    if (tag == GUMBO_TAG_TIME && is_moment(node))
        roles |= CA_HTML_SILENT;
    if (ca_html_open(page, CA_HTML_SCOPED | CA_HTML_PLAYS))
        roles &= ~(unsigned)CA_HTML_SCOPED;
    return roles;
}

static void break_line(ca_html_page *page, unsigned roles)
{
    if (ca_html_open(page, CA_HTML_AS_ROW)) {
        ca_strbuf_add(&page->line, " ", 1);
        return;
    }
    if (roles & CA_HTML_PARAGRAPH)
        ca_html_add_gap(page);
    else if (roles & CA_HTML_BREAKS)
        ca_html_end_line(page);
}

/* Sound, and a frame that we do not know: what the figure around them is told by. */
static void tell_boxes(ca_html_page *page, unsigned boxes, unsigned role)
{
    for (size_t i = page->depth; i > 0; i--)
        if (page->frames[i - 1].roles & boxes)
            page->frames[i - 1].roles |= role; /* of that box, so not in all_roles */
}

/* What the element says by itself. The frame is open already. */
static void take_element(ca_html_page *page, const GumboNode *node, ca_html_frame *frame)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_HTML:
        page->article->language =
            ca_html_language(page, ca_html_first_attribute(node, "lang xml:lang"));
        return;
    case GUMBO_TAG_TITLE:
        take_title(page, node);
        ca_html_walk_skip(&page->walk);
        return;
    case GUMBO_TAG_META:
        ca_html_take_meta(page, node);
        return;
    case GUMBO_TAG_H1:
        take_heading(page, node);
        return;
    case GUMBO_TAG_A:
        take_link(page, node);
        return;
    case GUMBO_TAG_BR:
        break_line(page, CA_HTML_BREAKS);
        return;
    case GUMBO_TAG_AUDIO:
        tell_boxes(page, CA_HTML_FIGURE | CA_HTML_SOUND_BOX | CA_HTML_MARKED, CA_HTML_SOUNDS);
        ca_html_walk_skip(&page->walk);
        return;
    default:
        break;
    }
    ca_html_frame *outer = ca_html_open(page, CA_HTML_PLAYS);
    if (outer) { /* what an old browser shows instead, or the player's parts */
        ca_html_clip *clip = &page->clips[outer->player];
        GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_TRACK)
            ca_html_take_track(page, clip, node);
        else if (tag == GUMBO_TAG_SOURCE || tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_IFRAME ||
                 tag == GUMBO_TAG_EMBED || tag == GUMBO_TAG_OBJECT)
            ca_html_take_source(page, clip, node);
        return;
    }
    size_t player = page->clip_count;
    if (ca_html_take_player(page, node)) {
        frame->roles |= CA_HTML_PLAYS | CA_HTML_SILENT;
        frame->all_roles |= frame->roles;
        frame->player = player;
    } else if (node->v.element.tag == GUMBO_TAG_IFRAME) {
        tell_boxes(page, CA_HTML_FIGURE, CA_HTML_TELLS);
    }
}

static void enter(ca_html_page *page, const GumboNode *node)
{
    if (node->v.element.tag == GUMBO_TAG_SCRIPT)
        take_script(page, node);
    unsigned roles = roles_of(page, node);
    break_line(page, roles);
    if (node->v.element.tag == GUMBO_TAG_VIDEO || node->v.element.tag == GUMBO_TAG_IFRAME)
        ca_html_end_line(page);
    ca_html_frame *frame = &page->frames[page->depth++];
    unsigned around = page->depth > 1 ? frame[-1].all_roles : 0;
    *frame = (ca_html_frame){.roles = roles,
                             .all_roles = around | roles,
                             .first_line = page->lines.count,
                             .first_clip = page->clip_count};
    if (roles & CA_HTML_SCOPED && !ca_html_new_clip(page, CA_FROM_MICRODATA, ca_html_line(node)))
        return;
    if (!(roles & CA_HTML_OUTSIDE))
        take_element(page, node, frame);
    else if (node->v.element.tag == GUMBO_TAG_TEMPLATE || node->type == GUMBO_NODE_TEMPLATE)
        ca_html_walk_skip(&page->walk);
}

/* Whether the heading, or its first two to four words, has one of the roles. */
static unsigned roles_of_heading(const ca_words *words, ca_str text)
{
    while (text.size && text.data[text.size - 1] == ':')
        text.size--;
    unsigned roles = ca_words_roles(words, text);
    int spaces = 0;
    for (size_t i = 0; i < text.size && i < CA_WORD_MAX_BYTES && spaces < 4; i++)
        if (text.data[i] == ' ' && ++spaces >= 2)
            roles |= ca_words_roles(words, (ca_str){text.data, i}) & CA_WORD_END;
    return roles & (CA_WORD_END | CA_WORD_BOX);
}

/* After "More videos" come teasers, as far as the element that the heading heads reaches. */
static void close_heading(ca_html_page *page, const ca_html_frame *frame)
{
    ca_str text = {"", 0};
    for (size_t i = frame->first_line; i < page->lines.count && !text.size; i++)
        text = page->lines.lines[i].text;
    unsigned roles = roles_of_heading(page->words, text);
    if (roles && !(page->boxed_level && page->boxed_for_good)) {
        page->boxed_level = page->depth;
        page->boxed_lines = page->lines.count;
        page->boxed_clips = page->clip_count;
        page->boxed_for_good = roles & CA_WORD_END;
    } else if (!roles && page->boxed_level && !page->boxed_for_good) {
        page->boxed_level = 0;
    }
}

static void leave_box(ca_html_page *page, const ca_html_frame *frame)
{
    if (frame->roles & CA_HTML_PARAGRAPH && !page->boxed_for_good &&
        frame->first_line < page->lines.count) {
        ca_str text = page->lines.lines[frame->first_line].text;
        if (!(frame->roles & ~(unsigned)PARAGRAPH) && ca_line_is_body(text))
            page->boxed_level = 0;
    }
    if (page->boxed_level <= page->depth)
        return;
    /* The heading was all that the element held: it heads what follows. */
    bool only = page->lines.count <= page->boxed_lines + 1 && page->clip_count == page->boxed_clips;
    page->boxed_level = only ? page->depth : 0;
}

/* <span class="label">Video</span> Cranes lift …: in a caption, the label is set off. */
static void set_off_label(ca_html_page *page, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    if ((tag != GUMBO_TAG_SPAN && tag != GUMBO_TAG_B && tag != GUMBO_TAG_STRONG) ||
        !ca_html_open(page, CA_HTML_FIGCAPTION))
        return;
    ca_str text = ca_line_trim(ca_strbuf_view(&page->line));
    if (text.size && ca_words_roles(page->words, text) & CA_WORD_VIDEO)
        ca_strbuf_add_text(&page->line, ": ");
}

static void leave(ca_html_page *page, const GumboNode *node)
{
    set_off_label(page, node);
    ca_html_frame frame = page->frames[page->depth - 1];
    bool row = frame.roles & CA_HTML_AS_ROW;
    if (row) {
        page->frames[page->depth - 1].all_roles &= ~(unsigned)CA_HTML_AS_ROW;
        page->frames[page->depth - 1].roles &= ~(unsigned)CA_HTML_AS_ROW;
    }
    if (!(frame.roles & CA_HTML_OUTSIDE) && frame.roles & CA_HTML_BREAKS)
        row ? ca_html_end_line(page) : break_line(page, CA_HTML_BREAKS);
    if (frame.roles & CA_HTML_FIGCAPTION) {
        ca_html_frame *figure = ca_html_open(page, CA_HTML_FIGURE);
        if (figure && figure->caption_first == figure->caption_last) {
            figure->caption_first = frame.first_line;
            figure->caption_last = page->lines.count;
        }
    }
    page->depth--;
    if (!(frame.roles & CA_HTML_OUTSIDE))
        ca_html_close_unit(page, node, &frame);
    if (frame.roles & CA_HTML_TITLED)
        close_heading(page, &frame);
    if (page->boxed_level)
        leave_box(page, &frame);
    if (frame.roles & CA_HTML_PARAGRAPH && !ca_html_open(page, CA_HTML_AS_ROW))
        ca_html_add_gap(page);
}

capalign_code ca_html_gather(ca_html_page *page, const GumboNode *root)
{
    if (!ca_html_find_holders(page, root))
        return ca_fail_memory(page->error);
    ca_html_walk_begin(&page->walk, root);
    const GumboNode *node;
    ca_html_step step;
    while (page->code == CAPALIGN_OK &&
           (step = ca_html_walk_next(&page->walk, &node)) != CA_HTML_DONE) {
        if (step == CA_HTML_LEAVE)
            leave(page, node);
        else if (ca_html_is_element(node))
            enter(page, node);
        else if (ca_html_is_text(node) && !ca_html_open(page, CA_HTML_SILENT | CA_HTML_OUTSIDE))
            ca_html_add_text(page, node);
    }
    ca_html_end_line(page);
    return page->code;
}
