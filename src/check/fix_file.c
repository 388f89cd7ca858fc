/* Fixing a file in place. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "check/check.h"

/* The file's bytes and what they become; `fixed` NULL: nothing to do. */
typedef struct fixed_file {
    char *bytes;
    size_t size;
    char *fixed;
    size_t fixed_size;
} fixed_file;

static void free_file(fixed_file *file)
{
    free(file->bytes);
    capalign_free(file->fixed);
}

static capalign_code fix_bytes(const char *path, const capalign_check_options *options, bool unsafe,
                               fixed_file *file, capalign_error *error)
{
    size_t count;
    *file = (fixed_file){0};
    capalign_code code =
        ca_file_read(path, CAPALIGN_CAPTION_MAX_BYTES, &file->bytes, &file->size, error);
    if (code != CAPALIGN_OK && code != CAPALIGN_E_MEMORY)
        return CAPALIGN_OK; /* the check tells it */
    if (code == CAPALIGN_OK)
        code = capalign_check_fix(file->bytes, file->size, path, options, unsafe, &file->fixed,
                                  &file->fixed_size, &count, error);
    if (code != CAPALIGN_OK)
        free_file(file);
    return code;
}

/* Whether the file still holds what was read; another program may have it open. */
static capalign_code look_again(const char *path, const fixed_file *file, capalign_error *error)
{
    char *bytes;
    size_t size;
    capalign_code code = ca_file_read(path, CAPALIGN_CAPTION_MAX_BYTES, &bytes, &size, error);
    if (code != CAPALIGN_OK)
        return code;
    bool same = size == file->size && memcmp(bytes, file->bytes, size) == 0;
    free(bytes);
    return same ? CAPALIGN_OK
                : ca_fail(error, CAPALIGN_E_IO,
                          "the file changed while it was fixed, and was left alone; run it again");
}

/* A link stays one: the file that it leads to is replaced. */
static capalign_code replace(const char *path, const fixed_file *file, capalign_error *error)
{
    ca_writer *writer;
    char *real = realpath(path, NULL);
    if (!real)
        return ca_fail_errno(error, path, "find the file", errno);
    capalign_code code = ca_writer_open(real, &writer, error);
    free(real);
    if (code != CAPALIGN_OK)
        return code;
    ca_writer_write(writer, file->fixed, file->fixed_size);
    code = look_again(path, file, error);
    if (code == CAPALIGN_OK)
        return ca_writer_commit(writer, true, error);
    ca_writer_abort(writer);
    return code;
}

capalign_code capalign_check_fix_file(const char *path, const capalign_check_options *options,
                                      bool unsafe, bool *changed, capalign_error *error)
{
    fixed_file file;
    *changed = false;
    capalign_code code = fix_bytes(path, options, unsafe, &file, error);
    if (code == CAPALIGN_OK && file.fixed) {
        code = replace(path, &file, error);
        *changed = code == CAPALIGN_OK;
    }
    if (code == CAPALIGN_OK)
        free_file(&file);
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, path);
}

capalign_code capalign_check_diff_file(const char *path, const capalign_check_options *options,
                                       bool unsafe, capalign_sink sink, void *context,
                                       bool *changes, capalign_error *error)
{
    fixed_file file;
    *changes = false;
    capalign_code code = fix_bytes(path, options, unsafe, &file, error);
    if (code != CAPALIGN_OK)
        return ca_fail_file(error, code, path);
    *changes = file.fixed != NULL;
    if (file.fixed)
        code = capalign_check_diff(path, file.bytes, file.size, file.fixed, file.fixed_size, sink,
                                   context, error);
    free_file(&file);
    return code;
}
