/* What a killed run left in its output folder. */
#ifndef CA_PIPELINE_BATCH_LEFTOVERS_H
#define CA_PIPELINE_BATCH_LEFTOVERS_H

/* Removes the temporary files (base/temporary.h) that this machine's processes left in the folder
 * and below when they were killed. None that is being worked on is touched, be it of another shard.
 */
void ca_remove_leftovers(const char *folder);

#endif
