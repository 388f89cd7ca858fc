/* A look at the bytes of a sound file, before any library sees them. */
#ifndef CA_MEDIA_HEAD_H
#define CA_MEDIA_HEAD_H

#include <stdbool.h>

#include "media/source.h"

/* Whether the file is WAV, AIFF, FLAC, or Ogg as ca_ogg_is_plain asks for, and has no tags for
 * chapters or a language. *flac_frames: where the file's last FLAC frame ends, so that a wrong
 * count in the header is seen; -1 where it is no FLAC, or has no frame. */
bool ca_head_is_plain_sound(const ca_source *source, int64_t *flac_frames);

#endif
