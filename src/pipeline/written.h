/* Which files of a folder capalign wrote: the journal ".capalign-files" in that folder.
 *
 * A line is appended for each file before it is put in place: hash (16 hexadecimal digits, FNV-1a
 * of 64 bits), size, name. A file whose name, size and hash are in it is capalign's own, as it was
 * written; once somebody edits the file it is theirs. The hash protects from mistakes, not from
 * forgers, who could as well overwrite the file. Names with line ends are not written down, and so
 * their files count as foreign. */
#ifndef CA_PIPELINE_WRITTEN_H
#define CA_PIPELINE_WRITTEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define CA_WRITTEN_NAME ".capalign-files"

typedef struct ca_written {
    char *folder; /* with its final slash, or "" for the working folder */
    char *lines;  /* the journal as read, and what was added since */
    size_t size;
} ca_written;

/* Reads the folder's journal; none is an empty one. `folder` as in the struct. */
capalign_code ca_written_load(const char *folder, ca_written *out, capalign_error *error);
bool ca_written_owns(const ca_written *written, const char *name, const char *bytes, size_t size);
/* Notes that `name` is about to be written with these bytes. */
capalign_code ca_written_add(ca_written *written, const char *name, const char *bytes, size_t size,
                             capalign_error *error);
void ca_written_free(ca_written *written);

#endif
