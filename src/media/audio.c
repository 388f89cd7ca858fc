#include "media/backend.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "media/decode.h"
#include "media/demux.h"
#include "media/sndfile.h"
#include "media/sound.h"

static capalign_code check_span(int64_t start_us, int64_t end_us, capalign_error *error)
{
    if (start_us < 0 || start_us > CA_MEDIA_MAX_US ||
        (end_us != CAPALIGN_TIME_NONE && end_us < start_us))
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "the span of the sound must start at 0 or later and not end before it");
    return CAPALIGN_OK;
}

static capalign_code open_source(const char *path, size_t stream, const char *language,
                                 int64_t start_us, ca_sound_source **out, capalign_error *error)
{
    ca_source source;
    capalign_code code = ca_source_open(path, &source, error);
    if (code != CAPALIGN_OK)
        return code;
    int64_t from_us = ca_sound_needed_from(start_us);
    *out = NULL;
    code = ca_sndfile_source(&source, path, stream, from_us, out, error);
    if (code == CAPALIGN_OK && !*out)
        code = ca_decode_source(&source, path, stream, language, from_us, out, error);
    if (code != CAPALIGN_OK)
        ca_source_close(&source);
    return code;
}

static void describe(capalign_audio *audio, const ca_sound_facts *facts)
{
    audio->facts = *facts;
    audio->info = (capalign_audio_info){
        .language = *audio->facts.language ? audio->facts.language : NULL,
        .stream = facts->stream,
        .stream_count = facts->stream_count,
        .container_duration_us = facts->claim_us,
        .guessed_duration_us = facts->guess_us,
    };
}

capalign_code ca_audio_open(const char *path, size_t stream, const char *language, int64_t start_us,
                            int64_t end_us, capalign_audio **out, capalign_error *error)
{
    capalign_code code = check_span(start_us, end_us, error);
    if (code != CAPALIGN_OK)
        return code;
    capalign_audio *audio = calloc(1, sizeof *audio);
    if (!audio)
        return ca_fail_memory(error);
    audio->path = strdup(path);
    ca_sound_source *source;
    code = audio->path ? open_source(path, stream, language, start_us, &source, error)
                       : ca_fail_memory(error);
    if (code == CAPALIGN_OK) {
        describe(audio, &source->facts);
        code = ca_sound_create(source, start_us, end_us, &audio->sound, error);
    }
    if (code == CAPALIGN_OK) {
        *out = audio;
        return code;
    }
    free(audio->path);
    free(audio);
    return code;
}

capalign_code ca_audio_read(capalign_audio *audio, float *samples, size_t capacity, size_t *count,
                            capalign_error *error)
{
    return ca_sound_read(audio->sound, samples, capacity, count, error);
}

void ca_audio_close(capalign_audio *audio)
{
    ca_sound_destroy(audio->sound);
    free(audio->path);
    free(audio);
}
