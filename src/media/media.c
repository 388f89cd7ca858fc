/* The public functions: this file is in the library, the rest of the folder in the module. */
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/place.h"
#include "media/medium.h"

#define INSTALL_HINT                                                                               \
    "install capalign's media module and what it is linked to (on Debian: libavformat59, "         \
    "libavcodec59, libswresample4, libsndfile1, espeak-ng)"

static capalign_code check_backend(const ca_media_backend *backend, const char *path,
                                   capalign_error *error)
{
    if (backend->abi == CA_MEDIA_ABI && strcmp(backend->version, CAPALIGN_VERSION) == 0)
        return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_MISSING,
                   "the media module %s is of capalign %s, this is %s; install both from one build",
                   path, backend->abi == CA_MEDIA_ABI ? backend->version : "another version",
                   CAPALIGN_VERSION);
}

static capalign_code load_from(const char *path, const ca_media_backend **out,
                               capalign_error *error)
{
    /* NODELETE: the table stays valid when the handle is closed, so there is nothing to keep. */
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    const ca_media_backend *backend = handle ? dlsym(handle, CA_MEDIA_SYMBOL) : NULL;
    if (!backend) {
        const char *reason = dlerror();
        ca_fail(error, CAPALIGN_E_MISSING, "cannot load %s (%s); " INSTALL_HINT, path,
                reason ? reason : "it has no table");
    }
    capalign_code code = backend ? check_backend(backend, path, error) : CAPALIGN_E_MISSING;
    if (handle)
        dlclose(handle);
    if (code == CAPALIGN_OK)
        *out = backend;
    return code;
}

capalign_code ca_media_load(const ca_media_backend **out, capalign_error *error)
{
    static const char *const places[] = {"", "capalign/"};
    char folder[PATH_MAX], path[PATH_MAX + sizeof "capalign/" CA_MEDIA_FILE];
    ca_library_folder(folder);
    for (size_t i = 0; folder[0] && i < sizeof places / sizeof places[0]; i++) {
        snprintf(path, sizeof path, "%s%s%s", folder, places[i], CA_MEDIA_FILE);
        if (access(path, F_OK) == 0)
            return load_from(path, out, error);
    }
    if (access(CAPALIGN_MODULE_DIR "/" CA_MEDIA_FILE, F_OK) == 0)
        return load_from(CAPALIGN_MODULE_DIR "/" CA_MEDIA_FILE, out, error);
    return ca_fail(error, CAPALIGN_E_MISSING, "%s is neither in %s nor in %s; " INSTALL_HINT,
                   CA_MEDIA_FILE, folder[0] ? folder : "the library's folder", CAPALIGN_MODULE_DIR);
}

capalign_code capalign_medium_open(const char *path, capalign_medium **out, capalign_error *error)
{
    const ca_media_backend *backend;
    capalign_code code = ca_media_load(&backend, error);
    if (code == CAPALIGN_OK)
        code = backend->medium_open(path, out, error);
    if (code == CAPALIGN_OK)
        (*out)->backend = backend;
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, path);
}

void capalign_medium_close(capalign_medium *medium)
{
    if (medium)
        medium->backend->medium_close(medium);
}

const capalign_medium_info *capalign_medium_get_info(const capalign_medium *medium)
{
    return &medium->info;
}

size_t capalign_medium_stream_count(const capalign_medium *medium)
{
    return medium->stream_count;
}

const capalign_stream *capalign_medium_stream(const capalign_medium *medium, size_t index)
{
    return index < medium->stream_count ? &medium->streams[index] : NULL;
}

size_t capalign_medium_chapter_count(const capalign_medium *medium)
{
    return medium->chapter_count;
}

const capalign_chapter *capalign_medium_chapter(const capalign_medium *medium, size_t index)
{
    return index < medium->chapter_count ? &medium->chapters[index] : NULL;
}

capalign_code capalign_medium_read_subtitles(capalign_medium *medium, size_t index,
                                             capalign_track **out, capalign_error *error)
{
    capalign_code code = medium->backend->read_subtitles(medium, index, out, error);
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, medium->path);
}

static capalign_code open_audio(const char *path, size_t stream, const char *language,
                                int64_t start_us, int64_t end_us, capalign_audio **out,
                                capalign_error *error)
{
    const ca_media_backend *backend;
    capalign_code code = ca_media_load(&backend, error);
    if (code == CAPALIGN_OK)
        code = backend->audio_open(path, stream, language, start_us, end_us, out, error);
    if (code == CAPALIGN_OK)
        (*out)->backend = backend;
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, path);
}

capalign_code capalign_audio_open(const char *path, size_t stream, int64_t start_us, int64_t end_us,
                                  capalign_audio **out, capalign_error *error)
{
    return open_audio(path, stream, NULL, start_us, end_us, out, error);
}

capalign_code capalign_audio_open_language(const char *path, const char *language, int64_t start_us,
                                           int64_t end_us, capalign_audio **out,
                                           capalign_error *error)
{
    return open_audio(path, SIZE_MAX, language, start_us, end_us, out, error);
}

const capalign_audio_info *capalign_audio_get_info(const capalign_audio *audio)
{
    return &audio->info;
}

capalign_code capalign_audio_read(capalign_audio *audio, float *samples, size_t capacity,
                                  size_t *count, capalign_error *error)
{
    capalign_code code = audio->backend->audio_read(audio, samples, capacity, count, error);
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, audio->path);
}

void capalign_audio_close(capalign_audio *audio)
{
    if (audio)
        audio->backend->audio_close(audio);
}
