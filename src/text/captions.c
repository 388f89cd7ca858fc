#include "text/captions.h"

#include "text/line_credit.h"
#include "text/line_same.h"
#include "text/line_text.h"

/* A caption that a blank line parts from its mark, or that is the mark's only support, is more than
 * a subheading of a few words. */
enum { APART_LEAST_WORDS = 5, WEAK_LEAST_WORDS = 4 };
enum { TIGHT_LEAST_WORDS = 2, LEAST_WIDTH = 8, DOUBLED_LEAST_WIDTH = 6 };
/* Keywords and furniture between a mark and its caption: more would be a menu. */
enum { MAX_BETWEEN = 3 };

static const ca_item *item_at(const ca_items *items, size_t index)
{
    return &items->items[index];
}

static bool is_between(const ca_items *items, size_t index)
{
    return item_at(items, index)->kind == CA_ITEM_NOISE ||
           item_at(items, index)->kind == CA_ITEM_KEYWORD;
}

size_t ca_item_before(const ca_items *items, size_t index, bool *gap)
{
    *gap = false;
    for (size_t n = 0; n <= MAX_BETWEEN && n < index; n++) {
        *gap = *gap || (item_at(items, index - n)->flags & CA_ITEM_GAP);
        if (!is_between(items, index - n - 1))
            return index - n - 1;
    }
    return CA_ITEM_NONE;
}

size_t ca_item_after(const ca_items *items, size_t index, bool *gap)
{
    *gap = false;
    for (size_t n = 1; n <= MAX_BETWEEN + 1 && index + n < items->count; n++) {
        *gap = *gap || (item_at(items, index + n)->flags & CA_ITEM_GAP);
        if (!is_between(items, index + n))
            return index + n;
    }
    return CA_ITEM_NONE;
}

/* Text that a doubled caption may be: any, also what looks like a paragraph. */
static bool is_text(const ca_items *items, size_t index)
{
    if (index == CA_ITEM_NONE)
        return false;
    const ca_item *item = item_at(items, index);
    return (item->kind == CA_ITEM_TEXT || item->kind == CA_ITEM_BODY) &&
           !(item->flags & CA_ITEM_USED) &&
           items->lines[item->line].text.size <= CA_LINE_LOOK_BYTES;
}

/* Whether two items say the same; *best is the one that was not cut short. */
static bool same(const ca_items *items, size_t a, size_t b, size_t *best)
{
    int longer;
    if (!is_text(items, a) || !is_text(items, b) ||
        ca_line_width(ca_item_text(items, a)) < DOUBLED_LEAST_WIDTH ||
        !ca_line_same(ca_item_text(items, a), ca_item_text(items, b), &longer))
        return false;
    *best = longer ? b : a;
    return true;
}

typedef struct doubled {
    size_t caption, first, second;
} doubled;

static bool find_doubled(const ca_items *items, size_t index, doubled *found)
{
    bool gap_before, gap_after, ignored;
    size_t before = ca_item_before(items, index, &gap_before);
    size_t after = ca_item_after(items, index, &gap_after);
    size_t before2 = before == CA_ITEM_NONE ? before : ca_item_before(items, before, &ignored);
    size_t after2 = after == CA_ITEM_NONE ? after : ca_item_after(items, after, &ignored);
    doubled around = {0, before, after}, above = {0, before2, before}, below = {0, after, after2};
    if (same(items, before, after, &around.caption)) {
        *found = around;
        return true;
    }
    bool is_above = same(items, before2, before, &above.caption);
    bool is_below = same(items, after, after2, &below.caption);
    /* Captions stand above more often, unless only the one below touches the mark, or what is
     * above is rather a paragraph that stands there twice. */
    bool rather_below =
        is_above && is_below &&
        ((gap_before && !gap_after) || item_at(items, before)->kind == CA_ITEM_BODY);
    *found = is_above && !rather_below ? above : below;
    return is_above || is_below;
}

bool ca_caption_is_doubled(const ca_items *items, size_t index)
{
    doubled found;
    return find_doubled(items, index, &found);
}

size_t ca_caption_doubled(ca_items *items, size_t index)
{
    doubled found;
    if (!find_doubled(items, index, &found))
        return CA_ITEM_NONE;
    items->items[found.first].flags |= CA_ITEM_USED;
    items->items[found.second].flags |= CA_ITEM_USED;
    return found.caption;
}

static bool is_bullet(uint32_t c)
{
    return c == 0x2022 || c == '*' || c == 0x25AA || c == 0x25CF || c == 0xB7 || c == 0x2023 ||
           c == 0x2043 || c == '-' || c == 0x2013 || c == 0x25A0;
}

static bool ends_open(uint32_t c)
{
    return c == ':' || c == ',' || c == ';' || c == 0xFF1A || c == 0xFF0C || c == 0x3001 ||
           c == 0x060C;
}

/* A line of a paragraph that was wrapped: it goes on, or goes on from above, in small letters. */
static bool is_wrapped(const ca_items *items, size_t index)
{
    bool next_touches = !ca_item_gap_after(items, index);
    if (next_touches && is_text(items, index + 1) &&
        ca_line_starts_small(ca_item_text(items, index + 1)))
        return true;
    bool touches = index > 0 && !(item_at(items, index)->flags & CA_ITEM_GAP);
    return touches && item_at(items, index - 1)->kind == CA_ITEM_TEXT &&
           ca_line_starts_small(ca_item_text(items, index));
}

static bool is_caption(const ca_items *items, size_t index, size_t least_words)
{
    if (index == CA_ITEM_NONE)
        return false;
    const ca_item *item = item_at(items, index);
    if (item->kind != CA_ITEM_TEXT || item->flags & (CA_ITEM_USED | CA_ITEM_BOXED) ||
        items->lines[item->line].kind == CA_LINE_HEADING)
        return false;
    ca_str text = ca_item_text(items, index);
    if (!ca_line_has_letters(text) || is_bullet(ca_line_first(text)) ||
        ends_open(ca_line_last(text)) || ca_line_width(text) < LEAST_WIDTH)
        return false;
    return ca_line_words(text) >= least_words && !is_wrapped(items, index) &&
           !ca_line_is_photo(items->words, text) && !ca_line_is_byline(items->words, text);
}

static bool body_before(const ca_items *items, size_t index)
{
    for (size_t n = 1; n <= index && n < 16; n++)
        if (item_at(items, index - n)->kind == CA_ITEM_BODY)
            return true;
    return false;
}

/* Whether the text at `index` is rather the caption of a mark below it. */
static bool belongs_below(const ca_items *items, size_t index)
{
    return index + 1 < items->count && item_at(items, index + 1)->kind == CA_ITEM_MARK;
}

static size_t choose_single(const ca_items *items, size_t index)
{
    bool gap_before, gap_after;
    size_t before = ca_item_before(items, index, &gap_before);
    size_t after = ca_item_after(items, index, &gap_after);
    bool tight_before =
        !gap_before && before != items->title && is_caption(items, before, TIGHT_LEAST_WORDS);
    bool tight_after = !gap_after && is_caption(items, after, TIGHT_LEAST_WORDS);
    bool keyword_above = index > 0 && item_at(items, index - 1)->kind == CA_ITEM_KEYWORD;
    if (tight_before && !(keyword_above && tight_after))
        return before;
    if (tight_after)
        return after;
    if (gap_after && is_caption(items, after, APART_LEAST_WORDS) && ca_item_alone(items, after) &&
        !belongs_below(items, after))
        return after;
    if (gap_before && before != items->title && is_caption(items, before, APART_LEAST_WORDS) &&
        ca_item_alone(items, before) && body_before(items, before))
        return before;
    return CA_ITEM_NONE;
}

size_t ca_caption_single(ca_items *items, size_t index)
{
    size_t caption = choose_single(items, index);
    if (caption != CA_ITEM_NONE)
        items->items[caption].flags |= CA_ITEM_USED;
    return caption;
}

static bool is_weak_caption(const ca_items *items, size_t index)
{
    if (index == items->title || !is_caption(items, index, WEAK_LEAST_WORDS) ||
        items->lines[item_at(items, index)->line].kind != CA_LINE_TEXT)
        return false;
    ca_str text = ca_item_text(items, index);
    uint32_t last = ca_line_last(text);
    return !ca_line_starts_small(text) && last != '?' && last != '!' && last != 0xFF1F &&
           last != 0xFF01;
}

size_t ca_caption_weak(ca_items *items, size_t index)
{
    size_t caption = CA_ITEM_NONE;
    bool gap = item_at(items, index)->flags & CA_ITEM_GAP;
    if (index > 0 && !gap && (item_at(items, index - 1)->flags & CA_ITEM_GAP) &&
        ca_item_gap_after(items, index))
        caption = index - 1;
    else if (gap && index + 1 < items->count && !ca_item_gap_after(items, index) &&
             ca_item_gap_after(items, index + 1))
        caption = index + 1;
    if (caption == CA_ITEM_NONE || !is_weak_caption(items, caption))
        return CA_ITEM_NONE;
    items->items[caption].flags |= CA_ITEM_USED;
    return caption;
}

static bool is_kind(const ca_items *items, size_t index, ca_item_kind kind)
{
    return index < items->count && item_at(items, index)->kind == kind;
}

static bool touches_above(const ca_items *items, size_t index)
{
    return !(item_at(items, index)->flags & CA_ITEM_GAP);
}

/* A caption that blank lines part from its keyword and its mark. */
static bool is_apart_caption(const ca_items *items, size_t index)
{
    return index != items->title && ca_item_alone(items, index) && body_before(items, index) &&
           is_caption(items, index, APART_LEAST_WORDS);
}

bool ca_keyword_beside(const ca_items *items, size_t index)
{
    size_t above = index, below = index + 1;
    for (int n = 0; n < MAX_BETWEEN && above > 0 && is_kind(items, above - 1, CA_ITEM_NOISE); n++)
        above--;
    for (int n = 0; n < MAX_BETWEEN && is_kind(items, below, CA_ITEM_NOISE); n++)
        below++;
    if (above > 0 && is_kind(items, above - 1, CA_ITEM_KEYWORD))
        return true;
    /* "Now playing", the caption, the mark */
    if (above > 1 && is_kind(items, above - 1, CA_ITEM_TEXT) &&
        is_kind(items, above - 2, CA_ITEM_KEYWORD) &&
        ((touches_above(items, index) && touches_above(items, above - 1)) ||
         is_apart_caption(items, above - 1)))
        return true;
    if (is_kind(items, below, CA_ITEM_KEYWORD) && !is_kind(items, below + 1, CA_ITEM_MARK))
        return true;
    return is_kind(items, below, CA_ITEM_TEXT) && is_kind(items, below + 1, CA_ITEM_KEYWORD) &&
           touches_above(items, below) && touches_above(items, below + 1) &&
           !is_kind(items, below + 2, CA_ITEM_MARK);
}
