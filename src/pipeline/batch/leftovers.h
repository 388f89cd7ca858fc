/* What a killed run left in its output folder. */
#ifndef CA_PIPELINE_BATCH_LEFTOVERS_H
#define CA_PIPELINE_BATCH_LEFTOVERS_H

/* Removes the temporary files of processes that are not alive any more, in the folder and below.
 * (base/file.h needs them where the file system has no files without a name.) */
void ca_remove_leftovers(const char *folder);

#endif
