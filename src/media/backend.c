#include "media/backend.h"

#include <libavutil/log.h>

/* FFmpeg logs to standard error, and its level is one for the process. A host that set a level of
 * its own keeps it; the default is turned off, since a library must not print. Done once, while
 * the module is loaded, so that no other thread can be logging through it yet. */
__attribute__((constructor)) static void silence(void)
{
    if (av_log_get_level() == AV_LOG_INFO)
        av_log_set_level(AV_LOG_QUIET);
}

extern const ca_media_backend ca_media_module;

__attribute__((visibility("default"))) const ca_media_backend ca_media_module = {
    .abi = CA_MEDIA_ABI,
    .version = CAPALIGN_VERSION,
    .medium_open = ca_medium_open,
    .medium_close = ca_medium_close,
    .read_subtitles = ca_medium_read_subtitles,
    .audio_open = ca_audio_open,
    .audio_read = ca_audio_read,
    .audio_close = ca_audio_close,
    .voice_open = ca_voice_open,
    .voice_pronounce = ca_voice_pronounce,
    .voice_close = ca_voice_close,
};
