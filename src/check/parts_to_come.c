/* Stands in for parts that other branches bring; deleted when they are merged. */
#include <capalign/check.h>
#include <stdlib.h>
#include "base/error.h"
bool capalign_baseline_has(const capalign_baseline *baseline, const char *path, const char *root,
                           const char *fingerprint)
{
    (void)baseline, (void)path, (void)root, (void)fingerprint;
    return false;
}
capalign_code capalign_baseline_read(const char *path, capalign_baseline **out,
                                     capalign_error *error)
{
    (void)path, (void)out;
    return ca_fail(error, CAPALIGN_E_INPUT, "to come");
}
void capalign_baseline_destroy(capalign_baseline *baseline)
{
    (void)baseline;
}
size_t capalign_report_format_count(void)
{
    return 2;
}
const char *capalign_report_format_name(size_t i)
{
    static const char *const n[] = {"text", "json", 0};
    return i < 2 ? n[i] : NULL;
}
capalign_code capalign_report_write(const char *format, const capalign_check_result *const *results,
                                    size_t count, const capalign_report_options *options,
                                    capalign_sink sink, void *context, capalign_error *error)
{
    (void)format, (void)results, (void)count, (void)options, (void)sink, (void)context, (void)error;
    return CAPALIGN_OK;
}
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
