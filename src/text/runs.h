/* Stretches of an article in which times are no clips. */
#ifndef CA_TEXT_RUNS_H
#define CA_TEXT_RUNS_H

#include "text/items.h"

/* Flags CA_ITEM_BOXED: boxes ("Related", "Chapters") reach to the next paragraph or heading, and
 * "More videos" ends the article, if there was one before it. */
void ca_runs_mark_boxes(ca_items *items);
/* Flags CA_ITEM_IN_RUN and CA_ITEM_IN_LIST: times that stand close together. */
void ca_runs_mark_lists(ca_items *items);

#endif
