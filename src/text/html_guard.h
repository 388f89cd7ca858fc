/* The guard before the HTML parser. gumbo takes time quadratic in the depth of the tree and in the
 * attributes of a tag, 75 bytes of memory for a byte of dense markup, and 0.1 s a megabyte for
 * scripts that nobody reads; so a linear scan goes first, which refuses the one and takes out the
 * other. docs/articles-html.md has the measurements. */
#ifndef CA_TEXT_HTML_GUARD_H
#define CA_TEXT_HTML_GUARD_H

#include <capalign/article.h>

#include "base/utf8.h"

/* '<' outside of scripts and comments, tags or not; gumbo takes some 2.5 s for a million. */
#define CA_HTML_MAX_TAGS ((size_t)500000)
/* gumbo compares every attribute with those before it in its tag: this many comparisons in the page
 * take it a second. */
#define CA_HTML_MAX_ATTRIBUTE_PAIRS ((size_t)100000000)

/* Of text between two tags outside of <pre> no more is kept: it is one line, and one that is longer
 * than CA_LINE_LOOK_BYTES is a paragraph whatever it says. */
enum { CA_HTML_MAX_RUN_BYTES = 64 * 1024 };

/* Of all text in <pre>, where line ends count: gumbo takes 0.1 s a megabyte. */
#define CA_HTML_MAX_PRE_BYTES ((size_t)8 << 20)

/* Writes the page as the parser shall see it: comments, the content of styles, of scripts that
 * are no JSON-LD and of text fields, and (unless the page is wanted `whole`) the rest of very long
 * text are left out but for their line ends, so that positions keep their line. *out is malloc'd,
 * of *out_size <= text.size bytes. Over a cap: CAPALIGN_E_LIMIT with the line. */
capalign_code ca_html_guard(ca_str text, bool whole, char **out, size_t *out_size,
                            capalign_error *error);

#endif
