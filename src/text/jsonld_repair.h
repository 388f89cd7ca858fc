/* JSON as people write it by hand, before a strict parser. */
#ifndef CA_TEXT_JSONLD_REPAIR_H
#define CA_TEXT_JSONLD_REPAIR_H

#include "base/utf8.h"

/* A malloc'd copy in which these are put right: line ends and other control characters inside of
 * strings (a space), a comma before a closing bracket (gone), halves of surrogate pairs and \u0000
 * (U+FFFD), escapes that JSON lacks (the character). NULL without memory. */
char *ca_jsonld_repair(ca_str text, size_t *size);

#endif
