#include "pipeline/batch/told.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <capalign/batch.h>

int ca_told_open(void)
{
    int fd = memfd_create("capalign-told", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return -1;
    if (ftruncate(fd, CA_TOLD_MAX) == 0 &&
        fcntl(fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == 0)
        return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

static void take_record(ca_told *told, const char *record, size_t size)
{
    if (size > 1 && record[0] == CAPALIGN_BATCH_TELLS_FILE)
        ca_strbuf_add(&told->files, record + 1, size); /* with the NUL behind it */
    else if (size > 1 && record[0] == CAPALIGN_BATCH_TELLS_ERROR)
        told->full = told->full || strcmp(record + 1, capalign_code_name(CAPALIGN_E_FULL)) == 0;
}

/* The rest after the last NUL is half a record, and not taken. */
static void take_records(ca_told *told, const char *bytes, size_t size)
{
    const char *end;
    while (size && (end = memchr(bytes, '\0', size))) {
        size_t record = (size_t)(end - bytes);
        take_record(told, bytes, record);
        bytes += record + 1;
        size -= record + 1;
    }
}

capalign_code ca_told_read(int fd, ca_told *out, capalign_error *error)
{
    *out = (ca_told){0};
    off_t written = lseek(fd, 0, SEEK_CUR); /* the worker shares the position */
    if (written <= 0)
        return CAPALIGN_OK;
    size_t size = written < CA_TOLD_MAX ? (size_t)written : CA_TOLD_MAX;
    char *bytes = malloc(size);
    if (!bytes)
        return ca_fail_memory(error);
    ssize_t n = pread(fd, bytes, size, 0);
    if (n > 0)
        take_records(out, bytes, (size_t)n);
    free(bytes);
    return out->files.failed ? ca_fail_memory(error) : CAPALIGN_OK;
}
