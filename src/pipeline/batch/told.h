/* What a worker tells its batch besides what it says and its exit code; capalign/batch.h has the
 * records. They come in a file in memory of a fixed size, so that nobody has to read while the
 * worker runs, and a worker gone wrong cannot fill the memory. */
#ifndef CA_PIPELINE_BATCH_TOLD_H
#define CA_PIPELINE_BATCH_TOLD_H

#include "base/error.h"
#include "base/strbuf.h"

/* Some thousand paths; what a worker tells beyond it is not heard. */
enum { CA_TOLD_MAX = 1 << 20 };

typedef struct ca_told {
    ca_strbuf files; /* the paths, a NUL behind each */
    bool full;       /* an error was CAPALIGN_E_FULL */
} ca_told;

/* A descriptor for a worker to write to, closed on exec; -1 with errno. */
int ca_told_open(void);
/* All that was written, after the worker ended. The caller frees out->files, on errors too. */
capalign_code ca_told_read(int fd, ca_told *out, capalign_error *error);

#endif
