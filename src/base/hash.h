/* A hash for looking things up and for telling changed bytes; no defence against forgers. */
#ifndef CA_BASE_HASH_H
#define CA_BASE_HASH_H

#include "base/utf8.h"

/* FNV-1a of 64 bits, http://www.isthe.com/chongo/tech/comp/fnv/ */
static inline uint64_t ca_hash(ca_str bytes)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < bytes.size; i++)
        hash = (hash ^ (unsigned char)bytes.data[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* Hashes to look things up in: added, sorted, then asked. Zero-initialise it; free(items). */
typedef struct ca_hash_list {
    uint64_t *items;
    size_t count;
    size_t capacity;
} ca_hash_list;

/* False without memory. */
bool ca_hash_list_add(ca_hash_list *list, uint64_t hash);
void ca_hash_list_sort(ca_hash_list *list);
/* Whether a sorted list has it. */
bool ca_hash_list_has(const ca_hash_list *list, uint64_t hash);

#endif
