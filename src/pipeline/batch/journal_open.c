/* Finding, locking, opening, making and mending a journal. */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/temporary.h"
#include "pipeline/batch/journal_inside.h"

enum {
    SCHEMA_VERSION = 1,
    BUSY_MS = 5000,
    WRITING = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
};

/* "capa" as a number: what `file` and other programs may know a journal by. */
#define APPLICATION_ID 0x63617061

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS jobs ("
    " key TEXT PRIMARY KEY, input BLOB NOT NULL, \"with\" BLOB NOT NULL, outputs BLOB NOT NULL,"
    " signature BLOB NOT NULL, identity BLOB NOT NULL, made BLOB NOT NULL,"
    " state INTEGER NOT NULL, exit_code INTEGER NOT NULL, signal INTEGER NOT NULL,"
    " attempts INTEGER NOT NULL, took_us INTEGER NOT NULL, at_s INTEGER NOT NULL,"
    " message TEXT NOT NULL, seal BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS running (process INTEGER PRIMARY KEY, input BLOB NOT NULL,"
    " attempt INTEGER NOT NULL, began_s INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL);";

void ca_journal_close(ca_journal *journal)
{
    if (!journal)
        return;
    if (journal->open) {
        ca_journal_commit(journal, true, NULL);
        sqlite3_exec(journal->db, "UPDATE state SET value = 1 WHERE name = 'closed'", NULL, NULL,
                     NULL);
    }
    for (size_t i = 0; i < CA_STATEMENTS; i++)
        sqlite3_finalize(journal->statements[i]);
    sqlite3_close(journal->db);
    ca_salvage_close(journal->salvage);
    if (journal->lock >= 0)
        close(journal->lock);
    free(journal->path);
    free(journal);
}

static ca_journal *journal_new(const char *path)
{
    ca_journal *journal = calloc(1, sizeof *journal);
    if (!journal)
        return NULL;
    journal->lock = -1;
    journal->path = strdup(path);
    if (journal->path)
        return journal;
    free(journal);
    return NULL;
}

static capalign_code fail_held(int fd, const char *path, capalign_error *error)
{
    char pid[32] = "";
    ssize_t n = pread(fd, pid, sizeof pid - 1, 0);
    pid[n > 0 ? strspn(pid, "0123456789") : 0] = '\0';
    ca_fail(error, CAPALIGN_E_EXISTS,
            "another batch (process %s) works in this folder; wait for it, or stop it",
            *pid ? pid : "unknown");
    return ca_fail_file(error, CAPALIGN_E_EXISTS, path);
}

/* The lock goes with the process, however it dies. */
static capalign_code take_lock(ca_journal *journal, capalign_error *error)
{
    char path[PATH_MAX + 8], pid[32];
    snprintf(path, sizeof path, "%s-lock", journal->path);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return ca_fail_errno(error, path, "lock the journal", errno);
    int reason = ca_lock_open_file(fd);
    if (reason) {
        capalign_code code = reason == EAGAIN
                                 ? fail_held(fd, journal->path, error)
                                 : ca_fail_errno(error, path, "lock the journal", reason);
        close(fd);
        return code;
    }
    int size = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
    if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)size, 0) != size) {
        capalign_code code = ca_fail_errno(error, path, "lock the journal", errno);
        close(fd);
        return code;
    }
    journal->lock = fd;
    return CAPALIGN_OK;
}

bool ca_journal_is_held(const char *path)
{
    char lock[PATH_MAX + 8];
    snprintf(lock, sizeof lock, "%s-lock", path);
    int fd = open(lock, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    bool held = fcntl(fd, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
    close(fd);
    return held;
}

capalign_code ca_journal_look_free(const char *path, capalign_error *error)
{
    ca_journal *journal = journal_new(path);
    if (!journal)
        return ca_fail_memory(error);
    capalign_code code = take_lock(journal, error);
    ca_journal_close(journal);
    return code;
}

/* Opens the database and looks whether it is one, of a version that is known. A file that is no
 * journal, or not whole, is no error here: *damaged is set. */
static capalign_code open_database(ca_journal *journal, int flags, bool *damaged,
                                   capalign_error *error)
{
    *damaged = false;
    if (sqlite3_open_v2(journal->path, &journal->db, flags | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        return ca_journal_fail(journal, "open", error);
    sqlite3_busy_timeout(journal->db, BUSY_MS);
    int64_t version = 0, application = 0, tables = 0;
    capalign_code code =
        ca_journal_number(journal, "PRAGMA user_version", &version, damaged, error);
    if (code == CAPALIGN_OK)
        code = ca_journal_number(journal, "PRAGMA application_id", &application, damaged, error);
    if (code == CAPALIGN_OK)
        code = ca_journal_number(journal, "SELECT count(*) FROM sqlite_master", &tables, damaged,
                                 error);
    if (code != CAPALIGN_OK)
        return code;
    if (version > SCHEMA_VERSION && application == APPLICATION_ID) {
        ca_fail(error, CAPALIGN_E_INPUT,
                "the journal is of a newer capalign (version %" PRId64
                " of its tables, %d is known); use that one, or name another output folder",
                version, SCHEMA_VERSION);
        return ca_fail_file(error, CAPALIGN_E_INPUT, journal->path);
    }
    *damaged = *damaged || (tables > 0 && application != APPLICATION_ID);
    journal->empty = tables == 0;
    return CAPALIGN_OK;
}

static capalign_code create(ca_journal *journal, capalign_error *error)
{
    char sql[128];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             APPLICATION_ID, SCHEMA_VERSION);
    capalign_code code = ca_journal_run(
        journal, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;", "open", error);
    if (code != CAPALIGN_OK || !journal->empty)
        return code;
    code = ca_journal_run(journal, "BEGIN IMMEDIATE", "create",
                          error); /* killed now, it is still empty */
    if (code == CAPALIGN_OK)
        code = ca_journal_run(journal, schema, "create", error);
    if (code == CAPALIGN_OK)
        code = ca_journal_run(journal, sql, "create", error);
    return code == CAPALIGN_OK ? ca_journal_run(journal, "COMMIT", "create", error) : code;
}

#define ASIDE ".damaged" /* what a damaged journal's name ends in */

/* Puts a damaged journal aside, where a person can look at it. */
static capalign_code put_aside(ca_journal *journal, capalign_error *error)
{
    char from[PATH_MAX + 16], to[PATH_MAX + 16];
    sqlite3_close(journal->db);
    journal->db = NULL;
    static const char *const parts[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        snprintf(from, sizeof from, "%s%s", journal->path, parts[i]);
        snprintf(to, sizeof to, "%s" ASIDE "%s", journal->path, parts[i]);
        unlink(to); /* of an earlier one: an old -wal would be taken for this one's */
        if (rename(from, to) != 0 && errno != ENOENT)
            return ca_fail_errno(error, from, "put the damaged journal aside", errno);
    }
    return CAPALIGN_OK;
}

/* "closed" is 1 between runs: where it is 0 the last one was killed. Then all is looked through. */
static capalign_code look(ca_journal *journal, ca_journal_opening *opening, capalign_error *error)
{
    int64_t closed = 1;
    capalign_code code = ca_journal_number(journal, "SELECT value FROM state WHERE name = 'closed'",
                                           &closed, &opening->rebuilt, error);
    opening->crashed = closed == 0;
    if (code == CAPALIGN_OK && !opening->rebuilt)
        code = ca_journal_look_for_damage(journal, opening->crashed, &opening->rebuilt, error);
    return code;
}

/* A new journal in the damaged one's place; what is asked for and whole is taken over. */
static capalign_code rebuild(ca_journal *journal, capalign_error *error)
{
    char damaged[PATH_MAX + 16];
    bool again;
    snprintf(damaged, sizeof damaged, "%s" ASIDE, journal->path);
    capalign_code code = put_aside(journal, error);
    if (code == CAPALIGN_OK)
        code = open_database(journal, WRITING, &again, error);
    return code == CAPALIGN_OK ? ca_salvage_open(damaged, &journal->salvage, error) : code;
}

static capalign_code open_to_write(ca_journal *journal, ca_journal_opening *opening,
                                   capalign_error *error)
{
    capalign_code code = open_database(journal, WRITING, &opening->rebuilt, error);
    if (code == CAPALIGN_OK && !opening->rebuilt && !journal->empty)
        code = look(journal, opening, error);
    if (code == CAPALIGN_OK && opening->rebuilt)
        code = rebuild(journal, error);
    if (code == CAPALIGN_OK)
        code = create(journal, error);
    if (code == CAPALIGN_OK)
        code = ca_journal_prepare(journal, error);
    if (code != CAPALIGN_OK)
        return code;
    code = ca_journal_run(journal,
                          "INSERT OR REPLACE INTO state VALUES ('closed', 0); DELETE FROM running",
                          "write", error);
    journal->open = code == CAPALIGN_OK;
    return code;
}

char *ca_journal_path(const char *folder, unsigned shard, unsigned shard_count)
{
    char *path = NULL;
    int size = shard_count ? asprintf(&path, "%s.capalign-batch.%u-of-%u.db", folder, shard + 1,
                                      shard_count)
                           : asprintf(&path, "%s.capalign-batch.db", folder);
    return size < 0 ? NULL : path;
}

capalign_code ca_journal_open(const char *folder, unsigned shard, unsigned shard_count,
                              ca_journal **out, ca_journal_opening *opening, capalign_error *error)
{
    *opening = (ca_journal_opening){0};
    char *path = ca_journal_path(folder, shard, shard_count);
    ca_journal *journal = path ? journal_new(path) : NULL;
    free(path);
    if (!journal)
        return ca_fail_memory(error);
    capalign_code code = take_lock(journal, error);
    if (code == CAPALIGN_OK)
        code = open_to_write(journal, opening, error);
    if (code == CAPALIGN_OK)
        *out = journal;
    else
        ca_journal_close(journal);
    return code;
}

capalign_code ca_journal_open_to_read(const char *path, ca_journal **out, capalign_error *error)
{
    *out = NULL;
    if (access(path, F_OK) != 0)
        return CAPALIGN_OK;
    ca_journal *journal = journal_new(path);
    if (!journal)
        return ca_fail_memory(error);
    bool damaged;
    capalign_code code = open_database(journal, SQLITE_OPEN_READWRITE, &damaged, error);
    if (code == CAPALIGN_OK && damaged) {
        code = ca_fail(error, CAPALIGN_E_INPUT,
                       "the journal is damaged; the next run begins a new one");
        ca_fail_file(error, code, path);
    }
    if (code == CAPALIGN_OK)
        code = ca_journal_prepare(journal, error);
    if (code == CAPALIGN_OK)
        *out = journal;
    else
        ca_journal_close(journal);
    return code;
}

capalign_code ca_journal_paths(const char *folder, ca_batch_words *paths, capalign_error *error)
{
    ca_strbuf pattern = {0};
    for (const char *at = folder; *at; at++) {
        if (strchr("*?[\\", *at))
            ca_strbuf_add(&pattern, "\\", 1);
        ca_strbuf_add(&pattern, at, 1);
    }
    ca_strbuf_add_text(&pattern, ".capalign-batch*.db");
    glob_t found = {0};
    int result = pattern.failed ? GLOB_NOSPACE : glob(pattern.data, 0, NULL, &found);
    for (size_t i = 0; result == 0 && i < found.gl_pathc; i++)
        ca_batch_add_word(paths, found.gl_pathv[i]);
    globfree(&found);
    ca_strbuf_free(&pattern);
    return result == GLOB_NOSPACE || paths->no_memory ? ca_fail_memory(error) : CAPALIGN_OK;
}
