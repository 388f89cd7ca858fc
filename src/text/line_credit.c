#include "text/line_credit.h"

#include <utf8proc.h>

#include "text/line_text.h"

static utf8proc_category_t category(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c);
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
        uint32_t c = ca_line_last_character((ca_str){text.data, start}, &n);
        bool unspaced = ca_line_is_unspaced(c);
        if (c == ' ' || !(ca_line_is_letter(c) || category(c) == UTF8PROC_CATEGORY_MN ||
                          category(c) == UTF8PROC_CATEGORY_MC || c == '.' || c == '\'')) {
            if (c != ' ' || ++spaces == 2)
                break;
        }
        start -= n;
        characters++;
        bool at_word = start == 0 || text.data[start - 1] == ' ' ||
                       !ca_line_is_letter(ca_line_last_character((ca_str){text.data, start}, &n));
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

/* "Photo by …", "Foto von …", "Getty Images": two words one after the other that are a phrase. */
static bool has_photo_phrase(const ca_words *words, ca_str text)
{
    size_t first = 0, second = 0; /* where the last two words begin */
    for (size_t i = 0; i <= text.size && i < CA_LINE_LOOK_BYTES; i++) {
        if (i < text.size && text.data[i] != ' ')
            continue;
        size_t end = i;
        while (end > second && memchr(").,]", text.data[end - 1], 4))
            end--;
        if (second > first &&
            (ca_words_roles(words, (ca_str){text.data + first, end - first}) & CA_WORD_PHOTO))
            return true;
        first = second;
        second = i + 1;
        if (second < text.size && memchr("([", text.data[second], 2))
            second++;
    }
    return false;
}

bool ca_line_is_photo(const ca_words *words, ca_str text)
{
    for (size_t i = 0; i < text.size && i < CA_LINE_LOOK_BYTES;) {
        uint32_t c;
        size_t n = ca_utf8_decode(text.data + i, text.size - i, &c);
        if (c == 0xA9 || (marks_credit(c) && photo_word_before(words, text, i)))
            return true;
        i += n;
    }
    return has_photo_phrase(words, text);
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
