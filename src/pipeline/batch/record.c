#include "pipeline/batch/record.h"

#include <string.h>
#include <xxhash.h>

enum column {
    KEY,
    INPUT,
    WITH,
    OUTPUTS,
    SIGNATURE,
    IDENTITY,
    MADE,
    STATE,
    EXIT_CODE,
    SIGNAL,
    ATTEMPTS,
    TOOK_US,
    AT_S,
    MESSAGE,
    SEAL,
};

enum { STRINGS = 5, NUMBERS = 6 };

/* Each string by its own hash, so that no byte can pass from one into the next. */
static ca_digest seal_of(const ca_record *r)
{
    const ca_str strings[STRINGS] = {r->key, r->input, r->with, r->outputs, r->message};
    struct {
        XXH128_hash_t strings[STRINGS];
        ca_digest identity, made;
        int64_t numbers[NUMBERS];
    } all = {.identity = r->identity,
             .made = r->made,
             .numbers = {r->state, r->exit_code, r->signal, r->attempts, r->took_us, r->at_s}};
    for (size_t i = 0; i < STRINGS; i++)
        all.strings[i] = XXH3_128bits(strings[i].data, strings[i].size);
    XXH128_hash_t hash = XXH3_128bits(&all, sizeof all);
    return (ca_digest){hash.low64, hash.high64};
}

/* A list that does not end as one was changed by others: it is none. */
static ca_str read_list(sqlite3_stmt *row, enum column column)
{
    const char *bytes = (const char *)sqlite3_column_text(row, column);
    size_t size = (size_t)sqlite3_column_bytes(row, column);
    bool ends = bytes && size && !bytes[size - 1];
    return ends ? (ca_str){bytes, size} : (ca_str){"", 0};
}

/* Ends in NUL, of blobs too. */
static ca_str read_string(sqlite3_stmt *row, enum column column)
{
    const char *bytes = (const char *)sqlite3_column_text(row, column);
    return (ca_str){bytes ? bytes : "", (size_t)sqlite3_column_bytes(row, column)};
}

ca_digest ca_digest_read(sqlite3_stmt *row, int column)
{
    ca_digest digest = {0};
    const void *bytes = sqlite3_column_blob(row, column);
    if (bytes && (size_t)sqlite3_column_bytes(row, column) == sizeof digest)
        memcpy(&digest, bytes, sizeof digest);
    return digest;
}

bool ca_record_read(sqlite3_stmt *row, ca_record *out)
{
    *out = (ca_record){
        .key = read_string(row, KEY),
        .input = read_string(row, INPUT),
        .with = read_string(row, WITH),
        .outputs = read_list(row, OUTPUTS),
        .message = read_string(row, MESSAGE),
        .signature = ca_digest_read(row, SIGNATURE),
        .identity = ca_digest_read(row, IDENTITY),
        .made = ca_digest_read(row, MADE),
        .state = sqlite3_column_int64(row, STATE),
        .exit_code = sqlite3_column_int64(row, EXIT_CODE),
        .signal = sqlite3_column_int64(row, SIGNAL),
        .attempts = sqlite3_column_int64(row, ATTEMPTS),
        .took_us = sqlite3_column_int64(row, TOOK_US),
        .at_s = sqlite3_column_int64(row, AT_S),
    };
    return ca_digest_equal(ca_digest_read(row, SEAL), seal_of(out));
}

static void bind_text(sqlite3_stmt *put, enum column column, ca_str text)
{
    sqlite3_bind_text(put, column + 1, text.data, (int)text.size, SQLITE_STATIC);
}

static void bind_bytes(sqlite3_stmt *put, enum column column, ca_str bytes)
{
    sqlite3_bind_blob(put, column + 1, bytes.data, (int)bytes.size, SQLITE_STATIC);
}

static void bind_digest(sqlite3_stmt *put, enum column column, const ca_digest *digest)
{
    sqlite3_bind_blob(put, column + 1, digest, sizeof *digest, SQLITE_STATIC);
}

void ca_record_bind(sqlite3_stmt *put, ca_record *r)
{
    r->seal = seal_of(r);
    bind_text(put, KEY, r->key);
    bind_bytes(put, INPUT, r->input);
    bind_bytes(put, WITH, r->with);
    bind_bytes(put, OUTPUTS, r->outputs);
    bind_text(put, MESSAGE, r->message);
    bind_digest(put, SIGNATURE, &r->signature);
    bind_digest(put, IDENTITY, &r->identity);
    bind_digest(put, MADE, &r->made);
    bind_digest(put, SEAL, &r->seal);
    sqlite3_bind_int64(put, STATE + 1, r->state);
    sqlite3_bind_int64(put, EXIT_CODE + 1, r->exit_code);
    sqlite3_bind_int64(put, SIGNAL + 1, r->signal);
    sqlite3_bind_int64(put, ATTEMPTS + 1, r->attempts);
    sqlite3_bind_int64(put, TOOK_US + 1, r->took_us);
    sqlite3_bind_int64(put, AT_S + 1, r->at_s);
}
