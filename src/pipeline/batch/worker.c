/* One process for one job: what it costs is bounded, and what it says last is kept. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/place.h"
#include "pipeline/batch/batch.h"
#include "pipeline/batch/told.h"
#include "pipeline/path.h"

/* Far above any caption file; a worker that writes more has gone wrong. */
#define MAX_FILE_BYTES ((rlim_t)4 << 30)

enum { EXIT_NOT_STARTED = 127 };

/* What the child needs, made before the fork: after it only calls that are safe there. */
typedef struct child {
    char **words;
    ca_batch_words readable;
    const char *writable;
    size_t memory_bytes;
    pid_t parent;
    int output; /* the writing end of the pipe */
    int told;   /* where it tells the files that it wrote */
    int report; /* tells the parent whether it is confined */
} child;

static void limit(int resource, rlim_t bytes)
{
    const struct rlimit both = {bytes, bytes};
    if (bytes)
        setrlimit(resource, &both);
}

/* Between fork and exec. The worker dies with its parent, whatever kills that. */
static void become_worker(const child *c)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != c->parent)
        _exit(EXIT_NOT_STARTED);
    setpgid(0, 0);
    static const int usual[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    sigset_t none;
    sigemptyset(&none);
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        signal(usual[i], SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int in = open("/dev/null", O_RDONLY);
    if (fcntl(c->told, F_SETFD, 0) != 0 || in < 0 || dup2(in, STDIN_FILENO) < 0 ||
        dup2(c->output, STDOUT_FILENO) < 0 || dup2(c->output, STDERR_FILENO) < 0)
        _exit(EXIT_NOT_STARTED);
    limit(RLIMIT_AS, c->memory_bytes);
    limit(RLIMIT_FSIZE, MAX_FILE_BYTES);
    const struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    bool confined =
        ca_batch_confine(capalign_batch_landlock(), (const char *const *)c->readable.items,
                         c->readable.count, c->writable);
    if (write(c->report, confined ? "1" : "0", 1) != 1)
        _exit(EXIT_NOT_STARTED);
    execv(c->words[0], c->words);
    static const char said[] = "the worker's program cannot be started\n";
    if (write(STDERR_FILENO, said, sizeof said - 1) < 0)
        _exit(EXIT_NOT_STARTED);
    _exit(EXIT_NOT_STARTED);
}

static void add_folder_of(ca_batch_words *readable, const char *path)
{
    ca_str folder = ca_path_folder(path);
    ca_batch_add_word(readable, folder.size ? ca_arena_copy(&readable->arena, folder) : ".");
}

/* The program, its library with the modules below, and its data, wherever they are installed. */
static void add_installation(ca_batch_words *readable, const char *program)
{
    static const char *const data[] = {"", "../share/capalign", "../../share/capalign"};
    char folder[PATH_MAX], path[PATH_MAX + 32];
    add_folder_of(readable, program);
    ca_library_folder(folder);
    for (size_t i = 0; *folder && i < sizeof data / sizeof data[0]; i++) {
        snprintf(path, sizeof path, "%s%s", folder, data[i]);
        ca_batch_add_word(readable, path);
    }
    ca_batch_add_word(readable, CAPALIGN_DATA_DIR);
}

static void fill_child(child *c, const capalign_batch_options *options, const ca_batch_task *task,
                       const char *output)
{
    c->memory_bytes = options->memory_bytes;
    c->parent = getpid();
    c->writable = output;
    /* Beside an input lie what it names: subtitles, transcripts, the media of a page. */
    const char *const inputs[] = {task->input, task->with};
    for (size_t i = 0; i < 2; i++) {
        if (!*inputs[i])
            continue;
        add_folder_of(&c->readable, inputs[i]);
        ca_batch_add_word(&c->readable, inputs[i]);
    }
    add_installation(&c->readable, options->program);
}

/* The parent's half: what is read from, and the process by its descriptor. */
static capalign_code follow(ca_worker *worker, int pid, int out, int report, bool *confined,
                            capalign_error *error)
{
    char told = '0';
    *confined = read(report, &told, 1) == 1 && told == '1';
    worker->pid = pid;
    worker->pipe = out;
    worker->pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    worker->began_us = ca_now_us();
    fcntl(out, F_SETFL, O_NONBLOCK);
    if (worker->pidfd >= 0)
        return CAPALIGN_OK;
    int reason = errno;
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(out);
    return ca_fail_errno(error, NULL, "follow a worker", reason);
}

static capalign_code spawn(ca_worker *worker, child *c, bool *confined, capalign_error *error)
{
    int out[2], report[2];
    if (pipe2(out, O_CLOEXEC) != 0)
        return ca_fail_errno(error, NULL, "start a worker", errno);
    if (pipe2(report, O_CLOEXEC) != 0) {
        int reason = errno;
        close(out[0]), close(out[1]);
        return ca_fail_errno(error, NULL, "start a worker", reason);
    }
    c->output = out[1];
    c->report = report[1];
    pid_t pid = fork();
    if (pid == 0)
        become_worker(c);
    int reason = errno;
    close(out[1]), close(report[1]);
    capalign_code code;
    if (pid < 0) {
        close(out[0]);
        code = ca_fail_errno(error, NULL, "start a worker", reason);
    } else {
        code = follow(worker, pid, out[0], report[0], confined, error);
    }
    close(report[0]);
    return code;
}

static void add_tell(ca_batch_words *words, int descriptor)
{
    char word[32];
    snprintf(word, sizeof word, "--tell=%d", descriptor);
    ca_batch_add_word(words, word);
}

capalign_code ca_worker_start(ca_worker *worker, const capalign_batch_options *options,
                              const ca_batch_kind *kind, ca_batch_task *task, const char *output,
                              bool *confined, capalign_error *error)
{
    ca_batch_words words = {0};
    child c = {0};
    *worker = (ca_worker){.kind = kind, .pidfd = -1, .pipe = -1, .told = ca_told_open()};
    if (worker->told < 0)
        return ca_fail_errno(error, NULL, "start a worker", errno);
    c.told = worker->told;
    ca_batch_add_word(&words, options->program);
    add_tell(&words, c.told);
    kind->command(options, task, &words);
    fill_child(&c, options, task, output);
    c.words = words.items;
    capalign_code code = words.no_memory || c.readable.no_memory
                             ? ca_fail_memory(error)
                             : spawn(worker, &c, confined, error);
    if (code == CAPALIGN_OK) {
        worker->task = task;
        task->attempts++;
    } else {
        close(worker->told);
    }
    ca_batch_free_words(&words);
    ca_batch_free_words(&c.readable);
    return code;
}

/* Keeps the last line that is not blank; the rest of what a worker says is not kept. */
static void take_byte(ca_worker *worker, char c)
{
    if (c != '\n' && c != '\r') {
        if (worker->line_bytes < sizeof worker->line - 1)
            worker->line[worker->line_bytes++] = c;
        return;
    }
    if (worker->line_bytes) {
        memcpy(worker->said, worker->line, worker->line_bytes);
        worker->said[worker->line_bytes] = '\0';
    }
    worker->line_bytes = 0;
}

void ca_worker_listen(ca_worker *worker)
{
    char buffer[4096];
    ssize_t n;
    while ((n = read(worker->pipe, buffer, sizeof buffer)) > 0)
        for (ssize_t i = 0; i < n; i++)
            take_byte(worker, buffer[i]);
}

void ca_worker_kill(ca_worker *worker)
{
    kill(-worker->pid, SIGKILL); /* its group: also what it started */
    kill(worker->pid, SIGKILL);
}

static capalign_batch_state state_of(const ca_worker *worker, int status)
{
    if (worker->timed_out)
        return CAPALIGN_BATCH_TIMEOUT;
    if (WIFSIGNALED(status))
        return CAPALIGN_BATCH_CRASHED;
    switch (WEXITSTATUS(status)) {
    case 0:
        return CAPALIGN_BATCH_DONE;
    case 1:
        return CAPALIGN_BATCH_DOUBTFUL;
    default:
        return CAPALIGN_BATCH_FAILED;
    }
}

/* What the worker told, into its task. Files of one that failed may be half of what it makes. */
static capalign_code hear(ca_worker *worker, capalign_batch_state state, capalign_error *error)
{
    ca_told told;
    ca_batch_task *task = worker->task;
    capalign_code code = ca_told_read(worker->told, &told, error);
    if (code == CAPALIGN_OK && worker->kind->tells && state <= CAPALIGN_BATCH_DOUBTFUL) {
        const char *outputs = ca_arena_copy(&task->arena, ca_strbuf_view(&told.files));
        if (outputs)
            task->outputs = outputs;
        else
            code = ca_fail_memory(error);
    }
    worker->full = told.full;
    ca_strbuf_free(&told.files);
    close(worker->told);
    return code;
}

capalign_code ca_worker_end(ca_worker *worker, capalign_batch_job *job, capalign_error *error)
{
    int status = 0;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    ca_worker_listen(worker);
    take_byte(worker, '\n');
    close(worker->pidfd);
    close(worker->pipe);
    const ca_batch_task *task = worker->task;
    capalign_batch_state state = state_of(worker, status);
    capalign_code code = hear(worker, state, error);
    *job = (capalign_batch_job){
        .key = task->key,
        .input = task->input,
        .with = task->with,
        .why = task->why,
        .message = worker->said,
        .outputs = task->outputs,
        .state = state,
        .exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
        .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
        .attempts = task->attempts,
        .seconds_us = ca_now_us() - worker->began_us,
    };
    return code;
}
