/* Files under a temporary name: those of the living stay, those of the dead go. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/temporary.h"
#include "pipeline/batch/leftovers.h"

/* In the place of libc's: makes every file system one that has no files without a name. */
int open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    if ((flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static char folder[64], path[80];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/capalign-temporary-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.srt", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[96];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

static size_t names_in_folder(void)
{
    char command[96];
    size_t count = 0;
    snprintf(command, sizeof command, "ls -A '%s' | wc -l", folder);
    FILE *list = popen(command, "r");
    assert_non_null(list);
    assert_int_equal(fscanf(list, "%zu", &count), 1);
    pclose(list);
    return count;
}

static ca_writer *begin(const char *bytes)
{
    ca_writer *writer;
    assert_int_equal(ca_writer_open(path, &writer, NULL), CAPALIGN_OK);
    ca_writer_write(writer, bytes, strlen(bytes));
    return writer;
}

/* Begins a file and is killed. */
static void leave_something(void)
{
    pid_t child = fork();
    if (child == 0) {
        begin("half");
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void the_dead_leave_nothing(void **state)
{
    (void)state;
    leave_something();
    leave_something();
    assert_int_equal(names_in_folder(), 2);
    ca_remove_leftovers(folder);
    assert_int_equal(names_in_folder(), 0);
}

static void the_living_are_left_alone(void **state)
{
    (void)state;
    leave_something();
    ca_writer *writer = begin("whole");
    assert_int_equal(names_in_folder(), 2);
    ca_remove_leftovers(folder);
    assert_int_equal(names_in_folder(), 1);
    assert_int_equal(ca_writer_commit(writer, false, NULL), CAPALIGN_OK);
    assert_int_equal(access(path, F_OK), 0);
    writer = begin("again");
    ca_remove_leftovers(folder);
    assert_int_equal(ca_writer_commit(writer, true, NULL), CAPALIGN_OK);
    assert_int_equal(names_in_folder(), 1);
}

/* A process that this one cannot see may have the number of a dead one, and other machines too. */
static void names_that_are_not_ours_are_left_alone(void **state)
{
    (void)state;
    char *name = ca_temporary_name(path), *at = strstr(name, ".capalign-") + 10;
    const char *base = strrchr(name, '/') + 1;
    assert_true(ca_temporary_is_ours(base));
    assert_false(ca_temporary_is_ours(base + 1));
    *at = *at == '0' ? '1' : '0'; /* another machine's */
    assert_false(ca_temporary_is_ours(base));
    close(open(name, O_WRONLY | O_CREAT, 0600));
    free(name);
    static const char *const others[] = {"a.srt", ".capalign-files", ".a.capalign-1-00",
                                         ".a.srt.capalign-", ".capalign-batch.db"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        char other[128];
        snprintf(other, sizeof other, "%s/%s", folder, others[i]);
        close(open(other, O_WRONLY | O_CREAT, 0600));
        assert_false(ca_temporary_is_ours(others[i]));
    }
    ca_remove_leftovers(folder);
    assert_int_equal(names_in_folder(), 6);
}

/* One process writes, another removes leftovers all the time: each file gets whole. */
static void removing_races_with_nobody(void **state)
{
    (void)state;
    enum { FILES = 400 };
    pid_t remover = fork();
    if (remover == 0)
        for (;;)
            ca_remove_leftovers(folder);
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "%s/%d.srt", folder, i % 4);
        ca_writer *writer = begin("whole");
        assert_int_equal(ca_writer_commit(writer, true, NULL), CAPALIGN_OK);
    }
    kill(remover, SIGKILL);
    waitpid(remover, NULL, 0);
    assert_int_equal(names_in_folder(), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_dead_leave_nothing, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(the_living_are_left_alone, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(names_that_are_not_ours_are_left_alone, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(removing_races_with_nobody, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
