#include "media/duration.h"

#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavutil/common.h>
#include <libavutil/intreadwrite.h>

#include <capalign/media.h>

#include "base/error.h"
#include "media/containers.h"

/* How much of the end is read. Sound and pictures of one time lie less than this apart in a file,
 * and encoders set a key frame at least that often (x264: every 250 frames). */
#define TAIL_US INT64_C(10000000)
/* Claims are rounded (milliseconds, frames) and count encoder delay in or out; more is a lie. */
#define TOLERANCE_US INT64_C(100000)

typedef struct tally {
    int64_t end_us;
    bool seen[CAPALIGN_MEDIUM_MAX_STREAMS];
} tally;

/* Samples of the packet that a decoder would drop at its end (AV_PKT_DATA_SKIP_SAMPLES: two
 * 32-bit counts, start and end). */
static uint32_t discarded_at_end(const AVPacket *packet)
{
    size_t size;
    const uint8_t *data = av_packet_get_side_data(packet, AV_PKT_DATA_SKIP_SAMPLES, &size);
    return data && size >= 8 ? AV_RL32(data + 4) : 0;
}

/* In the stream's time base; 0 where nothing tells. */
static int64_t packet_length(const ca_demux *demux, const AVStream *stream, const AVPacket *packet)
{
    AVCodecParameters *codec = stream->codecpar;
    bool sound = codec->codec_type == AVMEDIA_TYPE_AUDIO && codec->sample_rate > 0;
    AVRational sample = {1, sound ? codec->sample_rate : 1};
    int64_t length = packet->duration;
    if (length <= 0 && sound)
        length = av_rescale_q(av_get_audio_frame_duration2(codec, packet->size), sample,
                              stream->time_base);
    else if (length <= 0 && stream->avg_frame_rate.num > 0 && stream->avg_frame_rate.den > 0)
        length = av_rescale_q(1, av_inv_q(stream->avg_frame_rate), stream->time_base);
    if (sound && !(demux->flags & CA_CONTAINER_TRIMMED))
        length -= av_rescale_q(discarded_at_end(packet), sample, stream->time_base);
    return length > 0 ? length : 0;
}

int64_t ca_packet_end(const ca_demux *demux, const AVPacket *packet)
{
    const AVStream *stream = demux->format->streams[packet->stream_index];
    int64_t ts = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    if (ts == AV_NOPTS_VALUE)
        return CAPALIGN_TIME_NONE;
    ts = av_sat_add64(ts, packet_length(demux, stream, packet));
    return ca_demux_time(demux, stream, ts);
}

static capalign_code read_to_end(ca_demux *demux, tally *found, capalign_error *error)
{
    AVPacket *packet = av_packet_alloc();
    if (!packet)
        return ca_fail_memory(error);
    *found = (tally){.end_us = CAPALIGN_TIME_NONE};
    for (unsigned i = 0; i < demux->format->nb_streams; i++)
        if (!ca_is_timed(demux->format->streams[i]))
            demux->format->streams[i]->discard = AVDISCARD_ALL;
    for (; ca_demux_read(demux, packet); av_packet_unref(packet)) {
        if (!ca_is_timed(demux->format->streams[packet->stream_index]))
            continue;
        int64_t end_us = ca_packet_end(demux, packet);
        if (end_us == CAPALIGN_TIME_NONE)
            continue;
        if (end_us > found->end_us)
            found->end_us = end_us;
        if (packet->stream_index < CAPALIGN_MEDIUM_MAX_STREAMS)
            found->seen[packet->stream_index] = true;
    }
    av_packet_free(&packet);
    return ca_demux_failure(demux, error);
}

/* A stream without a packet in the tail has ended early, or lies elsewhere in the file, or the
 * seek went wrong: the tail then does not prove anything. */
static bool all_seen(const ca_demux *demux, const tally *found)
{
    for (unsigned i = 0; i < demux->format->nb_streams; i++)
        if (ca_is_timed(demux->format->streams[i]) &&
            (i >= CAPALIGN_MEDIUM_MAX_STREAMS || !found->seen[i]))
            return false;
    return true;
}

/* Reads the tail; *enough tells whether that proves the end. */
static capalign_code read_tail(ca_demux *demux, int64_t claim_us, tally *found, bool *enough,
                               capalign_error *error)
{
    *enough = false;
    if (!ca_demux_seek(demux, claim_us - TAIL_US))
        return CAPALIGN_OK;
    capalign_code code = read_to_end(demux, found, error);
    *enough = all_seen(demux, found);
    return code;
}

static capalign_code read_packets(ca_demux *demux, const char *path, int64_t claim_us, tally *found,
                                  capalign_error *error)
{
    bool trusted = !(demux->flags & CA_CONTAINER_SEQUENTIAL) && claim_us > TAIL_US;
    if (trusted) {
        bool enough;
        capalign_code code = read_tail(demux, claim_us, found, &enough, error);
        if (code != CAPALIGN_OK || enough)
            return code;
        ca_source source = demux->source;
        ca_demux_close(demux);
        code = ca_demux_open(demux, &source, path, error);
        if (code != CAPALIGN_OK)
            return code;
    }
    return read_to_end(demux, found, error);
}

bool ca_duration_differs(int64_t claim_us, int64_t found_us)
{
    return claim_us == CAPALIGN_TIME_NONE || found_us > claim_us + TOLERANCE_US ||
           found_us < claim_us - TOLERANCE_US;
}

static int64_t claimed(const AVFormatContext *format)
{
    bool says = format->duration_estimation_method == AVFMT_DURATION_FROM_STREAM &&
                format->duration > 0 && format->duration <= CA_MEDIA_MAX_US;
    return says ? format->duration : CAPALIGN_TIME_NONE;
}

capalign_code ca_duration_measure(ca_demux *demux, const char *path, ca_duration *duration,
                                  capalign_error *error)
{
    tally found;
    int64_t claim_us = claimed(demux->format);
    capalign_code code = read_packets(demux, path, claim_us, &found, error);
    if (code != CAPALIGN_OK)
        return code;
    *duration = (ca_duration){.found_us = found.end_us, .claim_us = claim_us};
    if (found.end_us < 0)
        duration->found_us = CAPALIGN_TIME_NONE;
    else
        duration->differs = ca_duration_differs(claim_us, found.end_us);
    return CAPALIGN_OK;
}
