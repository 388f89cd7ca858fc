#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/path.h"

static void check_parts(const char *path, const char *folder, const char *stem,
                        const char *extension)
{
    assert_true(ca_str_equal(ca_path_folder(path), folder));
    assert_true(ca_str_equal(ca_path_stem(path), stem));
    assert_string_equal(ca_path_extension(path), extension);
}

static void paths_are_taken_apart(void **state)
{
    (void)state;
    check_parts("clip.mp4", "", "clip", "mp4");
    check_parts("a/b.c/clip.en.srt", "a/b.c/", "clip.en", "srt");
    check_parts("/clip", "/", "clip", "");
    check_parts("a/.hidden", "a/", ".hidden", "");
    check_parts("a.b/clip", "a.b/", "clip", "");
}

static void extensions_are_compared_without_case(void **state)
{
    (void)state;
    assert_true(ca_path_has_extension("a.MP4", "srt mp4 mkv"));
    assert_true(ca_path_has_extension("a.mkv", "srt mp4 mkv"));
    assert_false(ca_path_has_extension("a.mp", "srt mp4 mkv"));
    assert_false(ca_path_has_extension("a", "srt mp4 mkv"));
    assert_false(ca_path_has_extension("a.", "srt"));
}

static void joined_with_one_slash(void **state)
{
    (void)state;
    ca_arena arena = {0};
    assert_string_equal(ca_path_join(&arena, ca_str_of("a"), "b"), "a/b");
    assert_string_equal(ca_path_join(&arena, ca_str_of("a/"), "b"), "a/b");
    assert_string_equal(ca_path_join(&arena, ca_str_of(""), "b"), "b");
    ca_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_taken_apart),
        cmocka_unit_test(extensions_are_compared_without_case),
        cmocka_unit_test(joined_with_one_slash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
