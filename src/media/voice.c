/* Voices: this file is in the library, speech.c in the module. */
#include "media/voice.h"

#include <stdlib.h>

#include "base/error.h"
#include "media/module.h"

struct ca_voice_handle {
    const ca_media_backend *backend;
    ca_voice *voice;
};

capalign_code ca_voice_handle_open(const char *language, ca_voice_handle **out,
                                   capalign_error *error)
{
    const ca_media_backend *backend;
    capalign_code code = ca_media_load(&backend, error);
    if (code != CAPALIGN_OK)
        return code;
    ca_voice_handle *handle = malloc(sizeof *handle);
    if (!handle)
        return ca_fail_memory(error);
    handle->backend = backend;
    code = backend->voice_open(language, &handle->voice, error);
    if (code != CAPALIGN_OK) {
        free(handle);
        return code;
    }
    *out = handle;
    return CAPALIGN_OK;
}

capalign_code ca_voice_handle_pronounce(ca_voice_handle *handle, const char *text, char *phones,
                                        size_t capacity, bool *foreign, capalign_error *error)
{
    return handle->backend->voice_pronounce(handle->voice, text, phones, capacity, foreign, error);
}

void ca_voice_handle_close(ca_voice_handle *handle)
{
    if (!handle)
        return;
    handle->backend->voice_close(handle->voice);
    free(handle);
}
