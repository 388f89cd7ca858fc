/* The markup inside cue texts, from SRT's to WebVTT's and back. docs/formats-srt.md has the table
 * of what becomes what. */
#ifndef CA_CAPTION_MARKUP_H
#define CA_CAPTION_MARKUP_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* One tag as SRT knows them. */
typedef struct ca_srt_tag {
    size_t size; /* bytes from '<' to '>' inclusive; 0: no tag stands here */
    ca_str name;
    bool closing;
    bool spaced;     /* white space where none belongs: < i >, </ i>; only with a known name */
    bool known;      /* b, i, u, s or font, in any case */
    bool attributes; /* something stands between the name and the '>' */
} ca_srt_tag;

/* Reads the tag at the start of `text`, which begins with '<'. What is no tag has size 0:
 * "< 3", "<-", or no '>' before the next '<' or line end. */
ca_srt_tag ca_srt_tag_read(ca_str text);
/* Size of the ASS override block {\...} that `text`, which begins with '{', starts with; 0: none.
 */
size_t ca_srt_override_size(ca_str text);

/* Whether the text stands for itself in SRT and in WebVTT alike, so that it needs no conversion:
 * no tag, entity or brace, no arrow, no empty line. Fast; may say false where true would do. */
bool ca_markup_plain(ca_str text);

/* Append the text of one cue in the other format's markup. The result has no empty line at either
 * end. Both return whether something was lost: markup dropped, or kept as text that is seen.
 * Memory failure sticks in `out`. */

/* From SRT (or a track made by hand): b, i and u stay and are nested rightly; font, s and ASS
 * overrides go; other tags are text. No line of the result is empty and none holds an arrow. */
bool ca_markup_srt_to_webvtt(ca_strbuf *out, ca_str text);
/* From WebVTT: b, i and u stay without their classes; entities become characters; other tags go,
 * <rt> as parentheses. */
bool ca_markup_webvtt_to_srt(ca_strbuf *out, ca_str text);

#endif
