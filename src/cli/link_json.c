/* The JSON of a finished job. */
#include "link.h"

static json_t *candidates_json(const capalign_link *link)
{
    if (!link->ambiguous)
        return json_array();
    return json_pack("[I, I]", (json_int_t)link->candidate_a, (json_int_t)link->candidate_b);
}

static json_t *clip_json(const void *context, size_t index)
{
    const capalign_job *job = context;
    const capalign_job_clip *c = &job->clips[index];
    json_t *files = json_array();
    for (size_t i = 0; i < c->file_count; i++)
        json_array_append_new(files, cli_json_text(job->files[c->first_file + i].path));
    return json_pack(
        "{s:I, s:o, s:o, s:o, s:o, s:s, s:b, s:o, s:o, s:s, s:o, s:o, s:o, s:I, s:o, "
        "s:o}",
        "clip", (json_int_t)index, "duration_us", cli_json_time(c->clip->duration_us), "caption",
        cli_json_text(c->clip->caption), "line", cli_json_size(c->clip->line, 0), "medium",
        cli_json_size(c->link.medium, SIZE_MAX), "confidence",
        capalign_confidence_name(c->link.confidence), "ambiguous", (int)c->link.ambiguous,
        "candidates", candidates_json(&c->link), "reasons", cli_json_text(c->link.reasons),
        "source", capalign_source_name(c->source), "source_path", cli_json_text(c->source_path),
        "language", cli_json_text(c->language && *c->language ? c->language : NULL), "note",
        cli_json_text(c->note), "doubtful_cues", (json_int_t)c->doubtful_cues, "files", files,
        "error", cli_json_error(c->error, NULL));
}

static json_t *medium_json(const void *context, size_t index)
{
    const capalign_job_medium *m = &((const capalign_job *)context)->media[index];
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "path", cli_json_text(m->path),
                     "chapter", cli_json_size(m->chapter, SIZE_MAX), "title",
                     cli_json_text(m->title), "language", cli_json_text(m->language), "start_us",
                     cli_json_time(m->start_us), "duration_us", cli_json_time(m->duration_us),
                     "error", cli_json_error(m->error, m->path));
}

static json_t *file_json(const void *context, size_t index)
{
    const capalign_job_file *f = &((const capalign_job *)context)->files[index];
    return json_pack("{s:o, s:s, s:I, s:o}", "path", cli_json_text(f->path), "state",
                     capalign_file_state_name(f->state), "cues", (json_int_t)f->cue_count, "error",
                     cli_json_error(f->error, f->path));
}

json_t *cli_link_json(const capalign_job *job)
{
    return json_pack("{s:o, s:b, s:o, s:o, s:o}", "title",
                     cli_json_text(capalign_article_title(job->article)), "sure", (int)job->sure,
                     "clips", cli_json_list(job->clip_count, clip_json, job), "media",
                     cli_json_list(job->medium_count, medium_json, job), "files",
                     cli_json_list(job->file_count, file_json, job));
}
