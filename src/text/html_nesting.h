/* How deep the tree of a page would become, told from its tags alone and in linear time. */
#ifndef CA_TEXT_HTML_NESTING_H
#define CA_TEXT_HTML_NESTING_H

#include <capalign/article.h>

#include "base/utf8.h"

/* What the table of elements says of one. Combined as bits. */
typedef enum ca_html_trait {
    CA_HTML_VOID = 1 << 0,     /* has no content: <br> */
    CA_HTML_RAW = 1 << 1,      /* its content is text up to its end tag: <script> */
    CA_HTML_SPECIAL = 1 << 2,  /* ends what an unknown end tag may close */
    CA_HTML_SCOPE = 1 << 3,    /* nothing outside of it is closed from inside: <td> */
    CA_HTML_CLOSES_P = 1 << 4, /* a start tag ends an open <p> */
    CA_HTML_ROOT = 1 << 5,     /* there is one, whatever the tags say: <html>, <head>, <body> */
    CA_HTML_FORMAT = 1 << 6,   /* may end in disorder: <b><i></b></i> */
    CA_HTML_FOREIGN = 1 << 7,  /* <svg>, <math>: other rules inside */
    /* Elements, or groups of them, that rules name. */
    CA_HTML_P = 1 << 8,
    CA_HTML_LI = 1 << 9,
    CA_HTML_DD = 1 << 10,
    CA_HTML_OPTION = 1 << 11,
    CA_HTML_OPTGROUP = 1 << 12,
    CA_HTML_RT = 1 << 13,
    CA_HTML_CELL = 1 << 14,
    CA_HTML_CAPTION = 1 << 15,
    CA_HTML_ROW = 1 << 16,
    CA_HTML_ROWS = 1 << 17,
    CA_HTML_TABLE = 1 << 18,
    CA_HTML_HEADING = 1 << 19,
    CA_HTML_BUTTON = 1 << 20,
    CA_HTML_SELECT = 1 << 21,
    CA_HTML_LINK = 1 << 22,
    CA_HTML_FORM = 1 << 23,
    CA_HTML_DIV = 1 << 24,
    CA_HTML_PRE = 1 << 26,   /* line ends count */
    CA_HTML_OTHER = 1 << 25, /* no rule knows it */
} ca_html_trait;

/* The open elements, as the tree builder of the HTML standard (13.2.6) keeps them, simplified: what
 * the author left open and the standard closes is closed here too (p, li, td, option …), so that
 * a page is not refused for tags that it may leave out. Where in doubt it counts too little; the
 * depth of the parsed tree is looked at afterwards. */
typedef struct ca_html_nesting {
    struct ca_html_open {
        uint64_t name; /* hash of the lower-case name */
        unsigned traits;
    } open[CAPALIGN_ARTICLE_MAX_DEPTH];
    size_t depth;   /* without html, head and body */
    size_t foreign; /* how many of them are <svg> or <math> */
} ca_html_nesting;

/* The traits of an element by its name in any case. */
unsigned ca_html_traits(ca_str name);
/* False when the tag would go deeper than CAPALIGN_ARTICLE_MAX_DEPTH. */
bool ca_html_nesting_start(ca_html_nesting *nesting, ca_str name, bool self_closing);
/* Whether an element with one of the traits is open. */
bool ca_html_nesting_holds(const ca_html_nesting *nesting, unsigned traits);
void ca_html_nesting_end(ca_html_nesting *nesting, ca_str name);

#endif
