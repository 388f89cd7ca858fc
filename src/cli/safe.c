#include "safe.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

/* Longest escaped form of one character: four bytes as \xHH. */
enum { PIECE = 20 };

/* One character, as it is shown. */
typedef struct piece {
    char text[PIECE];
    size_t size;  /* bytes of text */
    size_t taken; /* bytes of the source */
    size_t width; /* columns */
} piece;

/* Characters that move the cursor, end the line or turn the direction of what follows them. */
static bool is_dangerous(utf8proc_int32_t c)
{
    const utf8proc_property_t *property = utf8proc_get_property(c);
    switch (property->category) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        break;
    }
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void escape(piece *p, const char *bytes, size_t count)
{
    static const char named[] = "\a\b\t\n\v\f\r", letters[] = "abtnvfr";
    const char *at = count == 1 && *bytes ? strchr(named, *bytes) : NULL;
    p->size = 0;
    if (at)
        p->size = (size_t)sprintf(p->text, "\\%c", letters[at - named]);
    for (size_t i = 0; !at && i < count; i++)
        p->size += (size_t)sprintf(p->text + p->size, "\\x%02X", (unsigned char)bytes[i]);
    p->width = p->size;
}

/* The character at `text`, which is not at its end. */
static piece next_piece(const char *text, size_t size)
{
    piece p = {.taken = 1};
    utf8proc_int32_t c;
    utf8proc_ssize_t n =
        utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, &c);
    if (n > 0)
        p.taken = (size_t)n;
    if (n <= 0 || is_dangerous(c)) {
        escape(&p, text, p.taken);
        return p;
    }
    memcpy(p.text, text, p.taken);
    p.size = p.taken;
    int width = utf8proc_charwidth(c);
    p.width = width > 0 ? (size_t)width : 0;
    return p;
}

const char *cli_safe(const char *text, char *out, size_t size)
{
    size_t left = strlen(text), used = 0, cut = 0;
    while (left) {
        piece p = next_piece(text, left);
        if (used + p.size + 1 > size) {
            strcpy(out + cut, "...");
            return out;
        }
        memcpy(out + used, p.text, p.size);
        used += p.size;
        if (used + sizeof "..." <= size)
            cut = used;
        text += p.taken;
        left -= p.taken;
    }
    out[used] = '\0';
    return out;
}

size_t cli_safe_width(const char *text)
{
    size_t width = 0;
    for (size_t left = strlen(text); left;) {
        piece p = next_piece(text, left);
        width += p.width;
        text += p.taken;
        left -= p.taken;
    }
    return width;
}

size_t cli_print_cut(FILE *stream, const char *text, size_t width)
{
    size_t full = width == SIZE_MAX ? 0 : cli_safe_width(text), used = 0;
    bool cut = full > width;
    size_t room = cut ? (width > 3 ? width - 3 : 0) : SIZE_MAX;
    for (size_t left = strlen(text); left;) {
        piece p = next_piece(text, left);
        if (p.width > room - used)
            break;
        fwrite(p.text, 1, p.size, stream);
        used += p.width;
        text += p.taken;
        left -= p.taken;
    }
    if (cut)
        used += (size_t)fprintf(stream, "%.*s", (int)(width < 3 ? width : 3), "...");
    return used;
}

void cli_print_safe(FILE *stream, const char *text)
{
    cli_print_cut(stream, text, SIZE_MAX);
}
