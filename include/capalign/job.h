/* The main job: an article and its media become caption files beside it. */
#ifndef CAPALIGN_JOB_H
#define CAPALIGN_JOB_H

#include <stdbool.h>

#include <capalign/article.h>
#include <capalign/error.h>
#include <capalign/link.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where a clip's captions come from, best first. */
typedef enum capalign_source {
    CAPALIGN_SOURCE_NONE,       /* no captions: not linked, or something failed */
    CAPALIGN_SOURCE_TRANSCRIPT, /* a transcript, aligned to the speech */
    CAPALIGN_SOURCE_FILE,       /* a subtitle file beside the medium, or the page's track */
    CAPALIGN_SOURCE_EMBEDDED,   /* a subtitle stream of the medium */
    CAPALIGN_SOURCE_CAPTION,    /* the clip caption, over the clip's whole span */
} capalign_source;

/* "none", "transcript", "file", "embedded" or "caption"; never NULL. */
CAPALIGN_API const char *capalign_source_name(capalign_source source);

/* What became of an output file. */
typedef enum capalign_file_state {
    CAPALIGN_FILE_WRITTEN,   /* new, or a file of capalign's own was replaced */
    CAPALIGN_FILE_UNCHANGED, /* it was there with the same bytes, and was left alone */
    CAPALIGN_FILE_PLANNED,   /* dry run: it would be written */
    CAPALIGN_FILE_FOREIGN,   /* a file that capalign did not write is in the way */
    CAPALIGN_FILE_FAILED,    /* it could not be written; `error` says why */
} capalign_file_state;

/* "written", "unchanged", "planned", "foreign" or "failed"; never NULL. */
CAPALIGN_API const char *capalign_file_state_name(capalign_file_state state);

typedef struct capalign_job_file {
    const char *path;
    capalign_file_state state;
    size_t cue_count;
    capalign_error *error; /* NULL unless the state is FOREIGN or FAILED */
} capalign_job_file;

/* One clip of the article and what was done for it. Clips of one medium (chapters) share their
 * files. */
typedef struct capalign_job_clip {
    const capalign_clip *clip;
    capalign_link link; /* link.medium indexes capalign_job's media */
    capalign_source source;
    const char *source_path; /* the subtitle file or transcript used, else NULL */
    const char *language;    /* of the captions, BCP 47; "" where nothing says */
    const char *note;        /* what a person should know of the choice, else NULL */
    size_t first_file;       /* its files are first_file … first_file + file_count - 1 */
    size_t file_count;
    size_t doubtful_cues;  /* aligned cues whose confidence is low */
    capalign_error *error; /* why there are no captions for it, or NULL */
} capalign_job_clip;

/* A medium that was looked at: a whole file, or one chapter of it. */
typedef struct capalign_job_medium {
    const char *path;
    const char *title;
    const char *language;
    int64_t start_us;
    int64_t duration_us;
    size_t chapter;        /* 0-based, SIZE_MAX: the whole file */
    capalign_error *error; /* it could not be read (then it takes no part), or NULL */
} capalign_job_medium;

/* A finished job. All it points to belongs to it; free it with capalign_job_destroy. */
typedef struct capalign_job {
    const capalign_article *article;
    const capalign_job_clip *clips;
    size_t clip_count;
    const capalign_job_medium *media;
    size_t medium_count;
    const capalign_job_file *files;
    size_t file_count;
    bool sure; /* every clip is surely linked and captioned, every medium read, every file in place
                */
} capalign_job;

typedef struct capalign_job_options {
    const char *output_folder; /* NULL: the article's folder; made when it is not there */
    const char *language;      /* BCP 47 tag of the captions, over all that the files say; NULL */
    const capalign_article_options *article; /* NULL: defaults */
    bool force;                              /* replace files that capalign did not write */
    bool dry_run;                            /* write nothing */
    const capalign_progress *progress;       /* NULL: none */
} capalign_job_options;

/* Does the main job. `media` are files and folders (searched with their subfolders for media
 * files); with none, the media that the page names in its own folder are used, and where there
 * are none either, one pair of files per clip is written, whose cue is the clip caption over the
 * clip's duration.
 *
 * For each linked clip <medium stem>[.<language>].srt and .vtt are written, for a clip without
 * media <article stem>.clip<N>[.<language>].srt and .vtt. Which files capalign wrote is kept in
 * the output folder's ".capalign-files" (name, size and hash of each), so that a file that
 * somebody else wrote, or changed since, is never replaced without `force`.
 *
 * Errors of one clip, medium or file are told in the job and do not stop the rest; the call fails
 * where the article cannot be read or all is lost. `options` may be NULL. *out is set on success
 * only. */
CAPALIGN_API capalign_code capalign_job_run(const char *article_path, const char *const *media,
                                            size_t media_count, const capalign_job_options *options,
                                            capalign_job **out, capalign_error *error);
/* Takes NULL. */
CAPALIGN_API void capalign_job_destroy(capalign_job *job);

#ifdef __cplusplus
}
#endif
#endif
