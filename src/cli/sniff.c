#include "sniff.h"

#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

/* Compressed or encrypted bytes are control characters one time in nine, headers of containers
 * more often (their sizes are full of zero bytes); a damaged text seldom. */
enum { LOOK_BYTES = 4096, CONTROL_ONE_IN = 32, MARK_BYTES = 2 };

static bool is_control(unsigned char c)
{
    return (c < 0x20 && (c < '\t' || c > '\r')) || c == 0x7F;
}

/* Every second byte is zero, as in UTF-16 of European text, and those between are no controls. */
static bool looks_utf16(const unsigned char *bytes, size_t size)
{
    size_t zeros[2] = {0}, controls = 0;
    for (size_t i = 0; i < size; i++) {
        zeros[i % 2] += !bytes[i];
        controls += bytes[i] && is_control(bytes[i]);
    }
    size_t more = zeros[0] > zeros[1] ? zeros[0] : zeros[1];
    size_t fewer = zeros[0] + zeros[1] - more;
    return more > size / 4 && fewer <= size / CONTROL_ONE_IN && controls <= size / CONTROL_ONE_IN;
}

bool cli_sniff_text(const unsigned char *bytes, size_t size)
{
    if (size >= MARK_BYTES &&
        (memcmp(bytes, "\xFF\xFE", MARK_BYTES) == 0 || memcmp(bytes, "\xFE\xFF", MARK_BYTES) == 0))
        return true;
    size_t controls = 0;
    for (size_t i = 0; i < size; i++)
        controls += is_control(bytes[i]);
    return controls <= size / CONTROL_ONE_IN || looks_utf16(bytes, size);
}

static bool has_article_extension(const char *path)
{
    static const char *const extensions[] = {"txt", "text", "md",    "markdown",
                                             "htm", "html", "xhtml", "xht"};
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    for (size_t i = 0; dot && i < CLI_COUNT(extensions); i++)
        if (strcasecmp(dot + 1, extensions[i]) == 0)
            return true;
    return !dot;
}

bool cli_is_article(const char *path)
{
    if (strcmp(path, "-") == 0)
        return true; /* media are read from files only */
    struct stat st;
    unsigned char bytes[LOOK_BYTES];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    ssize_t size = -1;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        size = read(fd, bytes, sizeof bytes);
    if (fd >= 0)
        close(fd);
    return size > 0 ? cli_sniff_text(bytes, (size_t)size) : has_article_extension(path);
}
