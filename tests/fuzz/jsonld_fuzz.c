/* Any bytes as the text of a JSON-LD script. */
#include <stdint.h>
#include <stdlib.h>

#include "text/jsonld.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ca_jsonld jsonld = {0};
    ca_arena arena = {0};
    capalign_error error;
    capalign_code code =
        ca_jsonld_read(&jsonld, &arena, (ca_str){(const char *)data, size}, 1, &error);
    if (code != CAPALIGN_OK && code != CAPALIGN_E_LIMIT)
        abort();
    for (size_t i = 0; i < jsonld.count; i++) {
        const ca_jsonld_video *video = &jsonld.videos[i];
        if (video->address_count > CA_JSONLD_MAX_ADDRESSES || (video->name && !*video->name))
            abort();
        if (video->duration_us != CAPALIGN_TIME_NONE && video->duration_us <= 0)
            abort();
    }
    ca_jsonld_free(&jsonld);
    ca_arena_free(&arena);
    return 0;
}
