/* Report writers and the baseline with each allocation failing in turn. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <unistd.h>

#include <jansson.h>

#include "../unit/made_results.h"
#include "fail.h"

static int drop(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)context += size;
    return 0;
}

static bool write_one(void *context)
{
    made_results made;
    size_t size = 0;
    made_fill(&made);
    capalign_error error = {0};
    capalign_code code =
        capalign_report_write(context, made.list, MADE_FILES, NULL, drop, &size, &error);
    assert_true(code == CAPALIGN_OK || error.code == CAPALIGN_E_MEMORY);
    return code == CAPALIGN_OK;
}

static void reports_fail(void **state)
{
    (void)state;
    for (size_t i = 0; i < capalign_report_format_count(); i++) {
        char name[16];
        snprintf(name, sizeof name, "%s", capalign_report_format_name(i));
        assert_true(fail_each(write_one, name) > 1);
    }
}

static bool read_one(void *context)
{
    capalign_baseline *baseline = NULL;
    capalign_error error = {0};
    capalign_code code = capalign_baseline_read(context, &baseline, &error);
    /* Where jansson 2.14 lacks memory for a string it says that the string is wrong, or cuts it. */
    assert_true(code == CAPALIGN_OK || error.code == CAPALIGN_E_MEMORY ||
                error.code == CAPALIGN_E_INPUT);
    assert_true((code == CAPALIGN_OK) == (baseline != NULL));
    capalign_baseline_destroy(baseline);
    return code == CAPALIGN_OK;
}

static void baselines_fail(void **state)
{
    (void)state;
    char path[] = "/tmp/capalign-fault-XXXXXX";
    int fd = mkstemp(path);
    static const char text[] =
        "{\"version\":1,\"files\":[{\"path\":\"a\",\"x\":[1.5,\"y\"],\"findings\":"
        "[{\"fingerprint\":\"0123456789abcdef0123456789abcdef\"}]}]}";
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
    close(fd);
    assert_true(fail_each(read_one, path) > 10);
    unlink(path);
}

int main(void)
{
    json_set_alloc_funcs(malloc, free); /* those of this program, which fail */
    const struct CMUnitTest tests[] = {cmocka_unit_test(reports_fail),
                                       cmocka_unit_test(baselines_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
