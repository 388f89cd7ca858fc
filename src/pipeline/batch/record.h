/* A row of the journal's jobs, and its seal: a hash that tells whether the row is whole, which is
 * what makes rows out of a damaged journal worth believing. Inside of the journal only. */
#ifndef CA_PIPELINE_BATCH_RECORD_H
#define CA_PIPELINE_BATCH_RECORD_H

#include <sqlite3.h>

#include "base/utf8.h"
#include "pipeline/batch/batch.h"

/* In the order of ca_record_read and ca_record_bind. */
#define CA_RECORD_COLUMNS                                                                          \
    "key, input, \"with\", outputs, signature, identity, made, state, exit_code, signal, "         \
    "attempts, took_us, at_s, message, seal"

typedef struct ca_record {
    ca_str key, input, with, message; /* with NUL behind; paths are bytes of any kind */
    ca_str outputs;                   /* a list: each path ends in NUL, and another is behind */
    ca_digest signature; /* renewed when inputs were only touched, so not under the seal */
    ca_digest identity, made;
    ca_digest seal; /* made by ca_record_bind */
    int64_t state, exit_code, signal, attempts, took_us, at_s;
} ca_record;

/* Out of the row that a statement is at; strings are valid until its next step. False: the row is
 * not as it was written. */
bool ca_record_read(sqlite3_stmt *row, ca_record *out);
/* A digest out of a column; zeros where there is none. */
ca_digest ca_digest_read(sqlite3_stmt *row, int column);
/* Seals the record and binds all columns to the parameters from 1 on. The record and its strings
 * must outlive the next step, so that nothing is copied and this cannot fail. */
void ca_record_bind(sqlite3_stmt *put, ca_record *record);

/* salvage.c: a damaged journal's file, to look rows up in. */
typedef struct ca_salvage ca_salvage;

/* *out NULL: nothing of it can be read. An error says what this process lacks to read it. */
capalign_code ca_salvage_open(const char *path, ca_salvage **out, capalign_error *error);
void ca_salvage_close(ca_salvage *salvage); /* takes NULL */
/* False: the row is not there, or not whole. Strings are valid until the next call. */
bool ca_salvage_find(ca_salvage *salvage, const char *key, ca_record *out);

#endif
