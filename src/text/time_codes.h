/* Time codes that stand in a transcript ("[00:12:05]", "00:12 Anna: …", "Anna Berg  0:12"): marks
 * of whoever wrote it, which nobody speaks and which are wrong in a subtitle. */
#ifndef CA_TEXT_TIME_CODES_H
#define CA_TEXT_TIME_CODES_H

#include "base/strbuf.h"

/* Appends the text without its time codes; a name that has one behind it becomes a label ("Anna
 * Berg:"). In square brackets they go wherever they stand. Bare ones at a line's start or end, and
 * in parentheses, go where the whole text has several of them, in order, and as much text between
 * as is spoken in such a time: "9:00 Breakfast" is a time of day, and stays. */
void ca_time_codes_cut(ca_str text, ca_strbuf *out);

#endif
