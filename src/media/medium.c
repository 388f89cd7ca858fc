#include "media/backend.h"

#include <stdlib.h>
#include <string.h>

#include <libavcodec/avcodec.h>

#include "base/error.h"
#include "media/decode.h"
#include "media/demux.h"
#include "media/duration.h"
#include "media/language.h"
#include "media/sndfile.h"
#include "media/subtitle_packet.h"

/* A metadata value as clean UTF-8 in the arena; *text is NULL where there is none. */
static bool copy_tag(ca_arena *arena, const AVDictionary *tags, const char *key, const char **text)
{
    const AVDictionaryEntry *entry = av_dict_get(tags, key, NULL, 0);
    *text = NULL;
    if (!entry || !entry->value[0])
        return true;
    ca_strbuf clean = {0};
    ca_media_clean_text(&clean, ca_str_of(entry->value));
    if (!clean.failed)
        *text = ca_arena_copy(arena, ca_strbuf_view(&clean));
    ca_strbuf_free(&clean);
    return *text != NULL;
}

static bool copy_language(ca_arena *arena, const AVDictionary *tags, const char **language)
{
    char tag[CA_LANGUAGE_TAG];
    const AVDictionaryEntry *entry = av_dict_get(tags, "language", NULL, 0);
    *language = NULL;
    if (!entry || !ca_language_tag(entry->value, tag))
        return true;
    *language = ca_arena_copy(arena, ca_str_of(tag));
    return *language != NULL;
}

static capalign_stream_kind kind_of(const AVStream *stream)
{
    switch (stream->codecpar->codec_type) {
    case AVMEDIA_TYPE_AUDIO:
        return CAPALIGN_STREAM_AUDIO;
    case AVMEDIA_TYPE_VIDEO:
        return ca_is_timed(stream) ? CAPALIGN_STREAM_VIDEO : CAPALIGN_STREAM_OTHER;
    case AVMEDIA_TYPE_SUBTITLE:
        return CAPALIGN_STREAM_SUBTITLE;
    default:
        return CAPALIGN_STREAM_OTHER;
    }
}

static bool fill_stream(ca_arena *arena, const AVStream *from, capalign_stream *to)
{
    const AVCodecParameters *codec = from->codecpar;
    *to = (capalign_stream){
        .index = (size_t)from->index,
        .kind = kind_of(from),
        .codec = codec->codec_id == AV_CODEC_ID_NONE ? NULL : avcodec_get_name(codec->codec_id),
        .is_default = from->disposition & AV_DISPOSITION_DEFAULT,
        .is_forced = from->disposition & AV_DISPOSITION_FORCED,
        .sample_rate_hz = codec->sample_rate,
        .channels = codec->ch_layout.nb_channels,
        .width = codec->width,
        .height = codec->height,
    };
    to->readable = to->kind == CAPALIGN_STREAM_SUBTITLE
                       ? ca_subtitle_kind_of(codec) != CA_SUBTITLE_UNREADABLE
                       : avcodec_find_decoder(codec->codec_id) != NULL;
    return copy_tag(arena, from->metadata, "title", &to->title) &&
           copy_language(arena, from->metadata, &to->language);
}

static bool fill_streams(capalign_medium *medium, const AVFormatContext *format)
{
    medium->streams = ca_arena_array(&medium->arena, format->nb_streams, sizeof *medium->streams);
    if (!medium->streams)
        return format->nb_streams == 0;
    medium->stream_count = format->nb_streams;
    for (unsigned i = 0; i < format->nb_streams; i++)
        if (!fill_stream(&medium->arena, format->streams[i], &medium->streams[i]))
            return false;
    size_t main = ca_best_audio(format, NULL);
    if (main != SIZE_MAX)
        medium->info.language = medium->streams[main].language;
    return true;
}

static int64_t chapter_time(const ca_demux *demux, const AVChapter *chapter, int64_t timestamp)
{
    const AVStream clock = {.time_base = chapter->time_base};
    int64_t time_us = ca_demux_time(demux, &clock, timestamp);
    return time_us == CAPALIGN_TIME_NONE || time_us >= 0 ? time_us : 0;
}

static int by_start(const void *a, const void *b)
{
    const capalign_chapter *left = a, *right = b;
    if (left->start_us != right->start_us)
        return left->start_us < right->start_us ? -1 : 1;
    return (left->end_us > right->end_us) - (left->end_us < right->end_us);
}

/* Chapters without a sure, positive span are left out. One that reaches past the end ends there. */
static bool fill_chapters(capalign_medium *medium, const ca_demux *demux)
{
    const AVFormatContext *format = demux->format;
    medium->chapters =
        ca_arena_array(&medium->arena, format->nb_chapters, sizeof *medium->chapters);
    if (!medium->chapters)
        return format->nb_chapters == 0;
    for (unsigned i = 0; i < format->nb_chapters; i++) {
        const AVChapter *from = format->chapters[i];
        capalign_chapter to = {.start_us = chapter_time(demux, from, from->start),
                               .end_us = chapter_time(demux, from, from->end)};
        if (to.start_us == CAPALIGN_TIME_NONE || to.end_us <= to.start_us)
            continue;
        if (!copy_tag(&medium->arena, from->metadata, "title", &to.title))
            return false;
        medium->chapters[medium->chapter_count++] = to;
    }
    qsort(medium->chapters, medium->chapter_count, sizeof *medium->chapters, by_start);
    return true;
}

static void end_chapters(capalign_medium *medium, int64_t duration_us)
{
    size_t kept = 0;
    for (size_t i = 0; i < medium->chapter_count; i++) {
        capalign_chapter chapter = medium->chapters[i];
        if (chapter.end_us > duration_us)
            chapter.end_us = duration_us;
        if (chapter.start_us < chapter.end_us)
            medium->chapters[kept++] = chapter;
    }
    medium->chapter_count = kept;
}

/* FFmpeg's name of a family, made the name of its member. */
static const char *container_name(const ca_demux *demux)
{
    if (strcmp(demux->short_name, "matroska") == 0) {
        /* The DocType stands in the EBML header, the first element of the file. */
        char head[64];
        size_t n = ca_source_read_at(&demux->source, 0, head, sizeof head);
        return memmem(head, n, "webm", 4) ? "webm" : "matroska";
    }
    if (strcmp(demux->short_name, "mp4") == 0) {
        const AVDictionaryEntry *brand =
            av_dict_get(demux->format->metadata, "major_brand", NULL, 0);
        if (brand && strncmp(brand->value, "qt", 2) == 0)
            return "mov";
        if (brand && strncmp(brand->value, "3g", 2) == 0)
            return "3gp";
        if (brand && strncmp(brand->value, "M4A", 3) == 0)
            return "m4a";
    }
    return demux->short_name;
}

/* Noise can look like the start of an MP3; a stream of it never gets a rate or a size. */
static bool has_content(const capalign_stream *stream)
{
    return stream->kind == CAPALIGN_STREAM_SUBTITLE ||
           (stream->kind == CAPALIGN_STREAM_AUDIO && stream->sample_rate_hz > 0) ||
           (stream->kind == CAPALIGN_STREAM_VIDEO && stream->width > 0);
}

static capalign_code describe(capalign_medium *medium, const ca_demux *demux, capalign_error *error)
{
    medium->info.container = container_name(demux);
    if (!fill_streams(medium, demux->format) || !fill_chapters(medium, demux) ||
        !copy_tag(&medium->arena, demux->format->metadata, "title", &medium->info.title))
        return ca_fail_memory(error);
    for (size_t i = 0; i < medium->stream_count; i++)
        if (has_content(&medium->streams[i]))
            return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_INPUT,
                   "the %s file holds no sound, video or subtitles that can be read",
                   medium->info.container);
}

static capalign_code measure(capalign_medium *medium, ca_demux *demux, capalign_error *error)
{
    ca_duration duration;
    capalign_code code = ca_duration_measure(demux, medium->path, &duration, error);
    if (code != CAPALIGN_OK)
        return code;
    medium->info.duration_us = duration.found_us;
    medium->info.container_duration_us = duration.claim_us;
    medium->info.duration_measured = duration.differs;
    if (duration.found_us != CAPALIGN_TIME_NONE)
        end_chapters(medium, duration.found_us);
    return CAPALIGN_OK;
}

static capalign_code open_with_ffmpeg(capalign_medium *medium, capalign_error *error)
{
    ca_demux demux;
    capalign_code code = ca_demux_open(&demux, &medium->source, medium->path, error);
    if (code != CAPALIGN_OK)
        return code;
    code = describe(medium, &demux, error);
    if (code == CAPALIGN_OK)
        code = measure(medium, &demux, error);
    ca_demux_close(&demux);
    return code;
}

void ca_medium_close(capalign_medium *medium)
{
    ca_source_close(&medium->source);
    ca_arena_free(&medium->arena);
    free(medium->path);
    free(medium);
}

capalign_code ca_medium_open(const char *path, capalign_medium **out, capalign_error *error)
{
    capalign_medium *medium = calloc(1, sizeof *medium);
    if (!medium)
        return ca_fail_memory(error);
    medium->source.fd = -1;
    medium->path = strdup(path);
    capalign_code code =
        medium->path ? ca_source_open(path, &medium->source, error) : ca_fail_memory(error);
    bool taken = false;
    if (code == CAPALIGN_OK)
        code = ca_sndfile_describe(medium, &taken, error);
    if (code == CAPALIGN_OK && !taken)
        code = open_with_ffmpeg(medium, error);
    if (code == CAPALIGN_OK)
        *out = medium;
    else
        ca_medium_close(medium);
    return code;
}
