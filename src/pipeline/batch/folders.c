#include "pipeline/batch/folders.h"

#include <errno.h>
#include <fts.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

capalign_code ca_make_folders(const char *path, capalign_error *error)
{
    struct stat status;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return CAPALIGN_OK;
    char *copy = strdup(path);
    if (!copy)
        return ca_fail_memory(error);
    int reason = 0;
    for (char *at = copy + 1; *at && !reason; at++) {
        if (*at != '/' || at[-1] == '/')
            continue;
        *at = '\0';
        reason = mkdir(copy, 0777) != 0 && errno != EEXIST ? errno : 0;
        *at = '/';
    }
    if (!reason && mkdir(copy, 0777) != 0 && errno != EEXIST)
        reason = errno;
    free(copy);
    return reason ? ca_fail_errno(error, path, "make the folder", reason) : CAPALIGN_OK;
}

/* ".NAME.capalign-PID-NN": the process, or 0 where the name is another. */
static long process_of(const char *name)
{
    static const char mark[] = ".capalign-";
    const char *found = NULL, *next = name;
    while ((next = strstr(next, mark)))
        found = next++;
    if (name[0] != '.' || !found)
        return 0;
    char *end;
    long process = strtol(found + sizeof mark - 1, &end, 10);
    bool numbered = end[0] == '-' && strlen(end) == 3 && strspn(end + 1, "0123456789") == 2;
    return numbered && process > 0 ? process : 0;
}

void ca_remove_leftovers(const char *folder)
{
    char *copy = strdup(folder);
    char *const roots[] = {copy, NULL};
    FTS *walk = copy ? fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL) : NULL;
    for (FTSENT *entry; walk && (entry = fts_read(walk));) {
        long process = entry->fts_info == FTS_F ? process_of(entry->fts_name) : 0;
        if (process && kill((pid_t)process, 0) != 0 && errno == ESRCH)
            unlink(entry->fts_accpath);
    }
    if (walk)
        fts_close(walk);
    free(copy);
}
