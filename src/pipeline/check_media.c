/* Checking captions against their medium: the public entry. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline/check_media.h"

typedef struct media_job {
    const capalign_check_media_options *options;
    char *found; /* the medium beside the captions; NULL: one was named, or there is none */
    char name_language[36];
    char medium_language[36];
    capalign_error failed;
} media_job;

/* Failures that are no finding but the end of the whole check. */
static bool ends_check(capalign_code code)
{
    return code == CAPALIGN_E_MEMORY || code == CAPALIGN_E_CANCELLED;
}

/* Keeps why the medium, or its speech, could not be looked at, and tells it. */
static capalign_code tell_failure(ca_check_media *m, media_job *job, const char *code,
                                  capalign_code failure, capalign_error *error)
{
    if (ends_check(failure)) {
        if (error)
            *error = job->failed;
        return failure;
    }
    ca_fail_file(&job->failed, failure, m->check->medium);
    m->check->medium_error = &job->failed;
    ca_check_tell_file(m, code, 0, job->failed.message);
    return CAPALIGN_OK;
}

/* Three letters in a name may be something else than a language. */
static bool is_sure_tag(const char *tag)
{
    return *tag && strcspn(tag, "-_") == 2;
}

/* The language that somebody gave the captions: the caller, their name, their header. */
static const char *given_language(const ca_check_media *m, const media_job *job)
{
    const char *header = capalign_track_language(m->check->track);
    if (job->options->language && *job->options->language)
        return job->options->language;
    if (is_sure_tag(job->name_language) || !header || !*header)
        return *job->name_language ? job->name_language : NULL;
    return header;
}

/* Makes the hearing ready for the words. What stands in the way is told; the sound is heard all
 * the same. */
static capalign_code prepare(ca_check_media *m, media_job *job, capalign_error *error)
{
    const char *language = given_language(m, job);
    capalign_code code = ca_hearing_prepare(&m->hearing, &m->speech.text, language,
                                            job->medium_language, &job->failed);
    if (code != CAPALIGN_OK && !ends_check(code) && language == job->name_language &&
        !is_sure_tag(language)) {
        ca_hearing_free(&m->hearing);
        m->hearing = (ca_hearing){0};
        code = ca_hearing_prepare(&m->hearing, &m->speech.text, NULL, job->medium_language,
                                  &job->failed);
    }
    return code == CAPALIGN_OK ? code : tell_failure(m, job, "speech-not-compared", code, error);
}

/* The shift of all tells where cues should be, and what is found there tells the shift. */
static capalign_code judge(ca_check_media *m, const media_job *job, capalign_error *error)
{
    m->matches = m->hearing.result->matches;
    capalign_code code = ca_check_speech_judge(&m->speech, &m->hearing, error);
    if (code == CAPALIGN_OK && !ca_check_find_shift(m))
        code = ca_fail_memory(error);
    if (code == CAPALIGN_OK)
        code = ca_check_look_again(m, job->options, error);
    ca_check_speech_sum_up(&m->speech);
    if (code == CAPALIGN_OK && !ca_check_find_shift(m))
        code = ca_fail_memory(error);
    return code;
}

static capalign_code listen(ca_check_media *m, media_job *job, bool *heard, capalign_error *error)
{
    capalign_align_options options = capalign_align_options_default();
    options.threads = job->options->threads;
    options.progress = job->options->progress;
    m->hearing.order = m->speech.order;
    m->hearing.samples = ca_check_sound_push;
    m->hearing.context = &m->sound;
    capalign_code code =
        ca_hearing_open(&m->hearing, m->check->medium, NULL, &options, &job->failed);
    if (code == CAPALIGN_OK)
        code = ca_hearing_listen(&m->hearing, &options, m->duration_us, &job->failed);
    *heard = code == CAPALIGN_OK;
    if (code != CAPALIGN_OK)
        return tell_failure(m, job, "speech-not-compared", code, error);
    if (m->sound.no_memory)
        return ca_fail_memory(error);
    ca_check_sound_end(&m->sound);
    return m->hearing.result ? judge(m, job, error) : CAPALIGN_OK;
}

static capalign_code compare(ca_check_media *m, media_job *job, capalign_error *error)
{
    capalign_code code =
        ca_hearing_look(m->check->medium, job->medium_language, &m->duration_us, &job->failed);
    if (code != CAPALIGN_OK)
        return tell_failure(m, job, "medium-unreadable", code, error);
    code = ca_check_speech_read(&m->speech, m->check, m->duration_us, error);
    if (code == CAPALIGN_OK)
        ca_check_tell_left_out(m);
    if (code == CAPALIGN_OK && m->speech.text.found.count)
        code = prepare(m, job, error);
    bool heard = false;
    if (code == CAPALIGN_OK)
        code = listen(m, job, &heard, error);
    if (code != CAPALIGN_OK)
        return code;
    if (!heard)
        ca_check_tell_end(m);
    else if (!ca_check_tell_media(m, job->medium_language))
        return ca_fail_memory(error);
    return CAPALIGN_OK;
}

static capalign_code run(void *context, ca_check *check, capalign_error *error)
{
    media_job *job = context;
    if (job->options->medium)
        check->medium = job->options->medium;
    else
        check->medium = job->found;
    if (!check->medium)
        return CAPALIGN_OK;
    ca_check_media m = {.check = check};
    capalign_code code = compare(&m, job, error);
    ca_hearing_free(&m.hearing);
    ca_check_speech_free(&m.speech);
    ca_check_sound_free(&m.sound);
    return code;
}

capalign_code capalign_check_media_file(const char *path, const capalign_check_options *options,
                                        const capalign_check_media_options *media,
                                        capalign_check_result **out, capalign_error *error)
{
    static const capalign_check_media_options standard = {NULL, NULL, 0, NULL};
    media_job job = {.options = media ? media : &standard};
    char *beside = NULL;
    capalign_code code = ca_check_beside(path, &beside, job.name_language, error);
    if (code != CAPALIGN_OK)
        return code;
    job.found = beside;
    const ca_check_more more = {.run = run, .context = &job};
    code = ca_check_file_with(path, options, &more, out, error);
    free(beside);
    return code;
}
