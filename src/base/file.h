/* Reading whole files under a cap, and writing files so that they are whole or not there. */
#ifndef CA_BASE_FILE_H
#define CA_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Opens an ordinary file for reading; *fd is the caller's to close, *size its size at this moment.
 * Folders, FIFOs and devices are CAPALIGN_E_IO, and do not make it wait. */
capalign_code ca_file_open(const char *path, int *fd, size_t *size, capalign_error *error);

/* Reads an ordinary file of at most max_bytes into a malloc'd, NUL-terminated buffer with room for
 * one more byte. "-" is standard input. Folders, FIFOs and devices are CAPALIGN_E_IO, larger files
 * CAPALIGN_E_LIMIT; both say what to do. */
capalign_code ca_file_read(const char *path, size_t max_bytes, char **bytes, size_t *size,
                           capalign_error *error);

/* An atomic writer: bytes go to a file without a name (O_TMPFILE; a hidden temporary name in the
 * same folder where the file system lacks that), which takes the place of `path` at commit. A
 * killed process leaves the old file, or none. Devices and pipes are written to as they are. */
typedef struct ca_writer ca_writer;

capalign_code ca_writer_open(const char *path, ca_writer **out, capalign_error *error);
/* Errors stick: it is enough to look at ca_writer_commit's. Returns 0 or -1 (as capalign_sink). */
int ca_writer_write(void *writer, const char *bytes, size_t size);
/* Flushes, fsyncs and puts the file in place; frees the writer in every case. Without `replace`
 * an existing file stays and CAPALIGN_E_EXISTS is returned. */
capalign_code ca_writer_commit(ca_writer *writer, bool replace, capalign_error *error);
/* Drops what was written. Takes NULL. */
void ca_writer_abort(ca_writer *writer);

#endif
