/* A track to a file: whole or not at all, and never over other content unasked. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <capalign/caption.h>

#include "base/error.h"
#include "base/file.h"

/* Compares what would be written with what a file holds. Streaming it twice costs less than
 * keeping a second copy of a long track. */
static int compare(void *context, const char *bytes, size_t size)
{
    char there[4096];
    while (size) {
        size_t part = size < sizeof there ? size : sizeof there;
        if (fread(there, 1, part, context) != part || memcmp(there, bytes, part) != 0)
            return -1;
        bytes += part;
        size -= part;
    }
    return 0;
}

/* Whether the ordinary file at `path` holds just what the track would be written as. What else is
 * wrong with the track is told by the writing that follows; without memory there is no answer. */
static capalign_code look(const capalign_track *track, const char *format, const char *path,
                          bool *same, capalign_losses *losses, capalign_error *error)
{
    *same = false;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return errno == ENOMEM ? ca_fail_memory(error) : CAPALIGN_OK;
    capalign_code code = capalign_caption_write(track, format, compare, file, losses, error);
    *same = code == CAPALIGN_OK && fgetc(file) == EOF && !ferror(file);
    fclose(file);
    return code == CAPALIGN_E_MEMORY ? code : CAPALIGN_OK;
}

static int write_descriptor(void *context, const char *bytes, size_t size)
{
    const int *fd = context;
    while (size) {
        ssize_t n = write(*fd, bytes, size);
        if (n < 0 && errno != EINTR)
            return -1;
        bytes += n > 0 ? n : 0;
        size -= n > 0 ? (size_t)n : 0;
    }
    return 0;
}

/* Devices and pipes are written to, and not replaced by a file. */
static capalign_code write_special(const capalign_track *track, const char *format,
                                   const char *path, capalign_losses *losses, capalign_error *error)
{
    /* O_NONBLOCK: opening a FIFO that nobody reads must fail and not wait. */
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return ca_fail_errno(error, path, "open", errno);
    fcntl(fd, F_SETFL, 0);
    errno = 0;
    capalign_code code =
        capalign_caption_write(track, format, write_descriptor, &fd, losses, error);
    if (code == CAPALIGN_E_IO)
        code = ca_fail_errno(error, path, "write", errno);
    if (close(fd) != 0 && code == CAPALIGN_OK)
        code = ca_fail_errno(error, path, "write", errno);
    return code;
}

static capalign_code write_ordinary(const capalign_track *track, const char *format,
                                    const char *path, bool replace, capalign_losses *losses,
                                    capalign_error *error)
{
    ca_writer *writer;
    capalign_code code = ca_writer_open(path, &writer, error);
    if (code != CAPALIGN_OK)
        return code;
    code = capalign_caption_write(track, format, ca_writer_write, writer, losses, error);
    if (code == CAPALIGN_OK || code == CAPALIGN_E_IO) /* the writer knows why it failed */
        return ca_writer_commit(writer, replace, error);
    ca_writer_abort(writer);
    return code;
}

static capalign_code in_the_way(const char *path, capalign_error *error)
{
    ca_fail(error, CAPALIGN_E_EXISTS,
            "a file with other content is there; write elsewhere, or use --force to replace it");
    return ca_fail_file(error, CAPALIGN_E_EXISTS, path);
}

capalign_code capalign_caption_write_file(const capalign_track *track, const char *format,
                                          const char *path, bool replace, bool *changed,
                                          capalign_losses *losses, capalign_error *error)
{
    bool ignored;
    changed = changed ? changed : &ignored;
    *changed = false;
    format = format ? format : capalign_caption_format_of_path(path);
    if (!format)
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "no caption format has this file's extension; name a format");
    struct stat st;
    bool exists = stat(path, &st) == 0;
    if (exists && S_ISDIR(st.st_mode)) {
        ca_fail(error, CAPALIGN_E_IO, "this is a folder; name a file to write");
        return ca_fail_file(error, CAPALIGN_E_IO, path);
    }
    bool same = false;
    capalign_code code = CAPALIGN_OK;
    if (exists && S_ISREG(st.st_mode))
        code = look(track, format, path, &same, losses, error);
    if (same || code != CAPALIGN_OK)
        return code;
    if (exists && !S_ISREG(st.st_mode))
        code = write_special(track, format, path, losses, error);
    else if (exists && !replace)
        code = in_the_way(path, error);
    else
        code = write_ordinary(track, format, path, replace, losses, error);
    *changed = code == CAPALIGN_OK;
    return code;
}
