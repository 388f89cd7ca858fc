/* An HTML page as a tree: gumbo behind its guard, in an arena of its own. */
#ifndef CA_TEXT_HTML_TREE_H
#define CA_TEXT_HTML_TREE_H

#include <gumbo.h>

#include <capalign/article.h>

#include "base/arena.h"

/* The most memory that a tree may take: an ordinary page of 3 MB takes 30 MiB. */
#define CA_HTML_MAX_TREE_BYTES ((size_t)256 << 20)
/* The processor time that parsing may take: what passes the guard takes two seconds at most, so
 * this is for what the guard does not foresee. */
enum { CA_HTML_MAX_SECONDS = 10 };
/* Levels of a walk: the article's, with <html>, <body> and what the standard puts in by itself. */
enum { CA_HTML_MAX_LEVELS = CAPALIGN_ARTICLE_MAX_DEPTH + 16 };

typedef struct ca_html_tree {
    ca_arena arena;
    char *source; /* what was parsed; the tree points into it */
    const GumboNode *root;
} ca_html_tree;

/* Parses the page; its text is not needed afterwards. `whole`: also the rest of very long
 * paragraphs is wanted (html_guard.h). Free the tree in every case. */
capalign_code ca_html_parse(ca_html_tree *tree, ca_str text, bool whole, capalign_error *error);
void ca_html_free(ca_html_tree *tree);

/* Text with its character references (&amp; &#39;) undone and nothing else changed but white space
 * at its ends; '<' is only a character. NULL without memory. */
const char *ca_html_unescape(ca_arena *arena, ca_str text);

/* A walk over a subtree without recursion, every node entered and left once. */
typedef struct ca_html_walk {
    struct {
        const GumboNode *node;
        unsigned next;
    } levels[CA_HTML_MAX_LEVELS];
    size_t depth;
    const GumboNode *start;
} ca_html_walk;

typedef enum ca_html_step {
    CA_HTML_DONE,
    CA_HTML_ENTER,
    CA_HTML_LEAVE, /* of an element; other nodes are only entered */
} ca_html_step;

void ca_html_walk_begin(ca_html_walk *walk, const GumboNode *start);
ca_html_step ca_html_walk_next(ca_html_walk *walk, const GumboNode **node);
/* The children of the element entered last are not visited. It is still left. */
void ca_html_walk_skip(ca_html_walk *walk);

bool ca_html_is_element(const GumboNode *node);
bool ca_html_is_text(const GumboNode *node);
/* An element's name as written; compare it with ca_str_equal_nocase. */
ca_str ca_html_name(const GumboNode *node);
/* Whether the element is this one, by its lower-case name. */
bool ca_html_is(const GumboNode *node, const char *name);
/* An attribute's value without white space at its ends; data is NULL where there is none. */
ca_str ca_html_attribute(const GumboNode *node, const char *name);
bool ca_html_has_attribute(const GumboNode *node, const char *name);
/* The first of the attributes (names between spaces) that is there and not empty. */
ca_str ca_html_first_attribute(const GumboNode *node, const char *names);
/* All text inside, white space collapsed, in `arena`; NULL without memory. */
const char *ca_html_text(ca_arena *arena, const GumboNode *node);
/* 1-based line in the source. */
size_t ca_html_line(const GumboNode *node);

#endif
