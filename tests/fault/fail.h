/* Allocations that fail in turn: the program is linked with --wrap for malloc and its kin. */
#ifndef TESTS_FAULT_FAIL_H
#define TESTS_FAULT_FAIL_H

#include <stdbool.h>
#include <stddef.h>

/* Makes the n-th allocation from now on (0-based) fail, once; SIZE_MAX: none. */
void fail_allocation(size_t n);
/* Whether it has failed. */
bool allocation_failed(void);

/* Runs `work` with each of its allocations failing in turn, until it gets through without a
 * failure; `work` returns whether it succeeded. Returns how many runs there were, 0 if a run in
 * which an allocation failed claimed success all the same. */
size_t fail_each(bool (*work)(void *context), void *context);

#endif
