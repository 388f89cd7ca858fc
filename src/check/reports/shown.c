#include "check/reports/shown.h"

#include <stdio.h>

#include <utf8proc.h>

/* A character with an effect on the direction of text (UAX #9, 2.1 to 2.5). */
typedef struct direction {
    uint32_t character;
    const char *name;
} direction;

static const direction directions[] = {
    {0x061C, "ALM"}, {0x200E, "LRM"}, {0x200F, "RLM"}, {0x202A, "LRE"},
    {0x202B, "RLE"}, {0x202C, "PDF"}, {0x202D, "LRO"}, {0x202E, "RLO"},
    {0x2066, "LRI"}, {0x2067, "RLI"}, {0x2068, "FSI"}, {0x2069, "PDI"},
};

static const char *direction_name(uint32_t c)
{
    for (size_t i = 0; i < sizeof directions / sizeof directions[0]; i++)
        if (directions[i].character == c)
            return directions[i].name;
    return NULL;
}

/* Not seen, or not allowed where the report goes: C1 controls, line separators, the byte order
 * mark, and the noncharacters, some of which XML 1.0 forbids. */
static bool is_hidden(uint32_t c)
{
    return (c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static void escape_byte(ca_shown *shown, unsigned char byte)
{
    static const char named[] = "\t\n\r", letters[] = "tnr";
    const char *at = byte ? strchr(named, byte) : NULL;
    if (at)
        shown->size = (size_t)sprintf(shown->text, "\\%c", letters[at - named]);
    else
        shown->size = (size_t)sprintf(shown->text, "\\x%02x", byte);
    shown->width = shown->size;
}

static void escape_bytes(ca_shown *shown, const char *bytes)
{
    shown->size = 0;
    for (size_t i = 0; i < shown->taken; i++) /* at most three of a cut sequence */
        shown->size +=
            (size_t)sprintf(shown->text + shown->size, "\\x%02x", (unsigned char)bytes[i]);
    shown->width = shown->size;
}

bool ca_shown_token(const char *text, size_t size)
{
    if (text[0] == ':')
        return size == 1 || text[1] == ':';
    return size > 2 && memcmp(text, "##[", 3) == 0;
}

static ca_shown show_ascii(const char *text, size_t size, bool break_tokens)
{
    ca_shown shown = {.size = 1, .width = 1, .taken = 1};
    shown.text[0] = text[0];
    if (text[0] < ' ' || text[0] == 0x7F || (break_tokens && ca_shown_token(text, size)))
        escape_byte(&shown, (unsigned char)text[0]);
    return shown;
}

ca_shown ca_shown_next(const char *text, size_t size, bool break_tokens)
{
    if ((unsigned char)text[0] < 0x80)
        return show_ascii(text, size, break_tokens);
    uint32_t c;
    bool valid;
    ca_shown shown = {.taken = ca_utf8_decode_strict(text, size, &c, &valid)};
    const char *name = direction_name(c);
    if (!valid) {
        escape_bytes(&shown, text);
    } else if (name || is_hidden(c)) {
        shown.size = (size_t)(name ? sprintf(shown.text, "<%s>", name)
                                   : sprintf(shown.text, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
        shown.width = shown.size;
    } else {
        memcpy(shown.text, text, shown.taken);
        shown.size = shown.taken;
        int width = utf8proc_charwidth((utf8proc_int32_t)c);
        shown.width = width > 0 ? (size_t)width : 0;
    }
    return shown;
}
