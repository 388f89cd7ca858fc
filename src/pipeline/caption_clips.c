/* From linked clips to files: clips of one medium share its files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "pipeline/job.h"
#include "pipeline/path.h"

/* "<stem>.<language>", or "<stem>" where no language is known. */
static char *base_name(ca_job *job, const capalign_job_clip *clip)
{
    const capalign_job_medium *medium = ca_job_medium_of(job, clip);
    ca_str stem = ca_path_stem(medium ? medium->path : job->article_path);
    ca_strbuf name = {0};
    ca_strbuf_add(&name, stem.data, stem.size);
    if (!medium)
        ca_strbuf_format(&name, ".clip%zu", clip->link.clip + 1);
    if (clip->language[0])
        ca_strbuf_format(&name, ".%s", clip->language);
    char *copy = name.failed ? NULL : ca_arena_copy(&job->arena, ca_strbuf_view(&name));
    ca_strbuf_free(&name);
    return copy;
}

/* The first clip before `index` that is linked to the same file, or `index`. Sets whether an
 * earlier clip of another file has the same output name. */
static size_t first_of_base(const ca_job *job, size_t index, char *const *bases, bool *clash)
{
    *clash = false;
    const capalign_job_medium *medium = ca_job_medium_of(job, &job->clips[index]);
    for (size_t i = 0; i < index; i++) {
        if (!bases[i] || strcmp(bases[i], bases[index]) != 0)
            continue;
        const capalign_job_medium *other = ca_job_medium_of(job, &job->clips[i]);
        *clash = !medium || !other || strcmp(medium->path, other->path) != 0;
        return i;
    }
    return index;
}

static capalign_code append_track(capalign_track *to, const capalign_track *from,
                                  capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < capalign_track_cue_count(from) && code == CAPALIGN_OK; i++)
        code = capalign_track_add_cue(to, capalign_track_cue(from, i), error);
    return code;
}

/* Notes the error with the clip, or passes on what ends the job. */
static capalign_code clip_failed(ca_job *job, capalign_job_clip *clip, const capalign_error *reason,
                                 capalign_error *error)
{
    bool fatal = reason->code == CAPALIGN_E_MEMORY || reason->code == CAPALIGN_E_CANCELLED;
    if (!fatal)
        clip->error = ca_job_keep_error(job, reason);
    if (clip->error)
        return CAPALIGN_OK;
    if (error)
        *error = *reason;
    return fatal ? reason->code : ca_fail_memory(error);
}

typedef struct outputs {
    capalign_track **tracks; /* of the clip that an output began with, else NULL */
    char **bases;            /* each clip's base name, or NULL */
    size_t *first;           /* the clip that the output of this one began with */
} outputs;

static capalign_code name_clash(ca_job *job, capalign_job_clip *clip, const char *base,
                                capalign_error *error)
{
    capalign_error reason;
    ca_fail(&reason, CAPALIGN_E_EXISTS,
            "another clip's captions have the same name, %s; give the media different names, or "
            "run them apart with -o",
            base);
    return clip_failed(job, clip, &reason, error);
}

/* Finds a clip's captions and adds them to the output that they belong to. */
static capalign_code caption_clip(ca_job *job, size_t index, outputs *o, capalign_error *error)
{
    capalign_job_clip *clip = &job->clips[index];
    capalign_error reason = {0};
    ca_captions captions;
    capalign_code code = ca_job_find_captions(job, clip, &captions, &reason);
    if (code != CAPALIGN_OK)
        return clip_failed(job, clip, &reason, error);
    clip->source = captions.source;
    clip->source_path = captions.path;
    clip->language = captions.language;
    clip->note = captions.note;
    clip->doubtful_cues = captions.doubtful_cues;
    o->bases[index] = base_name(job, clip);
    if (!o->bases[index]) {
        capalign_track_destroy(captions.track);
        return ca_fail_memory(error);
    }
    bool clash;
    size_t first = first_of_base(job, index, o->bases, &clash);
    o->first[index] = first;
    if (first == index && !clash) {
        o->tracks[index] = captions.track;
        return CAPALIGN_OK;
    }
    /* A subtitle file or stream covers the whole medium: its other clips have it already. */
    bool whole =
        captions.source == CAPALIGN_SOURCE_FILE || captions.source == CAPALIGN_SOURCE_EMBEDDED;
    if (clash) {
        o->bases[index] = NULL;
        clip->source = CAPALIGN_SOURCE_NONE;
        code = name_clash(job, clip, o->bases[first], error);
    } else if (!whole) {
        code = append_track(o->tracks[first], captions.track, error);
    }
    capalign_track_destroy(captions.track);
    return code;
}

capalign_code ca_track_copy(const capalign_track *track, capalign_track **out,
                            capalign_error *error)
{
    capalign_code code = capalign_track_create(out, error);
    if (code == CAPALIGN_OK)
        code = capalign_track_set_language(*out, capalign_track_language(track), error);
    if (code == CAPALIGN_OK)
        code = append_track(*out, track, error);
    return code;
}

/* Chapters may be linked out of order. */
static capalign_code sorted_copy(const capalign_track *track, capalign_track **out,
                                 capalign_error *error)
{
    size_t count = capalign_track_cue_count(track);
    const capalign_cue **order = malloc((count ? count : 1) * sizeof *order);
    if (!order)
        return ca_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        size_t at = i; /* insertion: almost sorted, and stable */
        const capalign_cue *cue = capalign_track_cue(track, i);
        for (; at > 0 && order[at - 1]->start_us > cue->start_us; at--)
            order[at] = order[at - 1];
        order[at] = cue;
    }
    capalign_code code = capalign_track_create(out, error);
    if (code == CAPALIGN_OK)
        code = capalign_track_set_language(*out, capalign_track_language(track), error);
    for (size_t i = 0; i < count && code == CAPALIGN_OK; i++)
        code = capalign_track_add_cue(*out, order[i], error);
    free(order);
    return code;
}

static bool is_sorted(const capalign_track *track)
{
    for (size_t i = 1; i < capalign_track_cue_count(track); i++)
        if (capalign_track_cue(track, i)->start_us < capalign_track_cue(track, i - 1)->start_us)
            return false;
    return true;
}

static capalign_code write_output(ca_job *job, size_t index, outputs *o, capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    bool made = job->clips[index].source == CAPALIGN_SOURCE_CAPTION ||
                job->clips[index].source == CAPALIGN_SOURCE_TRANSCRIPT;
    if (made && !is_sorted(o->tracks[index])) {
        capalign_track *sorted = NULL;
        code = sorted_copy(o->tracks[index], &sorted, error);
        capalign_track_destroy(o->tracks[index]);
        o->tracks[index] = sorted;
    }
    size_t first = job->file_count;
    if (code == CAPALIGN_OK)
        code = ca_job_write(job, o->bases[index], o->tracks[index], error);
    for (size_t i = index; i < job->shown.clip_count; i++) {
        if (!o->bases[i] || o->first[i] != index)
            continue;
        job->clips[i].first_file = first;
        job->clips[i].file_count = job->file_count - first;
    }
    return code;
}

static capalign_code caption_all(ca_job *job, bool with_media, outputs *o, capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    size_t count = job->shown.clip_count;
    for (size_t i = 0; i < count && code == CAPALIGN_OK; i++) {
        code = ca_job_progress(job, "finding captions", i, count, error);
        bool linked = !with_media || job->clips[i].link.medium != SIZE_MAX;
        if (code == CAPALIGN_OK && linked)
            code = caption_clip(job, i, o, error);
    }
    for (size_t i = 0; i < count && code == CAPALIGN_OK; i++) {
        code = ca_job_progress(job, "writing", i, count, error);
        if (code == CAPALIGN_OK && o->tracks[i])
            code = write_output(job, i, o, error);
    }
    return code;
}

capalign_code ca_job_caption_clips(ca_job *job, bool with_media, capalign_error *error)
{
    size_t count = job->shown.clip_count;
    outputs o = {ca_arena_array(&job->arena, count, sizeof *o.tracks),
                 ca_arena_array(&job->arena, count, sizeof *o.bases),
                 ca_arena_array(&job->arena, count, sizeof *o.first)};
    if (!o.tracks || !o.bases || !o.first)
        return ca_fail_memory(error);
    capalign_code code = caption_all(job, with_media, &o, error);
    for (size_t i = 0; i < count; i++)
        capalign_track_destroy(o.tracks[i]);
    return code;
}
