/* Output folders: made, and cleaned of what a killed run left. */
#ifndef CA_PIPELINE_BATCH_FOLDERS_H
#define CA_PIPELINE_BATCH_FOLDERS_H

#include "base/error.h"

/* Makes a folder and those above it. */
capalign_code ca_make_folders(const char *path, capalign_error *error);
/* Removes the temporary files of processes that are not alive any more, in the folder and below.
 * (base/file.h needs them where the file system has no files without a name.) */
void ca_remove_leftovers(const char *folder);

#endif
