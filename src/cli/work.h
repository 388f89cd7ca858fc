/* Long work: its progress bar, and what Ctrl-C does meanwhile. */
#ifndef CLI_WORK_H
#define CLI_WORK_H

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

#include <capalign/error.h>

#include "cli.h"

/* Outside of begin and end a signal has its usual action, at once. Between them the first SIGINT,
 * SIGTERM or SIGHUP asks the library to stop, so that it can leave no file half-written; the second
 * ends the program at once. A thread waits for them: that needs no global state and no handler. */
typedef struct cli_work {
    capalign_progress progress; /* for the library */
    const cli_session *cli;
    bool live;  /* a bar may be drawn */
    bool drawn; /* a bar stands on the terminal */
    bool watching;
    atomic_int signal; /* the first signal that came, or 0 */
    pthread_t watcher;
    sigset_t watched;
    sigset_t mask; /* as it was */
    const char *stage;
    int64_t stage_began_ms;
    int64_t began_ms;
    int64_t drawn_ms;
} cli_work;

/* `work` must stay where it is until cli_work_end. */
void cli_work_begin(cli_work *work, const cli_session *cli);
/* Takes the bar away. Where a signal came, ends the program by that signal, as if it had not been
 * held back. */
void cli_work_end(cli_work *work);

#endif
