/* Puts a track's files in place, and never over a file that somebody else wrote. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "pipeline/job.h"
#include "pipeline/put_file.h"
#include "pipeline/path.h"

static const char *const output_formats[] = {"srt", "vtt"};

typedef enum existing {
    ABSENT,
    SAME,    /* it has the bytes that would be written */
    OWN,     /* capalign wrote it, and nobody changed it since */
    FOREIGN, /* any other file */
    SPECIAL, /* a folder, a device: nothing that a file could take the place of */
} existing;

static existing look_at_existing(const ca_written *written, const char *path, ca_str bytes)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return ABSENT; /* or it cannot be looked at: writing it tells why */
    if (!S_ISREG(st.st_mode))
        return SPECIAL;
    char *old;
    size_t size;
    if (ca_file_read(path, CAPALIGN_CAPTION_MAX_BYTES, &old, &size, NULL) != CAPALIGN_OK)
        return FOREIGN;
    existing found = FOREIGN;
    if (size == bytes.size && (!size || memcmp(old, bytes.data, size) == 0))
        found = SAME;
    else if (ca_written_owns(written, ca_path_name(path), old, size))
        found = OWN;
    free(old);
    return found;
}

static capalign_code put_in_place(ca_written *written, const char *path, ca_str bytes, bool replace,
                                  capalign_error *error)
{
    ca_writer *writer;
    capalign_code code = ca_writer_open(path, &writer, error);
    if (code != CAPALIGN_OK)
        return code;
    ca_writer_write(writer, bytes.data, bytes.size);
    code = ca_written_add(written, ca_path_name(path), bytes.data, bytes.size, error);
    if (code != CAPALIGN_OK) {
        ca_writer_abort(writer);
        return code;
    }
    return ca_writer_commit(writer, replace, error);
}

static capalign_code foreign(const char *path, capalign_error *error)
{
    ca_fail(error, CAPALIGN_E_EXISTS,
            "capalign did not write this file, or it was changed since; move it away, or use "
            "--force to replace it");
    return ca_fail_file(error, CAPALIGN_E_EXISTS, path);
}

static capalign_code special(const char *path, capalign_error *error)
{
    ca_fail(error, CAPALIGN_E_IO,
            "this is a folder, a FIFO or a device, which no file can replace; move it away, or "
            "write elsewhere");
    return ca_fail_file(error, CAPALIGN_E_IO, path);
}

capalign_code ca_put_file(ca_written *written, const char *path, ca_str bytes, bool force,
                          bool dry_run, capalign_file_state *state, capalign_error *error)
{
    existing found = look_at_existing(written, path, bytes);
    if (found == SAME) {
        *state = CAPALIGN_FILE_UNCHANGED;
        return CAPALIGN_OK;
    }
    if (found == SPECIAL) {
        *state = CAPALIGN_FILE_FAILED;
        return special(path, error);
    }
    if (found == FOREIGN && !force) {
        *state = CAPALIGN_FILE_FOREIGN;
        return foreign(path, error);
    }
    if (dry_run) {
        *state = CAPALIGN_FILE_PLANNED;
        return CAPALIGN_OK;
    }
    capalign_code code = put_in_place(written, path, bytes, found != ABSENT, error);
    *state = code == CAPALIGN_OK ? CAPALIGN_FILE_WRITTEN : CAPALIGN_FILE_FAILED;
    return code;
}

static capalign_job_file *push_file(ca_job *job, const char *base, const char *format)
{
    capalign_job_file *files =
        ca_grow(job->files, &job->file_capacity, job->file_count + 1, sizeof *files);
    if (!files)
        return NULL;
    job->files = files;
    size_t size = job->folder.size + strlen(base) + strlen(format) + 2;
    char *path = ca_arena_alloc(&job->arena, size);
    if (!path)
        return NULL;
    char *at = path;
    if (job->folder.size)
        at = mempcpy(at, job->folder.data, job->folder.size);
    at = stpcpy(stpcpy(stpcpy(at, base), "."), format);
    capalign_job_file *file = &files[job->file_count++];
    *file = (capalign_job_file){.path = path, .state = CAPALIGN_FILE_FAILED};
    return file;
}

static capalign_code write_format(ca_job *job, const char *base, const char *format,
                                  const capalign_track *track, capalign_error *error)
{
    capalign_job_file *file = push_file(job, base, format);
    if (!file)
        return ca_fail_memory(error);
    ca_strbuf bytes = {0};
    capalign_error reason = {0};
    capalign_code code =
        capalign_caption_write(track, format, ca_strbuf_sink, &bytes, NULL, &reason);
    if (bytes.failed)
        code = ca_fail_memory(&reason);
    if (code == CAPALIGN_OK) {
        file->cue_count = capalign_track_cue_count(track);
        code = ca_put_file(&job->written, file->path, ca_strbuf_view(&bytes), job->options.force,
                           job->options.dry_run, &file->state, &reason);
    }
    ca_strbuf_free(&bytes);
    if (code == CAPALIGN_OK)
        return CAPALIGN_OK;
    if (code == CAPALIGN_E_MEMORY)
        return ca_fail_memory(error);
    ca_fail_file(&reason, code, file->path);
    file->error = ca_job_keep_error(job, &reason);
    return file->error ? CAPALIGN_OK : ca_fail_memory(error);
}

capalign_code ca_job_write(ca_job *job, const char *base, const capalign_track *track,
                           capalign_error *error)
{
    for (size_t i = 0; i < sizeof output_formats / sizeof output_formats[0]; i++) {
        capalign_code code = write_format(job, base, output_formats[i], track, error);
        if (code != CAPALIGN_OK)
            return code;
    }
    return CAPALIGN_OK;
}
