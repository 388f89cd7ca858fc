/* The dictionary's sections, and the layout of the file. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "align/pack/pack.h"

enum { MAX_PRONUNCIATIONS = 255, MAX_WORD_PHONES = 255 };

struct line {
    const char *word, *phones;
    size_t word_size;
    size_t number; /* of the line: variants stay in the file's order */
};

void pack_section(struct pack *pack, enum ca_section section, void *data, size_t size)
{
    pack->sections[section] = (struct bytes){.data = data, .size = size};
}

static int compare_lines(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    size_t n = x->word_size < y->word_size ? x->word_size : y->word_size;
    int order = memcmp(x->word, y->word, n);
    if (order == 0 && x->word_size != y->word_size)
        order = x->word_size < y->word_size ? -1 : 1;
    if (order == 0)
        order = x->number < y->number ? -1 : x->number > y->number;
    return order;
}

/* The word without its "(2)". */
static size_t word_size(const char *word, size_t size)
{
    if (size < 4 || word[size - 1] != ')')
        return size;
    size_t at = size - 1;
    while (at > 1 && word[at - 1] >= '0' && word[at - 1] <= '9')
        at--;
    return at < size - 1 && word[at - 1] == '(' && at > 1 ? at - 1 : size;
}

static size_t split_lines(char *text, struct line *lines)
{
    size_t count = 0;
    for (char *at = text; *at;) {
        char *end = at + strcspn(at, "\r\n");
        char next = *end;
        *end = '\0';
        size_t size = strcspn(at, " \t");
        if (size && at[size])
            lines[count] = (struct line){at, at + size, word_size(at, size), count}, count++;
        at = next ? end + 1 : end;
    }
    return count;
}

/* Phone names to ids; the number of them, -1 for an unknown one or too many. */
static int read_phones(const struct pack *pack, const char *text, unsigned char *ids)
{
    int count = 0;
    for (text += strspn(text, " \t"); *text; text += strspn(text, " \t")) {
        size_t size = strcspn(text, " \t"), id = 0;
        while (id < pack->phones && (strlen(pack->names + 8 * id) != size ||
                                     memcmp(pack->names + 8 * id, text, size) != 0))
            id++;
        if (id == pack->phones || count == MAX_WORD_PHONES)
            return -1;
        ids[count++] = (unsigned char)id;
        text += size;
    }
    return count;
}

static bool same_word(const struct line *a, const struct line *b)
{
    return a->word_size == b->word_size && memcmp(a->word, b->word, a->word_size) == 0;
}

const char *pack_dictionary(struct pack *pack, struct bytes *text)
{
    size_t lines_max = 1;
    for (size_t i = 0; i < text->size; i++)
        lines_max += text->data[i] == '\n';
    struct line *lines = pack_need(lines_max, sizeof *lines);
    size_t count = split_lines((char *)text->data, lines);
    qsort(lines, count, sizeof *lines, compare_lines);
    unsigned char *entries = pack_need(text->size + 4 * count, 1);
    uint32_t *words = pack_need(count, sizeof *words);
    size_t at = 0, word_count = 0;
    unsigned char *variants = NULL;
    const char *problem = count ? NULL : "no words";
    for (size_t i = 0; i < count && !problem; i++) {
        if (i == 0 || !same_word(&lines[i], &lines[i - 1])) {
            words[word_count++] = (uint32_t)at;
            memcpy(entries + at, lines[i].word, lines[i].word_size);
            at += lines[i].word_size + 1;
            variants = entries + at++;
        }
        int phones = read_phones(pack, lines[i].phones, entries + at + 1);
        if (phones <= 0 || *variants == MAX_PRONUNCIATIONS)
            problem = "a word has an unknown phone or too many of them";
        entries[at] = (unsigned char)phones;
        at += 1 + (size_t)phones;
        ++*variants;
    }
    free(lines);
    pack_section(pack, CA_SECTION_WORDS, words, word_count * sizeof *words);
    pack_section(pack, CA_SECTION_ENTRIES, entries, at);
    return problem;
}

struct bytes pack_layout(struct pack *pack)
{
    ca_model_header header = {.version = CA_MODEL_VERSION};
    memcpy(header.magic, CA_MODEL_MAGIC, sizeof header.magic);
    size_t size = CA_MODEL_HEADER;
    for (int i = 0; i < CA_SECTION_COUNT; i++) {
        header.sections[i].offset = (uint32_t)size;
        header.sections[i].size = (uint32_t)pack->sections[i].size;
        size += (pack->sections[i].size + 3) / 4 * 4;
    }
    struct bytes out = {.data = pack_need(size, 1), .size = size};
    for (int i = 0; i < CA_SECTION_COUNT; i++)
        memcpy(out.data + header.sections[i].offset, pack->sections[i].data,
               pack->sections[i].size);
    header.size = (uint32_t)size;
    header.checksum = ca_model_checksum(out.data + CA_MODEL_HEADER, size - CA_MODEL_HEADER);
    memcpy(out.data, &header, sizeof header);
    return out;
}
