/* What a confined worker can and cannot do; skipped where the kernel has no Landlock. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/batch/batch.h"

enum { PASSED, NO_LANDLOCK, READ_FAILED, READ_OUTSIDE, WROTE_INPUT, WRITE_FAILED, WROTE_OUTSIDE };

static bool can_open(const char *path, int flags)
{
    int fd = open(path, flags, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool is_closed(const char *path, int flags)
{
    errno = 0;
    return !can_open(path, flags) && errno == EACCES;
}

static int try_all(const char *input, const char *secret, const char *output)
{
    char made[128], escaped[128];
    snprintf(made, sizeof made, "%s/made", output);
    snprintf(escaped, sizeof escaped, "%s/../escaped", output);
    if (!ca_batch_confine(&input, 1, output))
        return NO_LANDLOCK;
    return !can_open(input, O_RDONLY)                ? READ_FAILED
           : !is_closed(secret, O_RDONLY)            ? READ_OUTSIDE
           : !is_closed(input, O_WRONLY)             ? WROTE_INPUT
           : !can_open(made, O_WRONLY | O_CREAT)     ? WRITE_FAILED
           : !is_closed(escaped, O_WRONLY | O_CREAT) ? WROTE_OUTSIDE
                                                     : PASSED;
}

static void a_worker_sees_its_inputs_and_its_output_folder_only(void **state)
{
    (void)state;
    char folder[] = "/tmp/capalign-landlock-XXXXXX", input[64], secret[64], output[64], made[72];
    assert_non_null(mkdtemp(folder));
    snprintf(input, sizeof input, "%s/input", folder);
    snprintf(secret, sizeof secret, "%s/secret", folder);
    snprintf(output, sizeof output, "%s/output", folder);
    snprintf(made, sizeof made, "%s/made", output);
    assert_true(can_open(input, O_WRONLY | O_CREAT) && can_open(secret, O_WRONLY | O_CREAT));
    assert_int_equal(mkdir(output, 0700), 0);
    pid_t child = fork();
    if (child == 0)
        _exit(try_all(input, secret, output));
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    unlink(input);
    unlink(secret);
    unlink(made);
    rmdir(output);
    rmdir(folder);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == NO_LANDLOCK)
        skip();
    assert_int_equal(WEXITSTATUS(status), PASSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_sees_its_inputs_and_its_output_folder_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
