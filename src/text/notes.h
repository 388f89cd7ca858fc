/* What stands in a transcript and is not spoken: sound notes and speaker labels. */
#ifndef CA_TEXT_NOTES_H
#define CA_TEXT_NOTES_H

#include <stdbool.h>

#include "base/hash.h"

/* If a note begins at `offset` ("[music]", "(applause)", "♪"), where it ends; else `offset`. */
size_t ca_note_end(ca_str text, size_t offset);
/* Where within the token [from, to) a note begins; `to` when none does. */
size_t ca_note_inside(ca_str text, size_t from, size_t to);

/* The labels that a transcript uses more than once ("Anna:"): one in title case by itself could be
 * the beginning of a sentence ("Remember:"). */
typedef struct ca_labels {
    bool all_capitals; /* the whole text is, so that capitals make no label either */
    ca_hash_list repeated;
} ca_labels;

/* Looks at every line's start. False without memory. */
bool ca_labels_find(ca_str text, ca_labels *out);
void ca_labels_free(ca_labels *labels);

/* If a speaker label, ">>" or a dialogue dash stands at `offset`, which is a line's start, where it
 * ends; else `offset`. Labels are all capitals, or in title case and two words or used again; a
 * number may follow ("SPEAKER 2:"). In a text of capitals only, a label must be used again. */
size_t ca_label_end(const ca_labels *labels, ca_str text, size_t offset);

#endif
