/* The article's headline among its first lines. */
#ifndef CA_TEXT_TITLE_H
#define CA_TEXT_TITLE_H

#include "text/items.h"

/* The item that is the headline, or CA_ITEM_NONE. */
size_t ca_title_find(const ca_items *items);

#endif
