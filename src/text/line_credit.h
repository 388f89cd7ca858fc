/* Lines that say who took a picture or wrote the article. */
#ifndef CA_TEXT_LINE_CREDIT_H
#define CA_TEXT_LINE_CREDIT_H

#include "text/words.h"

/* Names who made a still picture: "Photo: …", "Foto von …", "©". */
bool ca_line_is_photo(const ca_words *words, ca_str text);
/* Two or three words with capitals, or an agency: "Harbour Press". */
bool ca_line_is_credit(const ca_words *words, ca_str text);
/* An author's or a date's line. */
bool ca_line_is_byline(const ca_words *words, ca_str text);

#endif
