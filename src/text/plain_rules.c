/* The plain-text rules: which marks and names are clips. DESIGN.md §5: a mark is trusted only with
 * support; false clips are worse than missed ones. docs/articles.md tells the rules to people. */
#include <stdlib.h>

#include "base/error.h"
#include "text/captions.h"
#include "text/line_same.h"
#include "text/line_text.h"
#include "text/media_path.h"
#include "text/runs.h"
#include "text/title.h"

/* A mark whose only support is a line beside it: longer ones are rather times of day. */
#define WEAK_MAX_US (INT64_C(600) * 1000000)
/* With more bare times than this in an article none of them is trusted. */
enum { WEAK_MOST = 16 };
/* Three bare times that only rise or only fall are a day's. */
enum { CLOCK_LEAST = 3 };
/* The same clip named again within so many lines is the same clip. */
enum { REPEAT_DISTANCE = 3 };

typedef struct finder {
    ca_items items;
    capalign_article *article;
    capalign_error *error;
    size_t last_clip_item; /* of the clip added last */
    bool has_body;
    bool weak_allowed;
} finder;

/* Bare marks that nothing but a line beside them could support. */
static bool is_unsupported(const ca_items *items, size_t i)
{
    const ca_item *item = &items->items[i];
    return item->kind == CA_ITEM_MARK && !(item->flags & (CA_ITEM_STRONG | CA_ITEM_BOXED)) &&
           !ca_keyword_beside(items, i) && !ca_caption_is_doubled(items, i);
}

/* An article whose bare times look like a day's has no clip among them. */
static bool allows_weak(const ca_items *items)
{
    size_t count = 0, rising = 0, falling = 0;
    int64_t previous = 0;
    for (size_t i = 0; i < items->count; i++) {
        if (!is_unsupported(items, i))
            continue;
        int64_t us = items->items[i].duration_us;
        if (us >= WEAK_MAX_US || ++count > WEAK_MOST)
            return false;
        rising += count > 1 && us > previous;
        falling += count > 1 && us < previous;
        previous = us;
    }
    return !(count >= CLOCK_LEAST && (rising + 1 == count || falling + 1 == count));
}

static bool occurs_elsewhere(const ca_items *items, size_t index)
{
    ca_str mark = ca_item_text(items, index);
    for (size_t i = 0; i < items->count; i++) {
        ca_str text = ca_item_text(items, i);
        if (i != index && memmem(text.data, text.size, mark.data, mark.size))
            return true;
    }
    return false;
}

/* NUL bytes would cut the text short. */
static const char *copy_text(finder *f, ca_str text)
{
    ca_arena *arena = &f->article->arena;
    if (!text.size || !memchr(text.data, '\0', text.size))
        return ca_arena_copy(arena, text);
    size_t zeros = 0;
    for (size_t i = 0; i < text.size; i++)
        zeros += text.data[i] == '\0';
    char *copy = ca_arena_alloc(arena, text.size + 2 * zeros + 1), *to = copy;
    for (size_t i = 0; copy && i < text.size; i++) {
        if (text.data[i] == '\0')
            to += ca_utf8_encode(CA_REPLACEMENT, to);
        else
            *to++ = text.data[i];
    }
    return copy;
}

static bool is_repeated(const finder *f, const capalign_clip *clip, size_t item)
{
    if (!f->article->clip_count || item - f->last_clip_item > REPEAT_DISTANCE || !clip->caption)
        return false;
    const capalign_clip *last = &f->article->clips[f->article->clip_count - 1];
    int ignored;
    return last->caption &&
           ca_line_same(ca_str_of(last->caption), ca_str_of(clip->caption), &ignored) &&
           (clip->duration_us == last->duration_us || clip->duration_us == CAPALIGN_TIME_NONE);
}

static capalign_code add_clip(finder *f, size_t item, int64_t duration_us, ca_str caption,
                              const ca_line_medium *medium)
{
    bool failed = false;
    capalign_clip clip = {.duration_us = duration_us,
                          .line = f->items.lines[f->items.items[item].line].number};
    if (medium && medium->clip) {
        size_t line = clip.line;
        clip = *medium->clip;
        clip.line = line;
        clip.duration_us = duration_us != CAPALIGN_TIME_NONE ? duration_us : clip.duration_us;
    } else if (medium) {
        clip.media_src = medium->src;
        clip.name = medium->name;
    } else if (caption.size && !memchr(caption.data, ' ', caption.size) &&
               ca_media_is_video(caption)) { /* "Video: crane.mp4" */
        clip.media_src = ca_media_path(&f->article->arena, caption, &failed);
        clip.name = ca_media_name(&f->article->arena, caption, &failed);
        caption.size = 0;
    }
    if (caption.size) {
        clip.caption = copy_text(f, caption);
        failed = failed || !clip.caption;
    }
    if (failed)
        return ca_fail_memory(f->error);
    if (is_repeated(f, &clip, item))
        return CAPALIGN_OK;
    f->last_clip_item = item;
    return ca_article_add_clip(f->article, &clip, f->error);
}

static bool touches(const ca_items *items, size_t index)
{
    return !(items->items[index].flags & CA_ITEM_GAP);
}

/* The lone mark that belongs to the name at `index`: it touches it, or nothing else claims it. */
static size_t mark_of_name(const ca_items *items, size_t index)
{
    bool gap;
    size_t after = ca_item_after(items, index, &gap);
    if (after == CA_ITEM_NONE || items->items[after].kind != CA_ITEM_MARK ||
        items->items[after].flags & (CA_ITEM_BOXED | CA_ITEM_IN_LIST))
        return CA_ITEM_NONE;
    if (gap && (ca_caption_is_doubled(items, after) || !ca_item_gap_after(items, after)))
        return CA_ITEM_NONE;
    return after;
}

/* What a name's line, or its medium, says without keywords, mark and furniture. */
static ca_str caption_of_name(const ca_items *items, size_t index)
{
    const ca_line_medium *medium = items->lines[items->items[index].line].medium;
    ca_str text = ca_line_trim(medium ? medium->caption : ca_item_text(items, index));
    if (!text.size)
        return text;
    if (medium && (ca_words_roles(items->words, text) & CA_WORD_NOISE || ca_media_is_video(text)))
        return (ca_str){"", 0};
    return ca_line_parse(items->words, text).rest;
}

static capalign_code take_name(finder *f, size_t *index)
{
    ca_items *items = &f->items;
    const ca_item *item = &items->items[*index];
    const ca_line_medium *medium = items->lines[item->line].medium;
    if (item->flags & (CA_ITEM_BOXED | CA_ITEM_IN_LIST))
        return CAPALIGN_OK;
    ca_str caption = caption_of_name(items, *index);
    size_t at = *index, beside = CA_ITEM_NONE;
    int64_t duration_us = item->duration_us;
    size_t mark = item->flags & CA_ITEM_TIME ? CA_ITEM_NONE : mark_of_name(items, at);
    if (mark != CA_ITEM_NONE) {
        duration_us = items->items[mark].duration_us;
        *index = mark;
    }
    if (item->flags & CA_ITEM_NEEDS_MARK && mark == CA_ITEM_NONE)
        return CAPALIGN_OK;
    if (medium && !caption.size) {
        beside = ca_caption_single(items, *index);
        caption = beside == CA_ITEM_NONE ? caption : ca_item_text(items, beside);
    }
    return add_clip(f, *index, duration_us, caption, medium);
}

/* The line above says that the time is something else's ("Listen", "Kick-off"), or the line below
 * touches it and does. */
static bool is_audio(const ca_items *items, size_t index)
{
    size_t above = index;
    while (above > 0 && index - above < 2 && items->items[above - 1].kind == CA_ITEM_NOISE)
        above--;
    if (above > 0 && items->items[above - 1].kind == CA_ITEM_AUDIO)
        return true;
    return index + 1 < items->count && items->items[index + 1].kind == CA_ITEM_AUDIO &&
           touches(items, index + 1);
}

/* A position that a length follows, each on its line: "0:00", "2:26". */
static bool is_position(const ca_items *items, size_t index)
{
    const ca_item *item = &items->items[index];
    if (!(item->flags & CA_ITEM_ZERO) || item->flags & CA_ITEM_IN_LIST)
        return false;
    bool gap;
    size_t after = ca_item_after(items, index, &gap);
    return after != CA_ITEM_NONE && !gap && items->items[after].kind == CA_ITEM_MARK;
}

/* "02:26", and right below it "Video: the caption". */
static size_t name_below(const ca_items *items, size_t index)
{
    size_t next = index + 1;
    if (next >= items->count || !touches(items, next) || items->items[next].kind != CA_ITEM_NAME ||
        items->items[next].flags & (CA_ITEM_TIME | CA_ITEM_BOXED) ||
        mark_of_name(items, next) != CA_ITEM_NONE)
        return CA_ITEM_NONE;
    return next;
}

static capalign_code take_weak(finder *f, size_t index)
{
    const ca_item *item = &f->items.items[index];
    if (!f->weak_allowed || !f->has_body || !(item->flags & CA_ITEM_BARE) ||
        item->flags & CA_ITEM_IN_RUN || item->duration_us <= 0)
        return CAPALIGN_OK;
    if (occurs_elsewhere(&f->items, index))
        return CAPALIGN_OK;
    size_t caption = ca_caption_weak(&f->items, index);
    if (caption == CA_ITEM_NONE)
        return CAPALIGN_OK;
    return add_clip(f, index, item->duration_us, ca_item_text(&f->items, caption), NULL);
}

static capalign_code take_mark(finder *f, size_t *index)
{
    ca_items *items = &f->items;
    ca_item *item = &items->items[*index];
    size_t at = *index;
    bool strong = item->flags & CA_ITEM_STRONG;
    if (item->flags & CA_ITEM_BOXED || (!strong && is_audio(items, at)))
        return CAPALIGN_OK;
    if (is_position(items, at)) {
        bool gap;
        items->items[ca_item_after(items, at, &gap)].flags |= CA_ITEM_STRONG;
        return CAPALIGN_OK;
    }
    size_t caption = ca_caption_doubled(items, at);
    if (caption != CA_ITEM_NONE)
        return add_clip(f, at, item->duration_us, ca_item_text(items, caption), NULL);
    size_t name = name_below(items, at);
    if (name != CA_ITEM_NONE) {
        *index = name;
        return add_clip(f, at, item->duration_us, caption_of_name(items, name),
                        items->lines[items->items[name].line].medium);
    }
    strong = strong || ca_keyword_beside(items, at);
    if (!strong || item->flags & CA_ITEM_IN_LIST)
        return take_weak(f, at);
    caption = ca_caption_single(items, at);
    return add_clip(f, at, item->duration_us,
                    caption == CA_ITEM_NONE ? (ca_str){"", 0} : ca_item_text(items, caption), NULL);
}

static capalign_code find_clips(finder *f)
{
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < f->items.count && code == CAPALIGN_OK; i++) {
        ca_item_kind kind = f->items.items[i].kind;
        if (kind == CA_ITEM_MARK)
            code = take_mark(f, &i);
        else if (kind == CA_ITEM_NAME)
            code = take_name(f, &i);
    }
    return code;
}

static capalign_code find_all(finder *f)
{
    ca_items *items = &f->items;
    ca_runs_mark_boxes(items);
    items->title = ca_title_find(items);
    ca_runs_mark_lists(items);
    f->weak_allowed = allows_weak(items);
    for (size_t i = 0; i < items->count && !f->has_body; i++)
        f->has_body = items->items[i].kind == CA_ITEM_BODY;
    if (!f->article->title && items->title != CA_ITEM_NONE) {
        f->article->title = copy_text(f, ca_item_text(items, items->title));
        if (!f->article->title)
            return ca_fail_memory(f->error);
    }
    return find_clips(f);
}

/* Every reader ends here with the lines that a reader of the page sees, which is what a transcript
 * in that format says. */
void ca_collect_visible(ca_strbuf *visible, const ca_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ca_strbuf_add(visible, lines[i].text.data, lines[i].text.size);
        ca_strbuf_add(visible, "\n", 1);
    }
}

capalign_code ca_plain_find_clips(capalign_article *article, const ca_line *lines, size_t count,
                                  capalign_error *error)
{
    if (article->visible)
        ca_collect_visible(article->visible, lines, count);
    finder f = {.article = article, .error = error};
    ca_words *words = ca_words_create();
    if (!words)
        return ca_fail_memory(error);
    capalign_code code =
        ca_items_make(&f.items, words, lines, count) ? find_all(&f) : ca_fail_memory(error);
    ca_items_free(&f.items);
    ca_words_destroy(words);
    return code;
}
