#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <capalign/article.h>

static capalign_article *parse(const char *bytes, size_t size, const char *name,
                               const capalign_article_options *options)
{
    capalign_article *article = NULL;
    capalign_error error;
    if (capalign_article_parse(bytes, size, name, options, &article, &error) != CAPALIGN_OK)
        fail_msg("%s", error.message);
    return article;
}

static void check_format(const char *text, const char *name, const char *format)
{
    capalign_article *article = parse(text, strlen(text), name, NULL);
    if (strcmp(capalign_article_format(article), format) != 0)
        fail_msg("\"%s\" as %s is read as %s", text, name ? name : "(no name)",
                 capalign_article_format(article));
    capalign_article_destroy(article);
}

static void the_reader_is_chosen_by_name_and_content(void **state)
{
    (void)state;
    check_format("Text\n", "a.txt", "plain");
    check_format("Text\n", "a.MD", "markdown");
    check_format("Text\n", "dir.md/a", "plain");
    check_format("Text\n", NULL, "plain");
    check_format("# Text\n", NULL, "markdown");
    check_format("# Text\n", "a.txt", "plain");
    check_format("<!doctype html><html><body>x</body></html>", "a.txt", "html");
    check_format("Text\n", "a.html", "html");
    check_format("Text\n", ".md", "plain");
    capalign_article_options options = {.format = "markdown"};
    capalign_article *article = parse("x", 1, "a.txt", &options);
    assert_string_equal(capalign_article_format(article), "markdown");
    capalign_article_destroy(article);
}

static void the_encoding_is_told(void **state)
{
    (void)state;
    int guessed;
    capalign_article *article = parse("Caf\xE9 am Fluss\n\nText.", 20, "a.txt", NULL);
    assert_string_equal(capalign_article_encoding(article, &guessed), "WINDOWS-1252");
    assert_true(guessed);
    assert_string_equal(capalign_article_title(article), "Café am Fluss");
    capalign_article_destroy(article);

    capalign_article_options options = {.encoding = "ISO-8859-7"};
    article = parse("\xE1\xE2\xE3 \xE1\xE2 \xE1\xE2\n", 10, "a.txt", &options);
    assert_string_equal(capalign_article_encoding(article, &guessed), "ISO-8859-7");
    assert_false(guessed);
    assert_string_equal(capalign_article_title(article), "αβγ αβ αβ");
    capalign_article_destroy(article);

    article = parse("\xFF\xFE"
                    "A\0b\0",
                    6, "a.txt", NULL);
    assert_string_equal(capalign_article_encoding(article, NULL), "UTF-16LE");
    capalign_article_destroy(article);
}

static capalign_code code_of(const char *bytes, size_t size,
                             const capalign_article_options *options, capalign_error *error)
{
    capalign_article *article = NULL;
    capalign_code code = capalign_article_parse(bytes, size, "a.txt", options, &article, error);
    assert_null(article);
    assert_int_equal(error->code, code);
    return code;
}

static void what_is_no_article_is_refused(void **state)
{
    (void)state;
    capalign_error error;
    unsigned char noise[4096];
    unsigned seed = 1;
    for (size_t i = 0; i < sizeof noise; i++) {
        seed = seed * 1103515245u + 12345u;
        noise[i] = (unsigned char)(seed >> 16);
    }
    assert_int_equal(code_of((char *)noise, sizeof noise, NULL, &error), CAPALIGN_E_INPUT);
    memset(noise, 0, sizeof noise);
    assert_int_equal(code_of((char *)noise, sizeof noise, NULL, &error), CAPALIGN_E_INPUT);
    capalign_article_options format = {.format = "docx"}, encoding = {.encoding = "no-such"};
    assert_int_equal(code_of("x", 1, &format, &error), CAPALIGN_E_ARGUMENT);
    assert_non_null(strstr(error.message, "docx"));
    assert_int_equal(code_of("\xE9", 1, &encoding, &error), CAPALIGN_E_ARGUMENT);
    assert_int_equal(code_of("", CAPALIGN_ARTICLE_MAX_BYTES + 1, NULL, &error), CAPALIGN_E_LIMIT);
}

static void files_are_read(void **state)
{
    (void)state;
    capalign_article *article = NULL;
    capalign_error error;
    assert_int_equal(
        capalign_article_read("samples/article/text/doubled.txt", NULL, &article, &error),
        CAPALIGN_OK);
    assert_int_equal(capalign_article_clip_count(article), 2);
    const capalign_clip *clip = capalign_article_clip(article, 1);
    assert_int_equal(clip->duration_us, INT64_C(225000000));
    assert_string_equal(clip->caption, "Ferry captain shows the new timetable on the quay");
    assert_int_equal(clip->line, 27);
    assert_null(capalign_article_language(article));
    capalign_article_destroy(article);
    article = NULL;
    assert_int_equal(capalign_article_read("samples", NULL, &article, &error), CAPALIGN_E_IO);
    assert_string_equal(error.file, "samples");
    assert_int_equal(capalign_article_read("no/such.txt", NULL, &article, NULL), CAPALIGN_E_IO);
    assert_null(article);
    capalign_article_destroy(NULL);
}

static void an_empty_article_has_nothing(void **state)
{
    (void)state;
    capalign_article *article = parse("", 0, NULL, NULL);
    assert_int_equal(capalign_article_clip_count(article), 0);
    assert_null(capalign_article_title(article));
    capalign_article_destroy(article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reader_is_chosen_by_name_and_content),
        cmocka_unit_test(the_encoding_is_told),
        cmocka_unit_test(what_is_no_article_is_refused),
        cmocka_unit_test(files_are_read),
        cmocka_unit_test(an_empty_article_has_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
