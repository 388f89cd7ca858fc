/* A source of captions: the track that the page names, else a subtitle file beside the medium. */
#include "pipeline/beside.h"
#include "pipeline/path.h"

static capalign_code read_track(ca_job *job, const capalign_job_clip *clip, const char *path,
                                const char *language, ca_captions *out, capalign_error *error)
{
    capalign_code code = capalign_caption_read(path, NULL, &out->track, error);
    if (code != CAPALIGN_OK)
        return code;
    for (size_t i = 0; i < capalign_track_cue_count(out->track); i++) {
        const capalign_cue *cue = capalign_track_cue(out->track, i);
        if (cue->start_us != CAPALIGN_TIME_NONE && cue->end_us != CAPALIGN_TIME_NONE)
            continue;
        ca_fail_at(error, CAPALIGN_E_INPUT, cue->line, 0,
                   "cue %zu of this subtitle file has no sure time; mend it, or move the file away",
                   i + 1);
        return ca_fail_file(error, CAPALIGN_E_INPUT, path);
    }
    size_t bad = 0;
    for (size_t i = 0; i < capalign_track_finding_count(out->track); i++)
        bad += capalign_track_finding(out->track, i)->severity != CAPALIGN_INFO;
    if (bad && !out->note)
        out->note = "the subtitle file has findings; capalign convert --to json lists them";
    out->source = CAPALIGN_SOURCE_FILE;
    out->path = path;
    const char *languages[4];
    size_t count = ca_job_languages(job, clip, languages);
    out->language = language[0] ? language : count ? languages[0] : "";
    return CAPALIGN_OK;
}

static capalign_code page_track(ca_job *job, const capalign_job_clip *clip, char **path,
                                capalign_error *error)
{
    *path = NULL;
    if (!clip->clip->track_src)
        return CAPALIGN_OK;
    char *named =
        ca_path_join(&job->arena, ca_path_folder(job->article_path), clip->clip->track_src);
    if (!named)
        return ca_fail_memory(error);
    if (ca_path_is_file(named))
        *path = named;
    return CAPALIGN_OK;
}

capalign_code ca_source_subtitle_file(ca_job *job, const capalign_job_clip *clip, ca_captions *out,
                                      capalign_error *error)
{
    char *path;
    capalign_code code = page_track(job, clip, &path, error);
    if (code != CAPALIGN_OK)
        return code;
    if (path)
        return read_track(job, clip, path, clip->clip->language ? clip->clip->language : "", out,
                          error);
    ca_beside beside;
    code = ca_beside_find(job, clip, "srt vtt", &beside, error);
    if (code != CAPALIGN_OK || !beside.path)
        return code;
    out->note = beside.note;
    return read_track(job, clip, beside.path, beside.language, out, error);
}
