/* First words of sentences that were put before their place.
 *
 * A short first word costs the search little wherever it is put before the second one: into a
 * breath, which has vowels' shapes, or at the end of the sentence before. But a breath is far below
 * the level of the speech that it leads to, and a word that stands alone is not that short: there
 * the word is looked for again. */
#ifndef CA_ALIGN_FIRST_WORD_H
#define CA_ALIGN_FIRST_WORD_H

#include "align/path.h"

/* Moves such words of the path to the next word; *moved tells whether there was one. `fit_levels`
 * is room for the sound's frames, as in ca_path_reconsider. */
capalign_code ca_first_words_move(ca_path *path, const ca_first_pass *pass,
                                  const ca_features *features, const ca_align_word *words,
                                  ca_frame_level *fit_levels, bool *moved, capalign_error *error);

#endif
