/* "Did you mean …": the word of a list that is nearest to a mistyped one. */
#ifndef CLI_NEAR_H
#define CLI_NEAR_H

#include <stddef.h>

typedef struct cli_near {
    const char *word;
    const char *best; /* the nearest word offered so far that is near enough, or NULL */
    size_t distance;
} cli_near;

cli_near cli_near_begin(const char *word);
void cli_near_offer(cli_near *near, const char *candidate);

#endif
