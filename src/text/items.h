/* The lines of an article, each with what it is: the first pass of the plain-text rules. */
#ifndef CA_TEXT_ITEMS_H
#define CA_TEXT_ITEMS_H

#include "text/line_parse.h"
#include "text/reader.h"

#define CA_ITEM_NONE ((size_t)-1)

typedef enum ca_item_kind {
    CA_ITEM_TEXT,    /* could be a caption or a title */
    CA_ITEM_BODY,    /* a paragraph */
    CA_ITEM_MARK,    /* a duration mark and at most keywords */
    CA_ITEM_NAME,    /* names a clip: keyword and caption, or a medium; with or without a mark */
    CA_ITEM_KEYWORD, /* "Video", "Play video", "Now playing", "Video: Reuters" */
    CA_ITEM_TIMED,   /* text with a time at one end, or a time of day */
    CA_ITEM_END,     /* "More videos" */
    CA_ITEM_BOX,     /* "Related", "Chapters" */
    CA_ITEM_NOISE,   /* "Advertisement" */
    CA_ITEM_AUDIO,   /* "Listen", "Kick-off": times beside it are no clips */
} ca_item_kind;

typedef enum ca_item_flag {
    CA_ITEM_GAP = 1 << 0,         /* there is a blank line before it */
    CA_ITEM_STRONG = 1 << 1,      /* a mark that a keyword or sign on its own line supports */
    CA_ITEM_TIME = 1 << 2,        /* holds a mark */
    CA_ITEM_VAGUE = 1 << 3,       /* the mark is whole minutes in words */
    CA_ITEM_ZERO = 1 << 4,        /* the mark is 0:00 */
    CA_ITEM_BARE = 1 << 5,        /* the mark is m:ss and nothing else, as times of day are */
    CA_ITEM_BOXED = 1 << 6,       /* inside a box or behind the end of the article */
    CA_ITEM_IN_RUN = 1 << 7,      /* one of several times that stand close together */
    CA_ITEM_IN_LIST = 1 << 8,     /* one of at least three, most of them without a keyword */
    CA_ITEM_USED = 1 << 9,        /* a caption that a clip has */
    CA_ITEM_NEEDS_MARK = 1 << 11, /* "Now playing: …" names a clip only with a mark below it */
    CA_ITEM_LEADS = 1 << 10,      /* the mark is the first thing on its line, as in schedules */
} ca_item_flag;

typedef struct ca_item {
    size_t line; /* index into the lines */
    int64_t duration_us;
    unsigned short flags;
    unsigned char kind;
} ca_item;

typedef struct ca_items {
    const ca_words *words;
    const ca_line *lines;
    ca_item *items; /* one for each line that has text */
    size_t count;
    size_t title; /* the item that is the headline, or CA_ITEM_NONE */
} ca_items;

/* False without memory; free with ca_items_free. */
bool ca_items_make(ca_items *items, const ca_words *words, const ca_line *lines, size_t count);
void ca_items_free(ca_items *items);

/* The trimmed text of an item. */
ca_str ca_item_text(const ca_items *items, size_t index);
/* Whether it stands alone: blank lines, or the article's ends, around it. */
bool ca_item_alone(const ca_items *items, size_t index);
bool ca_item_gap_after(const ca_items *items, size_t index);

#endif
