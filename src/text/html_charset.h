/* The encoding that an HTML page declares itself. */
#ifndef CA_TEXT_HTML_CHARSET_H
#define CA_TEXT_HTML_CHARSET_H

#include <stddef.h>

/* The prescan of the HTML standard (13.2.3.2) over the first 1024 bytes: an iconv name, or "". */
void ca_html_declared_encoding(const char *bytes, size_t size, char name[40]);

#endif
