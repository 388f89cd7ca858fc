/* The plain-text rules one by one, each with its neighbour that must not be a clip. Whole articles
 * are in samples/article/text. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>

#include <capalign/article.h>

#include "base/strbuf.h"

#define BODY "The council voted on Monday to keep the old mill open for another ten years."
#define REST "Most of the money comes from the lottery, the rest from people along the river."
#define CAPTION "Millers set the great wheel in motion"

static capalign_article *parse(const char *text)
{
    capalign_article *article = NULL;
    capalign_error error;
    if (capalign_article_parse(text, strlen(text), "a.txt", NULL, &article, &error) != CAPALIGN_OK)
        fail_msg("%s", error.message);
    return article;
}

/* Clips as "seconds@line:caption" and a space; "?" for what is not known. */
static void check(const char *text, const char *expected)
{
    capalign_article *article = parse(text);
    ca_strbuf got = {0};
    ca_strbuf_add(&got, "", 0);
    for (size_t i = 0; i < capalign_article_clip_count(article); i++) {
        const capalign_clip *clip = capalign_article_clip(article, i);
        if (clip->duration_us == CAPALIGN_TIME_NONE)
            ca_strbuf_add_text(&got, "?");
        else
            ca_strbuf_format(&got, "%d", (int)(clip->duration_us / 1000000));
        ca_strbuf_format(&got, "@%zu:%s;", clip->line, clip->caption ? clip->caption : "?");
    }
    if (strcmp(got.data, expected) != 0)
        fail_msg("\n%s\ngives \"%s\" instead of \"%s\"", text, got.data, expected);
    ca_strbuf_free(&got);
    capalign_article_destroy(article);
}

static void a_lone_mark_needs_support(void **state)
{
    (void)state;
    check(BODY "\n\n2:26\n\n" REST, "");
    check(BODY "\n\n2:26\n" REST, "");
    check(BODY "\n\n2:26\n\n" CAPTION "\n\n" REST, "");
    check(BODY "\n\n2:26\n\n" CAPTION "\n\n" CAPTION "\n\n" REST, "146@3:" CAPTION ";");
    check(BODY "\n\nVideo\n2:26\n\n" REST, "146@4:?;");
    check(BODY "\n\n▶ 2:26\n\n" REST, "146@3:?;");
    check(BODY "\n\nDuration: 2:26\n\n" REST, "146@3:?;");
    check(BODY "\n\n" CAPTION "\n2:26\n\n" REST, "146@4:" CAPTION ";");
}

static void a_mark_may_be_the_first_or_last_line(void **state)
{
    (void)state;
    check("2:26\n\n" CAPTION "\n\n" CAPTION "\n", "146@1:" CAPTION ";");
    check(CAPTION "\n\n" CAPTION "\n\n2:26", "146@5:" CAPTION ";");
    check(CAPTION "\n2:26\n" CAPTION, "146@2:" CAPTION ";");
}

static void a_line_beside_is_weak_support(void **state)
{
    (void)state;
    check(CAPTION "\n2:26\n", "");                                /* no article round it */
    check(BODY "\n\n" CAPTION "\n12:26\n\n" REST, "");            /* rather a time of day */
    check(BODY "\n\n" CAPTION "\n2:26\n" REST, "");               /* not the two alone */
    check(BODY "\n\nby weight of flour only\n2:26\n\n" REST, ""); /* small letters */
    check(BODY "\n\nOld mill\n2:26\n\n" REST, "");                /* a label */
    check(BODY "\n\nIt takes 2:26 now\n\n" CAPTION "\n2:26\n\n" REST, ""); /* in the text, too */
    check(BODY "\n\n" CAPTION "\n2:26\n\n" CAPTION " again\n3:10\n\n" REST, ""); /* a list */
}

static void lists_of_times_are_no_clips(void **state)
{
    (void)state;
    check(BODY "\n\nVideo\n0:00\nStart\n2:26\nThe wheel\n3:45\nThe boats\n\n" REST, "");
    check(BODY "\n\n0:00 Start\n2:26 The wheel\n3:45 The boats\n", "");
    check(BODY "\n\nVideo: " CAPTION " (1:12:00)\n0:00 Start\n2:26 The wheel\n3:45 The boats\n",
          "4320@3:" CAPTION ";");
    check(BODY "\n\n20:15 Film\n21:00 News\n22:00 Sport\n", "");
}

static void headings_end_the_article(void **state)
{
    (void)state;
    check(BODY "\n\nMore videos\n\nVideo: " CAPTION " (2:26)\n\n" REST "\n\nVideo 2:26\n", "");
    check(BODY "\n\nRelated\nVideo: " CAPTION " (2:26)\n\n" REST "\n\nVideo 3:45\n", "225@8:?;");
    check("More videos\n\n" BODY "\n\nVideo 3:45\n", "225@5:?;");
}

static void times_of_something_else_are_no_clips(void **state)
{
    (void)state;
    check(BODY "\n\nListen\n2:26\n\n" REST, "");
    check(BODY "\n\nKick-off\n15:00\n\n" REST, "");
    check(BODY "\n\nVideo\n9:00 pm\n\n" REST, "");
    check(BODY "\n\nPodcast: " CAPTION " (32:10)\n\n" REST, "");
    check(BODY "\n\n2:26\n\nShare\n\nShare\n\n" REST, "");
}

static void captions_are_never_paragraphs(void **state)
{
    (void)state;
    check(BODY "\n\nVideo 2:26\n" REST "\n", "146@3:?;");
    check(BODY "\n\nVideo\n2:26\n" CAPTION ". Photo: Valley Press\n\n" REST, "146@4:?;");
    check(BODY "\n\nVideo 2:26\nthe council voted on Monday to keep\nthe mill open\n", "146@3:?;");
    check(BODY "\n\n2:26\n\n" REST "\n\n" REST "\n", "146@3:" REST ";"); /* doubled: proof */
}

static void lengths_that_cannot_be_are_not_known(void **state)
{
    (void)state;
    check(BODY "\n\nVideo\n0:00\n" CAPTION "\n", "?@4:" CAPTION ";");
    check(BODY "\n\nVideo\n2:76\n" CAPTION "\n", "?@4:" CAPTION ";");
    check(BODY "\n\nVideo: " CAPTION "\n", "?@3:" CAPTION ";");
    check(BODY "\n\nVideo: " CAPTION " (2.26 Min.)\n", "?@3:" CAPTION ";");
}

static void titles(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Old mill stays open\n\n" BODY, "Old mill stays open"},
        {"Advertisement\n\nHome\n\nOld mill stays open\n\n" BODY, "Old mill stays open"},
        {"Valley News\n\nOld mill stays open\n\n" BODY, "Old mill stays open"},
        {"Old mill\n\nThe council found the money\n\n" BODY, "Old mill"},
        {"Old mill stays open\nBy Anna Berg\n\n" BODY, "Old mill stays open"},
        {"Video: " CAPTION " (2:26)\n\nOld mill stays open\n\n" BODY, "Old mill stays open"},
        {"The mill. Photo: Press\n\nOld mill stays open\n\n" BODY, "Old mill stays open"},
        {BODY "\n\nOld mill stays open\n", NULL},
        {"2:26\n", NULL},
        {"", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        capalign_article *article = parse(rows[i][0]);
        const char *title = capalign_article_title(article);
        if (!title != !rows[i][1] || (title && strcmp(title, rows[i][1]) != 0))
            fail_msg("\n%s\ngives \"%s\"", rows[i][0], title ? title : "(none)");
        capalign_article_destroy(article);
    }
}

static void too_much_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        size_t count;
        const char *says;
    } rows[] = {{"2:26\n", CAPALIGN_ARTICLE_MAX_BYTES / 5, "lines"},
                {"Video 2:26\n\n" BODY "\n\n", CAPALIGN_ARTICLE_MAX_CLIPS + 1, "clips"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t n = strlen(rows[i].unit);
        char *text = malloc(n * rows[i].count);
        assert_non_null(text);
        for (size_t k = 0; k < rows[i].count; k++)
            memcpy(text + k * n, rows[i].unit, n);
        capalign_article *article = NULL;
        capalign_error error;
        assert_int_equal(
            capalign_article_parse(text, n * rows[i].count, "a.txt", NULL, &article, &error),
            CAPALIGN_E_LIMIT);
        assert_null(article);
        assert_non_null(strstr(error.message, rows[i].says));
        assert_true(error.line > 0);
        free(text);
    }
}

/* 10 h of marks, one a second: a list, whatever stands above it. */
static void hours_of_marks_are_a_list(void **state)
{
    (void)state;
    ca_strbuf text = {0};
    ca_strbuf_add_text(&text, BODY "\n\nVideo\n");
    for (int s = 1; s <= 36000; s++)
        ca_strbuf_format(&text, "%02d:%02d:%02d\n", s / 3600, s / 60 % 60, s % 60);
    check(text.data, "");
    ca_strbuf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lone_mark_needs_support),
        cmocka_unit_test(a_mark_may_be_the_first_or_last_line),
        cmocka_unit_test(a_line_beside_is_weak_support),
        cmocka_unit_test(lists_of_times_are_no_clips),
        cmocka_unit_test(headings_end_the_article),
        cmocka_unit_test(times_of_something_else_are_no_clips),
        cmocka_unit_test(captions_are_never_paragraphs),
        cmocka_unit_test(lengths_that_cannot_be_are_not_known),
        cmocka_unit_test(titles),
        cmocka_unit_test(too_much_is_told),
        cmocka_unit_test(hours_of_marks_are_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
