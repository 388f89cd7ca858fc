/* What the start of a Markdown line makes of it (CommonMark 0.30, section 4). */
#ifndef CA_TEXT_MARKDOWN_BLOCK_H
#define CA_TEXT_MARKDOWN_BLOCK_H

#include <stdbool.h>

#include "base/utf8.h"

/* An indent of so many columns is code (CommonMark 4.4). */
enum { CA_MARKDOWN_CODE_INDENT = 4 };

/* Takes the white space at the start off; its columns, tabs going to the next multiple of four. */
size_t ca_markdown_indent(ca_str *text);
/* How often the character stands at the start. */
size_t ca_markdown_run(ca_str text, char c);
/* How often the character is in the line, 0 when anything but it and white space is. */
size_t ca_markdown_rule(ca_str text, char c);
/* A thematic break: three or more of -, * or _. */
bool ca_markdown_is_break(ca_str text);
/* Takes the marks of block quotes off. */
void ca_markdown_strip_quotes(ca_str *text);
/* A bullet or number with a space behind it: takes it off, and a task's box. */
bool ca_markdown_list_marker(ca_str *text);
/* A table's row: takes its outer bars off; the row of dashes becomes empty. */
bool ca_markdown_table_row(ca_str *text);

/* How an HTML block ends (CommonMark 4.6). */
typedef enum ca_markdown_html_end {
    CA_MARKDOWN_NO_HTML,
    CA_MARKDOWN_TO_BLANK,
    CA_MARKDOWN_TO_COMMENT_END,
    CA_MARKDOWN_TO_TAG_END, /* </script>, </pre>, </style>, </textarea> */
} ca_markdown_html_end;

/* Whether an HTML block begins with this line, and how it will end. */
ca_markdown_html_end ca_markdown_html_start(ca_str text);
/* Whether the block ends with this line. */
bool ca_markdown_html_ends(ca_markdown_html_end end, ca_str text);
/* Whether the text, an HTML block, has a player in it. */
bool ca_markdown_has_player(ca_str html);

#endif
