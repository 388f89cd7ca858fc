/* Paths as text: the pieces of names that the pipeline puts together. */
#ifndef CA_PIPELINE_PATH_H
#define CA_PIPELINE_PATH_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/error.h"

/* "dir/" of "dir/name.ext", "" when there is no slash. */
ca_str ca_path_folder(const char *path);
/* "name.ext" of "dir/name.ext". */
const char *ca_path_name(const char *path);
/* "name" of "dir/name.ext"; a name that begins with its only dot has no extension. */
ca_str ca_path_stem(const char *path);
/* "ext" of "dir/name.ext", "" when there is none. */
const char *ca_path_extension(const char *path);
/* Whether the extension is one of a space-separated list of lower-case ones. */
bool ca_path_has_extension(const char *path, const char *list);
/* folder + '/' where needed + name, in the arena; NULL without memory. */
char *ca_path_join(ca_arena *arena, ca_str folder, const char *name);
/* A language tag in a file's name: two or three letters, then subtags of letters and digits
 * (BCP 47, cut down to what names carry). */
bool ca_path_is_language(ca_str part);
/* Whether it is an ordinary file, links followed. */
bool ca_path_is_file(const char *path);
bool ca_path_is_folder(const char *path);
/* Makes a folder and those above it; the error names `path`. */
capalign_code ca_make_folders(const char *path, capalign_error *error);

#endif
