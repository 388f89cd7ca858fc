#include "pipeline/path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *ca_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

ca_str ca_path_folder(const char *path)
{
    return (ca_str){path, (size_t)(ca_path_name(path) - path)};
}

static const char *last_dot(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && dot != name ? dot : name + strlen(name);
}

ca_str ca_path_stem(const char *path)
{
    const char *name = ca_path_name(path);
    return (ca_str){name, (size_t)(last_dot(name) - name)};
}

const char *ca_path_extension(const char *path)
{
    const char *dot = last_dot(ca_path_name(path));
    return *dot ? dot + 1 : dot;
}

bool ca_path_has_extension(const char *path, const char *list)
{
    return ca_str_in_list(ca_str_of(ca_path_extension(path)), list);
}

char *ca_path_join(ca_arena *arena, ca_str folder, const char *name)
{
    size_t slash = folder.size && folder.data[folder.size - 1] != '/';
    size_t size = strlen(name);
    char *path = ca_arena_alloc(arena, folder.size + slash + size + 1);
    if (!path)
        return NULL;
    if (folder.size)
        memcpy(path, folder.data, folder.size);
    if (slash)
        path[folder.size] = '/';
    memcpy(path + folder.size + slash, name, size + 1);
    return path;
}

bool ca_path_is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool ca_path_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool ca_path_is_language(ca_str part)
{
    size_t primary = 0;
    while (primary < part.size && ((part.data[primary] | 0x20) >= 'a') &&
           ((part.data[primary] | 0x20) <= 'z'))
        primary++;
    if (primary < 2 || primary > 3 || part.size > 20)
        return false;
    for (size_t i = primary; i < part.size; i++) {
        char c = part.data[i];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z', digit = c >= '0' && c <= '9';
        if (!letter && !digit && c != '-' && c != '_')
            return false;
    }
    return primary == part.size || part.data[primary] == '-' || part.data[primary] == '_';
}

/* 0 when the folder is there or was made, else the reason. */
static int make_folder(const char *path)
{
    struct stat st;
    if (mkdir(path, 0777) == 0)
        return 0;
    int reason = errno;
    if (reason == EEXIST && stat(path, &st) == 0)
        reason = S_ISDIR(st.st_mode) ? 0 : ENOTDIR;
    return reason;
}

capalign_code ca_make_folders(const char *path, capalign_error *error)
{
    if (ca_path_is_folder(path))
        return CAPALIGN_OK;
    char *copy = strdup(path);
    if (!copy)
        return ca_fail_memory(error);
    int reason = 0;
    for (char *at = copy + 1; *at && !reason; at++) {
        if (*at != '/' || at[-1] == '/')
            continue;
        *at = '\0';
        reason = make_folder(copy);
        *at = '/';
    }
    if (!reason)
        reason = make_folder(copy);
    free(copy);
    return reason ? ca_fail_errno(error, path, "make the folder", reason) : CAPALIGN_OK;
}
