/* Reading a page with each allocation failing in turn, the HTML parser's among them: an error and
 * no leak. (jansson's own allocations are not ours to fail; it reports them as errors.) */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include <capalign/article.h>

#include "fail.h"

static const char page[] =
    "<!doctype html><html lang=en><head><title>Old mill | Post</title>"
    "<meta property=og:title content='Old mill'><meta property='og:video' content='c.mp4'>"
    "<script type='application/ld+json'>[{\"@type\":\"VideoObject\",\"name\":\"A &amp; B\","
    "\"duration\":\"PT2M26S\",\"contentUrl\":\"a.mp4\",\"transcript\":[\"One.\",\"Two.\"],},]"
    "</script></head><body><!-- note --><h1>Old mill</h1><p>The council voted on Monday.</p>"
    "<figure><video><source src=a.mp4><track kind=captions srclang=en src=a.vtt></video>"
    "<figcaption>The wheel turns</figcaption></figure>"
    "<div itemscope itemtype='https://schema.org/VideoObject'><span itemprop=name>The boats leave"
    "</span><link itemprop=contentUrl href=b.mp4></div>"
    "<div class=player data-duration=58 data-src=d.mp4><p>The cat sleeps</p></div>"
    "<p><a href=e.mp4>Ducks on the pond</a></p>"
    "<p>3:45</p><p>A frog sings at night</p><p>A frog sings at night</p></body></html>";

enum { CLIPS = 6 };

static bool parse(void *context)
{
    (void)context;
    capalign_article_options options = {.format = "html"};
    capalign_article *article = NULL;
    capalign_error error;
    if (capalign_article_parse(page, sizeof page - 1, NULL, &options, &article, &error) !=
        CAPALIGN_OK) {
        assert_null(article);
        assert_int_equal(error.code, CAPALIGN_E_MEMORY);
        return false;
    }
    /* a failure that was borne must not have cost anything */
    assert_int_equal(capalign_article_clip_count(article), CLIPS);
    const capalign_clip *clip = capalign_article_clip(article, 1);
    assert_string_equal(clip->name, "A & B");
    assert_string_equal(clip->transcript, "One.\nTwo.");
    assert_string_equal(clip->track_src, "a.vtt");
    capalign_article_destroy(article);
    return true;
}

static void every_failure_is_an_error(void **state)
{
    (void)state;
    assert_true(fail_each(parse, NULL) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_failure_is_an_error)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
