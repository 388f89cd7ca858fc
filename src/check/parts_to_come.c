/* Stands in for parts that other branches bring; deleted when they are merged. */
#include <capalign/check.h>
#include <stdlib.h>
#include "base/error.h"
capalign_code capalign_check_fix(const char *bytes, size_t size, const char *path,
                                 const capalign_check_options *options, bool unsafe, char **fixed,
                                 size_t *fixed_size, size_t *fix_count, capalign_error *error)
{
    (void)bytes, (void)size, (void)path, (void)options, (void)unsafe, (void)fixed_size, (void)error;
    *fix_count = 0;
    *fixed = NULL;
    return CAPALIGN_OK;
}
void capalign_free(void *memory)
{
    free(memory);
}
capalign_code capalign_check_diff(const char *path, const char *a, size_t an, const char *b,
                                  size_t bn, capalign_sink sink, void *context,
                                  capalign_error *error)
{
    (void)path, (void)a, (void)an, (void)b, (void)bn, (void)sink, (void)context, (void)error;
    return CAPALIGN_OK;
}
