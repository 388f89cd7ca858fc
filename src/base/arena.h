/* Memory that lives as long as a document: allocated piece by piece, freed at once. */
#ifndef CA_BASE_ARENA_H
#define CA_BASE_ARENA_H

#include <stddef.h>

#include "base/utf8.h"

typedef struct ca_arena_block ca_arena_block;

/* Zero-initialise it to begin. */
typedef struct ca_arena {
    ca_arena_block *blocks;
    size_t used; /* of the newest block */
} ca_arena;

/* `size` bytes, zeroed, aligned for any type; NULL when there is no memory. */
void *ca_arena_alloc(ca_arena *arena, size_t size);
/* An array of count × size, checked for overflow. */
void *ca_arena_array(ca_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy; NULL when there is no memory. */
char *ca_arena_copy(ca_arena *arena, ca_str text);
/* Frees all; the arena can be used again. */
void ca_arena_free(ca_arena *arena);

#endif
