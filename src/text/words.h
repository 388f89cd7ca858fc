/* The words by which articles of many languages mark videos, photos, lists and page furniture. */
#ifndef CA_TEXT_WORDS_H
#define CA_TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/utf8.h"

/* What a word or phrase says about the line that it stands in. A phrase may have several roles. */
typedef enum ca_word_role {
    CA_WORD_VIDEO = 1 << 0,    /* "Video: …" names a clip, with or without a mark */
    CA_WORD_SUPPORT = 1 << 1,  /* supports a mark, but names no clip alone: Play, Clip */
    CA_WORD_DURATION = 1 << 2, /* announces a length: Duration, Length */
    CA_WORD_AUDIO = 1 << 3,    /* the mark is no video's: Listen, Podcast, min read, Kick-off */
    CA_WORD_END = 1 << 4,      /* heading after which other articles come: More videos */
    CA_WORD_BOX = 1 << 5,      /* heading of a box inside the article: Related, Up next */
    CA_WORD_LIST = 1 << 6,     /* heading of a list with times: Chapters, Transcript */
    CA_WORD_NOISE = 1 << 7,    /* furniture: Advertisement, Share, Menu */
    CA_WORD_PHOTO = 1 << 8,    /* credit of a still picture: "Photo: …" */
    CA_WORD_AGENCY = 1 << 9,   /* who takes pictures: Reuters */
    CA_WORD_BYLINE = 1 << 10,  /* begins an author's line: By */
    CA_WORD_AT = 1 << 11,      /* a time of day follows: at, um, à */
    CA_WORD_CLOCK = 1 << 12,   /* a time of day stands before: pm, Uhr, GMT */
    CA_WORD_HOURS = 1 << 13,   /* units of a length in words */
    CA_WORD_MINUTES = 1 << 14,
    CA_WORD_SECONDS = 1 << 15,
    CA_WORD_AND = 1 << 16,  /* joins them: "2 minutes and 26 seconds" */
    CA_WORD_SITE = 1 << 17, /* part of a newspaper's name: News, Zeitung */
} ca_word_role;

typedef struct ca_word_row {
    unsigned roles;
    const char *language; /* for the reader of the table */
    const char *phrases;  /* separated by '|', folded by ca_words_fold */
} ca_word_row;

/* The table (word_table.c). */
extern const ca_word_row ca_word_rows[];
extern const size_t ca_word_row_count;

/* The longest phrase that is looked up, in bytes. */
enum { CA_WORD_MAX_BYTES = 64 };

/* The table, ready to be asked. */
typedef struct ca_words ca_words;

/* NULL when there is no memory. */
ca_words *ca_words_create(void);
void ca_words_destroy(ca_words *words);
/* The roles of a phrase, 0 when it is unknown. Case, width and compatibility forms do not matter.
 */
unsigned ca_words_roles(const ca_words *words, ca_str phrase);

/* NFKC case folding of at most CA_WORD_MAX_BYTES bytes; returns the folded size, 0 when the text is
 * longer, empty or not UTF-8. */
size_t ca_words_fold(ca_str text, char folded[4 * CA_WORD_MAX_BYTES]);

#endif
