#include <string.h>

#include "caption/webvtt_entities.h"

/* "CounterClockwiseContourIntegral", and the longest that may stand without its semicolon. */
enum { LONGEST_NAME = 31, LONGEST_BARE_NAME = 6, MAX_CHARACTER = 0x10FFFF };

/* What numbers of the C1 range mean,
 * https://html.spec.whatwg.org/#numeric-character-reference-end-state: the characters of
 * Windows-1252; 0: itself. */
static const uint16_t c1_characters[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static bool is_alphanumeric(char c)
{
    return ca_is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int hex_digit(char c)
{
    char lower = (char)(c | 0x20);
    if (ca_is_ascii_digit(c))
        return c - '0';
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static uint32_t character_of(uint32_t number)
{
    if (number == 0 || number > MAX_CHARACTER || (number >= 0xD800 && number <= 0xDFFF))
        return CA_REPLACEMENT;
    if (number >= 0x80 && number <= 0x9F && c1_characters[number - 0x80])
        return c1_characters[number - 0x80];
    return number;
}

/* "&#" and a number. */
static size_t numeric_reference(ca_str text, char *bytes, size_t *count)
{
    bool hex = text.size > 2 && (text.data[2] == 'x' || text.data[2] == 'X');
    size_t from = hex ? 3 : 2, at = from;
    uint32_t number = 0;
    for (; at < text.size; at++) {
        int digit = hex_digit(text.data[at]);
        if (digit < 0 || (!hex && digit > 9))
            break;
        if (number <= MAX_CHARACTER)
            number = number * (hex ? 16 : 10) + (uint32_t)digit;
    }
    if (at == from)
        return 0;
    *count = ca_utf8_encode(character_of(number), bytes);
    return at + (at < text.size && text.data[at] == ';');
}

/* A record of the table. */
typedef struct entity {
    ca_str name;
    ca_str value;
    bool bare; /* may stand without its semicolon */
} entity;

static entity entity_at(size_t index)
{
    const char *record = ca_vtt_entities + ca_vtt_entity_starts[index];
    const char *end = ca_vtt_entities + ca_vtt_entity_starts[index + 1];
    size_t size = 0;
    while (is_alphanumeric(record[size]))
        size++;
    return (entity){
        .name = {record, size},
        .value = {record + size + 1, (size_t)(end - record) - size - 1},
        .bare = record[size] == '!',
    };
}

static int compare(ca_str a, ca_str b)
{
    int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static bool find_entity(ca_str name, entity *found)
{
    size_t low = 0, high = CA_VTT_ENTITY_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        *found = entity_at(middle);
        int order = compare(found->name, name);
        if (!order)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* The longest name of the table that stands here. A name with its semicolon can only be the whole
 * run of letters and digits; the bare ones are short. */
static size_t named_reference(ca_str text, char *bytes, size_t *count)
{
    entity found = {0};
    size_t run = 0, at = 0;
    while (run <= LONGEST_NAME && 1 + run < text.size && is_alphanumeric(text.data[1 + run]))
        run++;
    bool ended = 1 + run < text.size && text.data[1 + run] == ';';
    if (ended && find_entity((ca_str){text.data + 1, run}, &found))
        at = 1 + run + 1;
    for (size_t n = run < LONGEST_BARE_NAME ? run : LONGEST_BARE_NAME; !at && n; n--)
        if (find_entity((ca_str){text.data + 1, n}, &found) && found.bare)
            at = 1 + n;
    if (!at)
        return 0;
    *count = found.value.size;
    memcpy(bytes, found.value.data, found.value.size);
    return at;
}

size_t ca_vtt_character_reference(ca_str text, char bytes[CA_VTT_REFERENCE_BYTES], size_t *count)
{
    if (text.size > 1 && text.data[1] == '#')
        return numeric_reference(text, bytes, count);
    return named_reference(text, bytes, count);
}
