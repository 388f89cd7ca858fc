/* Signals and progress of long work, in a child on a terminal of its own. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/work.h"

/* Ends the child with what it could not do. */
enum { NOT_CANCELLED = 50, SURVIVED, WRONG };

static void pause_ms(unsigned ms)
{
    usleep(ms * 1000);
}

/* Whether the library would be asked to stop within two seconds. */
static bool is_cancelled(const cli_work *work)
{
    for (int i = 0; i < 200; i++) {
        if (work->progress.report(work->progress.context, "stage", 1, 2))
            return true;
        pause_ms(10);
    }
    return false;
}

static void asked_once(int number)
{
    cli_session cli = {.quiet = true};
    cli_work work;
    cli_work_begin(&work, &cli);
    kill(getpid(), number);
    if (!is_cancelled(&work))
        _exit(NOT_CANCELLED);
    cli_work_end(&work);
    _exit(SURVIVED);
}

static void asked_twice(int number)
{
    cli_session cli = {.quiet = true};
    cli_work work;
    cli_work_begin(&work, &cli);
    kill(getpid(), number);
    if (!is_cancelled(&work))
        _exit(NOT_CANCELLED);
    kill(getpid(), number);
    pause_ms(2000);
    _exit(SURVIVED);
}

static void ignored(int number)
{
    signal(number, SIG_IGN);
    cli_session cli = {.quiet = true};
    cli_work work;
    cli_work_begin(&work, &cli);
    kill(getpid(), number);
    pause_ms(100);
    bool cancelled = work.progress.report(work.progress.context, "stage", 1, 2);
    cli_work_end(&work);
    _exit(cancelled ? WRONG : EXIT_SUCCESS);
}

static void not_asked(int number)
{
    cli_session cli = {.quiet = true};
    for (int i = 0; i < 50; i++) {
        cli_work work;
        cli_work_begin(&work, &cli);
        if (work.progress.report(work.progress.context, "stage", i, 0))
            _exit(WRONG);
        cli_work_end(&work);
    }
    kill(getpid(), number); /* has its usual action again */
    _exit(SURVIVED);
}

static int run_child(void (*child)(int), int number)
{
    pid_t pid = fork();
    if (pid == 0) {
        close(STDERR_FILENO);
        child(number);
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void signals_end_the_work_as_they_end_a_program(void **state)
{
    (void)state;
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    static void (*const children[])(int) = {asked_once, asked_twice, not_asked};
    for (size_t i = 0; i < CLI_COUNT(numbers); i++) {
        for (size_t j = 0; j < CLI_COUNT(children); j++) {
            int status = run_child(children[j], numbers[i]);
            assert_true(WIFSIGNALED(status));
            assert_int_equal(WTERMSIG(status), numbers[i]);
        }
        int status = run_child(ignored, numbers[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), EXIT_SUCCESS);
    }
}

static void work_for(unsigned ms, bool quiet)
{
    setenv("TERM", "xterm", 1);
    cli_session cli = {.quiet = quiet};
    cli_work work;
    cli_work_begin(&work, &cli);
    for (unsigned i = 0; i < ms / 20; i++) {
        work.progress.report(work.progress.context, "align talk\x1b.mp4", i, ms / 20);
        pause_ms(20);
    }
    cli_work_end(&work);
    _exit(EXIT_SUCCESS);
}

/* What work of that length draws on a terminal. */
static void drawn_by(unsigned ms, bool quiet, char *text, size_t size)
{
    int terminal;
    pid_t pid = forkpty(&terminal, NULL, NULL, NULL);
    if (pid == 0)
        work_for(ms, quiet);
    size_t used = 0;
    ssize_t n;
    while (used + 1 < size && (n = read(terminal, text + used, size - used - 1)) > 0)
        used += (size_t)n;
    text[used] = '\0';
    close(terminal);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void only_long_work_has_a_bar(void **state)
{
    (void)state;
    char text[16384];
    drawn_by(400, false, text, sizeof text);
    assert_string_equal(text, "");
    drawn_by(1600, true, text, sizeof text);
    assert_string_equal(text, "");
    drawn_by(1600, false, text, sizeof text);
    assert_non_null(strstr(text, "align talk\\x1B.mp4 [#"));
    assert_non_null(strstr(text, "%"));
    assert_non_null(strstr(text, " s left"));
    assert_string_equal(text + strlen(text) - 4, "\r\033[K"); /* and takes it away */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signals_end_the_work_as_they_end_a_program),
        cmocka_unit_test(only_long_work_has_a_bar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
