#include "fail.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t countdown = SIZE_MAX;
static bool happened;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t size);

static bool fails(void)
{
    if (countdown == SIZE_MAX)
        return false;
    if (countdown--)
        return false;
    happened = true;
    errno = ENOMEM; /* as libc's do */
    return true;
}

void fail_allocation(size_t n)
{
    countdown = n;
    happened = false;
}

bool allocation_failed(void)
{
    return happened;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *text)
{
    return fails() ? NULL : __real_strdup(text);
}

char *__wrap_strndup(const char *text, size_t size)
{
    return fails() ? NULL : __real_strndup(text, size);
}

size_t fail_each(bool (*work)(void *context), void *context)
{
    for (size_t n = 0;; n++) {
        fail_allocation(n);
        bool succeeded = work(context);
        bool failed = allocation_failed();
        fail_allocation(SIZE_MAX);
        if (!failed)
            return succeeded ? n + 1 : 0;
        if (succeeded)
            return 0;
    }
}
