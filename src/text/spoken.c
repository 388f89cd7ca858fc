#include "text/spoken.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/strbuf.h"
#include "text/amounts.h"
#include "text/notes.h"
#include "text/scripts.h"

enum { MAX_CLUSTERS_UNSPACED = 24, MAX_CLOSERS = 4 };

typedef struct finder {
    ca_str text;
    ca_spoken_words *out;
    uint32_t sentence;
    uint32_t paragraph;
    bool sentence_open;  /* a word was found in this sentence */
    bool speaker_change; /* for the next word */
    ca_labels labels;
} finder;

static bool add_word(finder *f, size_t from, size_t to)
{
    ca_spoken_words *out = f->out;
    ca_spoken_word *items = ca_grow(out->items, &out->capacity, out->count + 1, sizeof *items);
    if (!items)
        return false;
    out->items = items;
    items[out->count++] = (ca_spoken_word){from, to, f->sentence, f->paragraph, f->speaker_change};
    f->speaker_change = false;
    f->sentence_open = true;
    return true;
}

static void end_sentence(finder *f)
{
    f->sentence += f->sentence_open;
    f->sentence_open = false;
}

/* What a word consists of: letters, marks, digits, and symbols that are read aloud. */
static bool is_spoken(uint32_t c)
{
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_SC:
        return true;
    default:
        return c == '%' || c == '&' || c == '+' || c == '=' || c == '@' || c == 0xB0 || c == 0x2030;
    }
}

/* Marks and joiners go on with the word before them. */
static bool is_extending(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME || c == 0x200C || c == 0x200D;
}

static bool is_superscript(uint32_t c)
{
    return c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2070 && c <= 0x2079);
}

/* A superscript after the word [from, to) is its power ("km²", "10⁶"), else the mark of a footnote
 * ("barge¹"), which nobody reads. */
static bool is_footnote_mark(ca_str text, size_t from, size_t to, uint32_t c)
{
    enum { LONGEST_UNIT = 2 };
    bool number = to > from && text.data[to - 1] >= '0' && text.data[to - 1] <= '9';
    bool power = c == 0xB2 || c == 0xB3;
    return is_superscript(c) && !number && !(power && to > from && to - from <= LONGEST_UNIT);
}

/* Where the word that begins at `from` ends within the token, by the rule of its script. */
static size_t word_end(ca_str text, size_t from, size_t token_end)
{
    size_t size, to = from, clusters = 0;
    uint32_t first = ca_utf8_at(text, from, &size);
    ca_script script = ca_script_of(first);
    utf8proc_int32_t state = 0;
    uint32_t previous = first;
    while (to < token_end) {
        uint32_t c = ca_utf8_at(text, to, &size);
        bool extends = to > from && is_extending(c);
        if (!extends &&
            (!is_spoken(c) || ca_script_kind(script) != ca_script_kind(ca_script_of(c))))
            break;
        if (is_footnote_mark(text, from, to, c))
            break;
        if (to > from && !extends && script == CA_SCRIPT_HAN)
            break;
        if (to > from && script == CA_SCRIPT_KANA && !extends && ca_script_of(c) == CA_SCRIPT_HAN)
            break;
        clusters += to == from || utf8proc_grapheme_break_stateful((utf8proc_int32_t)previous,
                                                                   (utf8proc_int32_t)c, &state);
        if (ca_script_kind(script) == CA_KIND_UNSPACED && clusters > MAX_CLUSTERS_UNSPACED)
            break;
        previous = c;
        to += size;
    }
    return to;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Whether the character `c` between two words, of which the next begins with `after`, joins them.
 * The slash of 1/2 and 24/7 does, that of and/or does not. */
static bool joins(char before, uint32_t c, uint32_t after)
{
    if (is_spoken(c) || !is_spoken(after) || is_superscript(after))
        return false;
    return !ca_parts_words(c) || (c == '/' && is_digit((unsigned char)before) && is_digit(after));
}

/* Joins what punctuation inside a word parts: don't, 3.5, 12:30, well-known, U.S. */
static size_t word_end_joined(ca_str text, size_t from, size_t token_end)
{
    size_t to = word_end(text, from, token_end), size, next;
    uint32_t first = ca_utf8_at(text, from, &size);
    if (ca_script_kind(ca_script_of(first)) != CA_KIND_SPACED)
        return to;
    while (to < token_end) {
        uint32_t c = ca_utf8_at(text, to, &size);
        uint32_t after = ca_utf8_at(text, to + size, &next);
        if (to + size >= token_end || to == from || !joins(text.data[to - 1], c, after) ||
            ca_script_kind(ca_script_of(after)) != CA_KIND_SPACED)
            break;
        size_t end = word_end(text, to + size, token_end);
        if (end == to + size)
            break;
        to = end;
    }
    return to;
}

/* The end of a web address that begins at `from`, which is one word without the punctuation after
 * it; `from` where there is none. */
static size_t address_end(ca_str text, size_t from, size_t token_end)
{
    ca_str rest = {text.data + from, token_end - from};
    if (!ca_str_starts(rest, "http://") && !ca_str_starts(rest, "https://") &&
        !ca_str_starts(rest, "www."))
        return from;
    size_t to = from;
    for (size_t at_byte = from, size; at_byte < token_end; at_byte += size) {
        uint32_t c = ca_utf8_at(text, at_byte, &size);
        to = is_spoken(c) || is_extending(c) || c == '/' ? at_byte + size : to;
    }
    return to;
}

/* Where the word after the sign ends; `from` where there is no minus sign before a number. */
static size_t negative_end(ca_str text, size_t from, size_t token_end)
{
    size_t size, next;
    uint32_t sign = ca_utf8_at(text, from, &size);
    if ((sign != '-' && sign != 0x2212) || !is_digit(ca_utf8_at(text, from + size, &next)))
        return from;
    return word_end_joined(text, from + size, token_end);
}

static size_t token_end(ca_str text, size_t offset)
{
    for (;;) {
        size_t size;
        uint32_t c = ca_utf8_at(text, offset, &size);
        if (!size || ca_is_white_space(c))
            return offset;
        offset += size;
    }
}

/* The words of a run without white space, up to *to, which moves on where an amount has white space
 * inside. */
static bool find_in_token(finder *f, size_t from, size_t *to)
{
    const size_t start = from;
    bool inside = false; /* behind a word of the token */
    while (from < *to) {
        size_t size, end = inside ? from : ca_amount_end(f->text, from);
        if (end > *to)
            *to = token_end(f->text, end);
        if (end == from && from == start)
            end = negative_end(f->text, from, *to);
        uint32_t first = ca_utf8_at(f->text, from, &size);
        if (end == from && (!is_spoken(first) || is_superscript(first))) {
            from += size;
            continue;
        }
        if (end == from)
            end = address_end(f->text, from, *to);
        if (end == from)
            end = word_end_joined(f->text, from, *to);
        ca_utf8_at(f->text, from, &size);
        if (end == from)
            end = from + size;
        if (!add_word(f, from, end))
            return false;
        from = end;
        inside = true;
        /* CJK text has its full stops inside the token. */
        if (ca_ends_sentence_inside(ca_utf8_at(f->text, from, &size)))
            end_sentence(f);
    }
    return true;
}

/* Whether the token [from, to) ends a sentence: a terminator, closers after it allowed. */
static bool token_ends_sentence(const finder *f, size_t from, size_t to)
{
    size_t end = to;
    uint32_t c = 0;
    for (int i = 0; i <= MAX_CLOSERS && end > from; i++) {
        size_t start = end - 1;
        while (start > from && ((unsigned char)f->text.data[start] & 0xC0) == 0x80)
            start--;
        size_t size;
        c = ca_utf8_at(f->text, start, &size);
        if (!ca_is_closer(c) && !is_superscript(c))
            break;
        end = start;
    }
    if (!ca_is_terminator(c))
        return false;
    if (c != '.')
        return true;
    return !ca_is_abbreviation((ca_str){f->text.data + from, end - 1 - from});
}

/* The first spoken character from `offset` on, on this line or the next; 0 at the text's end. */
static uint32_t next_spoken(const finder *f, size_t offset)
{
    size_t size;
    for (size_t i = 0; offset < f->text.size && i < 64; i++) {
        uint32_t c = ca_utf8_at(f->text, offset, &size);
        if (is_spoken(c))
            return c;
        offset += size;
    }
    return 0;
}

/* White space from `offset` on; counts its line ends. */
static size_t skip_space(ca_str text, size_t offset, size_t *line_ends)
{
    *line_ends = 0;
    for (;;) {
        size_t size;
        uint32_t c = ca_utf8_at(text, offset, &size);
        if (!size || !ca_is_white_space(c))
            return offset;
        bool crlf = c == '\r' && offset + 1 < text.size && text.data[offset + 1] == '\n';
        *line_ends += !crlf && ca_is_line_end(c);
        offset += size;
    }
}

/* What white space with line ends means for sentences and paragraphs. */
static void pass_line_ends(finder *f, size_t offset, size_t line_ends)
{
    if (line_ends >= 2) {
        end_sentence(f);
        f->paragraph++;
    } else if (line_ends == 1 && !ca_is_lower(next_spoken(f, offset))) {
        end_sentence(f);
    }
}

static bool find_all(finder *f)
{
    size_t line_ends, offset = skip_space(f->text, 0, &line_ends);
    bool line_start = true;
    while (offset < f->text.size) {
        size_t note = ca_note_end(f->text, offset);
        size_t label = line_start ? ca_label_end(&f->labels, f->text, offset) : offset;
        size_t end;
        if (label > offset) {
            end_sentence(f);
            f->speaker_change = true;
            end = label;
        } else if (note > offset) {
            end = note;
        } else {
            end = token_end(f->text, offset);
            end = ca_note_inside(f->text, offset, end);
            if (!find_in_token(f, offset, &end))
                return false;
            if (token_ends_sentence(f, offset, end) && !ca_is_lower(next_spoken(f, end)))
                end_sentence(f);
        }
        offset = skip_space(f->text, end, &line_ends);
        line_start = line_ends > 0 || label == end; /* after ">>" a name may follow */
        pass_line_ends(f, offset, line_ends);
    }
    return true;
}

capalign_code ca_spoken_find(ca_str text, ca_spoken_words *out, capalign_error *error)
{
    *out = (ca_spoken_words){0};
    finder f = {.text = text, .out = out};
    bool done = ca_labels_find(text, &f.labels) && find_all(&f);
    ca_labels_free(&f.labels);
    if (done && out->count <= CA_MAX_SPOKEN)
        return CAPALIGN_OK;
    capalign_code code = !done ? ca_fail_memory(error)
                               : ca_fail(error, CAPALIGN_E_LIMIT,
                                         "the transcript has more than %zu words", CA_MAX_SPOKEN);
    ca_spoken_free(out);
    return code;
}

void ca_spoken_free(ca_spoken_words *words)
{
    free(words->items);
    *words = (ca_spoken_words){0};
}
