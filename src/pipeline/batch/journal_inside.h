/* The inside of a journal, for the files that it is made of: journal_open.c finds, locks and opens
 * it, journal_damage.c tells damage from want, journal.c has its rows. */
#ifndef CA_PIPELINE_BATCH_JOURNAL_INSIDE_H
#define CA_PIPELINE_BATCH_JOURNAL_INSIDE_H

#include <sqlite3.h>

#include "pipeline/batch/batch.h"
#include "pipeline/batch/record.h"

/* What is asked of it again and again. */
typedef enum ca_statement {
    CA_FIND,
    CA_SIGN,
    CA_PUT,
    CA_LIST,
    CA_BEGUN,
    CA_ENDED,
    CA_RUNNING,
    CA_STATEMENTS
} ca_statement;

struct ca_journal {
    sqlite3 *db;
    sqlite3_stmt *statements[CA_STATEMENTS];
    char *path;
    int lock;            /* -1: none is held */
    bool writing;        /* a transaction is open */
    bool empty;          /* it has no tables yet */
    bool open;           /* for a run */
    ca_salvage *salvage; /* the damaged journal that this one stands for, or NULL */
    size_t salvaged;     /* rows taken over from it */
    int64_t began_ms;
};

/* What went wrong with the last call to SQLite: "cannot <what> the journal: ..."; returns the code,
 * CAPALIGN_E_MEMORY and CAPALIGN_E_FULL among them. */
capalign_code ca_journal_fail(const ca_journal *journal, const char *what, capalign_error *error);
/* Runs statements that give no rows. */
capalign_code ca_journal_run(ca_journal *journal, const char *sql, const char *what,
                             capalign_error *error);
/* Gives the number that a statement gives, if it gives one; *damaged is set where the file is none
 * of ours, or not whole. An error is what this process lacks to read it. */
capalign_code ca_journal_number(ca_journal *journal, const char *sql, int64_t *value, bool *damaged,
                                capalign_error *error);
/* Reads all of it; the same. After a crash, indexes are compared with their tables, too. */
capalign_code ca_journal_look_for_damage(ca_journal *journal, bool crashed, bool *damaged,
                                         capalign_error *error);
/* Prepares all statements. */
capalign_code ca_journal_prepare(ca_journal *journal, capalign_error *error);

#endif
