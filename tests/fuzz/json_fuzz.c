/* JSON: what is read is written so that it reads the same, byte for byte from then on. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "caption/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int collect(void *context, const char *bytes, size_t size)
{
    ca_strbuf_add(context, bytes, size);
    return 0;
}

static capalign_track *read_json(const char *bytes, size_t size)
{
    capalign_track *track = NULL;
    capalign_caption_read_options options = {.format = "json"};
    capalign_caption_parse(bytes, size, &options, &track, NULL);
    return track;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    capalign_track *track = read_json((const char *)data, size);
    if (!track)
        return 0;
    ca_strbuf first = {0}, second = {0}, srt = {0};
    capalign_caption_write(track, "json", collect, &first, NULL, NULL);
    capalign_track *again = read_json(first.data, first.size);
    if (!again)
        abort();
    capalign_caption_write(again, "json", collect, &second, NULL, NULL);
    if (first.size != second.size || memcmp(first.data, second.data, first.size) != 0)
        abort();
    capalign_caption_write(track, "srt", collect, &srt, NULL, NULL);
    ca_strbuf_free(&first);
    ca_strbuf_free(&second);
    ca_strbuf_free(&srt);
    capalign_track_destroy(track);
    capalign_track_destroy(again);
    return 0;
}
