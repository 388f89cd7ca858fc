/* The text of one packet of a subtitle stream. Bytes and text only: no files, no streams. */
#ifndef CA_MEDIA_SUBTITLE_PACKET_H
#define CA_MEDIA_SUBTITLE_PACKET_H

#include "base/strbuf.h"

struct AVCodecParameters;

typedef enum ca_subtitle_kind {
    CA_SUBTITLE_UNREADABLE, /* bitmaps, or a form of text that is not read */
    CA_SUBTITLE_PLAIN,      /* SubRip, plain text */
    CA_SUBTITLE_WEBVTT,
    CA_SUBTITLE_MOV_TEXT, /* 3GPP timed text, "tx3g" */
    CA_SUBTITLE_ASS,      /* Matroska's form of ASS and SSA */
} ca_subtitle_kind;

ca_subtitle_kind ca_subtitle_kind_of(const struct AVCodecParameters *codec);

/* Appends text as clean UTF-8: broken bytes become U+FFFD, CR LF and CR become LF, other control
 * characters but tab are dropped. */
void ca_media_clean_text(ca_strbuf *out, ca_str text);

/* Replaces *out by the packet's text, with lines separated by LF and no empty lines; empty where
 * the packet shows nothing. Bold, italic and underlined text of MOV_TEXT and ASS gets <b>, <i>,
 * <u>; other styling, comments and drawings are left out. */
void ca_subtitle_text(ca_subtitle_kind kind, ca_str packet, ca_strbuf *out);

#endif
