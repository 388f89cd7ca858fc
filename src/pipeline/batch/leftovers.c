#include "pipeline/batch/leftovers.h"

#include <fts.h>
#include <stdlib.h>
#include <string.h>

#include "base/temporary.h"

void ca_remove_leftovers(const char *folder)
{
    char *copy = strdup(folder);
    char *const roots[] = {copy, NULL};
    FTS *walk = copy ? fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL) : NULL;
    for (FTSENT *entry; walk && (entry = fts_read(walk));)
        if (entry->fts_info == FTS_F && ca_temporary_is_ours(entry->fts_name))
            ca_temporary_remove_leftover(entry->fts_path);
    if (walk)
        fts_close(walk);
    free(copy);
}
