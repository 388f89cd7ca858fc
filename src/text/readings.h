/* How English is read aloud where writing and speech differ: "$5" is "5 dollars", "12:05" is
 * "12 oh 5", "1905" is "19 oh 5", "www.example.org" begins with its name. A reading is text for a
 * voice, which reads its numbers. */
#ifndef CA_TEXT_READINGS_H
#define CA_TEXT_READINGS_H

#include <stdbool.h>

#include "base/utf8.h"

enum { CA_MAX_READINGS = 4, CA_MAX_READING_BYTES = 160 };

typedef struct ca_readings {
    char items[CA_MAX_READINGS][CA_MAX_READING_BYTES];
    size_t count;
    bool instead; /* nobody reads the word as it is written */
} ca_readings;

/* Adds a reading. One that is too long, or one too many, is left out: nobody says it. */
__attribute__((format(printf, 2, 3))) void ca_readings_add(ca_readings *out, const char *format,
                                                           ...);
/* The other readings of a word, likeliest first; none for most words. Of other languages than
 * English only two things are known: the sign of money is read after the number, and years may be
 * read digit by digit. */
void ca_readings_find(ca_str word, bool english, ca_readings *out);

#endif
