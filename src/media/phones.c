/* IPA to the 39 phones of the CMU dictionary, which the acoustic model knows. A phone of another
 * language becomes the English phone that sounds nearest. The choice was measured on labelled
 * speech in seven languages against monophones trained on synthetic speech, and won in seven files
 * of eight. */
#include <stdint.h>
#include <string.h>

#include "media/speech.h"

typedef struct mapping {
    const char *ipa;
    const char *phones;
} mapping;

/* Longest first within a leading character; the first match wins. */
static const mapping mappings[] = {
    /* espeak-ng writes the retroflex consonants of Chinese with a full stop */
    {"ts.", "CH"},
    {"dz.", "JH"},
    {"s.", "SH"},
    {"z.", "R"},
    {"r.", "R"},
    /* what it prints where a language has its own name for a phoneme and no IPA for it */
    {"tS", "CH"},
    {"dZ", "JH"},
    {"A", "AA"},
    {"F", "F"},
    {"K", "K"},
    {"N", "NG"},
    {"S", "SH"},
    {"X", "HH"},
    {"Z", "ZH"},
    {"Φ", "F"},
    {"ε", "EH"},
    /* a consonant that is a syllable */
    {"l̩", "AH L"},
    {"m̩", "AH M"},
    {"n̩", "AH N"},
    {"ŋ̩", "AH NG"},
    {"r̩", "ER"},
    /* Czech ř, without and with voice; the Swedish sj sound */
    {"r̝̊", "SH"},
    {"r̝", "ZH"},
    {"sx", "SH"},
    /* affricates and diphthongs */
    {"tʃ", "CH"},
    {"dʒ", "JH"},
    {"tɕ", "CH"},
    {"dʑ", "JH"},
    {"tʂ", "CH"},
    {"dʐ", "JH"},
    {"ts", "T S"},
    {"ʈʂ", "CH"},
    {"ɖʐ", "JH"},
    {"ʦ", "T S"},
    {"dz", "D Z"},

    {"pf", "P F"},
    {"aɪ", "AY"},
    {"aʊ", "AW"},
    {"ɔɪ", "OY"},
    {"ɔø", "OY"},
    {"eɪ", "EY"},
    {"oʊ", "OW"},
    {"əʊ", "OW"},
    {"ai", "AY"},
    {"au", "AW"},
    {"ɔy", "OY"},
    {"ei", "EY"},
    {"ou", "OW"},
    {"iə", "IH AH"},
    {"ʊə", "UH AH"},
    {"eə", "EH AH"},
    /* long vowels that are another phone than the short ones */
    {"eː", "EY"},
    {"oː", "OW"},
    {"iː", "IY"},
    {"ɔː", "AO"},
    {"ɜː", "ER"},
    /* consonants */
    {"p", "P"},
    {"b", "B"},
    {"t", "T"},
    {"d", "D"},
    {"k", "K"},
    {"ɡ", "G"},
    {"g", "G"},
    {"m", "M"},
    {"n", "N"},
    {"ŋ", "NG"},
    {"f", "F"},
    {"v", "V"},
    {"θ", "TH"},
    {"ð", "DH"},
    {"s", "S"},
    {"z", "Z"},
    {"ʃ", "SH"},
    {"ʒ", "ZH"},
    {"h", "HH"},
    {"l", "L"},
    {"j", "Y"},
    {"w", "W"},
    {"ɹ", "R"},
    {"r", "R"},
    {"ʁ", "R"},
    {"ʀ", "R"},
    {"ɻ", "R"},
    {"ɽ", "R"},
    {"ɾ", "D"},
    {"x", "HH"},
    {"χ", "HH"},
    {"ħ", "HH"},
    {"ɦ", "HH"},
    {"ç", "SH"},
    {"ɕ", "SH"},
    {"ʂ", "SH"},
    {"ʐ", "ZH"},
    {"ʑ", "ZH"},
    {"ɲ", "N Y"},
    {"ʎ", "L Y"},
    {"ɫ", "L"},
    {"ɬ", "L"},
    {"ɭ", "L"},
    {"c", "K Y"},
    {"ɟ", "G Y"},
    {"ɣ", "G"},
    {"β", "V"},
    {"ʋ", "V"},
    {"ɸ", "F"},
    {"ɥ", "Y"},
    {"ʝ", "Y"},
    {"q", "K"},
    {"ɢ", "G"},
    {"ʈ", "T"},
    {"ɖ", "D"},
    {"ɳ", "N"},
    {"ɴ", "NG"},
    {"ʕ", "AH"},
    {"ɱ", "M"},
    {"ɓ", "B"},
    {"ɗ", "D"},
    {"ɠ", "G"},
    {"ʍ", "W"},
    {"ɰ", "W"},
    /* vowels */
    {"i", "IY"},
    {"ɪ", "IH"},
    {"ᵻ", "IH"},
    {"ɨ", "IH"},
    {"ʏ", "IH"},
    {"e", "EH"},
    {"ɛ", "EH"},
    {"œ", "EH"},
    {"æ", "AE"},
    {"a", "AA"},
    {"ɑ", "AA"},
    {"ɒ", "AA"},
    {"ɔ", "AO"},
    {"o", "OW"},
    {"ʊ", "UH"},
    {"ɵ", "UH"},
    {"u", "UW"},
    {"y", "UW"},
    {"ɯ", "UW"},
    {"ʉ", "UW"},
    {"ʌ", "AH"},
    {"ə", "AH"},
    {"ɐ", "AH"},
    {"ɤ", "AH"},
    {"ɘ", "AH"},
    {"ɞ", "ER"},
    {"ɜ", "ER"},
    {"ɚ", "ER"},
    {"ɝ", "ER"},
    {"ø", "ER"},
    {"ä", "AA"},
    {"õ", "OW"},
    {"ĩ", "IY"},
    {"ũ", "UW"},
};

/* What says nothing about the phone, in this model of English: length, tone, the diacritics of
 * places and voices that English does not have, espeak-ng's own marks. The glottal stop is silence
 * too short to be one, or a creak in the vowel beside it. */
static const char *const silent[] = {
    "ː",      "ˑ",      "ʔ",      "ʰ",      "ʲ",      "ʷ",      "ˤ",      "ᵐ",      "ᵑ",
    "ⁿ",      "ᵝ",      "\u0303", "\u0306", "\u030A", "\u031D", "\u031E", "\u0329", "\u032A",
    "\u032F", "\u033A", "\u033B", "!",      "\"",     "#",      "'",      "*",      "+",
    "-",      ".",      ":",      ";",      "?",      "[",      "\\",     "]",      "^",
    "`",      "~",      "0",      "1",      "2",      "3",      "4",      "5",      "6",
    "7",      "8",      "9",      "\x01",
};

typedef struct mapper {
    char *phones;
    size_t capacity, size;
    bool word_ended; /* a bar is due before the next phone */
    bool known;      /* every letter so far */
} mapper;

/* The size of the first of the texts that `at` begins with, else 0. */
static size_t match_any(const char *at, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(at, texts[i], strlen(texts[i])) == 0)
            return strlen(texts[i]);
    return 0;
}

/* A phoneme without ties, which part nothing, and stress marks, which come before a phoneme. */
static size_t read_phoneme(const char *at, char *plain, size_t capacity)
{
    static const char *const left_out[] = {"\u02C8", "\u02CC", "\u200D", "\u0361", "\u035C"};
    size_t from = 0, to = 0;
    while (at[from] && at[from] != ' ' && at[from] != '_') {
        size_t size = match_any(at + from, left_out, sizeof left_out / sizeof left_out[0]);
        if (size) {
            from += size;
            continue;
        }
        if (to + 1 < capacity)
            plain[to++] = at[from];
        from++;
    }
    plain[to] = '\0';
    return from;
}

static void add_name(mapper *m, const char *name)
{
    size_t more = strlen(name);
    if (m->size + more + 2 > m->capacity)
        return;
    if (m->size)
        m->phones[m->size++] = ' ';
    memcpy(m->phones + m->size, name, more + 1);
    m->size += more;
}

static void add_phones(mapper *m, const char *names)
{
    if (m->word_ended && m->size)
        add_name(m, "|");
    m->word_ended = false;
    add_name(m, names);
}

static const mapping *find_mapping(const char *at)
{
    for (size_t i = 0; i < sizeof mappings / sizeof mappings[0]; i++)
        if (strncmp(at, mappings[i].ipa, strlen(mappings[i].ipa)) == 0)
            return &mappings[i];
    return NULL;
}

/* Inside a phoneme two letters are not what they are elsewhere: h is aspiration ("kh" is one
 * phoneme of Chinese), and ɜ the third tone, whose key, 3, is that letter's. */
static bool is_mark_inside(const char *at)
{
    return *at == 'h' || strncmp(at, "ɜ", strlen("ɜ")) == 0;
}

static void map_phoneme(mapper *m, const char *plain)
{
    for (const char *at = plain; *at;) {
        const mapping *found = find_mapping(at);
        size_t size =
            found ? strlen(found->ipa) : match_any(at, silent, sizeof silent / sizeof silent[0]);
        if (found && !(at > plain && is_mark_inside(at)))
            add_phones(m, found->phones);
        m->known = m->known && size;
        at += size ? size : 1;
    }
}

bool ca_phones_from_ipa(const char *ipa, char *phones, size_t capacity)
{
    mapper m = {.phones = phones, .capacity = capacity, .known = true};
    phones[0] = '\0';
    while (*ipa) {
        char plain[64];
        ipa += read_phoneme(ipa, plain, sizeof plain);
        map_phoneme(&m, plain);
        for (; *ipa == ' ' || *ipa == '_'; ipa++)
            m.word_ended = m.word_ended || *ipa == ' ';
    }
    return m.known;
}
