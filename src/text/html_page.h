/* What is gathered from a page's tree. */
#ifndef CA_TEXT_HTML_PAGE_H
#define CA_TEXT_HTML_PAGE_H

#include "text/html_tree.h"
#include "text/jsonld.h"
#include "text/plain_lines.h"

typedef struct ca_html_page {
    capalign_article *article; /* all strings go to its arena */
    ca_jsonld jsonld;
    const char *heading; /* the first <h1> */
    const char *title;
    const char *og_title;
    const char *language;
    const char *og_video;
    int64_t og_duration_us;
    capalign_clip *clips; /* malloc'd, in the page's order */
    size_t count;
    size_t capacity;
} ca_html_page;

/* html_clips.c: the clips of the markup: JSON-LD, microdata, <video>, figures, AMP, data-duration,
 * Open Graph; one clip for a video that several of them tell of. Parts of the page that are not the
 * article (nav, aside, footer) are passed over. */
capalign_code ca_html_find_clips(ca_html_page *page, const ca_html_tree *tree,
                                 capalign_error *error);
/* html_lines.c: the lines of visible text; headings and list items say so. */
capalign_code ca_html_lines(capalign_article *article, const ca_html_tree *tree, ca_line_list *out,
                            capalign_error *error);
/* Whether an element's text is no part of the article: navigation, asides, scripts, what is hidden.
 */
bool ca_html_is_outside(const GumboNode *node);

#endif
