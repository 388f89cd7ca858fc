#include "text/notes.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "text/scripts.h"

/* Longer ones are text that somebody put in brackets. */
enum { MAX_BRACKET_BYTES = 200, MAX_PAREN_WORDS = 4, MAX_LABEL_BYTES = 60, MAX_LABEL_WORDS = 4 };

/* Words of which one makes a short parenthesis a sound note. Lower case. */
static const char *const sound_words[] = {
    "applause",   "laughter",       "laughs",       "laughing",
    "laugh",      "chuckles",       "music",        "cheering",
    "cheers",     "crosstalk",      "inaudible",    "unintelligible",
    "indistinct", "silence",        "pause",        "sighs",
    "sigh",       "coughs",         "coughing",     "crying",
    "sobbing",    "gasps",          "whispers",     "whispering",
    "shouting",   "singing",        "sings",        "noise",
    "static",     "beep",           "bell",         "phone",
    "siren",      "thunder",        "audience",     "beifall",
    "applaus",    "gelächter",      "lachen",       "lacht",
    "musik",      "unverständlich", "stille",       "applaudissements",
    "rires",      "rire",           "musique",      "silencio",
    "aplausos",   "risas",          "música",       "risos",
    "applausi",   "risate",         "musica",       "oklaski",
    "śmiech",     "muzyka",         "potlesk",      "smích",
    "hudba",      "applaus",        "gelach",       "muziek",
    "skratt",     "applåder",       "аплодисменты", "смех",
    "музыка",     "拍手",           "音楽",         "笑",
    "掌声",       "笑声",           "音乐",         "박수",
    "웃음",       "음악",
};

static bool is_sound_word(ca_str word)
{
    for (size_t i = 0; i < sizeof sound_words / sizeof sound_words[0]; i++)
        if (ca_str_equal_nocase(word, sound_words[i]))
            return true;
    return false;
}

static bool is_letter(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* A parenthesis with few words, one of them a sound. */
static bool is_sound_note(ca_str inside)
{
    size_t words = 0;
    bool sound = false;
    for (size_t i = 0; i < inside.size;) {
        size_t from = i;
        while (i < inside.size && is_letter(inside.data[i]))
            i++;
        if (i == from) {
            i++;
            continue;
        }
        words++;
        sound = sound || is_sound_word((ca_str){inside.data + from, i - from});
    }
    return sound && words <= MAX_PAREN_WORDS;
}

/* The end of a bracket that opens at `offset`, on the same line and not too far; 0: none. */
static size_t bracket_end(ca_str text, size_t offset, char close)
{
    for (size_t i = offset + 1; i < text.size && i - offset <= MAX_BRACKET_BYTES; i++) {
        if (text.data[i] == close)
            return i + 1;
        if (text.data[i] == '\n' || text.data[i] == text.data[offset])
            return 0;
    }
    return 0;
}

size_t ca_note_end(ca_str text, size_t offset)
{
    if (offset >= text.size)
        return offset;
    char c = text.data[offset];
    if (c == '[') {
        size_t end = bracket_end(text, offset, ']');
        return end ? end : offset;
    }
    if (c == '(') {
        size_t end = bracket_end(text, offset, ')');
        bool note = end && is_sound_note((ca_str){text.data + offset + 1, end - offset - 2});
        return note ? end : offset;
    }
    return offset;
}

size_t ca_note_inside(ca_str text, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++)
        if ((text.data[i] == '[' || text.data[i] == '(') && ca_note_end(text, i) > i)
            return i;
    return to;
}

typedef enum label_kind {
    NO_LABEL,
    LABEL_CAPITALS,  /* ANNA:, SPEAKER 2: */
    LABEL_TWO_WORDS, /* Anna Berg: */
    LABEL_ONE_WORD,  /* Anna: */
} label_kind;

typedef struct label_scan {
    size_t words;
    bool lower;      /* a lower-case letter was seen */
    bool plain_word; /* a word that begins in lower case: no name */
    bool letter;
} label_scan;

static void scan_character(label_scan *scan, uint32_t c, bool word_start)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    scan->words += word_start;
    scan->letter = scan->letter || category <= UTF8PROC_CATEGORY_LO;
    scan->lower = scan->lower || category == UTF8PROC_CATEGORY_LL;
    scan->plain_word = scan->plain_word || (word_start && category == UTF8PROC_CATEGORY_LL);
}

/* Reads a label up to its colon; *end is after the colon. */
static label_kind read_label(ca_str text, size_t offset, size_t *end)
{
    label_scan scan = {0};
    bool between = true;
    for (size_t i = offset; i < text.size && i - offset <= MAX_LABEL_BYTES;) {
        uint32_t c;
        size_t size = ca_utf8_decode(text.data + i, text.size - i, &c);
        if (c == ':' || c == 0xFF1A) {
            *end = i + size;
            bool space = c == 0xFF1A || *end == text.size || text.data[*end] == ' ' ||
                         text.data[*end] == '\n' || text.data[*end] == '\r';
            if (!space || !scan.letter || scan.plain_word || scan.words > MAX_LABEL_WORDS)
                return NO_LABEL;
            return !scan.lower ? LABEL_CAPITALS : scan.words > 1 ? LABEL_TWO_WORDS : LABEL_ONE_WORD;
        }
        if (ca_is_line_end(c) || (ca_is_terminator(c) && c != '.') || c == ',' || c == ';')
            return NO_LABEL;
        bool space = ca_is_white_space(c);
        if (!space)
            scan_character(&scan, c, between);
        between = space;
        i += size;
    }
    return NO_LABEL;
}

/* Whether the letters are capitals but for one in twenty: "I WILL SAY THIS: IT RAINS". Texts in
 * scripts without case are not. */
static bool is_all_capitals(ca_str text)
{
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < text.size; i++) {
        upper += text.data[i] >= 'A' && text.data[i] <= 'Z';
        lower += text.data[i] >= 'a' && text.data[i] <= 'z';
    }
    return upper > 20 * lower;
}

/* Keeps the hashes of a sorted list that occur twice, once each. */
static void keep_repeated(ca_hash_list *list)
{
    size_t kept = 0;
    for (size_t i = 1; i < list->count; i++)
        if (list->items[i] == list->items[i - 1] &&
            (!kept || list->items[kept - 1] != list->items[i]))
            list->items[kept++] = list->items[i];
    list->count = kept;
}

/* "Anna:" and "ANNA:" are one. */
static uint64_t hash_label(ca_str label)
{
    char folded[MAX_LABEL_BYTES + 8];
    size_t size = label.size < sizeof folded ? label.size : sizeof folded;
    for (size_t i = 0; i < size; i++) {
        char c = label.data[i];
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return ca_hash((ca_str){folded, size});
}

/* ">>", ">>>", or a dash that a space or letter follows: a change of speaker. */
static size_t speaker_mark_end(ca_str text, size_t offset)
{
    size_t i = offset;
    while (i < text.size && text.data[i] == '>')
        i++;
    if (i - offset >= 2)
        return i;
    ca_str rest = {text.data + offset, text.size - offset};
    if (ca_str_starts(rest, "- "))
        return offset + 1;
    if (ca_str_starts(rest, "\xE2\x80\x93 ") || ca_str_starts(rest, "\xE2\x80\x94 "))
        return offset + 3;
    return offset;
}

bool ca_labels_find(ca_str text, ca_labels *out)
{
    *out = (ca_labels){.all_capitals = is_all_capitals(text)};
    for (size_t line = 0; line < text.size;) {
        size_t end;
        for (size_t mark; (mark = speaker_mark_end(text, line)) > line;)
            for (line = mark; line < text.size && text.data[line] == ' ';)
                line++;
        if (read_label(text, line, &end) != NO_LABEL &&
            !ca_hash_list_add(&out->repeated, hash_label((ca_str){text.data + line, end - line})))
            return false;
        const char *next = memchr(text.data + line, '\n', text.size - line);
        if (!next)
            break;
        line = (size_t)(next - text.data) + 1;
    }
    ca_hash_list_sort(&out->repeated);
    keep_repeated(&out->repeated);
    return true;
}

void ca_labels_free(ca_labels *labels)
{
    free(labels->repeated.items);
    *labels = (ca_labels){0};
}

size_t ca_label_end(const ca_labels *labels, ca_str text, size_t offset)
{
    size_t mark = speaker_mark_end(text, offset);
    if (mark > offset)
        return mark;
    size_t end;
    label_kind kind = read_label(text, offset, &end);
    if (kind == NO_LABEL)
        return offset;
    if (kind != (labels->all_capitals ? LABEL_CAPITALS : LABEL_ONE_WORD))
        return end;
    uint64_t hash = hash_label((ca_str){text.data + offset, end - offset});
    return ca_hash_list_has(&labels->repeated, hash) ? end : offset;
}
