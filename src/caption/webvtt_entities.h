/* HTML's character references, as WebVTT cue text has them. */
#ifndef CA_CAPTION_WEBVTT_ENTITIES_H
#define CA_CAPTION_WEBVTT_ENTITIES_H

#include <stdint.h>

#include "base/utf8.h"

/* The table; see webvtt_entities.c. The list has been closed for good by the HTML standard. */
enum { CA_VTT_ENTITY_COUNT = 2125 };
extern const char ca_vtt_entities[];
extern const uint16_t ca_vtt_entity_starts[];

/* The most bytes that one reference gives: two characters. */
enum { CA_VTT_REFERENCE_BYTES = 8 };

/* Consumes the character reference at the start of `text`, which begins with '&', not as part of
 * an attribute (https://www.w3.org/TR/webvtt1/#consume-an-html-character-reference). Returns its
 * size and writes its UTF-8 and that one's size; 0: none stands there. */
size_t ca_vtt_character_reference(ca_str text, char bytes[CA_VTT_REFERENCE_BYTES], size_t *count);

#endif
