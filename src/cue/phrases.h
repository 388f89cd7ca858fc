/* Where phrases end: what a break costs between two pieces of text. The rules are those that
 * Netflix (Timed Text Style Guide, Line Treatment) and the BBC (Subtitle Guidelines 3.4) share:
 * after punctuation, before conjunctions and prepositions, never after an article or inside a name.
 */
#ifndef CA_CUE_PHRASES_H
#define CA_CUE_PHRASES_H

#include <stdbool.h>

#include "base/utf8.h"

/* Prices of a break, in the unit of squared columns of raggedness. */
enum {
    CA_BREAK_SENTENCE = 0,
    CA_BREAK_CLAUSE = 20,
    CA_BREAK_BEFORE_JOINER = 60, /* before a conjunction or preposition */
    CA_BREAK_WORD = 120,
    CA_BREAK_INSIDE_PHRASE = 400, /* after an article, inside a name or a number with its unit */
};

/* Whether the piece ends in a sentence's end, closing quotes and brackets aside. */
bool ca_ends_sentence(ca_str piece);
/* The price of a break between two neighbours. */
uint32_t ca_break_penalty(ca_str before, ca_str after);
/* Whether `after` begins a new speaker's words: ">>", or a dash or a label at a line's start; `gap`
 * is the white space before it. */
bool ca_starts_speaker(ca_str gap, ca_str after);

#endif
