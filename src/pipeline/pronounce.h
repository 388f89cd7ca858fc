/* How the words of a transcript are pronounced: the model's dictionary for English, espeak-ng for
 * what it lacks and for all other languages. */
#ifndef CA_PIPELINE_PRONOUNCE_H
#define CA_PIPELINE_PRONOUNCE_H

#include "align/align.h"
#include "base/arena.h"

typedef struct ca_pronouncer ca_pronouncer;

/* For a BCP 47 language. The model must outlive it. CAPALIGN_E_MISSING where a language other than
 * English has no voice. */
capalign_code ca_pronouncer_create(const ca_model *model, const char *language, ca_pronouncer **out,
                                   capalign_error *error);
/* Takes NULL. Pronunciations that it gave end with it. */
void ca_pronouncer_free(ca_pronouncer *pronouncer);

/* Whether pronunciations are another language's, mapped onto the English phones. */
bool ca_pronouncer_is_mapped(const ca_pronouncer *pronouncer);

/* The pronunciations of a written word ("don't", "1,234.50", "well-known"), most likely first. None
 * where the voice cannot read its script (kanji): *count is 0 then. Words are remembered, so that
 * each is worked out once. */
capalign_code ca_pronounce(ca_pronouncer *pronouncer, ca_str word,
                           const ca_pronunciation **variants, size_t *count, capalign_error *error);

#endif
