#include "base/place.h"

#include <dlfcn.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void ca_library_folder(char folder[PATH_MAX])
{
    Dl_info info;
    struct link_map *map = NULL;
    folder[0] = '\0';
    if (!dladdr1((const void *)(uintptr_t)ca_library_folder, &info, (void **)&map, RTLD_DL_LINKMAP))
        return;
    if (map && map->l_name[0]) {
        snprintf(folder, PATH_MAX, "%s", map->l_name);
    } else {
        /* The main program has no name there, and argv[0] need not be a path. */
        ssize_t n = readlink("/proc/self/exe", folder, PATH_MAX - 1);
        folder[n > 0 ? n : 0] = '\0';
    }
    char *slash = strrchr(folder, '/');
    folder[slash ? slash + 1 - folder : 0] = '\0';
}
