#include "text/hyphens.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/hash.h"
#include "text/plain_lines.h"

enum { LEAST_LETTERS = 2, MAX_PART_BYTES = 48 };

static bool is_small(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

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
        if (!is_small(c))
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
        if (!is_small(c))
            break;
        from = start;
        count++;
    }
    return (ca_str){text.data + from, count >= LEAST_LETTERS ? text.size - from : 0};
}

/* The compounds of the text, as sorted hashes: it is hostile, and may divide a word on each line.
 */
typedef struct compounds {
    uint64_t *hashes;
    size_t count;
    size_t capacity;
} compounds;

static uint64_t hash_compound(ca_str left, ca_str right)
{
    return ca_hash(left) * 31 + ca_hash(right);
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* False without memory. */
static bool find_compounds(ca_str text, compounds *found)
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
        uint64_t *grown = ca_grow(found->hashes, &found->capacity, found->count + 1, sizeof *grown);
        if (!grown)
            return false;
        found->hashes = grown;
        found->hashes[found->count++] = hash_compound(left, right);
    }
    if (found->count)
        qsort(found->hashes, found->count, sizeof *found->hashes, by_value);
    return true;
}

static bool has_compound(const compounds *known, ca_str left, ca_str right)
{
    uint64_t hash = hash_compound(left, right);
    return known->count && bsearch(&hash, known->hashes, known->count, sizeof hash, by_value);
}

void ca_hyphens_join(ca_str text, ca_strbuf *out)
{
    compounds known = {0};
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
        else if (has_compound(&known, left, right))
            ca_strbuf_add_text(out, "-");
    }
    free(known.hashes);
}
