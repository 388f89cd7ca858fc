#include "text/hyphens.h"

#include <stdlib.h>

#include "base/hash.h"
#include "text/plain_lines.h"
#include "text/scripts.h"

enum { LEAST_LETTERS = 2, MAX_PART_BYTES = 48 };

/* The size of the hyphen that the line ends with; 0: none. */
static size_t hyphen_size(ca_str line)
{
    static const char *const hyphens[] = {"-", "\xE2\x80\x90", "\xC2\xAD"};
    for (size_t i = 0; i < sizeof hyphens / sizeof hyphens[0]; i++) {
        size_t size = strlen(hyphens[i]);
        if (line.size > size && memcmp(line.data + line.size - size, hyphens[i], size) == 0)
            return size;
    }
    return 0;
}

/* The small letters that the text begins with; empty where they are too few. */
static ca_str letters_ahead(ca_str text)
{
    size_t at = 0, count = 0;
    while (at < text.size && at < MAX_PART_BYTES) {
        uint32_t c;
        size_t size = ca_utf8_decode(text.data + at, text.size - at, &c);
        if (!ca_is_lower(c))
            break;
        at += size;
        count++;
    }
    return (ca_str){text.data, count >= LEAST_LETTERS ? at : 0};
}

/* The same for its end. */
static ca_str letters_behind(ca_str text)
{
    size_t from = text.size, count = 0;
    while (from > 0 && text.size - from < MAX_PART_BYTES) {
        size_t start = from - 1;
        while (start > 0 && ((unsigned char)text.data[start] & 0xC0) == 0x80)
            start--;
        uint32_t c;
        ca_utf8_decode(text.data + start, from - start, &c);
        if (!ca_is_lower(c))
            break;
        from = start;
        count++;
    }
    return (ca_str){text.data + from, count >= LEAST_LETTERS ? text.size - from : 0};
}

static uint64_t hash_compound(ca_str left, ca_str right)
{
    return ca_hash(left) * 31 + ca_hash(right);
}

/* The compounds of the text, as hashes: it is hostile, and may divide a word on each line. False
 * without memory. */
static bool find_compounds(ca_str text, ca_hash_list *found)
{
    for (size_t at = 0; at < text.size; at++) {
        const char *hyphen = memchr(text.data + at, '-', text.size - at);
        if (!hyphen)
            break;
        at = (size_t)(hyphen - text.data);
        ca_str left = letters_behind((ca_str){text.data, at});
        ca_str right = letters_ahead((ca_str){hyphen + 1, text.size - at - 1});
        if (!left.size || !right.size)
            continue;
        if (!ca_hash_list_add(found, hash_compound(left, right)))
            return false;
    }
    ca_hash_list_sort(found);
    return true;
}

void ca_hyphens_join(ca_str text, ca_strbuf *out)
{
    ca_hash_list known = {0};
    out->failed |= !find_compounds(text, &known);
    while (text.size) {
        ca_str line = ca_line_next(&text);
        const char *end = line.data + line.size;
        size_t hyphen = hyphen_size(line);
        ca_str left =
            hyphen ? letters_behind((ca_str){line.data, line.size - hyphen}) : (ca_str){0};
        ca_str right = left.size ? letters_ahead(text) : (ca_str){0};
        ca_strbuf_add(out, line.data, line.size - (right.size ? hyphen : 0));
        if (!right.size)
            ca_strbuf_add(out, end, (size_t)(text.data - end));
        else if (ca_hash_list_has(&known, hash_compound(left, right)))
            ca_strbuf_add_text(out, "-");
    }
    free(known.items);
}
