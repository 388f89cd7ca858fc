#include "caption/webvtt_cuetext.h"

#include <string.h>

#include "base/strbuf.h"
#include "caption/webvtt.h"
#include "caption/webvtt_entities.h"

typedef struct cuetext_parser {
    ca_arena *arena;
    ca_str input;
    size_t at;
    ca_cuetext_node *current;
    ca_strbuf scratch; /* a text or annotation with its references resolved */
    bool no_memory;
} cuetext_parser;

/* A start tag: its name and where its classes and annotation stand. */
typedef struct start_tag {
    ca_str name;
    ca_str classes; /* from the first '.', empty: none */
    ca_str annotation;
} start_tag;

static const struct {
    const char *name;
    ca_cuetext_kind kind;
} tags[] = {
    {"c", CA_CUETEXT_CLASS},     {"i", CA_CUETEXT_ITALIC},      {"b", CA_CUETEXT_BOLD},
    {"u", CA_CUETEXT_UNDERLINE}, {"ruby", CA_CUETEXT_RUBY},     {"rt", CA_CUETEXT_RUBY_TEXT},
    {"v", CA_CUETEXT_VOICE},     {"lang", CA_CUETEXT_LANGUAGE},
};

/* CA_CUETEXT_ROOT where WebVTT has no such tag. */
static ca_cuetext_kind kind_of(ca_str name)
{
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (ca_str_equal(name, tags[i].name))
            return tags[i].kind;
    return CA_CUETEXT_ROOT;
}

static bool at_end(const cuetext_parser *p)
{
    return p->at >= p->input.size;
}

/* The text from `from` up to where the parser stands. */
static ca_str since(const cuetext_parser *p, size_t from)
{
    return (ca_str){p->input.data + from, p->at - from};
}

/* Passes over a tag's '>', which the end of the text can stand for. */
static void take_tag_end(cuetext_parser *p)
{
    if (!at_end(p))
        p->at++;
}

static ca_cuetext_node *append(cuetext_parser *p, ca_cuetext_kind kind)
{
    ca_cuetext_node *node = ca_arena_alloc(p->arena, sizeof *node);
    if (!node) {
        p->no_memory = true;
        return NULL;
    }
    node->kind = kind;
    node->parent = p->current;
    if (p->current->last_child)
        p->current->last_child->next = node;
    else
        p->current->first_child = node;
    p->current->last_child = node;
    return node;
}

/* What the scratch holds, kept in the arena. */
static ca_str keep_scratch(cuetext_parser *p)
{
    ca_str view = ca_strbuf_view(&p->scratch);
    char *copy = p->scratch.failed ? NULL : ca_arena_copy(p->arena, view);
    p->no_memory = p->no_memory || !copy;
    return (ca_str){copy, copy ? view.size : 0};
}

/* Appends the text to the scratch with its references resolved. The '<' or '>' after the text
 * could not be a part of one. */
static void add_resolved(cuetext_parser *p, ca_str text)
{
    while (text.size) {
        const char *ampersand = memchr(text.data, '&', text.size);
        size_t plain = ampersand ? (size_t)(ampersand - text.data) : text.size;
        ca_strbuf_add(&p->scratch, text.data, plain);
        text = (ca_str){text.data + plain, text.size - plain};
        if (!text.size)
            return;
        char bytes[CA_VTT_REFERENCE_BYTES];
        size_t count, size = ca_vtt_character_reference(text, bytes, &count);
        if (size)
            ca_strbuf_add(&p->scratch, bytes, count);
        else
            ca_strbuf_add(&p->scratch, "&", size = 1);
        text = (ca_str){text.data + size, text.size - size};
    }
}

/* WebVTT data state: all up to the next tag. */
static void take_text(cuetext_parser *p)
{
    size_t from = p->at;
    const char *tag = memchr(p->input.data + from, '<', p->input.size - from);
    p->at = tag ? (size_t)(tag - p->input.data) : p->input.size;
    ca_str value = since(p, from);
    if (memchr(value.data, '&', value.size)) {
        ca_strbuf_clear(&p->scratch);
        add_resolved(p, value);
        value = keep_scratch(p);
    }
    ca_cuetext_node *node = append(p, CA_CUETEXT_TEXT);
    if (node)
        node->value = value;
}

/* Everything up to the '>' that ends a tag, as end tags and timestamps have it. */
static ca_str take_rest_of_tag(cuetext_parser *p)
{
    size_t from = p->at;
    const char *end = memchr(p->input.data + from, '>', p->input.size - from);
    p->at = end ? (size_t)(end - p->input.data) : p->input.size;
    ca_str rest = since(p, from);
    take_tag_end(p);
    return rest;
}

static void take_timestamp(cuetext_parser *p)
{
    ca_str value = take_rest_of_tag(p);
    size_t at = 0;
    int64_t time_us;
    bool capped;
    if (!ca_vtt_timestamp(value, &at, &time_us, &capped) || at != value.size)
        return;
    ca_cuetext_node *node = append(p, CA_CUETEXT_TIMESTAMP);
    if (node)
        node->time_us = time_us;
}

static void take_end_tag(cuetext_parser *p)
{
    p->at++;
    ca_cuetext_kind kind = kind_of(take_rest_of_tag(p));
    if (kind == CA_CUETEXT_ROOT)
        return;
    if (kind == p->current->kind)
        p->current = p->current->parent;
    else if (kind == CA_CUETEXT_RUBY && p->current->kind == CA_CUETEXT_RUBY_TEXT)
        p->current = p->current->parent->parent;
}

static bool ends_name(char c)
{
    return c == '.' || c == '>' || ca_vtt_is_space(c);
}

static bool ends_classes(char c)
{
    return c == '>' || ca_vtt_is_space(c);
}

static ca_str take_until(cuetext_parser *p, bool (*ends)(char))
{
    size_t from = p->at;
    while (!at_end(p) && !ends(p->input.data[p->at]))
        p->at++;
    return since(p, from);
}

static start_tag take_start_tag(cuetext_parser *p)
{
    start_tag tag = {.name = take_until(p, ends_name)};
    tag.classes = take_until(p, ends_classes);
    if (!at_end(p) && p->input.data[p->at] != '>')
        tag.annotation = take_rest_of_tag(p);
    else
        take_tag_end(p);
    return tag;
}

/* References resolved, white space at the ends removed and runs of it made one space. */
static ca_str annotation_value(cuetext_parser *p, ca_str annotation)
{
    ca_strbuf_clear(&p->scratch);
    add_resolved(p, annotation);
    size_t to = 0;
    bool space = false;
    for (size_t from = 0; from < p->scratch.size; from++) {
        char c = p->scratch.data[from];
        if (ca_vtt_is_space(c)) {
            space = to > 0;
            continue;
        }
        if (space)
            p->scratch.data[to++] = ' ';
        space = false;
        p->scratch.data[to++] = c;
    }
    p->scratch.size = to;
    return keep_scratch(p);
}

/* `classes` is empty or begins with a dot. */
static void set_classes(cuetext_parser *p, ca_cuetext_node *node, ca_str classes)
{
    size_t most = 0;
    for (size_t i = 0; i + 1 < classes.size; i++)
        most += classes.data[i] == '.' && classes.data[i + 1] != '.';
    if (!most)
        return;
    node->classes = ca_arena_array(p->arena, most, sizeof *node->classes);
    if (!node->classes) {
        p->no_memory = true;
        return;
    }
    for (size_t at = 0; at < classes.size;) {
        size_t from = at + 1;
        for (at = from; at < classes.size && classes.data[at] != '.';)
            at++;
        if (at > from)
            node->classes[node->class_count++] = (ca_str){classes.data + from, at - from};
    }
}

static void open_tag(cuetext_parser *p)
{
    start_tag tag = take_start_tag(p);
    ca_cuetext_kind kind = kind_of(tag.name);
    if (kind == CA_CUETEXT_ROOT ||
        (kind == CA_CUETEXT_RUBY_TEXT && p->current->kind != CA_CUETEXT_RUBY))
        return;
    ca_cuetext_node *node = append(p, kind);
    if (!node)
        return;
    node->language = p->current->language;
    if (kind == CA_CUETEXT_LANGUAGE)
        node->language = annotation_value(p, tag.annotation);
    if (kind == CA_CUETEXT_VOICE)
        node->value = annotation_value(p, tag.annotation);
    set_classes(p, node, tag.classes);
    p->current = node;
}

/* WebVTT tag state. */
static void take_tag(cuetext_parser *p)
{
    p->at++;
    char c = at_end(p) ? '>' : p->input.data[p->at];
    if (c == '/')
        take_end_tag(p);
    else if (c >= '0' && c <= '9')
        take_timestamp(p);
    else
        open_tag(p);
}

ca_cuetext_node *ca_cuetext_parse(ca_arena *arena, ca_str text, ca_str language)
{
    ca_cuetext_node *root = ca_arena_alloc(arena, sizeof *root);
    if (!root)
        return NULL;
    root->language = language;
    cuetext_parser p = {.arena = arena, .input = text, .current = root};
    while (!at_end(&p) && !p.no_memory) {
        if (text.data[p.at] == '<')
            take_tag(&p);
        else
            take_text(&p);
    }
    ca_strbuf_free(&p.scratch);
    return p.no_memory ? NULL : root;
}

const ca_cuetext_node *ca_cuetext_next(const ca_cuetext_node *node, size_t *depth)
{
    if (node->first_child) {
        ++*depth;
        return node->first_child;
    }
    while (node && !node->next) {
        node = node->parent;
        if (node)
            --*depth;
    }
    return node ? node->next : NULL;
}
