/* Characters that should not stand in a caption file. */
#include "caption/srt.h"
#include "caption/webvtt.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"
#include "check/rules.h"

/* Nested directional controls that are closed; the reader follows as many. */
enum { MAX_DIRECTIONS = 125 };

typedef struct neighbours {
    uint32_t before; /* 0: the line's start */
    uint32_t after;  /* 0: its end */
    bool in_text;
    ca_str line_end;
} neighbours;

static bool is_space(uint32_t c)
{
    char bytes[4];
    return !c || ca_srt_space_size((ca_str){bytes, ca_utf8_encode(c, bytes)});
}

/* What takes the place of a character: a line separator inside a text is a line end, vertical tabs,
 * form feeds and NEL part words; the others are nothing. */
static ca_str replacement_of(uint32_t c, const neighbours *n)
{
    bool separator = c == 0x2028 || c == 0x2029;
    bool between = !is_space(n->before) && !is_space(n->after);
    if (!between || !(separator || c == '\v' || c == '\f' || c == 0x85))
        return (ca_str){"", 0};
    return separator && n->in_text ? n->line_end : (ca_str){" ", 1};
}

static bool right_to_left(ca_check *check)
{
    enum { NOT_LOOKED, NO, YES };
    if (check->right_to_left == NOT_LOOKED)
        check->right_to_left = ca_srt_has_right_to_left(check->text) ? YES : NO;
    return check->right_to_left == YES;
}

/* Every character of the line that the code is about. */
static void fix_line(ca_check *check, const ca_place *place, ca_srt_code code, neighbours *n,
                     ca_edits *edits)
{
    uint32_t c = 0;
    for (size_t at = 0; at < place->text.size; n->before = c) {
        size_t size = ca_utf8_decode(place->text.data + at, place->text.size - at, &c);
        size_t next = at + size;
        n->after = 0;
        if (next < place->text.size)
            ca_utf8_decode(place->text.data + next, place->text.size - next, &n->after);
        bool marks = ca_srt_is_direction_mark(c) && right_to_left(check);
        if (ca_srt_character_code(c, n->before, n->after, marks) == code)
            ca_edits_add(edits, place->from + at, place->from + next, replacement_of(c, n));
        at = next;
    }
}

bool ca_fix_character(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place place = ca_place_of(check, found->from);
    ca_srt_code code = (ca_srt_code)(ca_rule_at(found->rule) - ca_rules_srt);
    const capalign_cue *cue =
        found->cue == CA_CHECK_NO_CUE ? NULL : &check->track->cues[found->cue].cue;
    neighbours n = {.in_text = cue && place.line > cue->line,
                    .line_end = ca_place_line_end(check, found->from)};
    size_t before = edits->count;
    fix_line(check, &place, code, &n, edits);
    return edits->count > before;
}

/* Whether a line of WebVTT is the same kind of line without its NULs. In a time line they may stand
 * for anything, and a line of nothing else would be left blank. */
static bool means_the_same(ca_str line, bool *no_memory)
{
    ca_strbuf without = {0};
    for (size_t i = 0; i < line.size; i++)
        if (line.data[i])
            ca_strbuf_add(&without, &line.data[i], 1);
    ca_str rest = ca_strbuf_view(&without);
    bool same = !without.failed && ca_str_trim(rest).size && ca_vtt_arrow(rest) == SIZE_MAX;
    *no_memory = *no_memory || without.failed;
    ca_strbuf_free(&without);
    return same;
}

/* The NULs of a line, in any format. */
bool ca_fix_nul(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place place = ca_place_of(check, found->from);
    if (check->webvtt && !means_the_same(place.text, &edits->no_memory))
        return false;
    for (size_t at = place.from; at < place.to; at++)
        if (!check->text.data[at])
            ca_edits_remove(edits, at, at + 1);
    return true;
}

static bool is_direction(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* In an index or time line they have no use. */
static void remove_directions(const ca_place *place, ca_edits *edits)
{
    uint32_t c;
    for (size_t at = 0; at < place->text.size;) {
        size_t size = ca_utf8_decode(place->text.data + at, place->text.size - at, &c);
        if (is_direction(c))
            ca_edits_remove(edits, place->from + at, place->from + at + size);
        at += size;
    }
}

/* UAX #9: PDF closes an embedding or override, PDI an isolate and what was opened inside it. */
bool ca_fix_bidi(ca_check *check, const ca_found *found, ca_edits *edits)
{
    static const char pdf[] = "\u202C", pdi[] = "\u2069";
    ca_place place = ca_place_of(check, found->from);
    if (found->cue != CA_CHECK_NO_CUE && place.line <= check->track->cues[found->cue].cue.line) {
        remove_directions(&place, edits);
        return true;
    }
    bool isolates[MAX_DIRECTIONS];
    size_t depth = 0;
    uint32_t c;
    for (size_t at = 0; at < place.text.size;) {
        at += ca_utf8_decode(place.text.data + at, place.text.size - at, &c);
        bool isolate = c >= 0x2066 && c <= 0x2068;
        if (isolate || c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E) {
            if (depth == MAX_DIRECTIONS)
                return false;
            isolates[depth++] = isolate;
        } else if (c == 0x202C) {
            depth -= depth && !isolates[depth - 1];
        } else if (c == 0x2069) {
            size_t open = depth;
            while (open && !isolates[open - 1])
                open--;
            depth = open ? open - 1 : depth;
        }
    }
    ca_strbuf closing = {0};
    while (depth)
        ca_strbuf_add_text(&closing, isolates[--depth] ? pdi : pdf);
    ca_edits_add(edits, place.to, place.to, ca_strbuf_view(&closing));
    edits->no_memory = edits->no_memory || closing.failed;
    ca_strbuf_free(&closing);
    return true;
}
