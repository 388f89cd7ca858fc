#include "pipeline/pronounce.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/language.h"
#include "base/strbuf.h"
#include "media/voice.h"
#include "pipeline/in_context.h"
#include "text/language_readings.h"
#include "text/scripts.h"

enum { MAX_WORD_BYTES = 512, MAX_PHONE_TEXT = 4 * CA_MAX_WORD_PHONES };

/* A word that was worked out. */
typedef struct known_word {
    const char *word;
    ca_pronunciation *variants;
    size_t count;
    size_t readings; /* that are not as it is written; they come first */
    size_t parts;    /* spoken words in it, as the voice reads it */
    bool guest;      /* read as English, although the language is another */
} known_word;

struct ca_pronouncer {
    const ca_model *model;
    char *language;
    bool english;
    bool latin;             /* the language is written in Latin letters */
    ca_voice_handle *voice; /* opened when it is needed first */
    ca_voice_handle *guest; /* the same: English, for the Latin words of other scripts' texts */
    ca_arena arena;         /* entries and phones */
    void *entries;          /* tree of entries by word (tsearch) */
};

static int by_word(const void *a, const void *b)
{
    return strcmp(((const known_word *)a)->word, ((const known_word *)b)->word);
}

static void keep_word(void *node)
{
    (void)node; /* entries lie in the arena */
}

/* Opens the voice at its first use: English text that the dictionary covers needs none. */
static capalign_code need_voice(ca_pronouncer *p, bool guest, ca_voice_handle **voice,
                                capalign_error *error)
{
    ca_voice_handle **kept = guest ? &p->guest : &p->voice;
    capalign_code code =
        *kept ? CAPALIGN_OK : ca_voice_handle_open(guest ? "en" : p->language, kept, error);
    *voice = *kept;
    return code;
}

capalign_code ca_pronouncer_create(const ca_model *model, const char *language, ca_pronouncer **out,
                                   capalign_error *error)
{
    ca_pronouncer *p = calloc(1, sizeof *p);
    if (!p)
        return ca_fail_memory(error);
    p->model = model;
    p->english = ca_language_matches(language, "en");
    p->latin = ca_language_is_latin(language);
    p->language = strdup(language);
    capalign_code code = p->language ? CAPALIGN_OK : ca_fail_memory(error);
    ca_voice_handle *voice;
    if (code == CAPALIGN_OK && !p->english)
        code = need_voice(p, false, &voice, error);
    if (code != CAPALIGN_OK) {
        ca_pronouncer_free(p);
        return code;
    }
    *out = p;
    return CAPALIGN_OK;
}

void ca_pronouncer_free(ca_pronouncer *p)
{
    if (!p)
        return;
    ca_voice_handle_close(p->voice);
    ca_voice_handle_close(p->guest);
    tdestroy(p->entries, keep_word);
    ca_arena_free(&p->arena);
    free(p->language);
    free(p);
}

bool ca_pronouncer_is_mapped(const ca_pronouncer *p)
{
    return !p->english;
}

/* Adds a variant unless it is there already or there are enough. False without memory. */
static bool add_variant(ca_pronouncer *p, known_word *e, const uint8_t *phones, size_t count)
{
    if (!count || e->count == CA_MAX_VARIANTS)
        return true;
    for (size_t i = 0; i < e->count; i++)
        if (e->variants[i].count == count && memcmp(e->variants[i].phones, phones, count) == 0)
            return true;
    uint8_t *copy = ca_arena_alloc(&p->arena, count);
    if (!copy)
        return false;
    memcpy(copy, phones, count);
    e->variants[e->count++] = (ca_pronunciation){copy, count};
    return true;
}

/* Phone names to the model's phones; names that it lacks, such as the bar, are left out. */
static size_t read_phones(const ca_model *model, const char *names, uint8_t *phones,
                          size_t capacity)
{
    size_t count = 0;
    while (*names && count < capacity) {
        size_t size = strcspn(names, " ");
        int phone = ca_model_phone(model, (ca_str){names, size});
        if (phone >= 0)
            phones[count++] = (uint8_t)phone;
        names += size + (names[size] == ' ');
    }
    return count;
}

/* Letters that the language's voice reads one by one in English say nothing of how they sound. */
static bool is_unreadable(const char *word)
{
    uint32_t c;
    ca_utf8_decode(word, strlen(word), &c);
    return ca_script_of(c) != CA_SCRIPT_OTHER;
}

static capalign_code add_spoken(ca_pronouncer *p, known_word *e, const char *text,
                                capalign_error *error)
{
    ca_voice_handle *voice;
    capalign_code code = need_voice(p, e->guest, &voice, error);
    if (code != CAPALIGN_OK)
        return code;
    char names[MAX_PHONE_TEXT];
    bool foreign;
    code = ca_voice_handle_pronounce(voice, text, names, sizeof names, &foreign, error);
    if (code != CAPALIGN_OK || (foreign && is_unreadable(text)))
        return code;
    uint8_t phones[CA_MAX_WORD_PHONES];
    size_t count = read_phones(p->model, names, phones, sizeof phones);
    e->parts = ca_context_parts(names);
    return add_variant(p, e, phones, count) ? CAPALIGN_OK : ca_fail_memory(error);
}

/* As the dictionary spells words: lower case, with ASCII apostrophes. False when too long. */
static bool spell(const char *word, char *out, size_t capacity)
{
    size_t to = 0;
    for (size_t from = 0, size = strlen(word); from < size;) {
        uint32_t c;
        from += ca_utf8_decode(word + from, size - from, &c);
        c = c == 0x2019 ? '\'' : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
        if (to + 5 > capacity)
            return false;
        to += ca_utf8_encode(c, out + to);
    }
    out[to] = '\0';
    return true;
}

static bool add_from_dictionary(ca_pronouncer *p, known_word *e, ca_str spelled)
{
    ca_pronunciation found[CA_MAX_VARIANTS];
    size_t count = ca_model_lookup(p->model, spelled, found, CA_MAX_VARIANTS);
    if (count > CA_MAX_VARIANTS)
        count = CA_MAX_VARIANTS;
    for (size_t i = 0; i < count; i++)
        if (!add_variant(p, e, found[i].phones, found[i].count))
            return false;
    return true;
}

/* A compound of words that the dictionary has ("well-known"): their first pronunciations in a row.
 * Adds nothing when a part is unknown. */
static bool add_compound(ca_pronouncer *p, known_word *e, ca_str spelled)
{
    uint8_t phones[CA_MAX_WORD_PHONES];
    size_t count = 0;
    for (const char *at = spelled.data, *end = at + spelled.size; at < end;) {
        const char *hyphen = memchr(at, '-', (size_t)(end - at));
        ca_str part = {at, (size_t)((hyphen ? hyphen : end) - at)};
        at = hyphen ? hyphen + 1 : end;
        if (!part.size)
            continue;
        ca_pronunciation first;
        if (!ca_model_lookup(p->model, part, &first, 1) || first.count > sizeof phones - count)
            return true;
        memcpy(phones + count, first.phones, first.count);
        count += first.count;
    }
    return add_variant(p, e, phones, count);
}

/* Where writing and speech differ; `instead`: nobody says the word as it is written. */
static capalign_code add_readings(ca_pronouncer *p, known_word *e, bool *instead,
                                  capalign_error *error)
{
    ca_readings readings;
    ca_language_readings_find(ca_str_of(e->word), e->guest ? "en" : p->language, &readings);
    if (!readings.count)
        ca_readings_find(ca_str_of(e->word), p->english || e->guest, &readings);
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < readings.count && code == CAPALIGN_OK; i++)
        code = add_spoken(p, e, readings.items[i], error);
    e->readings = e->count;
    *instead = readings.instead && e->count;
    return code;
}

static capalign_code work_out_english(ca_pronouncer *p, known_word *e, capalign_error *error)
{
    char spelled[MAX_WORD_BYTES + 8];
    if (!spell(e->word, spelled, sizeof spelled))
        return CAPALIGN_OK;
    ca_str word = ca_str_of(spelled);
    if (!add_from_dictionary(p, e, word) ||
        (!e->count && memchr(word.data, '-', word.size) && !add_compound(p, e, word)))
        return ca_fail_memory(error);
    bool known = e->count > 0, instead;
    capalign_code code = add_readings(p, e, &instead, error);
    return code != CAPALIGN_OK || known || instead ? code : add_spoken(p, e, e->word, error);
}

static capalign_code work_out(ca_pronouncer *p, known_word *e, capalign_error *error)
{
    e->variants = ca_arena_array(&p->arena, CA_MAX_VARIANTS, sizeof *e->variants);
    if (!e->variants)
        return ca_fail_memory(error);
    if (p->english || e->guest)
        return work_out_english(p, e, error);
    bool instead;
    capalign_code code = add_readings(p, e, &instead, error);
    return code != CAPALIGN_OK ? code : add_spoken(p, e, e->word, error);
}

/* Soft hyphens, zero-width spaces, marks of direction and the like say nothing. Joiners of Arabic
 * and Indic letters do, in their words. */
static bool is_silent(uint32_t c, bool english)
{
    if (c == 0x200C || c == 0x200D)
        return english;
    return c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

/* Whether the word's letters are all Latin, and the language's are not: English words, mostly. */
static bool is_guest(ca_str word, const ca_pronouncer *p)
{
    bool latin = false;
    for (size_t from = 0, size; from < word.size && !p->latin; from += size) {
        uint32_t c;
        size = ca_utf8_decode(word.data + from, word.size - from, &c);
        bool is_latin = ca_is_latin_letter(c);
        if (!is_latin && ca_script_of(c) != CA_SCRIPT_OTHER)
            return false;
        latin |= is_latin;
    }
    return latin;
}

/* Symbols are read as words, and espeak-ng has no room for many of them in one: "&&%%&&%%…" made it
 * write where it may not. Nobody says that, so such a word is not read. */
static bool is_symbols(ca_str word)
{
    enum { MOST_SYMBOLS = 8 };
    size_t symbols = 0;
    for (size_t from = 0, size; from < word.size; from += size) {
        uint32_t c;
        size = ca_utf8_decode(word.data + from, word.size - from, &c);
        utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
        symbols += c == '%' || c == '&' || c == '@' || c == 0x2030 ||
                   (category >= UTF8PROC_CATEGORY_SM && category <= UTF8PROC_CATEGORY_SO);
    }
    return symbols > MOST_SYMBOLS;
}

/* The word without what is silent in it, NUL-terminated; its size. Letters of scripts that the
 * language does not have are left out too: espeak-ng reads them in other languages, which says
 * little of how they sound here, and changing between those uses memory that it has freed. */
static size_t copy_heard(ca_str word, bool guest, const ca_pronouncer *p,
                         char text[MAX_WORD_BYTES + 1])
{
    const char *language = guest ? "en" : p->language;
    size_t used = 0;
    for (size_t from = 0, size; from < word.size; from += size) {
        uint32_t c;
        size = ca_utf8_decode(word.data + from, word.size - from, &c);
        if (is_silent(c, p->english) || !ca_script_suits(c, language))
            continue;
        memcpy(text + used, word.data + from, size);
        used += size;
    }
    text[used] = '\0';
    return used;
}

/* The word's entry, worked out once; NULL for one that nobody speaks: too long, or nothing to hear.
 */
static capalign_code look_up(ca_pronouncer *p, ca_str word, const known_word **out,
                             capalign_error *error)
{
    *out = NULL;
    if (word.size > MAX_WORD_BYTES)
        return CAPALIGN_OK;
    char text[MAX_WORD_BYTES + 1];
    bool guest = is_guest(word, p);
    word = (ca_str){text, copy_heard(word, guest, p, text)};
    if (!word.size || is_symbols(word))
        return CAPALIGN_OK;
    known_word wanted = {.word = text};
    known_word **found = tfind(&wanted, &p->entries, by_word);
    if (!found) {
        known_word *made = ca_arena_alloc(&p->arena, sizeof *made);
        if (!made || !(made->word = ca_arena_copy(&p->arena, word)))
            return ca_fail_memory(error);
        made->guest = guest;
        capalign_code code = work_out(p, made, error);
        if (code != CAPALIGN_OK)
            return code;
        found = tsearch(made, &p->entries, by_word);
        if (!found)
            return ca_fail_memory(error);
    }
    *out = *found;
    return CAPALIGN_OK;
}

/* Where the reading in context goes among the word's: before that of the word alone, and behind the
 * likeliest of those that are not as it is written. */
static size_t place_of_context(const known_word *known)
{
    return known->readings ? 1 : 0;
}

static capalign_code add_context(ca_pronouncer *p, const char *names, const known_word *known,
                                 ca_align_word *word, capalign_error *error)
{
    uint8_t phones[CA_MAX_WORD_PHONES];
    size_t count = read_phones(p->model, names, phones, sizeof phones);
    size_t place = place_of_context(known);
    const ca_pronunciation *there = place < known->count ? &known->variants[place] : NULL;
    if (!count || (there && there->count == count && !memcmp(there->phones, phones, count)))
        return CAPALIGN_OK;
    known_word e = {.variants = ca_arena_array(&p->arena, CA_MAX_VARIANTS, sizeof *e.variants)};
    bool memory = e.variants != NULL;
    for (size_t i = 0; i <= known->count && memory; i++) {
        if (i == place)
            memory = add_variant(p, &e, phones, count);
        if (i < known->count && memory)
            memory = add_variant(p, &e, known->variants[i].phones, known->variants[i].count);
    }
    if (!memory)
        return ca_fail_memory(error);
    word->variants = e.variants;
    word->variant_count = e.count;
    return CAPALIGN_OK;
}

static capalign_code add_contexts(ca_pronouncer *p, ca_str text, const ca_spoken_word *words,
                                  const known_word *const *known, size_t count, ca_align_word *out,
                                  capalign_error *error)
{
    ca_context_word *row = calloc(count, sizeof *row);
    if (!row)
        return ca_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        if (known[i] && !known[i]->guest)
            row[i] = (ca_context_word){.heard = known[i]->word, .parts = known[i]->parts};
    capalign_code code = ca_read_in_context(p->voice, text, words, row, count, error);
    for (size_t i = 0; i < count && code == CAPALIGN_OK; i++)
        if (row[i].names && out[i].variant_count)
            code = add_context(p, row[i].names, known[i], &out[i], error);
    ca_context_free(row, count);
    free(row);
    return code;
}

capalign_code ca_pronounce_sentence(ca_pronouncer *p, ca_str text, const ca_spoken_word *words,
                                    size_t count, ca_align_word *out, capalign_error *error)
{
    const known_word **known = calloc(count + 1, sizeof *known);
    capalign_code code = known ? CAPALIGN_OK : ca_fail_memory(error);
    for (size_t i = 0; i < count && code == CAPALIGN_OK; i++) {
        ca_str word = {text.data + words[i].from, words[i].to - words[i].from};
        code = look_up(p, word, &known[i], error);
        if (code != CAPALIGN_OK || !known[i])
            continue;
        out[i].variants = known[i]->variants;
        out[i].variant_count = known[i]->count;
    }
    if (code == CAPALIGN_OK && !p->english && count > 1)
        code = add_contexts(p, text, words, known, count, out, error);
    free(known);
    return code;
}
