/* Which media take part: the files and folders that were named, or what the page itself names. */
#include <errno.h>
#include <fts.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <capalign/media.h>

#include "base/strbuf.h"
#include "pipeline/job.h"
#include "pipeline/media_names.h"
#include "pipeline/path.h"

static capalign_job_medium *push(ca_job *job, const char *path, capalign_error *error)
{
    if (job->medium_count >= CAPALIGN_LINK_MAX_MEDIA) {
        ca_fail(error, CAPALIGN_E_LIMIT, "more than %zu media; name fewer files or folders",
                CAPALIGN_LINK_MAX_MEDIA);
        return NULL;
    }
    capalign_job_medium *media =
        ca_grow(job->media, &job->medium_capacity, job->medium_count + 1, sizeof *media);
    if (!media) {
        ca_fail_memory(error);
        return NULL;
    }
    job->media = media;
    capalign_job_medium *added = &media[job->medium_count];
    *added = (capalign_job_medium){.path = ca_arena_copy(&job->arena, ca_str_of(path)),
                                   .duration_us = CAPALIGN_TIME_NONE,
                                   .chapter = SIZE_MAX};
    if (!added->path) {
        ca_fail_memory(error);
        return NULL;
    }
    job->medium_count++;
    return added;
}

static bool already_there(const ca_job *job, const char *path)
{
    for (size_t i = 0; i < job->medium_count; i++)
        if (strcmp(job->media[i].path, path) == 0)
            return true;
    return false;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool is_hidden(const FTSENT *entry)
{
    return entry->fts_level > 0 && entry->fts_name[0] == '.';
}

static capalign_code visit(ca_job *job, FTS *walk, FTSENT *entry, capalign_error *error)
{
    if (is_hidden(entry)) {
        fts_set(walk, entry, FTS_SKIP);
        return CAPALIGN_OK;
    }
    bool file = entry->fts_info == FTS_F ||
                (entry->fts_info == FTS_SL && ca_path_is_file(entry->fts_accpath));
    if (file && ca_is_media_name(entry->fts_name))
        return push(job, entry->fts_path, error) ? CAPALIGN_OK
               : error                           ? error->code
                                                 : CAPALIGN_E_MEMORY;
    bool unreadable = entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR;
    if (!unreadable)
        return CAPALIGN_OK;
    /* A folder that cannot be entered is a medium that cannot be read: it is told, not passed over.
     */
    capalign_error reason;
    ca_fail_errno(&reason, entry->fts_path, "look into the folder", entry->fts_errno);
    capalign_job_medium *medium = push(job, entry->fts_path, error);
    if (medium)
        medium->error = ca_job_keep_error(job, &reason);
    return medium && medium->error ? CAPALIGN_OK : ca_fail_memory(error);
}

/* Links to folders are not followed: they could lead in a circle. */
static capalign_code search_folder(ca_job *job, const char *path, capalign_error *error)
{
    char *copy = strdup(path);
    if (!copy)
        return ca_fail_memory(error);
    size_t size = strlen(copy);
    while (size > 1 && copy[size - 1] == '/')
        copy[--size] = '\0';
    char *roots[] = {copy, NULL};
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    capalign_code code = walk ? CAPALIGN_OK : ca_fail_memory(error);
    for (FTSENT *entry; code == CAPALIGN_OK && (entry = fts_read(walk));)
        code = visit(job, walk, entry, error);
    if (walk)
        fts_close(walk);
    free(copy);
    return code;
}

/* With no media named: the files in the article's folder that its clips name. */
static capalign_code media_of_page(ca_job *job, capalign_error *error)
{
    ca_str folder = ca_path_folder(job->article_path);
    for (size_t i = 0; i < capalign_article_clip_count(job->article); i++) {
        const capalign_clip *clip = capalign_article_clip(job->article, i);
        if (!clip->media_src)
            continue;
        char *path = ca_path_join(&job->arena, folder, clip->media_src);
        if (!path)
            return ca_fail_memory(error);
        if (ca_path_is_file(path) && !already_there(job, path) && !push(job, path, error))
            return error ? error->code : CAPALIGN_E_MEMORY;
    }
    return CAPALIGN_OK;
}

static const char *keep(ca_job *job, const char *text, bool *failed)
{
    if (!text)
        return NULL;
    char *copy = ca_arena_copy(&job->arena, ca_str_of(text));
    *failed = *failed || !copy;
    return copy;
}

/* Chapters are parts that a clip can be, where there are several of them. */
static capalign_code push_chapters(ca_job *job, size_t whole, const capalign_medium *medium,
                                   capalign_error *error)
{
    size_t count = capalign_medium_chapter_count(medium);
    bool failed = false;
    for (size_t i = 0; count > 1 && i < count; i++) {
        const capalign_chapter *chapter = capalign_medium_chapter(medium, i);
        capalign_job_medium *part = push(job, job->media[whole].path, error);
        if (!part)
            return error ? error->code : CAPALIGN_E_MEMORY;
        part->title = keep(job, chapter->title, &failed);
        part->language = job->media[whole].language;
        part->start_us = chapter->start_us;
        part->duration_us = chapter->end_us - chapter->start_us;
        part->chapter = i;
    }
    return failed ? ca_fail_memory(error) : CAPALIGN_OK;
}

static capalign_code look_at(ca_job *job, size_t index, capalign_error *error)
{
    capalign_medium *medium;
    capalign_error reason;
    if (capalign_medium_open(job->media[index].path, &medium, &reason) != CAPALIGN_OK) {
        /* What every medium would lack (the module itself) ends the job; the rest is told. */
        if (reason.code == CAPALIGN_E_MISSING || reason.code == CAPALIGN_E_MEMORY) {
            if (error)
                *error = reason;
            return reason.code;
        }
        job->media[index].error = ca_job_keep_error(job, &reason);
        return job->media[index].error ? CAPALIGN_OK : ca_fail_memory(error);
    }
    const capalign_medium_info *info = capalign_medium_get_info(medium);
    bool failed = false;
    job->media[index].duration_us = info->duration_us;
    job->media[index].title = keep(job, info->title, &failed);
    job->media[index].language = keep(job, info->language, &failed);
    capalign_code code = failed ? ca_fail_memory(error) : push_chapters(job, index, medium, error);
    capalign_medium_close(medium);
    return code;
}

capalign_code ca_job_find_media(ca_job *job, const char *const *media, size_t count,
                                capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < count && code == CAPALIGN_OK; i++) {
        if (ca_path_is_folder(media[i]))
            code = search_folder(job, media[i], error);
        else if (!already_there(job, media[i]) && !push(job, media[i], error))
            code = error ? error->code : CAPALIGN_E_MEMORY;
    }
    if (code == CAPALIGN_OK && count == 0)
        code = media_of_page(job, error);
    size_t found = job->medium_count; /* chapters come after these */
    for (size_t i = 0; i < found && code == CAPALIGN_OK; i++) {
        code = ca_job_progress(job, "looking at media", i, found, error);
        if (code == CAPALIGN_OK && !job->media[i].error)
            code = look_at(job, i, error);
    }
    return code;
}
