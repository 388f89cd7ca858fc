#include "pipeline/written.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { MAX_JOURNAL_BYTES = 64 << 20 };

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash_bytes(const char *bytes, size_t size)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return hash;
}

/* The journal's line for a file; NULL without memory. */
static char *make_line(const char *name, const char *bytes, size_t size)
{
    char *line;
    int n = asprintf(&line, "%016" PRIx64 " %zu %s\n", hash_bytes(bytes, size), size, name);
    return n < 0 ? NULL : line;
}

static char *journal_path(const char *folder)
{
    char *path;
    return asprintf(&path, "%s%s", folder, CA_WRITTEN_NAME) < 0 ? NULL : path;
}

capalign_code ca_written_load(const char *folder, ca_written *out, capalign_error *error)
{
    *out = (ca_written){.folder = strdup(folder)};
    char *path = journal_path(folder);
    if (!out->folder || !path) {
        free(path);
        ca_written_free(out);
        return ca_fail_memory(error);
    }
    capalign_code code = CAPALIGN_OK;
    if (access(path, F_OK) == 0)
        code = ca_file_read(path, MAX_JOURNAL_BYTES, &out->lines, &out->size, error);
    free(path);
    if (code != CAPALIGN_OK)
        ca_written_free(out);
    return code;
}

void ca_written_free(ca_written *written)
{
    free(written->folder);
    free(written->lines);
    *written = (ca_written){0};
}

bool ca_written_owns(const ca_written *written, const char *name, const char *bytes, size_t size)
{
    if (!written->size || strchr(name, '\n'))
        return false;
    char *line = make_line(name, bytes, size);
    if (!line)
        return false;
    const char *found = memmem(written->lines, written->size, line, strlen(line));
    /* The hash begins a line; a match inside one cannot be, since names hold no line end. */
    bool owned = found && (found == written->lines || found[-1] == '\n');
    free(line);
    return owned;
}

static bool remember(ca_written *written, const char *line)
{
    size_t more = strlen(line);
    char *grown = realloc(written->lines, written->size + more + 1);
    if (!grown)
        return false;
    memcpy(grown + written->size, line, more + 1);
    written->lines = grown;
    written->size += more;
    return true;
}

/* One write in append mode: lines of processes at work in the same folder do not mix. */
static int append(const char *path, const char *line)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno;
    size_t size = strlen(line);
    ssize_t n = write(fd, line, size);
    int reason = n < 0 ? errno : (size_t)n < size ? ENOSPC : 0;
    if (close(fd) != 0 && !reason)
        reason = errno;
    return reason;
}

capalign_code ca_written_add(ca_written *written, const char *name, const char *bytes, size_t size,
                             capalign_error *error)
{
    if (strchr(name, '\n') || ca_written_owns(written, name, bytes, size))
        return CAPALIGN_OK;
    char *line = make_line(name, bytes, size), *path = journal_path(written->folder);
    capalign_code code = CAPALIGN_OK;
    /* A line that a crash tore is closed first. */
    bool torn = written->size && written->lines[written->size - 1] != '\n';
    if (!line || !path || (torn && !remember(written, "\n")) || !remember(written, line)) {
        code = ca_fail_memory(error);
    } else {
        int reason = torn ? append(path, "\n") : 0;
        if (!reason)
            reason = append(path, line);
        if (reason)
            code = ca_fail_errno(error, path, "note which files were written", reason);
    }
    free(line);
    free(path);
    return code;
}
