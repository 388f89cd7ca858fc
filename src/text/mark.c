#include "text/mark.h"

#include <capalign/error.h>
#include <utf8proc.h>

#include "text/digits.h"
#include "text/duration.h"
#include "text/line_text.h"

static void skip_spaces(ca_str *text)
{
    while (text->size) {
        uint32_t c;
        size_t n = ca_utf8_decode(text->data, text->size, &c);
        if (!ca_line_is_space(c))
            return;
        text->data += n, text->size -= n;
    }
}

/* The character at the start; taken off when it is one of the NUL-terminated list. */
static bool take_any(ca_str *text, const uint32_t *wanted)
{
    if (!text->size)
        return false;
    uint32_t c;
    size_t n = ca_utf8_decode(text->data, text->size, &c);
    for (; *wanted; wanted++) {
        if (*wanted != c)
            continue;
        text->data += n, text->size -= n;
        return true;
    }
    return false;
}

static bool is_word_character(uint32_t c)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NO;
}

/* The word at the start with the full stops inside and after it; empty when there is none. */
static ca_str word_at(ca_str text)
{
    size_t n = 0;
    while (n < text.size && n < CA_WORD_MAX_BYTES) {
        uint32_t c;
        size_t step = ca_utf8_decode(text.data + n, text.size - n, &c);
        bool joins = n > 0 && (c == '.' || c == '\'' || c == 0x2019);
        if (ca_digit_value(c) >= 0 || (!is_word_character(c) && !joins))
            break;
        n += step;
    }
    return (ca_str){text.data, n};
}

static unsigned roles_of(const ca_words *words, ca_str word)
{
    unsigned roles = ca_words_roles(words, word);
    while (!roles && word.size > 1 && word.data[word.size - 1] == '.')
        roles = ca_words_roles(words, (ca_str){word.data, --word.size});
    return roles;
}

/* Takes the next word off where it has one of the roles. */
static unsigned take_word(const ca_words *words, ca_str *text, unsigned wanted)
{
    ca_str at = *text;
    skip_spaces(&at);
    ca_str word = word_at(at);
    unsigned roles = word.size ? roles_of(words, word) & wanted : 0;
    if (!roles)
        return 0;
    text->size -= (size_t)(word.data + word.size - text->data);
    text->data = word.data + word.size;
    return roles;
}

static bool at_boundary(ca_str text)
{
    uint32_t c = ca_line_first(text);
    if (!text.size)
        return true;
    if (is_word_character(c) || c == '%' || c == 0xB0)
        return false;
    /* 2:26:33:12, 2:26.5, 1:43,2 are no marks */
    bool joins = c == ':' || c == '.' || c == ',';
    return !(joins && text.size > 1 &&
             ca_digit_value(ca_line_first((ca_str){text.data + 1, text.size - 1})) >= 0);
}

/* d{1,3}:dd or d{1,3}:dd:dd, whatever the values. */
static bool take_clock(ca_str *text, ca_mark *mark)
{
    ca_str at = *text;
    int64_t part;
    int digits, count = 1;
    bool zero = true;
    if (!ca_digits_take(&at, 3, &part, &digits))
        return false;
    zero = part == 0;
    for (ca_str ahead = at; count < 3 && ca_colon_take(&ahead); count++) {
        if (!ca_digits_take(&ahead, 2, &part, &digits) || digits != 2)
            return false;
        zero = zero && part == 0;
        at = ahead;
    }
    if (count < 2)
        return false;
    *mark = (ca_mark){.form = CA_MARK_CLOCK,
                      .duration_us = CAPALIGN_TIME_NONE,
                      .zero = zero,
                      .has_hours = count == 3};
    ca_duration_clock((ca_str){text->data, text->size - at.size}, &mark->duration_us);
    *text = at;
    return true;
}

static bool take_iso(ca_str *text, ca_mark *mark)
{
    size_t n = 0;
    while (n < text->size && n < 32 && (unsigned char)text->data[n] > ' ' &&
           !memchr(")]|;", text->data[n], 4))
        n++;
    if (n < 3 || (text->data[0] != 'P' && text->data[0] != 'T') || !memchr(text->data, 'T', n))
        return false;
    *mark = (ca_mark){.form = CA_MARK_ISO, .duration_us = CAPALIGN_TIME_NONE};
    ca_str token = {text->data, n};
    if (!ca_duration_iso(token, &mark->duration_us))
        return false;
    text->data += n, text->size -= n;
    return true;
}

/* 2′26″ */
static bool take_primes(ca_str *text, ca_mark *mark)
{
    static const uint32_t minute[] = {'\'', 0x2032, 0x2019, 0};
    static const uint32_t second[] = {'"', '\'', 0x2033, 0x201D, 0x2032, 0x2019, 0};
    ca_str at = *text;
    int64_t minutes, seconds;
    int digits;
    if (!ca_digits_take(&at, 2, &minutes, &digits) || !take_any(&at, minute) ||
        !ca_digits_take(&at, 2, &seconds, &digits) || digits != 2 || !take_any(&at, second))
        return false;
    take_any(&at, second);
    *mark = (ca_mark){.form = CA_MARK_WORDS, .duration_us = CAPALIGN_TIME_NONE};
    if (seconds < 60 && (minutes || seconds))
        mark->duration_us = (minutes * 60 + seconds) * 1000000;
    *text = at;
    return true;
}

static int64_t unit_seconds(unsigned unit)
{
    return unit & CA_WORD_HOURS ? 3600 : unit & CA_WORD_MINUTES ? 60 : 1;
}

/* A unit smaller than the one before; words that stand for several (h, m …) are the next smaller
 * one that fits. */
static unsigned take_unit(const ca_words *words, ca_str *text, int64_t below)
{
    unsigned wanted = CA_WORD_HOURS | CA_WORD_MINUTES | CA_WORD_SECONDS;
    if (below <= 3600)
        wanted &= ~(unsigned)CA_WORD_HOURS;
    if (below <= 60)
        wanted &= ~(unsigned)CA_WORD_MINUTES;
    return take_word(words, text, wanted);
}

/* "2 min 26 sec", "1 hour, 2 minutes and 33 seconds", "2分26秒", "2min26". */
static bool take_spelled(const ca_words *words, ca_str *text, ca_mark *mark)
{
    static const uint32_t hyphens[] = {'-', 0x2011, 0};
    static const uint32_t commas[] = {',', 0x060C, 0x3001, 0};
    int64_t total = 0, below = INT64_MAX, part;
    int digits, count = 0;
    ca_str at = *text, end = *text;
    while (ca_digits_take(&at, 3, &part, &digits)) {
        take_any(&at, hyphens);
        unsigned unit = take_unit(words, &at, below);
        int64_t seconds = unit ? unit_seconds(unit) : below == 60 ? 1 : 0;
        if (!seconds || (count > 0 && part > 59) || (!unit && digits != 2))
            break;
        total += part * seconds, below = seconds, end = at;
        count++;
        take_any(&at, commas);
        take_word(words, &at, CA_WORD_AND);
        skip_spaces(&at);
    }
    if (!count)
        return false;
    *mark = (ca_mark){.form = count > 1 ? CA_MARK_WORDS : CA_MARK_MINUTES,
                      .duration_us = total > 0 && total <= CA_DURATION_MAX_US / 1000000
                                         ? total * 1000000
                                         : CAPALIGN_TIME_NONE,
                      .zero = total == 0};
    *text = end;
    return true;
}

/* "2.26 Min.": two minutes and 26 seconds, or two and a quarter minutes? Length not known. */
static bool take_dotted(const ca_words *words, ca_str *text, ca_mark *mark)
{
    static const uint32_t points[] = {'.', ',', 0};
    ca_str at = *text;
    int64_t part;
    int digits;
    if (!ca_digits_take(&at, 2, &part, &digits) || !take_any(&at, points) ||
        !ca_digits_take(&at, 2, &part, &digits) || !take_word(words, &at, CA_WORD_MINUTES))
        return false;
    *mark = (ca_mark){.form = CA_MARK_WORDS, .duration_us = CAPALIGN_TIME_NONE};
    *text = at;
    return true;
}

/* What a clock reading is followed by: the length after the position, the end of a range, a unit,
 * or the words of a time of day. */
static void take_rest(const ca_words *words, ca_str *text, ca_mark *mark)
{
    static const uint32_t slash[] = {'/', 0xFF0F, 0x2044, 0};
    static const uint32_t dashes[] = {'-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0};
    ca_str at = *text;
    ca_mark second;
    skip_spaces(&at);
    bool counter = take_any(&at, slash), range = !counter && take_any(&at, dashes);
    skip_spaces(&at);
    if ((counter || range) && take_clock(&at, &second)) {
        *text = at;
        if (range) {
            mark->time_of_day = true;
            return;
        }
        bool runs = mark->zero || (mark->duration_us >= 0 && second.duration_us >= 0 &&
                                   mark->duration_us <= second.duration_us);
        *mark = second;
        mark->form = CA_MARK_COUNTER;
        mark->time_of_day = !runs;
        return;
    }
    unsigned next =
        take_word(words, text, CA_WORD_CLOCK | CA_WORD_MINUTES | CA_WORD_HOURS | CA_WORD_SECONDS);
    if (next & CA_WORD_MINUTES && !(next & CA_WORD_CLOCK)) {
        mark->form = CA_MARK_WORDS;
    } else if (next & CA_WORD_HOURS && !(next & CA_WORD_CLOCK)) {
        mark->form = CA_MARK_WORDS; /* 1:30 h: hours and minutes, but who knows */
        if (!mark->has_hours)
            mark->duration_us = CAPALIGN_TIME_NONE;
    } else if (next & CA_WORD_CLOCK) {
        mark->time_of_day = true;
    }
}

bool ca_mark_take(const ca_words *words, ca_str *text, ca_mark *mark)
{
    ca_str at = *text;
    uint32_t first = ca_line_first(at);
    bool found = false;
    if (first == 'P' || first == 'T') {
        found = take_iso(&at, mark);
    } else if (ca_digit_value(first) >= 0) {
        found = take_clock(&at, mark);
        if (found && at_boundary(at))
            take_rest(words, &at, mark);
        else if (found && take_word(words, &at, CA_WORD_CLOCK))
            mark->time_of_day = true; /* 9:00pm */
        else if (found)
            take_rest(words, &at, mark);
        else
            found = take_primes(&at, mark) || take_spelled(words, &at, mark) ||
                    take_dotted(words, &at, mark);
    }
    if (!found || !at_boundary(at))
        return false;
    *text = at;
    return true;
}
