/* What a line of visible text looks like, whatever its language. */
#ifndef CA_TEXT_LINE_TEXT_H
#define CA_TEXT_LINE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "text/words.h"

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
/* Names who made a still picture: "Photo: …", "Foto von …", "©". */
bool ca_line_is_photo(const ca_words *words, ca_str text);
/* Two or three words with capitals, or an agency: "Harbour Press". */
bool ca_line_is_credit(const ca_words *words, ca_str text);
/* An author's or a date's line. */
bool ca_line_is_byline(const ca_words *words, ca_str text);

/* The same words: case, width, quotes, dashes, spaces and other punctuation set aside. Where one of
 * them was cut short with an ellipsis, the other may go on; *longer is then 1 for b, 0 for a. */
bool ca_line_same(ca_str a, ca_str b, int *longer);

#endif
