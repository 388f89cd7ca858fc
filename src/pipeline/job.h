/* The main job from the inside: the state that its steps work on, in their order. */
#ifndef CA_PIPELINE_JOB_H
#define CA_PIPELINE_JOB_H

#include <capalign/caption.h>
#include <capalign/job.h>

#include "base/arena.h"
#include "base/error.h"
#include "pipeline/written.h"

typedef struct ca_job {
    capalign_job shown; /* what the caller sees; first, so that its address is the job's */
    ca_arena arena;     /* all strings and errors */
    capalign_job_options options;
    const char *article_path;
    capalign_article *article;
    capalign_job_clip *clips; /* in the arena */
    capalign_job_medium *media;
    size_t medium_count;
    size_t medium_capacity;
    capalign_job_file *files;
    size_t file_count;
    size_t file_capacity;
    ca_str folder;      /* where the files go, with its final slash or "" */
    ca_written written; /* the journal of that folder */
} ca_job;

/* Captions for a clip: a track, where it came from, and what to say about it. */
typedef struct ca_captions {
    capalign_track *track; /* NULL: this source has none */
    capalign_source source;
    const char *path;     /* of the subtitle file or transcript */
    const char *language; /* "" where nothing says */
    const char *note;
    size_t doubtful_cues;
} ca_captions;

/* media_list.c: the files that `media` name and their chapters, looked at one by one. */
capalign_code ca_job_find_media(ca_job *job, const char *const *media, size_t count,
                                capalign_error *error);
/* caption_clips.c: captions and files for all clips that are linked (all, without media). */
capalign_code ca_job_caption_clips(ca_job *job, bool with_media, capalign_error *error);
/* source.c: the best captions for a clip. An error means that a source is there and cannot be used,
 * or that there is none. */
capalign_code ca_job_find_captions(ca_job *job, const capalign_job_clip *clip, ca_captions *out,
                                   capalign_error *error);
/* transcript_source.c, a source: a transcript beside the medium or in the page, aligned. */
capalign_code ca_source_transcript(ca_job *job, const capalign_job_clip *clip, ca_captions *out,
                                   capalign_error *error);
/* A copy of a track's cues and language. */
capalign_code ca_track_copy(const capalign_track *track, capalign_track **out,
                            capalign_error *error);
/* subtitle_file.c, a source: the page's track, else a subtitle file beside the medium. */
capalign_code ca_source_subtitle_file(ca_job *job, const capalign_job_clip *clip, ca_captions *out,
                                      capalign_error *error);
/* write.c: writes the track to <base>.srt and <base>.vtt in the job's folder and appends two files
 * to job->files. An error only where the job cannot go on; what happened to a file is in its state.
 */
capalign_code ca_job_write(ca_job *job, const char *base, const capalign_track *track,
                           capalign_error *error);

/* The medium that the clip is linked to, or NULL. */
const capalign_job_medium *ca_job_medium_of(const ca_job *job, const capalign_job_clip *clip);
/* The languages that captions for the clip are wanted in, best first; `out` has room for 4.
 * Returns how many. */
size_t ca_job_languages(const ca_job *job, const capalign_job_clip *clip, const char *out[4]);
/* Reports progress; CAPALIGN_E_CANCELLED when the caller wants to stop. */
capalign_code ca_job_progress(const ca_job *job, const char *stage, size_t done, size_t total,
                              capalign_error *error);
/* A copy of the error in the job's arena, NULL without memory (the caller fails then). */
capalign_error *ca_job_keep_error(ca_job *job, const capalign_error *error);

#endif
