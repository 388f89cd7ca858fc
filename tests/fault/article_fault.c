/* Reading articles with each allocation failing in turn: an error and no leak. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include <capalign/article.h>

#include "fail.h"

typedef struct job {
    const char *format;
    const char *text;
    size_t clips;
} job;

static bool parse(void *context)
{
    const job *j = context;
    capalign_article_options options = {.format = j->format};
    capalign_article *article = NULL;
    capalign_error error;
    if (capalign_article_parse(j->text, strlen(j->text), NULL, &options, &article, &error) !=
        CAPALIGN_OK) {
        assert_null(article);
        assert_int_equal(error.code, CAPALIGN_E_MEMORY);
        return false;
    }
    /* a failure that was borne must not have cost a clip */
    bool whole = capalign_article_clip_count(article) == j->clips;
    capalign_article_destroy(article);
    assert_true(whole);
    return true;
}

static const char plain[] = "Old mill stays open\n\nThe council voted on Monday to keep it.\n\n"
                            "2:26\n\nThe wheel turns\n\nThe wheel turns\n\n"
                            "Video: The boats leave (3:45)\n\nVideo: cat.mp4\n\nVideo 0:58\n\xE9\n";

static const char markdown[] =
    "---\ntitle: Old mill\nlang: en\n---\n# Heading\n\nUnder\n---\n\n![*The wheel*](a.mp4)\n\n"
    "[boats][b] (3:45)\n\n<figure><video src='c.mp4'></video><figcaption>The cat sleeps"
    "</figcaption></figure>\n\n[b]: b.mp4\n";

static void every_failure_is_an_error(void **state)
{
    (void)state;
    static const job jobs[] = {{"plain", plain, 4}, {"markdown", markdown, 3}};
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        job copy = jobs[i];
        size_t runs = fail_each(parse, &copy);
        assert_true(runs > 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_failure_is_an_error)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
