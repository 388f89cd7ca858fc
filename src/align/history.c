#include "align/history.h"

#include <stdlib.h>

#include "base/strbuf.h"

enum { FIRST_COLLECTION = 1 << 18 };

uint32_t ca_history_add(ca_history *h, ca_passage passage)
{
    ca_passage *grown = h->count < UINT32_MAX - 1
                            ? ca_grow(h->records, &h->capacity, h->count + 1, sizeof *grown)
                            : NULL;
    if (!grown)
        return CA_NO_HISTORY;
    h->records = grown;
    h->records[h->count] = passage;
    return (uint32_t)h->count++;
}

bool ca_history_is_due(const ca_history *h)
{
    return h->count >= (h->collect_at ? h->collect_at : FIRST_COLLECTION);
}

bool ca_history_collect(ca_history *h, uint32_t **tokens, size_t count)
{
    uint32_t *place =
        calloc(h->count + 1, sizeof *place); /* 1 for what stays, then its new index */
    if (!place)
        return false;
    for (size_t i = 0; i < count; i++)
        if (*tokens[i] != CA_NO_HISTORY)
            place[*tokens[i]] = 1;
    for (size_t i = h->count; i-- > 0;)
        if (place[i] && h->records[i].previous != CA_NO_HISTORY)
            place[h->records[i].previous] = 1;
    uint32_t kept = 0;
    for (size_t i = 0; i < h->count; i++) {
        if (!place[i])
            continue;
        ca_passage p = h->records[i];
        if (p.previous != CA_NO_HISTORY)
            p.previous = place[p.previous];
        h->records[kept] = p;
        place[i] = kept++;
    }
    for (size_t i = 0; i < count; i++)
        if (*tokens[i] != CA_NO_HISTORY)
            *tokens[i] = place[*tokens[i]];
    free(place);
    h->count = kept;
    h->collect_at = kept < FIRST_COLLECTION / 2 ? FIRST_COLLECTION : 2 * (size_t)kept;
    return true;
}

void ca_history_free(ca_history *h)
{
    free(h->records);
    *h = (ca_history){0};
}
