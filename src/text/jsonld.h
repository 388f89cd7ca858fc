/* The videos that a page's JSON-LD tells of (schema.org VideoObject). */
#ifndef CA_TEXT_JSONLD_H
#define CA_TEXT_JSONLD_H

#include <stdbool.h>
#include <stdint.h>

#include <capalign/article.h>

#include "base/arena.h"

/* Of all scripts of a page; over it the page is refused. Ordinary ones have a few kilobytes. */
#define CA_JSONLD_MAX_BYTES ((size_t)4 << 20)
/* Levels of arrays and objects that are followed; over it the page is refused. */
enum { CA_JSONLD_MAX_DEPTH = CAPALIGN_ARTICLE_MAX_DEPTH };
/* Addresses of one video that are kept. */
enum { CA_JSONLD_MAX_ADDRESSES = 6 };

/* Strings as they stand there, HTML entities undone; NULL where there is none. */
typedef struct ca_jsonld_video {
    const char *id;
    const char *name;
    const char *caption;
    const char *content; /* contentUrl */
    const char *track;   /* address of a caption file */
    const char *transcript;
    const char *language;
    const char
        *addresses[CA_JSONLD_MAX_ADDRESSES]; /* all that could tell it apart: content, embed */
    size_t address_count;
    int64_t duration_us; /* or CAPALIGN_TIME_NONE */
    bool listed;         /* only in an ItemList, as teasers are */
} ca_jsonld_video;

typedef struct ca_jsonld {
    ca_jsonld_video *videos; /* malloc'd, in the order of the text; the strings are in the arena */
    size_t count;
    size_t capacity;
    const char *headline; /* the first article's, or NULL */
    const char *language; /* the first article's inLanguage, or NULL */
} ca_jsonld;

/* Adds the videos of one script's text. What is not JSON, even with the usual slips put right, says
 * nothing and is no error. CAPALIGN_E_LIMIT over a cap, CAPALIGN_E_MEMORY; `line` is for messages.
 */
capalign_code ca_jsonld_read(ca_jsonld *jsonld, ca_arena *arena, ca_str text, size_t line,
                             capalign_error *error);
void ca_jsonld_free(ca_jsonld *jsonld);

#endif
