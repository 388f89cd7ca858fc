#include "caption/markup.h"

#include <string.h>

#include "caption/webvtt_entities.h"

/* Tags that are open at once, per cue; more are dropped. People nest three. */
enum { MAX_OPEN = 32 };

/* Where a conversion stands. An open tag is one letter: b, i, u, and for WebVTT also c, v, l(ang),
 * r(uby), t (rt), which SRT lacks but whose closing tags must find them. */
typedef struct conversion {
    ca_strbuf *out;
    size_t start; /* of this cue's text in out */
    const char *blank_line;
    size_t line_ends; /* read and not yet written: those at the end are dropped */
    char open[MAX_OPEN];
    size_t depth;
    bool lost;
    bool no_tag_ends; /* WebVTT: no '>' follows any more; saves looking for it again and again */
} conversion;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool known_srt_name(ca_str name)
{
    static const char *const names[] = {"b", "i", "u", "s", "font"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (ca_str_equal_nocase(name, names[i]))
            return true;
    return false;
}

static size_t skip_blanks(ca_str text, size_t at)
{
    while (at < text.size && (text.data[at] == ' ' || text.data[at] == '\t'))
        at++;
    return at;
}

/* The place of the '>' that ends a tag, or 0. */
static size_t tag_end(ca_str text, size_t at)
{
    for (; at < text.size; at++) {
        char c = text.data[at];
        if (c == '>')
            return at;
        if (c == '<' || c == '\n' || c == '\r')
            break;
    }
    return 0;
}

/* Letters and digits, with '-' and ':' between them: <my-tag>, <tt:span>. */
static size_t name_size(ca_str text, size_t from)
{
    size_t at = from;
    for (; at < text.size; at++) {
        char c = text.data[at];
        bool inside = (c == '-' || c == ':') && at + 1 < text.size &&
                      (is_letter(text.data[at + 1]) || ca_is_ascii_digit(text.data[at + 1]));
        if (!is_letter(c) && !ca_is_ascii_digit(c) && !inside)
            break;
    }
    return at - from;
}

/* White space, '/', '>' or a WebVTT class end a tag's name; <who@where.org> and <http://x> are no
 * tags. */
static bool name_ends(ca_str text, size_t at, size_t end)
{
    char c = text.data[at];
    if (c == '.')
        return !memchr(text.data + at, '@', end - at);
    return c == '>' || c == '/' || c == ' ' || c == '\t';
}

ca_srt_tag ca_srt_tag_read(ca_str text)
{
    ca_srt_tag tag = {0};
    size_t at = skip_blanks(text, 1);
    bool spaced = at > 1;
    if (at < text.size && text.data[at] == '/') {
        tag.closing = true;
        size_t name = skip_blanks(text, at + 1);
        spaced = spaced || name > at + 1;
        at = name;
    }
    if (at >= text.size || !is_letter(text.data[at]))
        return tag;
    tag.name = (ca_str){text.data + at, name_size(text, at)};
    at += tag.name.size;
    size_t after = skip_blanks(text, at), end = tag_end(text, at);
    if (!end || !name_ends(text, at, end))
        return tag;
    tag.known = text.data[at] != '.' && known_srt_name(tag.name);
    tag.attributes = after < end;
    tag.spaced = tag.known && (spaced || (after > at && after == end));
    if (spaced && (!tag.known || (tag.attributes && !ca_str_equal_nocase(tag.name, "font"))))
        return tag; /* "a < b and c > d" */
    tag.size = end + 1;
    return tag;
}

size_t ca_srt_override_size(ca_str text)
{
    if (text.size < 3 || text.data[1] != '\\')
        return 0;
    for (size_t at = 2; at < text.size; at++) {
        char c = text.data[at];
        if (c == '}')
            return at + 1;
        if (c == '{' || c == '\n' || c == '\r')
            break;
    }
    return 0;
}

bool ca_markup_plain(ca_str text)
{
    char before = '\n';
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        switch (c) {
        case '<':
        case '>':
        case '&':
        case '{':
        case '\r':
            return false;
        case '\n':
            if (before == '\n')
                return false;
            break;
        default:
            break;
        }
        before = c;
    }
    return text.size && before != '\n';
}

/* Writes the line ends that were held back; an empty line gets what stands for one. */
static void begin_output(conversion *c)
{
    if (!c->line_ends)
        return;
    if (c->out->size == c->start) {
        c->lost = true;
    } else {
        ca_strbuf_add(c->out, "\n", 1);
        for (size_t i = 1; i < c->line_ends; i++) {
            ca_strbuf_add_text(c->out, c->blank_line);
            ca_strbuf_add(c->out, "\n", 1);
        }
        c->lost = c->lost || (c->line_ends > 1 && *c->blank_line);
    }
    c->line_ends = 0;
}

static void emit(conversion *c, const char *bytes, size_t size)
{
    if (!size)
        return;
    begin_output(c);
    ca_strbuf_add(c->out, bytes, size);
}

static void emit_tag(conversion *c, char letter, bool closing)
{
    char tag[] = {'<', '/', letter, '>'};
    if (closing)
        emit(c, tag, sizeof tag);
    else
        tag[1] = '<', emit(c, tag + 1, sizeof tag - 1);
}

/* SRT and WebVTT share these; the other letters have no tag in SRT. */
static bool is_shared(char letter)
{
    return letter == 'b' || letter == 'i' || letter == 'u';
}

static bool push(conversion *c, char letter)
{
    if (c->depth == MAX_OPEN) {
        c->lost = true;
        return false;
    }
    c->open[c->depth++] = letter;
    return true;
}

static void close_all(conversion *c)
{
    while (c->depth) {
        char letter = c->open[--c->depth];
        if (letter == 't')
            emit(c, ")", 1);
        else if (is_shared(letter))
            emit_tag(c, letter, true);
    }
}

/* Closes a tag that may lie under others: those are closed before it and opened again after it,
 * which is what players that switch a style off at its closing tag show. */
static void close_under(conversion *c, char letter)
{
    size_t at = c->depth;
    while (at && c->open[at - 1] != letter)
        at--;
    if (!at) {
        c->lost = true;
        return;
    }
    for (size_t i = c->depth; i >= at; i--)
        emit_tag(c, c->open[i - 1], true);
    for (size_t i = at; i < c->depth; i++) {
        emit_tag(c, c->open[i], false);
        c->open[i - 1] = c->open[i];
    }
    c->depth--;
}

static void convert_srt_tag(conversion *c, ca_srt_tag tag)
{
    char letter = (char)(tag.name.data[0] | 0x20);
    if (tag.name.size != 1 || !is_shared(letter)) { /* font, s */
        c->lost = true;
        return;
    }
    c->lost = c->lost || tag.attributes;
    if (tag.closing)
        close_under(c, letter);
    else if (push(c, letter))
        emit_tag(c, letter, false);
}

/* A '<' in an SRT text. Returns how many bytes were dealt with. */
static size_t srt_less_than(conversion *c, ca_str rest)
{
    ca_srt_tag tag = ca_srt_tag_read(rest);
    if (tag.size && tag.known && !tag.spaced) {
        convert_srt_tag(c, tag);
        return tag.size;
    }
    c->lost = c->lost || tag.size;
    emit(c, "&lt;", 4);
    return 1;
}

/* No "-->" may come of it, not even across a tag that was dropped. */
static void srt_greater_than(conversion *c)
{
    begin_output(c);
    bool arrow = !c->out->failed && c->out->size >= c->start + 2 &&
                 memcmp(c->out->data + c->out->size - 2, "--", 2) == 0;
    emit(c, arrow ? "&gt;" : ">", arrow ? 4 : 1);
}

static size_t srt_special(conversion *c, ca_str rest)
{
    size_t size;
    switch (rest.data[0]) {
    case '<':
        return srt_less_than(c, rest);
    case '&':
        emit(c, "&amp;", 5);
        return 1;
    case '{':
        size = ca_srt_override_size(rest);
        c->lost = c->lost || size;
        if (!size)
            emit(c, "{", 1);
        return size ? size : 1;
    case '>':
        srt_greater_than(c);
        return 1;
    default: /* CR, LF or CR LF */
        c->line_ends++;
        return rest.size > 1 && rest.data[0] == '\r' && rest.data[1] == '\n' ? 2 : 1;
    }
}

/* The ends of a cue: what was held back is dropped, what is open is closed. */
static bool finish(conversion *c)
{
    c->lost = c->lost || c->line_ends;
    c->line_ends = 0;
    close_all(c);
    return c->lost;
}

bool ca_markup_srt_to_webvtt(ca_strbuf *out, ca_str text)
{
    conversion c = {.out = out, .start = out->size, .blank_line = "&nbsp;"};
    for (size_t at = 0; at < text.size;) {
        size_t plain = 0;
        while (at + plain < text.size && !memchr("<>&{\r\n", text.data[at + plain], 6))
            plain++;
        emit(&c, text.data + at, plain);
        at += plain;
        if (at < text.size)
            at += srt_special(&c, (ca_str){text.data + at, text.size - at});
    }
    return finish(&c);
}

/* A '<' that came of an entity would open a tag in SRT: then the entity stays. */
static bool opens_tag(ca_str after)
{
    size_t at = after.size && after.data[0] == '/';
    return at < after.size && is_letter(after.data[at]);
}

static size_t webvtt_entity(conversion *c, ca_str rest)
{
    char bytes[CA_VTT_REFERENCE_BYTES];
    size_t count = 0, size = ca_vtt_character_reference(rest, bytes, &count);
    bool tag =
        count == 1 && bytes[0] == '<' && opens_tag((ca_str){rest.data + size, rest.size - size});
    if (!size || tag) {
        c->lost = c->lost || tag;
        emit(c, "&", 1);
        return 1;
    }
    if (count == 1 && (bytes[0] == '\n' || bytes[0] == '\r'))
        c->line_ends++;
    else
        emit(c, bytes, count);
    return size;
}

/* The letter of a WebVTT tag name, ' ' for a timestamp, 0 for what is no tag of WebVTT. */
static char webvtt_letter(ca_str name)
{
    static const struct {
        const char *name;
        char letter;
    } tags[] = {{"b", 'b'}, {"i", 'i'},    {"u", 'u'},    {"c", 'c'},
                {"v", 'v'}, {"lang", 'l'}, {"ruby", 'r'}, {"rt", 't'}};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (ca_str_equal(name, tags[i].name))
            return tags[i].letter;
    return name.size && ca_is_ascii_digit(name.data[0]) ? ' ' : 0;
}

/* WebVTT closes only what was opened last, and <rt> along with its <ruby>. */
static void webvtt_close(conversion *c, char letter)
{
    if (letter == 'r' && c->depth > 1 && c->open[c->depth - 1] == 't') {
        emit(c, ")", 1);
        c->depth--;
    }
    if (!c->depth || c->open[c->depth - 1] != letter) {
        c->lost = true;
        return;
    }
    c->depth--;
    if (letter == 't')
        emit(c, ")", 1);
    else if (is_shared(letter))
        emit_tag(c, letter, true);
}

static void webvtt_open(conversion *c, char letter)
{
    bool inside_ruby = c->depth && c->open[c->depth - 1] == 'r';
    if (letter == ' ' || (letter == 't' && !inside_ruby) || !push(c, letter))
        return;
    if (letter == 't')
        emit(c, "(", 1);
    else if (is_shared(letter))
        emit_tag(c, letter, false);
}

/* The place of the '>' that ends the tag at the start of `rest`, or 0. */
static size_t webvtt_tag_end(conversion *c, ca_str rest)
{
    const char *end = c->no_tag_ends ? NULL : memchr(rest.data, '>', rest.size);
    c->no_tag_ends = !end;
    return end ? (size_t)(end - rest.data) : 0;
}

static size_t webvtt_tag(conversion *c, ca_str rest)
{
    bool closing = rest.size > 1 && rest.data[1] == '/';
    size_t from = 1 + (size_t)closing, at = from;
    while (at < rest.size && !ca_is_ascii_space(rest.data[at]) && !memchr(">.<&", rest.data[at], 4))
        at++;
    /* A browser hides all that follows a '<'; where that can be no tag, the text is kept. */
    bool empty = at == from && !(closing && at < rest.size && rest.data[at] == '>');
    size_t end = empty ? 0 : webvtt_tag_end(c, rest);
    if (!end) {
        c->lost = true;
        emit(c, "<", 1);
        return 1;
    }
    char letter = webvtt_letter((ca_str){rest.data + from, at - from});
    c->lost = c->lost || !is_shared(letter) || at != end;
    if (closing)
        webvtt_close(c, letter);
    else if (letter)
        webvtt_open(c, letter);
    return end + 1;
}

bool ca_markup_webvtt_to_srt(ca_strbuf *out, ca_str text)
{
    conversion c = {.out = out, .start = out->size, .blank_line = ""};
    for (size_t at = 0; at < text.size;) {
        size_t plain = 0;
        while (at + plain < text.size && !memchr("<&\r\n", text.data[at + plain], 4))
            plain++;
        emit(&c, text.data + at, plain);
        at += plain;
        ca_str rest = {text.data + at, text.size - at};
        if (!rest.size)
            break;
        if (rest.data[0] == '<')
            at += webvtt_tag(&c, rest);
        else if (rest.data[0] == '&')
            at += webvtt_entity(&c, rest);
        else
            c.line_ends++, at += rest.size > 1 && memcmp(rest.data, "\r\n", 2) == 0 ? 2 : 1;
    }
    return finish(&c);
}
