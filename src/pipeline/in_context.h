/* How words are said where they stand. Alone, a word of one letter is read as the letter's name
 * (French "y" is "i grec"), and what binds words is lost: the liaison of "les amis", the voice of
 * Polish "z domu", which of its readings a Chinese character has. */
#ifndef CA_PIPELINE_IN_CONTEXT_H
#define CA_PIPELINE_IN_CONTEXT_H

#include "base/utf8.h"
#include "media/voice.h"
#include "text/spoken.h"

/* A word in its row. */
typedef struct ca_context_word {
    const char *heard; /* its text for the voice, borrowed; NULL: it is left out of the row */
    size_t parts; /* spoken words in it, as the voice reads it alone: "25" has three in French */
    char *names;  /* out: its phones' names, those of its parts with " | " between, malloc'd; NULL
                   * where the row's reading does not tell which of its words is which */
} ca_context_word;

/* The spoken words of a reading: those with " | " between. */
size_t ca_context_parts(const char *names);
/* Reads words that follow each other in `text`: all in one, and where that gives another number of
 * words than the parts tell, each with its neighbours. On failure nothing is to be freed. */
capalign_code ca_read_in_context(ca_voice_handle *voice, ca_str text, const ca_spoken_word *words,
                                 ca_context_word *row, size_t count, capalign_error *error);
void ca_context_free(ca_context_word *row, size_t count);

#endif
