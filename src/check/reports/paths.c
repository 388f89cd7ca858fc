#include "check/reports/paths.h"

/* The next part of a path between slashes, "." and empty ones left out; false at the end. */
static bool next_part(const char **at, ca_str *part)
{
    for (;;) {
        while (**at == '/')
            ++*at;
        if (!**at)
            return false;
        *part = (ca_str){*at, strcspn(*at, "/")};
        *at += part->size;
        if (!ca_str_equal(*part, "."))
            return true;
    }
}

/* What follows the root in the path; the whole path where it is not below it. */
static const char *below(const char *path, const char *root)
{
    const char *at = path;
    ca_str part, folder;
    if (!root || (*path == '/') != (*root == '/'))
        return path;
    while (next_part(&root, &folder))
        if (!next_part(&at, &part) || part.size != folder.size ||
            memcmp(part.data, folder.data, part.size) != 0)
            return path;
    const char *rest = at;
    if (!next_part(&rest, &part))
        return path; /* the root itself keeps its name */
    return at + strspn(at, "/");
}

void ca_report_add_path(ca_strbuf *out, const char *path, const char *root)
{
    const char *rest = below(path, root);
    bool first = true;
    ca_str part;
    if (rest == path && *path == '/')
        ca_strbuf_add(out, "/", 1);
    for (; next_part(&rest, &part); first = false) {
        if (!first)
            ca_strbuf_add(out, "/", 1);
        ca_strbuf_add(out, part.data, part.size);
    }
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._~/", c));
}

void ca_report_add_uri(ca_strbuf *out, ca_str path)
{
    static const char digits[] = "0123456789ABCDEF";
    if (path.size && path.data[0] == '/')
        ca_strbuf_add_text(out, "file://");
    for (size_t i = 0; i < path.size; i++) {
        unsigned char c = (unsigned char)path.data[i];
        char coded[3] = {'%', digits[c >> 4], digits[c & 15]};
        if (is_unreserved(path.data[i]))
            ca_strbuf_add(out, &path.data[i], 1);
        else
            ca_strbuf_add(out, coded, sizeof coded);
    }
}
