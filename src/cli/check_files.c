/* From operands to files: folders, and patterns as .gitignore and CI systems write them. */
#include <errno.h>
#include <fnmatch.h>
#include <fts.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <capalign/caption.h>

#include "check.h"
#include "report.h"
#include "safe.h"

static bool is_pattern(const char *path)
{
    return path[strcspn(path, "*?[")] != '\0';
}

static bool is_checked(const char *name)
{
    const char *format = capalign_caption_format_of_path(name);
    return format && (strcmp(format, "srt") == 0 || strcmp(format, "vtt") == 0);
}

static bool add(check_files *files, const char *path)
{
    if (files->count == files->capacity) {
        size_t capacity = files->capacity ? files->capacity * 2 : 64;
        char **grown = realloc(files->paths, capacity * sizeof *grown);
        if (!grown)
            return false;
        files->paths = grown;
        files->capacity = capacity;
    }
    files->paths[files->count] = strdup(path);
    return files->paths[files->count++] != NULL;
}

/* One component of a path against one of a pattern; hidden names must be meant. */
static bool component_matches(const char *pattern, size_t pattern_size, const char *name,
                              size_t name_size)
{
    char a[NAME_MAX + 1], b[NAME_MAX + 1];
    if (pattern_size > NAME_MAX || name_size > NAME_MAX)
        return false;
    memcpy(a, pattern, pattern_size);
    a[pattern_size] = '\0';
    memcpy(b, name, name_size);
    b[name_size] = '\0';
    return fnmatch(a, b, FNM_PERIOD) == 0;
}

/* "**" stands for any number of folders. Only the last "**" can need to be tried again, as with
 * the stars inside a name, so the time is the product of the lengths at most. */
static bool path_matches(const char *pattern, const char *path)
{
    const char *star = NULL, *star_path = NULL;
    for (;;) {
        size_t p = strcspn(pattern, "/"), n = strcspn(path, "/");
        if (p == 2 && pattern[0] == '*' && pattern[1] == '*' && pattern[2]) {
            star = pattern + 3;
            star_path = path;
            pattern = star;
            continue;
        }
        bool matches = component_matches(pattern, p, path, n);
        if (matches && !pattern[p] && !path[n])
            return true;
        if (matches && pattern[p] && path[n]) {
            pattern += p + 1;
            path += n + 1;
            continue;
        }
        if (!star || !star_path[strcspn(star_path, "/")])
            return false;
        star_path += strcspn(star_path, "/") + 1;
        path = star_path;
        pattern = star;
    }
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static int fail_memory(const cli_session *cli)
{
    return cli_fail(cli,
                    &(capalign_error){.code = CAPALIGN_E_MEMORY,
                                      .time_us = CAPALIGN_TIME_NONE,
                                      .message = "no memory left"},
                    NULL);
}

/* What cannot be read, mostly a folder, is told and the rest is walked through all the same. */
static int tell_unreadable(const cli_session *cli, const FTSENT *entry)
{
    capalign_error error = {.code = CAPALIGN_E_IO, .time_us = CAPALIGN_TIME_NONE};
    snprintf(error.message, sizeof error.message, "it cannot be read: %s",
             strerror(entry->fts_errno));
    cli_print_error(cli, &error, entry->fts_path);
    return CLI_EXIT_INPUT;
}

/* Whatever is no folder: what cannot be read is told then. Links inside are not followed to
 * folders, so that loops end. */
static bool is_file(const FTSENT *entry)
{
    struct stat status;
    switch (entry->fts_info) {
    case FTS_F:
    case FTS_DEFAULT:
    case FTS_NSOK:
    case FTS_SLNONE:
        return true;
    case FTS_NS: /* went away while its folder was read */
        return entry->fts_errno == ENOENT;
    case FTS_SL:
        return stat(entry->fts_accpath, &status) != 0 || !S_ISDIR(status.st_mode);
    default:
        return false;
    }
}

static bool is_unreadable(const FTSENT *entry)
{
    return entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR ||
           (entry->fts_info == FTS_NS && entry->fts_errno != ENOENT);
}

/* Walks through `folder`; `pattern` (NULL: all caption files) is matched with the path below it. */
static int walk(const cli_session *cli, check_files *files, const char *folder, const char *pattern)
{
    char *start = strdup(folder);
    char *const starts[] = {start, NULL};
    FTS *fts = start ? fts_open(starts, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name) : NULL;
    int exit_code = fts ? CLI_EXIT_SURE : fail_memory(cli);
    size_t below = strlen(folder) + (folder[strlen(folder) - 1] != '/');
    const FTSENT *entry;
    while (fts && (entry = fts_read(fts))) {
        bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
        if (entry->fts_info == FTS_D && hidden && !pattern)
            fts_set(fts, (FTSENT *)(uintptr_t)entry, FTS_SKIP);
        else if (is_unreadable(entry))
            exit_code = tell_unreadable(cli, entry);
        else if (is_file(entry) &&
                 (pattern ? path_matches(pattern, entry->fts_path + below)
                          : !hidden && is_checked(entry->fts_name)) &&
                 !add(files, entry->fts_path))
            exit_code = fail_memory(cli);
    }
    if (fts)
        fts_close(fts);
    free(start);
    return exit_code;
}

/* The folder before the first component that has a wildcard. */
static int walk_pattern(const cli_session *cli, check_files *files, const char *pattern)
{
    size_t fixed = strcspn(pattern, "*?[");
    while (fixed && pattern[fixed - 1] != '/')
        fixed--;
    char *folder = fixed ? strndup(pattern, fixed) : strdup("./");
    if (!folder)
        return fail_memory(cli);
    size_t before = files->count;
    int exit_code = walk(cli, files, folder, pattern + fixed);
    if (!fixed) /* paths as they would be typed */
        for (size_t i = before; i < files->count; i++)
            memmove(files->paths[i], files->paths[i] + 2, strlen(files->paths[i] + 2) + 1);
    free(folder);
    return exit_code;
}

static int add_operand(const cli_session *cli, check_files *files, const char *operand)
{
    struct stat status;
    bool there = stat(operand, &status) == 0;
    if (there && S_ISDIR(status.st_mode))
        return walk(cli, files, operand, NULL);
    if (!there && is_pattern(operand))
        return walk_pattern(cli, files, operand);
    return add(files, operand) ? CLI_EXIT_SURE : fail_memory(cli);
}

/* Nothing checked must not look like nothing wrong. */
static int fail_empty(const cli_session *cli, const char *operand)
{
    capalign_error error = {
        .code = CAPALIGN_E_IO,
        .time_us = CAPALIGN_TIME_NONE,
        .message = "no SRT or WebVTT file is there; name other files, folders or patterns",
    };
    cli_print_error(cli, &error, operand);
    return CLI_EXIT_INPUT;
}

int check_find_files(const cli_session *cli, check_files *files)
{
    int exit_code = CLI_EXIT_SURE;
    const char *operand;
    for (size_t i = 0; (operand = cli_operand_at(cli, i)); i++) {
        size_t before = files->count;
        int added = add_operand(cli, files, operand);
        exit_code = added != CLI_EXIT_SURE ? added : exit_code;
        if (added == CLI_EXIT_SURE && files->count == before)
            exit_code = fail_empty(cli, operand);
    }
    return exit_code;
}

void check_free_files(check_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->paths[i]);
    free(files->paths);
}
