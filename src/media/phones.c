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
    /* affricates and diphthongs */
    {"tʃ", "CH"},
    {"dʒ", "JH"},
    {"tɕ", "CH"},
    {"dʑ", "JH"},
    {"tʂ", "CH"},
    {"dʐ", "JH"},
    {"ts", "T S"},
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
    {"ʔ", "T"},
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
};

/* Ties, which espeak-ng puts inside a diphthong: no sound of their own. */
static size_t skip_size(const char *at)
{
    static const char *const skipped[] = {"\u200D", "\u0361", "\u035C", "_"};
    for (size_t i = 0; i < sizeof skipped / sizeof skipped[0]; i++)
        if (strncmp(at, skipped[i], strlen(skipped[i])) == 0)
            return strlen(skipped[i]);
    return 0;
}

/* Stress marks come before a phoneme: they do not part it from the next. */
static size_t read_phoneme(const char *at, char *plain, size_t capacity)
{
    static const char *const stress[] = {"\u02C8", "\u02CC"};
    size_t from = 0, to = 0;
    while (at[from] && at[from] != ' ' && at[from] != '_') {
        size_t size = skip_size(at + from);
        for (size_t i = 0; i < 2 && !size; i++)
            if (strncmp(at + from, stress[i], strlen(stress[i])) == 0)
                size = strlen(stress[i]);
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

static void add_phones(const char *names, char *phones, size_t capacity, size_t *size)
{
    size_t more = strlen(names);
    if (*size + more + 2 > capacity)
        return;
    if (*size)
        phones[(*size)++] = ' ';
    memcpy(phones + *size, names, more + 1);
    *size += more;
}

/* One phoneme without stress; what is not in the table (length, tone, diacritics) says nothing, nor
 * does an h that is not the first: it is aspiration ("kh" is one phoneme of Chinese). */
static void map_phoneme(const char *plain, char *phones, size_t capacity, size_t *size)
{
    for (const char *at = plain; *at;) {
        const mapping *found = NULL;
        for (size_t i = 0; i < sizeof mappings / sizeof mappings[0] && !found; i++)
            if (strncmp(at, mappings[i].ipa, strlen(mappings[i].ipa)) == 0)
                found = &mappings[i];
        bool aspiration = at > plain && *at == 'h';
        if (found && !aspiration)
            add_phones(found->phones, phones, capacity, size);
        at += found ? strlen(found->ipa) : 1;
    }
}

size_t ca_phones_from_ipa(const char *ipa, char *phones, size_t capacity)
{
    size_t size = 0;
    phones[0] = '\0';
    while (*ipa) {
        char plain[64];
        size_t read = read_phoneme(ipa, plain, sizeof plain);
        map_phoneme(plain, phones, capacity, &size);
        ipa += read;
        while (*ipa == ' ' || *ipa == '_')
            ipa++;
    }
    return size;
}
