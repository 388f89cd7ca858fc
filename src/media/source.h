/* The bytes of an ordinary file, read at a position of its own: several readers share one file. */
#ifndef CA_MEDIA_SOURCE_H
#define CA_MEDIA_SOURCE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"

/* A copy reads the same file independently; only one of the copies is closed. */
typedef struct ca_source {
    int fd;
    int failure; /* errno of the last read that failed, or 0 */
    int64_t size;
    int64_t position;
} ca_source;

/* Opens the file; errors as ca_file_open. */
capalign_code ca_source_open(const char *path, ca_source *source, capalign_error *error);
void ca_source_close(ca_source *source);
/* Reads up to `size` bytes and moves on; 0 at the end, -1 on a failure. */
ssize_t ca_source_read(ca_source *source, void *bytes, size_t size);
/* Reads up to `size` bytes from an offset, without moving; fewer only at the end or on a failure.
 */
size_t ca_source_read_at(const ca_source *source, int64_t offset, void *bytes, size_t size);
/* Moves as lseek does (SEEK_SET, SEEK_CUR, SEEK_END); -1 before the start. */
int64_t ca_source_seek(ca_source *source, int64_t offset, int whence);

#endif
