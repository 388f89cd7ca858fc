#include "media/sndfile.h"

#include <stdlib.h>
#include <string.h>

#include <sndfile.h>

#include "base/error.h"
#include "base/time.h"
#include "media/decode.h"
#include "media/duration.h"
#include "media/head.h"
#include "media/subtitle_packet.h"

enum { READ_FRAMES = 8192, MAX_CHANNELS = 2 };

typedef struct reader {
    ca_sound_source base;
    ca_source source;
    SNDFILE *file;
    SF_INFO info;
    int64_t position; /* in frames */
    float *samples;
    char *path;
    ca_sound_source *rest; /* FFmpeg goes on where libsndfile gave up */
} reader;

static sf_count_t io_length(void *user)
{
    return ((ca_source *)user)->size;
}

static sf_count_t io_seek(sf_count_t offset, int whence, void *user)
{
    return ca_source_seek(user, offset, whence);
}

static sf_count_t io_read(void *bytes, sf_count_t count, void *user)
{
    /* libsndfile takes a short read for the end. */
    ca_source *source = user;
    char *to = bytes;
    sf_count_t done = 0;
    ssize_t n;
    while (done < count && (n = ca_source_read(source, to + done, (size_t)(count - done))) > 0)
        done += n;
    return done;
}

static sf_count_t io_tell(void *user)
{
    return ((ca_source *)user)->position;
}

/* Whether the last frame is there as the header says; seeking to it decodes next to nothing. */
static bool has_last_frame(SNDFILE *file, const SF_INFO *info)
{
    float frame[MAX_CHANNELS];
    if (info->frames == 0)
        return true;
    return sf_seek(file, info->frames - 1, SEEK_SET) == info->frames - 1 &&
           sf_readf_float(file, frame, 1) == 1 && sf_seek(file, 0, SEEK_SET) == 0;
}

static bool is_plain(const SF_INFO *info)
{
    return info->channels >= 1 && info->channels <= MAX_CHANNELS &&
           info->samplerate >= CA_SOUND_MIN_RATE_HZ && info->samplerate <= CA_SOUND_MAX_RATE_HZ &&
           info->frames >= 0 && info->frames <= CA_MEDIA_MAX_US / CA_US_PER_S * info->samplerate;
}

/* Opens a file of one of the formats that libsndfile can read whole; *file is NULL for others.
 * *claim_us as in ca_head. */
static capalign_code open_file(ca_source *source, SNDFILE **file, SF_INFO *info, int64_t *claim_us,
                               capalign_error *error)
{
    SF_VIRTUAL_IO io = {
        .get_filelen = io_length, .seek = io_seek, .read = io_read, .tell = io_tell};
    ca_head head;
    *file = NULL;
    capalign_code code = ca_head_look(source, &head, error);
    if (code != CAPALIGN_OK || !head.plain_sound)
        return code;
    *claim_us = head.claim_us;
    source->position = 0;
    *info = (SF_INFO){0};
    *file = sf_open_virtual(&io, SFM_READ, info, source);
    if (!*file)
        return CAPALIGN_OK;
    bool true_length = head.flac_frames < 0 || head.flac_frames == info->frames;
    if (!is_plain(info) || !true_length || !has_last_frame(*file, info) || source->failure) {
        sf_close(*file);
        *file = NULL;
    }
    return CAPALIGN_OK;
}

static const char *container_of(const SF_INFO *info)
{
    switch (info->format & SF_FORMAT_TYPEMASK) {
    case SF_FORMAT_FLAC:
        return "flac";
    case SF_FORMAT_OGG:
        return "ogg";
    case SF_FORMAT_AIFF:
        return "aiff";
    default:
        return "wav";
    }
}

/* FFmpeg's names, as for all other files. */
static const char *codec_of(const SF_INFO *info)
{
    static const struct {
        int format;
        const char *little;
        const char *big;
    } names[] = {
        {SF_FORMAT_PCM_S8, "pcm_s8", "pcm_s8"},
        {SF_FORMAT_PCM_U8, "pcm_u8", "pcm_u8"},
        {SF_FORMAT_PCM_16, "pcm_s16le", "pcm_s16be"},
        {SF_FORMAT_PCM_24, "pcm_s24le", "pcm_s24be"},
        {SF_FORMAT_PCM_32, "pcm_s32le", "pcm_s32be"},
        {SF_FORMAT_FLOAT, "pcm_f32le", "pcm_f32be"},
        {SF_FORMAT_DOUBLE, "pcm_f64le", "pcm_f64be"},
        {SF_FORMAT_ULAW, "pcm_mulaw", "pcm_mulaw"},
        {SF_FORMAT_ALAW, "pcm_alaw", "pcm_alaw"},
        {SF_FORMAT_IMA_ADPCM, "adpcm_ima_wav", "adpcm_ima_qt"},
        {SF_FORMAT_MS_ADPCM, "adpcm_ms", "adpcm_ms"},
        {SF_FORMAT_GSM610, "gsm_ms", "gsm"},
        {SF_FORMAT_VORBIS, "vorbis", "vorbis"},
        {SF_FORMAT_OPUS, "opus", "opus"},
    };
    int type = info->format & SF_FORMAT_TYPEMASK;
    bool big = (type == SF_FORMAT_AIFF) != ((info->format & SF_FORMAT_ENDMASK) == SF_ENDIAN_LITTLE);
    if (type == SF_FORMAT_FLAC)
        return "flac";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if ((info->format & SF_FORMAT_SUBMASK) == names[i].format)
            return type == SF_FORMAT_AIFF && big ? names[i].big : names[i].little;
    return NULL;
}

static int64_t duration_us(const SF_INFO *info)
{
    int64_t seconds = info->frames / info->samplerate, rest = info->frames % info->samplerate;
    return seconds * CA_US_PER_S + (rest * CA_US_PER_S + info->samplerate / 2) / info->samplerate;
}

static bool copy_title(capalign_medium *medium, SNDFILE *file)
{
    const char *title = sf_get_string(file, SF_STR_TITLE);
    if (!title || !title[0])
        return true;
    ca_strbuf clean = {0};
    ca_media_clean_text(&clean, ca_str_of(title));
    if (!clean.failed)
        medium->info.title = ca_arena_copy(&medium->arena, ca_strbuf_view(&clean));
    ca_strbuf_free(&clean);
    return medium->info.title != NULL;
}

capalign_code ca_sndfile_describe(capalign_medium *medium, bool *taken, capalign_error *error)
{
    ca_source source = medium->source;
    SF_INFO info;
    SNDFILE *file;
    int64_t claim_us = CAPALIGN_TIME_NONE;
    capalign_code code = open_file(&source, &file, &info, &claim_us, error);
    *taken = file != NULL;
    if (!file)
        return code;
    medium->streams = ca_arena_alloc(&medium->arena, sizeof *medium->streams);
    bool copied = medium->streams && copy_title(medium, file);
    sf_close(file);
    if (!copied)
        return ca_fail_memory(error);
    medium->stream_count = 1;
    medium->streams[0] = (capalign_stream){.kind = CAPALIGN_STREAM_AUDIO,
                                           .codec = codec_of(&info),
                                           .is_default = true,
                                           .readable = true,
                                           .sample_rate_hz = info.samplerate,
                                           .channels = info.channels};
    medium->info.container = container_of(&info);
    medium->info.duration_us = duration_us(&info);
    medium->info.container_duration_us =
        claim_us == CAPALIGN_TIME_NONE ? medium->info.duration_us : claim_us;
    medium->info.duration_measured =
        ca_duration_differs(medium->info.container_duration_us, medium->info.duration_us);
    return CAPALIGN_OK;
}

/* Damage stopped libsndfile before the end that the header promised: FFmpeg looks for the next
 * place that can be decoded. */
static capalign_code read_rest(reader *r, capalign_error *error)
{
    int64_t from_us = r->position / r->info.samplerate * CA_US_PER_S;
    ca_source source = {.fd = r->source.fd, .size = r->source.size};
    capalign_code code = ca_decode_source(&source, r->path, 0, NULL, from_us, &r->rest, error);
    if (code == CAPALIGN_OK)
        r->source.fd = -1;
    return code;
}

static capalign_code reader_next(ca_sound_source *base, ca_chunk *chunk, capalign_error *error)
{
    reader *r = (reader *)base;
    if (r->rest)
        return r->rest->next(r->rest, chunk, error);
    sf_count_t n = sf_readf_float(r->file, r->samples, READ_FRAMES);
    if (r->source.failure)
        return ca_fail_errno(error, NULL, "read the file", r->source.failure);
    if (n <= 0 && r->position < r->info.frames) {
        capalign_code code = read_rest(r, error);
        return code == CAPALIGN_OK ? r->rest->next(r->rest, chunk, error) : code;
    }
    *chunk = (ca_chunk){.samples = r->samples,
                        .frames = n > 0 ? (size_t)n : 0,
                        .channels = r->info.channels,
                        .rate_hz = r->info.samplerate,
                        .placed = true,
                        .position = r->position};
    r->position += n > 0 ? n : 0;
    return CAPALIGN_OK;
}

static void reader_close(ca_sound_source *base)
{
    reader *r = (reader *)base;
    if (r->rest)
        r->rest->close(r->rest);
    if (r->file)
        sf_close(r->file);
    ca_source_close(&r->source);
    free(r->samples);
    free(r->path);
    free(r);
}

static capalign_code start_reader(reader *r, const char *path, int64_t from_us,
                                  capalign_error *error)
{
    r->samples = malloc(READ_FRAMES * MAX_CHANNELS * sizeof *r->samples);
    r->path = strdup(path);
    if (!r->samples || !r->path)
        return ca_fail_memory(error);
    int64_t from = from_us / CA_US_PER_S * r->info.samplerate;
    r->position = from < r->info.frames ? from : r->info.frames;
    /* Where the seek fails, what comes before is read and left out. */
    if (from_us && sf_seek(r->file, r->position, SEEK_SET) != r->position)
        r->position = 0;
    return CAPALIGN_OK;
}

capalign_code ca_sndfile_source(const ca_source *source, const char *path, size_t stream,
                                int64_t from_us, ca_sound_source **out, capalign_error *error)
{
    reader *r = calloc(1, sizeof *r);
    if (!r)
        return ca_fail_memory(error);
    r->base = (ca_sound_source){.next = reader_next, .close = reader_close};
    r->source = *source;
    int64_t claim_us = CAPALIGN_TIME_NONE;
    capalign_code code = open_file(&r->source, &r->file, &r->info, &claim_us, error);
    if (r->file)
        r->base.facts = (ca_sound_facts){
            .stream_count = 1, .claim_us = claim_us, .guess_us = duration_us(&r->info)};
    if (r->file && stream != SIZE_MAX && stream > 0)
        code = ca_fail(error, CAPALIGN_E_ARGUMENT, "the file has no stream %zu, only 1 stream",
                       stream);
    else if (r->file)
        code = start_reader(r, path, from_us, error);
    if (r->file && code == CAPALIGN_OK) {
        *out = &r->base;
    } else {
        r->source.fd = -1; /* stays the caller's */
        reader_close(&r->base);
    }
    return code;
}
