/* The text that a reader of a page sees, without its markup: transcripts may be pages too. */
#ifndef CA_TEXT_VISIBLE_H
#define CA_TEXT_VISIBLE_H

#include "base/error.h"
#include "base/strbuf.h"

/* Appends the visible text of plain text, Markdown or HTML (as articles are told apart), in UTF-8,
 * a line for each line or block. Takes `bytes` over: malloc'd, with room for one byte more. `name`
 * is what the extension is taken from. */
capalign_code ca_visible_text(char *bytes, size_t size, const char *name, ca_strbuf *text,
                              capalign_error *error);

#endif
