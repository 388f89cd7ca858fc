/* Checking many files at once. Threads take the next file each; results keep the files' order. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "report.h"
#include "text.h"
#include "work.h"

enum { MAX_JOBS = 256, LOOK_EVERY_MS = 100 };

typedef struct pool {
    check_run *run;
    capalign_check_options options; /* without the configuration */
    bool fix;
    bool unsafe;
    size_t threads;
    atomic_size_t next;
    atomic_size_t done;
    atomic_size_t fixed;
    atomic_bool stop;
    pthread_mutex_t lock; /* of error and ended */
    pthread_cond_t changed;
    size_t ended;         /* threads */
    capalign_error error; /* code CAPALIGN_OK: none */
} pool;

static void keep_error(pool *p, const capalign_error *error)
{
    pthread_mutex_lock(&p->lock);
    if (p->error.code == CAPALIGN_OK)
        p->error = *error;
    pthread_mutex_unlock(&p->lock);
    atomic_store(&p->stop, true);
}

/* A capalign_progress for the work inside of one file. */
static int stop_asked(void *context, const char *stage, int64_t done, int64_t total)
{
    (void)stage, (void)done, (void)total;
    return atomic_load(&((pool *)context)->stop);
}

/* What goes wrong with one file is no reason to leave out the others. */
static bool is_of_one_file(capalign_code code)
{
    return code != CAPALIGN_E_MEMORY && code != CAPALIGN_E_CANCELLED;
}

static capalign_error *copy_of(const capalign_error *error)
{
    capalign_error *copy = malloc(sizeof *copy);
    if (copy)
        *copy = *error;
    return copy;
}

static void check_one(pool *p, size_t index)
{
    capalign_check_options options = p->options;
    options.config = p->run->configs[index];
    const char *path = p->run->files->paths[index];
    const char *medium = cli_value(p->run->cli, CHECK_MEDIA);
    const capalign_progress progress = {stop_asked, p};
    const capalign_check_media_options media = {
        .medium = medium && *medium ? medium : NULL,
        .language = cli_value(p->run->cli, CHECK_LANGUAGE),
        .threads = p->threads > 1 ? 1 : 0,
        .progress = &progress,
    };
    capalign_error error;
    bool changed = false;
    capalign_code code = CAPALIGN_OK;
    if (p->fix)
        code = capalign_check_fix_file(path, &options, p->unsafe, &changed, &error);
    if (code != CAPALIGN_OK && is_of_one_file(code) && (p->run->unfixed[index] = copy_of(&error)))
        code = CAPALIGN_OK;
    if (code == CAPALIGN_OK)
        code = medium ? capalign_check_media_file(path, &options, &media, &p->run->results[index],
                                                  &error)
                      : capalign_check_file(path, &options, &p->run->results[index], &error);
    if (code != CAPALIGN_OK)
        keep_error(p, &error);
    atomic_fetch_add(&p->fixed, changed);
    atomic_fetch_add(&p->done, 1);
}

static void *work(void *context)
{
    pool *p = context;
    size_t index;
    while (!atomic_load(&p->stop) && (index = atomic_fetch_add(&p->next, 1)) < p->run->files->count)
        check_one(p, index);
    pthread_mutex_lock(&p->lock);
    p->ended++;
    pthread_cond_signal(&p->changed);
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* Waits for the threads, and shows how far they are. */
static void wait_for(pool *p, size_t threads, cli_work *bar)
{
    pthread_mutex_lock(&p->lock);
    while (p->ended < threads) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += LOOK_EVERY_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&p->changed, &p->lock, &until);
        if (bar->progress.report(bar->progress.context, p->fix ? "fixing" : "checking",
                                 (int64_t)atomic_load(&p->done),
                                 (int64_t)p->run->files->count) != 0)
            atomic_store(&p->stop, true);
    }
    pthread_mutex_unlock(&p->lock);
}

bool check_read_count(const cli_session *cli, size_t option, uint64_t *count)
{
    const uint64_t max = 999999999;
    const char *text = cli_value(cli, option);
    *count = 0;
    return !text || (cli_read_number(text, max, count) && *count);
}

static size_t thread_count(const check_run *run)
{
    uint64_t jobs;
    check_read_count(run->cli, CHECK_JOBS, &jobs);
    long count = jobs ? (long)jobs : sysconf(_SC_NPROCESSORS_ONLN);
    size_t threads = count < 1 ? 1 : count > MAX_JOBS ? MAX_JOBS : (size_t)count;
    return threads < run->files->count ? threads : run->files->count;
}

/* Where no thread can be made this one does all. */
static void run_threads(pool *p, cli_work *bar)
{
    pthread_t threads[MAX_JOBS];
    size_t wanted = p->threads, made = 0;
    while (made < wanted && pthread_create(&threads[made], NULL, work, p) == 0)
        made++;
    if (!made) {
        work(p);
        return;
    }
    wait_for(p, made, bar);
    for (size_t i = 0; i < made; i++)
        pthread_join(threads[i], NULL);
}

int check_run_all(check_run *run)
{
    uint64_t max_findings;
    check_read_count(run->cli, CHECK_MAX_FINDINGS, &max_findings);
    const char *fix = cli_value(run->cli, CHECK_FIX);
    pool p = {
        .run = run,
        .options = {.baseline = run->baseline, .root = run->root, .max_findings = max_findings},
        .fix = fix != NULL,
        .unsafe = fix && *fix,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .changed = PTHREAD_COND_INITIALIZER,
    };
    p.threads = thread_count(run);
    cli_work bar;
    cli_work_begin(&bar, run->cli);
    run_threads(&p, &bar);
    cli_work_end(&bar);
    run->fixed_files = atomic_load(&p.fixed);
    return p.error.code == CAPALIGN_OK ? CLI_EXIT_SURE : cli_fail(run->cli, &p.error, NULL);
}
