/* Which captions a clip gets: the sources in the order of their worth. */
#include <string.h>

#include <capalign/media.h>

#include "base/language.h"
#include "cue/layout.h"
#include "pipeline/job.h"
#include "pipeline/path.h"

static bool is_wanted(const capalign_stream *stream, const char *language)
{
    if (stream->kind != CAPALIGN_STREAM_SUBTITLE || !stream->readable || stream->is_forced)
        return false;
    return !language || (stream->language && ca_language_matches(stream->language, language));
}

/* The stream in the language that is wanted most, else the medium's default one, else its first;
 * SIZE_MAX: none. `any` allows the last two. */
static size_t choose_stream(const capalign_medium *medium, const char *const *languages,
                            size_t language_count, bool any)
{
    size_t count = capalign_medium_stream_count(medium);
    for (size_t l = 0; l < language_count; l++)
        for (size_t i = 0; i < count; i++)
            if (is_wanted(capalign_medium_stream(medium, i), languages[l]))
                return i;
    size_t first = SIZE_MAX;
    for (size_t i = 0; any && i < count; i++) {
        const capalign_stream *stream = capalign_medium_stream(medium, i);
        if (!is_wanted(stream, NULL))
            continue;
        if (stream->is_default)
            return i;
        if (first == SIZE_MAX)
            first = i;
    }
    return first;
}

static capalign_code source_embedded(ca_job *job, const capalign_job_clip *clip, ca_captions *out,
                                     capalign_error *error)
{
    const capalign_job_medium *from = ca_job_medium_of(job, clip);
    if (!from)
        return CAPALIGN_OK;
    capalign_medium *medium;
    capalign_code code = capalign_medium_open(from->path, &medium, error);
    if (code != CAPALIGN_OK)
        return code;
    const char *languages[4];
    size_t count = ca_job_languages(job, clip, languages);
    size_t stream = choose_stream(medium, languages, count, !job->options.language);
    if (stream != SIZE_MAX) {
        const char *language = capalign_medium_stream(medium, stream)->language;
        out->source = CAPALIGN_SOURCE_EMBEDDED;
        out->language = language ? ca_arena_copy(&job->arena, ca_str_of(language)) : "";
        code = out->language ? capalign_medium_read_subtitles(medium, stream, &out->track, error)
                             : ca_fail_memory(error);
    }
    capalign_medium_close(medium);
    return ca_fail_file(error, code, from->path);
}

/* Both formats hold milliseconds, and a cue must not end after its medium does. */
static int64_t whole_milliseconds(int64_t us)
{
    return us - us % 1000;
}

static capalign_code source_caption(ca_job *job, const capalign_job_clip *clip, ca_captions *out,
                                    capalign_error *error)
{
    const char *caption = clip->clip->caption;
    if (!caption || !*caption)
        return CAPALIGN_OK;
    const capalign_job_medium *medium = ca_job_medium_of(job, clip);
    int64_t start_us = medium ? whole_milliseconds(medium->start_us) : 0;
    int64_t duration_us = medium ? medium->duration_us : clip->clip->duration_us;
    if (duration_us == CAPALIGN_TIME_NONE || duration_us < 1000)
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "the clip's length is not known: the article does not say it, and no medium "
                       "is linked; name its medium");
    int64_t end_us = whole_milliseconds((medium ? medium->start_us : 0) + duration_us);
    const char *languages[4];
    out->source = CAPALIGN_SOURCE_CAPTION;
    out->language = ca_job_languages(job, clip, languages) ? languages[0] : "";
    capalign_code code = capalign_track_create(&out->track, error);
    if (code == CAPALIGN_OK)
        code = ca_layout_caption(ca_str_of(caption), start_us, end_us,
                                 ca_layout_profile_named(NULL), out->track, error);
    return code;
}

/* Best first. */
static capalign_code (*const sources[])(ca_job *, const capalign_job_clip *, ca_captions *,
                                        capalign_error *) = {
    ca_source_transcript,
    ca_source_subtitle_file,
    source_embedded,
    source_caption,
};

capalign_code ca_job_find_captions(ca_job *job, const capalign_job_clip *clip, ca_captions *out,
                                   capalign_error *error)
{
    *out = (ca_captions){.language = ""};
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        capalign_code code = sources[i](job, clip, out, error);
        if (code == CAPALIGN_OK && out->track && out->language[0])
            code = capalign_track_set_language(out->track, out->language, error);
        if (code != CAPALIGN_OK) {
            capalign_track_destroy(out->track);
            out->track = NULL;
            return code;
        }
        if (out->track)
            return CAPALIGN_OK;
    }
    return ca_fail(error, CAPALIGN_E_INPUT,
                   "there is nothing to write: no subtitle file, no subtitle stream%s, and the "
                   "article has no caption for the clip",
                   job->options.language ? " in the language asked for" : "");
}
