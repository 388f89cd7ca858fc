#include "media/demux.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <libavutil/common.h>
#include <libavutil/mem.h>

#include <capalign/media.h>

#include "base/error.h"
#include "media/containers.h"

enum {
    IO_BUFFER = 64 * 1024,
    /* FFmpeg's defaults are 5 MB and 5 s; twice that finds streams that begin late. */
    PROBE_BYTES = 10 * 1000 * 1000,
    ANALYZE_US = 10 * 1000 * 1000,
    FORMAT_PROBE_BYTES = 1 << 20,
    /* A demuxer that fails so often in a row does not find its place again. */
    MAX_FAILURES = 64,
};

/* A clock that moves by more between two packets was set anew; ffmpeg's -dts_delta_threshold. */
#define JUMP_US INT64_C(10000000)
/* A first picture or sound later than this means a piece that was cut out of a stream and kept
 * the stream's clock; no editor puts so much of nothing before a film. */
#define LATE_START_US INT64_C(10000000)

static int io_read(void *opaque, uint8_t *bytes, int size)
{
    ca_source *source = opaque;
    ssize_t n = ca_source_read(source, bytes, (size_t)size);
    return n > 0 ? (int)n : n == 0 ? AVERROR_EOF : AVERROR(source->failure);
}

static int64_t io_seek(void *opaque, int64_t offset, int whence)
{
    ca_source *source = opaque;
    if (whence & AVSEEK_SIZE)
        return source->size;
    int64_t to = ca_source_seek(source, offset, whence & ~AVSEEK_FORCE);
    return to < 0 ? AVERROR(EINVAL) : to;
}

/* No demuxer opens anything: what a file names stays closed. */
static int refuse_open(AVFormatContext *format, AVIOContext **io, const char *url, int flags,
                       AVDictionary **options)
{
    (void)format;
    (void)io;
    (void)url;
    (void)flags;
    (void)options;
    return AVERROR(EPERM);
}

/* A name that FFmpeg may see: only the extension, which some weak probes want, and no more of it
 * than letters and digits. Patterns ("%d") and protocols ("x:") never reach it. */
static void harmless_name(const char *path, char name[24])
{
    const char *dot = strrchr(path, '.');
    size_t used = 0;
    char extension[12] = "";
    for (; dot && dot[1 + used]; used++) {
        char c = dot[1 + used];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!plain || used + 1 >= sizeof extension) {
            used = 0;
            break;
        }
        extension[used] = c;
    }
    extension[used] = '\0';
    snprintf(name, 24, "medium.%s", extension);
}

static capalign_code open_io(ca_demux *demux, capalign_error *error)
{
    unsigned char *buffer = av_malloc(IO_BUFFER);
    if (buffer)
        demux->io =
            avio_alloc_context(buffer, IO_BUFFER, 0, &demux->source, io_read, NULL, io_seek);
    if (!demux->io)
        av_free(buffer);
    return demux->io ? CAPALIGN_OK : ca_fail_memory(error);
}

static capalign_code no_medium(capalign_error *error)
{
    return ca_fail(error, CAPALIGN_E_INPUT,
                   "this is no media file that capalign reads, or its start is damaged");
}

static capalign_code find_format(ca_demux *demux, const char *name, const AVInputFormat **input,
                                 capalign_error *error)
{
    int score = av_probe_input_buffer2(demux->io, input, name, NULL, 0, FORMAT_PROBE_BYTES);
    if (score == AVERROR(ENOMEM))
        return ca_fail_memory(error);
    if (score < 0)
        return no_medium(error);
    demux->unsure = score < AVPROBE_SCORE_RETRY;
    return ca_container_find((*input)->name, &demux->short_name, &demux->flags, error);
}

static capalign_code open_failed(const ca_demux *demux, int reason, capalign_error *error)
{
    if (ca_demux_failure(demux, error) != CAPALIGN_OK)
        return CAPALIGN_E_IO;
    /* FFmpeg has one code for both. */
    if (reason == AVERROR(ENOMEM))
        return ca_fail(error, CAPALIGN_E_LIMIT,
                       "the %s file has more than %d streams, or its index needs more memory than "
                       "there is",
                       demux->short_name, CAPALIGN_MEDIUM_MAX_STREAMS);
    if (demux->unsure)
        return no_medium(error);
    char text[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(reason, text, sizeof text);
    return ca_fail(error, CAPALIGN_E_INPUT,
                   "the %s file is cut off or damaged so that its index cannot be read (%s); use a "
                   "whole copy",
                   demux->short_name, text);
}

static capalign_code open_format(ca_demux *demux, const char *name, const AVInputFormat *input,
                                 capalign_error *error)
{
    AVFormatContext *format = avformat_alloc_context();
    if (!format)
        return ca_fail_memory(error);
    format->pb = demux->io;
    format->flags |= AVFMT_FLAG_CUSTOM_IO;
    format->io_open = refuse_open;
    format->protocol_whitelist = av_strdup("none");
    format->probesize = PROBE_BYTES;
    format->max_analyze_duration = ANALYZE_US;
    format->max_streams = CAPALIGN_MEDIUM_MAX_STREAMS;
    /* Durations are measured by duration.c; FFmpeg's look at the end would be a second one. */
    format->skip_estimate_duration_from_pts = 1;
    int result = avformat_open_input(&format, name, input, NULL); /* frees format on failure */
    if (result < 0)
        return open_failed(demux, result, error);
    demux->format = format;
    if (format->nb_chapters > CAPALIGN_MEDIUM_MAX_CHAPTERS)
        return ca_fail(error, CAPALIGN_E_LIMIT, "the file has %u chapters; at most %d are read",
                       format->nb_chapters, CAPALIGN_MEDIUM_MAX_CHAPTERS);
    result = avformat_find_stream_info(format, NULL);
    return result < 0 ? open_failed(demux, result, error) : CAPALIGN_OK;
}

bool ca_is_timed(const AVStream *stream)
{
    enum AVMediaType type = stream->codecpar->codec_type;
    return type == AVMEDIA_TYPE_AUDIO ||
           (type == AVMEDIA_TYPE_VIDEO && !(stream->disposition & AV_DISPOSITION_ATTACHED_PIC));
}

static int64_t find_zero(const ca_demux *demux)
{
    int64_t first_us = INT64_MAX;
    for (unsigned i = 0; i < demux->format->nb_streams; i++) {
        const AVStream *stream = demux->format->streams[i];
        if (!ca_is_timed(stream) || stream->start_time == AV_NOPTS_VALUE)
            continue;
        int64_t start_us = av_rescale_q(stream->start_time, stream->time_base, AV_TIME_BASE_Q);
        if (start_us < first_us)
            first_us = start_us;
    }
    if (first_us == INT64_MAX)
        return 0;
    return (demux->flags & CA_CONTAINER_SEQUENTIAL) || first_us > LATE_START_US ? first_us : 0;
}

capalign_code ca_demux_open(ca_demux *demux, const ca_source *source, const char *path,
                            capalign_error *error)
{
    char name[24];
    const AVInputFormat *input = NULL;
    *demux = (ca_demux){.source = *source, .last_us = CAPALIGN_TIME_NONE};
    demux->source.position = 0;
    if (source->size == 0)
        return ca_fail(error, CAPALIGN_E_INPUT, "the file is empty");
    harmless_name(path, name);
    capalign_code code = open_io(demux, error);
    if (code == CAPALIGN_OK)
        code = find_format(demux, name, &input, error);
    if (code == CAPALIGN_OK)
        code = open_format(demux, name, input, error);
    if (code == CAPALIGN_OK)
        demux->zero_us = find_zero(demux);
    else
        ca_demux_close(demux);
    return code;
}

void ca_demux_close(ca_demux *demux)
{
    avformat_close_input(&demux->format);
    if (demux->io)
        av_freep(&demux->io->buffer);
    avio_context_free(&demux->io);
}

/* Keeps the times of a clock that jumps (AVFMT_TS_DISCONT: MPEG streams joined, cut or wrapped)
 * going on from where they were. */
static void bridge_jump(ca_demux *demux, AVPacket *packet)
{
    const AVStream *stream = demux->format->streams[packet->stream_index];
    if (!(demux->format->iformat->flags & AVFMT_TS_DISCONT) || !ca_is_timed(stream))
        return;
    int64_t ts = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
    int64_t raw_us = ca_demux_time(demux, stream, ts);
    if (raw_us == CAPALIGN_TIME_NONE)
        return;
    int64_t time_us = raw_us + demux->jump_us;
    if (demux->last_us != CAPALIGN_TIME_NONE &&
        (time_us > demux->last_us + JUMP_US || time_us < demux->last_us - JUMP_US)) {
        demux->jump_us = demux->last_us - raw_us;
        time_us = demux->last_us;
    }
    int64_t length = packet->duration > 0 ? packet->duration : 0;
    demux->last_us =
        time_us + FFMIN(av_rescale_q(length, stream->time_base, AV_TIME_BASE_Q), JUMP_US);
    int64_t shift = av_rescale_q(demux->jump_us, AV_TIME_BASE_Q, stream->time_base);
    if (packet->pts != AV_NOPTS_VALUE)
        packet->pts = av_sat_add64(packet->pts, shift);
    if (packet->dts != AV_NOPTS_VALUE)
        packet->dts = av_sat_add64(packet->dts, shift);
}

bool ca_demux_read(ca_demux *demux, AVPacket *packet)
{
    while (demux->failures < MAX_FAILURES && !demux->source.failure) {
        int result = av_read_frame(demux->format, packet);
        if (result >= 0) {
            demux->failures = 0;
            bridge_jump(demux, packet);
            return true;
        }
        if (result == AVERROR_EOF || result == AVERROR(ENOMEM))
            return false;
        demux->failures++;
    }
    return false;
}

capalign_code ca_demux_failure(const ca_demux *demux, capalign_error *error)
{
    if (!demux->source.failure)
        return CAPALIGN_OK;
    return ca_fail_errno(error, NULL, "read the file", demux->source.failure);
}

bool ca_demux_seek(ca_demux *demux, int64_t time_us)
{
    int64_t timestamp = av_sat_add64(demux->zero_us, time_us);
    demux->failures = 0;
    return avformat_seek_file(demux->format, -1, INT64_MIN, timestamp, timestamp, 0) >= 0;
}

int64_t ca_demux_time(const ca_demux *demux, const AVStream *stream, int64_t timestamp)
{
    if (timestamp == AV_NOPTS_VALUE)
        return CAPALIGN_TIME_NONE;
    int64_t time_us = av_rescale_q(timestamp, stream->time_base, AV_TIME_BASE_Q);
    if (time_us < -CA_MEDIA_MAX_US || time_us > CA_MEDIA_MAX_US)
        return CAPALIGN_TIME_NONE;
    /* zero_us comes out of the file too. */
    int64_t from_zero;
    if (__builtin_sub_overflow(time_us, demux->zero_us, &from_zero) ||
        from_zero > CA_MEDIA_MAX_US || from_zero < -CA_MEDIA_MAX_US)
        return CAPALIGN_TIME_NONE;
    return from_zero;
}
