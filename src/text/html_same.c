/* The same clip told of twice. */
#include <stdlib.h>

#include "base/error.h"
#include "text/html_merge.h"

/* Comparing words and lengths takes every pair of clips. With more than this many clips only
 * addresses are compared. */
enum { MOST_FOR_PAIRS = 1000 };
/* Other addresses with the same last segment that are looked at. */
enum { MOST_ALIKE = 64 };

typedef struct key_entry {
    uint64_t hash; /* of the last segment */
    const char *key;
    size_t clip;
} key_entry;

typedef bool pair_test(const ca_html_clip *a, const ca_html_clip *b);

static bool is_page(const ca_html_clip *clip)
{
    return clip->origin != CA_FROM_JSONLD && clip->origin != CA_FROM_OPEN_GRAPH;
}

static uint64_t hash_segment(const char *key)
{
    const char *slash = strrchr(key, '/');
    uint64_t h = UINT64_C(14695981039346656037);
    for (const char *at = slash ? slash + 1 : key; *at; at++)
        h = (h ^ (unsigned char)*at) * UINT64_C(1099511628211);
    return h;
}

static int compare_entries(const void *a, const void *b)
{
    const key_entry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    int order = strcmp(x->key, y->key); /* equal ones side by side */
    if (order)
        return order;
    return x->clip < y->clip ? -1 : x->clip > y->clip;
}

/* What the page shows takes in what machines are told; else the earlier one the later. */
static void join(ca_html_clip *a, ca_html_clip *b)
{
    bool first = is_page(a) == is_page(b) ? a < b : is_page(a);
    ca_html_absorb(first ? a : b, first ? b : a);
}

/* The clip of the entry at `i` takes in those behind it that have the same last segment. */
static void join_from(ca_html_page *page, const key_entry *entries, size_t count, size_t i)
{
    ca_html_clip *a = &page->clips[entries[i].clip];
    size_t others = 0;
    for (size_t k = i + 1; k < count && entries[k].hash == entries[i].hash; k++) {
        ca_html_clip *b = &page->clips[entries[k].clip];
        if (a->gone || others == MOST_ALIKE)
            return;
        if (a == b || b->gone)
            continue;
        if (ca_html_share_key(a, b))
            join(a, b);
        else
            others++;
    }
}

static capalign_code join_by_address(ca_html_page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < page->clip_count; i++)
        count += page->clips[i].gone ? 0 : page->clips[i].key_count;
    key_entry *entries = calloc(count + 1, sizeof *entries);
    if (!entries)
        return ca_fail_memory(page->error);
    size_t n = 0;
    for (size_t i = 0; i < page->clip_count; i++)
        for (size_t k = 0; !page->clips[i].gone && k < page->clips[i].key_count; k++)
            entries[n++] =
                (key_entry){hash_segment(page->clips[i].keys[k]), page->clips[i].keys[k], i};
    qsort(entries, n, sizeof *entries, compare_entries);
    for (size_t i = 0; i < n; i++)
        join_from(page, entries, n, i);
    free(entries);
    return CAPALIGN_OK;
}

static bool same_id(const ca_html_clip *a, const ca_html_clip *b)
{
    return a->id && b->id && strcmp(a->id, b->id) == 0;
}

/* Words alone are enough between page and machine; two clips of a page with the same words are two,
 * unless they have the same length as well. */
static bool same_by_words(const ca_html_clip *a, const ca_html_clip *b)
{
    if (!ca_html_may_be_one(a, b) || !ca_html_same_words(a, b))
        return false;
    bool apart = is_page(a) != is_page(b) || a->origin != b->origin;
    return apart || ca_html_same_duration(a, b) ||
           (a->origin == CA_FROM_JSONLD && b->origin == CA_FROM_JSONLD);
}

static void join_pairs(ca_html_page *page, pair_test *same)
{
    for (size_t i = 0; i < page->clip_count; i++) {
        for (size_t k = i + 1; k < page->clip_count && !page->clips[i].gone; k++) {
            ca_html_clip *a = &page->clips[i], *b = &page->clips[k];
            if (!b->gone && same(a, b))
                join(a, b);
        }
    }
}

static bool is_machine(const ca_html_clip *clip)
{
    return !is_page(clip);
}

/* The one other clip, on the other side, of the same length; NULL when there is none, or another of
 * that length on either side. */
static ca_html_clip *only_of_length(ca_html_page *page, const ca_html_clip *clip)
{
    ca_html_clip *only = NULL;
    for (size_t i = 0; i < page->clip_count; i++) {
        ca_html_clip *other = &page->clips[i];
        if (other == clip || other->gone || !ca_html_same_duration(clip, other))
            continue;
        if (only || other->origin == clip->origin || is_page(other) == is_page(clip))
            return NULL;
        only = other;
    }
    return only && ca_html_may_be_one(clip, only) ? only : NULL;
}

static void join_by_length(ca_html_page *page)
{
    for (size_t i = 0; i < page->clip_count; i++) {
        ca_html_clip *clip = &page->clips[i];
        if (clip->gone || !is_machine(clip))
            continue;
        ca_html_clip *other = only_of_length(page, clip);
        if (other)
            join(other, clip);
    }
}

/* Whether a player of the page could be anybody's: it names no file, and nothing in words. */
static bool is_nameless(const ca_html_clip *clip)
{
    return !clip->gone && is_page(clip) && clip->origin != CA_FROM_TEXT && !clip->clip.media_src;
}

/* As many nameless players as clips of `origin` that nothing else claimed: these are those, in
 * order. */
static void join_left_over(ca_html_page *page, ca_html_origin origin)
{
    size_t players = 0, told = 0;
    for (size_t i = 0; i < page->clip_count; i++) {
        const ca_html_clip *clip = &page->clips[i];
        players += is_nameless(clip) && !clip->told;
        told += !clip->gone && !clip->listed && clip->origin == origin;
    }
    if (!players || players != told)
        return;
    size_t k = 0;
    for (size_t i = 0; i < page->clip_count; i++) {
        ca_html_clip *clip = &page->clips[i];
        if (!is_nameless(clip) || clip->told)
            continue;
        while (page->clips[k].gone || page->clips[k].listed || page->clips[k].origin != origin)
            k++;
        if (ca_html_may_be_one(clip, &page->clips[k]))
            join(clip, &page->clips[k]);
        k++;
    }
}

/* og:video is the page's main video once more; alone it is a clip only when its file can be used or
 * nothing else is there. */
static void settle_open_graph(ca_html_page *page)
{
    size_t others = 0;
    for (size_t i = 0; i < page->clip_count; i++)
        others += !page->clips[i].gone && page->clips[i].origin != CA_FROM_OPEN_GRAPH &&
                  !page->clips[i].listed;
    for (size_t i = 0; i < page->clip_count; i++) {
        ca_html_clip *clip = &page->clips[i];
        if (clip->gone || clip->origin != CA_FROM_OPEN_GRAPH)
            continue;
        ca_html_clip *only = NULL;
        for (size_t k = 0; k < page->clip_count && others == 1; k++) {
            ca_html_clip *other = &page->clips[k];
            if (!other->gone && !other->listed && other->origin != CA_FROM_OPEN_GRAPH)
                only = other;
        }
        if (only && ca_html_may_be_one(only, clip))
            ca_html_absorb(only, clip);
        else if (others && !clip->clip.media_src)
            clip->gone = true;
    }
}

/* A clip that only machines were told of stands behind the one that they were told of before it. */
static void place_unseen(ca_html_page *page)
{
    size_t behind = 0;
    for (size_t i = 0; i < page->clip_count; i++) {
        ca_html_clip *clip = &page->clips[i];
        if (clip->origin != CA_FROM_JSONLD)
            continue;
        if (!clip->gone)
            clip->order = clip->order > behind ? clip->order : behind;
        else
            behind = clip->into_order > behind ? clip->into_order : behind;
        clip->gone = clip->gone || clip->listed;
    }
}

capalign_code ca_html_join_same(ca_html_page *page)
{
    capalign_code code = join_by_address(page);
    if (code != CAPALIGN_OK)
        return code;
    if (page->clip_count <= MOST_FOR_PAIRS) {
        join_pairs(page, same_id);
        join_pairs(page, same_by_words);
        join_by_length(page);
    }
    join_left_over(page, CA_FROM_JSONLD);
    settle_open_graph(page);
    place_unseen(page);
    return CAPALIGN_OK;
}
