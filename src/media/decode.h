/* Sound decoded by FFmpeg. */
#ifndef CA_MEDIA_DECODE_H
#define CA_MEDIA_DECODE_H

#include "media/demux.h"
#include "media/sound.h"

/* Decodes stream `index` (SIZE_MAX: the best one for `language`), at least from from_us on. On
 * success the source and its fd are taken over; on an error they stay the caller's.
 * CAPALIGN_E_INPUT where there is no sound, CAPALIGN_E_MISSING where there is no decoder. */
capalign_code ca_decode_source(const ca_source *source, const char *path, size_t index,
                               const char *language, int64_t from_us, ca_sound_source **out,
                               capalign_error *error);

/* The stream that is the medium's sound: one in `language` (NULL: any) before others, then the
 * default one, else the first, of those that can be decoded and are no commentary or description
 * for some of the audience; else the first of all; SIZE_MAX: none. */
size_t ca_best_audio(const AVFormatContext *format, const char *language);

#endif
