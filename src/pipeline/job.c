/* The main job: read the article, look at the media, link, find captions, write. */
#include "pipeline/job.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/strbuf.h"
#include "pipeline/path.h"

const char *capalign_source_name(capalign_source source)
{
    static const char *const names[] = {"none", "transcript", "file", "embedded", "caption"};
    return names[source];
}

const char *capalign_file_state_name(capalign_file_state state)
{
    static const char *const names[] = {"written", "unchanged", "planned", "foreign", "failed"};
    return names[state];
}

capalign_error *ca_job_keep_error(ca_job *job, const capalign_error *error)
{
    capalign_error *copy = ca_arena_alloc(&job->arena, sizeof *copy);
    if (copy)
        *copy = *error;
    return copy;
}

capalign_code ca_job_progress(const ca_job *job, const char *stage, size_t done, size_t total,
                              capalign_error *error)
{
    const capalign_progress *progress = job->options.progress;
    if (!progress || progress->report(progress->context, stage, (int64_t)done, (int64_t)total) == 0)
        return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_CANCELLED, "stopped while %s", stage);
}

const capalign_job_medium *ca_job_medium_of(const ca_job *job, const capalign_job_clip *clip)
{
    return clip->link.medium == SIZE_MAX ? NULL : &job->media[clip->link.medium];
}

size_t ca_job_languages(const ca_job *job, const capalign_job_clip *clip, const char *out[4])
{
    const capalign_job_medium *medium = ca_job_medium_of(job, clip);
    const char *from[] = {job->options.language, medium ? medium->language : NULL,
                          clip->clip->language, capalign_article_language(job->article)};
    size_t count = 0;
    for (size_t i = 0; i < sizeof from / sizeof from[0]; i++)
        if (from[i] && *from[i] && strcmp(from[i], "und") != 0)
            out[count++] = from[i];
    if (count && job->options.language)
        count = 1; /* what was asked for is all that is wanted */
    return count;
}

/* The folder of the output, with its final slash; made when it is not there. */
static capalign_code prepare_folder(ca_job *job, capalign_error *error)
{
    const char *named = job->options.output_folder;
    job->folder = ca_path_folder(job->article_path);
    if (named) {
        char *path = ca_path_join(&job->arena, ca_str_of(*named ? named : "."), "");
        if (!path)
            return ca_fail_memory(error);
        job->folder = ca_str_of(path);
        capalign_code made =
            job->options.dry_run ? CAPALIGN_OK : ca_make_folders(*named ? named : ".", error);
        if (made != CAPALIGN_OK)
            return made;
    }
    char *folder = ca_arena_copy(&job->arena, job->folder);
    return folder ? ca_written_load(folder, &job->written, error) : ca_fail_memory(error);
}

/* The linker's view of the clips and of the media that could be read. `medium_index` maps the
 * linker's media back to the job's. */
typedef struct problem {
    capalign_link_clip *clips;
    capalign_link_medium *media;
    capalign_link *links;
    size_t *medium_index;
    size_t medium_count;
} problem;

static void state_problem(const ca_job *job, problem *p)
{
    for (size_t i = 0; i < job->shown.clip_count; i++) {
        const capalign_clip *clip = job->clips[i].clip;
        p->clips[i] = (capalign_link_clip){.duration_us = clip->duration_us,
                                           .caption = clip->caption,
                                           .name = clip->name,
                                           .media_src = clip->media_src,
                                           .language = clip->language};
    }
    for (size_t i = 0; i < job->medium_count; i++) {
        const capalign_job_medium *medium = &job->media[i];
        if (medium->error)
            continue;
        p->medium_index[p->medium_count] = i;
        p->media[p->medium_count++] = (capalign_link_medium){.file = medium->path,
                                                             .title = medium->title,
                                                             .language = medium->language,
                                                             .duration_us = medium->duration_us,
                                                             .chapter = medium->chapter};
    }
}

static size_t map_back(const problem *p, size_t medium)
{
    return medium == SIZE_MAX ? SIZE_MAX : p->medium_index[medium];
}

static capalign_code link_clips(ca_job *job, capalign_error *error)
{
    size_t n = job->shown.clip_count, m = job->medium_count;
    problem p = {ca_arena_array(&job->arena, n, sizeof *p.clips),
                 ca_arena_array(&job->arena, m, sizeof *p.media),
                 ca_arena_array(&job->arena, n, sizeof *p.links),
                 ca_arena_array(&job->arena, m, sizeof *p.medium_index), 0};
    if (!p.clips || !p.media || !p.links || !p.medium_index)
        return ca_fail_memory(error);
    state_problem(job, &p);
    capalign_code code = capalign_link_assign(p.clips, n, p.media, p.medium_count, p.links, error);
    for (size_t i = 0; i < n && code == CAPALIGN_OK; i++) {
        capalign_link *link = &job->clips[i].link;
        *link = p.links[i];
        link->medium = map_back(&p, link->medium);
        link->candidate_a = map_back(&p, link->candidate_a);
        link->candidate_b = map_back(&p, link->candidate_b);
    }
    return code;
}

static capalign_code list_clips(ca_job *job, capalign_error *error)
{
    size_t count = capalign_article_clip_count(job->article);
    job->clips = ca_arena_array(&job->arena, count, sizeof *job->clips);
    if (!job->clips)
        return ca_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        job->clips[i] = (capalign_job_clip){
            .clip = capalign_article_clip(job->article, i),
            .language = "",
            .link = {.clip = i,
                     .medium = SIZE_MAX,
                     .candidate_a = SIZE_MAX,
                     .candidate_b = SIZE_MAX},
        };
    job->shown.clip_count = count;
    return CAPALIGN_OK;
}

/* Looks whether every clip has its medium, its captions and its files. */
static bool is_sure(const ca_job *job, bool with_media)
{
    for (size_t i = 0; i < job->shown.clip_count; i++) {
        const capalign_job_clip *clip = &job->clips[i];
        if (clip->error || clip->doubtful_cues ||
            (with_media && clip->link.confidence != CAPALIGN_SURE))
            return false;
    }
    for (size_t i = 0; i < job->medium_count; i++)
        if (job->media[i].error)
            return false;
    for (size_t i = 0; i < job->file_count; i++)
        if (job->files[i].error)
            return false;
    return true;
}

static void show(ca_job *job, bool with_media)
{
    job->shown.article = job->article;
    job->shown.clips = job->clips;
    job->shown.media = job->media;
    job->shown.medium_count = job->medium_count;
    job->shown.files = job->files;
    job->shown.file_count = job->file_count;
    job->shown.sure = is_sure(job, with_media);
}

static capalign_code do_job(ca_job *job, const char *const *media, size_t media_count,
                            capalign_error *error)
{
    capalign_code code =
        capalign_article_read(job->article_path, job->options.article, &job->article, error);
    if (code == CAPALIGN_OK)
        code = prepare_folder(job, error);
    if (code == CAPALIGN_OK)
        code = list_clips(job, error);
    if (code == CAPALIGN_OK)
        code = ca_job_find_media(job, media, media_count, error);
    bool with_media = media_count || job->medium_count;
    if (code == CAPALIGN_OK && with_media)
        code = link_clips(job, error);
    if (code == CAPALIGN_OK)
        code = ca_job_caption_clips(job, with_media, error);
    if (code == CAPALIGN_OK)
        show(job, with_media);
    return code;
}

capalign_code capalign_job_run(const char *article_path, const char *const *media,
                               size_t media_count, const capalign_job_options *options,
                               capalign_job **out, capalign_error *error)
{
    ca_job *job = calloc(1, sizeof *job);
    if (!job)
        return ca_fail_memory(error);
    if (options)
        job->options = *options;
    job->article_path = article_path;
    capalign_code code = do_job(job, media, media_count, error);
    if (code != CAPALIGN_OK) {
        capalign_job_destroy(&job->shown);
        return code;
    }
    *out = &job->shown;
    return CAPALIGN_OK;
}

void capalign_job_destroy(capalign_job *shown)
{
    ca_job *job = (ca_job *)shown; /* `shown` is its first member */
    if (!job)
        return;
    ca_written_free(&job->written);
    capalign_article_destroy(job->article);
    free(job->media);
    free(job->files);
    ca_arena_free(&job->arena);
    free(job);
}
