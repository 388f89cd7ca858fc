/* A batch from the inside. One thread does all: it looks for inputs, starts workers, waits for
 * them and keeps the journal. */
#ifndef CA_PIPELINE_BATCH_BATCH_H
#define CA_PIPELINE_BATCH_BATCH_H

#include <sys/stat.h>

#include <capalign/batch.h>

#include "base/arena.h"
#include "base/strbuf.h"

/* A hash of 128 bits. */
typedef struct ca_digest {
    uint64_t low;
    uint64_t high;
} ca_digest;

static inline bool ca_digest_equal(ca_digest a, ca_digest b)
{
    return a.low == b.low && a.high == b.high;
}

/* A job to be done. Owned: ca_batch_task_free. */
typedef struct ca_batch_task {
    ca_arena arena; /* of all its strings */
    const char *key;
    const char *input;
    const char *with;    /* "" where the kind has no second input */
    const char *why;     /* static */
    const char *stem;    /* output folder + relative folder + name without its extension */
    const char *folder;  /* output folder + relative folder, with its slash */
    const char *outputs; /* a list: each path ends in NUL, the list in an empty one */
    ca_digest signature; /* of names, sizes and times of the inputs */
    ca_digest identity;  /* of their contents, the options and the version */
    bool identified;     /* the contents were read for that already */
    bool replace;  /* the outputs that are there are as this job left them, and may be replaced */
    int64_t bytes; /* of the main input */
    int64_t expected_us; /* how long it takes: the longest job first */
    unsigned attempts;
} ca_batch_task;

void ca_batch_task_free(ca_batch_task *task);

/* The names of one folder while it is looked through, sorted. */
typedef struct ca_batch_names {
    char **names;
    size_t count;
} ca_batch_names;

/* The words of a command line, NULL at the end. */
typedef struct ca_batch_words {
    ca_arena arena;
    char **items;
    size_t count;
    size_t capacity;
    bool no_memory;
} ca_batch_words;

void ca_batch_add_word(ca_batch_words *words, const char *word);
void ca_batch_free_words(ca_batch_words *words);

/* A kind of work: one row of the list in kinds.c. */
typedef struct ca_batch_kind {
    const char *name;
    const char *inputs; /* what its inputs are, for --dry-run and the manual */
    /* Whether `name`, one of `names` in `folder`, is a job's main input; fills task->with and
     * task->outputs. The other strings of the task are set already. *no_memory is set as needed. */
    bool (*take)(const capalign_batch_options *options, const char *folder,
                 const ca_batch_names *names, const char *name, ca_batch_task *task,
                 bool *no_memory);
    bool tells; /* its command tells which files it wrote, since nobody knows them before */
    /* Adds the words after the program's name. */
    void (*command)(const capalign_batch_options *options, const ca_batch_task *task,
                    ca_batch_words *words);
} ca_batch_kind;

const ca_batch_kind *ca_batch_kind_named(const char *name);

/* identity.c ---------------------------------------------------------------------------------- */

/* Cheap: names, sizes, times and inodes of the inputs (with the media of a folder), options and
 * version. All zero where an input is not there. */
void ca_batch_sign(const capalign_batch_options *options, ca_batch_task *task);
/* Reads the inputs, once. CAPALIGN_E_IO where one cannot be read. */
capalign_code ca_batch_identify(const capalign_batch_options *options, ca_batch_task *task,
                                capalign_error *error);
/* Takes the first path off a list (ca_batch_task's); false at its end. */
bool ca_batch_next_path(const char **list, ca_str *path);
/* Of the outputs that are there: names, sizes and times. */
ca_digest ca_batch_sign_outputs(const char *outputs);
/* The list as bytes, without the NUL at its end. */
ca_str ca_batch_list_bytes(const char *list);
/* Whether all outputs are there. */
bool ca_batch_has_outputs(const char *outputs);
/* Which shard a key falls to. */
unsigned ca_batch_shard_of(const char *key, unsigned shard_count);

/* scan.c -------------------------------------------------------------------------------------- */

typedef struct ca_batch_scan ca_batch_scan;

capalign_code ca_batch_scan_begin(const capalign_batch_options *options, ca_batch_scan **out,
                                  capalign_error *error);
/* The next job, in the order of paths; *task NULL at the end. A folder that cannot be read is
 * an error, and the scan can go on after it. */
capalign_code ca_batch_scan_next(ca_batch_scan *scan, ca_batch_task **task, capalign_error *error);
void ca_batch_scan_end(ca_batch_scan *scan);
/* The folder of results and journal, with its slash. */
const char *ca_batch_output(const ca_batch_scan *scan);

/* journal.c ----------------------------------------------------------------------------------- */

typedef struct ca_journal ca_journal;

/* What a journal knows of a job. */
typedef struct ca_journal_row {
    bool found;
    bool broken; /* it is there, and not as it was written: it counts as not found */
    capalign_batch_state state;
    ca_digest signature;
    ca_digest identity;
    ca_digest outputs; /* their signature when the job was done */
    int64_t took_us;
    const char *paths; /* of the outputs, a list */
} ca_journal_row;

/* What opening a journal for a run met. */
typedef struct ca_journal_opening {
    bool crashed; /* the last run was killed */
    bool rebuilt; /* the journal was damaged: it was put aside, and this is a new one */
} ca_journal_opening;

/* Opens the journal of a folder (with its slash) for a run: takes the lock, looks whether it is
 * whole after a crash, creates it where there is none. CAPALIGN_E_EXISTS: another process has it;
 * E_INPUT: it is of a newer version. */
capalign_code ca_journal_open(const char *folder, unsigned shard, unsigned shard_count,
                              ca_journal **out, ca_journal_opening *opening, capalign_error *error);
/* The path of a folder's journal; malloc'd, NULL without memory. */
char *ca_journal_path(const char *folder, unsigned shard, unsigned shard_count);
/* Opens a journal to read; *out NULL where there is none. */
capalign_code ca_journal_open_to_read(const char *path, ca_journal **out, capalign_error *error);
/* Commits and closes; takes NULL. */
void ca_journal_close(ca_journal *journal);
/* Takes the row over from the damaged journal where there was one. Its strings are in the arena. */
capalign_code ca_journal_find(ca_journal *journal, const char *key, ca_arena *arena,
                              ca_journal_row *row, capalign_error *error);
/* Rows that were taken over so. */
size_t ca_journal_salvaged(const ca_journal *journal);
/* The signature of a job whose inputs have other times and the same contents. */
capalign_code ca_journal_sign(ca_journal *journal, const char *key, ca_digest signature,
                              capalign_error *error);
capalign_code ca_journal_put(ca_journal *journal, const ca_batch_task *task,
                             const capalign_batch_job *job, capalign_error *error);
/* Commits what was put, where `now` is asked for or some time has passed. */
capalign_code ca_journal_commit(ca_journal *journal, bool now, capalign_error *error);
capalign_code ca_journal_each(ca_journal *journal, capalign_batch_each each, void *context,
                              capalign_error *error);
capalign_code ca_journal_each_running(ca_journal *journal, capalign_batch_each_running each,
                                      void *context, capalign_error *error);
/* Whether a batch is at work on this journal. */
bool ca_journal_is_held(const char *path);
/* CAPALIGN_E_EXISTS where a batch is at work on this journal. */
capalign_code ca_journal_look_free(const char *path, capalign_error *error);
/* Takes over the rows of another journal's file; later attempts win. */
capalign_code ca_journal_join(ca_journal *journal, const char *path, capalign_error *error);
/* The journals of a folder (with its slash), sorted: ".capalign-batch.db" and those of shards. */
capalign_code ca_journal_paths(const char *folder, ca_batch_words *paths, capalign_error *error);

/* worker.c ------------------------------------------------------------------------------------ */

enum { CA_WORKER_SAID = 512 };

/* A process that does one job. */
typedef struct ca_worker {
    ca_batch_task *task; /* NULL: the slot is free */
    const ca_batch_kind *kind;
    int pid;
    int pidfd;
    int pipe; /* what it says, standard error and output */
    int told; /* what it tells besides: told.h */
    int64_t began_us;
    bool timed_out;
    bool full; /* it told that it has no room for its results; known at its end */
    bool cancelled;
    char line[CA_WORKER_SAID]; /* the line it is at */
    size_t line_bytes;
    char said[CA_WORKER_SAID]; /* the last whole line that says something */
} ca_worker;

/* Starts the command of a task; *confined: under Landlock. */
capalign_code ca_worker_start(ca_worker *worker, const capalign_batch_options *options,
                              const ca_batch_kind *kind, ca_batch_task *task, const char *output,
                              bool *confined, capalign_error *error);
/* Takes what it said since. */
void ca_worker_listen(ca_worker *worker);
/* Ends it, with all processes that it started. */
void ca_worker_kill(ca_worker *worker);
/* After it ended: fills *job, and the task's outputs where the worker told them. Without memory
 * *job is filled all the same. */
capalign_code ca_worker_end(ca_worker *worker, capalign_batch_job *job, capalign_error *error);

/* journal.c: which workers there are, for those who ask while they run. */
capalign_code ca_journal_begun(ca_journal *journal, const ca_worker *worker, capalign_error *error);
capalign_code ca_journal_ended(ca_journal *journal, int process, capalign_error *error);

/* landlock.c: lets the process see and change only what a job needs, from now on, by what the
 * version `abi` of Landlock (at most the kernel's, 0: none) can close. Called between fork and
 * exec: no allocation. False where the kernel cannot. */
bool ca_batch_confine(int abi, const char *const *readable, size_t readable_count,
                      const char *writable);

#endif
