/* The media module: what needs FFmpeg, libsndfile and espeak-ng lives in a shared object of its own
 * (capalign-media.so), loaded at the first use. Commands that only read text start in a
 * millisecond and without the memory that FFmpeg's libraries take; a machine without FFmpeg can
 * still check and convert.
 *
 * media.c (in the library) loads it; backend.c (in the module) fills the table. */
#ifndef CA_MEDIA_MODULE_H
#define CA_MEDIA_MODULE_H

#include <capalign/media.h>

#include "media/speech.h"

/* Changed whenever the table changes: a module of another build is refused. */
#define CA_MEDIA_ABI 4
/* The module's only exported symbol: a constant ca_media_backend of this name. */
#define CA_MEDIA_SYMBOL "ca_media_module"
#define CA_MEDIA_FILE "capalign-media.so"

/* One function for each function of capalign/media.h that reaches into the module. */
typedef struct ca_media_backend {
    int abi;
    const char *version; /* CAPALIGN_VERSION of the module */
    capalign_code (*medium_open)(const char *path, capalign_medium **out, capalign_error *error);
    void (*medium_close)(capalign_medium *medium);
    capalign_code (*read_subtitles)(capalign_medium *medium, size_t index, capalign_track **out,
                                    capalign_error *error);
    capalign_code (*audio_open)(const char *path, size_t stream, const char *language,
                                int64_t start_us, int64_t end_us, capalign_audio **out,
                                capalign_error *error);
    capalign_code (*audio_read)(capalign_audio *audio, float *samples, size_t capacity,
                                size_t *count, capalign_error *error);
    void (*audio_close)(capalign_audio *audio);
    /* media/speech.h */
    capalign_code (*voice_open)(const char *language, ca_voice **out, capalign_error *error);
    capalign_code (*voice_pronounce)(ca_voice *voice, const char *text, char *phones,
                                     size_t capacity, bool *foreign, capalign_error *error);
    void (*voice_close)(ca_voice *voice);
} ca_media_backend;

/* The loaded backend, which stays for the life of the process; CAPALIGN_E_MISSING with what to
 * install where it cannot be loaded. From any thread: the dynamic linker loads once. The module is
 * looked for beside libcapalign.so (or the program that contains it), in the folder capalign
 * there, and where it was to be installed. */
capalign_code ca_media_load(const ca_media_backend **out, capalign_error *error);

#endif
