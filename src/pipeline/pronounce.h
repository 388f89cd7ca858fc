/* How the words of a transcript are pronounced: the model's dictionary for English, espeak-ng for
 * what it lacks and for all other languages. */
#ifndef CA_PIPELINE_PRONOUNCE_H
#define CA_PIPELINE_PRONOUNCE_H

#include "align/align.h"
#include "base/arena.h"
#include "text/spoken.h"

typedef struct ca_pronouncer ca_pronouncer;

/* For a BCP 47 language. The model must outlive it. CAPALIGN_E_MISSING where a language other than
 * English has no voice. */
capalign_code ca_pronouncer_create(const ca_model *model, const char *language, ca_pronouncer **out,
                                   capalign_error *error);
/* Takes NULL. Pronunciations that it gave end with it. */
void ca_pronouncer_free(ca_pronouncer *pronouncer);

/* Whether pronunciations are another language's, mapped onto the English phones. */
bool ca_pronouncer_is_mapped(const ca_pronouncer *pronouncer);

/* The pronunciations of the words of a sentence ("don't", "1,234.50", "well-known"), most likely
 * first, into `out`: `variants` and `variant_count`. None where the voice cannot read the script
 * (kanji): the count stays 0 then, as the caller gave it. In other languages than English a word's
 * first reading is the one that it has among its neighbours. */
capalign_code ca_pronounce_sentence(ca_pronouncer *pronouncer, ca_str text,
                                    const ca_spoken_word *words, size_t count, ca_align_word *out,
                                    capalign_error *error);

#endif
