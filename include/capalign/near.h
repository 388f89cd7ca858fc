/* "Did you mean …": the word of a list that is nearest to a mistyped one. */
#ifndef CAPALIGN_NEAR_H
#define CAPALIGN_NEAR_H

#include <stddef.h>

#include <capalign/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A search. It owns nothing: the words given must live as long as it is used. */
typedef struct capalign_near {
    const char *word;
    const char *best; /* the nearest word offered so far that is near enough, or NULL */
    size_t distance;  /* letters to change; of `best`, or the first that is too many */
} capalign_near;

/* Begins a search for `word`; up to a third of its letters, and three at most, may be wrong. */
CAPALIGN_API capalign_near capalign_near_begin(const char *word);
/* Offers one word of the list; words of more than 40 bytes are near to none. */
CAPALIGN_API void capalign_near_offer(capalign_near *search, const char *candidate);

#ifdef __cplusplus
}
#endif
#endif
