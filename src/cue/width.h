/* Grapheme clusters: how wide they are, and what kind of character they begin with. */
#ifndef CA_CUE_WIDTH_H
#define CA_CUE_WIDTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"

/* A grapheme cluster (Unicode UAX #29), which is never split. */
typedef struct ca_cluster {
    size_t from; /* bytes [from, to) */
    size_t to;
    uint32_t first; /* its first character */
    uint32_t columns;
} ca_cluster;

/* The cluster at byte `at` (< text.size). */
ca_cluster ca_cluster_at(ca_str text, size_t at);
/* Columns of a whole text. */
size_t ca_columns_of(ca_str text);

/* Is it one of the characters of the string? 0 is in none. */
bool ca_is_one_of(uint32_t c, const char *set);
/* The dash that begins another speaker's line. */
bool ca_is_turn_dash(uint32_t c);
/* White space that may become a line break; not the no-break spaces. NUL, controls and the zero
 * width space count as white space. */
bool ca_is_space(uint32_t c);
/* Joins its neighbours: no-break spaces, word joiner. */
bool ca_is_glue(uint32_t c);
bool ca_is_letter(uint32_t c);
bool ca_is_digit(uint32_t c);
bool ca_is_upper(uint32_t c);
bool ca_is_han(uint32_t c);
bool ca_is_hiragana(uint32_t c);
bool ca_is_katakana(uint32_t c);
/* A line may break on either side of it: Han, kana, wide symbols, emoji. */
bool ca_is_ideographic(uint32_t c);
/* Thai, Lao, Myanmar, Khmer: no spaces between words, and no break but by a dictionary. */
bool ca_is_unspaced_script(uint32_t c);
/* May not begin, may not end a line, whatever stands on the other side (JIS X 4051, GB/T 15834,
 * UAX #14 classes CL, CP, EX, IS, NS; OP). */
bool ca_is_no_start(uint32_t c);
bool ca_is_no_end(uint32_t c);

#endif
