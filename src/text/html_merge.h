/* The parts of merging; html_page.h has its entry. */
#ifndef CA_TEXT_HTML_MERGE_H
#define CA_TEXT_HTML_MERGE_H

#include "text/html_page.h"
#include "text/media_path.h"

/* Both durations known, and one within a second. */
bool ca_html_same_duration(const ca_html_clip *a, const ca_html_clip *b);
/* Neither length nor address speaks against it. */
bool ca_html_may_be_one(const ca_html_clip *a, const ca_html_clip *b);
/* Caption or name of one is caption or name of the other. */
bool ca_html_same_words(const ca_html_clip *a, const ca_html_clip *b);

/* html_neighbours.c: a player, and the mark and caption in the lines beside it. */
void ca_html_join_neighbours(ca_html_page *page);
/* html_same.c: by address, words, length, and what is left over. */
capalign_code ca_html_join_same(ca_html_page *page);

#endif
