/* Runs cue text tests in the form of html5lib's tree tests: every .dat file of a folder, by
 * default cases/webvtt-cuetext of $CAPALIGN_SHARED or ../shared. usage: [FOLDER or FILE.dat …]
 *
 * Each text goes through the whole reader, as the one cue of a WebVTT file: NULs and blank lines
 * count as they do in a file. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <capalign/caption.h>

#include "base/strbuf.h"
#include "caption/webvtt_cuetext.h"
#include "../unit/cuetext_dump.h"

enum { SKIPPED = 77 };

typedef struct tally {
    size_t tests;
    size_t right;
} tally;

static int hex(char c)
{
    const char *digits = "0123456789abcdef",
               *at = strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c);
    return c && at ? (int)(at - digits) : 0;
}

static uint32_t hex_number(const char *at, size_t digits)
{
    uint32_t number = 0;
    for (size_t i = 0; i < digits; i++)
        number = number * 16 + (uint32_t)hex(at[i]);
    return number;
}

/* \x00, \u0000, \n, \t, \\ */
static void unescape(ca_strbuf *out, const char *at, size_t size)
{
    for (size_t i = 0; i < size;) {
        char kind = at[i] == '\\' && i + 1 < size ? at[i + 1] : 0;
        size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 0;
        if (digits && i + 2 + digits <= size) {
            ca_strbuf_add_char(out, hex_number(at + i + 2, digits));
            i += 2 + digits;
        } else if (kind == 'n' || kind == 't' || kind == '\\') {
            ca_strbuf_add(out, kind == 'n' ? "\n" : kind == 't' ? "\t" : "\\", 1);
            i += 2;
        } else {
            ca_strbuf_add(out, at + i++, 1);
        }
    }
}

static void run(const char *data, size_t data_size, const char *tree, size_t tree_size,
                tally *counts)
{
    ca_strbuf file = {0}, expected = {0}, got = {0};
    ca_strbuf_add_text(&file, "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n");
    unescape(&file, data, data_size);
    unescape(&expected, tree, tree_size);
    capalign_caption_read_options options = {.format = "vtt"};
    capalign_track *track = NULL;
    ca_arena arena = {0};
    if (capalign_caption_parse(file.data, file.size, &options, &track, NULL) == CAPALIGN_OK &&
        capalign_track_cue_count(track)) {
        const capalign_cue *cue = capalign_track_cue(track, 0);
        const ca_cuetext_node *root =
            ca_cuetext_parse(&arena, (ca_str){cue->text, cue->text_bytes}, (ca_str){NULL, 0});
        if (root)
            cuetext_dump(root, &got);
    }
    ca_str want = ca_strbuf_view(&expected), have = ca_strbuf_view(&got);
    bool right = want.size == have.size && memcmp(want.data, have.data, want.size) == 0;
    if (!right)
        printf("#data\n%.*s\nexpected\n%s\ngot\n%s\n", (int)data_size, data, want.data, have.data);
    counts->tests++;
    counts->right += right;
    capalign_track_destroy(track);
    ca_arena_free(&arena);
    ca_strbuf_free(&file);
    ca_strbuf_free(&expected);
    ca_strbuf_free(&got);
}

static const char *after(const char *at, const char *mark)
{
    const char *found = at ? strstr(at, mark) : NULL;
    return found ? found + strlen(mark) : NULL;
}

/* The text is NUL-terminated and holds no NUL itself. */
static void run_text(const char *text, tally *counts)
{
    for (const char *at = after(text, "#data\n"); at;) {
        const char *errors = strstr(at, "#errors\n");
        const char *tree = after(errors, "#document-fragment\n");
        if (!tree) {
            printf("a test without #errors or #document-fragment\n");
            counts->tests++;
            return;
        }
        const char *next = strstr(tree, "\n#data\n");
        size_t tree_size = next ? (size_t)(next - tree) : strlen(tree);
        while (tree_size && tree[tree_size - 1] == '\n')
            tree_size--;
        size_t data_size = (size_t)(errors - at);
        run(at, data_size ? data_size - 1 : 0, tree, tree_size, counts);
        at = next ? next + strlen("\n#data\n") : NULL;
    }
}

static void run_file(const char *path, tally *counts)
{
    ca_strbuf text = {0};
    FILE *file = fopen(path, "rb");
    char piece[4096];
    for (size_t n; file && (n = fread(piece, 1, sizeof piece, file)) > 0;)
        ca_strbuf_add(&text, piece, n);
    if (file)
        fclose(file);
    run_text(ca_strbuf_view(&text).data, counts);
    ca_strbuf_free(&text);
}

static void run_path(const char *path, tally *counts)
{
    DIR *folder = opendir(path);
    if (!folder) {
        run_file(path, counts);
        return;
    }
    for (struct dirent *entry; (entry = readdir(folder));) {
        char inner[4096];
        const char *dot = strrchr(entry->d_name, '.');
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (dot && strcmp(dot, ".dat") == 0)
            run_file(inner, counts);
    }
    closedir(folder);
}

int main(int argc, char **argv)
{
    char folder[4096];
    const char *shared = getenv("CAPALIGN_SHARED");
    tally counts = {0};
    snprintf(folder, sizeof folder, "%s/cases/webvtt-cuetext", shared ? shared : "../shared");
    for (int i = 1; i < argc; i++)
        run_path(argv[i], &counts);
    struct stat st;
    if (argc == 1 && stat(folder, &st) != 0) {
        printf("skipped: %s is not there\n", folder);
        return SKIPPED;
    }
    if (argc == 1)
        run_path(folder, &counts);
    printf("%zu of %zu cue texts right\n", counts.right, counts.tests);
    return counts.tests && counts.right == counts.tests ? 0 : 1;
}
