/* Edits of a text: bytes that take the place of others. */
#ifndef CA_CHECK_FIX_EDITS_H
#define CA_CHECK_FIX_EDITS_H

#include "base/strbuf.h"
#include "check/check.h"

typedef struct ca_edit {
    size_t from; /* bytes [from, to) of the source are replaced */
    size_t to;
    size_t text_from; /* by bytes [text_from, text_to) of edits->text */
    size_t text_to;
} ca_edit;

struct ca_edits {
    ca_strbuf text;
    ca_edit *items;
    size_t count;
    size_t capacity;
    bool no_memory;
};

/* Replaces bytes [from, to) of the source with `text`; from == to: puts it in there. */
void ca_edits_add(ca_edits *edits, size_t from, size_t to, ca_str text);
void ca_edits_free(ca_edits *edits);

#endif
