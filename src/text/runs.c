#include "text/runs.h"

#include "text/captions.h"
#include "text/line_text.h"

/* A paragraph that ends a box is at least this wide (columns). */
enum { BODY_LEAST_WIDTH = 24 };
/* Times with this many other lines between them belong to one list … */
enum { LIST_DISTANCE = 3, LIST_LEAST = 3 };
/* … or at least stand too close for a caption to be their only support. */
enum { RUN_DISTANCE = 4 };
void ca_runs_mark_boxes(ca_items *items)
{
    bool seen = false, boxed = false, ended = false;
    for (size_t i = 0; i < items->count; i++) {
        ca_item *item = &items->items[i];
        bool heading = items->lines[item->line].kind == CA_LINE_HEADING;
        if (item->kind == CA_ITEM_END || item->kind == CA_ITEM_BOX) {
            boxed = true;
            ended = ended || (item->kind == CA_ITEM_END && seen);
        } else if (heading || (item->kind == CA_ITEM_BODY && ca_item_alone(items, i) &&
                               ca_line_width(ca_item_text(items, i)) >= BODY_LEAST_WIDTH)) {
            boxed = false;
        }
        if (boxed || ended)
            item->flags |= CA_ITEM_BOXED;
        seen = seen || item->kind == CA_ITEM_BODY || item->kind == CA_ITEM_NAME ||
               (item->kind == CA_ITEM_MARK && item->flags & CA_ITEM_STRONG);
    }
}

/* "20:15 Film" is a line of a schedule rather than a clip with a keyword. */
static bool is_time(const ca_item *item)
{
    bool marked = item->kind == CA_ITEM_MARK || item->kind == CA_ITEM_NAME;
    if (marked && item->flags & CA_ITEM_STRONG)
        return item->flags & CA_ITEM_LEADS;
    return item->kind == CA_ITEM_TIMED || item->kind == CA_ITEM_MARK;
}

/* Flags the items from `first` to `last`: a list, when most of its times are without a keyword. */
static void flag_run(ca_items *items, size_t first, size_t last, size_t count, size_t lone)
{
    bool list = count >= LIST_LEAST && lone >= 2;
    for (size_t i = first; i <= last; i++)
        if (is_time(&items->items[i]))
            items->items[i].flags |= list ? CA_ITEM_IN_LIST : 0;
}

void ca_runs_mark_lists(ca_items *items)
{
    size_t first = 0, last = CA_ITEM_NONE, count = 0, lone = 0;
    for (size_t i = 0; i < items->count; i++) {
        if (!is_time(&items->items[i]))
            continue;
        if (last != CA_ITEM_NONE && i - last <= RUN_DISTANCE) {
            items->items[i].flags |= CA_ITEM_IN_RUN;
            items->items[last].flags |= CA_ITEM_IN_RUN;
        }
        if (last == CA_ITEM_NONE || i - last > LIST_DISTANCE) {
            if (count)
                flag_run(items, first, last, count, lone);
            first = i, count = 0, lone = 0;
        }
        count++, last = i;
        bool timed = items->items[i].kind == CA_ITEM_TIMED;
        lone +=
            timed || (!(items->items[i].flags & CA_ITEM_STRONG) && !ca_keyword_beside(items, i));
    }
    if (count)
        flag_run(items, first, last, count, lone);
}
