#include "pipeline/in_context.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/strbuf.h"

enum {
    ROW_WORDS = 40, /* that are read in one */
    PHONES_PER_BYTE = 12,
    LEAST_PHONES = 512,
};

typedef struct reader {
    ca_voice_handle *voice;
    ca_str text;
    const ca_spoken_word *words;
    ca_context_word *row;
    size_t count;
} reader;

/* What stands between two words, as far as it says how they are read: the first mark of a pause,
 * and a space. Everything else (brackets, dashes, notes) might be read aloud. */
static void add_joint(ca_strbuf *out, ca_str between)
{
    if (!between.size) /* Chinese */
        return;
    size_t at = 0;
    while (at < between.size && !strchr(",;:.!?", between.data[at]))
        at++;
    if (at < between.size)
        ca_strbuf_add(out, between.data + at, 1);
    ca_strbuf_add(out, " ", 1);
}

static void add_words(const reader *r, size_t from, size_t to, ca_strbuf *out)
{
    for (size_t i = from; i < to; i++) {
        const ca_spoken_word *w = &r->words[i];
        if (r->row[i].heard)
            ca_strbuf_add(out, r->row[i].heard, strlen(r->row[i].heard));
        if (i + 1 < to)
            add_joint(out, (ca_str){r->text.data + w->to, w[1].from - w->to});
    }
}

/* The phones' names of the words [from, to) with " | " between words; NULL without memory. */
static char *read_words(const reader *r, size_t from, size_t to, capalign_code *code,
                        capalign_error *error)
{
    ca_strbuf text = {0};
    add_words(r, from, to, &text);
    ca_strbuf_add(&text, "", 1);
    size_t capacity = LEAST_PHONES + PHONES_PER_BYTE * text.size;
    char *names = text.failed ? NULL : malloc(capacity);
    bool foreign;
    *code = names ? ca_voice_handle_pronounce(r->voice, text.data, names, capacity, &foreign, error)
                  : ca_fail_memory(error);
    ca_strbuf_free(&text);
    if (*code == CAPALIGN_OK)
        return names;
    free(names);
    return NULL;
}

static const char BAR[] = " | ";

size_t ca_context_parts(const char *names)
{
    size_t n = *names != '\0';
    while ((names = strstr(names, BAR))) {
        names += strlen(BAR);
        n++;
    }
    return n;
}

static size_t expected_parts(const reader *r, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += r->row[i].parts;
    return n;
}

/* The first `parts` of the names; moves them on behind those. */
static ca_str take_parts(const char **names, size_t parts)
{
    const char *from = *names, *to = from, *next = from;
    for (size_t i = 0; i < parts; i++) {
        const char *bar = strstr(next, BAR);
        to = bar ? bar : next + strlen(next);
        next = bar ? bar + strlen(BAR) : to;
    }
    *names = next;
    return (ca_str){from, (size_t)(to - from)};
}

static bool keep(ca_context_word *word, ca_str names)
{
    char *copy = malloc(names.size + 1);
    if (!copy)
        return false;
    memcpy(copy, names.data, names.size);
    copy[names.size] = '\0';
    word->names = copy;
    return true;
}

/* Reads the words [from, to) and keeps the readings of those in [first, end). *told: whether the
 * reading has as many words as the text. */
static capalign_code read_row(const reader *r, size_t from, size_t to, size_t first, size_t end,
                              bool *told, capalign_error *error)
{
    capalign_code code;
    char *names = read_words(r, from, to, &code, error);
    if (code != CAPALIGN_OK)
        return code;
    *told = ca_context_parts(names) == expected_parts(r, from, to);
    const char *rest = names;
    for (size_t i = from; *told && i < end && code == CAPALIGN_OK; i++) {
        ca_str own = take_parts(&rest, r->row[i].parts);
        if (i >= first && !keep(&r->row[i], own))
            code = ca_fail_memory(error);
    }
    free(names);
    return code;
}

/* A word with both neighbours, else with the one behind it, else with the one before. */
static capalign_code read_with_neighbours(const reader *r, size_t i, capalign_error *error)
{
    static const int WINDOWS[][2] = {{1, 1}, {0, 1}, {1, 0}};
    bool told = false;
    capalign_code code = CAPALIGN_OK;
    for (size_t w = 0; w < 3 && !told && code == CAPALIGN_OK; w++) {
        size_t before = (size_t)WINDOWS[w][0], after = (size_t)WINDOWS[w][1];
        if (i >= before && i + after < r->count)
            code = read_row(r, i - before, i + after + 1, i, i + 1, &told, error);
    }
    return code;
}

capalign_code ca_read_in_context(ca_voice_handle *voice, ca_str text, const ca_spoken_word *words,
                                 ca_context_word *row, size_t count, capalign_error *error)
{
    const reader r = {voice, text, words, row, count};
    for (size_t i = 0; i < count; i++)
        row[i].names = NULL;
    capalign_code code = CAPALIGN_OK;
    for (size_t from = 0; from < count && code == CAPALIGN_OK; from += ROW_WORDS) {
        size_t to = count - from < ROW_WORDS ? count : from + ROW_WORDS;
        bool told = false;
        code = read_row(&r, from, to, from, to, &told, error);
        for (size_t i = from; i < to && !told && code == CAPALIGN_OK; i++)
            code = read_with_neighbours(&r, i, error);
    }
    if (code != CAPALIGN_OK)
        ca_context_free(row, count);
    return code;
}

void ca_context_free(ca_context_word *row, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(row[i].names);
        row[i].names = NULL;
    }
}
