/* The pieces of capalign batch. */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include <limits.h>
#include <stdint.h>

#include <capalign/batch.h>

#include <jansson.h>

#include "cli.h"

enum {
    BATCH_OUTPUT,
    BATCH_JOBS,
    BATCH_TIMEOUT,
    BATCH_MEMORY,
    BATCH_RETRY,
    BATCH_FAIL_FAST,
    BATCH_INCLUDE,
    BATCH_EXCLUDE,
    BATCH_SINCE,
    BATCH_SHARD,
    BATCH_DRY_RUN,
    BATCH_FORCE,
    BATCH_PASS,
    BATCH_FORMAT,
};

/* The options of a run, and what they point to. */
typedef struct batch_settings {
    capalign_batch_options options;
    char program[PATH_MAX];
    const char *include[CLI_MAX_REPEATED];
    const char *exclude[CLI_MAX_REPEATED];
    const char *arguments[CLI_MAX_REPEATED];
} batch_settings;

/* Reads the command line into *settings, which must stay where it is. Returns CLI_EXIT_SURE, or
 * the exit code of what was told. */
int batch_read_settings(const cli_session *cli, batch_settings *settings);
/* --shard: "I/N", 1-based, or "auto". The same. */
int batch_read_shard(const cli_session *cli, capalign_batch_options *options);

/* The run with its bar and its summary; the plan (--dry-run). Both return the exit code. */
int batch_run(const cli_session *cli, capalign_batch_options *options);
int batch_plan(const cli_session *cli, const capalign_batch_options *options);

/* status, report and merge of a folder. They return the exit code. */
int batch_status(const cli_session *cli, const char *folder);
int batch_report(const cli_session *cli, const char *folder);
int batch_merge(const cli_session *cli, const char *folder);

/* The number of jobs by state, as an object, and as "12 jobs: 10 done, 2 failed" on standard
 * output. */
json_t *batch_counts_json(const size_t counts[CAPALIGN_BATCH_STATES]);
void batch_print_counts(const size_t counts[CAPALIGN_BATCH_STATES]);
/* How far this kernel confines jobs: probe and --dry-run tell it. */
json_t *batch_landlock_json(void);
void batch_describe_landlock(char *text, size_t size);
/* Whether all is done and sure. */
bool batch_is_sure(const size_t counts[CAPALIGN_BATCH_STATES]);

#endif
