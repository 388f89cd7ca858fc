#include "check/fix/edits.h"

#include <stdlib.h>

void ca_edits_add(ca_edits *edits, size_t from, size_t to, ca_str text)
{
    ca_edit *grown = ca_grow(edits->items, &edits->capacity, edits->count + 1, sizeof *grown);
    size_t text_from = edits->text.size;
    ca_strbuf_add(&edits->text, text.data, text.size);
    if (!grown || edits->text.failed) {
        edits->no_memory = true;
        if (grown)
            edits->items = grown;
        return;
    }
    edits->items = grown;
    grown[edits->count++] = (ca_edit){from, to, text_from, edits->text.size};
}

void ca_edits_free(ca_edits *edits)
{
    ca_strbuf_free(&edits->text);
    free(edits->items);
    *edits = (ca_edits){0};
}
