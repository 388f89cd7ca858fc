/* Cue layout: where a text breaks into cues and lines. */
#ifndef CA_CUE_LAYOUT_H
#define CA_CUE_LAYOUT_H

#include <capalign/caption.h>

#include "base/utf8.h"

/* The measures of a house style. */
typedef struct ca_layout_profile {
    const char *name;
    size_t max_columns; /* of a line; a full-width character takes two */
    size_t max_lines;   /* of a cue */
} ca_layout_profile;

/* 42 columns in two lines: what most guides agree on. */
const ca_layout_profile *ca_layout_default(void);

/* Appends the text to the track as cues that share [start_us, end_us): lines and cues are filled evenly,
 * each cue's time follows its share of the text. Nothing of the text is lost but white space. Bounds
 * between cues are whole milliseconds. */
capalign_code ca_layout_caption(ca_str text, int64_t start_us, int64_t end_us,
                                const ca_layout_profile *profile, capalign_track *track,
                                capalign_error *error);

#endif
