/* A cue's text without its markup: what is seen, or read aloud. */
#ifndef CA_CAPTION_PLAIN_TEXT_H
#define CA_CAPTION_PLAIN_TEXT_H

#include "caption/track.h"

/* Appends the text of a cue of a track in `format` (NULL: made by hand) without tags, override
 * blocks and entities; line ends become spaces. False without memory. */
bool ca_plain_text(ca_strbuf *out, ca_str text, const ca_caption_format *format);
/* The same with its line ends. */
bool ca_plain_lines(ca_strbuf *out, ca_str text, const ca_caption_format *format);

#endif
