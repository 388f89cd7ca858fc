#include "pipeline/batch/leftovers.h"

#include <errno.h>
#include <fts.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
