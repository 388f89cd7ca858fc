/* Whether a file is an article or a medium: by its content, so that any name will do. */
#ifndef CLI_SNIFF_H
#define CLI_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the first bytes of a file are those of a text: in UTF-16, or with hardly a control
 * character among them. Empty is text. */
bool cli_sniff_text(const unsigned char *bytes, size_t size);
/* Whether a file should be read as an article. What cannot be opened, is no ordinary file or is
 * empty is judged by its extension, and the reader then says what is wrong with it. */
bool cli_is_article(const char *path);

#endif
