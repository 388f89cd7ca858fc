#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"

#define MARK ".capalign-"

/* "-HOST-" in digits: with the mark's own dash in front. */
enum { HOST_DIGITS = 8, MAX_TRIES = 100 };

static void host_of(char host[HOST_DIGITS + 1])
{
    char name[256] = "";
    gethostname(name, sizeof name - 1);
    snprintf(host, HOST_DIGITS + 1, "%08" PRIx32, (uint32_t)ca_hash(ca_str_of(name)));
}

char *ca_temporary_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char *result, host[HOST_DIGITS + 1];
    host_of(host);
    /* Long names leave no room for a prefix and suffix: NAME_MAX is 255 bytes. */
    int n = asprintf(&result, "%.*s.%.200s" MARK "%s-%ld-00", (int)(name - path), path, name, host,
                     (long)getpid());
    return n < 0 ? NULL : result;
}

int ca_lock_open_file(int fd)
{
    const struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_OFD_SETLK, &whole) == 0)
        return 0;
    return errno == EACCES ? EAGAIN : errno;
}

static void set_number(char *name, int number)
{
    snprintf(name + strlen(name) - 2, 3, "%02d", number);
}

int ca_link_open_file(int fd, const char *path)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    return linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

int ca_temporary_link(int fd, char *name)
{
    ca_lock_open_file(fd); /* without a name nobody else can hold it */
    for (int i = 0; i < MAX_TRIES; i++) {
        set_number(name, i);
        if (ca_link_open_file(fd, name) == 0)
            return 0;
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

/* Between its creation and its lock it looks like a leftover, and may be taken for one. */
static bool keeps(int fd)
{
    struct stat status;
    return ca_lock_open_file(fd) != EAGAIN && fstat(fd, &status) == 0 && status.st_nlink != 0;
}

int ca_temporary_create(char *name)
{
    for (int i = 0; i < MAX_TRIES; i++) {
        set_number(name, i);
        int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            return -1;
        if (fd >= 0 && keeps(fd))
            return fd;
        if (fd >= 0)
            close(fd);
    }
    errno = EEXIST;
    return -1;
}

/* What follows the last mark in a name like ours, or NULL. */
static const char *after_mark(const char *name)
{
    const char *found = NULL, *next = name;
    while ((next = strstr(next, MARK)))
        found = next++;
    return found && name[0] == '.' ? found + sizeof MARK - 1 : NULL;
}

/* The process, or 0 where the name is another or of another machine. */
static long process_of(const char *name)
{
    char host[HOST_DIGITS + 1], *end;
    const char *at = after_mark(name);
    host_of(host);
    if (!at || strncmp(at, host, HOST_DIGITS) != 0 || at[HOST_DIGITS] != '-')
        return 0;
    long process = strtol(at + HOST_DIGITS + 1, &end, 10);
    bool numbered = end[0] == '-' && strlen(end) == 3 && strspn(end + 1, "0123456789") == 2;
    return numbered && process > 0 ? process : 0;
}

bool ca_temporary_is_ours(const char *name)
{
    return process_of(name) != 0;
}

/* Whether the file is still under that name: it may have been put in place before it was locked
 * here, and the name be another file's now. Under the lock nobody puts it anywhere. */
static bool is_at(int fd, const char *path)
{
    struct stat opened, named;
    return fstat(fd, &opened) == 0 && lstat(path, &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

void ca_temporary_remove_leftover(const char *path)
{
    const char *slash = strrchr(path, '/');
    long process = process_of(slash ? slash + 1 : path);
    int fd = process ? open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    if (fd < 0)
        return;
    int reason = ca_lock_open_file(fd);
    /* Where the file system has no locks, what a process of that number made is left alone. */
    bool dead = !reason || (reason != EAGAIN && kill((pid_t)process, 0) != 0 && errno == ESRCH);
    if (dead && is_at(fd, path))
        unlink(path);
    close(fd);
}
