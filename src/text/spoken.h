/* A transcript's text as words: what is spoken, where it stands in the text, and where sentences
 * end.
 *
 * A word is what white space separates (Unicode White_Space), without the punctuation around it,
 * and split at dashes and slashes that part words (— – ― … and "--"), not at hyphens, apostrophes
 * and the slashes of numbers (1/2, 24/7). A minus sign belongs to its number, a web address is one
 * word, and so is an amount that is written with spaces (3,50 €, 1 000; see text/amounts.h). In
 * scripts without spaces:
 * - Han, Hiragana and Katakana: each Han character is a word of its own; a run of kana is one.
 * - Thai, Lao, Khmer, Myanmar: a run between spaces is one word, cut after at most 24 grapheme
 *   clusters.
 *
 * A sentence ends after . ! ? … and their kin (Sentence_Terminal of UAX #29 as far as transcripts
 * use it), closing quotes included, unless the full stop belongs to an abbreviation, a number or
 * an initial or a lower-case letter follows; at a blank line; and at a line end that is not a hard
 * wrap (the next line does not begin with a lower-case letter).
 *
 * Kept in the text but not spoken: [anything in brackets], (applause) and other sound notes in
 * parentheses, speaker labels at a line's start ("ANNA:", ">> "), the raised numbers of footnotes
 * ("barge¹", not "km²"), ♪, emoji, and what has neither letter nor digit nor a symbol that is read
 * aloud. */
#ifndef CA_TEXT_SPOKEN_H
#define CA_TEXT_SPOKEN_H

#include <stdbool.h>

#include "base/error.h"
#include "base/utf8.h"

/* More words than anybody speaks in 100 hours. */
#define CA_MAX_SPOKEN ((size_t)2000000)

typedef struct ca_spoken_word {
    size_t from; /* byte offsets in the text: [from, to) is the word without punctuation */
    size_t to;
    uint32_t sentence;     /* 0-based, counting up; spoken words only advance it */
    uint32_t paragraph;    /* 0-based: blank lines part paragraphs */
    bool first_of_speaker; /* a speaker label or "- " dash stands before it */
} ca_spoken_word;

typedef struct ca_spoken_words {
    ca_spoken_word *items; /* malloc'd */
    size_t count;
    size_t capacity;
} ca_spoken_words;

/* Finds the words of valid UTF-8 text. CAPALIGN_E_LIMIT over CA_MAX_SPOKEN. */
capalign_code ca_spoken_find(ca_str text, ca_spoken_words *out, capalign_error *error);
void ca_spoken_free(ca_spoken_words *words);

/* The transcript's language as its script tells it, or NULL: "ja" where there is kana, "zh", "ko",
 * "th", "ar", "he", "hi", "el", "ru" … by the script of most letters; NULL for Latin. */
const char *ca_language_of_script(ca_str text);

#endif
