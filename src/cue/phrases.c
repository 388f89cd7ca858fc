#include "cue/phrases.h"

#include <string.h>

#include "cue/width.h"

/* What belongs to the word after it. Lower case. */
static const char *const leaders[] = {
    "a",    "an",   "the", "my",   "your", "his", "her",  "its", "our", "their", "this", "that",
    "mr",   "mrs",  "ms",  "dr",   "st",   "no",  "very", "too", "to",  "of",    "in",   "on",
    "at",   "by",   "for", "with", "from", "and", "or",   "but", "not", "der",   "die",  "das",
    "ein",  "eine", "dem", "den",  "des",  "im",  "am",   "zum", "zur", "und",   "oder", "le",
    "la",   "les",  "un",  "une",  "des",  "du",  "de",   "et",  "ou",  "el",    "los",  "las",
    "una",  "del",  "al",  "y",    "o",    "il",  "lo",   "gli", "uno", "di",    "e",    "os",
    "as",   "um",   "uma", "do",   "da",   "het", "een",  "van", "i",   "is",    "are",  "was",
    "were", "we",   "you", "they", "he",   "she", "it",
};

/* What begins a phrase: a line may well start with it. */
static const char *const joiners[] = {
    "and",  "or",   "but",     "because", "since",  "although", "while", "when",  "where",  "which",
    "who",  "that", "if",      "so",      "than",   "as",       "until", "after", "before", "in",
    "on",   "at",   "by",      "for",     "with",   "from",     "into",  "over",  "under",  "about",
    "to",   "of",   "through", "between", "during", "und",      "oder",  "aber",  "weil",   "dass",
    "wenn", "mit",  "für",     "auf",     "nach",   "et",       "ou",    "mais",  "que",    "qui",
    "avec", "pour", "dans",    "y",       "pero",   "con",      "para",  "por",   "e",      "ma",
    "che",  "per",  "en",      "maar",    "omdat",  "met",      "voor",
};

static bool is_listed(ca_str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ca_str_equal_nocase(word, list[i]))
            return true;
    return false;
}

static bool is_one_of(uint32_t c, const char *list)
{
    for (size_t i = 0, size = strlen(list); i < size;) {
        uint32_t listed;
        i += ca_utf8_decode(list + i, size - i, &listed);
        if (listed == c)
            return true;
    }
    return false;
}

/* The last character, and the text before it. */
static uint32_t take_last(ca_str *text)
{
    size_t at = text->size;
    while (at > 0 && ((unsigned char)text->data[--at] & 0xC0) == 0x80)
        ;
    uint32_t c = 0;
    if (text->size)
        ca_utf8_decode(text->data + at, text->size - at, &c);
    text->size = at;
    return c;
}

/* The last character that is no closing quote or bracket. */
static uint32_t last_mark(ca_str text)
{
    uint32_t c = take_last(&text);
    while (text.size && is_one_of(c, "\"')]}»”’」』）】"))
        c = take_last(&text);
    return c;
}

/* The letters of a piece, without the punctuation around them. */
static ca_str core(ca_str piece)
{
    while (piece.size && ((unsigned char)piece.data[0] < 0x80) &&
           !ca_is_letter((unsigned char)piece.data[0]) &&
           !ca_is_digit((unsigned char)piece.data[0]))
        piece.data++, piece.size--;
    ca_str rest = piece;
    uint32_t c = take_last(&rest);
    while (piece.size && !ca_is_letter(c) && !ca_is_digit(c)) {
        piece = rest;
        c = take_last(&rest);
    }
    return piece;
}

bool ca_ends_sentence(ca_str piece)
{
    uint32_t c = last_mark(piece);
    if (c != '.')
        return is_one_of(c, "!?…。！？｡؟।॥።");
    ca_str word = core(piece);
    /* "Mr." and "J." end no sentence. */
    static const char *const short_forms[] = {"mr", "mrs", "ms", "dr", "prof", "st", "no", "vs"};
    bool abbreviated = is_listed(word, short_forms, sizeof short_forms / sizeof *short_forms);
    return !abbreviated && !(word.size == 1 && ca_is_upper((unsigned char)word.data[0]));
}

static bool starts_upper(ca_str piece)
{
    uint32_t c = 0;
    if (piece.size)
        ca_utf8_decode(piece.data, piece.size, &c);
    return ca_is_upper(c);
}

static bool is_number(ca_str word)
{
    uint32_t c = 0;
    if (word.size)
        ca_utf8_decode(word.data, word.size, &c);
    return ca_is_digit(c);
}

uint32_t ca_break_penalty(ca_str before, ca_str after)
{
    if (ca_ends_sentence(before))
        return CA_BREAK_SENTENCE;
    if (is_one_of(last_mark(before), ",;:—–、，；：،؛"))
        return CA_BREAK_CLAUSE;
    ca_str word = core(before), next = core(after);
    bool name = starts_upper(word) && starts_upper(next) && word.size > 1;
    if (name || is_number(word) || is_listed(word, leaders, sizeof leaders / sizeof *leaders))
        return CA_BREAK_INSIDE_PHRASE;
    if (is_listed(next, joiners, sizeof joiners / sizeof *joiners))
        return CA_BREAK_BEFORE_JOINER;
    return CA_BREAK_WORD;
}

bool ca_starts_speaker(ca_str gap, ca_str after)
{
    if (ca_str_starts(after, ">>"))
        return true;
    if (!gap.size || !memchr(gap.data, '\n', gap.size))
        return false;
    if (ca_str_equal(after, "-") || ca_str_equal(after, "–") || ca_str_equal(after, "—"))
        return true;
    return after.size > 1 && after.data[after.size - 1] == ':' && starts_upper(after);
}
