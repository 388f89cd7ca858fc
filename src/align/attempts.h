/* Finds the path of the text through the sound: by one search, and where that is not sure of the
 * text, by others that look for it in other ways; the one that is surest is kept. */
#ifndef CA_ALIGN_ATTEMPTS_H
#define CA_ALIGN_ATTEMPTS_H

#include "align/units.h"

typedef struct ca_attempts {
    const ca_first_pass *pass;
    const ca_features *features;
    const ca_align_word *words; /* all of the text */
    size_t word_count;
    size_t alignable; /* of them, those that have a sound */
    const ca_align_options *options;
    ca_frame_level *levels; /* room for the sound's frames */
} ca_attempts;

/* A path, and what speaks for it. */
typedef struct ca_candidate {
    ca_path path;
    ca_unit *units; /* of the path's words */
    size_t unit_count;
    double worth; /* words that are in their place: the sum of their placements */
} ca_candidate;

/* On failure nothing is to be freed. */
capalign_code ca_attempts_run(const ca_attempts *attempts, ca_candidate *out,
                              capalign_error *error);
void ca_candidate_free(ca_candidate *candidate);

#endif
