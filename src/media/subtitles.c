#include "media/backend.h"

#include <libavcodec/avcodec.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "base/time.h"
#include "media/demux.h"
#include "media/subtitle_packet.h"

/* A cue of unknown length ends where the next begins, at the latest after this. */
#define UNKNOWN_LENGTH_US INT64_C(10000000)

/* One cue that was read; its end may still depend on the next one. */
typedef struct pending {
    bool used;
    int64_t start_us;
    int64_t end_us; /* CAPALIGN_TIME_NONE: unknown */
    ca_strbuf text;
    ca_strbuf id;       /* WebVTT only, as the settings */
    ca_strbuf settings; /* as written */
} pending;

typedef struct reader {
    ca_demux demux;
    const AVStream *stream;
    ca_subtitle_kind kind;
    int64_t duration_us; /* of the medium, or CAPALIGN_TIME_NONE */
    pending cue;
    size_t cues;
    size_t bytes;
    ca_strbuf webvtt; /* a WebVTT stream becomes the file again that it was made of */
    capalign_track *track;
} reader;

/* A line of a WebVTT file: no line ends, and no arrow, which would make it a time line. */
static void add_line(ca_strbuf *out, ca_str text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.size - i >= 3 && memcmp(text.data + i, "-->", 3) == 0) {
            ca_strbuf_add_text(out, "--&gt;");
            i += 2;
        } else {
            ca_strbuf_add(out, text.data + i, 1);
        }
    }
}

static void write_webvtt(reader *r)
{
    const pending *cue = &r->cue;
    char start[CA_TIME_TEXT], end[CA_TIME_TEXT];
    ca_time_format(cue->start_us, '.', start);
    ca_time_format(cue->end_us, '.', end);
    if (cue->id.size) {
        add_line(&r->webvtt, ca_strbuf_view(&cue->id));
        ca_strbuf_add(&r->webvtt, "\n", 1);
    }
    ca_strbuf_format(&r->webvtt, "%s --> %s", start, end);
    if (cue->settings.size) {
        ca_strbuf_add(&r->webvtt, " ", 1);
        add_line(&r->webvtt, ca_strbuf_view(&cue->settings));
    }
    ca_strbuf_add(&r->webvtt, "\n", 1);
    add_line(&r->webvtt, ca_strbuf_view(&cue->text));
    ca_strbuf_add(&r->webvtt, "\n\n", 2);
}

static capalign_code emit(reader *r, capalign_error *error)
{
    pending *cue = &r->cue;
    cue->used = false;
    if (r->kind == CA_SUBTITLE_WEBVTT) {
        write_webvtt(r);
        return r->webvtt.failed ? ca_fail_memory(error) : CAPALIGN_OK;
    }
    const capalign_cue made = {.start_us = cue->start_us,
                               .end_us = cue->end_us,
                               .text = cue->text.data,
                               .text_bytes = (uint32_t)cue->text.size};
    return capalign_track_add_cue(r->track, &made, error);
}

/* Adds the cue that waits; `next_us` is where the following begins, CAPALIGN_TIME_NONE at the
 * end of the stream. */
static capalign_code finish_cue(reader *r, int64_t next_us, capalign_error *error)
{
    pending *cue = &r->cue;
    if (!cue->used)
        return CAPALIGN_OK;
    if (cue->end_us == CAPALIGN_TIME_NONE) {
        int64_t limit = next_us == CAPALIGN_TIME_NONE ? r->duration_us : next_us;
        cue->end_us = cue->start_us + UNKNOWN_LENGTH_US;
        if (limit > cue->start_us && limit < cue->end_us)
            cue->end_us = limit;
    }
    return emit(r, error);
}

static void copy_side_data(const AVPacket *packet, enum AVPacketSideDataType type, ca_strbuf *out)
{
    size_t size;
    const uint8_t *data = av_packet_get_side_data(packet, type, &size);
    ca_strbuf_clear(out);
    if (!data)
        return;
    ca_media_clean_text(out, (ca_str){(const char *)data, size});
    for (size_t i = 0; i < out->size; i++)
        if (out->data[i] == '\n')
            out->data[i] = ' ';
}

/* A cue's span; one that lies before the presentation has none. */
static bool span_of(const reader *r, const AVPacket *packet, int64_t *start_us, int64_t *end_us)
{
    int64_t ts = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    *start_us = ca_demux_time(&r->demux, r->stream, ts);
    if (*start_us == CAPALIGN_TIME_NONE)
        return false;
    *end_us = CAPALIGN_TIME_NONE;
    if (packet->duration > 0 && packet->duration < INT64_MAX - ts)
        *end_us = ca_demux_time(&r->demux, r->stream, ts + packet->duration);
    if (*start_us < 0)
        *start_us = 0;
    return *end_us == CAPALIGN_TIME_NONE || *end_us > *start_us;
}

static capalign_code read_packet(reader *r, const AVPacket *packet, capalign_error *error)
{
    int64_t start_us, end_us;
    if (!span_of(r, packet, &start_us, &end_us))
        return CAPALIGN_OK;
    /* An empty sample of 3GPP text shows nothing, but it ends what was before it. */
    capalign_code code = finish_cue(r, start_us, error);
    if (code != CAPALIGN_OK)
        return code;
    pending *cue = &r->cue;
    ca_subtitle_text(r->kind, (ca_str){(const char *)packet->data, (size_t)packet->size},
                     &cue->text);
    copy_side_data(packet, AV_PKT_DATA_WEBVTT_IDENTIFIER, &cue->id);
    copy_side_data(packet, AV_PKT_DATA_WEBVTT_SETTINGS, &cue->settings);
    if (cue->text.failed || cue->id.failed || cue->settings.failed)
        return ca_fail_memory(error);
    if (cue->text.size == 0)
        return CAPALIGN_OK;
    r->bytes += cue->text.size + cue->id.size + cue->settings.size;
    if (++r->cues > CAPALIGN_CAPTION_MAX_CUES || r->bytes > CAPALIGN_CAPTION_MAX_BYTES)
        return ca_fail(error, CAPALIGN_E_LIMIT,
                       "the subtitle stream has more than %zu cues or %zu MiB of text",
                       CAPALIGN_CAPTION_MAX_CUES, CAPALIGN_CAPTION_MAX_BYTES >> 20);
    cue->used = true;
    cue->start_us = start_us;
    cue->end_us = end_us;
    return CAPALIGN_OK;
}

static capalign_code read_all(reader *r, capalign_error *error)
{
    AVPacket *packet = av_packet_alloc();
    if (!packet)
        return ca_fail_memory(error);
    capalign_code code = CAPALIGN_OK;
    for (; code == CAPALIGN_OK && ca_demux_read(&r->demux, packet); av_packet_unref(packet))
        if (packet->stream_index == r->stream->index)
            code = read_packet(r, packet, error);
    av_packet_free(&packet);
    if (code == CAPALIGN_OK)
        code = ca_demux_failure(&r->demux, error);
    return code == CAPALIGN_OK ? finish_cue(r, CAPALIGN_TIME_NONE, error) : code;
}

/* The track of the WebVTT file that was put together; its parser reads ids and settings. */
static capalign_code parse_webvtt(reader *r, capalign_error *error)
{
    const capalign_caption_read_options options = {.format = "vtt", .encoding = "UTF-8"};
    return capalign_caption_parse(r->webvtt.data, r->webvtt.size, &options, &r->track, error);
}

static void begin_webvtt(reader *r)
{
    const AVCodecParameters *codec = r->stream->codecpar;
    ca_str header = {(const char *)codec->extradata, (size_t)codec->extradata_size};
    /* Regions and style sheets, where the stream carries the head of its file. */
    if (codec->extradata && header.size && ca_str_starts(header, "WEBVTT"))
        ca_media_clean_text(&r->webvtt, header);
    else
        ca_strbuf_add_text(&r->webvtt, "WEBVTT");
    ca_strbuf_add_text(&r->webvtt, "\n\n");
}

static capalign_code read_stream(reader *r, const char *language, capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    if (r->kind == CA_SUBTITLE_WEBVTT)
        begin_webvtt(r);
    else
        code = capalign_track_create(&r->track, error);
    if (code == CAPALIGN_OK)
        code = read_all(r, error);
    if (code == CAPALIGN_OK && r->kind == CA_SUBTITLE_WEBVTT)
        code = parse_webvtt(r, error);
    if (code == CAPALIGN_OK && language)
        code = capalign_track_set_language(r->track, language, error);
    return code;
}

static void free_reader(reader *r)
{
    ca_demux_close(&r->demux);
    ca_strbuf_free(&r->cue.text);
    ca_strbuf_free(&r->cue.id);
    ca_strbuf_free(&r->cue.settings);
    ca_strbuf_free(&r->webvtt);
}

static capalign_code check_stream(const capalign_medium *medium, size_t index,
                                  capalign_error *error)
{
    if (index >= medium->stream_count)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "the file has no stream %zu, only %zu streams",
                       index, medium->stream_count);
    const capalign_stream *stream = &medium->streams[index];
    const char *codec = stream->codec ? stream->codec : "unknown";
    if (stream->kind != CAPALIGN_STREAM_SUBTITLE)
        return ca_fail(error, CAPALIGN_E_INPUT, "stream %zu (%s) holds no subtitles", index, codec);
    if (!stream->readable)
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "the subtitles of stream %zu (%s) are pictures or no text that can be read; "
                       "choose a text stream",
                       index, codec);
    return CAPALIGN_OK;
}

capalign_code ca_medium_read_subtitles(capalign_medium *medium, size_t index, capalign_track **out,
                                       capalign_error *error)
{
    capalign_code code = check_stream(medium, index, error);
    if (code != CAPALIGN_OK)
        return code;
    reader r = {.duration_us = medium->info.duration_us};
    code = ca_demux_open(&r.demux, &medium->source, medium->path, error);
    if (code != CAPALIGN_OK)
        return code;
    const AVFormatContext *format = r.demux.format;
    /* A jump of the clock is seen in sound and pictures; elsewhere they need not be read. */
    bool jumps = format->iformat->flags & AVFMT_TS_DISCONT;
    for (unsigned i = 0; i < format->nb_streams; i++)
        if (i != index && !(jumps && ca_is_timed(format->streams[i])))
            format->streams[i]->discard = AVDISCARD_ALL;
    if (index < format->nb_streams) {
        r.stream = format->streams[index];
        r.kind = ca_subtitle_kind_of(r.stream->codecpar);
        code = read_stream(&r, medium->streams[index].language, error);
    } else {
        code = ca_fail(error, CAPALIGN_E_INPUT, "the file changed while it was read; try again");
    }
    free_reader(&r);
    if (code == CAPALIGN_OK)
        *out = r.track;
    else
        capalign_track_destroy(r.track);
    return code;
}
