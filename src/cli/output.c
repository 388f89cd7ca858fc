#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

bool cli_output_begin(void)
{
    for (int fd = 0; fd <= 2; fd++)
        /* Opened the wrong way round, so that using it fails as a closed one would. */
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
            break;
    struct sigaction old, ignore = {.sa_handler = SIG_IGN};
    return sigaction(SIGPIPE, &ignore, &old) == 0 && old.sa_handler == SIG_DFL;
}

int cli_output_sink(void *context, const char *bytes, size_t size)
{
    (void)context;
    return fwrite(bytes, 1, size, stdout) == size ? 0 : -1;
}

bool cli_output_failed(void)
{
    return ferror(stdout);
}

static void end_by_sigpipe(void)
{
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
}

int cli_output_end(bool sigpipe, int exit_code)
{
    errno = 0;
    bool failed = ferror(stdout);
    /* After a failure what is left in the buffer is tried once more, which gives the reason. */
    if (fflush(stdout) != 0)
        failed = true;
    int reason = errno;
    if (fclose(stdout) != 0) {
        failed = true;
        reason = reason ? reason : errno;
    }
    if (!failed)
        return exit_code;
    if (reason == EPIPE) {
        if (sigpipe)
            end_by_sigpipe();
        return CLI_EXIT_INPUT;
    }
    fprintf(stderr, "capalign: cannot write to standard output: %s\n",
            reason ? strerror(reason) : "it failed");
    return CLI_EXIT_INPUT;
}
