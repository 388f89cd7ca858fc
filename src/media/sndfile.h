/* WAV, FLAC, Ogg (Vorbis, Opus) and AIFF, read by libsndfile. */
#ifndef CA_MEDIA_SNDFILE_H
#define CA_MEDIA_SNDFILE_H

#include "media/medium.h"
#include "media/sound.h"

/* Both look at the content, not the name. Files that libsndfile cannot read whole are left to
 * FFmpeg: other codecs in WAV, more than two channels, Ogg with several streams, files whose tags
 * hold chapters or a language (which libsndfile does not tell), and headers that lie. */

/* Fills the medium; *taken tells whether it is one of these files. */
capalign_code ca_sndfile_describe(capalign_medium *medium, bool *taken, capalign_error *error);
/* Makes *out a source from from_us on, which takes the fd over; NULL: the file is not one of
 * these. On an error the fd stays the caller's. */
capalign_code ca_sndfile_source(const ca_source *source, const char *path, size_t stream,
                                int64_t from_us, ca_sound_source **out, capalign_error *error);

#endif
