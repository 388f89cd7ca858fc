/* Words that were divided where a line ended. */
#ifndef CA_TEXT_HYPHENS_H
#define CA_TEXT_HYPHENS_H

#include "base/strbuf.h"

/* Appends the text with such words in one piece: "wa-" and "ter" on the next line are "water". Both
 * parts are two small letters or more. Where the text has the two elsewhere with a hyphen inside a
 * line ("well-known"), it is kept. */
void ca_hyphens_join(ca_str text, ca_strbuf *out);

#endif
