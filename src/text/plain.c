/* Plain text: every line is a line of visible text. */
#include <stdlib.h>

#include "text/plain_lines.h"

/* Any text is plain text; any other reader that recognises it knows more. */
static int sniff(ca_str text)
{
    (void)text;
    return 1;
}

static capalign_code read_plain(capalign_article *article, ca_str text, capalign_error *error)
{
    ca_line_list list = {0};
    capalign_code code = CAPALIGN_OK;
    for (size_t number = 1; text.size && code == CAPALIGN_OK; number++) {
        ca_line line = {.text = ca_line_next(&text), .number = number};
        code = ca_line_list_add(&list, &line, error);
    }
    if (code == CAPALIGN_OK)
        code = ca_plain_find_clips(article, list.lines, list.count, error);
    free(list.lines);
    return code;
}

const ca_article_reader ca_reader_plain = {
    .name = "plain",
    .extensions = "txt text asc",
    .sniff = sniff,
    .read = read_plain,
};
