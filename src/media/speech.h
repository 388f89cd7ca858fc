/* Pronunciations by espeak-ng, mapped to the phones of the acoustic model.
 *
 * espeak-ng keeps one voice for the whole process, so calls are serialised in the module; a
 * ca_voice may be used from one thread at a time like any other object. */
#ifndef CA_MEDIA_SPEECH_H
#define CA_MEDIA_SPEECH_H

#include <stdbool.h>
#include <stddef.h>

#include <capalign/error.h>

typedef struct ca_voice ca_voice;

/* Opens the voice for a BCP 47 language. CAPALIGN_E_MISSING where espeak-ng has none, or the build
 * is without espeak-ng; the message says what to install. */
capalign_code ca_voice_open(const char *language, ca_voice **out, capalign_error *error);

/* How text is pronounced: names of CMU phones, separated by spaces, with a bar between spoken words
 * ("HH AH L OW | W ER L D"), in `phones` with their NUL; cut at `capacity`. *foreign: part of it
 * was read in another language's voice, as espeak-ng does with letters that the language does not
 * have; such a reading is worth little. */
capalign_code ca_voice_pronounce(ca_voice *voice, const char *text, char *phones, size_t capacity,
                                 bool *foreign, capalign_error *error);
void ca_voice_close(ca_voice *voice);

/* Maps IPA, phonemes separated by '_' and words by spaces, to CMU phones with bars between words.
 * False where it has a letter that is not known, and is passed over. Exported for tests. */
bool ca_phones_from_ipa(const char *ipa, char *phones, size_t capacity);

#endif
