#include "base/utf8.h"

bool ca_str_equal(ca_str a, const char *b)
{
    return a.size == strlen(b) && memcmp(a.data, b, a.size) == 0;
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool equal_nocase(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (ascii_lower(a[i]) != ascii_lower(b[i]))
            return false;
    return true;
}

bool ca_str_equal_nocase(ca_str a, const char *b)
{
    return a.size == strlen(b) && equal_nocase(a.data, b, a.size);
}

bool ca_str_in_list(ca_str word, const char *list)
{
    for (const char *at = list; *at;) {
        size_t size = strcspn(at, " ");
        if (size && size == word.size && equal_nocase(at, word.data, size))
            return true;
        at += size + strspn(at + size, " ");
    }
    return false;
}

bool ca_str_starts(ca_str a, const char *prefix)
{
    size_t n = strlen(prefix);
    return a.size >= n && memcmp(a.data, prefix, n) == 0;
}

bool ca_is_ascii_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

ca_str ca_str_trim(ca_str a)
{
    while (a.size && ca_is_ascii_space(a.data[0]))
        a.data++, a.size--;
    while (a.size && ca_is_ascii_space(a.data[a.size - 1]))
        a.size--;
    return a;
}

size_t ca_utf8_decode_strict(const char *data, size_t size, uint32_t *character, bool *valid)
{
    const unsigned char *s = (const unsigned char *)data;
    *valid = true;
    if (s[0] < 0x80) {
        *character = s[0];
        return 1;
    }
    /* The second byte's range excludes overlong forms, surrogates and > U+10FFFF
     * (Unicode standard, table 3-7). */
    unsigned need, low = 0x80, high = 0xBF;
    uint32_t c;
    if (s[0] >= 0xC2 && s[0] <= 0xDF) {
        need = 1, c = s[0] & 0x1Fu;
    } else if (s[0] >= 0xE0 && s[0] <= 0xEF) {
        need = 2, c = s[0] & 0x0Fu;
        low = s[0] == 0xE0 ? 0xA0 : 0x80;
        high = s[0] == 0xED ? 0x9F : 0xBF;
    } else if (s[0] >= 0xF0 && s[0] <= 0xF4) {
        need = 3, c = s[0] & 0x07u;
        low = s[0] == 0xF0 ? 0x90 : 0x80;
        high = s[0] == 0xF4 ? 0x8F : 0xBF;
    } else {
        *valid = false, *character = CA_REPLACEMENT;
        return 1;
    }
    for (size_t i = 1; i <= need; i++) {
        if (i >= size || s[i] < low || s[i] > high) {
            *valid = false, *character = CA_REPLACEMENT;
            return i;
        }
        c = c << 6 | (s[i] & 0x3Fu);
        low = 0x80, high = 0xBF;
    }
    *character = c;
    return need + 1;
}

size_t ca_utf8_decode(const char *data, size_t size, uint32_t *character)
{
    bool valid;
    return ca_utf8_decode_strict(data, size, character, &valid);
}

size_t ca_utf8_encode(uint32_t c, char bytes[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = CA_REPLACEMENT;
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | c >> 18);
    bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t ca_utf8_at(ca_str text, size_t offset, size_t *size)
{
    uint32_t c = 0;
    *size = offset < text.size ? ca_utf8_decode(text.data + offset, text.size - offset, &c) : 0;
    return c;
}

size_t ca_utf8_valid_prefix(const char *data, size_t size)
{
    size_t i = 0;
    while (i < size) {
        uint64_t eight;
        while (size - i >= sizeof eight) { /* runs of ASCII, eight bytes at a time */
            memcpy(&eight, data + i, sizeof eight);
            if (eight & 0x8080808080808080u)
                break;
            i += sizeof eight;
        }
        if (i == size)
            break;
        uint32_t c;
        bool valid;
        size_t n = ca_utf8_decode_strict(data + i, size - i, &c, &valid);
        if (!valid)
            return i;
        i += n;
    }
    return size;
}

size_t ca_utf8_length(const char *data, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; count++) {
        uint32_t c;
        i += ca_utf8_decode(data + i, size - i, &c);
    }
    return count;
}
