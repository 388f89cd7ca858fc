/* What can still be read of a damaged journal. SQLite finds a row whose pages are there, whatever
 * else is not; a row counts if its seal does, and what has none is done again. */
#include <stdlib.h>

#include "base/error.h"
#include "pipeline/batch/record.h"

struct ca_salvage {
    sqlite3 *db;
    sqlite3_stmt *find;
};

static bool is_want_of_memory(sqlite3 *db)
{
    int result = sqlite3_extended_errcode(db);
    return (result & 0xff) == SQLITE_NOMEM || result == SQLITE_IOERR_NOMEM;
}

capalign_code ca_salvage_open(const char *path, ca_salvage **out, capalign_error *error)
{
    ca_salvage *s = calloc(1, sizeof *s);
    *out = s;
    if (!s)
        return ca_fail_memory(error);
    /* Without writable_schema a file that is too short is not read at all. */
    if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) ==
            SQLITE_OK &&
        sqlite3_exec(s->db, "PRAGMA writable_schema = ON; PRAGMA trusted_schema = OFF", NULL, NULL,
                     NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(s->db, "SELECT " CA_RECORD_COLUMNS " FROM jobs WHERE key = ?1", -1,
                           &s->find, NULL) == SQLITE_OK)
        return CAPALIGN_OK;
    bool no_memory = is_want_of_memory(s->db);
    ca_salvage_close(s);
    *out = NULL;
    return no_memory ? ca_fail_memory(error) : CAPALIGN_OK;
}

void ca_salvage_close(ca_salvage *s)
{
    if (!s)
        return;
    sqlite3_finalize(s->find);
    sqlite3_close(s->db);
    free(s);
}

bool ca_salvage_find(ca_salvage *s, const char *key, ca_record *out)
{
    sqlite3_reset(s->find);
    sqlite3_bind_text(s->find, 1, key, -1, SQLITE_STATIC);
    return sqlite3_step(s->find) == SQLITE_ROW && ca_record_read(s->find, out);
}
