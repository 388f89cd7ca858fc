#include "text/html_tree.h"

#include <setjmp.h>
#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "text/html_guard.h"

/* gumbo does not look at what its allocator returns, and recurses nowhere while it parses; all that
 * it holds is memory of the arena. So where there is no memory, the allocator jumps out of the
 * parser, and the arena is freed. */
typedef enum stop_reason {
    STOP_NONE,
    STOP_MEMORY,
    STOP_SIZE,
    STOP_TIME,
} stop_reason;

enum { ALLOCATIONS_PER_LOOK = 4096 };

typedef struct parse {
    ca_arena *arena;
    size_t bytes;
    size_t allocations;
    int64_t deadline_ns;
    stop_reason stop;
    jmp_buf out;
} parse;

static int64_t processor_time_ns(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) != 0)
        return 0;
    return (int64_t)t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void *allocate(void *context, size_t size)
{
    parse *p = context;
    void *memory = NULL;
    if (size > CA_HTML_MAX_TREE_BYTES - p->bytes)
        p->stop = STOP_SIZE;
    else if (++p->allocations % ALLOCATIONS_PER_LOOK == 0 && processor_time_ns() > p->deadline_ns)
        p->stop = STOP_TIME;
    else if (!(memory = ca_arena_alloc(p->arena, size ? size : 1)))
        p->stop = STOP_MEMORY;
    if (!memory)
        longjmp(p->out, 1);
    p->bytes += size;
    return memory;
}

static void release(void *context, void *memory)
{
    (void)context, (void)memory; /* the arena is freed as a whole */
}

static const GumboNode *run_gumbo(parse *p, const char *source, size_t size)
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = release;
    options.userdata = p;
    options.max_errors = 0;
    if (setjmp(p->out))
        return NULL;
    return gumbo_parse_with_options(&options, source, size)->root;
}

static capalign_code stop_code(stop_reason reason, capalign_error *error)
{
    switch (reason) {
    case STOP_SIZE:
        return ca_fail(error, CAPALIGN_E_LIMIT,
                       "the page's elements need more than the %zu MiB that are spent on one",
                       CA_HTML_MAX_TREE_BYTES >> 20);
    case STOP_TIME:
        return ca_fail(error, CAPALIGN_E_LIMIT,
                       "the page takes longer to parse than the %d seconds that are spent on one",
                       CA_HTML_MAX_SECONDS);
    default:
        return ca_fail_memory(error);
    }
}

/* The walks have room for so many levels and no more. */
static capalign_code check_depth(const GumboNode *root, capalign_error *error)
{
    ca_html_walk walk;
    ca_html_walk_begin(&walk, root);
    const GumboNode *node;
    for (ca_html_step step; (step = ca_html_walk_next(&walk, &node)) != CA_HTML_DONE;)
        if (step == CA_HTML_ENTER && walk.depth == CA_HTML_MAX_LEVELS)
            return ca_fail_at(error, CAPALIGN_E_LIMIT, ca_html_line(node), 0,
                              "the page nests its elements deeper than the %d levels that are read",
                              CAPALIGN_ARTICLE_MAX_DEPTH);
    return CAPALIGN_OK;
}

static capalign_code parse_source(ca_html_tree *tree, size_t size, capalign_error *error)
{
    parse *p = calloc(1, sizeof *p);
    if (!p)
        return ca_fail_memory(error);
    p->arena = &tree->arena;
    p->deadline_ns = processor_time_ns() + CA_HTML_MAX_SECONDS * INT64_C(1000000000);
    tree->root = run_gumbo(p, tree->source, size);
    stop_reason reason = p->stop;
    free(p);
    return tree->root ? CAPALIGN_OK : stop_code(reason, error);
}

capalign_code ca_html_parse(ca_html_tree *tree, ca_str text, bool whole, capalign_error *error)
{
    *tree = (ca_html_tree){0};
    size_t size;
    capalign_code code = ca_html_guard(text, whole, &tree->source, &size, error);
    if (code == CAPALIGN_OK)
        code = parse_source(tree, size, error);
    return code == CAPALIGN_OK ? check_depth(tree->root, error) : code;
}

void ca_html_free(ca_html_tree *tree)
{
    ca_arena_free(&tree->arena);
    free(tree->source);
    *tree = (ca_html_tree){0};
}

/* All text as it is: a page without tags has one piece. */
static void add_text(ca_strbuf *buffer, const GumboNode *root)
{
    ca_html_walk walk;
    ca_html_walk_begin(&walk, root);
    const GumboNode *node;
    for (ca_html_step step; (step = ca_html_walk_next(&walk, &node)) != CA_HTML_DONE;)
        if (step == CA_HTML_ENTER && ca_html_is_text(node))
            ca_strbuf_add_text(buffer, node->v.text.text);
}

/* The parser knows all 2231 names. Without tags it is linear, and the guard, which would shorten
 * long text, is not needed. */
const char *ca_html_unescape(ca_arena *arena, ca_str text)
{
    if (!text.size || !memchr(text.data, '&', text.size))
        return ca_arena_copy(arena, text);
    ca_strbuf page = {0}, plain = {0};
    ca_strbuf_add_text(&page, "<!doctype html><body>");
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '<')
            ca_strbuf_add_text(&page, "&lt;");
        else
            ca_strbuf_add(&page, &text.data[i], 1);
    }
    ca_html_tree tree = {.source = page.data};
    if (!page.failed && parse_source(&tree, page.size, NULL) == CAPALIGN_OK)
        add_text(&plain, tree.root);
    const char *copy = tree.root && !plain.failed
                           ? ca_arena_copy(arena, ca_str_trim(ca_strbuf_view(&plain)))
                           : NULL;
    ca_strbuf_free(&plain);
    ca_html_free(&tree); /* with the page */
    return copy;
}

void ca_html_walk_begin(ca_html_walk *walk, const GumboNode *start)
{
    walk->depth = 0;
    walk->start = start;
}

static void push(ca_html_walk *walk, const GumboNode *node)
{
    walk->levels[walk->depth].node = node;
    walk->levels[walk->depth++].next = 0;
}

ca_html_step ca_html_walk_next(ca_html_walk *walk, const GumboNode **node)
{
    if (walk->start) {
        *node = walk->start;
        walk->start = NULL;
        if (ca_html_is_element(*node))
            push(walk, *node);
        return CA_HTML_ENTER;
    }
    if (!walk->depth)
        return CA_HTML_DONE;
    const GumboNode *parent = walk->levels[walk->depth - 1].node;
    const GumboVector *children = &parent->v.element.children;
    /* check_depth refuses a tree in which the last level has children. */
    if (walk->levels[walk->depth - 1].next >= children->length ||
        walk->depth == CA_HTML_MAX_LEVELS) {
        *node = parent;
        walk->depth--;
        return CA_HTML_LEAVE;
    }
    *node = children->data[walk->levels[walk->depth - 1].next++];
    if (ca_html_is_element(*node))
        push(walk, *node);
    return CA_HTML_ENTER;
}

void ca_html_walk_skip(ca_html_walk *walk)
{
    walk->levels[walk->depth - 1].next = UINT32_MAX;
}

bool ca_html_is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool ca_html_is_text(const GumboNode *node)
{
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

ca_str ca_html_name(const GumboNode *node)
{
    if (!ca_html_is_element(node))
        return (ca_str){"", 0};
    if (node->v.element.tag != GUMBO_TAG_UNKNOWN)
        return ca_str_of(gumbo_normalized_tagname(node->v.element.tag));
    GumboStringPiece piece = node->v.element.original_tag;
    if (!piece.data)
        return (ca_str){"", 0};
    gumbo_tag_from_original_text(&piece);
    return (ca_str){piece.data, piece.length};
}

bool ca_html_is(const GumboNode *node, const char *name)
{
    return ca_str_equal_nocase(ca_html_name(node), name);
}

ca_str ca_html_attribute(const GumboNode *node, const char *name)
{
    if (!ca_html_is_element(node))
        return (ca_str){NULL, 0};
    const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
    return attribute ? ca_str_trim(ca_str_of(attribute->value)) : (ca_str){NULL, 0};
}

bool ca_html_has_attribute(const GumboNode *node, const char *name)
{
    return ca_html_attribute(node, name).data != NULL;
}

ca_str ca_html_first_attribute(const GumboNode *node, const char *names)
{
    while (*names) {
        char one[32];
        size_t n = strcspn(names, " ");
        if (n < sizeof one) {
            memcpy(one, names, n);
            one[n] = '\0';
            ca_str value = ca_html_attribute(node, one);
            if (value.size)
                return value;
        }
        names += n + strspn(names + n, " ");
    }
    return (ca_str){NULL, 0};
}

static void add_collapsed(ca_strbuf *buffer, const char *text)
{
    for (; *text; text++) {
        if (!strchr(" \t\r\n\f", *text))
            ca_strbuf_add(buffer, text, 1);
        else if (buffer->size && buffer->data[buffer->size - 1] != ' ')
            ca_strbuf_add(buffer, " ", 1);
    }
}

const char *ca_html_text(ca_arena *arena, const GumboNode *start)
{
    ca_strbuf buffer = {0};
    ca_html_walk walk;
    ca_html_walk_begin(&walk, start);
    const GumboNode *node;
    for (ca_html_step step; (step = ca_html_walk_next(&walk, &node)) != CA_HTML_DONE;) {
        if (step == CA_HTML_ENTER && ca_html_is_text(node))
            add_collapsed(&buffer, node->v.text.text);
        else if (step == CA_HTML_ENTER && ca_html_is(node, "br"))
            add_collapsed(&buffer, " ");
    }
    const char *copy =
        buffer.failed ? NULL : ca_arena_copy(arena, ca_str_trim(ca_strbuf_view(&buffer)));
    ca_strbuf_free(&buffer);
    return copy;
}

size_t ca_html_line(const GumboNode *node)
{
    unsigned line =
        ca_html_is_element(node) ? node->v.element.start_pos.line : node->v.text.start_pos.line;
    return line;
}
