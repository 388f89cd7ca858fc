#include "text/media_path.h"

#include <stddef.h>

/* Without .ts and .mts, which are TypeScript more often than MPEG transport streams. */
static const char *const video_extensions[] = {"mp4",  "m4v", "webm", "mov", "mkv",  "ogv",
                                               "avi",  "mpg", "mpeg", "wmv", "flv",  "3gp",
                                               "m2ts", "mxf", "qt",   "asf", "divx", "vob"};

static ca_str without_query(ca_str url)
{
    for (size_t i = 0; i < url.size; i++)
        if (url.data[i] == '?' || url.data[i] == '#')
            url.size = i;
    return url;
}

static ca_str last_segment(ca_str url)
{
    for (size_t i = url.size; i > 0; i--)
        if (url.data[i - 1] == '/')
            return (ca_str){url.data + i, url.size - i};
    return url;
}

bool ca_media_is_video(ca_str url)
{
    ca_str name = last_segment(without_query(ca_str_trim(url)));
    for (size_t i = name.size; i > 1; i--) {
        if (name.data[i - 1] != '.')
            continue;
        ca_str extension = {name.data + i, name.size - i};
        for (size_t k = 0; k < sizeof video_extensions / sizeof video_extensions[0]; k++)
            if (ca_str_equal_nocase(extension, video_extensions[k]))
                return true;
        return false;
    }
    return false;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* A copy with %XX undone. */
static char *unescape(ca_arena *arena, ca_str url, size_t *size, bool *failed)
{
    char *copy = ca_arena_copy(arena, url);
    if (!copy) {
        *failed = true;
        return NULL;
    }
    size_t n = 0;
    for (size_t i = 0; i < url.size; i++) {
        int high = url.data[i] == '%' && i + 2 < url.size ? hex(url.data[i + 1]) : -1;
        int low = high >= 0 ? hex(url.data[i + 2]) : -1;
        copy[n++] = low >= 0 ? (char)(high << 4 | low) : url.data[i];
        i += low >= 0 ? 2 : 0;
    }
    copy[n] = '\0';
    *size = n;
    return copy;
}

/* Control characters, or (out of %XX) what is not UTF-8. */
static bool is_unprintable(const char *text, size_t size)
{
    if (ca_utf8_valid_prefix(text, size) != size)
        return true;
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7F)
            return true;
    return false;
}

/* RFC 3986, 3.1: a letter, then letters, digits, + - . up to a colon. */
static size_t scheme_length(ca_str url)
{
    size_t i = 0;
    while (i < url.size && ((url.data[i] | 32) >= 'a' && (url.data[i] | 32) <= 'z'))
        i++;
    if (i == 0)
        return 0;
    while (i < url.size &&
           (((url.data[i] | 32) >= 'a' && (url.data[i] | 32) <= 'z') ||
            (url.data[i] >= '0' && url.data[i] <= '9') || memchr("+-.", url.data[i], 3)))
        i++;
    return i < url.size && url.data[i] == ':' ? i : 0;
}

/* "./" in front is taken off by the caller; ".." is refused wherever it leads. */
static bool stays_inside(const char *path)
{
    if (!*path || *path == '/' || *path == '\\' || *path == '~')
        return false;
    for (const char *at = path; at;) {
        size_t n = strcspn(at, "/\\");
        if (n == 2 && at[0] == '.' && at[1] == '.')
            return false;
        at = at[n] ? at + n + 1 : NULL;
    }
    return true;
}

const char *ca_media_path(ca_arena *arena, ca_str url, bool *failed)
{
    url = without_query(ca_str_trim(url));
    if (!url.size || scheme_length(url))
        return NULL;
    size_t size;
    char *path = unescape(arena, url, &size, failed);
    if (!path || is_unprintable(path, size) || scheme_length((ca_str){path, size}))
        return NULL;
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    return stays_inside(path) ? path : NULL;
}

const char *ca_media_name(ca_arena *arena, ca_str url, bool *failed)
{
    url = without_query(ca_str_trim(url));
    size_t scheme = scheme_length(url);
    ca_str name = {url.data, scheme};
    if (scheme && !ca_str_equal_nocase(name, "http") && !ca_str_equal_nocase(name, "https"))
        return NULL;
    ca_str segment = last_segment(url);
    if (!ca_media_is_video(segment))
        return NULL;
    size_t size;
    char *copy = unescape(arena, segment, &size, failed);
    return copy && !is_unprintable(copy, size) && !strchr(copy, '/') ? copy : NULL;
}
