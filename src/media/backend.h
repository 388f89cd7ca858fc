/* What the module's table is made of. */
#ifndef CA_MEDIA_BACKEND_H
#define CA_MEDIA_BACKEND_H

#include "media/medium.h"

/* As the functions of capalign/media.h; pointers are never NULL. */
capalign_code ca_medium_open(const char *path, capalign_medium **out, capalign_error *error);
void ca_medium_close(capalign_medium *medium);
capalign_code ca_medium_read_subtitles(capalign_medium *medium, size_t index, capalign_track **out,
                                       capalign_error *error);
capalign_code ca_audio_open(const char *path, size_t stream, const char *language, int64_t start_us,
                            int64_t end_us, capalign_audio **out, capalign_error *error);
capalign_code ca_audio_read(capalign_audio *audio, float *samples, size_t capacity, size_t *count,
                            capalign_error *error);
void ca_audio_close(capalign_audio *audio);

#endif
