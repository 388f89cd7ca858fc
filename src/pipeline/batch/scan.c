/* Looks for inputs, one folder at a time: its names are read and sorted, so that the order is the
 * same everywhere; its folders wait on a stack. */
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline/batch/batch.h"
#include "pipeline/path.h"

/* A folder that is looked through. */
typedef struct folder {
    char *path;     /* with its slash */
    char *relative; /* below the output folder, with its slash; "" at the top */
    ca_batch_names names;
    size_t next; /* of the names */
} folder;

struct ca_batch_scan {
    const capalign_batch_options *options;
    const ca_batch_kind *kind;
    char *output; /* with its slash */
    size_t next_root;
    folder *stack;
    size_t depth;
    size_t capacity;
};

enum { MAX_DEPTH = 200 };

/* a + b + c; NULL without memory. */
static char *join(const char *a, const char *b, const char *c)
{
    ca_strbuf buffer = {0};
    ca_strbuf_add_text(&buffer, a);
    ca_strbuf_add_text(&buffer, b);
    ca_strbuf_add_text(&buffer, c);
    if (!buffer.failed)
        return buffer.data;
    ca_strbuf_free(&buffer);
    return NULL;
}

static bool ends_in_slash(const char *path)
{
    size_t size = strlen(path);
    return size && path[size - 1] == '/';
}

static void free_folder(folder *f)
{
    for (size_t i = 0; i < f->names.count; i++)
        free(f->names.names[i]);
    free(f->names.names);
    free(f->path);
    free(f->relative);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static capalign_code read_names(folder *f, capalign_error *error)
{
    DIR *dir = opendir(f->path);
    if (!dir)
        return ca_fail_errno(error, f->path, "look into the folder", errno);
    size_t capacity = 0;
    capalign_code code = CAPALIGN_OK;
    const struct dirent *entry;
    while (code == CAPALIGN_OK && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        char **grown = ca_grow(f->names.names, &capacity, f->names.count + 1, sizeof *grown);
        char *name = grown ? strdup(entry->d_name) : NULL;
        if (grown)
            f->names.names = grown;
        if (name)
            f->names.names[f->names.count++] = name;
        else
            code = ca_fail_memory(error);
    }
    closedir(dir);
    if (f->names.count)
        qsort(f->names.names, f->names.count, sizeof *f->names.names, compare_names);
    return code;
}

/* Takes the strings over. */
static capalign_code enter(ca_batch_scan *scan, char *path, char *relative, capalign_error *error)
{
    folder f = {.path = path, .relative = relative};
    folder *grown = ca_grow(scan->stack, &scan->capacity, scan->depth + 1, sizeof *grown);
    if (grown)
        scan->stack = grown;
    capalign_code code = CAPALIGN_OK;
    if (!grown || !path || !relative)
        code = ca_fail_memory(error);
    else if (scan->depth >= MAX_DEPTH)
        code = ca_fail(error, CAPALIGN_E_LIMIT, "folders are nested deeper than %d", MAX_DEPTH);
    else
        code = read_names(&f, error);
    if (code != CAPALIGN_OK) {
        if (path)
            ca_fail_file(error, code, path);
        free_folder(&f);
        return code;
    }
    scan->stack[scan->depth++] = f;
    return CAPALIGN_OK;
}

/* With several roots their own names keep their results apart. */
static capalign_code enter_root(ca_batch_scan *scan, capalign_error *error)
{
    const char *root = scan->options->folders[scan->next_root++];
    char *path = join(root, ends_in_slash(root) ? "" : "/", "");
    char *relative = NULL;
    if (path && scan->options->folder_count == 1) {
        relative = strdup("");
    } else if (path) {
        path[strlen(path) - 1] = '\0';
        relative = join(ca_path_name(path), "/", "");
        path[strlen(path)] = '/';
    }
    return enter(scan, path, relative, error);
}

static bool matches_any(const char *const *patterns, size_t count, const char *relative,
                        const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (fnmatch(patterns[i], name, 0) == 0 || fnmatch(patterns[i], relative, 0) == 0)
            return true;
    return false;
}

static bool is_wanted(const capalign_batch_options *o, const char *relative, const char *name,
                      const struct stat *status)
{
    return S_ISREG(status->st_mode) && status->st_mtim.tv_sec >= o->since_s &&
           (!o->include_count || matches_any(o->include, o->include_count, relative, name)) &&
           !matches_any(o->exclude, o->exclude_count, relative, name);
}

void ca_batch_task_free(ca_batch_task *task)
{
    if (!task)
        return;
    ca_arena_free(&task->arena);
    free(task);
}

static const char *keep(ca_batch_task *task, char *text, bool *no_memory)
{
    const char *kept = text ? ca_arena_copy(&task->arena, ca_str_of(text)) : NULL;
    free(text);
    *no_memory = *no_memory || !kept;
    return kept ? kept : "";
}

/* The task that `name` makes, or NULL: none, or no memory. */
static ca_batch_task *make_task(ca_batch_scan *scan, const folder *f, const char *name,
                                bool *no_memory)
{
    ca_batch_task *task = calloc(1, sizeof *task);
    if (!task) {
        *no_memory = true;
        return NULL;
    }
    char *relative = join(f->relative, name, "");
    task->key = keep(task, relative ? join(scan->kind->name, ":", relative) : NULL, no_memory);
    task->input = keep(task, join(f->path, name, ""), no_memory);
    task->folder = keep(task, join(scan->output, f->relative, ""), no_memory);
    ca_str stem = ca_path_stem(name);
    char *stem_name = strndup(stem.data, stem.size);
    task->stem = keep(task, stem_name ? join(task->folder, stem_name, "") : NULL, no_memory);
    task->with = task->outputs = task->why = "";
    free(stem_name);
    free(relative);
    const capalign_batch_options *o = scan->options;
    bool taken = !*no_memory && scan->kind->take(o, f->path, &f->names, name, task, no_memory);
    bool ours =
        taken && (!o->shard_count || ca_batch_shard_of(task->key, o->shard_count) == o->shard);
    if (ours && !*no_memory)
        return task;
    ca_batch_task_free(task);
    return NULL;
}

/* Looks at one name: a folder is entered (links to folders are not), a file may make a task. */
static capalign_code look_at(ca_batch_scan *scan, ca_batch_task **task, capalign_error *error)
{
    folder *f = &scan->stack[scan->depth - 1];
    const char *name = f->names.names[f->next++];
    char *path = join(f->path, name, ""), *relative = join(f->relative, name, "");
    bool no_memory = !path || !relative;
    struct stat status;
    capalign_code code = CAPALIGN_OK;
    if (!no_memory && lstat(path, &status) == 0) {
        if (S_ISLNK(status.st_mode) && (stat(path, &status) != 0 || S_ISDIR(status.st_mode)))
            status.st_mode = 0;
        if (S_ISDIR(status.st_mode))
            code = enter(scan, join(path, "/", ""), join(relative, "/", ""), error);
        else if (is_wanted(scan->options, relative, name, &status))
            *task = make_task(scan, f, name, &no_memory);
    }
    free(path);
    free(relative);
    return no_memory ? ca_fail_memory(error) : code;
}

capalign_code ca_batch_scan_next(ca_batch_scan *scan, ca_batch_task **task, capalign_error *error)
{
    *task = NULL;
    capalign_code code = CAPALIGN_OK;
    while (!*task && code == CAPALIGN_OK) {
        if (!scan->depth) {
            if (scan->next_root == scan->options->folder_count)
                return CAPALIGN_OK;
            code = enter_root(scan, error);
        } else if (scan->stack[scan->depth - 1].next == scan->stack[scan->depth - 1].names.count) {
            free_folder(&scan->stack[--scan->depth]);
        } else {
            code = look_at(scan, task, error);
        }
    }
    return code;
}

capalign_code ca_batch_scan_begin(const capalign_batch_options *options, ca_batch_scan **out,
                                  capalign_error *error)
{
    const ca_batch_kind *kind = ca_batch_kind_named(options->kind);
    if (!kind)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "there is no kind of batch \"%s\"",
                       options->kind);
    if (!options->folder_count || (!options->output_folder && options->folder_count > 1))
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "several folders need an output folder, and one folder at least is needed");
    const char *output = options->output_folder ? options->output_folder : options->folders[0];
    ca_batch_scan *scan = calloc(1, sizeof *scan);
    if (scan)
        scan->output = join(output, ends_in_slash(output) ? "" : "/", "");
    if (!scan || !scan->output) {
        free(scan);
        return ca_fail_memory(error);
    }
    scan->options = options;
    scan->kind = kind;
    *out = scan;
    return CAPALIGN_OK;
}

void ca_batch_scan_end(ca_batch_scan *scan)
{
    if (!scan)
        return;
    while (scan->depth)
        free_folder(&scan->stack[--scan->depth]);
    free(scan->stack);
    free(scan->output);
    free(scan);
}

const char *ca_batch_output(const ca_batch_scan *scan)
{
    return scan->output;
}
