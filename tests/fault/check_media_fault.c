/* Captions against a medium, with allocations failing in turn: an error and no leak. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <capalign/check.h>

#include "fail.h"

/* Out of order, so that both orders are tried, and not spoken, so that it is looked for again. */
static const char srt[] = "1\n00:00:00,500 --> 00:00:00,900\nno such words here\n\n"
                          "2\n00:00:00,100 --> 00:00:00,400\nand none of these\n\n";

/* As in words_fault.c: of thousands of allocations only these many fail. */
enum { FIRST_RUNS = 12, MORE_RUNS = 25 };

static bool check_failing(const char *path, const char *sound, size_t n)
{
    capalign_check_result *result = NULL;
    capalign_error error = {0};
    const capalign_check_media_options media = {.medium = sound, .language = "en", .threads = 1};
    fail_allocation(n);
    capalign_code code = capalign_check_media_file(path, NULL, &media, &result, &error);
    bool failed = allocation_failed();
    fail_allocation(SIZE_MAX);
    if (code == CAPALIGN_OK) {
        if (failed)
            fail_msg("allocation %zu failed and nobody noticed", n);
        assert_null(result->error);
        assert_null(result->medium_error);
    } else {
        assert_true(failed);
        assert_int_equal(code, CAPALIGN_E_MEMORY);
        assert_int_equal(error.code, code);
        assert_null(result);
    }
    capalign_check_result_destroy(result);
    return failed;
}

/* A second and a half of noise, 16 kHz mono: the whole of it is heard in each run. */
static void make_sound(const char *path)
{
    enum { SAMPLES = 24000, BYTES = 2 * SAMPLES };
    static const unsigned char head[44] =
        "RIFF\xA4\xBB\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3E\0\0\0\x7D\0\0\2\0\x10\0data\x80\xBB\0";
    static unsigned char bytes[BYTES];
    uint32_t seed = 1;
    for (size_t i = 0; i < SAMPLES; i++) {
        seed = seed * 1664525u + 1013904223u;
        bytes[2 * i] = (unsigned char)(seed >> 24);
        bytes[2 * i + 1] = i / 2000 % 2 ? (unsigned char)(seed >> 28) : 0;
    }
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(head, 1, sizeof head, file), sizeof head);
    assert_int_equal(fwrite(bytes, 1, sizeof bytes, file), sizeof bytes);
    fclose(file);
}

static void checking(void **state)
{
    (void)state;
    char medium[] = "/tmp/capalign-fault-XXXXXX.wav";
    close(mkstemps(medium, 4));
    make_sound(medium);
    char path[] = "/tmp/capalign-fault-XXXXXX.srt";
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, srt, sizeof srt - 1), sizeof srt - 1);
    close(fd);
    size_t last = FIRST_RUNS;
    while (check_failing(path, medium, last))
        last *= 2;
    for (size_t n = 0; n < last; n += n < FIRST_RUNS ? 1 : last / MORE_RUNS + 1)
        check_failing(path, medium, n);
    unlink(path);
    unlink(medium);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(checking)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
