/* Chapters and metadata are judged by their syntax alone. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include <capalign/check.h>

#define TIMES "00:01.000 --> 00:01.200\n"
#define LONG                                                                                       \
    "The ferry  leaves the harbour at six in the morning today, and nobody on the quay knows why"

typedef struct kind_case {
    const char *path;
    const char *text;
    const char *codes; /* told, in their order; all rules are on */
} kind_case;

static capalign_check_config *all_rules(void)
{
    capalign_check_config *config;
    assert_int_equal(capalign_check_config_create(&config, NULL), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_enable(config, "all", true, NULL), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_enable(config, "missing-pair", false, NULL),
                     CAPALIGN_OK);
    return config;
}

static void expect(const kind_case *k, const capalign_check_config *config)
{
    char codes[1024] = "";
    const capalign_check_options options = {.config = config};
    capalign_check_result *result;
    assert_int_equal(
        capalign_check_bytes(k->text, strlen(k->text), k->path, &options, &result, NULL),
        CAPALIGN_OK);
    assert_null(result->error);
    for (size_t i = 0; i < result->finding_count; i++) {
        strcat(codes, i ? " " : "");
        strcat(codes, result->findings[i].finding.code);
    }
    if (strcmp(codes, k->codes) != 0)
        print_error("%s:\n%s\n", k->path, k->text);
    assert_string_equal(codes, k->codes);
    capalign_check_result_destroy(result);
}

static void expect_all(const kind_case *cases, size_t count)
{
    capalign_check_config *config = all_rules();
    for (size_t i = 0; i < count; i++)
        expect(&cases[i], config);
    capalign_check_config_destroy(config);
}

#define AS_CAPTIONS "min-duration max-chars-per-line max-reading-speed double-space"

static void names(void **state)
{
    (void)state;
    static const char text[] = "WEBVTT\n\n" TIMES LONG "\n";
    const kind_case cases[] = {
        {"talk.vtt", text, AS_CAPTIONS},
        {"talk.chapters.vtt", text, ""},
        {"talk.en.CHAPTERS.vtt", text, ""},
        {"talk.metadata.en.vtt", text, ""},
        {"chapters/talk.vtt", text, AS_CAPTIONS},
        {"chapters.vtt", text, ""},
        {"thumbnails.vtt", text, ""},
        {"chapters.en.vtt", text, AS_CAPTIONS}, /* a film */
        {"", text, AS_CAPTIONS},
    };
    expect_all(cases, sizeof cases / sizeof cases[0]);
}

static void headers(void **state)
{
    (void)state;
    static const kind_case cases[] = {
        {"a.vtt", "WEBVTT\nKind: metadata\n\n" TIMES LONG "\n", "webvtt-header-metadata"},
        {"a.vtt", "WEBVTT\nLanguage: en\nkind:chapters\n\n" TIMES LONG "\n",
         "webvtt-header-metadata"},
        {"a.chapters.vtt", "WEBVTT\nKind: captions\n\n" TIMES LONG "\n",
         "webvtt-header-metadata " AS_CAPTIONS},
        {"a.vtt", "WEBVTT\n\n" TIMES "Kind: metadata " LONG "\n", AS_CAPTIONS},
    };
    expect_all(cases, sizeof cases / sizeof cases[0]);
}

static void contents(void **state)
{
    (void)state;
    static const kind_case cases[] = {
        {"a.vtt", "WEBVTT\n\n" TIMES "{\n\"text\":  \"" LONG " & <more\"\n}\n", ""},
        {"a.vtt", "WEBVTT\n\n" TIMES "[{\"x\":  1}, \"" LONG "\"]\n", ""},
        {"a.vtt", "WEBVTT\n\n" TIMES "sprites.jpg#xywh=0,0,160,90\n", ""},
        {"a.vtt", "WEBVTT\n\n" TIMES "{\"a\":  1}\n\n00:01.200 --> 00:05.000\nThe  ferry\n",
         "min-duration max-reading-speed double-space double-space"},
        {"a.vtt", "WEBVTT\n\n" TIMES "[Music  plays]\n",
         "min-duration max-reading-speed double-space"},
        {"a.vtt", "WEBVTT\n\n" TIMES "{}\n", ""},
    };
    expect_all(cases, sizeof cases / sizeof cases[0]);
}

/* Tags and entities are syntax of chapters, and mean nothing in metadata. */
static void syntax_is_judged(void **state)
{
    (void)state;
    static const kind_case cases[] = {
        {"a.metadata.vtt", "WEBVTT\n\n" TIMES "a & <b\n", ""},
        {"a.chapters.vtt", "WEBVTT\n\n" TIMES "a & <b>c\n", "webvtt-ampersand webvtt-tag-unclosed"},
        {"a.metadata.vtt", "WEBVTT\n\n00:05.000 --> 00:06.000 colour:red\nx\n\n" TIMES "y\n",
         "webvtt-setting-unknown cue-order"},
        {"a.metadata.vtt", "WEBVTT\n\nNOTE capalign-disable no-such-rule\n\n" TIMES "y\n",
         "suppression-unknown"},
    };
    expect_all(cases, sizeof cases / sizeof cases[0]);
}

static void fixes_touch_syntax_only(void **state)
{
    (void)state;
    static const char before[] = "WEBVTT\n\n00:01.000 --> 00:02.000 colour:red\n{\"a\":  1}\n";
    static const char after[] = "WEBVTT\n\n00:01.000 --> 00:02.000\n{\"a\":  1}\n";
    char *fixed;
    size_t size, count;
    assert_int_equal(capalign_check_fix(before, sizeof before - 1, "a.vtt", NULL, false, &fixed,
                                        &size, &count, NULL),
                     CAPALIGN_OK);
    assert_int_equal(size, sizeof after - 1);
    assert_memory_equal(fixed, after, size);
    capalign_free(fixed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(headers),
        cmocka_unit_test(contents),
        cmocka_unit_test(syntax_is_judged),
        cmocka_unit_test(fixes_touch_syntax_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
