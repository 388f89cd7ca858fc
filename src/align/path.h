/* The first pass's path as words: which are spoken, where, and what lies between them. */
#ifndef CA_ALIGN_PATH_H
#define CA_ALIGN_PATH_H

#include "align/first_pass.h"
#include "align/second_pass.h"
#include "align/word_fit.h"

typedef struct ca_path {
    ca_spoken *spoken; /* with room for every word */
    ca_word_fit *fits; /* of the spoken words, beside them */
    size_t count;
    ca_sound_span *others; /* fillers, in µs */
    size_t other_count;
} ca_path;

/* Room for a text of `words` words. */
capalign_code ca_path_create(size_t words, ca_path *out, capalign_error *error);
void ca_path_free(ca_path *path);
/* Takes the passages of a search and measures how the words fit. */
capalign_code ca_path_read(ca_path *path, const ca_first_pass *pass, const ca_align_word *words,
                           const ca_passage *passages, size_t count, const ca_frame_level *levels,
                           capalign_error *error);
/* Short words that the search has skipped between two spoken ones although they are there: each
 * gap is searched again with every word in it, and where they fit they are put back. */
capalign_code ca_path_reconsider(ca_path *path, const ca_first_pass *pass,
                                 const ca_align_word *words, ca_frame_level *levels,
                                 capalign_error *error);
/* Searches the frames from a->first to b->end for the words from a->word to b->word, all of them.
 * The passages count words from a->word on; *count is another where that is impossible. */
capalign_code ca_path_search(const ca_first_pass *pass, const ca_align_word *words,
                             const ca_spoken *a, const ca_spoken *b, ca_frame_level *levels,
                             ca_passage **out, size_t *count, capalign_error *error);
/* Words of more than a few phones that do not fit at all are not spoken: they were squeezed in
 * because skipping a word has its price. */
void ca_path_drop_misfits(ca_path *path, const ca_align_word *words);

#endif
