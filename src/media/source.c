#include "media/source.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"

capalign_code ca_source_open(const char *path, ca_source *source, capalign_error *error)
{
    size_t size;
    *source = (ca_source){.fd = -1};
    if (strcmp(path, "-") == 0)
        return ca_fail(error, CAPALIGN_E_IO,
                       "a medium cannot be read from standard input, since its index may stand at "
                       "its end; write it to a file first");
    capalign_code code = ca_file_open(path, &source->fd, &size, error);
    if (code == CAPALIGN_OK)
        source->size = (int64_t)size;
    return code;
}

void ca_source_close(ca_source *source)
{
    if (source->fd >= 0)
        close(source->fd);
    source->fd = -1;
}

ssize_t ca_source_read(ca_source *source, void *bytes, size_t size)
{
    ssize_t n;
    do
        n = pread(source->fd, bytes, size, source->position);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        source->failure = errno;
    else
        source->position += n;
    return n;
}

size_t ca_source_read_at(const ca_source *source, int64_t offset, void *bytes, size_t size)
{
    ca_source at = *source;
    size_t used = 0;
    at.position = offset;
    while (used < size) {
        ssize_t n = ca_source_read(&at, (char *)bytes + used, size - used);
        if (n <= 0)
            break;
        used += (size_t)n;
    }
    return used;
}

int64_t ca_source_seek(ca_source *source, int64_t offset, int whence)
{
    int64_t base = whence == SEEK_CUR ? source->position : whence == SEEK_END ? source->size : 0;
    int64_t to;
    if (__builtin_add_overflow(base, offset, &to) || to < 0)
        return -1;
    source->position = to;
    return to;
}
