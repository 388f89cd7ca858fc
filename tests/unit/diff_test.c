/* The unified diff: what it looks like, and that `patch` makes one text of the other with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <capalign/check.h>

#include "base/strbuf.h"

static void diff(const char *path, ca_str before, ca_str after, ca_strbuf *out)
{
    capalign_error error;
    assert_int_equal(capalign_check_diff(path, before.data, before.size, after.data, after.size,
                                         ca_strbuf_sink, out, &error),
                     CAPALIGN_OK);
}

static void expect(const char *path, const char *before, const char *after, const char *wanted)
{
    ca_strbuf out = {0};
    diff(path, ca_str_of(before), ca_str_of(after), &out);
    assert_string_equal(out.data ? out.data : "", wanted);
    ca_strbuf_free(&out);
}

static void forms(void **state)
{
    (void)state;
    expect("a.srt", "a\nb\n", "a\nb\n", "");
    expect("a.srt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
           "--- a/a.srt\n+++ b/a.srt\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
    expect("/d/a b.srt", "", "x",
           "--- a/d/a b.srt\t\n+++ b/d/a b.srt\t\n@@ -0,0 +1 @@\n+x\n"
           "\\ No newline at end of file\n");
    expect("a\n\".srt", "x\n", "",
           "--- \"a/a\\012\\\".srt\"\n+++ \"b/a\\012\\\".srt\"\n"
           "@@ -1 +0,0 @@\n-x\n");
    expect("a", "x", "x\n",
           "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");
}

/* Numbers that look random and are the same in every run. */
static unsigned next(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

static void make_texts(unsigned seed, size_t lines, ca_strbuf *before, ca_strbuf *after)
{
    for (size_t i = 0; i < lines; i++) {
        unsigned kind = next(&seed) % 10;
        ca_strbuf line = {0};
        ca_strbuf_format(&line, "%u\n", next(&seed) % (seed % 2 ? 5u : 1000u));
        if (kind != 0)
            ca_strbuf_add(before, line.data, line.size);
        if (kind == 1)
            ca_strbuf_add_text(after, "new\n");
        else if (kind != 2)
            ca_strbuf_add(after, line.data, line.size);
        ca_strbuf_free(&line);
    }
    if (next(&seed) % 2)
        ca_strbuf_add_text(after, "no end");
}

static void write_text(const char *folder, const char *name, ca_str text)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.data, 1, text.size, file), text.size);
    assert_int_equal(fclose(file), 0);
}

static void run_patch(const char *folder, ca_str before, ca_str after)
{
    char command[8192];
    ca_strbuf out = {0};
    diff("a.txt", before, after, &out);
    write_text(folder, "a.txt", before);
    write_text(folder, "b.txt", after);
    write_text(folder, "d", ca_strbuf_view(&out));
    ca_strbuf_free(&out);
    snprintf(command, sizeof command,
             "cd '%s' && { [ ! -s d ] || patch -s --fuzz=0 -p1 <d; } && "
             "cmp a.txt b.txt",
             folder);
    assert_int_equal(system(command), 0);
}

static void patched(void **state)
{
    (void)state;
    if (system("patch --version >/dev/null 2>&1") != 0)
        skip();
    char folder[] = "/tmp/capalign-diff-XXXXXX", command[64];
    assert_non_null(mkdtemp(folder));
    for (unsigned seed = 1; seed <= 40; seed++) {
        ca_strbuf before = {0}, after = {0};
        make_texts(seed, seed < 36 ? seed * 3 : 4000, &before, &after);
        run_patch(folder, ca_strbuf_view(&before), ca_strbuf_view(&after));
        ca_strbuf_free(&before);
        ca_strbuf_free(&after);
    }
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
}

/* Two texts with nothing in common, and no line that stands once, take no longer than others. */
static void different(void **state)
{
    (void)state;
    ca_strbuf before = {0}, after = {0}, out = {0};
    for (size_t i = 0; i < 100000; i++) {
        ca_strbuf_add_text(&before, i % 3 ? "a\n" : "b\n");
        ca_strbuf_add_text(&after, i % 7 ? "b\n" : "c\n");
    }
    diff("a", ca_strbuf_view(&before), ca_strbuf_view(&after), &out);
    assert_true(out.size > 0);
    ca_strbuf_free(&before);
    ca_strbuf_free(&after);
    ca_strbuf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),
        cmocka_unit_test(patched),
        cmocka_unit_test(different),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
