/* The loop of a batch: look for inputs, start workers, wait, write down. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "pipeline/batch/batch.h"
#include "pipeline/batch/leftovers.h"
#include "pipeline/batch/queue.h"
#include "pipeline/path.h"

enum {
    TICK_MS = 100,      /* how often progress is told and time is looked at */
    LOOK_AHEAD_MS = 50, /* how long to look for a longer job before one is started */
};

typedef struct batch {
    const capalign_batch_options *options;
    const ca_batch_kind *kind;
    ca_batch_scan *scan;
    ca_journal *journal;
    ca_queue queue;
    ca_pace pace;
    ca_worker workers[CAPALIGN_BATCH_MAX_WORKERS];
    size_t worker_count;
    capalign_batch_summary *summary;
    int64_t looked_since_ms; /* a worker has been free since then; 0: none is */
    int64_t told_ms;
    capalign_error *error;
    capalign_code code; /* the first failure; nothing is started after it */
    bool killed;        /* a worker did not end by itself, and may have left something */
} batch;

static void fail(batch *b, capalign_code code)
{
    if (b->code == CAPALIGN_OK)
        b->code = code;
}

/* ---- what is to be done ---- */

/* Why the task is to be done; NULL: it is done already. A job whose inputs were only touched is
 * signed anew. */
static const char *why_to_do(const capalign_batch_options *options, ca_journal *journal,
                             ca_batch_task *task, const ca_journal_row *row, capalign_code *code,
                             capalign_error *error)
{
    task->replace =
        row->found && ca_digest_equal(row->outputs, ca_batch_sign_outputs(task->outputs));
    if (!row->found)
        return row->broken ? "record damaged" : "new";
    if (options->force)
        return "forced";
    if (row->state != CAPALIGN_BATCH_DONE && row->state != CAPALIGN_BATCH_DOUBTFUL)
        return "failed before";
    if (!ca_batch_has_outputs(task->outputs))
        return "output missing";
    bool is_signed = ca_digest_equal(row->signature, task->signature);
    capalign_error unreadable; /* the job itself tells it */
    if (ca_batch_identify(options, task, &unreadable) != CAPALIGN_OK ||
        !ca_digest_equal(row->identity, task->identity))
        return "changed";
    if (!is_signed && journal)
        *code = ca_journal_sign(journal, task->key, task->signature, error);
    return NULL;
}

/* Outputs that only the last run tells. They lie in the task's folder, which may be named in
 * another way now. */
static capalign_code take_outputs(ca_batch_task *task, const char *paths, capalign_error *error)
{
    ca_strbuf list = {0};
    for (ca_str path; ca_batch_next_path(&paths, &path);) {
        const char *name = ca_path_name(path.data);
        ca_strbuf_add_text(&list, task->folder);
        ca_strbuf_add(&list, name, strlen(name) + 1);
    }
    const char *outputs = list.failed ? NULL : ca_arena_copy(&task->arena, ca_strbuf_view(&list));
    ca_strbuf_free(&list);
    if (!outputs)
        return ca_fail_memory(error);
    task->outputs = outputs;
    return CAPALIGN_OK;
}

/* The same, with what the journal (NULL: there is none) says of the task in *row. Equal signatures
 * need no reading of the inputs. */
static const char *decide(const capalign_batch_options *options, ca_journal *journal, bool sign,
                          ca_batch_task *task, ca_journal_row *row, capalign_code *code,
                          capalign_error *error)
{
    *row = (ca_journal_row){.paths = ""};
    if (journal)
        *code = ca_journal_find(journal, task->key, &task->arena, row, error);
    if (*code == CAPALIGN_OK && !*task->outputs)
        *code = take_outputs(task, row->paths, error);
    if (*code != CAPALIGN_OK)
        return NULL;
    ca_batch_sign(options, task);
    bool quick = row->found && !options->force &&
                 ca_digest_equal(row->signature, task->signature) &&
                 row->state <= CAPALIGN_BATCH_DOUBTFUL && ca_batch_has_outputs(task->outputs);
    return quick ? NULL : why_to_do(options, sign ? journal : NULL, task, row, code, error);
}

/* How long it takes: as long as the last time, or as others of its size. */
static void expect(batch *b, ca_batch_task *task, const ca_journal_row *row)
{
    bool known = row->found && row->state <= CAPALIGN_BATCH_DOUBTFUL && row->took_us > 0;
    if (known)
        ca_pace_learn(&b->pace, task->bytes, row->took_us);
    task->expected_us = known ? row->took_us : ca_pace_expect(&b->pace, task->bytes);
}

/* Takes one step of the scan. */
static void look_for_one(batch *b)
{
    ca_batch_task *task;
    capalign_error unreadable;
    capalign_code code = ca_batch_scan_next(b->scan, &task, &unreadable);
    if (code == CAPALIGN_E_MEMORY) {
        fail(b, ca_fail_memory(b->error));
        return;
    }
    if (code != CAPALIGN_OK) { /* a folder that is closed: a job that failed */
        b->summary->counts[CAPALIGN_BATCH_FAILED]++;
        b->summary->found++;
        const capalign_batch_job job = {.key = unreadable.file,
                                        .input = unreadable.file,
                                        .with = "",
                                        .why = "",
                                        .message = unreadable.message,
                                        .outputs = "",
                                        .state = CAPALIGN_BATCH_FAILED,
                                        .exit_code = -1,
                                        .seconds_us = CAPALIGN_TIME_NONE};
        if (b->options->progress && b->options->progress(b->options->context, b->summary, &job))
            fail(b, ca_fail(b->error, CAPALIGN_E_CANCELLED, "stopped"));
        return;
    }
    if (!task) {
        b->summary->scanned = true;
        return;
    }
    ca_journal_row row;
    b->summary->found++;
    task->why = decide(b->options, b->journal, true, task, &row, &code, b->error);
    if (code != CAPALIGN_OK)
        fail(b, code);
    expect(b, task, &row);
    if (task->why && code == CAPALIGN_OK) {
        ca_queue_push(&b->queue, task);
        b->summary->waiting++;
        return;
    }
    b->summary->skipped++;
    b->summary->counts[row.found ? row.state : CAPALIGN_BATCH_FAILED]++;
    ca_batch_task_free(task);
}

/* ---- workers ---- */

static ca_worker *free_worker(batch *b)
{
    for (size_t i = 0; i < b->worker_count; i++)
        if (!b->workers[i].task)
            return &b->workers[i];
    return NULL;
}

static void start(batch *b, ca_worker *worker, ca_batch_task *task)
{
    capalign_error unreadable;
    if (!task->attempts) /* what cannot be read is told by the worker; it is no job done */
        if (ca_batch_identify(b->options, task, &unreadable) != CAPALIGN_OK)
            task->identity = (ca_digest){0};
    capalign_code code = ca_make_folders(task->folder, b->error);
    bool confined = false;
    if (code == CAPALIGN_OK)
        code = ca_worker_start(worker, b->options, b->kind, task, ca_batch_output(b->scan),
                               &confined, b->error);
    if (code != CAPALIGN_OK) {
        ca_batch_task_free(task);
        fail(b, code);
        return;
    }
    b->summary->confined = confined;
    b->summary->running++;
    code = ca_journal_begun(b->journal, worker, b->error);
    if (code != CAPALIGN_OK)
        fail(b, code);
}

static void tell(batch *b, const capalign_batch_job *job)
{
    b->told_ms = ca_now_ms();
    if (b->options->progress && b->options->progress(b->options->context, b->summary, job) != 0)
        fail(b, ca_fail(b->error, CAPALIGN_E_CANCELLED, "stopped"));
}

static bool is_failure(capalign_batch_state state)
{
    return state == CAPALIGN_BATCH_FAILED || state == CAPALIGN_BATCH_CRASHED ||
           state == CAPALIGN_BATCH_TIMEOUT;
}

/* A job whose inputs changed while it ran is not done: its next run must not take it for that. */
static void look_at_inputs(const batch *b, ca_batch_task *task)
{
    ca_digest before = task->signature;
    ca_batch_sign(b->options, task);
    if (!ca_digest_equal(before, task->signature))
        task->signature = task->identity = (ca_digest){0};
}

static void finish(batch *b, ca_worker *worker)
{
    capalign_batch_job job;
    capalign_code code = ca_journal_ended(b->journal, worker->pid, b->error);
    if (code != CAPALIGN_OK)
        fail(b, code);
    code = ca_worker_end(worker, &job, b->error);
    if (code != CAPALIGN_OK)
        fail(b, code);
    ca_batch_task *task = worker->task;
    worker->task = NULL;
    b->summary->running--;
    b->killed = b->killed || job.signal || job.state == CAPALIGN_BATCH_TIMEOUT;
    if (worker->cancelled || code != CAPALIGN_OK) { /* it was not its fault */
        ca_batch_task_free(task);
        return;
    }
    bool full = worker->full && is_failure(job.state);
    bool again = is_failure(job.state) && !full && task->attempts <= b->options->retries &&
                 b->code == CAPALIGN_OK && !b->summary->stopped;
    if (again) {
        b->summary->retried++;
        start(b, worker, task);
        return;
    }
    if (job.state <= CAPALIGN_BATCH_DOUBTFUL)
        ca_pace_learn(&b->pace, task->bytes, job.seconds_us);
    look_at_inputs(b, task);
    b->summary->counts[job.state]++;
    code = ca_journal_put(b->journal, task, &job, b->error);
    if (code != CAPALIGN_OK)
        fail(b, code);
    b->summary->full = b->summary->full || full;
    if (full || (is_failure(job.state) && b->options->fail_fast))
        b->summary->stopped = true;
    tell(b, &job);
    ca_batch_task_free(task);
}

static void kill_all(batch *b)
{
    for (size_t i = 0; i < b->worker_count; i++)
        if (b->workers[i].task) {
            b->workers[i].cancelled = true;
            ca_worker_kill(&b->workers[i]);
        }
}

static void look_at_clock(batch *b)
{
    int64_t now_us = ca_now_us();
    for (size_t i = 0; b->options->timeout_us && i < b->worker_count; i++) {
        ca_worker *worker = &b->workers[i];
        if (worker->task && !worker->timed_out &&
            now_us - worker->began_us > b->options->timeout_us) {
            worker->timed_out = true;
            ca_worker_kill(worker);
        }
    }
}

/* Waits for workers, at most wait_ms, and takes what they say and how they end. */
static void attend(batch *b, int wait_ms)
{
    struct pollfd polled[2 * CAPALIGN_BATCH_MAX_WORKERS];
    ca_worker *of[CAPALIGN_BATCH_MAX_WORKERS];
    nfds_t count = 0;
    for (size_t i = 0; i < b->worker_count; i++) {
        if (!b->workers[i].task)
            continue;
        of[count / 2] = &b->workers[i];
        polled[count++] = (struct pollfd){.fd = b->workers[i].pidfd, .events = POLLIN};
        polled[count++] = (struct pollfd){.fd = b->workers[i].pipe, .events = POLLIN};
    }
    if (poll(polled, count, wait_ms) > 0)
        for (nfds_t i = 0; i < count; i += 2) {
            if (polled[i + 1].revents)
                ca_worker_listen(of[i / 2]);
            if (polled[i].revents)
                finish(b, of[i / 2]);
        }
    look_at_clock(b);
    if (ca_now_ms() - b->told_ms >= TICK_MS)
        tell(b, NULL);
}

/* ---- the loop ---- */

/* Whether to start the longest job that is known, or to look for a longer one first. */
static bool ready_to_start(batch *b, bool may_look)
{
    if (!b->queue.count || !free_worker(b)) {
        b->looked_since_ms = 0;
        return false;
    }
    if (!may_look)
        return true;
    int64_t now = ca_now_ms();
    if (!b->looked_since_ms)
        b->looked_since_ms = now;
    return now - b->looked_since_ms >= LOOK_AHEAD_MS;
}

static void step(batch *b)
{
    bool going = b->code == CAPALIGN_OK && !b->summary->stopped;
    bool may_look = going && !b->summary->scanned && b->queue.count < CA_QUEUE_MAX;
    if (going && ready_to_start(b, may_look)) {
        b->looked_since_ms = 0;
        b->summary->waiting--;
        start(b, free_worker(b), ca_queue_pop(&b->queue));
    } else if (may_look) {
        look_for_one(b);
        if (b->summary->running)
            attend(b, 0);
        else if (ca_now_ms() - b->told_ms >= TICK_MS)
            tell(b, NULL);
    } else {
        capalign_code code = ca_journal_commit(b->journal, false, b->error);
        if (code != CAPALIGN_OK)
            fail(b, code);
        attend(b, TICK_MS);
    }
}

static bool has_work(const batch *b)
{
    if (b->summary->running)
        return true;
    return b->code == CAPALIGN_OK && !b->summary->stopped &&
           (!b->summary->scanned || b->queue.count);
}

static void loop(batch *b)
{
    bool killed = false;
    while (has_work(b)) {
        step(b);
        if (b->code != CAPALIGN_OK && !killed) {
            kill_all(b);
            killed = true;
        }
    }
    ca_queue_clear(&b->queue);
}

static int count_gone(void *context, const capalign_batch_job *job)
{
    batch *b = context;
    size_t size = strlen(b->options->kind);
    bool ours = strncmp(job->key, b->options->kind, size) == 0 && job->key[size] == ':';
    if (!ours || job->state != CAPALIGN_BATCH_GONE)
        return 0;
    b->summary->counts[CAPALIGN_BATCH_GONE]++;
    return b->options->progress ? b->options->progress(b->options->context, b->summary, job) : 0;
}

static size_t worker_count(const capalign_batch_options *options)
{
    long count = options->workers ? (long)options->workers : sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1                            ? 1
           : count > CAPALIGN_BATCH_MAX_WORKERS ? CAPALIGN_BATCH_MAX_WORKERS
                                                : (size_t)count;
}

static capalign_code open_all(batch *b)
{
    const capalign_batch_options *o = b->options;
    capalign_code code = ca_batch_scan_begin(o, &b->scan, b->error);
    if (code == CAPALIGN_OK)
        code = ca_make_folders(ca_batch_output(b->scan), b->error);
    ca_journal_opening opening = {0};
    if (code == CAPALIGN_OK)
        code = ca_journal_open(ca_batch_output(b->scan), o->shard, o->shard_count, &b->journal,
                               &opening, b->error);
    b->summary->rebuilt = opening.rebuilt;
    if (code == CAPALIGN_OK && (opening.crashed || opening.rebuilt))
        ca_remove_leftovers(ca_batch_output(b->scan));
    return code;
}

capalign_code capalign_batch_run(const capalign_batch_options *options,
                                 capalign_batch_summary *summary, capalign_error *error)
{
    *summary = (capalign_batch_summary){0};
    batch *b = calloc(1, sizeof *b);
    if (!b)
        return ca_fail_memory(error);
    b->options = options;
    b->summary = summary;
    b->error = error;
    b->worker_count = worker_count(options);
    b->code = open_all(b);
    if (b->code == CAPALIGN_OK) {
        b->kind = ca_batch_kind_named(options->kind);
        loop(b);
    }
    capalign_code code = b->code;
    if (b->journal) {
        capalign_code kept =
            ca_journal_commit(b->journal, true, code == CAPALIGN_OK ? error : NULL);
        code = code == CAPALIGN_OK ? kept : code;
    }
    if (code == CAPALIGN_OK && summary->scanned)
        code = ca_journal_each(b->journal, count_gone, b, error);
    if (b->journal)
        summary->salvaged = ca_journal_salvaged(b->journal);
    ca_journal_close(b->journal);
    if (b->killed)
        ca_remove_leftovers(ca_batch_output(b->scan));
    ca_batch_scan_end(b->scan);
    free(b);
    return code;
}

/* ---- the plan ---- */

static int give_plan(const ca_batch_task *task, const ca_journal_row *row, const char *why,
                     capalign_batch_each each, void *context)
{
    const capalign_batch_job job = {
        .key = task->key,
        .input = task->input,
        .with = task->with,
        .why = why ? why : "done",
        .message = "",
        .outputs = task->outputs,
        .state = why ? CAPALIGN_BATCH_WAITING : row->state,
        .exit_code = -1,
        .seconds_us = CAPALIGN_TIME_NONE,
    };
    return each(context, &job);
}

static capalign_code plan_all(const capalign_batch_options *options, ca_batch_scan *scan,
                              ca_journal *journal, capalign_batch_each each, void *context,
                              capalign_error *error)
{
    for (;;) {
        ca_batch_task *task;
        capalign_code code = ca_batch_scan_next(scan, &task, error);
        if (code != CAPALIGN_OK || !task)
            return code;
        ca_journal_row row;
        const char *why = decide(options, journal, false, task, &row, &code, error);
        int stop = code == CAPALIGN_OK ? give_plan(task, &row, why, each, context) : 0;
        ca_batch_task_free(task);
        if (code != CAPALIGN_OK)
            return code;
        if (stop)
            return ca_fail(error, CAPALIGN_E_CANCELLED, "stopped");
    }
}

capalign_code capalign_batch_plan(const capalign_batch_options *options, capalign_batch_each each,
                                  void *context, capalign_error *error)
{
    ca_batch_scan *scan;
    ca_journal *journal = NULL;
    capalign_code code = ca_batch_scan_begin(options, &scan, error);
    if (code != CAPALIGN_OK)
        return code;
    char *path = ca_journal_path(ca_batch_output(scan), options->shard, options->shard_count);
    code = path ? ca_journal_open_to_read(path, &journal, error) : ca_fail_memory(error);
    if (code == CAPALIGN_OK)
        code = plan_all(options, scan, journal, each, context, error);
    free(path);
    ca_journal_close(journal);
    ca_batch_scan_end(scan);
    return code;
}
