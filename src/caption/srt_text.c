/* The characters that should not stand in a caption file, or that nobody sees. */
#include <stdlib.h>

#include <utf8proc.h>

#include "caption/srt.h"

/* Nested directional controls that count; more are not looked at (Unicode's own limit, UAX #9
 * BD2, is 125). */
enum { MAX_DIRECTIONS = 125 };

/* Inclusive ranges, ascending. */
typedef struct range {
    uint32_t first;
    uint32_t last;
} range;

/* Zero-width, soft and deprecated format characters that no script needs. Joiners and direction
 * marks, which some do, are looked at with their neighbours. */
static const range invisible[] = {
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x034F, 0x034F},   /* combining grapheme joiner */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x180E, 0x180E},   /* Mongolian vowel separator */
    {0x200B, 0x200B},   /* zero-width space */
    {0x2060, 0x2064},   /* word joiner, invisible operators */
    {0x206A, 0x206F},   /* deprecated */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xFFA0, 0xFFA0},   /* halfwidth Hangul filler */
    {0xFFF9, 0xFFFB},   /* interlinear annotation */
    {0x1D173, 0x1D17A}, /* musical format characters */
};

/* Blocks of the scripts whose spelling uses joiners: Arabic to Mandaic, the Indic scripts,
 * Myanmar, Khmer, Mongolian and others of the kind. */
static const range joining[] = {
    {0x0600, 0x08FF},   {0x0900, 0x0DFF},   {0x0F00, 0x109F},   {0x1700, 0x18AF},
    {0x1900, 0x1CFF},   {0xA800, 0xA8FF},   {0xA930, 0xAADF},   {0xABC0, 0xABFF},
    {0xFB50, 0xFDFF},   {0xFE70, 0xFEFE},   {0x10A00, 0x10A5F}, {0x10AC0, 0x10AFF},
    {0x10D00, 0x10D3F}, {0x10F00, 0x10FDF}, {0x11000, 0x11FFF}, {0x1E900, 0x1E95F},
};

static bool in_ranges(uint32_t c, const range *ranges, size_t count)
{
    for (size_t i = 0; i < count && c >= ranges[i].first; i++)
        if (c <= ranges[i].last)
            return true;
    return false;
}

#define IN(c, ranges) in_ranges(c, ranges, sizeof(ranges) / sizeof(ranges)[0])

static bool is_right_to_left(uint32_t c)
{
    utf8proc_propval_t class = utf8proc_get_property((utf8proc_int32_t)c)->bidi_class;
    return class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL;
}

static bool is_emoji(uint32_t c)
{
    utf8proc_propval_t class = utf8proc_get_property((utf8proc_int32_t)c)->boundclass;
    return class == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC || c == 0xFE0F ||
           (c >= 0x1F3FB && c <= 0x1F3FF);
}

static bool is_white(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

size_t ca_srt_space_size(ca_str text)
{
    if (!text.size)
        return 0;
    if ((unsigned char)text.data[0] < 0x80)
        return is_white((unsigned char)text.data[0]);
    uint32_t c;
    size_t size = ca_utf8_decode(text.data, text.size, &c);
    return is_white(c) ? size : 0;
}

size_t ca_srt_unseen_size(ca_str text)
{
    if (!text.size || (unsigned char)text.data[0] < 0x80)
        return 0;
    uint32_t c;
    size_t size = ca_utf8_decode(text.data, text.size, &c);
    bool unseen = c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
                  (c >= 0x2060 && c <= 0x206F) || c == 0x061C || c == 0x00AD;
    return unseen ? size : 0;
}

size_t ca_srt_column(ca_str line, size_t offset)
{
    return ca_utf8_length(line.data, offset < line.size ? offset : line.size) + 1;
}

/* Marks of direction are needed where a file has right-to-left letters: a line of digits and
 * punctuation in a Hebrew film has them too. */
bool ca_srt_has_right_to_left(ca_str source)
{
    bool found = false;
    for (size_t at = 0; at < source.size && !found;) {
        uint32_t c;
        at += ca_utf8_decode(source.data + at, source.size - at, &c);
        found = c >= 0x0590 && c != 0x200F && is_right_to_left(c);
    }
    return found;
}

/* Looked up once, when the first mark is met. */
static bool right_to_left_file(ca_srt_reader *reader)
{
    if (reader->right_to_left < 0)
        reader->right_to_left = ca_srt_has_right_to_left(reader->lines.source);
    return reader->right_to_left;
}

/* Tag characters spell the flags of regions, after a black flag or among themselves. */
static bool joiner_needed(uint32_t c, uint32_t before, uint32_t after)
{
    if (c >= 0xE0020 && c <= 0xE007F)
        return before == 0x1F3F4 || (before >= 0xE0020 && before <= 0xE007F);
    if (IN(before, joining) || IN(after, joining))
        return true;
    return c == 0x200D && is_emoji(before) && is_emoji(after);
}

static int compare_offsets(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

static bool is_unreadable(const ca_srt_reader *reader, size_t offset)
{
    const ca_decoded *decoded = reader->decoded;
    return decoded->invalid_count && bsearch(&offset, decoded->invalid, decoded->invalid_count,
                                             sizeof offset, compare_offsets);
}

bool ca_srt_is_direction_mark(uint32_t c)
{
    return c == 0x200E || c == 0x200F || c == 0x061C;
}

ca_srt_code ca_srt_character_code(uint32_t c, uint32_t before, uint32_t after, bool right_to_left)
{
    if (c == 0)
        return CA_SRT_NUL_BYTE;
    if ((c < 0x20 && c != '\t') || (c >= 0x7F && c <= 0x9F))
        return CA_SRT_CONTROL_CHARACTER;
    if (c < 0xA0)
        return CA_SRT_CODE_COUNT;
    if (c == 0xFEFF)
        return CA_SRT_BOM_INSIDE;
    if (c == CA_REPLACEMENT)
        return CA_SRT_REPLACEMENT_CHARACTER;
    if (c == 0x2028 || c == 0x2029)
        return CA_SRT_LINE_SEPARATOR;
    if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
        return CA_SRT_NONCHARACTER;
    if (ca_srt_is_direction_mark(c))
        return right_to_left ? CA_SRT_CODE_COUNT : CA_SRT_INVISIBLE_CHARACTER;
    if (c == 0x200C || c == 0x200D || (c >= 0xE0001 && c <= 0xE007F))
        return joiner_needed(c, before, after) ? CA_SRT_CODE_COUNT : CA_SRT_INVISIBLE_CHARACTER;
    return IN(c, invisible) ? CA_SRT_INVISIBLE_CHARACTER : CA_SRT_CODE_COUNT;
}

/* `offset` is the character's place in the source. */
static ca_srt_code judge(ca_srt_reader *reader, uint32_t c, uint32_t before, uint32_t after,
                         size_t offset)
{
    bool right_to_left = ca_srt_is_direction_mark(c) && right_to_left_file(reader);
    ca_srt_code code = ca_srt_character_code(c, before, after, right_to_left);
    bool unreadable = code == CA_SRT_REPLACEMENT_CHARACTER && is_unreadable(reader, offset);
    return unreadable ? CA_SRT_ENCODING_INVALID : code;
}

/* The directional controls of a line that are open, UAX #9: PDF closes an embedding or override,
 * PDI an isolate and all that was opened inside it. */
typedef struct directions {
    struct {
        size_t column;
        bool isolate;
    } open[MAX_DIRECTIONS];
    size_t depth;
} directions;

static void follow_direction(directions *d, uint32_t c, size_t column)
{
    bool isolate = c >= 0x2066 && c <= 0x2068;
    bool opens = isolate || c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E;
    if (opens && d->depth < MAX_DIRECTIONS) {
        d->open[d->depth].column = column;
        d->open[d->depth++].isolate = isolate;
    } else if (c == 0x202C && d->depth && !d->open[d->depth - 1].isolate) {
        d->depth--;
    } else if (c == 0x2069) {
        size_t at = d->depth;
        while (at && !d->open[at - 1].isolate)
            at--;
        d->depth = at ? at - 1 : d->depth;
    }
}

void ca_srt_check_characters(ca_srt_reader *reader, const ca_srt_line *line, size_t cue)
{
    if (!(line->flags & CA_SRT_CHAR))
        return;
    uint64_t told = 0; /* a bit for each code; character codes are among the first 64 */
    directions d;
    d.depth = 0;
    uint32_t before = 0, c = 0;
    for (size_t at = 0, column = 1; at < line->text.size; column++, before = c) {
        size_t size = ca_utf8_decode(line->text.data + at, line->text.size - at, &c);
        uint32_t after = 0;
        if (at + size < line->text.size && c >= 0x200C)
            ca_utf8_decode(line->text.data + at + size, line->text.size - at - size, &after);
        ca_srt_code code = judge(reader, c, before, after, line->from + at);
        if (code != CA_SRT_CODE_COUNT && !(told >> code & 1)) {
            told |= UINT64_C(1) << code;
            ca_srt_tell(reader, code, line->number, column, cue);
        }
        if (c >= 0x202A && c <= 0x2069)
            follow_direction(&d, c, column);
        at += size;
    }
    if (d.depth)
        ca_srt_tell(reader, CA_SRT_BIDI_CONTROL, line->number, d.open[0].column, cue);
}
_Static_assert(CA_SRT_CODE_COUNT <= 64, "a bit for each code");
