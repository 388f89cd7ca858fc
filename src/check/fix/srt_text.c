/* Entities and line breaks written out in texts of SRT. */
#include "caption/markup.h"
#include "caption/srt.h"
#include "caption/webvtt_entities.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"

/* Whether the character may stand in the text by itself: it is seen, and makes no markup together
 * with what is around it. */
static bool can_stand(ca_str line, size_t at, size_t next, ca_str character)
{
    uint32_t c;
    size_t size = ca_utf8_decode(character.data, character.size, &c);
    if (c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0xAD && ca_srt_unseen_size(character)) ||
        ca_srt_character_code(c, 0, 0, false) != CA_SRT_CODE_COUNT)
        return false;
    if (size != character.size || c > '~')
        return true;
    char after = next < line.size ? line.data[next] : 0;
    bool letter = (after >= 'a' && after <= 'z') || (after >= 'A' && after <= 'Z');
    switch (c) {
    case '&':
        return !letter && after != '#';
    case '<':
        return !letter && after != '/' && after != ' ' && after != '\t' && after != '<';
    case '>':
        return !at || (!memchr(line.data, '<', at) && line.data[at - 1] != '-');
    case '{':
    case '\\':
        return false;
    default:
        return true;
    }
}

static bool fix_line(const ca_place *line, ca_edits *edits)
{
    size_t before = edits->count, others = 0;
    for (size_t at = 0; at < line->text.size;) {
        ca_str rest = {line->text.data + at, line->text.size - at};
        char character[CA_VTT_REFERENCE_BYTES];
        size_t count, size = 0;
        if (*rest.data == '&')
            size = ca_vtt_character_reference(rest, character, &count);
        if (size && rest.data[size - 1] == ';' &&
            can_stand(line->text, at, at + size, (ca_str){character, count}))
            ca_edits_add(edits, line->from + at, line->from + at + size,
                         (ca_str){character, count});
        others += !size && !ca_srt_space_size(rest);
        at += size ? size : 1;
    }
    /* A line of entities alone may be one that was kept from being blank. */
    return edits->count > before && others;
}

bool ca_fix_entity(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from);
    return fix_line(&line, edits);
}

/* A break at the line's start or end, or beside another, would leave a blank line. "C:\new" is a
 * path. */
static bool is_break(ca_str line, size_t at)
{
    if (line.data[at] != '\\' || at + 2 >= line.size || (line.data[at + 1] | 0x20) != 'n')
        return false;
    ca_str before = ca_str_trim((ca_str){line.data, at});
    ca_str after = ca_str_trim((ca_str){line.data + at + 2, line.size - at - 2});
    bool next_break = after.size > 1 && after.data[0] == '\\' && (after.data[1] | 0x20) == 'n';
    return before.size && after.size && !next_break && before.data[before.size - 1] != ':';
}

bool ca_fix_literal_newline(ca_check *check, const ca_found *found, ca_edits *edits)
{
    ca_place line = ca_place_of(check, found->from);
    ca_str end = ca_place_line_end(check, found->from);
    size_t before = edits->count;
    for (size_t at = 0; at + 1 < line.text.size; at++) {
        if (!is_break(line.text, at))
            continue;
        size_t from = at, to = at + 2;
        while (from && ca_is_ascii_space(line.text.data[from - 1]))
            from--;
        while (to < line.text.size && ca_is_ascii_space(line.text.data[to]))
            to++;
        ca_edits_add(edits, line.from + from, line.from + to, end);
        at = to - 1;
    }
    return edits->count > before;
}
