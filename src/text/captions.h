/* Which lines round a duration mark are its caption. */
#ifndef CA_TEXT_CAPTIONS_H
#define CA_TEXT_CAPTIONS_H

#include "text/items.h"

/* The nearest item before or after `index` that is not furniture or a keyword; CA_ITEM_NONE at the
 * article's ends. *gap: whether there is a blank line between. */
size_t ca_item_before(const ca_items *items, size_t index, bool *gap);
size_t ca_item_after(const ca_items *items, size_t index, bool *gap);

/* A caption that stands twice beside the mark at `index`: above, below, or on both sides. Marks its
 * lines as used. CA_ITEM_NONE: there is none. */
size_t ca_caption_doubled(ca_items *items, size_t index);
/* Whether there is one, without using it. */
bool ca_caption_is_doubled(const ca_items *items, size_t index);
/* The caption of a mark that is trusted: a line that touches it, or stands alone next to it. Marks
 * it as used. */
size_t ca_caption_single(ca_items *items, size_t index);
/* The caption that makes a bare mark one: a line that touches it, the two of them alone. */
size_t ca_caption_weak(ca_items *items, size_t index);

/* Whether a keyword's line stands next to the mark, or next to its caption. */
bool ca_keyword_beside(const ca_items *items, size_t index);

#endif
