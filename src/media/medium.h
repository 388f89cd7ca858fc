/* A medium and its sound as both the library and the module see them. */
#ifndef CA_MEDIA_MEDIUM_H
#define CA_MEDIA_MEDIUM_H

#include "base/arena.h"
#include "media/module.h"
#include "media/sound.h"
#include "media/source.h"

struct capalign_medium {
    const ca_media_backend *backend;
    ca_source source; /* stays open: subtitles are read of the same file, whatever its name holds */
    char *path;
    ca_arena arena; /* all strings and lists below */
    capalign_medium_info info;
    capalign_stream *streams;
    size_t stream_count;
    capalign_chapter *chapters;
    size_t chapter_count;
};

struct capalign_audio {
    const ca_media_backend *backend;
    ca_sound *sound;
    char *path; /* for messages */
    ca_sound_facts facts;
    capalign_audio_info info; /* points into the facts */
};

#endif
