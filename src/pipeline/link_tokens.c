#include "pipeline/link_tokens.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/strbuf.h"
#include "pipeline/link_words.h"
#include "text/scripts.h"

enum {
    MAX_WORD_BYTES = 96,  /* of a token; the rest of a longer run is a token of its own */
    MAX_STEM_LETTERS = 7, /* longer words are compared by their beginning */
    MIN_STEM_LETTERS = 4, /* no ending is cut off that would leave fewer */
};

/* A letter's folded form; one character can become several (ß, ligatures). */
enum { MAX_FOLDED = 32 };

static size_t fold(uint32_t c, utf8proc_int32_t folded[MAX_FOLDED])
{
    int boundary = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        (utf8proc_int32_t)c, folded, MAX_FOLDED,
        UTF8PROC_CASEFOLD | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &boundary);
    if (n < 0 || n > MAX_FOLDED)
        return 0;
    size_t kept = 0;
    for (size_t i = 0; i < (size_t)n; i++)
        if (folded[i] < 0x300 || folded[i] > 0x36F) /* the block of combining diacritics */
            folded[kept++] = folded[i];
    return kept;
}

ca_str ca_link_fold(ca_str text, ca_arena *arena)
{
    ca_strbuf out = {0};
    for (size_t i = 0; i < text.size;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        utf8proc_int32_t folded[MAX_FOLDED];
        size_t n = fold(c, folded);
        for (size_t k = 0; k < n; k++)
            ca_strbuf_add_char(&out, (uint32_t)folded[k]);
    }
    ca_str copy = {NULL, out.size};
    if (!out.failed)
        copy.data = ca_arena_copy(arena, ca_strbuf_view(&out));
    ca_strbuf_free(&out);
    return copy;
}

typedef enum char_class { OTHER, LETTER, DIGIT, UNSPACED } char_class;

/* Scripts that are written without spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han. */
static bool is_unspaced(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF}, {0x3040, 0x30FF},
                  {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x323AF}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

static char_class classify(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return DIGIT;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    bool letter = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME) ||
                  category == UTF8PROC_CATEGORY_ND;
    if (!letter)
        return OTHER;
    return is_unspaced(c) ? UNSPACED : LETTER;
}

static size_t letters_of(ca_str text)
{
    return ca_utf8_length(text.data, text.size);
}

static ca_str first_letters(ca_str text, size_t count)
{
    size_t end = 0;
    for (size_t i = 0; i < count && end < text.size; i++) {
        uint32_t c;
        end += ca_utf8_decode(text.data + end, text.size - end, &c);
    }
    return (ca_str){text.data, end};
}

static bool cut_ending(ca_str *word)
{
    for (size_t i = 0; ca_link_endings[i]; i++) {
        ca_str ending = ca_str_of(ca_link_endings[i]);
        if (word->size <= ending.size)
            continue;
        ca_str left = {word->data, word->size - ending.size};
        if (memcmp(left.data + left.size, ending.data, ending.size) == 0 &&
            letters_of(left) >= MIN_STEM_LETTERS) {
            *word = left;
            return true;
        }
    }
    return false;
}

/* ae, oe and ue are how file names write ä, ö and ü, whose marks were folded away. */
static size_t drop_umlaut_e(char *word, size_t size)
{
    size_t to = 0;
    for (size_t i = 0; i < size; i++) {
        bool umlaut = i > 0 && word[i] == 'e' && strchr("aou", word[i - 1]) != NULL;
        if (!umlaut)
            word[to++] = word[i];
    }
    return to;
}

static ca_str stem_of(ca_str word, char buffer[MAX_WORD_BYTES])
{
    memcpy(buffer, word.data, word.size);
    ca_str stem = {buffer, drop_umlaut_e(buffer, word.size)};
    while (cut_ending(&stem))
        continue;
    size_t n = stem.size;
    bool doubled = n > 3 && buffer[n - 1] == buffer[n - 2] && (unsigned char)buffer[n - 1] < 0x80;
    if (doubled && n < word.size) /* running, planned */
        stem.size--;
    return first_letters(stem, MAX_STEM_LETTERS);
}

typedef struct token_list {
    ca_link_token *tokens;
    size_t count;
    ca_arena *arena;
    bool failed;
} token_list;

static void add_token(token_list *list, ca_str stem, ca_str word, ca_token_kind kind)
{
    if (list->count == CA_LINK_MAX_TOKENS)
        return;
    for (size_t i = 0; i < list->count; i++) {
        ca_str old = list->tokens[i].stem;
        if (old.size == stem.size && memcmp(old.data, stem.data, stem.size) == 0)
            return;
    }
    ca_link_token token = {{ca_arena_copy(list->arena, stem), stem.size},
                           {ca_arena_copy(list->arena, word), word.size},
                           kind};
    if (!token.stem.data || !token.word.data) {
        list->failed = true;
        return;
    }
    list->tokens[list->count++] = token;
}

static void add_word(token_list *list, ca_str word)
{
    char buffer[MAX_WORD_BYTES];
    ca_token_kind kind = CA_TOKEN_WORD;
    if (ca_link_is_noise(word) || letters_of(word) < 2)
        kind = CA_TOKEN_NOISE;
    else if (ca_link_is_stop(word))
        kind = CA_TOKEN_STOP;
    else if (letters_of(word) < 3)
        kind = CA_TOKEN_SHORT;
    add_token(list, stem_of(word, buffer), word, kind);
}

static void add_number(token_list *list, ca_str digits)
{
    while (digits.size > 1 && digits.data[0] == '0')
        digits.data++, digits.size--;
    add_token(list, digits, digits, CA_TOKEN_NUMBER);
}

/* Each two neighbours; a character that stands alone is a token too. */
static void add_pairs(token_list *list, ca_str run)
{
    size_t at = 0;
    do {
        ca_str pair = first_letters((ca_str){run.data + at, run.size - at}, 2);
        add_token(list, pair, pair, CA_TOKEN_SHORT);
        at += first_letters((ca_str){run.data + at, run.size - at}, 1).size;
    } while (letters_of((ca_str){run.data + at, run.size - at}) >= 2);
}

static void add_run(token_list *list, char_class class, ca_str run)
{
    if (!run.size)
        return;
    if (class == DIGIT)
        add_number(list, run);
    else if (class == UNSPACED)
        add_pairs(list, run);
    else
        add_word(list, run);
}

static bool is_upper(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

size_t ca_link_tokenize(ca_str text, ca_arena *arena, ca_link_token tokens[CA_LINK_MAX_TOKENS])
{
    token_list list = {.tokens = tokens, .arena = arena};
    char run[MAX_WORD_BYTES];
    size_t size = 0;
    char_class running = OTHER;
    uint32_t before = 0;
    for (size_t i = 0; i < text.size && list.count < CA_LINK_MAX_TOKENS;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        char_class class = classify(c);
        bool camel = ca_is_lower(before) && is_upper(c);
        before = c;
        utf8proc_int32_t folded[MAX_FOLDED];
        size_t n = class == OTHER ? 0 : fold(c, folded);
        if (class != OTHER && n == 0) /* a lone diacritic belongs to the letter before */
            continue;
        if (class != running || camel || size + n * 4 > sizeof run) {
            add_run(&list, running, (ca_str){run, size});
            size = 0;
        }
        running = class;
        for (size_t k = 0; k < n && size + 4 <= sizeof run; k++)
            size += ca_utf8_encode((uint32_t)folded[k], run + size);
    }
    add_run(&list, running, (ca_str){run, size});
    return list.failed ? SIZE_MAX : list.count;
}

ca_str ca_link_base_name(ca_str path)
{
    for (size_t i = path.size; i > 0; i--)
        if (path.data[i - 1] == '/')
            return (ca_str){path.data + i, path.size - i};
    return path;
}

/* Where the extension's dot is, or the size. */
static size_t extension_dot(ca_str name)
{
    for (size_t i = name.size; i > 1; i--) {
        unsigned char c = (unsigned char)name.data[i - 1];
        if (c == '.')
            return name.size - i >= 1 && name.size - i <= 5 ? i - 1 : name.size;
        bool alphanumeric = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (!alphanumeric)
            return name.size;
    }
    return name.size;
}

ca_str ca_link_stem(ca_str base_name)
{
    return (ca_str){base_name.data, extension_dot(base_name)};
}

bool ca_link_is_media_name(ca_str base_name)
{
    static const char *const extensions[] = {"3gp",  "aac", "aif", "aiff", "avi", "flac", "flv",
                                             "m2ts", "m4a", "m4v", "mkv",  "mov", "mp3",  "mp4",
                                             "mpeg", "mpg", "mts", "mxf",  "oga", "ogg",  "ogv",
                                             "opus", "ts",  "wav", "webm", "wmv"};
    size_t dot = extension_dot(base_name);
    if (dot == base_name.size)
        return false;
    ca_str extension = {base_name.data + dot + 1, base_name.size - dot - 1};
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++)
        if (ca_str_equal_nocase(extension, extensions[i]))
            return true;
    return false;
}
