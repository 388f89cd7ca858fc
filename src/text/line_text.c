#include "text/line_text.h"

#include <utf8proc.h>

#include "text/digits.h"

/* Wider lines without a full stop are paragraphs: captions are one or two lines of 42 columns, and
 * the longest agency captions that stand alone have some 200 characters. */
enum { CAPTION_MAX_WIDTH = 200 };
/* Two lines of a subtitle, in scripts that write without spaces. */
enum { UNSPACED_MAX_WIDTH = 84 };
/* A wrapped sentence followed by another one, when it is this wide. */
enum { TWO_SENTENCES_WIDTH = 100 };
/* What must agree before an ellipsis for two lines to be the same. */
enum { CUT_LEAST_LETTERS = 15 };

static utf8proc_category_t category(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c);
}

bool ca_line_is_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || c < 0x20 || c == 0x7F;
    utf8proc_category_t kind = category(c);
    return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
           kind == UTF8PROC_CATEGORY_ZP || kind == UTF8PROC_CATEGORY_CF ||
           kind == UTF8PROC_CATEGORY_CC || c == 0xFE0F;
}

bool ca_line_is_separator(uint32_t c)
{
    static const uint32_t separators[] = {0xB7,   0xBB,   0x2010, 0x2011, 0x2012, 0x2013, 0x2014,
                                          0x2015, 0x2022, 0x2023, 0x203A, 0x2043, 0x2212, 0x2219,
                                          0x22C5, 0x2502, 0x25AA, 0x25CF, 0x3001, 0x30FB, 0xFE55,
                                          0xFF0C, 0xFF0D, 0xFF1A, 0xFF5C, 0xFF65};
    if (c < 0x80)
        return c == ':' || c == '|' || c == '-' || c == ',' || c == '/' || c == '>' || c == '~';
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
        if (separators[i] == c)
            return true;
    return false;
}

/* The last character and its length in bytes; a broken end counts as one byte. */
static uint32_t last_character(ca_str text, size_t *bytes)
{
    size_t start = text.size - 1;
    while (start > 0 && text.size - start < 4 && ((unsigned char)text.data[start] & 0xC0) == 0x80)
        start--;
    uint32_t c;
    *bytes = text.size - start;
    if (ca_utf8_decode(text.data + start, *bytes, &c) != *bytes) {
        *bytes = 1;
        return CA_REPLACEMENT;
    }
    return c;
}

ca_str ca_line_trim(ca_str text)
{
    while (text.size) {
        uint32_t c;
        size_t n = ca_utf8_decode(text.data, text.size, &c);
        if (!ca_line_is_space(c))
            break;
        text.data += n, text.size -= n;
    }
    while (text.size) {
        size_t n;
        if (!ca_line_is_space(last_character(text, &n)))
            break;
        text.size -= n;
    }
    return text;
}

uint32_t ca_line_first(ca_str text)
{
    uint32_t c = 0;
    if (text.size)
        ca_utf8_decode(text.data, text.size, &c);
    return c;
}

uint32_t ca_line_last(ca_str text)
{
    size_t n;
    return text.size ? last_character(text, &n) : 0;
}

static bool is_closing(uint32_t c)
{
    utf8proc_category_t kind = category(c);
    return c == '"' || c == '\'' || kind == UTF8PROC_CATEGORY_PE || kind == UTF8PROC_CATEGORY_PF ||
           kind == UTF8PROC_CATEGORY_PI;
}

/* "the U.S." at the end of a headline: a letter between two full stops. */
static bool ends_with_initials(ca_str text)
{
    size_t n = text.size;
    return n >= 4 && text.data[n - 3] == '.' &&
           category((unsigned char)text.data[n - 2]) == UTF8PROC_CATEGORY_LU;
}

bool ca_line_ends_sentence(ca_str text)
{
    static const uint32_t stops[] = {'.',    0x0589, 0x06D4, 0x0964, 0x0965, 0x1362, 0x166E,
                                     0x3002, 0xFE52, 0xFF0E, 0xFF61, 0x104A, 0x104B, 0x17D4};
    text = ca_line_trim(text);
    size_t bytes = 0;
    uint32_t c = text.size ? last_character(text, &bytes) : 0;
    while (text.size && (is_closing(c) || ca_line_is_space(c))) {
        text.size -= bytes;
        c = text.size ? last_character(text, &bytes) : 0;
    }
    if (c == '.' && text.size >= 2 && text.data[text.size - 2] == '.')
        return false; /* three dots */
    if (c == '.' && ends_with_initials(text))
        return false;
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
        if (stops[i] == c)
            return true;
    return false;
}

size_t ca_line_width(ca_str text)
{
    size_t width = 0;
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        int columns = c < 0x80 ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);
        width += columns > 0 ? (size_t)columns : 0;
    }
    return width;
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    utf8proc_category_t kind = category(c);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

/* Han, kana, Thai, Lao, Khmer, Myanmar: words are not kept apart by spaces. */
static bool is_unspaced(uint32_t c)
{
    return (c >= 0x2E80 && c <= 0x9FFF && (c < 0x3000 || c > 0x303F)) ||
           (c >= 0xE00 && c <= 0xEFF) || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x17FF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

size_t ca_line_words(ca_str text)
{
    size_t words = 0, unspaced = 0;
    bool inside = false;
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        if (is_unspaced(c)) {
            unspaced++;
            inside = false;
        } else if (ca_line_is_space(c)) {
            inside = false;
        } else if (!inside && (is_letter(c) || ca_digit_value(c) >= 0)) {
            words++;
            inside = true;
        }
    }
    return words + unspaced / 2;
}

static uint32_t first_letter(ca_str text)
{
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        if (is_letter(c))
            return c;
    }
    return 0;
}

bool ca_line_starts_small(ca_str text)
{
    return category(first_letter(text)) == UTF8PROC_CATEGORY_LL;
}

bool ca_line_has_letters(ca_str text)
{
    return first_letter(text) != 0;
}

/* A full stop, a space and a capital letter, somewhere after the start. */
static bool has_two_sentences(ca_str text)
{
    for (size_t i = 8; i + 2 < text.size && i < CA_LINE_LOOK_BYTES; i++) {
        if (text.data[i] != '.' || text.data[i + 1] != ' ' || text.data[i - 2] == '.' ||
            text.data[i - 2] == ' ')
            continue;
        uint32_t c;
        ca_utf8_decode(text.data + i + 2, text.size - i - 2, &c);
        if (category(c) == UTF8PROC_CATEGORY_LU)
            return true;
    }
    return false;
}

/* Mostly Han, kana, Thai …, whose sentences need no full stop and fewer columns. */
static bool is_mostly_unspaced(ca_str text)
{
    size_t unspaced = 0, all = 0;
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES; all++) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        unspaced += is_unspaced(c);
    }
    return unspaced * 2 > all;
}

bool ca_line_is_body(ca_str text)
{
    if (text.size > CA_LINE_LOOK_BYTES || ca_line_ends_sentence(text))
        return true;
    size_t width = ca_line_width(text);
    if (width > UNSPACED_MAX_WIDTH && is_mostly_unspaced(text))
        return true;
    return width > CAPTION_MAX_WIDTH || (width > TWO_SENTENCES_WIDTH && has_two_sentences(text));
}

/* The letters that end at `end`, one or two words of them, looked up; in scripts without spaces
 * also their last one to four characters. */
static bool photo_word_before(const ca_words *words, ca_str text, size_t end)
{
    while (end && text.data[end - 1] == ' ')
        end--;
    size_t start = end, characters = 0, spaces = 0;
    while (start > 0 && end - start < CA_WORD_MAX_BYTES) {
        size_t n;
        uint32_t c = last_character((ca_str){text.data, start}, &n);
        bool unspaced = is_unspaced(c);
        if (c == ' ' || !(is_letter(c) || category(c) == UTF8PROC_CATEGORY_MN ||
                          category(c) == UTF8PROC_CATEGORY_MC || c == '.' || c == '\'')) {
            if (c != ' ' || ++spaces == 2)
                break;
        }
        start -= n;
        characters++;
        bool at_word = start == 0 || text.data[start - 1] == ' ' ||
                       !is_letter(last_character((ca_str){text.data, start}, &n));
        ca_str phrase = {text.data + start, end - start};
        if ((at_word || (unspaced && characters <= 4)) &&
            (ca_words_roles(words, phrase) & CA_WORD_PHOTO))
            return true;
    }
    return false;
}

static bool marks_credit(uint32_t c)
{
    return c == ':' || c == 0xFF1A || c == '/' || c == '=' || c == 0xFF1D || c == 0xFF0F ||
           c == '|';
}

bool ca_line_is_photo(const ca_words *words, ca_str text)
{
    size_t word = 0; /* where the word before the space began */
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES;) {
        uint32_t c;
        size_t n = ca_utf8_decode(text.data + i, text.size - i, &c);
        if (c == 0xA9)
            return true;
        if (marks_credit(c) && photo_word_before(words, text, i))
            return true;
        /* "Photo by …", "Foto von …": two words that are one phrase */
        bool phrase_end = c == ' ' && i > word;
        if (phrase_end && memchr(text.data + word, ' ', i - word)) {
            if (ca_words_roles(words, (ca_str){text.data + word, i - word}) & CA_WORD_PHOTO)
                return true;
            word += (size_t)((const char *)memchr(text.data + word, ' ', i - word) -
                             (text.data + word)) +
                    1;
        }
        i += n;
    }
    return false;
}

bool ca_line_is_credit(const ca_words *words, ca_str text)
{
    if (ca_words_roles(words, text) & CA_WORD_AGENCY)
        return true;
    size_t count = 0, start = 0;
    for (size_t i = 0; i <= text.size; i++) {
        if (i < text.size && text.data[i] != ' ' && text.data[i] != '/')
            continue;
        ca_str word = {text.data + start, i - start};
        start = i + 1;
        if (!word.size)
            continue;
        if (ca_words_roles(words, word) & CA_WORD_AGENCY)
            return true;
        if (++count > 3 || category(ca_line_first(word)) != UTF8PROC_CATEGORY_LU)
            return false;
    }
    return count > 0;
}

static bool has_year(ca_str text)
{
    for (size_t i = 0; i + 4 <= text.size; i++) {
        bool starts = i == 0 || text.data[i - 1] < '0' || text.data[i - 1] > '9';
        bool ends = i + 4 == text.size || text.data[i + 4] < '0' || text.data[i + 4] > '9';
        if (starts && ends &&
            (memcmp(text.data + i, "19", 2) == 0 || memcmp(text.data + i, "20", 2) == 0) &&
            text.data[i + 2] >= '0' && text.data[i + 2] <= '9' && text.data[i + 3] >= '0' &&
            text.data[i + 3] <= '9')
            return true;
    }
    return false;
}

bool ca_line_is_byline(const ca_words *words, ca_str text)
{
    if (text.size > 120)
        return false;
    size_t n = 0;
    while (n < text.size && text.data[n] != ' ' && text.data[n] != ':')
        n++;
    size_t count = ca_line_words(text);
    uint32_t after =
        n + 1 < text.size ? ca_line_first((ca_str){text.data + n + 1, text.size - n - 1}) : 0;
    if (count <= 6 && n < text.size &&
        (text.data[n] == ':' || category(after) != UTF8PROC_CATEGORY_LL) &&
        (ca_words_roles(words, (ca_str){text.data, n}) & CA_WORD_BYLINE))
        return true;
    return count <= 7 && has_year(text) &&
           (category(ca_line_first(text)) == UTF8PROC_CATEGORY_ND || count <= 4);
}

/* Walks the letters, digits and marks of a text, case-folded and decomposed. */
typedef struct skeleton {
    ca_str rest;
    utf8proc_int32_t points[32];
    int count, next;
} skeleton;

static int32_t skeleton_next(skeleton *s)
{
    for (;;) {
        while (s->next < s->count) {
            int32_t point = s->points[s->next++];
            utf8proc_category_t kind = utf8proc_category(point);
            if (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NO)
                return point;
        }
        if (!s->rest.size)
            return -1;
        uint32_t c;
        size_t n = ca_utf8_decode(s->rest.data, s->rest.size, &c);
        s->rest.data += n, s->rest.size -= n;
        int last_class = 0;
        utf8proc_ssize_t got = utf8proc_decompose_char((utf8proc_int32_t)c, s->points, 32,
                                                       UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                           UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
                                                       &last_class);
        s->count = got > 0 && got <= 32 ? (int)got : 0;
        s->next = 0;
    }
}

static bool is_cut(ca_str text)
{
    text = ca_line_trim(text);
    return ca_line_last(text) == 0x2026 ||
           (text.size > 3 && memcmp(text.data + text.size - 3, "...", 3) == 0);
}

bool ca_line_same(ca_str a, ca_str b, int *longer)
{
    skeleton left = {.rest = a}, right = {.rest = b};
    *longer = 0;
    for (size_t letters = 0;; letters++) {
        int32_t l = skeleton_next(&left), r = skeleton_next(&right);
        if (l == r && l >= 0)
            continue;
        if (l == r)
            return letters > 0;
        if (letters < CUT_LEAST_LETTERS)
            return false;
        *longer = l < 0;
        return (l < 0 && is_cut(a)) || (r < 0 && is_cut(b));
    }
}
