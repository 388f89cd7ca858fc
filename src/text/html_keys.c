/* Addresses of one video: how they are compared, and which of them may be used. */
#include "base/error.h"
#include "text/html_page.h"
#include "text/media_path.h"

/* Their last path segment, or ?v=, names the video whatever the rest of the address is. */
static const char *const id_hosts[] = {"youtu", "vimeo", "dailymotion", "dai.ly"};
/* Shorter ones are "v", "embed", "1". */
enum { ID_LEAST = 5, ID_MOST = 64 };

static ca_str after(ca_str text, size_t count)
{
    return (ca_str){text.data + count, text.size - count};
}

static bool starts_nocase(ca_str text, const char *prefix)
{
    size_t n = strlen(prefix);
    return text.size >= n && ca_str_equal_nocase((ca_str){text.data, n}, prefix);
}

static ca_str until(ca_str text, const char *stops)
{
    for (size_t i = 0; i < text.size; i++)
        if (strchr(stops, text.data[i]) && text.data[i])
            return (ca_str){text.data, i};
    return text;
}

static void note_memory(ca_html_page *page, bool failed)
{
    if (failed && page->code == CAPALIGN_OK)
        page->code = ca_fail_memory(page->error);
}

static void add(ca_html_page *page, ca_html_clip *clip, const char *key)
{
    note_memory(page, !key);
    if (!key || !*key || clip->key_count == CA_HTML_MAX_KEYS)
        return;
    for (size_t i = 0; i < clip->key_count; i++)
        if (strcmp(clip->keys[i], key) == 0)
            return;
    clip->keys[clip->key_count++] = key;
}

void ca_html_add_id_key(ca_html_page *page, ca_html_clip *clip, ca_str id)
{
    if (id.size < ID_LEAST || id.size > ID_MOST)
        return;
    char key[ID_MOST + 4] = "id:";
    memcpy(key + 3, id.data, id.size);
    add(page, clip, ca_arena_copy(&page->article->arena, (ca_str){key, id.size + 3}));
}

static void add_id_of(ca_html_page *page, ca_html_clip *clip, ca_str address)
{
    ca_str host = until(address, "/?#");
    bool known = false;
    for (size_t i = 0; i < sizeof id_hosts / sizeof id_hosts[0]; i++)
        known = known || memmem(host.data, host.size, id_hosts[i], strlen(id_hosts[i]));
    if (!known)
        return;
    const char *v = memmem(address.data, address.size, "?v=", 3);
    if (v) {
        size_t start = (size_t)(v - address.data) + 3;
        ca_html_add_id_key(page, clip, until(after(address, start), "&#"));
        return;
    }
    ca_str path = until(address, "?#");
    size_t i = path.size;
    while (i > 0 && path.data[i - 1] != '/')
        i--;
    ca_html_add_id_key(page, clip, after(path, i));
}

/* Without scheme, "www.", query and fragment, so that "https://www.example.com/a/crane.mp4?x" and
 * "//example.com/a/crane.mp4" are one, and "a/crane.mp4" is the end of it. */
void ca_html_add_key(ca_html_page *page, ca_html_clip *clip, ca_str address)
{
    address = ca_str_trim(address);
    ca_str scheme = until(address, ":/?#");
    bool has_scheme = scheme.size < address.size && address.data[scheme.size] == ':';
    if (has_scheme) {
        if (!ca_str_equal_nocase(scheme, "http") && !ca_str_equal_nocase(scheme, "https"))
            return;
        address = after(address, scheme.size + 1);
    }
    bool hosted = starts_nocase(address, "//");
    if (hosted) {
        address = after(address, 2);
        if (starts_nocase(address, "www."))
            address = after(address, 4);
        add_id_of(page, clip, address);
        ca_str path = until(address, "?#");
        while (path.size && path.data[path.size - 1] == '/')
            path.size--;
        if (memchr(path.data, '/', path.size)) /* a host alone is no video */
            add(page, clip, ca_arena_copy(&page->article->arena, path));
        return;
    }
    bool failed = false;
    const char *path = ca_media_path(&page->article->arena, address, &failed);
    note_memory(page, failed);
    if (path) {
        add(page, clip, path);
    } else {
        ca_str rooted = until(address, "?#");
        while (rooted.size && (rooted.data[0] == '/' || rooted.data[0] == '.'))
            rooted = after(rooted, 1);
        if (rooted.size)
            add(page, clip, ca_arena_copy(&page->article->arena, rooted));
    }
}

/* Playlists name other files, which are not looked for. */
static bool is_playlist(ca_str address)
{
    address = until(address, "?#");
    static const char *const ends[] = {".m3u8", ".m3u", ".mpd", ".ism/manifest"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t n = strlen(ends[i]);
        if (address.size > n && ca_str_equal_nocase(after(address, address.size - n), ends[i]))
            return true;
    }
    return false;
}

void ca_html_add_media(ca_html_page *page, ca_html_clip *clip, ca_str address)
{
    if (!address.size)
        return;
    bool failed = false;
    ca_arena *arena = &page->article->arena;
    if (!clip->clip.media_src && !is_playlist(address))
        clip->clip.media_src = ca_media_path(arena, address, &failed);
    if (!clip->clip.name)
        clip->clip.name = ca_media_name(arena, address, &failed);
    note_memory(page, failed);
    ca_html_add_key(page, clip, address);
}

/* Equal, or one is the end of the other, by whole path segments. A name alone is an end only of a
 * path that has no more than a host or folder before it to differ in; "video.mp4" is every site's.
 */
static bool is_same_key(const char *a, const char *b)
{
    size_t na = strlen(a), nb = strlen(b);
    if (na < nb) {
        const char *t = a;
        a = b, b = t;
        size_t n = na;
        na = nb, nb = n;
    }
    if (strcmp(a + na - nb, b) != 0)
        return false;
    return na == nb || (a[na - nb - 1] == '/' && strchr(b, '.'));
}

bool ca_html_share_key(const ca_html_clip *a, const ca_html_clip *b)
{
    for (size_t i = 0; i < a->key_count; i++)
        for (size_t k = 0; k < b->key_count; k++)
            if (is_same_key(a->keys[i], b->keys[k]))
                return true;
    return false;
}
