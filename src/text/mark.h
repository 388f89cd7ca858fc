/* Duration marks inside a line: where they stand, and what they say. */
#ifndef CA_TEXT_MARK_H
#define CA_TEXT_MARK_H

#include <stdbool.h>
#include <stdint.h>

#include "text/words.h"

typedef enum ca_mark_form {
    CA_MARK_CLOCK,   /* 2:26, 1:02:33; could be a time of day */
    CA_MARK_COUNTER, /* 0:00 / 2:26: a player's position and length */
    CA_MARK_ISO,     /* PT2M26S */
    CA_MARK_WORDS,   /* 2 min 26 sec, 2′26″, 2:26 min */
    CA_MARK_MINUTES, /* 3 min: one unit alone, a length only where a video is spoken of */
} ca_mark_form;

typedef struct ca_mark {
    ca_mark_form form;
    int64_t duration_us; /* CAPALIGN_TIME_NONE: zero, or out of range (2:76) */
    bool zero;
    bool has_hours;
    bool time_of_day; /* 9:00 pm, 14:05 Uhr, 10:00–11:30: no length at all */
} ca_mark;

/* A mark at the start of *text: fills *mark and takes it (with its unit) off the text. What follows
 * it is the end, white space or punctuation. */
bool ca_mark_take(const ca_words *words, ca_str *text, ca_mark *mark);

#endif
