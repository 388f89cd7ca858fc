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

#endif
