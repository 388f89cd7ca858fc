/* What makes a job the same job: the contents of its inputs, the options, and the version. XXH3
 * with 128 bits (libxxhash) tells changed bytes at the speed of memory; nobody forges here. */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include <capalign/capalign.h>

#include "base/error.h"
#include "pipeline/batch/batch.h"
#include "pipeline/media_names.h"
#include "pipeline/path.h"

enum { READ_BYTES = 1 << 18 };

/* Takes the files of a job in turn: the inputs, and of a folder the media and texts in it. */
typedef bool (*take_file)(void *context, const char *path, const struct stat *status);

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* What the command may look at in the folder: media, and captions and texts beside them. */
static bool is_looked_at(const FTSENT *entry)
{
    return entry->fts_info == FTS_F && entry->fts_name[0] != '.' &&
           (ca_is_media_name(entry->fts_name) ||
            ca_path_has_extension(entry->fts_name, "srt vtt txt md"));
}

/* Whether it is a result of the job itself, put beside its inputs. */
static bool is_own_output(const ca_batch_task *task, const FTSENT *entry)
{
    struct stat output;
    const char *outputs = task->outputs ? task->outputs : "";
    for (ca_str path; ca_batch_next_path(&outputs, &path);)
        if (strcmp(ca_path_name(path.data), entry->fts_name) == 0 &&
            stat(path.data, &output) == 0 && output.st_ino == entry->fts_statp->st_ino &&
            output.st_dev == entry->fts_statp->st_dev)
            return true;
    return false;
}

/* False where `take` returned that, or with errno. */
static bool walk_folder(const ca_batch_task *task, const char *path, take_file take, void *context)
{
    char *copy = strdup(path);
    char *const roots[] = {copy, NULL};
    FTS *walk = copy ? fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name) : NULL;
    bool taken = walk != NULL;
    for (FTSENT *entry; taken && (entry = fts_read(walk));) {
        if (is_looked_at(entry) && !is_own_output(task, entry))
            taken = take(context, entry->fts_path, entry->fts_statp);
        else if (entry->fts_info == FTS_D && entry->fts_level > 0)
            fts_set(walk, entry, FTS_SKIP);
    }
    int reason = errno;
    if (walk)
        fts_close(walk);
    free(copy);
    errno = reason;
    return taken;
}

/* The same for all inputs. */
static bool each_file(const ca_batch_task *task, take_file take, void *context)
{
    struct stat status;
    const char *const paths[] = {task->input, task->with};
    for (size_t i = 0; i < 2; i++) {
        if (!*paths[i])
            continue;
        if (stat(paths[i], &status) != 0)
            return false;
        if (S_ISDIR(status.st_mode) ? !walk_folder(task, paths[i], take, context)
                                    : !take(context, paths[i], &status))
            return false;
    }
    return true;
}

static bool sign_file(void *context, const char *path, const struct stat *status)
{
    const int64_t facts[] = {
        status->st_size,        status->st_mtim.tv_sec,  status->st_mtim.tv_nsec,
        status->st_ctim.tv_sec, status->st_ctim.tv_nsec, (int64_t)status->st_ino,
    };
    XXH3_128bits_update(context, path, strlen(path) + 1);
    XXH3_128bits_update(context, facts, sizeof facts);
    return true;
}

static ca_digest digest_of(XXH3_state_t *state)
{
    XXH128_hash_t hash = XXH3_128bits_digest(state);
    return (ca_digest){hash.low64, hash.high64};
}

/* Options and version: what is done to the inputs. */
static void add_options(XXH3_state_t *state, const capalign_batch_options *options)
{
    XXH3_128bits_update(state, CAPALIGN_VERSION, sizeof CAPALIGN_VERSION);
    XXH3_128bits_update(state, options->kind, strlen(options->kind) + 1);
    for (size_t i = 0; i < options->argument_count; i++)
        XXH3_128bits_update(state, options->arguments[i], strlen(options->arguments[i]) + 1);
}

void ca_batch_sign(const capalign_batch_options *options, ca_batch_task *task)
{
    XXH3_state_t *state = XXH3_createState();
    struct stat status;
    task->signature = (ca_digest){0};
    if (state && stat(task->input, &status) == 0) {
        task->bytes = status.st_size;
        XXH3_128bits_reset(state);
        add_options(state, options);
        if (each_file(task, sign_file, state))
            task->signature = digest_of(state);
    }
    XXH3_freeState(state);
}

bool ca_batch_next_path(const char **list, ca_str *path)
{
    *path = ca_str_of(*list);
    *list += path->size ? path->size + 1 : 0;
    return path->size != 0;
}

ca_str ca_batch_list_bytes(const char *list)
{
    const char *end = list;
    while (*end)
        end += strlen(end) + 1;
    return (ca_str){list, (size_t)(end - list)};
}

bool ca_batch_has_outputs(const char *outputs)
{
    for (ca_str path; ca_batch_next_path(&outputs, &path);)
        if (access(path.data, F_OK) != 0)
            return false;
    return true;
}

ca_digest ca_batch_sign_outputs(const char *outputs)
{
    XXH3_state_t *state = XXH3_createState();
    if (!state)
        return (ca_digest){0};
    struct stat status;
    XXH3_128bits_reset(state);
    for (ca_str path; ca_batch_next_path(&outputs, &path);)
        if (stat(path.data, &status) == 0)
            sign_file(state, path.data, &status);
    ca_digest digest = digest_of(state);
    XXH3_freeState(state);
    return digest;
}

typedef struct reading {
    XXH3_state_t *state;
    char *buffer;
    capalign_error *error;
} reading;

static bool read_file(void *context, const char *path, const struct stat *status)
{
    reading *r = context;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not make it wait */
    ssize_t n = fd < 0 ? -1 : 0;
    if (fd >= 0 && S_ISREG(status->st_mode))
        while ((n = read(fd, r->buffer, READ_BYTES)) > 0)
            XXH3_128bits_update(r->state, r->buffer, (size_t)n);
    int reason = errno;
    if (fd >= 0)
        close(fd);
    const char *name = ca_path_name(path);
    const int64_t size = status->st_size;
    XXH3_128bits_update(r->state, name, strlen(name) + 1);
    XXH3_128bits_update(r->state, &size, sizeof size);
    if (n < 0)
        ca_fail_errno(r->error, path, "read the file", reason);
    return n == 0;
}

capalign_code ca_batch_identify(const capalign_batch_options *options, ca_batch_task *task,
                                capalign_error *error)
{
    if (task->identified)
        return CAPALIGN_OK;
    capalign_error local;
    reading r = {XXH3_createState(), malloc(READ_BYTES), error ? error : &local};
    capalign_code code = CAPALIGN_OK;
    r.error->code = CAPALIGN_OK;
    if (r.state && r.buffer) {
        XXH3_128bits_reset(r.state);
        add_options(r.state, options);
        if (!each_file(task, read_file, &r))
            code = r.error->code != CAPALIGN_OK
                       ? r.error->code
                       : ca_fail_errno(error, task->input, "find the file", errno);
        task->identity = digest_of(r.state);
        task->identified = code == CAPALIGN_OK;
    } else {
        code = ca_fail_memory(error);
    }
    XXH3_freeState(r.state);
    free(r.buffer);
    return code;
}

unsigned ca_batch_shard_of(const char *key, unsigned shard_count)
{
    return (unsigned)(XXH3_64bits(key, strlen(key)) % shard_count);
}
