#include "text/line_text.h"

#include <utf8proc.h>

#include "text/digits.h"

/* Wider lines without a full stop are paragraphs: captions are one or two lines of 42 columns, and
 * the longest agency captions that stand alone have some 200 characters. */
enum { CAPTION_MAX_WIDTH = 200 };
/* Two lines of a subtitle, in scripts that write without spaces. */
enum { UNSPACED_MAX_WIDTH = 84 };
/* A wrapped sentence followed by another one, when it is this wide. */
enum { TWO_SENTENCES_WIDTH = 100 };
static utf8proc_category_t category(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c);
}

bool ca_line_is_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || c < 0x20 || c == 0x7F;
    utf8proc_category_t kind = category(c);
    return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
           kind == UTF8PROC_CATEGORY_ZP || kind == UTF8PROC_CATEGORY_CF ||
           kind == UTF8PROC_CATEGORY_CC || c == 0xFE0F;
}

bool ca_line_is_separator(uint32_t c)
{
    static const uint32_t separators[] = {0xB7,   0xBB,   0x2010, 0x2011, 0x2012, 0x2013, 0x2014,
                                          0x2015, 0x2022, 0x2023, 0x203A, 0x2043, 0x2212, 0x2219,
                                          0x22C5, 0x2502, 0x25AA, 0x25CF, 0x3001, 0x30FB, 0xFE55,
                                          0xFF0C, 0xFF0D, 0xFF1A, 0xFF5C, 0xFF65};
    if (c < 0x80)
        return c == ':' || c == '|' || c == '-' || c == ',' || c == '/' || c == '>' || c == '~';
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
        if (separators[i] == c)
            return true;
    return false;
}

uint32_t ca_line_last_character(ca_str text, size_t *bytes)
{
    size_t start = text.size - 1;
    while (start > 0 && text.size - start < 4 && ((unsigned char)text.data[start] & 0xC0) == 0x80)
        start--;
    uint32_t c;
    *bytes = text.size - start;
    if (ca_utf8_decode(text.data + start, *bytes, &c) != *bytes) {
        *bytes = 1;
        return CA_REPLACEMENT;
    }
    return c;
}

ca_str ca_line_trim(ca_str text)
{
    while (text.size) {
        uint32_t c;
        size_t n = ca_utf8_decode(text.data, text.size, &c);
        if (!ca_line_is_space(c))
            break;
        text.data += n, text.size -= n;
    }
    while (text.size) {
        size_t n;
        if (!ca_line_is_space(ca_line_last_character(text, &n)))
            break;
        text.size -= n;
    }
    return text;
}

uint32_t ca_line_first(ca_str text)
{
    uint32_t c = 0;
    if (text.size)
        ca_utf8_decode(text.data, text.size, &c);
    return c;
}

uint32_t ca_line_last(ca_str text)
{
    size_t n;
    return text.size ? ca_line_last_character(text, &n) : 0;
}

static bool is_closing(uint32_t c)
{
    utf8proc_category_t kind = category(c);
    return c == '"' || c == '\'' || kind == UTF8PROC_CATEGORY_PE || kind == UTF8PROC_CATEGORY_PF ||
           kind == UTF8PROC_CATEGORY_PI;
}

/* "the U.S." at the end of a headline: a letter between two full stops. */
static bool ends_with_initials(ca_str text)
{
    size_t n = text.size;
    return n >= 4 && text.data[n - 3] == '.' &&
           category((unsigned char)text.data[n - 2]) == UTF8PROC_CATEGORY_LU;
}

bool ca_line_ends_sentence(ca_str text)
{
    static const uint32_t stops[] = {'.',    0x0589, 0x06D4, 0x0964, 0x0965, 0x1362, 0x166E,
                                     0x3002, 0xFE52, 0xFF0E, 0xFF61, 0x104A, 0x104B, 0x17D4};
    text = ca_line_trim(text);
    size_t bytes = 0;
    uint32_t c = text.size ? ca_line_last_character(text, &bytes) : 0;
    while (text.size && (is_closing(c) || ca_line_is_space(c))) {
        text.size -= bytes;
        c = text.size ? ca_line_last_character(text, &bytes) : 0;
    }
    if (c == '.' && text.size >= 2 && text.data[text.size - 2] == '.')
        return false; /* three dots */
    if (c == '.' && ends_with_initials(text))
        return false;
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
        if (stops[i] == c)
            return true;
    return false;
}

size_t ca_line_width(ca_str text)
{
    size_t width = 0;
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        int columns = c < 0x80 ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);
        width += columns > 0 ? (size_t)columns : 0;
    }
    return width;
}

bool ca_line_is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    utf8proc_category_t kind = category(c);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool ca_line_is_unspaced(uint32_t c)
{
    return (c >= 0x2E80 && c <= 0x9FFF && (c < 0x3000 || c > 0x303F)) ||
           (c >= 0xE00 && c <= 0xEFF) || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x17FF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

size_t ca_line_words(ca_str text)
{
    size_t words = 0, unspaced = 0;
    bool inside = false;
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        if (ca_line_is_unspaced(c)) {
            unspaced++;
            inside = false;
        } else if (ca_line_is_space(c)) {
            inside = false;
        } else if (!inside && (ca_line_is_letter(c) || ca_digit_value(c) >= 0)) {
            words++;
            inside = true;
        }
    }
    return words + unspaced / 2;
}

static uint32_t first_letter(ca_str text)
{
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        if (ca_line_is_letter(c))
            return c;
    }
    return 0;
}

bool ca_line_starts_small(ca_str text)
{
    return category(first_letter(text)) == UTF8PROC_CATEGORY_LL;
}

bool ca_line_has_letters(ca_str text)
{
    return first_letter(text) != 0;
}

/* A full stop, a space and a capital letter, somewhere after the start. */
static bool has_two_sentences(ca_str text)
{
    for (size_t i = 8; i + 2 < text.size && i < CA_LINE_LOOK_BYTES; i++) {
        if (text.data[i] != '.' || text.data[i + 1] != ' ' || text.data[i - 2] == '.' ||
            text.data[i - 2] == ' ')
            continue;
        uint32_t c;
        ca_utf8_decode(text.data + i + 2, text.size - i - 2, &c);
        if (category(c) == UTF8PROC_CATEGORY_LU)
            return true;
    }
    return false;
}

/* Mostly Han, kana, Thai …, whose sentences need no full stop and fewer columns. */
static bool is_mostly_unspaced(ca_str text)
{
    size_t unspaced = 0, all = 0;
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES; all++) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        unspaced += ca_line_is_unspaced(c);
    }
    return unspaced * 2 > all;
}

bool ca_line_is_body(ca_str text)
{
    if (text.size > CA_LINE_LOOK_BYTES || ca_line_ends_sentence(text))
        return true;
    size_t width = ca_line_width(text);
    if (width > UNSPACED_MAX_WIDTH && is_mostly_unspaced(text))
        return true;
    return width > CAPTION_MAX_WIDTH || (width > TWO_SENTENCES_WIDTH && has_two_sentences(text));
}
