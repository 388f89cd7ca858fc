/* Looking for the jobs of a batch, telling what they are, starting and hearing workers, and
 * clearing up, with each allocation failing in turn: an error that says so, nothing leaked, nothing
 * wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/temporary.h"
#include "pipeline/batch/batch.h"
#include "pipeline/batch/leftovers.h"
#include "pipeline/batch/told.h"

#include "fail.h"

static char folder[64], in[80], out[80];
static const char *const folders[] = {in};

static void put(const char *name)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", in, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, name, strlen(name)), (ssize_t)strlen(name));
    close(fd);
}

static int make_folders(void **state)
{
    (void)state;
    char below[96];
    strcpy(folder, "/tmp/capalign-fault-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(in, sizeof in, "%s/in", folder);
    snprintf(out, sizeof out, "%s/out", folder);
    snprintf(below, sizeof below, "%s/b", in);
    assert_int_equal(mkdir(in, 0700) + mkdir(below, 0700) + mkdir(out, 0700), 0);
    static const char *const names[] = {"a.mp4",       "a.en.txt", "b/c.wav", "b/c.txt",
                                        "b/page.html", "d.srt",    "e.vtt"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        put(names[i]);
    return 0;
}

static int remove_folders(void **state)
{
    (void)state;
    char command[96];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

static capalign_batch_options options_of(const char *kind)
{
    return (capalign_batch_options){
        .kind = kind, .folders = folders, .folder_count = 1, .output_folder = out};
}

static bool succeeded(capalign_code code, const capalign_error *error)
{
    if (code == CAPALIGN_OK)
        return true;
    assert_int_equal(code, CAPALIGN_E_MEMORY);
    assert_int_equal(error->code, CAPALIGN_E_MEMORY);
    return false;
}

static bool scan_all(void *kind)
{
    const capalign_batch_options options = options_of(kind);
    ca_batch_scan *scan = NULL;
    ca_batch_task *task = NULL;
    capalign_error error = {.code = CAPALIGN_OK};
    capalign_code code = ca_batch_scan_begin(&options, &scan, &error);
    size_t count = 0;
    while (code == CAPALIGN_OK && (code = ca_batch_scan_next(scan, &task, &error)) == CAPALIGN_OK &&
           task) {
        ca_batch_task_free(task);
        count++;
    }
    ca_batch_scan_end(scan);
    assert_true(code != CAPALIGN_OK || count > 0);
    return succeeded(code, &error);
}

static void folders_are_looked_through(void **state)
{
    (void)state;
    for (size_t i = 0; i < capalign_batch_kind_count(); i++) {
        char kind[16];
        strcpy(kind, capalign_batch_kind_name(i));
        assert_true(fail_each(scan_all, kind) > 10);
    }
}

static bool identify(void *wanted)
{
    const capalign_batch_options options = options_of("link");
    ca_batch_task task = {.input = folders[0], .with = in};
    capalign_error error = {.code = CAPALIGN_OK};
    capalign_code code = ca_batch_identify(&options, &task, &error);
    assert_true(code != CAPALIGN_OK || ca_digest_equal(task.identity, *(ca_digest *)wanted));
    assert_int_equal(task.identified, code == CAPALIGN_OK);
    return succeeded(code, &error);
}

static void identities_are_right_or_missing(void **state)
{
    (void)state;
    const capalign_batch_options options = options_of("link");
    ca_batch_task task = {.input = folders[0], .with = in};
    assert_int_equal(ca_batch_identify(&options, &task, NULL), CAPALIGN_OK);
    assert_true(fail_each(identify, &task.identity) > 2);
}

/* A signature is a shortcut: where it cannot be made it is zeros, and contents are read. */
static void signatures_are_right_or_zeros(void **state)
{
    (void)state;
    const capalign_batch_options options = options_of("link");
    ca_batch_task task = {.input = folders[0], .with = in};
    ca_batch_sign(&options, &task);
    ca_digest wanted = task.signature, none = {0};
    assert_false(ca_digest_equal(wanted, none));
    for (size_t n = 0; n == 0 || allocation_failed(); n++) {
        fail_allocation(n);
        ca_batch_sign(&options, &task);
        assert_true(ca_digest_equal(task.signature, allocation_failed() ? none : wanted));
    }
    fail_allocation(SIZE_MAX);
}

/* Without memory it stays, and goes the next time. */
static void leftovers_go_when_there_is_memory(void **state)
{
    (void)state;
    char target[96];
    snprintf(target, sizeof target, "%s/a.srt", out);
    char *name = ca_temporary_name(target);
    assert_non_null(name);
    close(open(name, O_WRONLY | O_CREAT, 0600));
    fail_allocation(0);
    ca_remove_leftovers(out);
    assert_true(allocation_failed());
    fail_allocation(SIZE_MAX);
    assert_int_equal(access(name, F_OK), 0);
    ca_remove_leftovers(out);
    assert_int_not_equal(access(name, F_OK), 0);
    free(name);
}

static bool hear(void *context)
{
    (void)context;
    static const char records[] = "fa.srt\0efull\0fb.vtt\0fhalf";
    static const char paths[] = "a.srt\0b.vtt";
    ca_told told;
    capalign_error error = {.code = CAPALIGN_OK};
    int fd = ca_told_open();
    assert_true(fd >= 0);
    assert_int_equal(write(fd, records, sizeof records - 1), (ssize_t)sizeof records - 1);
    capalign_code code = ca_told_read(fd, &told, &error);
    if (code == CAPALIGN_OK) {
        assert_true(told.full);
        assert_int_equal(told.files.size, sizeof paths);
        assert_memory_equal(told.files.data, paths, sizeof paths);
    }
    ca_strbuf_free(&told.files);
    close(fd);
    return succeeded(code, &error);
}

static void what_workers_tell_is_heard(void **state)
{
    (void)state;
    assert_true(fail_each(hear, NULL) > 1);
}

/* A worker gone wrong writes more than fits, and cannot make it grow. */
static void what_workers_tell_is_bounded(void **state)
{
    (void)state;
    ca_told told;
    char record[4096] = "f";
    memset(record + 1, 'x', sizeof record - 2);
    int fd = ca_told_open();
    size_t written = 0;
    while (write(fd, record, sizeof record) == (ssize_t)sizeof record)
        written += sizeof record;
    assert_in_range(written, CA_TOLD_MAX - (size_t)sizeof record, CA_TOLD_MAX);
    assert_int_not_equal(ftruncate(fd, 2 * CA_TOLD_MAX), 0);
    assert_int_equal(ca_told_read(fd, &told, NULL), CAPALIGN_OK);
    assert_int_equal(told.files.size, written - written / sizeof record);
    ca_strbuf_free(&told.files);
    close(fd);
}

static int next_descriptor(void)
{
    int fd = open("/dev/null", O_RDONLY);
    close(fd);
    return fd;
}

static bool start_and_end(void *context)
{
    (void)context;
    capalign_batch_options options = options_of("link");
    options.program = "/bin/true";
    ca_batch_task *task = calloc(1, sizeof *task);
    if (!task)
        return false;
    task->key = "link:page.html";
    task->input = task->folder = in;
    task->with = task->why = task->outputs = "";
    ca_worker worker;
    capalign_batch_job job;
    bool confined;
    capalign_error error = {.code = CAPALIGN_OK};
    int free_before = next_descriptor();
    capalign_code code = ca_worker_start(&worker, &options, ca_batch_kind_named("link"), task, out,
                                         &confined, &error);
    if (code == CAPALIGN_OK) {
        siginfo_t ended;
        waitid(P_PID, (id_t)worker.pid, &ended, WEXITED | WNOWAIT);
        code = ca_worker_end(&worker, &job, &error);
        assert_int_equal(job.state, CAPALIGN_BATCH_DONE);
    }
    assert_int_equal(next_descriptor(), free_before);
    ca_batch_task_free(task);
    return succeeded(code, &error);
}

static void workers_start_or_do_not(void **state)
{
    (void)state;
    assert_true(fail_each(start_and_end, NULL) > 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folders, remove_folders)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(folders_are_looked_through),    TEST(identities_are_right_or_missing),
        TEST(signatures_are_right_or_zeros), TEST(leftovers_go_when_there_is_memory),
        TEST(what_workers_tell_is_heard),    TEST(what_workers_tell_is_bounded),
        TEST(workers_start_or_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
