#include "text/scripts.h"

#include <utf8proc.h>

#include "text/spoken.h"

/* Blocks of the Unicode standard, ascending; their unassigned code points do no harm. */
static const struct {
    uint32_t first, last;
    ca_script script;
} blocks[] = {
    {0x0370, 0x03FF, CA_SCRIPT_GREEK},     {0x0400, 0x052F, CA_SCRIPT_CYRILLIC},
    {0x0530, 0x058F, CA_SCRIPT_ARMENIAN},  {0x0590, 0x05FF, CA_SCRIPT_HEBREW},
    {0x0600, 0x06FF, CA_SCRIPT_ARABIC},    {0x0750, 0x077F, CA_SCRIPT_ARABIC},
    {0x08A0, 0x08FF, CA_SCRIPT_ARABIC},    {0x0900, 0x097F, CA_SCRIPT_DEVANAGARI},
    {0x0980, 0x09FF, CA_SCRIPT_BENGALI},   {0x0A00, 0x0A7F, CA_SCRIPT_GURMUKHI},
    {0x0A80, 0x0AFF, CA_SCRIPT_GUJARATI},  {0x0B80, 0x0BFF, CA_SCRIPT_TAMIL},
    {0x0C00, 0x0C7F, CA_SCRIPT_TELUGU},    {0x0C80, 0x0CFF, CA_SCRIPT_KANNADA},
    {0x0D00, 0x0D7F, CA_SCRIPT_MALAYALAM}, {0x0D80, 0x0DFF, CA_SCRIPT_SINHALA},
    {0x0E00, 0x0E7F, CA_SCRIPT_THAI},      {0x0E80, 0x0EFF, CA_SCRIPT_LAO},
    {0x1000, 0x109F, CA_SCRIPT_MYANMAR},   {0x10A0, 0x10FF, CA_SCRIPT_GEORGIAN},
    {0x1100, 0x11FF, CA_SCRIPT_HANGUL},    {0x1200, 0x139F, CA_SCRIPT_AMHARIC},
    {0x1780, 0x17FF, CA_SCRIPT_KHMER},     {0x1F00, 0x1FFF, CA_SCRIPT_GREEK},
    {0x2E80, 0x2FDF, CA_SCRIPT_HAN},       {0x3005, 0x3007, CA_SCRIPT_HAN},
    {0x3041, 0x30FF, CA_SCRIPT_KANA},      {0x3130, 0x318F, CA_SCRIPT_HANGUL},
    {0x31F0, 0x31FF, CA_SCRIPT_KANA},      {0x3400, 0x4DBF, CA_SCRIPT_HAN},
    {0x4E00, 0x9FFF, CA_SCRIPT_HAN},       {0xAC00, 0xD7AF, CA_SCRIPT_HANGUL},
    {0xF900, 0xFAFF, CA_SCRIPT_HAN},       {0xFB1D, 0xFB4F, CA_SCRIPT_HEBREW},
    {0xFB50, 0xFDFF, CA_SCRIPT_ARABIC},    {0xFE70, 0xFEFF, CA_SCRIPT_ARABIC},
    {0xFF66, 0xFF9F, CA_SCRIPT_KANA},      {0x20000, 0x3FFFF, CA_SCRIPT_HAN},
};

ca_script ca_script_of(uint32_t c)
{
    if (c < blocks[0].first)
        return CA_SCRIPT_OTHER;
    size_t low = 0, high = sizeof blocks / sizeof blocks[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > blocks[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    bool inside = low < sizeof blocks / sizeof blocks[0] && c >= blocks[low].first;
    return inside ? blocks[low].script : CA_SCRIPT_OTHER;
}

ca_script_class ca_script_kind(ca_script script)
{
    switch (script) {
    case CA_SCRIPT_HAN:
    case CA_SCRIPT_KANA:
        return CA_KIND_CJK;
    case CA_SCRIPT_THAI:
    case CA_SCRIPT_LAO:
    case CA_SCRIPT_KHMER:
    case CA_SCRIPT_MYANMAR:
        return CA_KIND_UNSPACED;
    default:
        return CA_KIND_SPACED;
    }
}

static bool is_one_of(uint32_t c, const uint32_t *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == c)
            return true;
    return false;
}

#define IS_ONE_OF(c, list) is_one_of(c, list, sizeof(list) / sizeof(list)[0])

bool ca_is_line_end(uint32_t c)
{
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool ca_is_white_space(uint32_t c)
{
    return c == ' ' || c == '\t' || ca_is_line_end(c) || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool ca_ends_sentence_inside(uint32_t c)
{
    static const uint32_t list[] = {0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0xFF61};
    return IS_ONE_OF(c, list);
}

bool ca_is_terminator(uint32_t c)
{
    /* Sentence_Terminal, without what only liturgical or historic texts use. */
    static const uint32_t list[] = {'.',    '!',    '?',    0x2026, 0x0589, 0x061F, 0x06D4,
                                    0x0964, 0x0965, 0x104A, 0x104B, 0x1362, 0x1367, 0x17D4,
                                    0x17D5, 0x203C, 0x203D, 0x2047, 0x2048, 0x2049};
    return IS_ONE_OF(c, list) || ca_ends_sentence_inside(c);
}

bool ca_is_closer(uint32_t c)
{
    static const uint32_t list[] = {'"',    '\'',   ')',    ']',    '}',    0xBB,
                                    0xAB,   0x2018, 0x2019, 0x201C, 0x201D, 0x203A,
                                    0x2039, 0x300D, 0x300F, 0x3011, 0xFF09, 0xFF3D};
    return IS_ONE_OF(c, list);
}

bool ca_parts_words(uint32_t c)
{
    static const uint32_t list[] = {'/',    '\\',   '(',    ')',    '[',    ']',    '{',  '}',
                                    '<',    '>',    '|',    '"',    ';',    '_',    '~',  0x2012,
                                    0x2013, 0x2014, 0x2015, 0x2026, 0x201C, 0x201D, 0xAB, 0xBB};
    return IS_ONE_OF(c, list);
}

/* Abbreviations that end in a full stop inside sentences, without that stop. Lower case. */
static const char *const abbreviations[] = {
    "mr",  "mrs", "ms",   "dr",   "prof", "st",   "sr",     "jr",   "vs",   "etc", "no",   "vol",
    "fig", "gen", "col",  "sgt",  "lt",   "capt", "rev",    "hon",  "gov",  "sen", "rep",  "pres",
    "inc", "ltd", "co",   "corp", "dept", "est",  "approx", "ave",  "blvd", "mt",  "jan",  "feb",
    "mar", "apr", "aug",  "sept", "oct",  "nov",  "dec",    "bzw",  "usw",  "nr",  "str",  "ca",
    "ggf", "vgl", "evtl", "bspw", "mme",  "mlle", "sra",    "srta", "ud",   "uds", "dott", "sig",
    "np",  "tzw", "itd",  "inż",  "tzv",  "např", "ing",    "mgr",  "bl",   "av",
};

/* Whether the full stops of the token part nothing longer than two characters. */
static bool has_short_parts(ca_str token)
{
    for (size_t from = 0, to; from < token.size; from = to + 1) {
        const char *dot = memchr(token.data + from, '.', token.size - from);
        to = dot ? (size_t)(dot - token.data) : token.size;
        if (ca_utf8_length(token.data + from, to - from) > 2)
            return false;
    }
    return true;
}

bool ca_is_abbreviation(ca_str token)
{
    while (token.size && (token.data[0] == '(' || token.data[0] == '"' || token.data[0] == '\''))
        token.data++, token.size--;
    /* Full stops between a letter or two (U.S, e.g, z.B, Ph.D), or a single letter: an initial. */
    if (token.size && memchr(token.data, '.', token.size) && token.data[token.size - 1] != '.')
        return (token.data[0] < '0' || token.data[0] > '9') && has_short_parts(token);
    if (ca_utf8_length(token.data, token.size) == 1)
        return (token.data[0] < '0' || token.data[0] > '9') && token.data[0] != 'I';
    for (size_t i = 0; i < sizeof abbreviations / sizeof abbreviations[0]; i++)
        if (ca_str_equal_nocase(token, abbreviations[i]))
            return true;
    return false;
}

/* Kana settles Japanese whatever Han there is beside it; Urdu, Persian, Serbian … share the scripts
 * of larger languages, so --lang is for them. */
static const char *const script_languages[CA_SCRIPT_COUNT] = {
    [CA_SCRIPT_GREEK] = "el",     [CA_SCRIPT_CYRILLIC] = "ru", [CA_SCRIPT_ARMENIAN] = "hy",
    [CA_SCRIPT_HEBREW] = "he",    [CA_SCRIPT_ARABIC] = "ar",   [CA_SCRIPT_DEVANAGARI] = "hi",
    [CA_SCRIPT_BENGALI] = "bn",   [CA_SCRIPT_GURMUKHI] = "pa", [CA_SCRIPT_GUJARATI] = "gu",
    [CA_SCRIPT_TAMIL] = "ta",     [CA_SCRIPT_TELUGU] = "te",   [CA_SCRIPT_KANNADA] = "kn",
    [CA_SCRIPT_MALAYALAM] = "ml", [CA_SCRIPT_SINHALA] = "si",  [CA_SCRIPT_GEORGIAN] = "ka",
    [CA_SCRIPT_AMHARIC] = "am",   [CA_SCRIPT_THAI] = "th",     [CA_SCRIPT_LAO] = "lo",
    [CA_SCRIPT_MYANMAR] = "my",   [CA_SCRIPT_KHMER] = "km",    [CA_SCRIPT_HANGUL] = "ko",
    [CA_SCRIPT_KANA] = "ja",      [CA_SCRIPT_HAN] = "zh",
};

/* Languages by the script that they are written in. */
static const char *const languages_of_script[CA_SCRIPT_COUNT] = {
    [CA_SCRIPT_GREEK] = "el grc",
    [CA_SCRIPT_CYRILLIC] = "ru uk be bg mk sr kk ky tt ba cv tg mn ab os cu ce sah uz az",
    [CA_SCRIPT_ARMENIAN] = "hy hyw",
    [CA_SCRIPT_HEBREW] = "he iw yi",
    [CA_SCRIPT_ARABIC] = "ar fa ur ps sd ug ku ckb ks",
    [CA_SCRIPT_DEVANAGARI] = "hi mr ne sa kok mai bho",
    [CA_SCRIPT_BENGALI] = "bn as bpy",
    [CA_SCRIPT_GURMUKHI] = "pa",
    [CA_SCRIPT_GUJARATI] = "gu",
    [CA_SCRIPT_TAMIL] = "ta",
    [CA_SCRIPT_TELUGU] = "te",
    [CA_SCRIPT_KANNADA] = "kn",
    [CA_SCRIPT_MALAYALAM] = "ml",
    [CA_SCRIPT_SINHALA] = "si",
    [CA_SCRIPT_GEORGIAN] = "ka xmf",
    [CA_SCRIPT_AMHARIC] = "am ti",
    [CA_SCRIPT_THAI] = "th",
    [CA_SCRIPT_LAO] = "lo",
    [CA_SCRIPT_MYANMAR] = "my shn",
    [CA_SCRIPT_KHMER] = "km",
    [CA_SCRIPT_HANGUL] = "ko",
    [CA_SCRIPT_KANA] = "ja",
    [CA_SCRIPT_HAN] = "zh cmn yue hak wuu nan ja ko",
};

/* Letters, marks and digits; what is not assigned may become one. */
static bool is_letter_like(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category <= UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_CO;
}

/* Latin letters, their marks, and full-width forms. */
bool ca_is_latin_letter(uint32_t c)
{
    bool block = c < 0x370 || (c >= 0x1D00 && c <= 0x1EFF) || (c >= 0x2C60 && c <= 0x2C7F) ||
                 (c >= 0xA720 && c <= 0xA7FF) || (c >= 0xFB00 && c <= 0xFB06) ||
                 (c >= 0xFF21 && c <= 0xFF5A);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return block && category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool ca_is_lower(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

/* Scripts that the table lacks, of voices that espeak-ng has. */
static const char rare_languages[] = "or chr piqd sjn qya";

static ca_str primary(const char *language)
{
    return (ca_str){language, strcspn(language, "-_")};
}

bool ca_language_is_latin(const char *language)
{
    static const char both[] = "sr az uz ku tk";
    ca_str tag = primary(language);
    if (ca_str_in_list(tag, both))
        return true;
    for (size_t i = 0; i < CA_SCRIPT_COUNT; i++)
        if (languages_of_script[i] && ca_str_in_list(tag, languages_of_script[i]))
            return false;
    return !ca_str_in_list(tag, rare_languages);
}

bool ca_script_suits(uint32_t c, const char *language)
{
    ca_str tag = primary(language);
    ca_script script = ca_script_of(c);
    if (ca_is_latin_letter(c))
        return ca_language_is_latin(language);
    if (c < 0x370 || (script == CA_SCRIPT_OTHER && !is_letter_like(c)))
        return true;
    if (script == CA_SCRIPT_GREEK && ca_str_in_list(tag, "en")) /* names of letters: "pi" */
        return true;
    return ca_str_in_list(tag,
                          script != CA_SCRIPT_OTHER ? languages_of_script[script] : rare_languages);
}

const char *ca_language_of_script(ca_str text)
{
    size_t counts[CA_SCRIPT_COUNT] = {0};
    for (size_t i = 0; i < text.size;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        ca_script script = ca_script_of(c);
        counts[script] += script != CA_SCRIPT_OTHER || ca_is_latin_letter(c);
    }
    /* One kana in ten CJK letters: Chinese text has none. */
    if (counts[CA_SCRIPT_KANA] * 10 > counts[CA_SCRIPT_HAN])
        counts[CA_SCRIPT_KANA] += counts[CA_SCRIPT_HAN];
    size_t best = CA_SCRIPT_OTHER;
    for (size_t i = 0; i < CA_SCRIPT_COUNT; i++)
        if (counts[i] > counts[best])
            best = i;
    return script_languages[best];
}
