/* The baseline reader: any bytes are a baseline or an error with a place, and what it takes for one
 * a JSON parser takes for JSON. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <stdio.h>

#include <jansson.h>

#include <capalign/check.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                           \
    do                                                                                             \
        if (!(condition))                                                                          \
            abort();                                                                               \
    while (0)

/* Every finding of the report is found in the baseline again. */
static void check_all(const capalign_baseline *baseline, const json_t *report)
{
    size_t i, k;
    json_t *file, *finding;
    json_array_foreach(json_object_get(report, "files"), i, file)
    {
        const char *path = json_string_value(json_object_get(file, "path"));
        CHECK(path);
        json_array_foreach(json_object_get(file, "findings"), k, finding)
        {
            const char *print = json_string_value(json_object_get(finding, "fingerprint"));
            bool shown_as_is = *path && !strstr(path, "./") && path[strlen(path) - 1] != '/' &&
                               !strstr(path, "//") && strcmp(path, ".") != 0 &&
                               !(strlen(path) > 1 && strcmp(path + strlen(path) - 2, "/.") == 0) &&
                               strlen(path) == json_string_length(json_object_get(file, "path")) &&
                               strlen(print) == 32;
            CHECK(!shown_as_is || capalign_baseline_has(baseline, path, NULL, print));
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("baseline", 0);
    char path[64];
    CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    capalign_baseline *baseline = NULL;
    capalign_error error;
    capalign_code code = capalign_baseline_read(path, &baseline, &error);
    close(fd);
    CHECK(code == CAPALIGN_OK || (error.code == CAPALIGN_E_INPUT && error.line && error.column));
    if (code != CAPALIGN_OK)
        return 0;
    json_t *report = json_loadb((const char *)data, size, JSON_ALLOW_NUL, NULL);
    /* The nesting that is skipped may be deeper here than a parser of the whole allows. */
    /* A key that is written with escapes is another key to the reader. */
    if (report && !memmem(data, size, "\\u", 2))
        check_all(baseline, report);
    json_decref(report);
    capalign_baseline_destroy(baseline);
    return 0;
}
