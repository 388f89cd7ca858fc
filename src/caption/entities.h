/* HTML entities as they stand in caption texts. */
#ifndef CA_CAPTION_ENTITIES_H
#define CA_CAPTION_ENTITIES_H

#include "base/utf8.h"

/* Reads the entity at the start of `text`, which begins with '&': &name; &#233; &#xE9;, each with
 * its semicolon. Returns its size and the character; 0 where there is none. Control characters
 * and line ends do not come of one. */
size_t ca_entity_read(ca_str text, uint32_t *character);

#endif
