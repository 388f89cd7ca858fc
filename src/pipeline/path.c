#include "pipeline/path.h"

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
    const char *extension = ca_path_extension(path);
    for (const char *at = list; *at;) {
        size_t word = strcspn(at, " ");
        char wanted[16];
        if (word < sizeof wanted) {
            memcpy(wanted, at, word);
            wanted[word] = '\0';
            if (ca_str_equal_nocase(ca_str_of(extension), wanted))
                return true;
        }
        at += word + (at[word] == ' ');
    }
    return false;
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
