/* UTF-8, and views of text that need not end in NUL. */
#ifndef CA_BASE_UTF8_H
#define CA_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CA_REPLACEMENT 0xFFFDu

/* A view of bytes that somebody else owns. */
typedef struct ca_str {
    const char *data;
    size_t size;
} ca_str;

static inline ca_str ca_str_of(const char *text)
{
    return (ca_str){text, text ? strlen(text) : 0};
}
bool ca_str_equal(ca_str a, const char *b);
/* Equal but for ASCII case. */
bool ca_str_equal_nocase(ca_str a, const char *b);
/* Whether it is one of a list of words with a space between, ASCII case aside. */
bool ca_str_in_list(ca_str word, const char *list);
bool ca_str_starts(ca_str a, const char *prefix);
/* Space, tab, CR, LF, FF: what HTML and WebVTT call white space. */
bool ca_is_ascii_space(char c);
static inline bool ca_is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}
/* The view without ASCII white space at both ends. */
ca_str ca_str_trim(ca_str a);

/* Decodes the character at data (size > 0) and returns its length in bytes (1 to 4). What is not
 * UTF-8 (overlong forms, surrogates, above U+10FFFF, cut off) gives CA_REPLACEMENT for the
 * maximal subpart, as the Unicode standard (3.9, U+FFFD substitution) and WHATWG decode it. */
size_t ca_utf8_decode(const char *data, size_t size, uint32_t *character);
/* The character at `offset`; at the text's end 0, and *size is 0. */
uint32_t ca_utf8_at(ca_str text, size_t offset, size_t *size);
/* As ca_utf8_decode; *valid tells a real U+FFFD from a broken byte. */
size_t ca_utf8_decode_strict(const char *data, size_t size, uint32_t *character, bool *valid);
/* Writes the character as UTF-8 (1 to 4 bytes) and returns how many; surrogates and what is above
 * U+10FFFF give U+FFFD. */
size_t ca_utf8_encode(uint32_t character, char bytes[4]);
/* How many bytes at the start of the text are valid UTF-8; `size` when all. */
size_t ca_utf8_valid_prefix(const char *data, size_t size);
/* Characters (code points) in the text; a broken sequence counts as its replacements. */
size_t ca_utf8_length(const char *data, size_t size);

#endif
