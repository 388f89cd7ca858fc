/* A player without a caption of its own, and what the lines beside it say. */
#include "text/html_merge.h"
#include "text/line_parse.h"
#include "text/line_text.h"

/* A clip's mark is at most so many lines from its player: caption, caption again, keyword, mark. */
enum { NEAR_LINES = 4, SHORT_WORDS = 3 };
/* Of more players than this none looks for neighbours: it would not be linear. */
enum { MOST_PLAYERS = 2000 };

static bool is_player(const ca_html_clip *clip)
{
    return !clip->gone && (clip->origin == CA_FROM_PLAYER || clip->origin == CA_FROM_MARKED ||
                           clip->origin == CA_FROM_MICRODATA);
}

static ca_html_clip *text_clip_at(ca_html_page *page, size_t line)
{
    for (size_t i = page->clip_count; i > 0; i--) {
        ca_html_clip *clip = &page->clips[i - 1];
        if (clip->origin != CA_FROM_TEXT)
            return NULL; /* they are the last ones */
        if (!clip->gone && clip->text_line == line)
            return clip;
    }
    return NULL;
}

/* Whether the line may stand between a player and its mark: the caption, or a keyword. */
static bool is_between(const ca_html_page *page, size_t line)
{
    ca_str text = page->lines.lines[line].text;
    return !ca_line_is_body(text) || ca_line_words(text) <= SHORT_WORDS;
}

/* The text's clip whose mark is the next, or the last, beside the player. */
static ca_html_clip *neighbour(ca_html_page *page, const ca_html_clip *player, bool behind)
{
    size_t line = player->order, seen = 0;
    while (seen < NEAR_LINES) {
        if (behind ? line >= page->lines.count : line == 0)
            return NULL;
        size_t at = behind ? line++ : --line;
        if (!page->lines.lines[at].text.size)
            continue;
        ca_html_clip *clip = text_clip_at(page, at);
        if (clip)
            return ca_html_may_be_one(player, clip) ? clip : NULL;
        if (!is_between(page, at))
            return NULL;
        seen++;
    }
    return NULL;
}

static bool wants(const ca_html_clip *clip)
{
    return is_player(clip) && (!clip->clip.caption || clip->clip.duration_us == CAPALIGN_TIME_NONE);
}

static size_t count_neighbours(ca_html_page *page, bool behind)
{
    size_t count = 0;
    const ca_html_clip *last = NULL;
    for (size_t i = 0; i < page->clip_count; i++) {
        if (!wants(&page->clips[i]))
            continue;
        const ca_html_clip *found = neighbour(page, &page->clips[i], behind);
        count += found && found != last;
        last = found ? found : last;
    }
    return count;
}

/* A player that has a caption takes only a mark whose caption is the same. */
static void join(ca_html_page *page, bool behind)
{
    for (size_t i = 0; i < page->clip_count; i++) {
        ca_html_clip *player = &page->clips[i];
        if (!wants(player))
            continue;
        ca_html_clip *found = neighbour(page, player, behind);
        if (!found ||
            (player->clip.caption && found->clip.caption && !ca_html_same_words(player, found)))
            continue;
        size_t line = found->clip.line;
        ca_html_absorb(player, found);
        player->clip.line = line ? line : player->clip.line;
    }
}

/* The line right behind, or before, that has text. */
static ca_str line_beside(const ca_html_page *page, size_t order, bool behind, size_t *index)
{
    for (size_t line = order; behind ? line < page->lines.count : line > 0;) {
        size_t at = behind ? line++ : --line;
        *index = at;
        if (page->lines.lines[at].text.size)
            return page->lines.lines[at].text;
    }
    return (ca_str){"", 0};
}

/* "2:26" alone on the next line; and the line of the class "caption". */
static void take_line_behind(ca_html_page *page, ca_html_clip *player)
{
    size_t index = 0;
    ca_str text = line_beside(page, player->order, true, &index);
    if (text.size && text.size <= CA_LINE_LOOK_BYTES &&
        player->clip.duration_us == CAPALIGN_TIME_NONE) {
        ca_parsed p = ca_line_parse(page->words, text);
        if (p.has_mark && !p.rest.size && !p.mark.time_of_day && !p.mark.zero) {
            player->clip.duration_us = p.mark.duration_us;
            text = line_beside(page, index + 1, true, &index);
        }
    }
    if (text.size && !player->clip.caption && page->captioned[index]) {
        player->clip.caption = ca_html_caption_in(page, text, &player->clip.duration_us);
        player->background = player->background && !player->clip.caption;
    }
}

void ca_html_join_neighbours(ca_html_page *page)
{
    size_t players = 0;
    for (size_t i = 0; i < page->clip_count; i++)
        players += is_player(&page->clips[i]);
    if (!players || players > MOST_PLAYERS)
        return;
    /* An article has its captions before its players or behind them, not both. */
    bool behind = count_neighbours(page, true) >= count_neighbours(page, false);
    join(page, behind);
    join(page, !behind);
    for (size_t i = 0; i < page->clip_count; i++)
        if (is_player(&page->clips[i]))
            take_line_behind(page, &page->clips[i]);
}
