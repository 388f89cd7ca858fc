/* The journal: a SQLite database in the output folder, in WAL mode, with one writer. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "pipeline/batch/journal_inside.h"

enum { COMMIT_EVERY_MS = 200 };

static const char *const texts[CA_STATEMENTS] = {
    [CA_FIND] = "SELECT " CA_RECORD_COLUMNS " FROM jobs WHERE key = ?1",
    [CA_SIGN] = "UPDATE jobs SET signature = ?2 WHERE key = ?1",
    [CA_PUT] =
        "INSERT OR REPLACE INTO jobs (" CA_RECORD_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
        "?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    [CA_LIST] = "SELECT " CA_RECORD_COLUMNS " FROM jobs ORDER BY key",
    [CA_BEGUN] = "INSERT OR REPLACE INTO running VALUES (?1, ?2, ?3, ?4)",
    [CA_ENDED] = "DELETE FROM running WHERE process = ?1",
    [CA_RUNNING] = "SELECT process, input, attempt, began_s FROM running ORDER BY began_s, input",
};

capalign_code ca_journal_prepare(ca_journal *journal, capalign_error *error)
{
    for (size_t i = 0; i < CA_STATEMENTS; i++)
        if (sqlite3_prepare_v2(journal->db, texts[i], -1, &journal->statements[i], NULL) !=
            SQLITE_OK)
            return ca_journal_fail(journal, "read", error);
    return CAPALIGN_OK;
}

static capalign_code begin(ca_journal *journal, capalign_error *error)
{
    if (journal->writing)
        return CAPALIGN_OK;
    capalign_code code = ca_journal_run(journal, "BEGIN IMMEDIATE", "write", error);
    journal->writing = code == CAPALIGN_OK;
    journal->began_ms = ca_now_ms();
    return code;
}

capalign_code ca_journal_commit(ca_journal *journal, bool now, capalign_error *error)
{
    if (!journal->writing || (!now && ca_now_ms() - journal->began_ms < COMMIT_EVERY_MS))
        return CAPALIGN_OK;
    journal->writing = false;
    capalign_code code = ca_journal_run(journal, "COMMIT", "write", error);
    if (code != CAPALIGN_OK) /* what is lost is done again, and found to be there */
        ca_journal_run(journal, "ROLLBACK", "write", NULL);
    return code;
}

/* Steps a statement that gives no rows. */
static capalign_code finish(ca_journal *journal, sqlite3_stmt *s, capalign_error *error)
{
    int result = sqlite3_step(s);
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
    return result == SQLITE_DONE ? CAPALIGN_OK : ca_journal_fail(journal, "write", error);
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
    return result == SQLITE_DONE ? CAPALIGN_OK : ca_journal_fail(journal, "read", error);
}

static capalign_code take_row(sqlite3_stmt *s, ca_arena *arena, ca_journal_row *row,
                              capalign_error *error)
{
    ca_record record;
    if (!ca_record_read(s, &record)) {
        row->broken = true;
        return sqlite3_errcode(sqlite3_db_handle(s)) == SQLITE_NOMEM ? ca_fail_memory(error)
                                                                     : CAPALIGN_OK;
    }
    *row = (ca_journal_row){
        .found = true,
        .state = (capalign_batch_state)record.state,
        .signature = record.signature,
        .identity = record.identity,
        .outputs = record.made,
        .took_us = record.took_us,
        .paths = ca_arena_copy(arena, record.outputs),
    };
    return row->paths ? CAPALIGN_OK : ca_fail_memory(error);
}

static capalign_code find(ca_journal *journal, const char *key, ca_arena *arena,
                          ca_journal_row *row, capalign_error *error)
{
    sqlite3_stmt *s = journal->statements[CA_FIND];
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
                                                         : ca_journal_fail(journal, "read", error);
}

capalign_code ca_journal_sign(ca_journal *journal, const char *key, ca_digest signature,
                              capalign_error *error)
{
    sqlite3_stmt *s = journal->statements[CA_SIGN];
    sqlite3_bind_text(s, 1, key, -1, SQLITE_STATIC);
    sqlite3_bind_blob(s, 2, &signature, sizeof signature, SQLITE_STATIC);
    return write_row(journal, s, error);
}

static capalign_code put_record(ca_journal *journal, ca_record *record, capalign_error *error)
{
    ca_record_bind(journal->statements[CA_PUT], record);
    return write_row(journal, journal->statements[CA_PUT], error);
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
    ca_record record = {
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
    sqlite3_stmt *s = journal->statements[CA_BEGUN];
    const char *input = worker->task->input;
    sqlite3_bind_int(s, 1, worker->pid);
    sqlite3_bind_blob(s, 2, input, (int)strlen(input), SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, worker->task->attempts);
    sqlite3_bind_int64(s, 4, (int64_t)time(NULL));
    return write_row(journal, s, error);
}

capalign_code ca_journal_ended(ca_journal *journal, int process, capalign_error *error)
{
    sqlite3_bind_int(journal->statements[CA_ENDED], 1, process);
    return write_row(journal, journal->statements[CA_ENDED], error);
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
    sqlite3_stmt *s = journal->statements[CA_LIST];
    int result, stop = 0;
    while (!stop && (result = sqlite3_step(s)) == SQLITE_ROW)
        stop = give_row(s, each, context);
    return end_rows(journal, s, result, stop, error);
}

capalign_code ca_journal_each_running(ca_journal *journal, capalign_batch_each_running each,
                                      void *context, capalign_error *error)
{
    sqlite3_stmt *s = journal->statements[CA_RUNNING];
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
        return ca_journal_fail(journal, "join", error);
    sqlite3_bind_text(attach, 1, path, -1, SQLITE_STATIC);
    capalign_code code = finish(journal, attach, error);
    sqlite3_finalize(attach);
    if (code != CAPALIGN_OK)
        return code;
    code = ca_journal_run(
        journal,
        "INSERT OR REPLACE INTO main.jobs SELECT s.* FROM shard.jobs s "
        "LEFT JOIN main.jobs m ON m.key = s.key WHERE m.key IS NULL OR m.at_s <= s.at_s",
        "join", error);
    capalign_code detached =
        ca_journal_run(journal, "DETACH shard", "join", code == CAPALIGN_OK ? error : NULL);
    return code == CAPALIGN_OK ? detached : code;
}
