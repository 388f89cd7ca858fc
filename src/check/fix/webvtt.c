/* WebVTT: what players pass over is taken out or made a comment. */
#include "caption/webvtt.h"

#include "check/fix/fixers.h"
#include "check/fix/place.h"

static void put_parts(ca_edits *edits, size_t from, size_t to, const ca_str parts[], size_t count)
{
    ca_strbuf text = {0};
    for (size_t i = 0; i < count; i++)
        ca_strbuf_add(&text, parts[i].data, parts[i].size);
    edits->no_memory = edits->no_memory || text.failed;
    ca_edits_add(edits, from, to, ca_strbuf_view(&text));
    ca_strbuf_free(&text);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* The text becomes a comment below the signature. What stands below it already has a meaning there:
 * then nothing is done. */
bool ca_fix_vtt_signature_text(ca_check *check, const ca_found *found, ca_edits *edits)
{
    enum { SIGNATURE = 6 };
    ca_place line = ca_place_of(check, found->from);
    ca_str below = ca_place_of_line(check, line.line + 1).text;
    ca_str end = ca_place_line_end(check, 0);
    ca_str text = ca_str_trim((ca_str){line.text.data + SIGNATURE, line.text.size - SIGNATURE});
    if (below.size || ca_vtt_arrow(text) != SIZE_MAX)
        return false;
    if (text.data[0] == '-' && text.size > 1 && is_space(text.data[1]))
        text = ca_str_trim((ca_str){text.data + 1, text.size - 1});
    put_parts(edits, line.from + SIGNATURE, line.to, (ca_str[]){end, end, ca_str_of("NOTE "), text},
              4);
    return true;
}

/* The time line gets a line of its own. */
bool ca_fix_vtt_signature_time(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from);
    size_t from = found->from;
    ca_str end = ca_place_line_end(check, 0);
    while (from > line.from && is_space(check->text.data[from - 1]))
        from--;
    put_parts(edits, from, found->from, (ca_str[]){end, end}, 2);
    return true;
}

/* The last line of the block that begins with this one. */
static ca_place last_of_block(const ca_check *check, ca_place line)
{
    for (;;) {
        ca_place next = ca_place_of_line(check, line.line + 1);
        if (!next.text.size || ca_vtt_arrow(next.text) != SIZE_MAX)
            return line;
        line = next;
    }
}

/* The signature goes; with lines below it the block becomes a comment, which it is in effect. */
bool ca_fix_vtt_signature_again(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from), last = last_of_block(check, line);
    ca_place below = ca_place_of_line(check, last.line + 1);
    if (below.text.size)
        return false; /* a time line that belongs to the block */
    if (last.line > line.line || line.text.size > sizeof "WEBVTT" - 1)
        ca_edits_add(edits, line.from, line.from, ca_str_of("NOTE "));
    else
        ca_edits_remove(edits, line.from, below.next > below.from ? below.next : line.next);
    return true;
}

/* A comment of its own. */
bool ca_fix_vtt_header_text(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from), last = last_of_block(check, line);
    if (ca_place_of_line(check, last.line + 1).text.size)
        return false;
    put_parts(edits, line.from, line.from,
              (ca_str[]){ca_place_line_end(check, 0), ca_str_of("NOTE ")}, 2);
    return true;
}

/* A number right above the time line may be the cue's id or a text, so it is left. */
bool ca_fix_vtt_blank_missing(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from);
    if (line.line < 2)
        return false;
    ca_str above = ca_str_trim(ca_place_of_line(check, line.line - 1).text);
    bool number = above.size != 0;
    for (size_t i = 0; i < above.size && number; i++)
        number = above.data[i] >= '0' && above.data[i] <= '9';
    if (number)
        return false;
    ca_edits_add(edits, line.from, line.from, ca_place_line_end(check, line.from - 1));
    return true;
}

/* Whether players read the block that begins with this line, or know it for a comment. */
static bool is_read(const ca_check *check, const ca_place *line)
{
    static const char *const names[] = {"NOTE", "STYLE", "REGION"};
    ca_str text = ca_str_trim(line->text);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (ca_str_equal(text, names[i]))
            return true;
    return ca_str_starts(line->text, "NOTE ") || ca_vtt_arrow(line->text) != SIZE_MAX ||
           ca_vtt_arrow(ca_place_of_line(check, line->line + 1).text) != SIZE_MAX;
}

/* STYLE or REGION alone, up to the next block. A text that is not read may be what was meant to
 * stand in it: then nothing is done. */
bool ca_fix_vtt_block_empty(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from);
    ca_place next = ca_place_of_line(check, line.line + 1);
    while (next.next > next.from && !next.text.size)
        next = ca_place_of_line(check, next.line + 1);
    if (next.text.size && !is_read(check, &next))
        return false;
    ca_edits_remove(edits, line.from, next.from);
    return true;
}

/* ---- settings ---- */

/* Whether the word around a byte is meant as a setting: a name, a colon, and a value. Others may be
 * a text, or one half of "align: start". */
static bool is_meant_as_setting(const ca_check *check, size_t at)
{
    ca_place line = ca_place_of(check, at);
    const char *text = check->text.data;
    while (at > line.from && !is_space(text[at - 1]))
        at--;
    size_t name = at;
    while (at < line.to && text[at] != ':' && !is_space(text[at]))
        at++;
    return at > name && at + 1 < line.to && text[at] == ':' && !is_space(text[at + 1]);
}

/* The setting around a byte, with the white space before it, in bytes of the text. */
static void remove_setting(const ca_check *check, size_t at, ca_edits *edits)
{
    ca_place line = ca_place_of(check, at);
    const char *text = check->text.data;
    size_t from = at, to = at;
    while (from > line.from && !is_space(text[from - 1]))
        from--;
    while (to < line.to && !is_space(text[to]))
        to++;
    if (from == line.from)
        while (to < line.to && is_space(text[to]))
            to++;
    while (from > line.from && is_space(text[from - 1]))
        from--;
    ca_edits_remove(edits, from, to);
}

/* After the times; a setting that stands right behind them has no white space before it. */
static bool is_apart(const ca_check *check, size_t at)
{
    ca_place line = ca_place_of(check, at);
    size_t arrow = ca_vtt_arrow(line.text), from = at;
    while (from > line.from && !is_space(check->text.data[from - 1]))
        from--;
    ca_str between =
        arrow == SIZE_MAX || line.from + arrow + 3 > from
            ? (ca_str){0}
            : ca_str_trim((ca_str){line.text.data + arrow + 3, from - line.from - arrow - 3});
    return between.size != 0;
}

bool ca_fix_vtt_setting(ca_check *check, const ca_found *found, ca_edits *edits)
{
    if (!is_apart(check, found->from) || !is_meant_as_setting(check, found->from))
        return false;
    remove_setting(check, found->from, edits);
    return true;
}

/* Whether a setting of this name (with its colon) begins at `at`. */
static bool is_setting(const char *text, size_t at, size_t to, ca_str name)
{
    return at + name.size <= to && is_space(text[at - 1]) &&
           memcmp(text + at, name.data, name.size) == 0;
}

/* All but the last, which undoes the others. */
bool ca_fix_vtt_setting_repeated(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from);
    const char *text = check->text.data;
    const char *colon = memchr(text + found->from, ':', line.to - found->from);
    if (!colon || !is_apart(check, found->from))
        return false;
    ca_str name = {text + found->from, (size_t)(colon - text) + 1 - found->from};
    size_t last = SIZE_MAX, before = edits->count;
    for (size_t at = line.from + 1; at < line.to; at++) {
        if (!is_setting(text, at, line.to, name))
            continue;
        if (last != SIZE_MAX)
            remove_setting(check, last, edits);
        last = at;
    }
    return edits->count > before;
}

/* A region's setting that is not read; a line of nothing else goes. */
bool ca_fix_vtt_region_setting(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from);
    ca_str text = ca_str_trim(line.text);
    bool alone = !memchr(text.data, ' ', text.size) && !memchr(text.data, '\t', text.size);
    if (!is_meant_as_setting(check, found->from))
        return false;
    if (alone)
        ca_edits_remove(edits, line.from, line.next);
    else
        remove_setting(check, found->from, edits);
    return true;
}
