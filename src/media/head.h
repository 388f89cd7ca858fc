/* A look at the bytes of a sound file, before any library sees them. */
#ifndef CA_MEDIA_HEAD_H
#define CA_MEDIA_HEAD_H

#include <stdbool.h>

#include "media/source.h"

typedef struct ca_head {
    /* WAV, AIFF, FLAC, or Ogg as ca_ogg_is_plain asks for, without tags for chapters or a language.
     */
    bool plain_sound;
    /* Where the file's last FLAC frame ends, in samples, so that a wrong count in the header is
     * seen; -1 where it is no FLAC, or has no frame. */
    int64_t flac_frames;
    /* What the header of a WAV file says about its length; CAPALIGN_TIME_NONE where it does not, as
     * when it was written before the sound. */
    int64_t claim_us;
} ca_head;

/* CAPALIGN_E_MEMORY only; a file that cannot be read is no plain sound. */
capalign_code ca_head_look(const ca_source *source, ca_head *head, capalign_error *error);

#endif
