/* What a line of visible text looks like, whatever its language. */
#ifndef CA_TEXT_LINE_TEXT_H
#define CA_TEXT_LINE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/utf8.h"

/* A longer line is a body paragraph, and is not looked into. */
enum { CA_LINE_LOOK_BYTES = 4096 };

/* Without white space and invisible characters (any script's spaces, zero-width and direction
 * marks, BOM, NUL) at both ends. */
ca_str ca_line_trim(ca_str text);
/* White space or invisible, as ca_line_trim takes them away. */
bool ca_line_is_space(uint32_t character);
/* A character that separates the parts of a line: colon, bars, dashes, bullets, comma, slash. */
bool ca_line_is_separator(uint32_t character);
/* The first and last character (0 for an empty text). */
uint32_t ca_line_first(ca_str text);
uint32_t ca_line_last(ca_str text);

/* Ends like a sentence: a full stop of any script, closing quotes and brackets set aside. An
 * ellipsis, '!' and '?' are none, since headlines end so too. */
bool ca_line_ends_sentence(ca_str text);
/* Columns, East Asian characters counted twice; stops counting over CA_LINE_LOOK_BYTES. */
size_t ca_line_width(ca_str text);
/* Words; in scripts without spaces two characters count as one. */
size_t ca_line_words(ca_str text);
/* The first letter is a small one. */
bool ca_line_starts_small(ca_str text);
bool ca_line_has_letters(ca_str text);
/* A paragraph of the body, by its look: it ends a sentence, or is long. */
bool ca_line_is_body(ca_str text);
/* The last character of a text that is not empty, and its length; a broken end is one byte. */
uint32_t ca_line_last_character(ca_str text, size_t *bytes);
bool ca_line_is_letter(uint32_t character);
/* Han, kana, Thai, Lao, Khmer, Myanmar: words are not kept apart by spaces. */
bool ca_line_is_unspaced(uint32_t character);

#endif
