/* What a confined worker can and cannot do, by each version of Landlock that this kernel has;
 * skipped where it has none. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "pipeline/batch/batch.h"

/* A folder with an input, a secret, and an output folder; what is outside of it all. */
typedef struct world {
    char folder[40], input[64], secret[64], output[64];
    struct sockaddr_in listening;
    int listener;
    struct sockaddr_un abstract;
    socklen_t abstract_size;
    int abstract_listener;
} world;

static bool can_open(const char *path, int flags)
{
    int fd = open(path, flags, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool is_closed(const char *path, int flags)
{
    errno = 0;
    return !can_open(path, flags) && errno == EACCES;
}

static const char *inside(const world *w, const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", w->output, name);
    return path;
}

/* ---- what must be as it should; each returns whether it is ---- */

static bool reads_its_input(const world *w, int abi)
{
    (void)abi;
    return can_open(w->input, O_RDONLY) && is_closed(w->secret, O_RDONLY) &&
           is_closed(w->input, O_WRONLY);
}

static bool writes_to_its_output(const world *w, int abi)
{
    (void)abi;
    return can_open(inside(w, "made"), O_WRONLY | O_CREAT | O_TRUNC) &&
           is_closed(inside(w, "../escaped"), O_WRONLY | O_CREAT);
}

/* As results are put in place: a file without a name is linked, or renamed over an old one. */
static bool puts_in_place(const world *w, int abi)
{
    (void)abi;
    char self[64], from[128];
    int fd = open(w->output, O_TMPFILE | O_WRONLY, 0600);
    if (fd < 0)
        return false;
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    snprintf(from, sizeof from, "%s/linked", w->output);
    bool put = linkat(AT_FDCWD, self, AT_FDCWD, from, AT_SYMLINK_FOLLOW) == 0 &&
               ftruncate(fd, 0) == 0 && rename(from, inside(w, "made")) == 0;
    close(fd);
    return put;
}

static bool moves_inside_its_output_only(const world *w, int abi)
{
    char from[128], below[128];
    snprintf(from, sizeof from, "%s/made", w->output);
    snprintf(below, sizeof below, "%s/below", w->output);
    if (mkdir(below, 0700) != 0)
        return false;
    bool moved = rename(from, inside(w, "below/made")) == 0;
    return moved == (abi >= 2) && rename(below, inside(w, "../below")) != 0;
}

static bool truncates_no_input(const world *w, int abi)
{
    return (truncate(w->input, 0) != 0) == (abi >= 3);
}

static bool has_no_tcp(const world *w, int abi)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in any = {.sin_family = AF_INET};
    bool open = connect(fd, (const struct sockaddr *)&w->listening, sizeof w->listening) == 0;
    close(fd);
    fd = socket(AF_INET, SOCK_STREAM, 0);
    bool bound = bind(fd, (const struct sockaddr *)&any, sizeof any) == 0;
    close(fd);
    return open == (abi < 4) && bound == (abi < 4);
}

static bool controls_no_device(const world *w, int abi)
{
    (void)w;
    struct termios settings;
    int fd = open("/dev/null", O_RDWR);
    errno = 0;
    bool refused = ioctl(fd, TCGETS, &settings) != 0 && errno == EACCES;
    bool written = write(fd, "x", 1) == 1;
    close(fd);
    return written && refused == (abi >= 5);
}

static bool signals_nobody_else(const world *w, int abi)
{
    (void)w;
    return (kill(getppid(), 0) == 0) == (abi < 6) && kill(getpid(), 0) == 0;
}

static bool reaches_no_abstract_socket(const world *w, int abi)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    bool open = connect(fd, (const struct sockaddr *)&w->abstract, w->abstract_size) == 0;
    close(fd);
    return open == (abi < 6);
}

static const struct {
    const char *name;
    bool (*holds)(const world *w, int abi);
} promises[] = {
    {"reads its input", reads_its_input},
    {"writes to its output", writes_to_its_output},
    {"puts results in place", puts_in_place},
    {"moves inside of its output only", moves_inside_its_output_only},
    {"truncates no input", truncates_no_input},
    {"has no TCP", has_no_tcp},
    {"controls no device", controls_no_device},
    {"signals nobody else", signals_nobody_else},
    {"reaches no abstract socket", reaches_no_abstract_socket},
};

enum { PROMISES = sizeof promises / sizeof promises[0], NOT_CONFINED = 100 };

/* ---- the world ---- */

static void listen_to_all(world *w)
{
    socklen_t size = sizeof w->listening;
    w->listening = (struct sockaddr_in){.sin_family = AF_INET};
    w->listening.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    w->listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(w->listener, (struct sockaddr *)&w->listening, size), 0);
    assert_int_equal(listen(w->listener, 8), 0);
    getsockname(w->listener, (struct sockaddr *)&w->listening, &size);
    w->abstract = (struct sockaddr_un){.sun_family = AF_UNIX};
    int n = snprintf(w->abstract.sun_path + 1, sizeof w->abstract.sun_path - 1, "capalign-%ld",
                     (long)getpid());
    w->abstract_size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)n);
    w->abstract_listener = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(w->abstract_listener, (struct sockaddr *)&w->abstract, w->abstract_size),
                     0);
    assert_int_equal(listen(w->abstract_listener, 8), 0);
}

static void make_world(world *w)
{
    snprintf(w->folder, sizeof w->folder, "/tmp/capalign-landlock-XXXXXX");
    assert_non_null(mkdtemp(w->folder));
    snprintf(w->input, sizeof w->input, "%s/input", w->folder);
    snprintf(w->secret, sizeof w->secret, "%s/secret", w->folder);
    snprintf(w->output, sizeof w->output, "%s/output", w->folder);
    assert_true(can_open(w->input, O_WRONLY | O_CREAT) && can_open(w->secret, O_WRONLY | O_CREAT));
    assert_int_equal(mkdir(w->output, 0700), 0);
    listen_to_all(w);
}

static void end_world(const world *w)
{
    char command[96];
    close(w->listener);
    close(w->abstract_listener);
    snprintf(command, sizeof command, "rm -r '%s'", w->folder);
    assert_int_equal(system(command), 0);
}

/* The number of the first promise that is broken, PROMISES: none. */
static int try_all(const world *w, int abi)
{
    const char *input = w->input;
    if (!ca_batch_confine(abi, &input, 1, w->output))
        return NOT_CONFINED;
    for (int i = 0; i < PROMISES; i++)
        if (!promises[i].holds(w, abi))
            return i;
    return PROMISES;
}

static void a_worker_can_do_what_its_job_needs_only(void **state)
{
    (void)state;
    int newest = capalign_batch_landlock();
    if (!newest)
        skip();
    for (int abi = 1; abi <= newest; abi++) {
        world w;
        int status;
        make_world(&w);
        pid_t child = fork();
        if (child == 0)
            _exit(try_all(&w, abi));
        assert_int_equal(waitpid(child, &status, 0), child);
        end_world(&w);
        assert_true(WIFEXITED(status));
        assert_int_not_equal(WEXITSTATUS(status), NOT_CONFINED);
        if (WEXITSTATUS(status) < PROMISES)
            fail_msg("version %d: not so: %s", abi, promises[WEXITSTATUS(status)].name);
        assert_int_equal(WEXITSTATUS(status), PROMISES);
    }
}

static void each_version_tells_what_it_closes(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 2, 3, 4, 5, 6, 6};
    for (int abi = 0; abi < 8; abi++) {
        size_t count = 0;
        while (capalign_batch_landlock_closes(abi, count))
            count++;
        assert_int_equal(count, counts[abi]);
    }
    assert_string_equal(capalign_batch_landlock_closes(1, 0), "files");
    const char *none = NULL;
    assert_false(ca_batch_confine(0, &none, 0, "/tmp"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_can_do_what_its_job_needs_only),
        cmocka_unit_test(each_version_tells_what_it_closes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
