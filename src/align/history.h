/* What the search remembers of a path: the words and fillers that it has left behind. Records that
 * no path needs any more are collected, so memory follows the text and not the sound. */
#ifndef CA_ALIGN_HISTORY_H
#define CA_ALIGN_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CA_NO_HISTORY UINT32_MAX
#define CA_FILLER_WORD UINT32_MAX

typedef struct ca_passage {
    uint32_t previous;   /* index of the record before, CA_NO_HISTORY at the start */
    uint32_t word;       /* or CA_FILLER_WORD */
    uint32_t start, end; /* frames, half open */
    uint8_t variant;
} ca_passage;

typedef struct ca_history {
    ca_passage *records;
    size_t count, capacity;
    size_t collect_at; /* records at which the next collection is due */
} ca_history;

/* Adds a record and returns its index; CA_NO_HISTORY without memory (or over 2^32-2 records). */
uint32_t ca_history_add(ca_history *history, ca_passage passage);
bool ca_history_is_due(const ca_history *history);
/* Keeps what the `count` tokens' records lead back to, and renumbers the tokens. False without
 * memory; then nothing has changed. */
bool ca_history_collect(ca_history *history, uint32_t **tokens, size_t count);
void ca_history_free(ca_history *history);

#endif
