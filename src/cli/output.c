#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

/* A descriptor that was closed is opened the wrong way round, so that using it fails as before. */
static void occupy_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
            return;
}

/* As a fopencookie function: returns 0 on failure. */
static ssize_t write_watched(void *context, const char *bytes, size_t size)
{
    cli_output *output = context;
    size_t written = 0;
    while (written < size && !output->error) {
        ssize_t n = write(STDOUT_FILENO, bytes + written, size - written);
        if (n >= 0)
            written += (size_t)n;
        else if (errno != EINTR)
            output->error = errno;
    }
    return output->error ? 0 : (ssize_t)size;
}

static int close_watched(void *context)
{
    cli_output *output = context;
    /* Some file systems (NFS, quotas) tell only now that there was no room. */
    if (close(STDOUT_FILENO) != 0 && !output->error)
        output->error = errno;
    return output->error ? EOF : 0;
}

void cli_output_begin(cli_output *output)
{
    occupy_descriptors();
    struct sigaction old, ignore = {.sa_handler = SIG_IGN};
    *output = (cli_output){.sigpipe =
                               sigaction(SIGPIPE, &ignore, &old) == 0 && old.sa_handler == SIG_DFL};
    /* The C library forgets why a buffered write failed; a stream of our own remembers. In glibc
     * stdout is a variable that may be set. */
    FILE *watched = fopencookie(
        output, "w", (cookie_io_functions_t){.write = write_watched, .close = close_watched});
    if (!watched)
        return;
    if (isatty(STDOUT_FILENO))
        setvbuf(watched, NULL, _IOLBF, BUFSIZ);
    stdout = watched;
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

int cli_output_end(cli_output *output, int exit_code)
{
    bool failed = ferror(stdout);
    failed = fclose(stdout) != 0 || failed;
    if (!failed && !output->error)
        return exit_code;
    if (output->error == EPIPE && output->sigpipe) {
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    if (output->error != EPIPE)
        fprintf(stderr, "capalign: cannot write to standard output: %s\n",
                strerror(output->error ? output->error : EIO));
    return CLI_EXIT_INPUT;
}
