#include "work.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "safe.h"
#include "term.h"

enum {
    BAR_AFTER_MS = 1000, /* shorter work needs no bar */
    BAR_EVERY_MS = 100,
    BAR_CELLS = 24,
    STAGE_COLUMNS = 32,
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void end_by_signal(int number, const sigset_t *watched)
{
    signal(number, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, watched, NULL);
    raise(number);
}

static void *watch(void *context)
{
    cli_work *work = context;
    for (int number; sigwait(&work->watched, &number) == 0;) {
        if (atomic_load(&work->signal))
            end_by_signal(number, &work->watched);
        atomic_store(&work->signal, number);
    }
    return NULL;
}

/* A signal that the parent had ignored (nohup, a shell's background jobs) stays ignored. */
static void fill_watched(sigset_t *set)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(set);
    for (size_t i = 0; i < CLI_COUNT(numbers); i++) {
        struct sigaction action;
        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(set, numbers[i]);
    }
}

static void draw(const cli_work *work, int64_t done, int64_t total, int64_t now)
{
    fputs("\r\033[K", stderr);
    cli_print_cut(stderr, work->stage, STAGE_COLUMNS);
    if (total > 0) {
        double share =
            done < total ? (double)done / (double)total : 1; /* the total may be a guess */
        int filled = (int)(share * BAR_CELLS);
        fprintf(stderr, " [%.*s%*s] %d%%", filled, "########################", BAR_CELLS - filled,
                "", (int)(share * 100));
        int64_t spent = now - work->stage_began_ms;
        if (done > 0 && spent >= BAR_AFTER_MS)
            fprintf(stderr, ", %" PRId64 " s left",
                    (int64_t)((double)spent * (1 - share) / share / 1000 + 0.5));
    } else {
        fprintf(stderr, " %" PRId64 " s", (now - work->began_ms) / 1000);
    }
    fflush(stderr);
}

static int report(void *context, const char *stage, int64_t done, int64_t total)
{
    cli_work *work = context;
    int64_t now = now_ms();
    if (!work->stage || strcmp(work->stage, stage) != 0) {
        work->stage = stage;
        work->stage_began_ms = now;
    }
    if (work->live && now - work->began_ms >= BAR_AFTER_MS &&
        now - work->drawn_ms >= BAR_EVERY_MS) {
        draw(work, done, total, now);
        work->drawn = true;
        work->drawn_ms = now;
    }
    return atomic_load(&work->signal);
}

void cli_work_begin(cli_work *work, const cli_session *cli)
{
    *work = (cli_work){
        .progress = {report, work},
        .cli = cli,
        .live = !cli->quiet && cli_term_is_live(STDERR_FILENO),
        .began_ms = now_ms(),
    };
    fill_watched(&work->watched);
    pthread_sigmask(SIG_BLOCK, &work->watched, &work->mask);
    work->watching = pthread_create(&work->watcher, NULL, watch, work) == 0;
    if (!work->watching)
        pthread_sigmask(SIG_SETMASK, &work->mask, NULL);
}

void cli_work_end(cli_work *work)
{
    if (work->drawn)
        fputs("\r\033[K", stderr);
    if (work->watching) {
        pthread_cancel(work->watcher);
        pthread_join(work->watcher, NULL);
        pthread_sigmask(SIG_SETMASK, &work->mask, NULL);
    }
    int number = atomic_load(&work->signal);
    if (!number)
        return;
    fprintf(stderr, "capalign: stopped by SIG%s; no file was left half-written\n",
            sigabbrev_np(number));
    end_by_signal(number, &work->watched);
}
