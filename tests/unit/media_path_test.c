#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "text/media_path.h"

static void check(const char *url, const char *path, const char *name)
{
    ca_arena arena = {0};
    bool failed = false;
    const char *got_path = ca_media_path(&arena, ca_str_of(url), &failed);
    const char *got_name = ca_media_name(&arena, ca_str_of(url), &failed);
    assert_false(failed);
    if (!got_path != !path || (path && strcmp(got_path, path) != 0))
        fail_msg("\"%s\": path \"%s\"", url, got_path ? got_path : "(none)");
    if (!got_name != !name || (name && strcmp(got_name, name) != 0))
        fail_msg("\"%s\": name \"%s\"", url, got_name ? got_name : "(none)");
    ca_arena_free(&arena);
}

static void paths_stay_inside_the_folder(void **state)
{
    (void)state;
    check("media/a.mp4", "media/a.mp4", "a.mp4");
    check("./a.mp4?t=1#x", "a.mp4", "a.mp4");
    check("my%20clip.mp4", "my clip.mp4", "my clip.mp4");
    check("caf%C3%A9.webm", "café.webm", "café.webm");
    check("50%.mp4", "50%.mp4", "50%.mp4");
    check("../a.mp4", NULL, "a.mp4");
    check("media/../../a.mp4", NULL, "a.mp4");
    check("media/%2e%2e/%2e%2e/a.mp4", NULL, "a.mp4");
    check("..%2fa.mp4", NULL, NULL); /* a name with a slash in it */
    check("..\\a.mp4", NULL, "..\\a.mp4");
    check("/srv/a.mp4", NULL, "a.mp4");
    check("//host/a.mp4", NULL, "a.mp4");
    check("%2fsrv/a.mp4", NULL, "a.mp4");
    check("~/a.mp4", NULL, "a.mp4");
    check("https://example.com/v/a.mp4?x=/b.mp4", NULL, "a.mp4");
    check("file:///srv/a.mp4", NULL, NULL);
    check("javascript:alert(1)//a.mp4", NULL, NULL);
    check("file%3A///srv/a.mp4", NULL, "a.mp4");
    check("C:a.mp4", NULL, NULL);
    check("a%00.mp4", NULL, NULL);
    check("a%0a.mp4", NULL, NULL);
    check("caf%E9.mp4", NULL, NULL); /* not UTF-8 */
    check("https://example.com/caf%E9.mp4", NULL, NULL);
    check("", NULL, NULL);
    check("   ", NULL, NULL);
    check("notes.txt", "notes.txt", NULL);
    check("main.ts", "main.ts", NULL);
    check(".mp4", ".mp4", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(paths_stay_inside_the_folder)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
