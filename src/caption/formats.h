/* One declaration a format; the list is in formats.c. */
#ifndef CA_CAPTION_FORMATS_H
#define CA_CAPTION_FORMATS_H

#include "caption/track.h"

extern const ca_caption_format ca_format_srt;
extern const ca_caption_format ca_format_webvtt;
extern const ca_caption_format ca_format_json;

#endif
