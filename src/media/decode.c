#include "media/decode.h"

#include <stdlib.h>
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavutil/channel_layout.h>
#include <libavutil/common.h>
#include <libswresample/swresample.h>

#include <capalign/media.h>

#include "base/language.h"
#include "base/strbuf.h"
#include "base/time.h"
#include "media/containers.h"
#include "media/grid.h"
#include "media/language.h"

/* Decoders need some sound before the place that they are to be right at: 80 ms for Opus, nine
 * frames for MP3's bit reservoir. ca_sound_needed_from has a second more. */
#define RUN_UP_US CA_US_PER_S
/* How far from where they should be time stamps may lie besides their own rounding; muxers are
 * that careless, and a gap of that length is not heard. */
#define SLACK_US INT64_C(2000)

typedef struct decoder {
    ca_sound_source base;
    ca_demux demux;
    const AVStream *stream;
    AVCodecContext *codec;
    AVPacket *packet;
    AVFrame *frame;
    SwrContext *to_float;   /* interleaved float of the same rate and channels */
    AVChannelLayout layout; /* what to_float was made for, with format and rate */
    int format;
    int rate_hz;
    float *samples;
    size_t capacity;
    int64_t from_us;
    bool drained;  /* the decoder was told the end */
    uint64_t bad;  /* packets that could not be decoded */
    uint64_t good; /* frames that were */
    ca_grid grid;
} decoder;

static bool is_alternate(const AVStream *stream)
{
    return stream->disposition &
           (AV_DISPOSITION_COMMENT | AV_DISPOSITION_VISUAL_IMPAIRED | AV_DISPOSITION_DESCRIPTIONS |
            AV_DISPOSITION_KARAOKE | AV_DISPOSITION_CLEAN_EFFECTS);
}

/* "": the container does not say. */
static void language_of(const AVStream *stream, char tag[CA_LANGUAGE_TAG])
{
    const AVDictionaryEntry *entry = av_dict_get(stream->metadata, "language", NULL, 0);
    if (!entry || !ca_language_tag(entry->value, tag))
        tag[0] = '\0';
}

/* Whether the stream is labelled with the language, regions and scripts aside. */
static bool is_in_language(const AVStream *stream, const char *language)
{
    char tag[CA_LANGUAGE_TAG];
    language_of(stream, tag);
    return language && ca_language_matches(tag, language);
}

/* How well a stream serves as the medium's sound; 0: it is none. */
static int rank(const AVStream *stream, const char *language)
{
    const AVCodecParameters *codec = stream->codecpar;
    if (codec->codec_type != AVMEDIA_TYPE_AUDIO)
        return 0;
    return 1 + 8 * (avcodec_find_decoder(codec->codec_id) != NULL) +
           4 * is_in_language(stream, language) + 2 * !is_alternate(stream) +
           ((stream->disposition & AV_DISPOSITION_DEFAULT) != 0);
}

size_t ca_best_audio(const AVFormatContext *format, const char *language)
{
    size_t best = SIZE_MAX;
    int best_rank = 0;
    for (unsigned i = 0; i < format->nb_streams; i++) {
        int this_rank = rank(format->streams[i], language);
        if (this_rank > best_rank) {
            best_rank = this_rank;
            best = i;
        }
    }
    return best;
}

static capalign_code choose_stream(decoder *d, size_t index, const char *language,
                                   capalign_error *error)
{
    const AVFormatContext *format = d->demux.format;
    if (index == SIZE_MAX)
        index = ca_best_audio(format, language);
    if (index == SIZE_MAX)
        return ca_fail(error, CAPALIGN_E_INPUT, "the %s file has no sound", d->demux.short_name);
    if (index >= format->nb_streams)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "the file has no stream %zu, only %u streams",
                       index, format->nb_streams);
    d->stream = format->streams[index];
    if (d->stream->codecpar->codec_type != AVMEDIA_TYPE_AUDIO)
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "stream %zu of the file is no sound; capalign probe lists the streams",
                       index);
    bool jumps = format->iformat->flags & AVFMT_TS_DISCONT;
    for (unsigned i = 0; i < format->nb_streams; i++)
        if (i != index && !(jumps && ca_is_timed(format->streams[i])))
            format->streams[i]->discard = AVDISCARD_ALL;
    return CAPALIGN_OK;
}

static size_t count_audio(const AVFormatContext *format)
{
    size_t count = 0;
    for (unsigned i = 0; i < format->nb_streams; i++)
        count += format->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
    return count;
}

/* The end that the stream's header claims; estimates from bit rates are none. */
static int64_t claim_of(const decoder *d)
{
    const AVStream *stream = d->stream;
    if (d->demux.format->duration_estimation_method != AVFMT_DURATION_FROM_STREAM ||
        stream->duration == AV_NOPTS_VALUE || d->demux.flags & CA_CONTAINER_SEQUENTIAL)
        return CAPALIGN_TIME_NONE;
    int64_t start = stream->start_time == AV_NOPTS_VALUE ? 0 : stream->start_time;
    return ca_demux_time(&d->demux, stream, av_sat_add64(start, stream->duration));
}

static void note_facts(decoder *d)
{
    d->base.facts =
        (ca_sound_facts){.stream = (size_t)d->stream->index,
                         .stream_count = count_audio(d->demux.format),
                         .claim_us = claim_of(d),
                         .guess_us = d->demux.format->duration > 0 ? d->demux.format->duration : 0};
    language_of(d->stream, d->base.facts.language);
}

static capalign_code open_codec(decoder *d, capalign_error *error)
{
    const AVCodecParameters *parameters = d->stream->codecpar;
    const char *name = avcodec_get_name(parameters->codec_id);
    const AVCodec *codec = avcodec_find_decoder(parameters->codec_id);
    if (!codec)
        return ca_fail(error, CAPALIGN_E_MISSING,
                       "there is no decoder for the sound (%s); install a libavcodec that has one, "
                       "or convert the file",
                       name);
    d->codec = avcodec_alloc_context3(codec);
    d->packet = av_packet_alloc();
    d->frame = av_frame_alloc();
    if (!d->codec || !d->packet || !d->frame ||
        avcodec_parameters_to_context(d->codec, parameters) < 0)
        return ca_fail_memory(error);
    d->codec->pkt_timebase = d->stream->time_base;
    d->codec->thread_count = 1;
    int result = avcodec_open2(d->codec, codec, NULL);
    if (result == AVERROR(ENOMEM))
        return ca_fail_memory(error);
    if (result < 0)
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "the sound's header (%s) is damaged so that it cannot be decoded", name);
    return CAPALIGN_OK;
}

/* Position in samples of a time stamp of the stream. */
static int64_t position_of(const decoder *d, int64_t timestamp, int rate_hz)
{
    int64_t zero = av_rescale(d->demux.zero_us, rate_hz, AV_TIME_BASE);
    return av_rescale_q(timestamp, d->stream->time_base, (AVRational){1, rate_hz}) - zero;
}

static int64_t slack_of(const decoder *d, int rate_hz)
{
    int64_t tick_us = av_rescale_q(1, d->stream->time_base, AV_TIME_BASE_Q);
    return av_rescale(2 * tick_us + SLACK_US, rate_hz, AV_TIME_BASE);
}

/* Whether the packet may be left out, since from_us lies beyond it and the decoder's run up. */
static bool too_early(const decoder *d)
{
    int64_t ts = d->packet->pts != AV_NOPTS_VALUE ? d->packet->pts : d->packet->dts;
    int64_t time_us = ca_demux_time(&d->demux, d->stream, ts);
    return time_us != CAPALIGN_TIME_NONE && time_us < d->from_us - RUN_UP_US;
}

/* Gives the decoder one more packet, or the end. */
static void feed(decoder *d)
{
    for (; ca_demux_read(&d->demux, d->packet); av_packet_unref(d->packet)) {
        if (d->packet->stream_index != d->stream->index)
            continue;
        if (too_early(d))
            continue;
        d->bad += avcodec_send_packet(d->codec, d->packet) < 0;
        av_packet_unref(d->packet);
        return;
    }
    d->drained = true;
    avcodec_send_packet(d->codec, NULL);
}

static capalign_code set_converter(decoder *d, capalign_error *error)
{
    const AVFrame *frame = d->frame;
    if (d->to_float && d->format == frame->format && d->rate_hz == frame->sample_rate &&
        av_channel_layout_compare(&d->layout, &frame->ch_layout) == 0)
        return CAPALIGN_OK;
    swr_free(&d->to_float);
    /* The same unspecified layout on both sides: channels are not mixed here. */
    AVChannelLayout plain = {.order = AV_CHANNEL_ORDER_UNSPEC,
                             .nb_channels = frame->ch_layout.nb_channels};
    if (av_channel_layout_copy(&d->layout, &frame->ch_layout) < 0 ||
        swr_alloc_set_opts2(&d->to_float, &plain, AV_SAMPLE_FMT_FLT, frame->sample_rate, &plain,
                            frame->format, frame->sample_rate, 0, NULL) < 0 ||
        swr_init(d->to_float) < 0)
        return ca_fail_memory(error);
    d->format = frame->format;
    d->rate_hz = frame->sample_rate;
    return CAPALIGN_OK;
}

static bool is_usable(const AVFrame *frame)
{
    return frame->nb_samples > 0 && frame->sample_rate >= CA_SOUND_MIN_RATE_HZ &&
           frame->sample_rate <= CA_SOUND_MAX_RATE_HZ && frame->ch_layout.nb_channels > 0 &&
           frame->ch_layout.nb_channels <= CA_SOUND_MAX_CHANNELS;
}

/* What all distances between frames are multiples of. */
static int64_t grid_step(const decoder *d)
{
    enum { OPUS_STEP = 120 /* 2.5 ms at 48 kHz */, VORBIS_STEP = 64 /* half the smallest block */ };
    switch (d->codec->codec_id) {
    case AV_CODEC_ID_OPUS:
        return OPUS_STEP;
    case AV_CODEC_ID_VORBIS:
        return VORBIS_STEP;
    default:
        /* PCM has no frames of its own, but containers cut it evenly. */
        return d->codec->frame_size > 0 ? d->codec->frame_size : d->frame->nb_samples;
    }
}

/* An MP4 says how long each packet is shown: the encoder's padding behind the last one is left
 * out. (Other containers tell the decoder by side data.) */
static void cut_padding(const decoder *d, ca_chunk *chunk)
{
    int64_t shown =
        av_rescale_q(d->frame->pkt_duration, d->stream->time_base, (AVRational){1, chunk->rate_hz});
    int64_t slack = slack_of(d, chunk->rate_hz);
    if (shown > 0 && shown + slack < (int64_t)chunk->frames)
        chunk->frames = (size_t)shown;
}

static void place(decoder *d, ca_chunk *chunk)
{
    int64_t ts = d->frame->pts;
    if (ca_demux_time(&d->demux, d->stream, ts) == CAPALIGN_TIME_NONE)
        return;
    int rate_hz = chunk->rate_hz;
    int64_t position = position_of(d, ts, rate_hz);
    chunk->placed = true;
    chunk->slack = slack_of(d, rate_hz);
    chunk->position = ca_grid_place(&d->grid, rate_hz, position, chunk->slack);
    if (!d->grid.rate_hz)
        ca_grid_begin(&d->grid, rate_hz, grid_step(d), position, (int64_t)chunk->frames,
                      chunk->slack);
}

/* Interleaved float; a negative number on failure. */
static int to_interleaved(const decoder *d, float *samples)
{
    const uint8_t *planes[CA_SOUND_MAX_CHANNELS];
    const AVFrame *frame = d->frame;
    int count = av_sample_fmt_is_planar(frame->format) ? frame->ch_layout.nb_channels : 1;
    for (int i = 0; i < count; i++)
        planes[i] = frame->extended_data[i];
    uint8_t *to = (uint8_t *)samples;
    return swr_convert(d->to_float, &to, frame->nb_samples, planes, frame->nb_samples);
}

static capalign_code convert(decoder *d, ca_chunk *chunk, capalign_error *error)
{
    const AVFrame *frame = d->frame;
    capalign_code code = set_converter(d, error);
    if (code != CAPALIGN_OK)
        return code;
    size_t channels = (size_t)frame->ch_layout.nb_channels;
    float *samples =
        ca_grow(d->samples, &d->capacity, channels * (size_t)frame->nb_samples, sizeof *samples);
    if (!samples)
        return ca_fail_memory(error);
    d->samples = samples;
    int made = to_interleaved(d, samples);
    if (made < 0)
        return ca_fail_memory(error);
    *chunk = (ca_chunk){
        .samples = samples,
        .frames = (size_t)made,
        .channels = (int)channels,
        .rate_hz = frame->sample_rate,
        .layout = frame->ch_layout.order == AV_CHANNEL_ORDER_NATIVE ? frame->ch_layout.u.mask : 0,
    };
    if (strcmp(d->demux.short_name, "mp4") == 0)
        cut_padding(d, chunk);
    place(d, chunk);
    return CAPALIGN_OK;
}

static capalign_code at_end(const decoder *d, capalign_error *error)
{
    capalign_code code = ca_demux_failure(&d->demux, error);
    if (code == CAPALIGN_OK && d->good == 0 && d->bad > 0)
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "none of the %llu packets of sound (%s) can be decoded; the file is damaged",
                       (unsigned long long)d->bad, avcodec_get_name(d->codec->codec_id));
    return code;
}

static capalign_code decode_next(ca_sound_source *source, ca_chunk *chunk, capalign_error *error)
{
    decoder *d = (decoder *)source;
    *chunk = (ca_chunk){0};
    for (;;) {
        int result = avcodec_receive_frame(d->codec, d->frame);
        if (result >= 0 && is_usable(d->frame)) {
            d->good++;
            capalign_code code = convert(d, chunk, error);
            if (code != CAPALIGN_OK || chunk->frames)
                return code;
        } else if (result == AVERROR(ENOMEM)) {
            return ca_fail_memory(error);
        } else if (result == AVERROR(EAGAIN) && !d->drained) {
            feed(d);
        } else if (result == AVERROR_EOF || (result < 0 && d->drained)) {
            return at_end(d, error);
        } else {
            d->bad++;
        }
    }
}

static void decode_close(ca_sound_source *source)
{
    decoder *d = (decoder *)source;
    int fd = d->demux.source.fd;
    swr_free(&d->to_float);
    av_channel_layout_uninit(&d->layout);
    av_frame_free(&d->frame);
    av_packet_free(&d->packet);
    avcodec_free_context(&d->codec);
    ca_demux_close(&d->demux);
    free(d->samples);
    free(d);
    if (fd >= 0) {
        ca_source closing = {.fd = fd};
        ca_source_close(&closing);
    }
}

/* Decodes the first frame for the grid. */
static capalign_code read_first(decoder *d, capalign_error *error)
{
    ca_chunk chunk;
    int64_t from_us = d->from_us;
    d->from_us = 0;
    capalign_code code = decode_next(&d->base, &chunk, error);
    d->from_us = from_us;
    d->drained = false;
    avcodec_flush_buffers(d->codec);
    return code;
}

/* Goes near from_us. A container whose times are known only from its start is read from there,
 * without decoding. */
static capalign_code go_near(decoder *d, const char *path, capalign_error *error)
{
    int64_t target_us = d->from_us - RUN_UP_US;
    if (target_us <= 0)
        return CAPALIGN_OK;
    capalign_code code = read_first(d, error);
    if (code != CAPALIGN_OK || d->demux.flags & CA_CONTAINER_SEQUENTIAL)
        return code;
    if (ca_demux_seek(&d->demux, target_us))
        return CAPALIGN_OK;
    ca_source source = d->demux.source;
    ca_demux_close(&d->demux);
    code = ca_demux_open(&d->demux, &source, path, error);
    return code == CAPALIGN_OK ? choose_stream(d, d->base.facts.stream, NULL, error) : code;
}

capalign_code ca_decode_source(const ca_source *source, const char *path, size_t index,
                               const char *language, int64_t from_us, ca_sound_source **out,
                               capalign_error *error)
{
    decoder *d = calloc(1, sizeof *d);
    if (!d)
        return ca_fail_memory(error);
    d->base = (ca_sound_source){.next = decode_next, .close = decode_close};
    d->from_us = from_us;
    capalign_code code = ca_demux_open(&d->demux, source, path, error);
    if (code == CAPALIGN_OK)
        code = choose_stream(d, index, language, error);
    if (code == CAPALIGN_OK)
        code = open_codec(d, error);
    if (code == CAPALIGN_OK) {
        note_facts(d);
        code = go_near(d, path, error);
    }
    if (code == CAPALIGN_OK) {
        *out = &d->base;
    } else {
        d->demux.source.fd = -1; /* stays the caller's */
        decode_close(&d->base);
    }
    return code;
}
