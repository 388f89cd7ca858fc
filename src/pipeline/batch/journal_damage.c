/* Damage is told from want: of memory, a lock, a disk that reads or has room. Only a damaged
 * journal is put aside. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline/batch/journal_inside.h"

/* The errors of read(2) that SQLite gives as SQLITE_CORRUPT, since a file system may be the one
 * that is damaged. The journal is not, and may be read once the disk can be. */
static bool is_of_disk(sqlite3_file *file)
{
    int reason = 0;
    if (!file || !file->pMethods ||
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &reason) != SQLITE_OK)
        return false;
    return reason == EIO || reason == ERANGE || reason == ENXIO;
}

static bool disk_fails(const ca_journal *journal)
{
    sqlite3_file *database = NULL, *log = NULL;
    sqlite3_file_control(journal->db, "main", SQLITE_FCNTL_FILE_POINTER, &database);
    sqlite3_file_control(journal->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    return is_of_disk(database) || is_of_disk(log);
}

capalign_code ca_journal_fail(const ca_journal *journal, const char *what, capalign_error *error)
{
    int code = sqlite3_errcode(journal->db) & 0xff, reason = sqlite3_system_errno(journal->db);
    if (code == SQLITE_NOMEM || sqlite3_extended_errcode(journal->db) == SQLITE_IOERR_NOMEM)
        return ca_fail_memory(error);
    if (code == SQLITE_FULL || (code == SQLITE_IOERR && (reason == ENOSPC || reason == EDQUOT)))
        return ca_fail_errno(error, journal->path, "write the journal", ENOSPC);
    if (code == SQLITE_CORRUPT && disk_fails(journal))
        return ca_fail_errno(error, journal->path, "read the journal", EIO);
    if (code == SQLITE_BUSY)
        ca_fail(error, CAPALIGN_E_IO,
                "cannot %s the journal: another program has locked it; wait for it, or stop it",
                what);
    else
        ca_fail(error, CAPALIGN_E_IO, "cannot %s the journal: %s", what,
                sqlite3_errmsg(journal->db));
    return ca_fail_file(error, CAPALIGN_E_IO, journal->path);
}

/* Whether a result of our own statements says that the file is no whole journal; all others say
 * what this process lacks: memory, a lock, a disk that reads. SQLITE_ERROR: tables are missing, or
 * their description is no SQL. */
static bool is_damage(const ca_journal *journal, int result)
{
    int code = result & 0xff;
    return (code == SQLITE_CORRUPT && !disk_fails(journal)) || code == SQLITE_NOTADB ||
           code == SQLITE_ERROR;
}

capalign_code ca_journal_run(ca_journal *journal, const char *sql, const char *what,
                             capalign_error *error)
{
    return sqlite3_exec(journal->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? CAPALIGN_OK
               : ca_journal_fail(journal, what, error);
}

capalign_code ca_journal_number(ca_journal *journal, const char *sql, int64_t *value, bool *damaged,
                                capalign_error *error)
{
    sqlite3_stmt *query = NULL;
    capalign_code code = CAPALIGN_OK;
    int result = sqlite3_prepare_v2(journal->db, sql, -1, &query, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_step(query);
    if (result == SQLITE_ROW)
        *value = sqlite3_column_int64(query, 0);
    else if (is_damage(journal, result))
        *damaged = true;
    else if (result != SQLITE_DONE)
        code = ca_journal_fail(journal, "open", error);
    sqlite3_finalize(query);
    return code;
}

/* What PRAGMA integrity_check found. It tells of pages that could not be got in words, too: with
 * the result's number, or (of the lists of free and overflowing pages) without one, and then it
 * was want of memory or a disk that does not read, since it looks at page numbers before. */
static bool tells_of_damage(const ca_journal *journal, const char *found)
{
    static const char result[] = "error code=";
    const char *number = strstr(found, result);
    if (number)
        return is_damage(journal, (int)strtol(number + sizeof result - 1, NULL, 10));
    return !strstr(found, "failed to get page");
}

capalign_code ca_journal_look_for_damage(ca_journal *journal, bool crashed, bool *damaged,
                                         capalign_error *error)
{
    const char *sql = crashed ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
    sqlite3_stmt *query = NULL;
    int result = sqlite3_prepare_v2(journal->db, sql, -1, &query, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_step(query);
    const char *found = result == SQLITE_ROW ? (const char *)sqlite3_column_text(query, 0) : NULL;
    capalign_code code = CAPALIGN_OK;
    if (found ? strcmp(found, "ok") != 0 && tells_of_damage(journal, found)
              : is_damage(journal, result))
        *damaged = true;
    else if (!found)
        code = ca_journal_fail(journal, "look through", error);
    else if (strcmp(found, "ok") != 0)
        code = ca_fail(error, CAPALIGN_E_IO, "cannot look through the journal: %s", found);
    sqlite3_finalize(query);
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, journal->path);
}
