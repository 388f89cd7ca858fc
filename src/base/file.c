#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/temporary.h"

enum { WRITE_BUFFER = 64 * 1024, READ_CHUNK = 64 * 1024 };

capalign_code ca_file_open(const char *path, int *fd, size_t *size, capalign_error *error)
{
    /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (*fd < 0)
        return ca_fail_errno(error, path, "open", errno);
    struct stat st;
    if (fstat(*fd, &st) == 0 && S_ISREG(st.st_mode)) {
        *size = st.st_size > 0 ? (size_t)st.st_size : 0;
        return CAPALIGN_OK;
    }
    close(*fd);
    ca_fail(error, CAPALIGN_E_IO, "%s, not an ordinary file; name a file",
            S_ISDIR(st.st_mode)    ? "this is a folder"
            : S_ISFIFO(st.st_mode) ? "this is a FIFO"
                                   : "this is a device or socket");
    return ca_fail_file(error, CAPALIGN_E_IO, path);
}

static capalign_code over_cap(const char *path, size_t max_bytes, capalign_error *error)
{
    ca_fail(error, CAPALIGN_E_LIMIT, "the file is larger than the %zu MiB that are read of it",
            max_bytes >> 20);
    return ca_fail_file(error, CAPALIGN_E_LIMIT, path);
}

/* Reads to the end of fd; the size that stat gave is only a hint, since files change. */
static capalign_code read_all(int fd, const char *path, size_t hint, size_t max_bytes, char **bytes,
                              size_t *size, capalign_error *error)
{
    size_t capacity = hint + 2, used = 0;
    char *buffer = malloc(capacity);
    for (;;) {
        if (!buffer)
            return ca_fail_memory(error);
        ssize_t n = read(fd, buffer + used, capacity - 1 - used);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            int reason = errno;
            free(buffer);
            return ca_fail_errno(error, path, "read", reason);
        }
        used += (size_t)n;
        if (n == 0)
            break;
        if (used > max_bytes) {
            free(buffer);
            return over_cap(path, max_bytes, error);
        }
        if (used + 1 == capacity) {
            capacity += capacity / 2 + READ_CHUNK;
            char *grown = realloc(buffer, capacity);
            if (!grown)
                free(buffer);
            buffer = grown;
        }
    }
    buffer[used] = '\0';
    *bytes = buffer;
    *size = used;
    return CAPALIGN_OK;
}

capalign_code ca_file_read(const char *path, size_t max_bytes, char **bytes, size_t *size,
                           capalign_error *error)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, path, 0, max_bytes, bytes, size, error);
    int fd;
    size_t hint = 0;
    capalign_code code = ca_file_open(path, &fd, &hint, error);
    if (code != CAPALIGN_OK)
        return code;
    code = hint > max_bytes ? over_cap(path, max_bytes, error)
                            : read_all(fd, path, hint, max_bytes, bytes, size, error);
    close(fd);
    return code;
}

struct ca_writer {
    int fd;
    int failure;     /* errno of the first failed write, or 0 */
    char *path;      /* where it goes */
    char *temporary; /* a name in the same folder */
    bool named;      /* the temporary name is taken */
    bool special;    /* a device or pipe is written to as it is */
    size_t used;
    char buffer[WRITE_BUFFER];
};

static void writer_free(ca_writer *w)
{
    if (w->fd >= 0)
        close(w->fd);
    if (w->named)
        unlink(w->temporary);
    free(w->path);
    free(w->temporary);
    free(w);
}

static int create_unnamed(const ca_writer *w)
{
    char *slash = strrchr(w->path, '/');
    char *folder = slash ? strndup(w->path, (size_t)(slash - w->path) + 1) : strdup(".");
    if (!folder)
        return -1;
    int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    int reason = errno;
    free(folder);
    errno = reason;
    return fd;
}

/* Devices and pipes are written to, and not replaced by a file. -1 where the path is none. */
static int open_special(ca_writer *w)
{
    struct stat st;
    if (stat(w->path, &st) != 0 || S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
        return -1;
    w->special = true;
    /* O_NONBLOCK: opening a FIFO that nobody reads must fail and not wait. */
    int fd = open(w->path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd >= 0)
        fcntl(fd, F_SETFL, 0);
    return fd;
}

capalign_code ca_writer_open(const char *path, ca_writer **out, capalign_error *error)
{
    ca_writer *w = calloc(1, sizeof *w);
    if (!w)
        return ca_fail_memory(error);
    w->fd = -1;
    w->path = strdup(path);
    w->temporary = ca_temporary_name(path);
    if (!w->path || !w->temporary) {
        writer_free(w);
        return ca_fail_memory(error);
    }
    w->fd = open_special(w);
    if (w->fd < 0 && !w->special)
        w->fd = create_unnamed(w);
    if (w->fd < 0 && !w->special) {
        w->fd = ca_temporary_create(w->temporary);
        w->named = w->fd >= 0;
    }
    if (w->fd < 0) {
        int reason = errno;
        writer_free(w);
        return ca_fail_errno(error, path, "create the file", reason);
    }
    *out = w;
    return CAPALIGN_OK;
}

static void write_out(ca_writer *w, const char *bytes, size_t size)
{
    while (size && !w->failure) {
        ssize_t n = write(w->fd, bytes, size);
        if (n >= 0) {
            bytes += n;
            size -= (size_t)n;
        } else if (errno != EINTR) {
            w->failure = errno;
        }
    }
}

int ca_writer_write(void *writer, const char *bytes, size_t size)
{
    ca_writer *w = writer;
    if (size > sizeof w->buffer - w->used) {
        write_out(w, w->buffer, w->used);
        w->used = 0;
    }
    if (size > sizeof w->buffer) {
        write_out(w, bytes, size);
    } else if (size) {
        memcpy(w->buffer + w->used, bytes, size);
        w->used += size;
    }
    return w->failure ? -1 : 0;
}

/* Who may read a file, and whose it is, stays as it was where one is replaced. What this process
 * may not set is left: the new file is then its own. */
static void keep_owner_and_mode(const ca_writer *w)
{
    struct stat old, new;
    if (lstat(w->path, &old) != 0 || !S_ISREG(old.st_mode) || fstat(w->fd, &new) != 0)
        return;
    bool same = old.st_uid == new.st_uid &&old.st_gid == new.st_gid;
    if (same || fchown(w->fd, old.st_uid, old.st_gid) == 0)
        fchmod(w->fd, old.st_mode & 07777);
}

/* An unnamed file gets its final name when that is free, else a temporary one first. */
static int put_in_place(ca_writer *w, bool replace)
{
    if (!w->named) {
        if (ca_link_open_file(w->fd, w->path) == 0)
            return 0;
        if (errno != EEXIST || !replace)
            return -1;
        if (ca_temporary_link(w->fd, w->temporary) != 0)
            return -1;
        w->named = true;
    } else if (!replace) {
        return link(w->temporary, w->path); /* fails where path exists; the name goes in free */
    }
    if (rename(w->temporary, w->path) != 0)
        return -1;
    w->named = false;
    return 0;
}

capalign_code ca_writer_commit(ca_writer *w, bool replace, capalign_error *error)
{
    write_out(w, w->buffer, w->used);
    if (replace && !w->special)
        keep_owner_and_mode(w);
    if (!w->failure && !w->special && fsync(w->fd) != 0)
        w->failure = errno;
    capalign_code code = CAPALIGN_OK;
    if (w->failure) {
        code = ca_fail_errno(error, w->path, "write", w->failure);
    } else if (!w->special && put_in_place(w, replace) != 0) {
        if (errno == EEXIST) {
            ca_fail(error, CAPALIGN_E_EXISTS, "a file is there already");
            code = ca_fail_file(error, CAPALIGN_E_EXISTS, w->path);
        } else {
            code = ca_fail_errno(error, w->path, "put the file in place", errno);
        }
    }
    writer_free(w);
    return code;
}

void ca_writer_abort(ca_writer *w)
{
    if (w)
        writer_free(w);
}
