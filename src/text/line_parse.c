#include "text/line_parse.h"

#include "text/digits.h"
#include "text/line_text.h"

/* How far from the line's end a mark may begin: "1 hour, 2 minutes and 33 seconds" in UTF-8. */
enum { TAIL_BYTES = 96 };
/* A bracket with a keyword and a mark in it is short. */
enum { GROUP_MAX_BYTES = 96 };
/* Keyword, play sign, mark, bracket: more parts than these stand at no line's start. */
enum { MAX_PARTS = 6 };
/* "Video of the day: …" */
enum { LONG_KEYWORD_WORDS = 5 };

static const unsigned keyword_roles =
    CA_WORD_VIDEO | CA_WORD_SUPPORT | CA_WORD_DURATION | CA_WORD_AUDIO | CA_WORD_BOX;

static bool is_play_sign(uint32_t c)
{
    static const uint32_t signs[] = {0x25B6,  0x25B7,  0x25B8,  0x25BA,  0x23E9,
                                     0x23EF,  0x23F5,  0x2BC8,  0x1F39E, 0x1F3A5,
                                     0x1F3A6, 0x1F3AC, 0x1F4F9, 0x1F4FA, 0x1F4FD};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (signs[i] == c)
            return true;
    return false;
}

static bool is_sound_sign(uint32_t c)
{
    return (c >= 0x1F508 && c <= 0x1F50A) || c == 0x1F3A7 || c == 0x1F3B5 || c == 0x1F3B6 ||
           c == 0x1F399 || c == 0x1F3A4 || c == 0x1F4FB || c == 0x266A || c == 0x266B;
}

static uint32_t closing_of(uint32_t c)
{
    static const uint32_t pairs[][2] = {{'(', ')'},       {'[', ']'},       {'{', '}'},
                                        {0x3010, 0x3011}, {0xFF08, 0xFF09}, {0xFF3B, 0xFF3D},
                                        {0x3014, 0x3015}, {0x300A, 0x300B}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (pairs[i][0] == c)
            return pairs[i][1];
    return 0;
}

/* A hyphen separates only with a space beside it: "Kick-off". */
static bool separates(ca_str text, size_t at, uint32_t c, size_t n)
{
    if (c == '!' || c == 0xFF01) /* "WATCH! …" */
        return true;
    if (!ca_line_is_separator(c))
        return false;
    if (c != '-' && c != 0x2010 && c != 0x2011)
        return true;
    return at == 0 || text.data[at - 1] == ' ' || at + n == text.size || text.data[at + n] == ' ';
}

/* A character that begins and ends no part of a line: most of them. */
static bool is_plain(char c)
{
    return c == ' ' || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Takes white space and separators off the start; whether there was a separator. */
static bool skip_separators(ca_str *text)
{
    bool found = false;
    while (text->size) {
        uint32_t c;
        size_t n = ca_utf8_decode(text->data, text->size, &c);
        bool separator = ca_line_is_separator(c) || c == '!' || c == 0xFF01;
        if (!ca_line_is_space(c) && !separator)
            break;
        found = found || separator;
        text->data += n, text->size -= n;
    }
    return found;
}

/* The same at the end; a comma does not set a mark off ("Saturday, 15:00"). */
static bool skip_separators_back(ca_str *text)
{
    bool found = false;
    for (;;) {
        *text = ca_line_trim(*text);
        uint32_t c = ca_line_last(*text);
        if (!text->size || !ca_line_is_separator(c))
            return found;
        char bytes[4];
        text->size -= ca_utf8_encode(c, bytes);
        found = found || c != ',';
    }
}

/* The phrase at the start, up to a separator, digit, bracket or sign. *ended is what it ended at, 0
 * at the end of the text. */
static ca_str phrase_at(ca_str text, uint32_t *ended)
{
    size_t n = 0;
    *ended = 0;
    while (n < text.size && n <= CA_WORD_MAX_BYTES) {
        if (is_plain(text.data[n])) {
            n++;
            continue;
        }
        uint32_t c;
        size_t step = ca_utf8_decode(text.data + n, text.size - n, &c);
        if (separates(text, n, c, step) || ca_digit_value(c) >= 0 || closing_of(c) ||
            is_play_sign(c)) {
            *ended = c;
            break;
        }
        n += step;
    }
    return ca_line_trim((ca_str){text.data, n});
}

/* "Video of the day: …": the first word says it, a colon or bar ends it; supports a mark. */
static unsigned long_keyword(const ca_words *words, ca_str phrase, uint32_t ended)
{
    if (ended != ':' && ended != '|' && ended != 0xFF1A && ended != 0xFF5C)
        return 0;
    const char *space = memchr(phrase.data, ' ', phrase.size);
    if (!space || ca_line_words(phrase) > LONG_KEYWORD_WORDS)
        return 0;
    ca_str first = {phrase.data, (size_t)(space - phrase.data)};
    return ca_words_roles(words, first) & CA_WORD_VIDEO ? CA_WORD_SUPPORT : 0;
}

static bool take_keyword(const ca_words *words, ca_str *text, ca_parsed *p)
{
    uint32_t ended;
    ca_str phrase = phrase_at(*text, &ended);
    unsigned roles = ca_words_roles(words, phrase) & keyword_roles;
    if (!roles)
        roles = long_keyword(words, phrase, ended);
    if (!roles)
        return false;
    ca_str after = {phrase.data + phrase.size,
                    text->size - (size_t)(phrase.data + phrase.size - text->data)};
    ca_str probe = after;
    bool separated = skip_separators(&probe);
    ca_mark mark;
    ca_str ahead = probe;
    bool fits = separated || !probe.size || closing_of(ca_line_first(probe)) ||
                is_play_sign(ca_line_first(probe)) || ca_mark_take(words, &ahead, &mark);
    if (!fits)
        return false;
    *text = probe;
    p->roles |= roles;
    p->named = p->named || separated;
    return true;
}

static bool take_sign(ca_str *text, ca_parsed *p)
{
    uint32_t c = 0;
    size_t n = text->size ? ca_utf8_decode(text->data, text->size, &c) : 0;
    if (is_sound_sign(c))
        p->roles |= CA_WORD_AUDIO;
    else if (is_play_sign(c))
        p->play = true;
    else
        return false;
    text->data += n, text->size -= n;
    return true;
}

static bool take_mark(const ca_words *words, ca_str *text, ca_parsed *p)
{
    if (p->has_mark || !ca_mark_take(words, text, &p->mark))
        return false;
    p->has_mark = true;
    return true;
}

/* The inside of a bracket: nothing but keywords, signs and marks. */
static bool parse_group(const ca_words *words, ca_str inside, ca_parsed *p)
{
    ca_parsed inner = *p;
    bool any = false;
    for (int i = 0; i < MAX_PARTS; i++) {
        skip_separators(&inside);
        if (!inside.size)
            break;
        if (!take_sign(&inside, &inner) && !take_mark(words, &inside, &inner) &&
            !take_keyword(words, &inside, &inner))
            return false;
        any = true;
    }
    if (!any || inside.size)
        return false;
    inner.mark_set_off = inner.mark_set_off || (inner.has_mark && !p->has_mark);
    inner.named = true;
    *p = inner;
    return true;
}

static bool take_group(const ca_words *words, ca_str *text, ca_parsed *p)
{
    uint32_t c;
    size_t n = text->size ? ca_utf8_decode(text->data, text->size, &c) : 0;
    uint32_t closing = n ? closing_of(c) : 0;
    if (!closing)
        return false;
    for (size_t i = n; i < text->size && i < GROUP_MAX_BYTES;) {
        size_t step = ca_utf8_decode(text->data + i, text->size - i, &c);
        if (c == closing) {
            if (!parse_group(words, (ca_str){text->data + n, i - n}, p))
                return false;
            text->data += i + step, text->size -= i + step;
            return true;
        }
        i += step;
    }
    return false;
}

/* Whether the character before `at` lets a mark or bracket begin there. */
static bool starts_part(ca_str text, size_t at)
{
    if (at == 0)
        return true;
    uint32_t before = ca_line_last((ca_str){text.data, at}), here;
    ca_utf8_decode(text.data + at, text.size - at, &here);
    return ca_line_is_space(before) ||
           (ca_line_is_separator(before) && before != '-' && before != ':' && before != ',') ||
           closing_of(here) || before == ':' || is_play_sign(before);
}

static size_t tail_start(ca_str text, size_t bytes)
{
    size_t start = text.size > bytes ? text.size - bytes : 0;
    while (start < text.size && start > 0 && ((unsigned char)text.data[start] & 0xC0) == 0x80)
        start++;
    return start;
}

/* A mark or bracket that reaches to the end of the text; the leftmost, so that "2 min 26 sec" is
 * not read as 26 seconds. */
static bool take_tail(const ca_words *words, ca_str *text, ca_parsed *p)
{
    for (size_t i = tail_start(*text, TAIL_BYTES); i < text->size;) {
        if (is_plain(text->data[i]) && text->data[i] != 'P') {
            i++;
            continue;
        }
        uint32_t c;
        size_t n = ca_utf8_decode(text->data + i, text->size - i, &c);
        bool candidate = (ca_digit_value(c) >= 0 || c == 'P' || closing_of(c) || is_play_sign(c)) &&
                         starts_part(*text, i);
        ca_str end = {text->data + i, text->size - i};
        ca_parsed trial = *p;
        bool taken = candidate && (take_group(words, &end, &trial) ||
                                   (take_sign(&end, &trial), end = ca_line_trim(end),
                                    take_mark(words, &end, &trial)));
        if (taken && trial.has_mark && !p->has_mark && !ca_line_trim(end).size) {
            *p = trial;
            text->size = i;
            return true;
        }
        i += n;
    }
    return false;
}

/* The keyword behind the last separator: "Cranes lift – Video", before a mark that was taken. */
static void take_keyword_back(const ca_words *words, ca_str *text, ca_parsed *p)
{
    for (size_t i = text->size; i > 0 && text->size - i < CA_WORD_MAX_BYTES; i--) {
        if (((unsigned char)text->data[i - 1] & 0xC0) == 0x80)
            continue;
        uint32_t c;
        size_t n = ca_utf8_decode(text->data + i - 1, text->size - i + 1, &c);
        if (!separates(*text, i - 1, c, n))
            continue;
        ca_str phrase = ca_line_trim((ca_str){text->data + i - 1 + n, text->size - i + 1 - n});
        unsigned roles = ca_words_roles(words, phrase) & keyword_roles;
        if (roles) {
            p->roles |= roles;
            text->size = i - 1;
            skip_separators_back(text);
        }
        return;
    }
}

/* "at 14:05", "John 3:16": the word before a bare mark at the end makes it something else. */
static bool follows_at_word(const ca_words *words, ca_str text)
{
    text = ca_line_trim(text);
    size_t start = text.size;
    while (start > 0 && text.data[start - 1] != ' ' && text.size - start < CA_WORD_MAX_BYTES)
        start--;
    return ca_words_roles(words, (ca_str){text.data + start, text.size - start}) & CA_WORD_AT;
}

static void parse_front(const ca_words *words, ca_str *text, ca_parsed *p)
{
    for (int i = 0; i < MAX_PARTS && text->size; i++) {
        bool had_mark = p->has_mark;
        bool taken = take_sign(text, p) || take_group(words, text, p) ||
                     take_mark(words, text, p) || take_keyword(words, text, p);
        if (!taken)
            return;
        bool separated = skip_separators(text);
        if (p->has_mark && !had_mark)
            p->mark_set_off = p->mark_set_off || separated;
        p->named = p->named || (separated && (p->roles & keyword_roles));
    }
}

static void parse_back(const ca_words *words, ca_str *text, ca_parsed *p)
{
    if (!take_tail(words, text, p))
        return;
    bool separated = skip_separators_back(text);
    if (!separated && !p->mark_set_off && follows_at_word(words, *text))
        p->mark.time_of_day = true;
    p->mark_set_off = p->mark_set_off || separated;
    while (text->size && is_play_sign(ca_line_last(*text))) {
        char bytes[4];
        text->size -= ca_utf8_encode(ca_line_last(*text), bytes);
        p->play = true;
        skip_separators_back(text);
    }
    take_keyword_back(words, text, p);
}

ca_parsed ca_line_parse(const ca_words *words, ca_str line)
{
    ca_parsed p = {.rest = line};
    parse_front(words, &p.rest, &p);
    p.rest = ca_line_trim(p.rest);
    if (p.rest.size && !p.has_mark)
        parse_back(words, &p.rest, &p);
    p.rest = ca_line_trim(p.rest);
    return p;
}
