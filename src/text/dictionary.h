/* Where words begin in scripts that write no spaces between them: Thai, Lao, Khmer, Burmese, Han
 * and kana. ICU's dictionaries tell (word boundaries of UAX #29); only dictionary.c sees ICU.
 *
 * Without ICU, its data or the memory that it needs no place is known, and the caller goes by the
 * rules that hold without a dictionary. Any number of threads may each have their own. */
#ifndef CA_TEXT_DICTIONARY_H
#define CA_TEXT_DICTIONARY_H

#include "base/utf8.h"

typedef enum ca_word_place {
    CA_PLACE_UNKNOWN, /* not between two characters of such a script, or there is no dictionary */
    CA_PLACE_BETWEEN, /* two words */
    CA_PLACE_INSIDE,  /* a word */
} ca_word_place;

/* A text that is being asked about. Fields are of dictionary.c; all zero but `text` to begin. */
typedef struct ca_dictionary {
    ca_str text;     /* UTF-8 or not; must stay */
    size_t run_from; /* bytes [run_from, run_to) are of one script */
    size_t run_to;
    struct ca_icu *icu; /* opened at the first run that is asked about */
    bool at_run;        /* the iterator has this run */
    bool absent;        /* ICU could not */
    bool no_memory;     /* an allocation failed: what was answered is not to be used */
} ca_dictionary;

/* What the place before byte `at` is, which must be a character's first. Places are asked in
 * ascending order; those of a run already passed are unknown. */
ca_word_place ca_dictionary_place(ca_dictionary *dictionary, size_t at);

/* Frees what the questions needed. */
void ca_dictionary_close(ca_dictionary *dictionary);

#endif
