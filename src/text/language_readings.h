/* How amounts, times and dates are read in languages other than English, where it is not as they
 * are written: "3,50 €" is "3 euros 50", "14:30 Uhr" "14 Uhr 30", "24.12.2024" names its month. As
 * in text/readings.h a reading is text for a voice. */
#ifndef CA_TEXT_LANGUAGE_READINGS_H
#define CA_TEXT_LANGUAGE_READINGS_H

#include "text/readings.h"

/* The other readings of a word in a language (a BCP 47 tag), likeliest first; none for most words
 * and for languages that are not in the table. */
void ca_language_readings_find(ca_str word, const char *language, ca_readings *out);

#endif
