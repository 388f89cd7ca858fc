/* A cue's text as viewers see it: lines without markup, counted. */
#include <stdlib.h>

#include "base/error.h"
#include "caption/plain_text.h"
#include "check/check.h"
#include "cue/width.h"

static bool add_line(ca_check *check, size_t count, const ca_check_line *line)
{
    ca_check_line *grown =
        ca_grow(check->cue_lines, &check->cue_line_capacity, count + 1, sizeof *grown);
    if (!grown)
        return false;
    check->cue_lines = grown;
    grown[count] = *line;
    return true;
}

/* Printable ASCII is one grapheme of one column a byte: most lines of most files. */
static bool is_printable_ascii(ca_str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < ' ' || text.data[i] > '~')
            return false;
    return true;
}

static void count_line(ca_check_line *line)
{
    line->graphemes = line->columns = 0;
    if (is_printable_ascii(line->plain)) {
        line->graphemes = line->columns = (uint32_t)line->plain.size;
        return;
    }
    for (size_t at = 0; at < line->plain.size;) {
        ca_cluster cluster = ca_cluster_at(line->plain, at);
        line->graphemes += cluster.columns || cluster.first > ' ';
        line->columns += cluster.columns;
        at = cluster.to;
    }
}

static bool is_ascii_alnum(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Scripts that are written without spaces between words: Han, kana; Thai, Lao, Khmer, Burmese. */
static bool is_unspaced_letter(uint32_t c)
{
    return (ca_is_ideographic(c) || ca_is_unspaced_script(c)) && ca_is_letter(c);
}

/* Words between white space; a letter of a script without spaces among them is one. 0 where such
 * letters are the more: a space shows no word there, and guides for such languages count
 * characters.
 */
static uint32_t count_words(ca_str text)
{
    uint32_t words = 0, unspaced = 0, c;
    bool inside = false;
    for (size_t at = 0; at < text.size;) {
        c = (unsigned char)text.data[at];
        if (c < 0x80) {
            bool letter = is_ascii_alnum(c);
            words += letter && !inside;
            inside = letter || (inside && c > ' ');
            at++;
            continue;
        }
        at += ca_utf8_decode(text.data + at, text.size - at, &c);
        bool alone = is_unspaced_letter(c), letter = ca_is_letter(c) || ca_is_digit(c);
        unspaced += alone;
        words += !alone && letter && !inside;
        inside = !alone && (letter || (inside && !ca_is_space(c)));
    }
    return unspaced > words ? 0 : words + unspaced;
}

/* The source's lines that hold the cue's text: below its time line, to the end of its bytes. */
static void find_text(const ca_check *check, size_t index, ca_check_cue *out)
{
    const ca_cue *cue = &check->track->cues[index];
    size_t line = cue->cue.line, from, to;
    ca_line_range(&check->lines, line, &out->time_from, &out->time_to);
    ca_line_range(&check->lines, line + 1, &from, &to);
    if (from > cue->raw_to || !cue->cue.text_bytes)
        from = cue->raw_to;
    to = cue->raw_to;
    while (to > from && (check->text.data[to - 1] == '\n' || check->text.data[to - 1] == '\r'))
        to--;
    while (from < to && (check->text.data[from] == '\n' || check->text.data[from] == '\r'))
        from++;
    out->text_from = from;
    out->text_to = to;
}

/* Pairs the plain lines with the source's; where markup spans lines the last takes the rest. */
static bool split_lines(ca_check *check, ca_check_cue *out)
{
    size_t source = out->text_from, end = out->text_to;
    size_t line = ca_line_of(&check->lines, source), from, to;
    ca_str rest = out->plain;
    for (bool more = rest.size != 0; more; out->line_count++, line++) {
        const char *lf = memchr(rest.data, '\n', rest.size);
        size_t size = lf ? (size_t)(lf - rest.data) : rest.size;
        ca_line_range(&check->lines, line, &from, &to);
        ca_check_line found = {.from = source,
                               .to = to < end ? to : end,
                               .plain = ca_str_trim((ca_str){rest.data, size})};
        count_line(&found);
        out->graphemes += found.graphemes;
        out->columns += found.columns;
        if (!add_line(check, out->line_count, &found))
            return false;
        more = lf != NULL;
        rest = more ? (ca_str){lf + 1, rest.size - size - 1} : rest;
        ca_line_range(&check->lines, line + 1, &from, &to);
        source = from < end ? from : end;
    }
    out->lines = check->cue_lines;
    return true;
}

/* The cue's text itself where it has no markup. */
static bool read_plain(ca_check *check, const capalign_cue *cue, ca_str *plain)
{
    *plain = (ca_str){cue->text, cue->text_bytes};
    bool marked = false;
    for (size_t i = 0; i < plain->size && !marked; i++)
        marked = plain->data[i] == '<' || plain->data[i] == '{' || plain->data[i] == '&';
    if (!marked)
        return true;
    ca_strbuf_clear(&check->scratch);
    bool read = ca_plain_lines(&check->scratch, *plain, check->track->format);
    *plain = ca_strbuf_view(&check->scratch);
    return read;
}

bool ca_check_read_cue(ca_check *check, size_t index, ca_check_cue *out)
{
    const capalign_cue *cue = &check->track->cues[index].cue;
    bool timed = cue->start_us != CAPALIGN_TIME_NONE && cue->end_us != CAPALIGN_TIME_NONE;
    *out = (ca_check_cue){
        .index = index,
        .cue = cue,
        .above = index ? &check->track->cues[index - 1].cue : NULL,
        .duration_us = timed && cue->end_us >= cue->start_us ? cue->end_us - cue->start_us
                                                             : CAPALIGN_TIME_NONE,
    };
    find_text(check, index, out);
    if (!read_plain(check, cue, &out->plain))
        return false;
    out->words = count_words(out->plain);
    return split_lines(check, out);
}

/* The plain text is the source without some of its bytes, entities aside, so the two are walked
 * through together; what does not match is markup. */
size_t ca_check_source_of(const ca_check *check, const ca_check_line *line, size_t at)
{
    const char *source = check->text.data;
    size_t from = line->from;
    for (size_t i = 0; i <= at && from < line->to; i++) {
        size_t look = from;
        while (look < line->to && i < line->plain.size && source[look] != line->plain.data[i])
            look += source[look] == '<' && memchr(source + look, '>', line->to - look)
                        ? (size_t)((const char *)memchr(source + look, '>', line->to - look) -
                                   (source + look)) +
                              1
                        : 1;
        if (look >= line->to)
            continue; /* an entity: its place is where it began */
        from = i == at ? look : look + 1;
    }
    return from < line->to ? from : line->to;
}
