/* The guard before the HTML parser. gumbo takes time quadratic in the depth of the tree and in the
 * attributes of a tag, 75 bytes of memory for a byte of dense markup, and 0.1 s a megabyte for
 * scripts that nobody reads; so a linear scan goes first, which refuses the one and takes out the
 * other. docs/articles-html.md has the measurements. */
#ifndef CA_TEXT_HTML_GUARD_H
#define CA_TEXT_HTML_GUARD_H

#include <capalign/article.h>

#include "base/utf8.h"

/* '<' outside of scripts and comments, tags or not. The HTML standard on one page has 700,000. */
#define CA_HTML_MAX_TAGS ((size_t)1000000)
/* gumbo compares every attribute with those before it in its tag: this many comparisons in the page
 * take it a second. */
#define CA_HTML_MAX_ATTRIBUTE_PAIRS ((size_t)100000000)

/* Writes the page as the parser shall see it: comments and the content of styles and of scripts
 * that are no JSON-LD are left out but for their line ends, so that positions keep their line.
 * *out is malloc'd, of *out_size <= text.size bytes. Over a cap: CAPALIGN_E_LIMIT with the line. */
capalign_code ca_html_guard(ca_str text, char **out, size_t *out_size, capalign_error *error);

#endif
