/* The header of a Markdown file: YAML between "---" lines or TOML between "+++" lines, of which
 * only a title and a language are read. */
#ifndef CA_TEXT_FRONT_MATTER_H
#define CA_TEXT_FRONT_MATTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/utf8.h"

typedef struct ca_front_matter {
    ca_str title;    /* without its quotes; empty when there is none */
    ca_str language; /* only letters, digits and hyphens */
} ca_front_matter;

/* Takes a front matter off the start of *text and counts its lines; false when there is none. */
bool ca_front_matter_take(ca_str *text, ca_front_matter *matter, size_t *lines);

#endif
