/* Files beside a medium that go with it by their name. */
#include "pipeline/beside.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/strbuf.h"
#include "pipeline/path.h"

/* Parts of a name that say something else than the language. */
static const char *const name_flags[] = {"sdh", "cc", "hi", "default", "transcript"};

typedef struct candidate {
    char *name;
    const char *language; /* in the job's arena; "" where the name says none */
} candidate;

typedef struct candidates {
    candidate *items;
    size_t count;
    size_t capacity;
} candidates;

static bool is_flag(ca_str part)
{
    for (size_t i = 0; i < sizeof name_flags / sizeof name_flags[0]; i++)
        if (ca_str_equal_nocase(part, name_flags[i]))
            return true;
    return false;
}

bool ca_beside_middle(ca_str middle, ca_str *language)
{
    *language = (ca_str){"", 0};
    while (middle.size) {
        if (middle.data[0] != '.')
            return false;
        middle.data++, middle.size--;
        const char *dot = memchr(middle.data, '.', middle.size);
        ca_str part = {middle.data, dot ? (size_t)(dot - middle.data) : middle.size};
        if (!language->size && ca_path_is_language(part) && !is_flag(part))
            *language = part;
        else if (!is_flag(part))
            return false;
        middle.data += part.size, middle.size -= part.size;
    }
    return true;
}

/* Whether capalign wrote the file, which then is no source but an earlier result. */
static capalign_code wrote_it(ca_written *written, const char *path, bool *own,
                              capalign_error *error)
{
    *own = false;
    if (!written->size)
        return CAPALIGN_OK;
    char *bytes;
    size_t size;
    capalign_code code = ca_file_read(path, CAPALIGN_CAPTION_MAX_BYTES, &bytes, &size, error);
    if (code != CAPALIGN_OK)
        return code;
    *own = ca_written_owns(written, ca_path_name(path), bytes, size);
    free(bytes);
    return CAPALIGN_OK;
}

static capalign_code add_candidate(ca_job *job, candidates *list, const char *name, ca_str language,
                                   capalign_error *error)
{
    candidate *items = ca_grow(list->items, &list->capacity, list->count + 1, sizeof *items);
    if (!items)
        return ca_fail_memory(error);
    list->items = items;
    candidate *added = &items[list->count];
    added->name = ca_arena_copy(&job->arena, ca_str_of(name));
    added->language = ca_arena_copy(&job->arena, language);
    if (!added->name || !added->language)
        return ca_fail_memory(error);
    list->count++;
    return CAPALIGN_OK;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const candidate *)a)->name, ((const candidate *)b)->name);
}

static capalign_code list_candidates(ca_job *job, const char *medium, const char *extensions,
                                     candidates *list, capalign_error *error)
{
    ca_str folder = ca_path_folder(medium), stem = ca_path_stem(medium);
    char *folder_name = ca_arena_copy(&job->arena, folder.size ? folder : ca_str_of("."));
    if (!folder_name)
        return ca_fail_memory(error);
    DIR *listing = opendir(folder_name);
    if (!listing)
        return ca_fail_errno(error, folder_name, "look into the folder", errno);
    capalign_code code = CAPALIGN_OK;
    for (struct dirent *entry; code == CAPALIGN_OK && (entry = readdir(listing));) {
        const char *name = entry->d_name;
        size_t ends = strlen(name) - strlen(ca_path_extension(name)) - 1;
        if (strncmp(name, stem.data, stem.size) != 0 || ends < stem.size ||
            !ca_path_has_extension(name, extensions))
            continue;
        ca_str language;
        if (ca_beside_middle((ca_str){name + stem.size, ends - stem.size}, &language))
            code = add_candidate(job, list, name, language, error);
    }
    closedir(listing);
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_name);
    return code;
}

/* The best of the list by language: as wanted, then untagged, then the only or first one, which is
 * said in the note. NULL: none will do. */
static const candidate *choose(const ca_job *job, const capalign_job_clip *clip,
                               const candidates *list, ca_beside *out)
{
    const char *languages[4];
    size_t count = ca_job_languages(job, clip, languages);
    for (size_t l = 0; l < count; l++)
        for (size_t i = 0; i < list->count; i++)
            if (ca_language_matches(list->items[i].language, languages[l]))
                return &list->items[i];
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i].language[0])
            return &list->items[i];
    if (!list->count || job->options.language)
        return NULL;
    if (list->count > 1)
        out->note = "several files beside the medium would do; the first was taken, --lang picks "
                    "another";
    return &list->items[0];
}

capalign_code ca_beside_find(ca_job *job, const capalign_job_clip *clip, const char *extensions,
                             ca_beside *out, capalign_error *error)
{
    *out = (ca_beside){0};
    const capalign_job_medium *linked = ca_job_medium_of(job, clip);
    if (!linked)
        return CAPALIGN_OK;
    const char *medium = linked->path;
    candidates list = {0}, foreign = {0};
    ca_written written = {0};
    ca_str folder = ca_path_folder(medium);
    char *folder_name = ca_arena_copy(&job->arena, folder);
    capalign_code code =
        folder_name ? ca_written_load(folder_name, &written, error) : ca_fail_memory(error);
    if (code == CAPALIGN_OK)
        code = list_candidates(job, medium, extensions, &list, error);
    for (size_t i = 0; i < list.count && code == CAPALIGN_OK; i++) {
        bool own = false;
        char *path = ca_path_join(&job->arena, folder, list.items[i].name);
        code = path ? wrote_it(&written, path, &own, error) : ca_fail_memory(error);
        if (code == CAPALIGN_OK && !own)
            code = add_candidate(job, &foreign, path, ca_str_of(list.items[i].language), error);
    }
    const candidate *chosen = code == CAPALIGN_OK ? choose(job, clip, &foreign, out) : NULL;
    if (chosen) {
        out->path = chosen->name;
        out->language = chosen->language;
    }
    ca_written_free(&written);
    free(list.items);
    free(foreign.items);
    return code;
}
