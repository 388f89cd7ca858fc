/* Work that falls into independent parts, done by several threads. */
#ifndef CA_ALIGN_PARALLEL_H
#define CA_ALIGN_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

/* Does part `index`; false: it failed, which ends the work. */
typedef bool ca_parallel_part(void *context, size_t index);

/* Does the parts 0 … count-1, each once and in any order, in the caller and up to threads-1 threads
 * beside it (fewer where the system gives no more). False: a part failed, and some may not have
 * been done. */
bool ca_parallel_run(unsigned threads, size_t count, ca_parallel_part *part, void *context);

#endif
