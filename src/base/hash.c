#include "base/hash.h"

#include <stdlib.h>

#include "base/strbuf.h"

bool ca_hash_list_add(ca_hash_list *list, uint64_t hash)
{
    uint64_t *grown = ca_grow(list->items, &list->capacity, list->count + 1, sizeof *grown);
    if (!grown)
        return false;
    list->items = grown;
    grown[list->count++] = hash;
    return true;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

void ca_hash_list_sort(ca_hash_list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_value);
}

bool ca_hash_list_has(const ca_hash_list *list, uint64_t hash)
{
    return list->count && bsearch(&hash, list->items, list->count, sizeof hash, by_value);
}
