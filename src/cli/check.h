/* What the files of `capalign check` share. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include <capalign/check.h>

#include "cli.h"

/* The options of the command, by their place in its table. */
enum {
    CHECK_PROFILE,
    CHECK_SET,
    CHECK_ENABLE,
    CHECK_DISABLE,
    CHECK_SEVERITY,
    CHECK_CONFIG,
    CHECK_FORMAT,
    CHECK_REPORT,
    CHECK_BASELINE,
    CHECK_MEDIA,
    CHECK_LANGUAGE,
    CHECK_MAX_FINDINGS,
    CHECK_FIX,
    CHECK_DIFF,
    CHECK_JOBS,
    CHECK_RULES,
    CHECK_EXPLAIN,
};

/* check_files.c: the files to check. */
typedef struct check_files {
    char **paths; /* in the order of the operands; those of a folder or pattern by name */
    size_t count;
    size_t capacity;
} check_files;

/* Files as they are given; of folders all caption files in them, also in their folders; of
 * patterns ("subs" / "**" / "*.vtt") all that match. Returns CLI_EXIT_SURE, or what to exit with;
 * the message has been printed then. */
int check_find_files(const cli_session *cli, check_files *files);
void check_free_files(check_files *files);

/* check_config.c: which configuration belongs to which file. */
typedef struct check_configs check_configs;

/* Returns CLI_EXIT_SURE, or what to exit with; the message has been printed then. */
int check_configs_begin(const cli_session *cli, check_configs **out);
void check_configs_end(check_configs *configs);
/* The configuration for a file: the nearest .capalign.ini upward from it, and the command line over
 * that. NULL where that fails; the message has been printed then, and *exit_code set. */
const capalign_check_config *check_config_for(check_configs *configs, const char *path,
                                              int *exit_code);

/* check_rules.c: --rules and --explain. */
int check_print_rules(const cli_session *cli);
int check_explain(const cli_session *cli, const char *code);

/* check_reports.c: the reports that were asked for, and where they go; paths below `root` are shown
 * relative to it, as CI systems want them. */
int check_write_reports(const cli_session *cli, const capalign_check_result *const *results,
                        size_t count, const char *root);
/* Whether what --format and --report say can be done; else the usage error has been printed. */
int check_reports_ready(const cli_session *cli);

/* check_run.c: checks all files, in parallel, and fixes them first where asked to. `results` gets
 * one for each file, in their order, and is the caller's to destroy. */
typedef struct check_run {
    const cli_session *cli;
    const check_files *files;
    const capalign_check_config **configs; /* one for each file */
    const capalign_baseline *baseline;
    const char *root; /* the working folder: paths of reports and of the baseline */
    capalign_check_result **results;
    capalign_error **unfixed; /* of each file: why --fix could not change it, or NULL */
    size_t fixed_files;
} check_run;

int check_run_all(check_run *run);
/* The count that an option gives, from 1 up; 0 where it is not given. False where it is none. */
bool check_read_count(const cli_session *cli, size_t option, uint64_t *count);

#endif
