/* Linking of whatever names and lengths: no file twice, whole or by chapters, and the same again.
 * Input: lines; "c" + a length in seconds + text is a clip, "m" a medium, "h" a chapter of the
 * medium before. */
#include <capalign/link.h>

#include <stdlib.h>
#include <string.h>

enum { MAX = 64 };

static void check(const capalign_link *links, size_t n, const capalign_link_medium *media)
{
    for (size_t i = 0; i < n; i++) {
        if (links[i].medium == SIZE_MAX)
            continue;
        for (size_t k = 0; k < i; k++) {
            if (links[k].medium == SIZE_MAX)
                continue;
            const capalign_link_medium *a = &media[links[i].medium], *b = &media[links[k].medium];
            bool whole = a->chapter == SIZE_MAX || b->chapter == SIZE_MAX;
            if (links[i].medium == links[k].medium || (whole && strcmp(a->file, b->file) == 0))
                abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = calloc(size + 1, 1);
    if (!text)
        return 0;
    if (size)
        memcpy(text, data, size);
    capalign_link_clip clips[MAX];
    capalign_link_medium media[MAX];
    size_t n = 0, m = 0;
    char *state = NULL;
    for (char *line = strtok_r(text, "\n", &state); line; line = strtok_r(NULL, "\n", &state)) {
        char *rest = line + 1;
        int64_t us = CAPALIGN_TIME_NONE;
        if (*line && *rest >= '0' && *rest <= '9')
            us = (int64_t)(strtoul(rest, &rest, 10) % 100000) * 100000;
        if (*line == 'c' && n < MAX)
            clips[n++] = (capalign_link_clip){us, rest, strchr(rest, '.') ? rest : NULL,
                                              strchr(rest, '/'), strchr(rest, '=')};
        else if (*line == 'm' && m < MAX)
            media[m++] = (capalign_link_medium){rest, NULL, strchr(rest, '='), us, SIZE_MAX};
        else if (*line == 'h' && m > 0 && m < MAX)
            media[m] = (capalign_link_medium){media[m - 1].file, rest, NULL, us, m}, m++;
    }
    capalign_link links[MAX], again[MAX];
    memset(links, 0, sizeof links);
    memset(again, 0, sizeof again);
    if (capalign_link_assign(clips, n, media, m, links, NULL) == CAPALIGN_OK) {
        check(links, n, media);
        if (capalign_link_assign(clips, n, media, m, again, NULL) != CAPALIGN_OK ||
            memcmp(links, again, sizeof links) != 0)
            abort();
    }
    free(text);
    return 0;
}
