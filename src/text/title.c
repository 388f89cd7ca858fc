#include "text/title.h"

#include "text/captions.h"
#include "text/digits.h"
#include "text/line_credit.h"
#include "text/line_text.h"

/* Headlines stand among the first lines; wider ones are paragraphs. */
enum { ZONE_ITEMS = 200, TITLE_MAX_WIDTH = 200 };
/* A section's or site's name is shorter than this, most headlines are not. */
enum { HEADLINE_WORDS = 3 };

/* The headline comes before the first paragraph that stands alone. */
static size_t zone_end(const ca_items *items)
{
    for (size_t i = 0; i < items->count && i < ZONE_ITEMS; i++)
        if (items->items[i].kind == CA_ITEM_BODY && ca_item_alone(items, i) &&
            !ca_line_is_photo(items->words, ca_item_text(items, i)))
            return i;
    return items->count < ZONE_ITEMS ? items->count : ZONE_ITEMS;
}

static bool is_bullet(uint32_t c)
{
    return c == 0x2022 || c == '*' || c == 0x25AA || c == 0x25CF || c == '-' || c == 0x2023;
}

/* "Video | Sport | Weather" */
static bool is_menu(ca_str text)
{
    int bars = 0;
    for (size_t i = 0; i < text.size;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        bars += c == '|' || c == '>' || c == 0xB7 || c == 0x2022 || c == 0xBB || c == 0x203A;
    }
    return bars >= 2;
}

static bool could_be_title(const ca_items *items, size_t index)
{
    const ca_item *item = &items->items[index];
    ca_str text = ca_item_text(items, index);
    bool kind = item->kind == CA_ITEM_TEXT || item->kind == CA_ITEM_TIMED ||
                item->flags & CA_ITEM_NEEDS_MARK ||
                (item->kind == CA_ITEM_AUDIO && !(item->flags & CA_ITEM_TIME) &&
                 ca_line_words(text) >= HEADLINE_WORDS);
    return kind && items->lines[item->line].kind != CA_LINE_LIST && ca_line_has_letters(text) &&
           !is_bullet(ca_line_first(text)) && ca_line_width(text) <= TITLE_MAX_WIDTH &&
           !is_menu(text) && !ca_line_is_photo(items->words, text) &&
           !ca_line_is_byline(items->words, text);
}

static bool names_site(const ca_items *items, size_t index)
{
    ca_str text = ca_item_text(items, index);
    if (ca_line_words(text) > HEADLINE_WORDS)
        return false;
    for (size_t i = 0, start = 0; i <= text.size; i++) {
        if (i < text.size && text.data[i] != ' ')
            continue;
        if (ca_words_roles(items->words, (ca_str){text.data + start, i - start}) & CA_WORD_SITE)
            return true;
        start = i + 1;
    }
    return false;
}

/* The first candidate that stands alone at or after `from`. */
static size_t next_alone(const ca_items *items, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (ca_item_alone(items, i) && items->items[i].kind != CA_ITEM_TIMED &&
            could_be_title(items, i))
            return i;
    return CA_ITEM_NONE;
}

static bool noise_before(const ca_items *items, size_t end)
{
    for (size_t i = 0; i < end; i++)
        if (items->items[i].kind == CA_ITEM_NOISE)
            return true;
    return false;
}

/* A short first candidate gives way to a longer one when it names a site, or when both stand under
 * a page's menu. */
static size_t best_alone(const ca_items *items, size_t end)
{
    size_t first = next_alone(items, 0, end);
    if (first == CA_ITEM_NONE ||
        (ca_line_words(ca_item_text(items, first)) >= HEADLINE_WORDS && !names_site(items, first)))
        return first;
    for (size_t i = next_alone(items, first + 1, end); i != CA_ITEM_NONE;
         i = next_alone(items, i + 1, end))
        if (ca_line_words(ca_item_text(items, i)) >= HEADLINE_WORDS &&
            (names_site(items, first) || noise_before(items, i)))
            return i;
    return first;
}

/* Nothing stands alone: a line that a paragraph or an author's line follows at once. */
static size_t first_above_text(const ca_items *items, size_t end)
{
    for (size_t i = 0; i < end && i + 1 < items->count; i++)
        if (could_be_title(items, i) && (i == 0 || items->items[i].flags & CA_ITEM_GAP) &&
            (items->items[i + 1].kind == CA_ITEM_BODY ||
             ca_line_is_byline(items->words, ca_item_text(items, i + 1))))
            return i;
    return CA_ITEM_NONE;
}

size_t ca_title_find(const ca_items *items)
{
    size_t end = zone_end(items);
    for (size_t i = 0; i < end; i++)
        if (items->lines[items->items[i].line].kind == CA_LINE_HEADING && could_be_title(items, i))
            return i;
    size_t title = best_alone(items, end);
    if (title == CA_ITEM_NONE)
        title = first_above_text(items, end + 1 < items->count ? end + 1 : end);
    for (size_t i = 0; title == CA_ITEM_NONE && i < end; i++) /* "Race won in 2:04" */
        if (items->items[i].kind == CA_ITEM_TIMED && ca_item_alone(items, i) &&
            could_be_title(items, i) && ca_digit_value(ca_line_first(ca_item_text(items, i))) < 0)
            title = i;
    return title;
}
