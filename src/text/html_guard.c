#include "text/html_guard.h"

#include <stdlib.h>

#include "base/error.h"
#include "text/html_nesting.h"
#include "text/jsonld.h"

typedef struct guard {
    ca_str text;
    size_t at;     /* where the scan is */
    size_t copied; /* up to where the text was dealt with */
    bool whole;
    char *out;
    size_t out_size;
    size_t tags;
    size_t pairs;
    size_t json_bytes;
    size_t pre_bytes;
    size_t root_attributes; /* of <html> and <body>, where those of all tags are put together */
    ca_html_nesting nesting;
    capalign_error *error;
} guard;

typedef struct tag {
    ca_str name;
    size_t start; /* offset of its '<' */
    size_t attributes;
    bool end;
    bool self_closing;
    bool json; /* "ld+json" is somewhere in it */
} tag;

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static char peek(const guard *g, size_t ahead)
{
    return g->text.size - g->at > ahead ? g->text.data[g->at + ahead] : '\0';
}

static bool at_end(const guard *g)
{
    return g->at >= g->text.size;
}

static size_t line_of(const guard *g, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset; i++) {
        char c = g->text.data[i];
        line += c == '\n' || (c == '\r' && !(i + 1 < g->text.size && g->text.data[i + 1] == '\n'));
    }
    return line;
}

static void copy_to(guard *g, size_t end)
{
    memcpy(g->out + g->out_size, g->text.data + g->copied, end - g->copied);
    g->out_size += end - g->copied;
    g->copied = end;
}

/* Leaves out from `start` to `end`, but for line ends. */
static void leave_out(guard *g, size_t start, size_t end)
{
    copy_to(g, start);
    for (size_t i = start; i < end; i++)
        if (g->text.data[i] == '\n' || g->text.data[i] == '\r')
            g->out[g->out_size++] = g->text.data[i];
    g->copied = end;
}

/* Behind the next `needle` before `end`; `end` when there is none. */
static size_t behind(const guard *g, size_t from, size_t end, const char *needle)
{
    size_t size = strlen(needle);
    const char *found = from < end ? memmem(g->text.data + from, end - from, needle, size) : NULL;
    return found ? (size_t)(found - g->text.data) + size : end;
}

/* At "<!--": "<!-->" and "<!--->" end at once (13.2.5.44), "--!>" ends it too. */
static void skip_comment(guard *g)
{
    size_t start = g->at, from = g->at + 4;
    if (peek(g, 4) == '>' || (peek(g, 4) == '-' && peek(g, 5) == '>')) {
        g->at = behind(g, from, g->text.size, ">");
    } else {
        g->at = behind(g, from, g->text.size, "-->");
        g->at = behind(g, from, g->at, "--!>");
    }
    leave_out(g, start, g->at);
}

static void skip_spaces(guard *g)
{
    while (!at_end(g) && ca_is_ascii_space(g->text.data[g->at]))
        g->at++;
}

/* 13.2.5.35 to 42: behind the '=' of an attribute. */
static void skip_value(guard *g)
{
    skip_spaces(g);
    char quote = peek(g, 0);
    if (quote == '"' || quote == '\'') {
        char needle[2] = {quote, '\0'};
        g->at = behind(g, g->at + 1, g->text.size, needle);
        return;
    }
    while (!at_end(g) && !ca_is_ascii_space(g->text.data[g->at]) && g->text.data[g->at] != '>')
        g->at++;
}

static void skip_attribute(guard *g)
{
    size_t start = g->at;
    while (!at_end(g)) {
        char c = g->text.data[g->at];
        if (ca_is_ascii_space(c) || c == '/' || c == '>' || (c == '=' && g->at > start))
            break;
        g->at++;
    }
    skip_spaces(g);
    if (peek(g, 0) == '=') {
        g->at++;
        skip_value(g);
    }
}

/* At '<' of a tag; false when the text ends in it. */
static bool read_tag(guard *g, tag *t)
{
    *t = (tag){.start = g->at, .end = peek(g, 1) == '/'};
    g->at += t->end ? 2 : 1;
    size_t name = g->at;
    while (!at_end(g) && !ca_is_ascii_space(g->text.data[g->at]) && g->text.data[g->at] != '/' &&
           g->text.data[g->at] != '>')
        g->at++;
    t->name = (ca_str){g->text.data + name, g->at - name};
    for (skip_spaces(g); !at_end(g); skip_spaces(g)) {
        char c = g->text.data[g->at];
        if (c == '>') {
            g->at++;
            size_t size = g->at - t->start;
            t->self_closing = size > 2 && g->text.data[g->at - 2] == '/';
            t->json = memmem(g->text.data + t->start, size, "ld+json", 7) ||
                      memmem(g->text.data + t->start, size, "LD+JSON", 7);
            return true;
        }
        if (c == '/') {
            g->at++;
            continue;
        }
        skip_attribute(g);
        t->attributes++;
    }
    return false;
}

static bool ends_raw(const guard *g, size_t at, ca_str name)
{
    if (g->text.size - at < name.size + 2 || g->text.data[at + 1] != '/')
        return false;
    for (size_t i = 0; i < name.size; i++)
        if ((g->text.data[at + 2 + i] | 32) != (name.data[i] | 32))
            return false;
    if (g->text.size - at == name.size + 2)
        return true;
    char next = g->text.data[at + 2 + name.size];
    return ca_is_ascii_space(next) || next == '/' || next == '>';
}

/* Where the content of a raw text element ends: at its end tag. */
static size_t raw_end(const guard *g, ca_str name)
{
    size_t at = g->at;
    if (ca_str_equal_nocase(name, "plaintext"))
        return g->text.size;
    while (at < g->text.size) {
        const char *found = memchr(g->text.data + at, '<', g->text.size - at);
        if (!found)
            break;
        at = (size_t)(found - g->text.data);
        if (ends_raw(g, at, name))
            return at;
        at++;
    }
    return g->text.size;
}

/* Text that is one line as it is shown stays one when its rest is left out. */
static void shorten(guard *g, size_t start, size_t end)
{
    if (g->whole || end - start <= CA_HTML_MAX_RUN_BYTES)
        return;
    start += CA_HTML_MAX_RUN_BYTES;
    while (start < end && ((unsigned char)g->text.data[start] & 0xC0) == 0x80)
        start++;
    leave_out(g, start, end);
}

static capalign_code take_preformatted(guard *g, size_t start, size_t end)
{
    g->pre_bytes += end - start;
    if (g->pre_bytes > CA_HTML_MAX_PRE_BYTES)
        return ca_fail_at(g->error, CAPALIGN_E_LIMIT, line_of(g, start), 0,
                          "the page has more than the %zu MiB of preformatted text that are read",
                          CA_HTML_MAX_PRE_BYTES >> 20);
    return CAPALIGN_OK;
}

static capalign_code take_run(guard *g, size_t end)
{
    size_t start = g->at;
    g->at = end;
    if (end - start <= CA_HTML_MAX_RUN_BYTES)
        return CAPALIGN_OK;
    if (ca_html_nesting_holds(&g->nesting, CA_HTML_PRE))
        return take_preformatted(g, start, end);
    shorten(g, start, end);
    return CAPALIGN_OK;
}

static capalign_code skip_raw(guard *g, const tag *t)
{
    size_t start = g->at, end = raw_end(g, t->name);
    g->at = end;
    if (ca_str_equal_nocase(t->name, "script") && t->json) {
        g->json_bytes += end - start;
        if (g->json_bytes > CA_JSONLD_MAX_BYTES)
            return ca_fail_at(g->error, CAPALIGN_E_LIMIT, line_of(g, t->start), 0,
                              "the page has more than the %zu MiB of JSON-LD that are read",
                              CA_JSONLD_MAX_BYTES >> 20);
    } else if (ca_str_equal_nocase(t->name, "title")) {
        shorten(g, start, end);
    } else if (ca_str_equal_nocase(t->name, "xmp") || ca_str_equal_nocase(t->name, "plaintext")) {
        return take_preformatted(g, start, end);
    } else {
        leave_out(g, start, end);
    }
    return CAPALIGN_OK;
}

static capalign_code check_attributes(guard *g, const tag *t)
{
    size_t count = t->attributes;
    g->pairs += count * (count + g->root_attributes) / 2;
    if (!t->end && ca_html_traits(t->name) & CA_HTML_ROOT)
        count = g->root_attributes += count;
    if (count > CAPALIGN_ARTICLE_MAX_ATTRIBUTES)
        return ca_fail_at(g->error, CAPALIGN_E_LIMIT, line_of(g, t->start), 0,
                          "a tag of the page has more than %d attributes, the most that are read",
                          CAPALIGN_ARTICLE_MAX_ATTRIBUTES);
    if (g->pairs > CA_HTML_MAX_ATTRIBUTE_PAIRS)
        return ca_fail_at(g->error, CAPALIGN_E_LIMIT, line_of(g, t->start), 0,
                          "the page's tags have too many attributes to be read (%zu in this one)",
                          count);
    return CAPALIGN_OK;
}

static capalign_code take_tag(guard *g)
{
    tag t;
    if (!read_tag(g, &t)) {
        g->at = g->text.size; /* the standard drops a tag that the file ends in */
        return check_attributes(g, &t);
    }
    capalign_code code = check_attributes(g, &t);
    if (code != CAPALIGN_OK)
        return code;
    if (t.end) {
        ca_html_nesting_end(&g->nesting, t.name);
        return CAPALIGN_OK;
    }
    if (!g->nesting.foreign && ca_html_traits(t.name) & CA_HTML_RAW)
        return skip_raw(g, &t);
    if (!ca_html_nesting_start(&g->nesting, t.name, t.self_closing))
        return ca_fail_at(g->error, CAPALIGN_E_LIMIT, line_of(g, t.start), 0,
                          "the page nests its elements deeper than the %d levels that are read",
                          CAPALIGN_ARTICLE_MAX_DEPTH);
    return CAPALIGN_OK;
}

/* At a '<'. */
static capalign_code take_markup(guard *g)
{
    if (++g->tags > CA_HTML_MAX_TAGS)
        return ca_fail_at(g->error, CAPALIGN_E_LIMIT, line_of(g, g->at), 0,
                          "the page has more than %zu tags, the most that are read",
                          CA_HTML_MAX_TAGS);
    char next = peek(g, 1);
    if (is_letter(next) || (next == '/' && is_letter(peek(g, 2))))
        return take_tag(g);
    bool declaration = next == '!';
    if (declaration && peek(g, 2) == '-' && peek(g, 3) == '-')
        skip_comment(g);
    else if (declaration && g->nesting.foreign && peek(g, 2) == '[')
        g->at = behind(g, g->at + 2, g->text.size, "]]>"); /* CDATA */
    else if (declaration || next == '?' || next == '/')    /* doctype, bogus comment */
        g->at = behind(g, g->at + 2, g->text.size, ">");
    else
        g->at++;
    return CAPALIGN_OK;
}

static capalign_code scan(guard *g)
{
    while (!at_end(g)) {
        const char *found = memchr(g->text.data + g->at, '<', g->text.size - g->at);
        size_t next = found ? (size_t)(found - g->text.data) : g->text.size;
        capalign_code code = take_run(g, next);
        if (code == CAPALIGN_OK && found)
            code = take_markup(g);
        if (code != CAPALIGN_OK)
            return code;
    }
    copy_to(g, g->text.size);
    return CAPALIGN_OK;
}

capalign_code ca_html_guard(ca_str text, bool whole, char **out, size_t *out_size,
                            capalign_error *error)
{
    guard *g = calloc(1, sizeof *g);
    char *copy = malloc(text.size + 1);
    capalign_code code = CAPALIGN_E_MEMORY;
    if (!g || !copy) {
        ca_fail_memory(error);
    } else {
        g->whole = whole, g->text = text, g->out = copy, g->error = error;
        code = scan(g);
    }
    if (code == CAPALIGN_OK) {
        copy[g->out_size] = '\0';
        *out = copy;
        *out_size = g->out_size;
    } else {
        free(copy);
    }
    free(g);
    return code;
}
