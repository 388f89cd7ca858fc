#include "text/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>

/* A power of two, over twice the number of phrases (a unit test watches that). */
enum { SLOT_COUNT = 8192 };

typedef struct slot {
    const char *phrase; /* in the table */
    unsigned size;      /* 0: free */
    unsigned roles;
} slot;

struct ca_words {
    slot slots[SLOT_COUNT];
};

static size_t fold_ascii(ca_str text, char *folded)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if ((unsigned char)c >= 0x80)
            return 0;
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    return text.size;
}

size_t ca_words_fold(ca_str text, char folded[4 * CA_WORD_MAX_BYTES])
{
    if (!text.size || text.size > CA_WORD_MAX_BYTES)
        return 0;
    size_t ascii = fold_ascii(text, folded);
    if (ascii)
        return ascii;
    utf8proc_int32_t points[4 * CA_WORD_MAX_BYTES];
    const utf8proc_option_t options =
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.size, points,
                           4 * CA_WORD_MAX_BYTES, options);
    if (count <= 0 || count > 4 * CA_WORD_MAX_BYTES)
        return 0;
    count = utf8proc_normalize_utf32(points, count, options);
    size_t size = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        if (size + 4 > 4 * CA_WORD_MAX_BYTES)
            return 0;
        size += ca_utf8_encode((uint32_t)points[i], folded + size);
    }
    return size;
}

static uint32_t hash(const char *text, size_t size)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)text[i]) * 16777619u;
    return h;
}

/* The slot of the folded phrase, or the free one where it would go. */
static size_t find(const ca_words *words, const char *text, size_t size)
{
    size_t at = hash(text, size) & (SLOT_COUNT - 1);
    while (words->slots[at].size &&
           (words->slots[at].size != size || memcmp(words->slots[at].phrase, text, size) != 0))
        at = (at + 1) & (SLOT_COUNT - 1);
    return at;
}

static void add(ca_words *words, ca_str phrase, unsigned roles)
{
    slot *s = &words->slots[find(words, phrase.data, phrase.size)];
    s->phrase = phrase.data;
    s->size = (unsigned)phrase.size;
    s->roles |= roles;
}

ca_words *ca_words_create(void)
{
    ca_words *words = calloc(1, sizeof *words);
    for (size_t i = 0; words && i < ca_word_row_count; i++) {
        const char *at = ca_word_rows[i].phrases;
        while (*at) {
            size_t n = strcspn(at, "|");
            add(words, (ca_str){at, n}, ca_word_rows[i].roles);
            at += n + (at[n] == '|');
        }
    }
    return words;
}

void ca_words_destroy(ca_words *words)
{
    free(words);
}

unsigned ca_words_roles(const ca_words *words, ca_str phrase)
{
    char folded[4 * CA_WORD_MAX_BYTES];
    size_t size = ca_words_fold(phrase, folded);
    return size ? words->slots[find(words, folded, size)].roles : 0;
}
