/* The journal of a batch where SQLite lacks something: each of its allocations fails in turn, once
 * or from then on, and each of its system calls. Want is told as what it is, and never taken for
 * damage: the journal stays, and all that is in it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/batch/batch.h"

enum { ROWS = 60 };

static char folder[64];

/* ---- what fails ---- */

typedef struct faults {
    size_t countdown; /* of calls that succeed; SIZE_MAX: all */
    bool lasting;     /* all after the first that failed fail too */
    bool happened;
} faults;

static faults memory = {SIZE_MAX, false, false}, calls = {SIZE_MAX, false, false};

static bool fails(faults *f)
{
    if (f->countdown == SIZE_MAX)
        return false;
    if (f->countdown) {
        f->countdown--;
        return false;
    }
    f->countdown = f->lasting ? 0 : SIZE_MAX;
    f->happened = true;
    return true;
}

static sqlite3_mem_methods usual;

static void *scarce_malloc(int size)
{
    return fails(&memory) ? NULL : usual.xMalloc(size);
}

static void *scarce_realloc(void *old, int size)
{
    return fails(&memory) ? NULL : usual.xRealloc(old, size);
}

static int call_errno;

#define CALL(name, result, parameters, arguments)                                                  \
    static result(*usual_##name) parameters;                                                       \
    static result broken_##name parameters                                                         \
    {                                                                                              \
        if (!fails(&calls))                                                                        \
            return usual_##name arguments;                                                         \
        errno = call_errno;                                                                        \
        return -1;                                                                                 \
    }

CALL(pread, ssize_t, (int fd, void *buffer, size_t size, off_t at), (fd, buffer, size, at))
CALL(pwrite, ssize_t, (int fd, const void *bytes, size_t size, off_t at), (fd, bytes, size, at))
CALL(read, ssize_t, (int fd, void *buffer, size_t size), (fd, buffer, size))
CALL(write, ssize_t, (int fd, const void *bytes, size_t size), (fd, bytes, size))
CALL(ftruncate, int, (int fd, off_t size), (fd, size))

/* fcntl has a variable argument; SQLite gives it locks only where it could fail. */
static int (*usual_fcntl)(int, int, ...);

static int broken_fcntl(int fd, int command, ...)
{
    va_list list;
    va_start(list, command);
    void *argument = va_arg(list, void *);
    va_end(list);
    if (command == F_SETLK && ((struct flock *)argument)->l_type != F_UNLCK && fails(&calls)) {
        errno = call_errno;
        return -1;
    }
    return usual_fcntl(fd, command, argument);
}

/* Puts `broken` in the place of one of SQLite's system calls, by any of its names. */
static void replace(const char *name, const char *wide, sqlite3_syscall_ptr broken, void *kept,
                    size_t size)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
    const char *const names[] = {name, wide};
    for (size_t i = 0; i < 2; i++) {
        sqlite3_syscall_ptr old = names[i] ? vfs->xGetSystemCall(vfs, names[i]) : NULL;
        if (!old)
            continue;
        memcpy(kept, &old, size);
        assert_int_equal(vfs->xSetSystemCall(vfs, names[i], broken), SQLITE_OK);
    }
}

#define REPLACE(name, wide)                                                                        \
    replace(#name, wide, (sqlite3_syscall_ptr)broken_##name, &usual_##name, sizeof usual_##name)

/* ---- a journal ---- */

static char *path_of_journal(void)
{
    char *path = ca_journal_path(folder, 0, 0);
    assert_non_null(path);
    return path;
}

static capalign_code open_journal(ca_journal **journal, ca_journal_opening *opening)
{
    capalign_error error = {.code = CAPALIGN_OK};
    *journal = NULL;
    capalign_code code = ca_journal_open(folder, 0, 0, journal, opening, &error);
    assert_int_equal(error.code, code);
    return code;
}

static capalign_code put(ca_journal *journal, int i)
{
    char key[32];
    capalign_error error;
    snprintf(key, sizeof key, "convert:%03d", i);
    const ca_batch_task task = {.key = key, .input = "/there/a.srt", .with = ""};
    const capalign_batch_job job = {.outputs = "/there/a.vtt\0", .message = "said"};
    return ca_journal_put(journal, &task, &job, &error);
}

static capalign_code find(ca_journal *journal, int i, bool *found)
{
    char key[32];
    ca_journal_row row;
    ca_arena arena = {0};
    capalign_error error;
    snprintf(key, sizeof key, "convert:%03d", i);
    capalign_code code = ca_journal_find(journal, key, &arena, &row, &error);
    *found = code == CAPALIGN_OK && row.found;
    ca_arena_free(&arena);
    return code;
}

static int make(void **state)
{
    (void)state;
    ca_journal *journal;
    ca_journal_opening opening;
    /* Thousands of small transactions: in memory where that is there. */
    bool in_memory = access("/dev/shm", W_OK) == 0;
    snprintf(folder, sizeof folder, "%s/capalign-sqlite-XXXXXX", in_memory ? "/dev/shm" : "/tmp");
    assert_non_null(mkdtemp(folder));
    strcat(folder, "/");
    assert_int_equal(open_journal(&journal, &opening), CAPALIGN_OK);
    for (int i = 0; i < ROWS; i++)
        assert_int_equal(put(journal, i), CAPALIGN_OK);
    ca_journal_close(journal);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    char command[96];
    sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
    memory.countdown = calls.countdown = SIZE_MAX;
    vfs->xSetSystemCall(vfs, NULL, NULL); /* all as they were */
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

/* As a killed run leaves it, so that all of it is looked through. */
static void mark_as_killed(void)
{
    sqlite3 *db;
    char *path = path_of_journal();
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE state SET value = 0", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    free(path);
}

static bool is_put_aside(void)
{
    char aside[96];
    char *path = path_of_journal();
    snprintf(aside, sizeof aside, "%s.damaged", path);
    free(path);
    return access(aside, F_OK) == 0;
}

/* ---- the tests ---- */

/* One run with what fails; returns the first code that is none of success, and in *opened whether
 * the journal could be opened. */
static capalign_code use(bool *opened)
{
    ca_journal *journal;
    ca_journal_opening opening;
    bool found;
    capalign_code code = open_journal(&journal, &opening);
    assert_false(opening.rebuilt);
    *opened = code == CAPALIGN_OK;
    for (int i = 0; code == CAPALIGN_OK && i < ROWS; i += 7) {
        code = find(journal, i, &found);
        assert_true(code != CAPALIGN_OK || found);
    }
    if (code == CAPALIGN_OK)
        code = put(journal, ROWS);
    if (journal) {
        capalign_code kept = ca_journal_commit(journal, true, NULL);
        code = code == CAPALIGN_OK ? kept : code;
    }
    ca_journal_close(journal);
    assert_false(is_put_aside());
    return code;
}

/* `crashed`: it was not closed in order. */
static void all_is_there(bool crashed)
{
    ca_journal *journal;
    ca_journal_opening opening;
    bool found;
    assert_int_equal(open_journal(&journal, &opening), CAPALIGN_OK);
    assert_false(opening.rebuilt);
    assert_true(opening.crashed || !crashed);
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(find(journal, i, &found), CAPALIGN_OK);
        assert_true(found);
    }
    ca_journal_close(journal);
}

/* Lets each in turn fail until none does any more; `may` tells which codes may come of it. */
static void fail_in_turn(faults *f, bool lasting, bool (*may)(capalign_code code))
{
    size_t n = 0;
    do {
        mark_as_killed();
        *f = (faults){.countdown = n++, .lasting = lasting};
        bool opened;
        capalign_code code = use(&opened);
        f->countdown = SIZE_MAX;
        if (code != CAPALIGN_OK && !(f->happened && may(code)))
            fail_msg("failure %zu of %s: %s", n - 1, lasting ? "all from it on" : "one",
                     capalign_code_name(code));
        all_is_there(!opened);
    } while (f->happened);
    assert_true(n > 5); /* something did fail */
}

static bool is_memory(capalign_code code)
{
    return code == CAPALIGN_E_MEMORY;
}

static bool is_io(capalign_code code)
{
    return code == CAPALIGN_E_IO;
}

static bool is_full(capalign_code code)
{
    return code == CAPALIGN_E_FULL;
}

static void want_of_memory_is_no_damage(void **state)
{
    (void)state;
    fail_in_turn(&memory, false, is_memory);
    fail_in_turn(&memory, true, is_memory);
}

static void a_disk_that_does_not_read_is_no_damage(void **state)
{
    (void)state;
    call_errno = EIO;
    REPLACE(pread, "pread64");
    REPLACE(read, NULL);
    fail_in_turn(&calls, false, is_io);
    fail_in_turn(&calls, true, is_io);
}

static void a_full_disk_is_no_damage(void **state)
{
    (void)state;
    call_errno = ENOSPC;
    REPLACE(pwrite, "pwrite64");
    REPLACE(write, NULL);
    REPLACE(ftruncate, NULL);
    fail_in_turn(&calls, false, is_full);
    fail_in_turn(&calls, true, is_full);
}

static void a_lock_is_no_damage(void **state)
{
    (void)state;
    call_errno = EAGAIN;
    REPLACE(fcntl, NULL);
    fail_in_turn(&calls, false, is_io); /* mostly it waits, and gets the lock then */
    mark_as_killed();
    calls = (faults){.countdown = 0, .lasting = true};
    bool opened;
    assert_int_equal(use(&opened), CAPALIGN_E_IO);
    calls.countdown = SIZE_MAX;
    all_is_there(true);
}

/* A row whose bytes others changed does not count, in a journal that is whole otherwise. */
static void a_row_without_its_seal_is_not_believed(void **state)
{
    (void)state;
    sqlite3 *db;
    ca_journal *journal;
    ca_journal_opening opening;
    bool found;
    char *path = path_of_journal();
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "UPDATE jobs SET state = 1 WHERE key = 'convert:003'", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    free(path);
    assert_int_equal(open_journal(&journal, &opening), CAPALIGN_OK);
    assert_int_equal(find(journal, 3, &found), CAPALIGN_OK);
    assert_false(found);
    assert_int_equal(find(journal, 4, &found), CAPALIGN_OK);
    assert_true(found);
    ca_journal_close(journal);
}

int main(void)
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
    sqlite3_mem_methods scarce = usual;
    scarce.xMalloc = scarce_malloc;
    scarce.xRealloc = scarce_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce) != SQLITE_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(want_of_memory_is_no_damage, make, unmake),
        cmocka_unit_test_setup_teardown(a_disk_that_does_not_read_is_no_damage, make, unmake),
        cmocka_unit_test_setup_teardown(a_full_disk_is_no_damage, make, unmake),
        cmocka_unit_test_setup_teardown(a_lock_is_no_damage, make, unmake),
        cmocka_unit_test_setup_teardown(a_row_without_its_seal_is_not_believed, make, unmake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
