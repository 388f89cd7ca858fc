#include "text/items.h"

#include <stdlib.h>

#include "text/digits.h"
#include "text/line_credit.h"
#include "text/line_text.h"
#include "text/media_path.h"

/* A clip's name has this many words, lest "Video: Reuters" or "Video | Sport" be one. */
enum { NAME_LEAST_WORDS = 3 };
/* A keyword's line that is wider is a paragraph that begins with the word. */
enum { NAME_MAX_WIDTH = 300 };
/* A time at the end of a keyword's line that nothing sets off: over it, rather a time of day. */
#define BARE_TAIL_MAX_US (INT64_C(600) * 1000000)
/* "More videos from City News" */
enum { CREDIT_MAX_WORDS = 6 };
enum { HEADING_MAX_WORDS = 6, HEADING_PREFIX_WORDS = 4 };

static ca_str without_colon(ca_str text)
{
    while (text.size && text.data[text.size - 1] == ':')
        text = ca_line_trim((ca_str){text.data, text.size - 1});
    return text;
}

/* The first two to four words of a short line are a heading after which the article is over. */
static bool begins_end_heading(const ca_words *words, ca_str text)
{
    size_t ends[HEADING_PREFIX_WORDS];
    int spaces = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] != ' ')
            continue;
        if (spaces == HEADING_MAX_WORDS - 1)
            return false;
        if (spaces < HEADING_PREFIX_WORDS)
            ends[spaces] = i;
        spaces++;
    }
    for (int i = 1; i < spaces && i < HEADING_PREFIX_WORDS; i++)
        if (ca_words_roles(words, (ca_str){text.data, ends[i]}) & CA_WORD_END)
            return true;
    return false;
}

static bool is_noise_label(const ca_words *words, ca_str label)
{
    unsigned roles = ca_words_roles(words, label);
    return roles & CA_WORD_NOISE &&
           !(roles & (CA_WORD_VIDEO | CA_WORD_SUPPORT | CA_WORD_DURATION | CA_WORD_PHOTO));
}

/* The last word where it is a number with signs, such as "-2:31", "12.5%" or "1x"; its place. */
static size_t value_at_end(ca_str text)
{
    static const char allowed[] = "0123456789:.,%-+x/";
    size_t from = text.size;
    bool digit = false;
    while (from && text.data[from - 1] != ' ') {
        char c = text.data[--from];
        digit = digit || (c >= '0' && c <= '9');
        if (!memchr(allowed, c, sizeof allowed - 1))
            return text.size;
    }
    return digit && from ? from : text.size;
}

/* "Loaded: 0%", "Remaining Time -2:31": furniture with a value. */
static bool is_noise_value(const ca_words *words, ca_str text)
{
    size_t at = value_at_end(text);
    if (at < text.size && is_noise_label(words, without_colon((ca_str){text.data, at - 1})))
        return true;
    const char *colon = memchr(text.data, ':', text.size);
    if (!colon)
        return false;
    size_t n = (size_t)(colon - text.data);
    ca_str value = {colon + 1, text.size - n - 1};
    return ca_line_words(value) <= 1 && is_noise_label(words, (ca_str){text.data, n});
}

static bool heading_kind(const ca_words *words, ca_str text, ca_item *item)
{
    unsigned roles = ca_words_roles(words, without_colon(text));
    const unsigned boxes = CA_WORD_BOX | CA_WORD_LIST;
    if (roles & CA_WORD_END || begins_end_heading(words, text))
        item->kind = CA_ITEM_END;
    else if (roles & boxes)
        item->kind = CA_ITEM_BOX;
    else if (roles & CA_WORD_AUDIO)
        item->kind = CA_ITEM_AUDIO;
    else if ((roles & CA_WORD_NOISE && !(roles & (CA_WORD_VIDEO | CA_WORD_SUPPORT))) ||
             is_noise_value(words, text))
        item->kind = CA_ITEM_NOISE;
    else
        return false;
    return true;
}

static void set_mark(ca_item *item, const ca_mark *mark)
{
    item->flags |= CA_ITEM_TIME;
    item->flags |= mark->form == CA_MARK_MINUTES ? CA_ITEM_VAGUE : 0;
    item->flags |= mark->zero ? CA_ITEM_ZERO : 0;
    item->flags |= mark->form == CA_MARK_CLOCK && !mark->has_hours ? CA_ITEM_BARE : 0;
    item->duration_us = mark->duration_us;
}

/* A mark, with text or without. False: the mark is only a part of the text. */
static bool marked_kind(const ca_parsed *p, ca_item *item)
{
    const ca_mark *mark = &p->mark;
    bool spelled = mark->form == CA_MARK_WORDS || mark->form == CA_MARK_MINUTES;
    bool video = p->play || (p->roles & CA_WORD_VIDEO);
    bool keyword = video || (p->roles & CA_WORD_SUPPORT) ||
                   (p->roles & CA_WORD_DURATION && mark->form != CA_MARK_MINUTES);
    bool counter = mark->form == CA_MARK_COUNTER;
    if (mark->form == CA_MARK_MINUTES && p->rest.size)
        keyword = video;
    bool bare_tail = p->rest.size && !p->mark_set_off && mark->form == CA_MARK_CLOCK &&
                     !mark->has_hours && mark->duration_us >= BARE_TAIL_MAX_US && !p->play;
    if (p->rest.size && spelled && !keyword)
        return false;
    set_mark(item, mark);
    if (mark->time_of_day || (p->rest.size && !keyword) || bare_tail)
        item->kind = CA_ITEM_TIMED;
    else if (p->rest.size && ca_line_width(p->rest) > NAME_MAX_WIDTH)
        item->kind = CA_ITEM_BODY;
    else
        item->kind = p->rest.size ? CA_ITEM_NAME : CA_ITEM_MARK;
    if (keyword || counter)
        item->flags |= CA_ITEM_STRONG;
    return true;
}

static bool has_bar(ca_str text)
{
    return memchr(text.data, '|', text.size) != NULL;
}

/* A keyword, and text or not, but no mark. */
static bool keyword_kind(const ca_words *words, const ca_parsed *p, ca_item *item)
{
    if (!p->rest.size) {
        item->kind = CA_ITEM_KEYWORD;
        return true;
    }
    if (!(p->roles & (CA_WORD_VIDEO | CA_WORD_SUPPORT)) || !p->named)
        return false;
    if (ca_line_is_credit(words, p->rest)) {
        item->kind = CA_ITEM_KEYWORD;
        return true;
    }
    if (has_bar(p->rest) ||
        (ca_line_words(p->rest) < NAME_LEAST_WORDS && !ca_media_is_video(p->rest)) ||
        ca_line_width(p->rest) > NAME_MAX_WIDTH)
        return false;
    item->kind = CA_ITEM_NAME;
    item->flags |= p->roles & CA_WORD_VIDEO ? 0 : CA_ITEM_NEEDS_MARK;
    return true;
}

/* "Video by Valley Press", "Video von Anna Berg" */
static bool is_video_credit(const ca_words *words, ca_str text)
{
    const char *space = memchr(text.data, ' ', text.size);
    if (!space || ca_line_words(text) > CREDIT_MAX_WORDS)
        return false;
    ca_str first = {text.data, (size_t)(space - text.data)};
    ca_str rest = {space + 1, text.size - first.size - 1};
    return ca_words_roles(words, first) & CA_WORD_VIDEO && ca_line_is_byline(words, rest);
}

static void classify(const ca_words *words, const ca_line *line, ca_str text, ca_item *item)
{
    item->kind = CA_ITEM_BODY;
    if (text.size > CA_LINE_LOOK_BYTES)
        return;
    if (!line->medium && heading_kind(words, text, item))
        return;
    if (!line->medium && !memchr(text.data, ' ', text.size) && ca_media_is_video(text)) {
        item->kind = CA_ITEM_NAME; /* a file's name, alone */
        return;
    }
    ca_parsed p = ca_line_parse(words, text);
    if (p.has_mark && ca_digit_value(ca_line_first(text)) >= 0)
        item->flags |= CA_ITEM_LEADS;
    if (!line->medium && is_video_credit(words, text)) {
        item->kind = CA_ITEM_KEYWORD;
        return;
    }
    if (line->medium) {
        item->kind = CA_ITEM_NAME;
        if (p.has_mark && !p.mark.time_of_day)
            set_mark(item, &p.mark);
        return;
    }
    if (p.roles & CA_WORD_AUDIO) {
        item->flags |= p.has_mark ? CA_ITEM_TIME : 0;
        item->kind =
            p.rest.size && !p.has_mark && ca_line_is_body(text) ? CA_ITEM_BODY : CA_ITEM_AUDIO;
        return;
    }
    if (p.roles & CA_WORD_BOX && p.named) { /* "Read more: …" */
        item->kind = CA_ITEM_NOISE;
        return;
    }
    if (p.has_mark && marked_kind(&p, item))
        return;
    if (!p.has_mark && (p.roles || (p.play && !p.rest.size)) && keyword_kind(words, &p, item))
        return;
    item->kind = ca_line_is_body(text) ? CA_ITEM_BODY : CA_ITEM_TEXT;
}

ca_str ca_item_text(const ca_items *items, size_t index)
{
    return ca_line_trim(items->lines[items->items[index].line].text);
}

bool ca_items_make(ca_items *items, const ca_words *words, const ca_line *lines, size_t count)
{
    *items = (ca_items){.words = words, .lines = lines, .title = CA_ITEM_NONE};
    size_t texts = 0;
    for (size_t i = 0; i < count; i++)
        texts += lines[i].medium || ca_line_trim(lines[i].text).size > 0;
    items->items = calloc(texts + 1, sizeof *items->items);
    if (!items->items)
        return false;
    bool gap = true;
    for (size_t i = 0; i < count; i++) {
        ca_str text = ca_line_trim(lines[i].text);
        if (!text.size && !lines[i].medium) {
            gap = true;
            continue;
        }
        ca_item *item = &items->items[items->count++];
        *item = (ca_item){.line = i, .duration_us = CAPALIGN_TIME_NONE};
        classify(words, &lines[i], text, item);
        item->flags |= gap || lines[i].kind == CA_LINE_HEADING ? CA_ITEM_GAP : 0;
        gap = lines[i].kind == CA_LINE_HEADING;
    }
    return true;
}

void ca_items_free(ca_items *items)
{
    free(items->items);
    *items = (ca_items){0};
}

bool ca_item_gap_after(const ca_items *items, size_t index)
{
    return index + 1 >= items->count || (items->items[index + 1].flags & CA_ITEM_GAP);
}

bool ca_item_alone(const ca_items *items, size_t index)
{
    return (items->items[index].flags & CA_ITEM_GAP) && ca_item_gap_after(items, index);
}
