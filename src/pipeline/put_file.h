/* Puts a file in place, and never over one that somebody else wrote. */
#ifndef CA_PIPELINE_PUT_FILE_H
#define CA_PIPELINE_PUT_FILE_H

#include <capalign/job.h>

#include "base/utf8.h"
#include "pipeline/written.h"

/* Writes the bytes to `path`, whole or not at all. A file that has them already is left alone; one
 * that is not as capalign wrote it (by the journal of its folder, `written`) is CAPALIGN_E_EXISTS
 * unless `force`. *state tells what became of it, on errors too. */
capalign_code ca_put_file(ca_written *written, const char *path, ca_str bytes, bool force,
                          bool dry_run, capalign_file_state *state, capalign_error *error);

#endif
