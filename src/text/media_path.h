/* Addresses of media in articles: which of them may be looked for beside the article. */
#ifndef CA_TEXT_MEDIA_PATH_H
#define CA_TEXT_MEDIA_PATH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/utf8.h"

/* Whether the address ends in the name of a video file (.mp4, .webm …), whatever ?query or
 * #fragment follows. */
bool ca_media_is_video(ca_str url);
/* The path inside the article's folder that the address names, URL escapes undone, query and
 * fragment removed; NULL when it has a scheme or host, is absolute, leaves the folder, is empty or
 * holds control characters or, unescaped, is not UTF-8 (and when there is no memory: *failed is
 * then set). */
const char *ca_media_path(ca_arena *arena, ca_str url, bool *failed);
/* The last path segment, unescaped, where it names a video file; else NULL. Also for addresses that
 * ca_media_path refuses, as long as they are http or https. */
const char *ca_media_name(ca_arena *arena, ca_str url, bool *failed);

#endif
