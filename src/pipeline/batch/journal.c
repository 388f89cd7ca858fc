/* The journal: a SQLite database in the output folder, in WAL mode, with one writer. */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "pipeline/batch/batch.h"
#include "pipeline/batch/record.h"

enum {
    SCHEMA_VERSION = 1,
    BUSY_MS = 5000,
    COMMIT_EVERY_MS = 200,
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

typedef enum statement { FIND, SIGN, PUT, LIST, BEGUN, ENDED, RUNNING, STATEMENTS } statement;

static const char *const texts[STATEMENTS] = {
    [FIND] = "SELECT " CA_RECORD_COLUMNS " FROM jobs WHERE key = ?1",
    [SIGN] = "UPDATE jobs SET signature = ?2 WHERE key = ?1",
    [PUT] = "INSERT OR REPLACE INTO jobs (" CA_RECORD_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
            "?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    [LIST] = "SELECT " CA_RECORD_COLUMNS " FROM jobs ORDER BY key",
    [BEGUN] = "INSERT OR REPLACE INTO running VALUES (?1, ?2, ?3, ?4)",
    [ENDED] = "DELETE FROM running WHERE process = ?1",
    [RUNNING] = "SELECT process, input, attempt, began_s FROM running ORDER BY began_s, input",
};

struct ca_journal {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
    char *path;
    int lock;            /* -1: none is held */
    bool writing;        /* a transaction is open */
    ca_salvage *salvage; /* the damaged journal that this one stands for, or NULL */
    size_t salvaged;     /* rows taken over from it */
    int64_t began_ms;
};

static capalign_code fail(const ca_journal *journal, const char *what, capalign_error *error)
{
    int code = sqlite3_errcode(journal->db) & 0xff, reason = sqlite3_system_errno(journal->db);
    if (code == SQLITE_NOMEM || sqlite3_extended_errcode(journal->db) == SQLITE_IOERR_NOMEM)
        return ca_fail_memory(error);
    if (code == SQLITE_FULL || (code == SQLITE_IOERR && (reason == ENOSPC || reason == EDQUOT)))
        return ca_fail_errno(error, journal->path, "write the journal", ENOSPC);
    ca_fail(error, CAPALIGN_E_IO, "cannot %s the journal: %s", what, sqlite3_errmsg(journal->db));
    return ca_fail_file(error, CAPALIGN_E_IO, journal->path);
}

static capalign_code run(ca_journal *journal, const char *sql, const char *what,
                         capalign_error *error)
{
    return sqlite3_exec(journal->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? CAPALIGN_OK
               : fail(journal, what, error);
}

/* The number that a statement gives; `missing` where it gives none. */
static int64_t number(ca_journal *journal, const char *sql, int64_t missing)
{
    sqlite3_stmt *query = NULL;
    int64_t value = missing;
    if (sqlite3_prepare_v2(journal->db, sql, -1, &query, NULL) == SQLITE_OK &&
        sqlite3_step(query) == SQLITE_ROW)
        value = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return value;
}

/* After a crash, indexes are compared with their tables, too. */
static bool is_whole(ca_journal *journal, bool crashed)
{
    const char *sql = crashed ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
    sqlite3_stmt *query = NULL;
    bool whole = sqlite3_prepare_v2(journal->db, sql, -1, &query, NULL) == SQLITE_OK &&
                 sqlite3_step(query) == SQLITE_ROW &&
                 strcmp((const char *)sqlite3_column_text(query, 0), "ok") == 0;
    sqlite3_finalize(query);
    return whole;
}

/* ---- opening ---- */

void ca_journal_close(ca_journal *journal)
{
    if (!journal)
        return;
    if (journal->lock >= 0 && journal->db) {
        ca_journal_commit(journal, true, NULL);
        sqlite3_exec(journal->db, "UPDATE state SET value = 1 WHERE name = 'closed'", NULL, NULL,
                     NULL);
    }
    for (size_t i = 0; i < STATEMENTS; i++)
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
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_OFD_SETLK, &whole) != 0) {
        capalign_code code = errno == EAGAIN || errno == EACCES
                                 ? fail_held(fd, journal->path, error)
                                 : ca_fail_errno(error, path, "lock the journal", errno);
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

/* Opens the database and looks whether it is one, of a version that is known. A database that is
 * damaged is CAPALIGN_E_INPUT with *damaged set. */
static capalign_code open_database(ca_journal *journal, int flags, bool *damaged,
                                   capalign_error *error)
{
    *damaged = false;
    if (sqlite3_open_v2(journal->path, &journal->db, flags | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        return fail(journal, "open", error);
    sqlite3_busy_timeout(journal->db, BUSY_MS);
    int64_t version = number(journal, "PRAGMA user_version", -1);
    int64_t application = number(journal, "PRAGMA application_id", -1);
    int64_t tables = number(journal, "SELECT count(*) FROM sqlite_master", -1);
    if (version > SCHEMA_VERSION && application == APPLICATION_ID) {
        ca_fail(error, CAPALIGN_E_INPUT,
                "the journal is of a newer capalign (version %" PRId64
                " of its tables, %d is known); use that one, or name another output folder",
                version, SCHEMA_VERSION);
        return ca_fail_file(error, CAPALIGN_E_INPUT, journal->path);
    }
    *damaged = tables < 0 || (tables > 0 && application != APPLICATION_ID);
    return CAPALIGN_OK;
}

static capalign_code prepare(ca_journal *journal, capalign_error *error)
{
    for (size_t i = 0; i < STATEMENTS; i++)
        if (sqlite3_prepare_v2(journal->db, texts[i], -1, &journal->statements[i], NULL) !=
            SQLITE_OK)
            return fail(journal, "read", error);
    return CAPALIGN_OK;
}

static capalign_code create(ca_journal *journal, capalign_error *error)
{
    char sql[128];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             APPLICATION_ID, SCHEMA_VERSION);
    capalign_code code =
        run(journal, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;", "open", error);
    if (code == CAPALIGN_OK)
        code = run(journal, schema, "create", error);
    if (code == CAPALIGN_OK)
        code = run(journal, sql, "create", error);
    return code;
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

/* "closed" is 1 between runs: where it is 0 the last one was killed. */
static bool was_killed(ca_journal *journal)
{
    return number(journal, "SELECT value FROM state WHERE name = 'closed'", 1) == 0;
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
    if (code == CAPALIGN_OK)
        journal->salvage = ca_salvage_open(damaged);
    return code;
}

static capalign_code open_to_write(ca_journal *journal, ca_journal_opening *opening,
                                   capalign_error *error)
{
    bool damaged;
    capalign_code code = open_database(journal, WRITING, &damaged, error);
    if (code != CAPALIGN_OK)
        return code;
    opening->crashed = was_killed(journal);
    opening->rebuilt = damaged || !is_whole(journal, opening->crashed);
    if (opening->rebuilt)
        code = rebuild(journal, error);
    if (code == CAPALIGN_OK)
        code = create(journal, error);
    if (code == CAPALIGN_OK)
        code = prepare(journal, error);
    if (code != CAPALIGN_OK)
        return code;
    return run(journal, "INSERT OR REPLACE INTO state VALUES ('closed', 0); DELETE FROM running",
               "write", error);
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
        code = prepare(journal, error);
    if (code == CAPALIGN_OK)
        *out = journal;
    else
        ca_journal_close(journal);
    return code;
}

/* ---- rows ---- */

static capalign_code begin(ca_journal *journal, capalign_error *error)
{
    if (journal->writing)
        return CAPALIGN_OK;
    capalign_code code = run(journal, "BEGIN IMMEDIATE", "write", error);
    journal->writing = code == CAPALIGN_OK;
    journal->began_ms = ca_now_ms();
    return code;
}

capalign_code ca_journal_commit(ca_journal *journal, bool now, capalign_error *error)
{
    if (!journal->writing || (!now && ca_now_ms() - journal->began_ms < COMMIT_EVERY_MS))
        return CAPALIGN_OK;
    journal->writing = false;
    capalign_code code = run(journal, "COMMIT", "write", error);
    if (code != CAPALIGN_OK) /* what is lost is done again, and found to be there */
        run(journal, "ROLLBACK", "write", NULL);
    return code;
}

/* Steps a statement that gives no rows. */
static capalign_code finish(ca_journal *journal, sqlite3_stmt *s, capalign_error *error)
{
    int result = sqlite3_step(s);
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
    return result == SQLITE_DONE ? CAPALIGN_OK : fail(journal, "write", error);
}

/* The same, inside the transaction that ca_journal_commit ends. */
static capalign_code write_row(ca_journal *journal, sqlite3_stmt *s, capalign_error *error)
{
    capalign_code code = begin(journal, error);
    if (code == CAPALIGN_OK)
        return finish(journal, s, error);
    sqlite3_clear_bindings(s);
    return code;
}

/* After the last row that a statement gives. */
static capalign_code end_rows(ca_journal *journal, sqlite3_stmt *s, int result, bool stopped,
                              capalign_error *error)
{
    sqlite3_reset(s);
    if (stopped)
        return ca_fail(error, CAPALIGN_E_CANCELLED, "stopped");
    return result == SQLITE_DONE ? CAPALIGN_OK : fail(journal, "read", error);
}

static capalign_code take_row(sqlite3_stmt *s, ca_arena *arena, ca_journal_row *row,
                              capalign_error *error)
{
    ca_record record;
    ca_record_read(s, &record);
    *row = (ca_journal_row){
        .found = true,
        .state = (capalign_batch_state)record.state,
        .signature = record.signature,
        .identity = record.identity,
        .outputs = record.made,
        .paths = ca_arena_copy(arena, record.outputs),
    };
    return row->paths ? CAPALIGN_OK : ca_fail_memory(error);
}

static capalign_code find(ca_journal *journal, const char *key, ca_arena *arena,
                          ca_journal_row *row, capalign_error *error)
{
    sqlite3_stmt *s = journal->statements[FIND];
    capalign_code code = CAPALIGN_OK;
    *row = (ca_journal_row){.paths = ""};
    sqlite3_bind_text(s, 1, key, -1, SQLITE_STATIC);
    int result = sqlite3_step(s);
    if (result == SQLITE_ROW)
        code = take_row(s, arena, row, error);
    sqlite3_reset(s);
    if (code != CAPALIGN_OK)
        return code;
    return result == SQLITE_ROW || result == SQLITE_DONE ? CAPALIGN_OK
                                                         : fail(journal, "read", error);
}

capalign_code ca_journal_sign(ca_journal *journal, const char *key, ca_digest signature,
                              capalign_error *error)
{
    sqlite3_stmt *s = journal->statements[SIGN];
    sqlite3_bind_text(s, 1, key, -1, SQLITE_STATIC);
    sqlite3_bind_blob(s, 2, &signature, sizeof signature, SQLITE_STATIC);
    return write_row(journal, s, error);
}

static capalign_code put_record(ca_journal *journal, const ca_record *record, capalign_error *error)
{
    ca_record_bind(journal->statements[PUT], record);
    return write_row(journal, journal->statements[PUT], error);
}

capalign_code ca_journal_find(ca_journal *journal, const char *key, ca_arena *arena,
                              ca_journal_row *row, capalign_error *error)
{
    ca_record record;
    capalign_code code = find(journal, key, arena, row, error);
    if (code != CAPALIGN_OK || row->found || !journal->salvage ||
        !ca_salvage_find(journal->salvage, key, &record))
        return code;
    journal->salvaged++;
    code = put_record(journal, &record, error);
    return code == CAPALIGN_OK ? find(journal, key, arena, row, error) : code;
}

size_t ca_journal_salvaged(const ca_journal *journal)
{
    return journal->salvaged;
}

static ca_str string_of(const char *text)
{
    return (ca_str){text, strlen(text)};
}

capalign_code ca_journal_put(ca_journal *journal, const ca_batch_task *task,
                             const capalign_batch_job *job, capalign_error *error)
{
    const ca_record record = {
        .key = string_of(task->key),
        .input = string_of(task->input),
        .with = string_of(task->with),
        .outputs = ca_batch_list_bytes(job->outputs),
        .message = string_of(job->message),
        .signature = task->signature,
        .identity = task->identity,
        .made = ca_batch_sign_outputs(job->outputs),
        .state = job->state,
        .exit_code = job->exit_code,
        .signal = job->signal,
        .attempts = job->attempts,
        .took_us = job->seconds_us,
        .at_s = (int64_t)time(NULL),
    };
    return put_record(journal, &record, error);
}

capalign_code ca_journal_begun(ca_journal *journal, const ca_worker *worker, capalign_error *error)
{
    sqlite3_stmt *s = journal->statements[BEGUN];
    const char *input = worker->task->input;
    sqlite3_bind_int(s, 1, worker->pid);
    sqlite3_bind_blob(s, 2, input, (int)strlen(input), SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, worker->task->attempts);
    sqlite3_bind_int64(s, 4, (int64_t)time(NULL));
    return write_row(journal, s, error);
}

capalign_code ca_journal_ended(ca_journal *journal, int process, capalign_error *error)
{
    sqlite3_bind_int(journal->statements[ENDED], 1, process);
    return write_row(journal, journal->statements[ENDED], error);
}

static capalign_batch_state state_of(const ca_record *r)
{
    if (access(r->input.data, F_OK) != 0)
        return CAPALIGN_BATCH_GONE;
    bool known = r->state >= 0 && r->state < CAPALIGN_BATCH_STATES;
    return known ? (capalign_batch_state)r->state : CAPALIGN_BATCH_FAILED;
}

static int give_row(sqlite3_stmt *s, capalign_batch_each each, void *context)
{
    ca_record r;
    ca_record_read(s, &r); /* a row that was changed by others is shown as it is */
    const capalign_batch_job job = {
        .key = r.key.data,
        .input = r.input.data,
        .with = r.with.data,
        .outputs = r.outputs.data,
        .message = r.message.data,
        .why = "",
        .state = state_of(&r),
        .exit_code = (int)r.exit_code,
        .signal = (int)r.signal,
        .attempts = (unsigned)r.attempts,
        .seconds_us = r.took_us,
    };
    return each(context, &job);
}

capalign_code ca_journal_each(ca_journal *journal, capalign_batch_each each, void *context,
                              capalign_error *error)
{
    sqlite3_stmt *s = journal->statements[LIST];
    int result, stop = 0;
    while (!stop && (result = sqlite3_step(s)) == SQLITE_ROW)
        stop = give_row(s, each, context);
    return end_rows(journal, s, result, stop, error);
}

capalign_code ca_journal_each_running(ca_journal *journal, capalign_batch_each_running each,
                                      void *context, capalign_error *error)
{
    sqlite3_stmt *s = journal->statements[RUNNING];
    int result, stop = 0;
    while (!stop && (result = sqlite3_step(s)) == SQLITE_ROW) {
        const char *input = (const char *)sqlite3_column_text(s, 1);
        const capalign_batch_running running = {
            .input = input ? input : "",
            .process = sqlite3_column_int64(s, 0),
            .attempt = (unsigned)sqlite3_column_int(s, 2),
            .began_s = sqlite3_column_int64(s, 3),
        };
        stop = each(context, &running);
    }
    return end_rows(journal, s, result, stop, error);
}

capalign_code ca_journal_join(ca_journal *journal, const char *path, capalign_error *error)
{
    sqlite3_stmt *attach = NULL;
    if (sqlite3_prepare_v2(journal->db, "ATTACH ?1 AS shard", -1, &attach, NULL) != SQLITE_OK)
        return fail(journal, "join", error);
    sqlite3_bind_text(attach, 1, path, -1, SQLITE_STATIC);
    capalign_code code = finish(journal, attach, error);
    sqlite3_finalize(attach);
    if (code != CAPALIGN_OK)
        return code;
    code = run(journal,
               "INSERT OR REPLACE INTO main.jobs SELECT s.* FROM shard.jobs s "
               "LEFT JOIN main.jobs m ON m.key = s.key WHERE m.key IS NULL OR m.at_s <= s.at_s",
               "join", error);
    capalign_code detached =
        run(journal, "DETACH shard", "join", code == CAPALIGN_OK ? error : NULL);
    return code == CAPALIGN_OK ? detached : code;
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
