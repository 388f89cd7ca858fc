#include "check/siblings.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "check/language.h"

bool ca_sibling_exists(ca_check *check, const char *extension)
{
    const char *path = check->path;
    ca_strbuf name = {0};
    struct stat info;
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    ca_strbuf_add(&name, path, dot ? (size_t)(dot - path) : strlen(path));
    ca_strbuf_add_text(&name, extension);
    check->no_memory = check->no_memory || name.failed;
    bool exists = name.failed || stat(name.data, &info) == 0;
    ca_strbuf_free(&name);
    return exists;
}

/* The name before and after its language. */
typedef struct pattern {
    ca_str folder; /* with its slash, or empty */
    ca_str before;
    ca_str language;
    ca_str after;
} pattern;

static bool make_pattern(const char *path, pattern *p)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    p->folder = (ca_str){path, (size_t)(name - path)};
    p->language = ca_language_part(path);
    p->before = (ca_str){name, (size_t)(p->language.data - name)};
    p->after = ca_str_of(p->language.data + p->language.size);
    return p->language.size != 0;
}

static bool fits(const pattern *p, ca_str name)
{
    size_t around = p->before.size + p->after.size;
    if (name.size <= around || memcmp(name.data, p->before.data, p->before.size) != 0 ||
        memcmp(name.data + name.size - p->after.size, p->after.data, p->after.size) != 0)
        return false;
    ca_str language = {name.data + p->before.size, name.size - around};
    return !memchr(language.data, '.', language.size) &&
           !(language.size == p->language.size &&
             memcmp(language.data, p->language.data, language.size) == 0);
}

/* The size first: most files differ in it and need not be read. */
static bool has_same_bytes(ca_check *check, const char *path)
{
    static const char mark[] = "\xEF\xBB\xBF";
    struct stat info;
    size_t size, skip = check->track->source_bom ? sizeof mark - 1 : 0;
    char *bytes;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) ||
        (size_t)info.st_size != check->text.size + skip)
        return false;
    capalign_code code = ca_file_read(path, CAPALIGN_CAPTION_MAX_BYTES, &bytes, &size, NULL);
    check->no_memory = check->no_memory || code == CAPALIGN_E_MEMORY;
    if (code != CAPALIGN_OK)
        return false;
    bool same = size == check->text.size + skip &&
                memcmp(bytes + skip, check->text.data, check->text.size) == 0;
    free(bytes);
    return same;
}

static bool look_in(ca_check *check, const pattern *p, DIR *folder)
{
    bool same = false;
    ca_strbuf path = {0};
    for (struct dirent *entry; !same && (entry = readdir(folder));) {
        ca_str name = ca_str_of(entry->d_name);
        if (!fits(p, name))
            continue;
        ca_strbuf_clear(&path);
        ca_strbuf_add(&path, p->folder.data, p->folder.size);
        ca_strbuf_add(&path, name.data, name.size);
        check->no_memory = check->no_memory || path.failed;
        same = !path.failed && has_same_bytes(check, path.data);
    }
    ca_strbuf_free(&path);
    return same;
}

bool ca_sibling_same_text(ca_check *check)
{
    pattern p;
    if (!check->track->source_exact || !check->text.size || !make_pattern(check->path, &p))
        return false;
    char *folder = p.folder.size ? strndup(p.folder.data, p.folder.size) : strdup(".");
    DIR *open = folder ? opendir(folder) : NULL;
    check->no_memory = check->no_memory || !folder;
    bool same = open && look_in(check, &p, open);
    if (open)
        closedir(open);
    free(folder);
    return same;
}
