/* Words of captions and file names, brought to a common form so that they can be compared. */
#ifndef CA_PIPELINE_LINK_TOKENS_H
#define CA_PIPELINE_LINK_TOKENS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/utf8.h"

typedef enum ca_token_kind {
    CA_TOKEN_WORD,
    CA_TOKEN_SHORT, /* one or two letters, or two characters of a script without spaces */
    CA_TOKEN_NUMBER,
    CA_TOKEN_STOP,  /* the, of, und … */
    CA_TOKEN_NOISE, /* video, final, 1080p …: says nothing about the content */
} ca_token_kind;

typedef struct ca_link_token {
    ca_str stem; /* what is compared */
    ca_str word; /* as read, lower case: for people */
    ca_token_kind kind;
} ca_link_token;

/* Tokens taken of one text; what comes after them is not looked at. */
enum { CA_LINK_MAX_TOKENS = 48 };

/* Splits the text at what is no letter or digit, between letters and digits, and where a lower
 * case letter meets an upper case one; cuts endings off; scripts without spaces give overlapping
 * pairs of characters. Each stem is given once. Strings go to the arena. Returns how many, or
 * SIZE_MAX without memory. */
size_t ca_link_tokenize(ca_str text, ca_arena *arena, ca_link_token tokens[CA_LINK_MAX_TOKENS]);

/* The text in compatibility-decomposed, case-folded form without diacritics of the Latin, Greek
 * and Cyrillic scripts, for comparing whole names. NULL data without memory. */
ca_str ca_link_fold(ca_str text, ca_arena *arena);

/* The part after the last slash; and that without its extension (a dot and 1 to 5 ASCII letters
 * or digits). */
ca_str ca_link_base_name(ca_str path);
ca_str ca_link_stem(ca_str base_name);
/* The name ends in an extension that media files have. */
bool ca_link_is_media_name(ca_str base_name);

#endif
