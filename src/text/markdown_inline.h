/* Markdown inside a line: what a reader sees of it, and the media that it links to. */
#ifndef CA_TEXT_MARKDOWN_INLINE_H
#define CA_TEXT_MARKDOWN_INLINE_H

#include "base/arena.h"
#include "base/strbuf.h"

/* A link reference definition: [label]: destination "title" */
typedef struct ca_markdown_reference {
    ca_str label;
    ca_str destination;
} ca_markdown_reference;

/* Sorted with ca_markdown_sort. */
typedef struct ca_markdown_references {
    ca_markdown_reference *items;
    size_t count;
    size_t capacity;
} ca_markdown_references;

/* Called for a link, image or autolink to a video: its address, and its text in
 * buffer->data[start .. buffer->size). `title` is the link's, or empty. */
typedef struct ca_markdown_link {
    ca_str destination;
    ca_str title;
    size_t start, end; /* of its visible text in the output */
} ca_markdown_link;

/* The videos that one line links to; more than these are left out. */
enum { CA_MARKDOWN_LINKS = 64 };

typedef struct ca_markdown_text {
    ca_strbuf visible; /* cleared and filled again for each line; the caller frees it */
    ca_markdown_link links[CA_MARKDOWN_LINKS];
    size_t link_count;
} ca_markdown_text;

/* Reads a line: emphasis, code spans, escapes, entities, tags, links and images. */
void ca_markdown_inline(ca_str line, const ca_markdown_references *references,
                        ca_markdown_text *out);
/* Whether the line is a reference definition; then *reference is it. */
bool ca_markdown_take_reference(ca_str line, ca_markdown_reference *reference);
void ca_markdown_sort(ca_markdown_references *references);

#endif
