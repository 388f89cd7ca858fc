/* Media files: what is in them, their subtitle streams and their sound. */
#ifndef CAPALIGN_MEDIA_H
#define CAPALIGN_MEDIA_H

#include <stdbool.h>

#include <capalign/caption.h>
#include <capalign/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Sound is always given as mono float at this rate. */
#define CAPALIGN_SAMPLE_RATE_HZ 16000

/* Caps against hostile files; over them: CAPALIGN_E_LIMIT. */
#define CAPALIGN_MEDIUM_MAX_STREAMS 256
#define CAPALIGN_MEDIUM_MAX_CHAPTERS 10000

/* An opened media file. Only ordinary files are opened: no network, no playlist that names other
 * files. One thread at a time. */
typedef struct capalign_medium capalign_medium;

typedef enum capalign_stream_kind {
    CAPALIGN_STREAM_AUDIO,
    CAPALIGN_STREAM_VIDEO,
    CAPALIGN_STREAM_SUBTITLE,
    CAPALIGN_STREAM_OTHER,
} capalign_stream_kind;

/* Strings belong to the medium; NULL where the file does not say. */
typedef struct capalign_stream {
    size_t index; /* as the container numbers them */
    capalign_stream_kind kind;
    const char *codec;    /* FFmpeg's short name, e.g. "aac" */
    const char *language; /* BCP 47 where it could be mapped */
    const char *title;
    bool is_default;
    bool is_forced;
    bool readable; /* subtitle: can be read out as text; audio: there is a decoder */
    int64_t sample_rate_hz;
    int64_t channels;
    int64_t width;
    int64_t height;
} capalign_stream;

typedef struct capalign_chapter {
    int64_t start_us;
    int64_t end_us;
    const char *title;
} capalign_chapter;

typedef struct capalign_medium_info {
    const char *container; /* short name, e.g. "mp4", "wav" */
    const char *language;  /* of the default audio stream, BCP 47, or NULL */
    const char *title;
    int64_t duration_us;           /* end of the last sound or picture, as the packets say;
                                      CAPALIGN_TIME_NONE where there is none */
    int64_t container_duration_us; /* what the container claims, or CAPALIGN_TIME_NONE */
    bool duration_measured;        /* the claim is missing, or wrong by more than 0.1 s */
} capalign_medium_info;

/* Opens a media file. CAPALIGN_E_MISSING where the build's media module or a codec is not there.
 * *out is set on success only; free it with capalign_medium_close. */
CAPALIGN_API capalign_code capalign_medium_open(const char *path, capalign_medium **out,
                                                capalign_error *error);
/* Takes NULL. */
CAPALIGN_API void capalign_medium_close(capalign_medium *medium);

CAPALIGN_API const capalign_medium_info *capalign_medium_get_info(const capalign_medium *medium);
CAPALIGN_API size_t capalign_medium_stream_count(const capalign_medium *medium);
CAPALIGN_API const capalign_stream *capalign_medium_stream(const capalign_medium *medium,
                                                           size_t index);
CAPALIGN_API size_t capalign_medium_chapter_count(const capalign_medium *medium);
CAPALIGN_API const capalign_chapter *capalign_medium_chapter(const capalign_medium *medium,
                                                             size_t index);

/* Reads a subtitle stream (position `index` of capalign_medium_stream) out to a new track, with
 * its language. CAPALIGN_E_INPUT where it is no text. */
CAPALIGN_API capalign_code capalign_medium_read_subtitles(capalign_medium *medium, size_t index,
                                                          capalign_track **out,
                                                          capalign_error *error);

/* The decoded sound of a medium, streamed. */
typedef struct capalign_audio capalign_audio;

/* Opens the sound of a file: its default audio stream, or the stream at `stream` of
 * capalign_medium_stream (SIZE_MAX: default), from start_us on, at most to end_us
 * (CAPALIGN_TIME_NONE: to the end). Sample 0 is at start_us of the presentation time line: gaps
 * and encoder delay are made good. CAPALIGN_E_INPUT where the file has no sound. */
CAPALIGN_API capalign_code capalign_audio_open(const char *path, size_t stream, int64_t start_us,
                                               int64_t end_us, capalign_audio **out,
                                               capalign_error *error);
/* The same for the audio stream that is labelled with `language` (BCP 47; region and script do not
 * matter); where there is none, or `language` is NULL, the default one. */
CAPALIGN_API capalign_code capalign_audio_open_language(const char *path, const char *language,
                                                        int64_t start_us, int64_t end_us,
                                                        capalign_audio **out,
                                                        capalign_error *error);

/* What the container says of an opened sound; nothing of it is measured. */
typedef struct capalign_audio_info {
    const char *language;          /* BCP 47, or NULL; belongs to the sound */
    size_t stream;                 /* which one of the container's streams it is */
    size_t stream_count;           /* how many of them are audio */
    int64_t container_duration_us; /* where it is said to end, or CAPALIGN_TIME_NONE */
    int64_t guessed_duration_us;   /* about how long the file is; 0: not known. For progress bars */
} capalign_audio_info;

CAPALIGN_API const capalign_audio_info *capalign_audio_get_info(const capalign_audio *audio);
/* Reads up to `capacity` samples (full scale is ±1; never NaN or infinite); *count 0 is the end. */
CAPALIGN_API capalign_code capalign_audio_read(capalign_audio *audio, float *samples,
                                               size_t capacity, size_t *count,
                                               capalign_error *error);
/* Takes NULL. */
CAPALIGN_API void capalign_audio_close(capalign_audio *audio);

#ifdef __cplusplus
}
#endif
#endif
