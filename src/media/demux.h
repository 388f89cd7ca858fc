/* FFmpeg's demuxers on one ordinary file, without any way to another file or the network. */
#ifndef CA_MEDIA_DEMUX_H
#define CA_MEDIA_DEMUX_H

#include <stdbool.h>

#include <libavformat/avformat.h>

#include "media/source.h"

/* Times beyond this are damage, not times: a thousand hours. */
#define CA_MEDIA_MAX_US (INT64_C(1000) * 3600 * 1000000)

typedef struct ca_demux {
    AVFormatContext *format;
    AVIOContext *io;
    ca_source source;       /* a copy of the opener's; its fd is not closed here */
    const char *short_name; /* of the container */
    int flags;              /* CA_CONTAINER_… */
    /* The container's time of the presentation's 0. In a container with a time line of its own it
     * is that one's 0, so that subtitles keep their times; else the first sound or picture. */
    int64_t zero_us;
    int64_t jump_us; /* added to packet times since the clock jumped */
    int64_t last_us; /* end of the last packet, or CAPALIGN_TIME_NONE */
    bool unsure;     /* the format was guessed from very little */
    int failures;    /* reads that failed in a row */
} ca_demux;

/* Opens the file for demuxing and looks at its streams. On an error nothing is left to close. The
 * demux must not move in memory until it is closed. */
capalign_code ca_demux_open(ca_demux *demux, const ca_source *source, const char *path,
                            capalign_error *error);
void ca_demux_close(ca_demux *demux);

/* The next packet, its times continuous where the container's clock jumps; damaged stretches are
 * skipped. False at the end, or where nothing more can be read. */
bool ca_demux_read(ca_demux *demux, AVPacket *packet);
/* CAPALIGN_E_IO where reading the file itself failed. */
capalign_code ca_demux_failure(const ca_demux *demux, capalign_error *error);
/* Goes to the last key frame at or before the time (of the presentation). False where that fails;
 * then the place is not sure, and a new ca_demux is needed. Not for sequential containers. */
bool ca_demux_seek(ca_demux *demux, int64_t time_us);

/* Sound, or moving pictures (cover art is neither). */
bool ca_is_timed(const AVStream *stream);
/* Presentation time of a stream's time stamp; CAPALIGN_TIME_NONE for AV_NOPTS_VALUE and for
 * times out of CA_MEDIA_MAX_US. May be negative. */
int64_t ca_demux_time(const ca_demux *demux, const AVStream *stream, int64_t timestamp);

#endif
