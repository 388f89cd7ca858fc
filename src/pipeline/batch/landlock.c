/* Landlock (https://docs.kernel.org/userspace-api/landlock.html): a worker that a hostile file has
 * taken over can read what its job needs, write to the output folder, and nothing else. By system
 * calls, since libc has no names for them, and with our own numbers, since the headers of a
 * distribution know less than the kernels that it runs on. */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "pipeline/batch/batch.h"

/* The rights on files, LANDLOCK_ACCESS_FS_... */
enum {
    FS_EXECUTE = 1 << 0,
    FS_WRITE_FILE = 1 << 1,
    FS_READ_FILE = 1 << 2,
    FS_READ_DIR = 1 << 3,
    FS_REMOVE_AND_MAKE = 0x1ff << 4, /* REMOVE_DIR to MAKE_SYM */
    FS_REFER = 1 << 13,              /* to link and rename from one folder into another */
    FS_TRUNCATE = 1 << 14,
    FS_IOCTL_DEV = 1 << 15,
    READ = FS_READ_FILE | FS_READ_DIR | FS_EXECUTE,
    WRITE = FS_WRITE_FILE | FS_REMOVE_AND_MAKE | FS_REFER | FS_TRUNCATE,
    OF_FILES = FS_READ_FILE | FS_WRITE_FILE | FS_EXECUTE | FS_TRUNCATE | FS_IOCTL_DEV,
};

enum {
    NET_BIND_TCP = 1 << 0,
    NET_CONNECT_TCP = 1 << 1,
    SCOPE_ABSTRACT_UNIX_SOCKET = 1 << 0,
    SCOPE_SIGNAL = 1 << 1,
    CREATE_RULESET_VERSION = 1 << 0,
    RULE_PATH_BENEATH = 1,
};

/* struct landlock_ruleset_attr. A kernel that knows less of it takes it where the rest is 0. */
typedef struct ruleset {
    uint64_t files;
    uint64_t net;
    uint64_t scoped;
} ruleset;

/* struct landlock_path_beneath_attr */
typedef struct __attribute__((packed)) path_beneath {
    uint64_t allowed;
    int32_t folder;
} path_beneath;

/* What each version of the interface can close that those before it cannot. */
static const struct {
    int abi;
    const char *name;
    ruleset closes;
} versions[] = {
    {1, "files", {.files = READ | (WRITE & ~(FS_REFER | FS_TRUNCATE))}},
    {2, "moves between folders", {.files = FS_REFER}},
    {3, "truncation", {.files = FS_TRUNCATE}},
    {4, "TCP", {.net = NET_BIND_TCP | NET_CONNECT_TCP}},
    {5, "device control", {.files = FS_IOCTL_DEV}},
    {6, "signals and abstract sockets", {.scoped = SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL}},
};

enum { VERSIONS = sizeof versions / sizeof versions[0] };

/* The program and its libraries, the loader's and the locale's files, and what libraries ask of
 * the machine (processors, memory). */
static const char *const system_paths[] = {
    "/usr", "/lib", "/lib64", "/bin", "/etc", "/proc", "/sys/devices/system"};

int capalign_batch_landlock(void)
{
    int reason = errno;
    long abi = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, CREATE_RULESET_VERSION);
    errno = reason;
    return abi > 0 ? (int)abi : 0;
}

const char *capalign_batch_landlock_closes(int abi, size_t index)
{
    return index < VERSIONS && versions[index].abi <= abi ? versions[index].name : NULL;
}

static ruleset all_that_can_be_closed(int abi)
{
    ruleset all = {0};
    for (size_t i = 0; i < VERSIONS && versions[i].abi <= abi; i++) {
        all.files |= versions[i].closes.files;
        all.net |= versions[i].closes.net;
        all.scoped |= versions[i].closes.scoped;
    }
    return all;
}

/* A path that is not there needs no rule. */
static bool allow(int rules, const ruleset *closed, const char *path, uint64_t access)
{
    path_beneath attr = {.allowed = access & closed->files};
    struct stat status;
    attr.folder = open(path, O_PATH | O_CLOEXEC);
    if (attr.folder < 0)
        return true;
    if (fstat(attr.folder, &status) == 0 && !S_ISDIR(status.st_mode))
        attr.allowed &= OF_FILES;
    bool added = syscall(SYS_landlock_add_rule, rules, RULE_PATH_BENEATH, &attr, 0) == 0;
    close(attr.folder);
    return added;
}

/* Nothing is allowed of the network and beyond the scope: no rule is made for them. */
bool ca_batch_confine(int abi, const char *const *readable, size_t readable_count,
                      const char *writable)
{
    const ruleset closed = all_that_can_be_closed(abi);
    int rules = abi ? (int)syscall(SYS_landlock_create_ruleset, &closed, sizeof closed, 0) : -1;
    if (rules < 0)
        return false;
    bool made = allow(rules, &closed, writable, READ | WRITE) &&
                allow(rules, &closed, "/dev/null", READ | FS_WRITE_FILE);
    for (size_t i = 0; made && i < sizeof system_paths / sizeof system_paths[0]; i++)
        made = allow(rules, &closed, system_paths[i], READ);
    for (size_t i = 0; made && i < readable_count; i++)
        made = allow(rules, &closed, readable[i], READ);
    made = made && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return made;
}
