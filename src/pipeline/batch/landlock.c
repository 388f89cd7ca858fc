/* Landlock (https://docs.kernel.org/userspace-api/landlock.html): a worker that a hostile file has
 * taken over can read what its job needs, write to the output folder, and nothing else. By system
 * calls, since libc has no names for them. */
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "pipeline/batch/batch.h"

enum {
    READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE,
    WRITE = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
            LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
            LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SYM |
            LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
            LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK,
    OF_FILES =
        LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_EXECUTE,
};

/* The program and its libraries, the loader's and the locale's files, and what libraries ask of
 * the machine (processors, memory). */
static const char *const system_paths[] = {
    "/usr", "/lib", "/lib64", "/bin", "/etc", "/proc", "/sys/devices/system"};

/* A path that is not there needs no rule. */
static bool allow(int rules, const char *path, uint64_t access)
{
    struct landlock_path_beneath_attr attr = {.allowed_access = access};
    struct stat status;
    attr.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (attr.parent_fd < 0)
        return true;
    if (fstat(attr.parent_fd, &status) == 0 && !S_ISDIR(status.st_mode))
        attr.allowed_access &= OF_FILES;
    bool added = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &attr, 0) == 0;
    close(attr.parent_fd);
    return added;
}

bool ca_batch_confine(const char *const *readable, size_t readable_count, const char *writable)
{
    const struct landlock_ruleset_attr attr = {.handled_access_fs = READ | WRITE};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    if (rules < 0)
        return false;
    bool made = allow(rules, writable, READ | WRITE) &&
                allow(rules, "/dev/null", READ | LANDLOCK_ACCESS_FS_WRITE_FILE);
    for (size_t i = 0; made && i < sizeof system_paths / sizeof system_paths[0]; i++)
        made = allow(rules, system_paths[i], READ);
    for (size_t i = 0; made && i < readable_count; i++)
        made = allow(rules, readable[i], READ);
    made = made && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return made;
}
