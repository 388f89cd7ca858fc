/* One video is told of in many places of a page: here they become one clip. */
#include "text/html_merge.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/time.h"
#include "text/line_same.h"

/* Articles and containers round differently: what is no further apart is one length. */
#define SAME_DURATION_US CA_US_PER_S

bool ca_html_same_duration(const ca_html_clip *a, const ca_html_clip *b)
{
    int64_t x = a->clip.duration_us, y = b->clip.duration_us;
    return x != CAPALIGN_TIME_NONE && y != CAPALIGN_TIME_NONE && llabs(x - y) <= SAME_DURATION_US;
}

static bool contradicts_duration(const ca_html_clip *a, const ca_html_clip *b)
{
    return a->clip.duration_us != CAPALIGN_TIME_NONE && b->clip.duration_us != CAPALIGN_TIME_NONE &&
           !ca_html_same_duration(a, b);
}

/* The path without its extension: crane.webm and crane.mp4 are one video. */
static size_t stem(const char *path)
{
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    return dot && (!slash || dot > slash) ? (size_t)(dot - path) : strlen(path);
}

static size_t host(const char *key)
{
    return strcspn(key, "/");
}

/* Both have an address, in the same folder or on the same site, and not the same one. */
static bool contradicts_address(const ca_html_clip *a, const ca_html_clip *b)
{
    const char *x = a->clip.media_src, *y = b->clip.media_src;
    if (ca_html_share_key(a, b))
        return false;
    if (x && y)
        return stem(x) != stem(y) || memcmp(x, y, stem(x)) != 0;
    for (size_t i = 0; i < a->key_count; i++)
        for (size_t k = 0; k < b->key_count; k++)
            if (host(a->keys[i]) == host(b->keys[k]) &&
                memcmp(a->keys[i], b->keys[k], host(a->keys[i])) == 0)
                return true;
    return false;
}

bool ca_html_may_be_one(const ca_html_clip *a, const ca_html_clip *b)
{
    return !contradicts_duration(a, b) && !contradicts_address(a, b);
}

static bool same_text(const char *a, const char *b)
{
    int longer;
    return a && b && ca_line_same(ca_str_of(a), ca_str_of(b), &longer);
}

bool ca_html_same_words(const ca_html_clip *a, const ca_html_clip *b)
{
    return same_text(a->clip.caption, b->clip.caption) || same_text(a->title, b->clip.caption) ||
           same_text(a->clip.caption, b->title) || same_text(a->title, b->title);
}

static void fill(const char **text, const char *other)
{
    if (!*text)
        *text = other;
}

/* What the reader of the page sees comes first for words, what machines are told for lengths: it is
 * the finer one. */
void ca_html_absorb(ca_html_clip *clip, ca_html_clip *other)
{
    capalign_clip *c = &clip->clip;
    const capalign_clip *o = &other->clip;
    bool whole = c->duration_us == CAPALIGN_TIME_NONE || c->duration_us % CA_US_PER_S == 0;
    if (c->duration_us == CAPALIGN_TIME_NONE ||
        (whole && ca_html_same_duration(clip, other) && o->duration_us % CA_US_PER_S != 0))
        c->duration_us = o->duration_us;
    fill(&c->caption, o->caption);
    fill(&c->name, o->name);
    fill(&c->media_src, o->media_src);
    if (!c->track_src)
        c->language =
            c->language && !o->track_src ? c->language : (o->language ? o->language : c->language);
    fill(&c->track_src, o->track_src);
    fill(&c->transcript, o->transcript);
    fill(&c->language, o->language);
    fill(&clip->title, other->title);
    fill(&clip->id, other->id);
    for (size_t i = 0; i < other->key_count && clip->key_count < CA_HTML_MAX_KEYS; i++)
        clip->keys[clip->key_count++] = other->keys[i];
    clip->listed = clip->listed && other->listed;
    clip->background = clip->background && other->background;
    clip->told = clip->told || other->told || other->origin == CA_FROM_JSONLD;
    other->gone = true;
    other->into_order = clip->order;
}

void ca_html_take_jsonld(ca_html_page *page, ca_html_clip *clip, const ca_jsonld_video *video)
{
    capalign_clip *c = &clip->clip;
    c->duration_us = video->duration_us;
    c->transcript = video->transcript;
    c->language = video->language ? ca_html_language(page, ca_str_of(video->language)) : NULL;
    clip->title = video->name;
    clip->id = video->id;
    clip->listed = video->listed;
    bool failed = false;
    if (video->content)
        ca_html_add_media(page, clip, ca_str_of(video->content));
    if (video->track)
        c->track_src = ca_media_path(&page->article->arena, ca_str_of(video->track), &failed);
    if (failed && page->code == CAPALIGN_OK)
        page->code = ca_fail_memory(page->error);
    for (size_t i = 0; i < video->address_count; i++)
        ca_html_add_key(page, clip, ca_str_of(video->addresses[i]));
    c->caption = video->name ? video->name : video->caption;
}

/* The clips of the text rules, out of the article and among the others. */
static capalign_code take_text_clips(ca_html_page *page)
{
    capalign_article *article = page->article;
    for (size_t i = 0; i < article->clip_count; i++) {
        size_t index = article->clips[i].line - 1; /* lines were numbered so for the text rules */
        ca_html_clip *clip = ca_html_new_clip(page, CA_FROM_TEXT, 0);
        if (!clip)
            return page->code;
        clip->clip = article->clips[i];
        clip->clip.line = page->lines.lines[index].number;
        clip->order = index;
        clip->text_line = index;
        clip->gone = false;
        if (clip->clip.media_src)
            ca_html_add_key(page, clip, ca_str_of(clip->clip.media_src));
    }
    article->clip_count = 0;
    return page->code;
}

/* The text rules, on lines numbered by their place in the list. */
static capalign_code find_text_clips(ca_html_page *page)
{
    size_t count = page->lines.count;
    ca_line *numbered = calloc(count + 1, sizeof *numbered);
    if (!numbered)
        return ca_fail_memory(page->error);
    for (size_t i = 0; i < count; i++) {
        numbered[i] = page->lines.lines[i];
        numbered[i].number = i + 1;
    }
    capalign_code code = ca_plain_find_clips(page->article, numbered, count, page->error);
    free(numbered);
    return code == CAPALIGN_OK ? take_text_clips(page) : code;
}

static int compare_order(const void *a, const void *b)
{
    const ca_html_clip *x = a, *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

static void sort_clips(ca_html_page *page)
{
    for (size_t i = 0; i < page->clip_count; i++)
        page->clips[i].sequence = i;
    if (page->clip_count)
        qsort(page->clips, page->clip_count, sizeof page->clips[0], compare_order);
}

static capalign_code give_clips(ca_html_page *page)
{
    for (size_t i = 0; i < page->clip_count; i++) {
        ca_html_clip *clip = &page->clips[i];
        if (clip->gone || clip->background)
            continue;
        if (clip->title)
            clip->clip.name = clip->title;
        capalign_code code = ca_article_add_clip(page->article, &clip->clip, page->error);
        if (code != CAPALIGN_OK)
            return code;
    }
    return CAPALIGN_OK;
}

capalign_code ca_html_merge(ca_html_page *page)
{
    capalign_code code = find_text_clips(page);
    if (code != CAPALIGN_OK)
        return code;
    ca_html_join_neighbours(page);
    code = ca_html_join_same(page);
    if (code != CAPALIGN_OK)
        return code;
    sort_clips(page);
    return give_clips(page);
}
