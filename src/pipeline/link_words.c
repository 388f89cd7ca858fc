#include "pipeline/link_words.h"

#include <stdlib.h>

/* Sorted by bytes, for bsearch. */
static const char *const noise_words[] = {
    "aac",    "avc",       "captioned", "capture",    "clip",     "clips", "copy",    "draft",
    "dsc",    "edit",      "edited",    "endfassung", "export",   "fhd",   "film",    "final",
    "finale", "footage",   "fullhd",    "gopr",       "hd",       "hevc",  "high",    "img",
    "kopie",  "low",       "master",    "mov",        "movie",    "mp",    "mpeg",    "mvi",
    "orig",   "original",  "output",    "prores",     "proxy",    "pxl",   "quality", "raw",
    "rec",    "recording", "render",    "rev",        "screen",   "sd",    "seq",     "sequence",
    "sub",    "subs",      "subtitled", "uhd",        "untitled", "ver",   "version", "vid",
    "video",  "videos",    "web",       "webdl",
};

/* English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish; sorted. */
static const char *const stop_words[] = {
    "aber",  "about",   "after", "al",     "all",    "als",     "am",   "an",    "and",     "ar",
    "are",   "as",      "at",    "att",    "au",     "auch",    "auf",  "aus",   "aux",     "av",
    "avec",  "be",      "been",  "before", "bei",    "between", "bij",  "but",   "by",      "ce",
    "ces",   "cette",   "che",   "com",    "con",    "da",      "dans", "das",   "de",      "dei",
    "del",   "della",   "delle", "dem",    "den",    "der",     "des",  "det",   "die",     "dla",
    "do",    "dos",     "down",  "du",     "during", "e",       "een",  "ein",   "eine",    "einem",
    "einen", "einer",   "eines", "el",     "en",     "entre",   "er",   "es",    "est",     "et",
    "ett",   "for",     "fra",   "from",   "fur",    "gli",     "her",  "here",  "het",     "his",
    "how",   "i",       "il",    "im",     "in",     "inte",    "into", "is",    "ist",     "it",
    "its",   "jest",    "k",     "la",     "las",    "le",      "les",  "leur",  "lo",      "los",
    "mais",  "mas",     "med",   "met",    "mit",    "na",      "naar", "nach",  "nas",     "ne",
    "near",  "nel",     "nella", "new",    "nicht",  "nie",     "niet", "no",    "non",     "nos",
    "not",   "o",       "och",   "od",     "oder",   "of",      "off",  "og",    "om",      "on",
    "onto",  "op",      "or",    "oraz",   "os",     "ou",      "our",  "out",   "over",    "pa",
    "par",   "para",    "pas",   "per",    "pero",   "plus",    "po",   "por",   "pour",    "przez",
    "que",   "qui",     "s",     "sa",     "sao",    "se",      "sem",  "ses",   "sich",    "sie",
    "sin",   "sind",    "so",    "sobre",  "som",    "son",     "sono", "sont",  "sous",    "su",
    "sur",   "sus",     "than",  "that",   "the",    "their",   "then", "there", "these",   "this",
    "those", "through", "til",   "till",   "to",     "tra",     "uber", "um",    "uma",     "umas",
    "un",    "una",     "unas",  "und",    "under",  "une",     "uno",  "unos",  "uns",     "unter",
    "up",    "v",       "van",   "vom",    "von",    "voor",    "vor",  "w",     "war",     "was",
    "were",  "what",    "when",  "where",  "who",    "why",     "wie",  "with",  "without", "y",
    "your",  "z",       "za",    "zijn",   "zu",     "zum",     "zur",
};

/* Plurals, cases and verb forms: English, German, the Romance languages, then the vowels that
 * end Latin and Cyrillic stems. The stem is for comparing only, so cutting too much on both
 * sides does no harm. */
const char *const ca_link_endings[] = {
    "ings", "ing", "iem", "ern", "ers", "ed", "es", "en", "er", "em",  "ow",
    "ami",  "ach", "s",   "a",   "e",   "i",  "o",  "u",  "y",  "ами", "ями",
    "ого",  "ов",  "ев",  "ой",  "ый",  "ий", "ая", "ах", "ам", "ом",  "а",
    "е",    "и",   "й",   "о",   "у",   "ы",  "ь",  "ю",  "я",  NULL,
};

static int compare(const void *key, const void *item)
{
    const ca_str *word = key;
    const char *other = *(const char *const *)item;
    size_t size = strlen(other), common = word->size < size ? word->size : size;
    int order = memcmp(word->data, other, common);
    if (order != 0)
        return order;
    return word->size < size ? -1 : word->size > size;
}

bool ca_link_is_noise(ca_str word)
{
    return bsearch(&word, noise_words, sizeof noise_words / sizeof noise_words[0],
                   sizeof noise_words[0], compare) != NULL;
}

bool ca_link_is_stop(ca_str word)
{
    return bsearch(&word, stop_words, sizeof stop_words / sizeof stop_words[0],
                   sizeof stop_words[0], compare) != NULL;
}
