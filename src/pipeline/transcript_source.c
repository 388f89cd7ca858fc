/* A source of captions: a transcript, aligned to the speech. It lies beside the medium (<stem>.txt,
 * <stem>.<language>.txt, <stem>.transcript.txt, also .md) or is in the page. */
#include <string.h>

#include <capalign/align.h>

#include "pipeline/beside.h"

/* What is wanted where the transcript's own name says nothing: the option, the medium, the page. */
static const char *language_for(const ca_job *job, const capalign_job_clip *clip, const char *named)
{
    const char *languages[4];
    if (job->options.language)
        return job->options.language;
    if (named && *named)
        return named;
    return ca_job_languages(job, clip, languages) ? languages[0] : NULL;
}

static capalign_code take(ca_job *job, capalign_alignment *alignment, ca_captions *out,
                          capalign_error *error)
{
    out->source = CAPALIGN_SOURCE_TRANSCRIPT;
    out->doubtful_cues = capalign_alignment_doubtful_count(alignment);
    out->language = ca_arena_copy(&job->arena, ca_str_of(capalign_alignment_language(alignment)));
    if (!out->language)
        return ca_fail_memory(error);
    if (out->doubtful_cues)
        out->note = "some cues are doubtful; capalign align --report names them";
    return ca_track_copy(capalign_alignment_track(alignment), &out->track, error);
}

capalign_code ca_source_transcript(ca_job *job, const capalign_job_clip *clip, ca_captions *out,
                                   capalign_error *error)
{
    const capalign_job_medium *medium = ca_job_medium_of(job, clip);
    ca_beside beside;
    capalign_code code = ca_beside_find(job, clip, "txt md", &beside, error);
    if (code != CAPALIGN_OK || !medium || (!beside.path && !clip->clip->transcript))
        return code;
    capalign_align_options options = capalign_align_options_default();
    options.language = language_for(job, clip, beside.language);
    options.progress = job->options.progress;
    if (medium->chapter != SIZE_MAX) {
        options.start_us = medium->start_us;
        options.end_us = medium->start_us + medium->duration_us;
    }
    capalign_alignment *alignment = NULL;
    if (beside.path)
        code = capalign_align_file(medium->path, beside.path, &options, &alignment, error);
    else
        code = capalign_align_text(medium->path, clip->clip->transcript,
                                   strlen(clip->clip->transcript), &options, &alignment, error);
    out->path = beside.path;
    out->note = beside.note;
    if (code == CAPALIGN_OK)
        code = take(job, alignment, out, error);
    capalign_alignment_destroy(alignment);
    return ca_fail_file(error, code, medium->path);
}
