/* The medium that a caption file is for, by its name. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "pipeline/beside.h"
#include "pipeline/check_media.h"
#include "pipeline/media_names.h"
#include "pipeline/path.h"

/* Parts of a name after its stem that are looked at: name.en.sdh.cc */
enum { MAX_PARTS = 4 };

/* Whether <folder><stem>.<extension> is there, in small or capital letters. */
static bool is_there(ca_strbuf *path, ca_str stem, ca_str extension)
{
    ca_strbuf_clear(path);
    ca_strbuf_add(path, stem.data, stem.size);
    ca_strbuf_add_text(path, ".");
    size_t from = path->size;
    ca_strbuf_add(path, extension.data, extension.size);
    if (path->failed || ca_path_is_file(path->data))
        return !path->failed;
    for (size_t i = from; i < path->size; i++)
        if (path->data[i] >= 'a' && path->data[i] <= 'z')
            path->data[i] = (char)(path->data[i] - 'a' + 'A');
    return ca_path_is_file(path->data);
}

static bool find_with_stem(ca_strbuf *path, ca_str stem)
{
    for (const char *at = ca_media_extensions; *at;) {
        size_t size = strcspn(at, " ");
        if (is_there(path, stem, (ca_str){at, size}))
            return true;
        at += size + (at[size] == ' ');
    }
    return false;
}

capalign_code ca_check_beside(const char *captions, char **medium, char language[36],
                              capalign_error *error)
{
    *medium = NULL;
    language[0] = '\0';
    ca_strbuf path = {0};
    ca_str folder = ca_path_folder(captions), name = ca_path_stem(captions);
    ca_str stem = {captions, folder.size + name.size};
    bool found = false;
    for (int part = 0; part < MAX_PARTS && !found && !path.failed; part++) {
        ca_str middle = {stem.data + stem.size, folder.size + name.size - stem.size}, tag;
        if (!ca_beside_middle(middle, &tag))
            break;
        found = find_with_stem(&path, stem);
        if (found && tag.size < 36) {
            memcpy(language, tag.data, tag.size);
            language[tag.size] = '\0';
        }
        while (stem.size > folder.size && stem.data[stem.size - 1] != '.')
            stem.size--;
        if (stem.size <= folder.size + 1)
            break;
        stem.size--;
    }
    if (found && !path.failed) {
        *medium = path.data;
        return CAPALIGN_OK;
    }
    bool failed = path.failed;
    ca_strbuf_free(&path);
    return failed ? ca_fail_memory(error) : CAPALIGN_OK;
}
