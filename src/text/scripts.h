/* Scripts and punctuation, as far as finding words and sentences needs them. */
#ifndef CA_TEXT_SCRIPTS_H
#define CA_TEXT_SCRIPTS_H

#include <stdbool.h>

#include "base/utf8.h"

typedef enum ca_script {
    CA_SCRIPT_OTHER, /* Latin, digits, symbols, and all that is not in the table */
    CA_SCRIPT_GREEK,
    CA_SCRIPT_CYRILLIC,
    CA_SCRIPT_ARMENIAN,
    CA_SCRIPT_HEBREW,
    CA_SCRIPT_ARABIC,
    CA_SCRIPT_DEVANAGARI,
    CA_SCRIPT_BENGALI,
    CA_SCRIPT_GURMUKHI,
    CA_SCRIPT_GUJARATI,
    CA_SCRIPT_TAMIL,
    CA_SCRIPT_TELUGU,
    CA_SCRIPT_KANNADA,
    CA_SCRIPT_MALAYALAM,
    CA_SCRIPT_SINHALA,
    CA_SCRIPT_GEORGIAN,
    CA_SCRIPT_AMHARIC,
    CA_SCRIPT_THAI,
    CA_SCRIPT_LAO,
    CA_SCRIPT_MYANMAR,
    CA_SCRIPT_KHMER,
    CA_SCRIPT_HANGUL,
    CA_SCRIPT_KANA,
    CA_SCRIPT_HAN,
    CA_SCRIPT_COUNT,
} ca_script;

typedef enum ca_script_class {
    CA_KIND_SPACED,   /* words are parted by spaces */
    CA_KIND_UNSPACED, /* Thai and its neighbours: phrases are */
    CA_KIND_CJK,      /* nothing is */
} ca_script_class;

ca_script ca_script_of(uint32_t c);
ca_script_class ca_script_kind(ca_script script);
/* Whether the language (BCP 47) is written in Latin letters, or in them too. */
bool ca_language_is_latin(const char *language);
/* Whether the character belongs to texts in the language: a letter of its own script, or no letter.
 */
bool ca_script_suits(uint32_t c, const char *language);
bool ca_is_latin_letter(uint32_t c);
/* A lower-case letter, of any script that has them. */
bool ca_is_lower(uint32_t c);

/* The Unicode property White_Space. */
bool ca_is_white_space(uint32_t c);
/* LF, CR, VT, FF, NEL, LS, PS. */
bool ca_is_line_end(uint32_t c);
/* Ends a sentence, in any script. */
bool ca_is_terminator(uint32_t c);
/* Ends a sentence although no space follows: the full-width terminators of Chinese and Japanese. */
bool ca_ends_sentence_inside(uint32_t c);
/* Quotes and brackets that close after a terminator. */
bool ca_is_closer(uint32_t c);
/* Parts words although no white space does: dashes, slashes, ellipses, brackets. */
bool ca_parts_words(uint32_t c);
/* Whether a token before a full stop is an abbreviation or an initial ("Mr", "U.S", "J"). */
bool ca_is_abbreviation(ca_str token);

#endif
