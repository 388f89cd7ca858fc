#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

struct ca_arena_block {
    ca_arena_block *next;
    size_t capacity;
    alignas(max_align_t) unsigned char bytes[];
};

/* Blocks grow to a size at which malloc's own cost vanishes; the first is small, since there can be
 * a document for each of many thousand files. */
enum { FIRST_BLOCK_BYTES = 1024, BLOCK_BYTES = 16 * 1024 };

static ca_arena_block *new_block(size_t size, const ca_arena_block *before)
{
    size_t capacity = !before                              ? FIRST_BLOCK_BYTES
                      : before->capacity * 2 > BLOCK_BYTES ? BLOCK_BYTES
                                                           : before->capacity * 2;
    capacity = size > capacity ? size : capacity;
    if (capacity > SIZE_MAX - sizeof(ca_arena_block))
        return NULL;
    ca_arena_block *block = malloc(sizeof *block + capacity);
    if (block)
        block->capacity = capacity;
    return block;
}

void *ca_arena_alloc(ca_arena *arena, size_t size)
{
    size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    size = (size + align - 1) / align * align;
    ca_arena_block *top = arena->blocks;
    if (!top || top->capacity - arena->used < size) {
        ca_arena_block *block = new_block(size, top);
        if (!block)
            return NULL;
        /* A large piece goes under the block in use, so that the rest of that is not lost. */
        if (top && size > BLOCK_BYTES / 4) {
            block->next = top->next;
            top->next = block;
            return memset(block->bytes, 0, size);
        }
        block->next = top;
        arena->blocks = top = block;
        arena->used = 0;
    }
    void *piece = top->bytes + arena->used;
    arena->used += size;
    return memset(piece, 0, size);
}

void *ca_arena_array(ca_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return ca_arena_alloc(arena, count * size);
}

char *ca_arena_copy(ca_arena *arena, ca_str text)
{
    if (text.size == SIZE_MAX)
        return NULL;
    char *copy = ca_arena_alloc(arena, text.size + 1);
    if (copy && text.size)
        memcpy(copy, text.data, text.size);
    return copy;
}

void ca_arena_free(ca_arena *arena)
{
    for (ca_arena_block *block = arena->blocks; block;) {
        ca_arena_block *next = block->next;
        free(block);
        block = next;
    }
    *arena = (ca_arena){0};
}
