/* A voice of the media module, as the rest of the library uses it. The contract is that of
 * media/speech.h. */
#ifndef CA_MEDIA_VOICE_H
#define CA_MEDIA_VOICE_H

#include <stdbool.h>
#include <stddef.h>

#include <capalign/error.h>

typedef struct ca_voice_handle ca_voice_handle;

capalign_code ca_voice_handle_open(const char *language, ca_voice_handle **out,
                                   capalign_error *error);
capalign_code ca_voice_handle_pronounce(ca_voice_handle *voice, const char *text, char *phones,
                                        size_t capacity, bool *foreign, capalign_error *error);
/* Takes NULL. */
void ca_voice_handle_close(ca_voice_handle *voice);

#endif
