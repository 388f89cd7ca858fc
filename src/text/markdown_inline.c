#include "text/markdown_inline.h"

#include <stdlib.h>

#include "text/line_text.h"
#include "text/media_path.h"

/* Bounds that keep a line's reading linear: each is looked at a fixed number of times. */
enum { MAX_LINK_TEXT = 2048, MAX_DESTINATION = 2048, MAX_CODE = 256, MAX_TAG = 1024 };
enum { MAX_BRACKETS = 4, MAX_PARENTHESES = 8, MAX_NESTING = 3 };

typedef struct scanner {
    const ca_markdown_references *references;
    ca_markdown_text *out;
    int nesting;
} scanner;

static void scan(scanner *s, ca_str text);

static bool is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

static bool is_word(char c)
{
    return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') ||
           ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static ca_str after(ca_str text, size_t n)
{
    return (ca_str){text.data + n, text.size - n};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static int compare_labels(ca_str a, ca_str b)
{
    size_t n = a.size < b.size ? a.size : b.size;
    for (size_t i = 0; i < n; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return (unsigned char)lower(a.data[i]) < (unsigned char)lower(b.data[i]) ? -1 : 1;
    return a.size < b.size ? -1 : a.size > b.size;
}

static int compare_references(const void *a, const void *b)
{
    return compare_labels(((const ca_markdown_reference *)a)->label,
                          ((const ca_markdown_reference *)b)->label);
}

void ca_markdown_sort(ca_markdown_references *references)
{
    if (references->count)
        qsort(references->items, references->count, sizeof *references->items, compare_references);
}

static const ca_markdown_reference *find_reference(const scanner *s, ca_str label)
{
    ca_markdown_reference key = {.label = ca_str_trim(label)};
    if (!s->references->count)
        return NULL;
    return bsearch(&key, s->references->items, s->references->count, sizeof key,
                   compare_references);
}

/* The length of [...] with its brackets, 0 when it does not end soon. */
static size_t bracket_length(ca_str text)
{
    int depth = 0, opened = 0;
    for (size_t i = 0; i < text.size && i < MAX_LINK_TEXT; i++) {
        if (text.data[i] == '\\') {
            i++;
        } else if (text.data[i] == '[') {
            if (++opened > MAX_BRACKETS)
                return 0;
            depth++;
        } else if (text.data[i] == ']' && --depth == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* "<…>" or a run without spaces and with balanced parentheses; the bytes it takes. */
static size_t destination_length(ca_str text, ca_str *destination)
{
    if (text.size && text.data[0] == '<') {
        for (size_t i = 1; i < text.size && i < MAX_DESTINATION && text.data[i] != '<'; i++)
            if (text.data[i] == '>') {
                *destination = (ca_str){text.data + 1, i - 1};
                return i + 1;
            }
        return 0;
    }
    size_t n = 0;
    int depth = 0;
    for (; n < text.size && n < MAX_DESTINATION && (unsigned char)text.data[n] > ' '; n++) {
        depth += text.data[n] == '(';
        if (text.data[n] == '\\' && n + 1 < text.size)
            n++;
        else if (depth > MAX_PARENTHESES || (text.data[n] == ')' && depth-- == 0))
            break;
    }
    n = n < text.size ? n : text.size;
    *destination = (ca_str){text.data, n};
    return n;
}

static size_t space_length(ca_str text)
{
    size_t n = 0;
    while (n < text.size && (text.data[n] == ' ' || text.data[n] == '\t'))
        n++;
    return n;
}

/* "title", 'title' or (title). */
static size_t title_length(ca_str text, ca_str *title)
{
    char end = !text.size             ? '\0'
               : text.data[0] == '('  ? ')'
               : text.data[0] == '"'  ? '"'
               : text.data[0] == '\'' ? '\''
                                      : '\0';
    for (size_t i = 1; end && i < text.size && i < MAX_LINK_TEXT; i++) {
        if (text.data[i] == '\\') {
            i++;
        } else if (end == ')' && text.data[i] == '(') {
            return 0;
        } else if (text.data[i] == end) {
            *title = (ca_str){text.data + 1, i - 1};
            return i + 1;
        }
    }
    return 0;
}

/* (destination "title") with its parentheses; 0 when it is none. */
static size_t target_length(ca_str text, ca_str *destination, ca_str *title)
{
    *title = (ca_str){"", 0};
    if (!text.size || text.data[0] != '(')
        return 0;
    size_t n = 1 + space_length(after(text, 1));
    size_t step = destination_length(after(text, n), destination);
    n += step;
    size_t space = space_length(after(text, n));
    n += space;
    n += space ? title_length(after(text, n), title) : 0;
    n += space_length(after(text, n));
    return n < text.size && text.data[n] == ')' ? n + 1 : 0;
}

static void add_link(scanner *s, ca_str destination, ca_str title, size_t start)
{
    ca_markdown_text *out = s->out;
    if (!ca_media_is_video(destination) || out->link_count == CA_MARKDOWN_LINKS)
        return;
    out->links[out->link_count++] = (ca_markdown_link){
        .destination = destination, .title = title, .start = start, .end = out->visible.size};
}

/* [^1], the mark of a footnote, and [^1]: before its text: nothing to see. */
static size_t footnote_mark(ca_str text, ca_str inside)
{
    if (inside.size < 2 || inside.data[0] != '^' || memchr(inside.data, ' ', inside.size))
        return 0;
    size_t size = inside.size + 2;
    return size < text.size && text.data[size] == ':' ? size + 1 : size;
}

/* [text](target), [text][label], [label], the same with '!': takes it, or gives 0. */
static size_t take_link(scanner *s, ca_str text)
{
    size_t image = text.data[0] == '!';
    size_t length = bracket_length(after(text, image));
    if (!length)
        return 0;
    ca_str inside = {text.data + image + 1, length - 2}, destination, title = {"", 0};
    ca_str behind = after(text, image + length);
    size_t target = target_length(behind, &destination, &title);
    if (!target) {
        size_t label = behind.size && behind.data[0] == '[' ? bracket_length(behind) : 0;
        ca_str name = label > 2 ? (ca_str){behind.data + 1, label - 2} : inside;
        const ca_markdown_reference *reference = find_reference(s, name);
        if (!reference)
            return image ? 0 : footnote_mark(text, inside);
        destination = reference->destination;
        target = label;
    }
    size_t start = s->out->visible.size, links = s->out->link_count;
    bool video = ca_media_is_video(destination);
    if (s->nesting < MAX_NESTING && (!image || video)) { /* a still picture's text is no text */
        s->nesting++;
        scan(s, inside);
        s->nesting--;
    }
    if (video)
        s->out->link_count = links; /* one clip, also where the text is a picture */
    add_link(s, destination, title, start);
    return image + length + target;
}

/* `code` */
static size_t take_code(scanner *s, ca_str text)
{
    size_t ticks = 0;
    while (ticks < text.size && text.data[ticks] == '`')
        ticks++;
    for (size_t i = ticks; i < text.size && i < ticks + MAX_CODE;) {
        size_t run = 0;
        while (i + run < text.size && text.data[i + run] == '`')
            run++;
        if (run == ticks) {
            ca_strbuf_add(&s->out->visible, text.data + ticks, i - ticks);
            return i + run;
        }
        i += run ? run : 1;
    }
    ca_strbuf_add(&s->out->visible, text.data, ticks);
    return ticks;
}

/* <tag>, </tag>, <!-- -->: nothing to see. <https://…>: itself. */
static size_t take_tag(scanner *s, ca_str text)
{
    bool starts = text.size > 1 && (is_word(text.data[1]) || strchr("/!?", text.data[1]));
    for (size_t i = 1; starts && i < text.size && i < MAX_TAG && text.data[i] != '<'; i++) {
        if (text.data[i] != '>')
            continue;
        ca_str inside = {text.data + 1, i - 1};
        if (ca_str_starts(inside, "http://") || ca_str_starts(inside, "https://")) {
            size_t start = s->out->visible.size;
            ca_strbuf_add(&s->out->visible, inside.data, inside.size);
            add_link(s, inside, (ca_str){"", 0}, start);
        } else if (ca_str_starts(inside, "br")) {
            ca_strbuf_add(&s->out->visible, " ", 1);
        }
        return i + 1;
    }
    return 0;
}

static const struct {
    const char *name;
    uint32_t character;
} entities[] = {{"amp", '&'},       {"lt", '<'},        {"gt", '>'},       {"quot", '"'},
                {"apos", '\''},     {"nbsp", 0xA0},     {"ndash", 0x2013}, {"mdash", 0x2014},
                {"hellip", 0x2026}, {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201C},
                {"rdquo", 0x201D},  {"laquo", 0xAB},    {"raquo", 0xBB},   {"bull", 0x2022},
                {"middot", 0xB7},   {"copy", 0xA9},     {"eacute", 0xE9},  {"egrave", 0xE8},
                {"agrave", 0xE0},   {"auml", 0xE4},     {"ouml", 0xF6},    {"uuml", 0xFC},
                {"szlig", 0xDF},    {"ccedil", 0xE7},   {"ntilde", 0xF1},  {"oacute", 0xF3},
                {"shy", 0xAD},      {"thinsp", 0x2009}, {"colon", ':'},    {"lpar", '('},
                {"rpar", ')'},      {"Auml", 0xC4},     {"Ouml", 0xD6},    {"Uuml", 0xDC}};

static uint32_t numeric_entity(ca_str name)
{
    bool hex = name.size > 1 && (name.data[1] | 32) == 'x';
    uint32_t value = 0;
    for (size_t i = hex ? 2 : 1; i < name.size; i++) {
        char c = lower(name.data[i]);
        uint32_t digit = c >= '0' && c <= '9'          ? (uint32_t)(c - '0')
                         : hex && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                                       : 99;
        if (digit == 99 || value > 0x10FFFF)
            return 0;
        value = value * (hex ? 16 : 10) + digit;
    }
    return value;
}

static size_t take_entity(scanner *s, ca_str text)
{
    size_t n = 1;
    while (n < text.size && n < 12 && text.data[n] != ';')
        n++;
    if (n >= text.size || text.data[n] != ';' || n < 3)
        return 0;
    ca_str name = {text.data + 1, n - 1};
    uint32_t c = name.data[0] == '#' ? numeric_entity(name) : 0;
    for (size_t i = 0; !c && i < sizeof entities / sizeof entities[0]; i++)
        if (ca_str_equal(name, entities[i].name))
            c = entities[i].character;
    if (!c)
        return 0;
    ca_strbuf_add_char(&s->out->visible, c);
    return n + 1;
}

/* Emphasis: '*' and '~~' that touch something, '_' at a word's edge. */
static size_t emphasis_length(ca_str whole, size_t at)
{
    char c = whole.data[at];
    size_t n = at;
    while (n < whole.size && whole.data[n] == c)
        n++;
    bool space_before = at == 0 || whole.data[at - 1] == ' ';
    bool space_after = n == whole.size || whole.data[n] == ' ';
    bool inside_word =
        !space_before && !space_after && is_word(whole.data[at - 1]) && is_word(whole.data[n]);
    bool alone = space_before && space_after && n - at == 1;
    if (alone || (c == '_' && inside_word) || (c == '~' && n - at != 2))
        return 0;
    return n - at;
}

/* What starts at text.data[at] and is not plain text: the bytes it takes, 0 when it is. */
static size_t take_special(scanner *s, ca_str text, size_t at)
{
    ca_str here = after(text, at);
    char next = here.size > 1 ? here.data[1] : '\0';
    switch (here.data[0]) {
    case '\\':
        if (!is_punctuation(next))
            return 0;
        ca_strbuf_add(&s->out->visible, &here.data[1], 1);
        return 2;
    case '`':
        return take_code(s, here);
    case '!':
        return next == '[' ? take_link(s, here) : 0;
    case '[':
        return take_link(s, here);
    case '<':
        return take_tag(s, here);
    case '&':
        return take_entity(s, here);
    case '*':
    case '_':
    case '~':
        return emphasis_length(text, at);
    default:
        return 0;
    }
}

static void scan(scanner *s, ca_str text)
{
    size_t plain = 0;
    for (size_t i = 0; i < text.size;) {
        if (!memchr("\\`![<&*_~", text.data[i], 9)) {
            i++;
            continue;
        }
        ca_strbuf_add(&s->out->visible, text.data + plain, i - plain);
        plain = i;
        size_t taken = take_special(s, text, i);
        i += taken ? taken : 1;
        plain = taken ? i : plain;
    }
    ca_strbuf_add(&s->out->visible, text.data + plain, text.size - plain);
}

void ca_markdown_inline(ca_str line, const ca_markdown_references *references,
                        ca_markdown_text *out)
{
    ca_strbuf_clear(&out->visible);
    out->link_count = 0;
    scanner s = {.references = references, .out = out};
    scan(&s, line);
}

bool ca_markdown_take_reference(ca_str line, ca_markdown_reference *reference)
{
    line = ca_str_trim(line);
    size_t n = line.size && line.data[0] == '[' ? bracket_length(line) : 0;
    if (n < 3 || n >= line.size || line.data[n] != ':')
        return false;
    reference->label = ca_str_trim((ca_str){line.data + 1, n - 2});
    ca_str rest = ca_str_trim(after(line, n + 1));
    size_t taken = destination_length(rest, &reference->destination);
    rest = ca_str_trim(after(rest, taken));
    ca_str title;
    return taken && (!rest.size || title_length(rest, &title) == rest.size);
}
