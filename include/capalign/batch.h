/* Whole folders of work, done once: a journal remembers what is done, workers are processes of
 * their own, and all of it can be killed at any time. docs/batch.md tells how it is used. */
#ifndef CAPALIGN_BATCH_H
#define CAPALIGN_BATCH_H

#include <stdbool.h>

#include <capalign/caption.h>
#include <capalign/error.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CAPALIGN_BATCH_MAX_WORKERS 256
#define CAPALIGN_BATCH_MAX_SHARDS 100000

/* A worker is run as PROGRAM --tell=FD COMMAND..., and writes records to the descriptor FD, each a
 * letter, text and NUL. */
enum {
    CAPALIGN_BATCH_TELLS_FILE = 'f',  /* the path of a result that is in place now */
    CAPALIGN_BATCH_TELLS_ERROR = 'e', /* the name of the capalign_code of an error */
};

/* How a job stands. */
typedef enum capalign_batch_state {
    CAPALIGN_BATCH_DONE,     /* its command exited with 0 */
    CAPALIGN_BATCH_DOUBTFUL, /* with 1: done, but something in it needs a look */
    CAPALIGN_BATCH_FAILED,   /* with anything else */
    CAPALIGN_BATCH_CRASHED,  /* it died by a signal */
    CAPALIGN_BATCH_TIMEOUT,  /* it took too long and was stopped */
    CAPALIGN_BATCH_WAITING,  /* it is to be done: only in plans */
    CAPALIGN_BATCH_GONE,     /* its input is not there any more: only in lists */
} capalign_batch_state;

enum { CAPALIGN_BATCH_STATES = CAPALIGN_BATCH_GONE + 1 };

/* "done", "doubtful", "failed", "crashed", "timeout", "waiting" or "gone"; never NULL. */
CAPALIGN_API const char *capalign_batch_state_name(capalign_batch_state state);

/* A job as plans, lists and progress show it. Strings are valid during the call that gives it. */
typedef struct capalign_batch_job {
    const char *key;     /* "KIND:PATH", the path relative to its folder; unique in a journal */
    const char *input;   /* path of its main input */
    const char *with;    /* of the other one (a transcript, a folder of media), or "" */
    const char *why;     /* plans: "new", "changed", "failed before", "output missing", "record
                            damaged", "forced" or "done"; else "" */
    const char *message; /* the last line that its command said, or what stopped it; may be "" */
    const char *outputs; /* paths, as far as they are known: each ends in NUL, the list in an
                            empty one */
    capalign_batch_state state;
    int exit_code; /* -1: it has none */
    int signal;    /* 0: none */
    unsigned attempts;
    int64_t seconds_us; /* how long the last attempt took; CAPALIGN_TIME_NONE: not known */
} capalign_batch_job;

/* Returns 0 to go on, anything else to stop (CAPALIGN_E_CANCELLED). */
typedef int (*capalign_batch_each)(void *context, const capalign_batch_job *job);

/* Where a batch stands. */
typedef struct capalign_batch_summary {
    size_t counts[CAPALIGN_BATCH_STATES]; /* of all jobs that were met, by state */
    size_t skipped;                       /* of them: done before, and nothing has changed */
    size_t retried;                       /* attempts beyond the first */
    size_t found;                         /* jobs met so far */
    size_t waiting;                       /* of them: not begun */
    size_t running;
    bool scanned;    /* all inputs were looked at: `found` is final */
    bool stopped;    /* fail_fast, a full disk or a cancellation ended it early */
    bool full;       /* a job could not write its results since the disk or quota is full */
    bool confined;   /* workers run under Landlock */
    bool rebuilt;    /* the journal was damaged, and begun anew */
    size_t salvaged; /* jobs of the damaged one that were known from it all the same */
} capalign_batch_summary;

/* The version of the kernel's Landlock interface, under which workers run; 0: it has none, or it is
 * switched off, and workers are not confined. */
CAPALIGN_API int capalign_batch_landlock(void);
/* What that version closes to workers, but for what a job needs: a noun, such as "files" or "TCP".
 * NULL after the last; version 0 closes nothing. */
CAPALIGN_API const char *capalign_batch_landlock_closes(int abi, size_t index);

/* The kinds of work: "align", "link", "convert", "check". */
CAPALIGN_API size_t capalign_batch_kind_count(void);
CAPALIGN_API const char *capalign_batch_kind_name(size_t index);
/* What its inputs are, one sentence; NULL: no such kind. */
CAPALIGN_API const char *capalign_batch_kind_inputs(const char *kind);

typedef struct capalign_batch_options {
    const char *kind;
    const char *program;        /* the capalign command that workers run */
    const char *const *folders; /* where inputs are looked for */
    size_t folder_count;
    const char *output_folder;    /* where results and the journal go; NULL: the one folder */
    const char *const *arguments; /* more words for the command of each job */
    size_t argument_count;
    const char *const *include; /* patterns for fnmatch over names or relative paths; none: all */
    size_t include_count;
    const char *const *exclude;
    size_t exclude_count;
    int64_t since_s;      /* only inputs changed at or after this Unix time; 0: all */
    unsigned workers;     /* 0: as many as there are processors */
    unsigned retries;     /* more attempts for what fails, crashes or takes too long */
    int64_t timeout_us;   /* of one attempt; 0: none */
    size_t memory_bytes;  /* address space of one worker; 0: no limit */
    bool fail_fast;       /* the first failure stops the batch */
    bool force;           /* do again what is done */
    unsigned shard;       /* 0-based; with shard_count: only jobs whose key falls to it */
    unsigned shard_count; /* 0: no shards */
    /* Called about ten times a second and after each job (`job` NULL: no news); returns 0 to go on,
     * else running work is stopped and CAPALIGN_E_CANCELLED returned. NULL: none. */
    int (*progress)(void *context, const capalign_batch_summary *summary,
                    const capalign_batch_job *job);
    void *context;
} capalign_batch_options;

/* What a run would do, job by job in the order of paths; the journal is read and not written. */
CAPALIGN_API capalign_code capalign_batch_plan(const capalign_batch_options *options,
                                               capalign_batch_each each, void *context,
                                               capalign_error *error);
/* Does all that is not done yet. CAPALIGN_E_EXISTS: another batch works on this journal; the
 * message has its process id; CAPALIGN_E_FULL: there is no room for the journal. Jobs that fail are
 * told in the summary and do not fail the call. */
CAPALIGN_API capalign_code capalign_batch_run(const capalign_batch_options *options,
                                              capalign_batch_summary *summary,
                                              capalign_error *error);

/* The jobs of a folder's journals (of all shards), by key; also while a batch runs. */
CAPALIGN_API capalign_code capalign_batch_list(const char *folder, capalign_batch_each each,
                                               void *context, capalign_error *error);

/* A job that is being done. */
typedef struct capalign_batch_running {
    const char *input; /* path of its main input; valid during the call that gives it */
    int64_t process;   /* the worker's id */
    int64_t began_s;   /* Unix time */
    unsigned attempt;  /* from 1 on */
} capalign_batch_running;

/* Returns 0 to go on, anything else to stop (CAPALIGN_E_CANCELLED). */
typedef int (*capalign_batch_each_running)(void *context, const capalign_batch_running *running);

/* What the batches that work on a folder (all shards on this machine) do now: batch by batch, in
 * each what began first; what began or ended in the last moments may not be told yet. */
CAPALIGN_API capalign_code capalign_batch_list_running(const char *folder,
                                                       capalign_batch_each_running each,
                                                       void *context, capalign_error *error);
/* Joins the journals of shards into the folder's own, and removes them. *joined is their number. */
CAPALIGN_API capalign_code capalign_batch_merge(const char *folder, size_t *joined,
                                                capalign_error *error);

/* "text", "json", "junit", "html". */
CAPALIGN_API size_t capalign_batch_report_count(void);
CAPALIGN_API const char *capalign_batch_report_name(size_t index);
CAPALIGN_API capalign_code capalign_batch_report_write(const char *folder, const char *format,
                                                       capalign_sink sink, void *context,
                                                       capalign_error *error);

#ifdef __cplusplus
}
#endif
#endif
