/* Which language a text looks like, by libexttextcat: its n-grams against those of 160 languages.
 * No other file knows that library. */
#ifndef CA_CHECK_GUESS_H
#define CA_CHECK_GUESS_H

#include "base/utf8.h"

enum { CA_GUESS_MAX = 10 };

typedef struct ca_guess {
    char language[4]; /* "en"; of three letters where there is no code of two */
} ca_guess;

/* Its 0.5 MB of data are read at the first guess. Any number of threads may ask it. */
typedef struct ca_guesser ca_guesser;

/* NULL without memory. */
ca_guesser *ca_guesser_create(void);
void ca_guesser_destroy(ca_guesser *guesser);

/* The likely languages of a text of small letters, the likeliest first; returns their number: 0
 * where the text looks like none or like too many, or the library's data cannot be read. */
size_t ca_guess_language(ca_guesser *guesser, ca_str text, ca_guess guesses[CA_GUESS_MAX]);

#endif
