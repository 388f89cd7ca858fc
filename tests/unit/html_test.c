/* Small pages; whole ones are in samples/article/html. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>

#include "base/strbuf.h"
#include "text/html_charset.h"
#include "text/reader.h"
#include "text/visible.h"

static capalign_article *read_page(const char *page)
{
    capalign_article_options options = {.format = "html"};
    capalign_article *article = NULL;
    assert_int_equal(capalign_article_parse(page, strlen(page), NULL, &options, &article, NULL),
                     CAPALIGN_OK);
    return article;
}

static void pages_are_told_by_their_start(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool sure, maybe;
    } cases[] = {{"<!DOCTYPE html><p>", true, true},
                 {"\xEF\xBB\xBF \n<HTML>", true, true},
                 {"<?xml version='1.0'?>\n<!-- x -->\n<html xmlns='x'>", true, true},
                 {"<figure><video>", false, true},
                 {"<p>Text", false, true},
                 {"# Heading\n<p>", false, false},
                 {"<notes> on HTML", false, false},
                 {"", false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int score = ca_reader_html.sniff(ca_str_of(cases[i].text));
        assert_int_equal(score == 100, cases[i].sure);
        assert_int_equal(score > 0, cases[i].maybe);
    }
}

static void declared_encodings_are_iconv_names(void **state)
{
    (void)state;
    static const struct {
        const char *page, *encoding;
    } cases[] = {
        {"<meta charset=utf-8>", "UTF-8"},
        {"<META CHARSET='ISO-8859-1'/>", "WINDOWS-1252"},
        {"<meta  charset = \"latin1\" >", "WINDOWS-1252"},
        {"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "KOI8-R"},
        {"<meta content='text/html;charset=\"Shift_JIS\"' http-equiv='content-type'>", "CP932"},
        {"<meta content='text/html; charset=koi8-r'>", ""},
        {"<meta charset=utf-16le>", "UTF-8"},
        {"<meta charset=gbk>", "GB18030"},
        {"<meta charset=nonsense><meta charset=big5>", "BIG5-HKSCS"},
        {"<!-- <meta charset=koi8-r> --><meta charset=windows-1251>", "WINDOWS-1251"},
        {"<metacharset=koi8-r>", ""},
        {"<meta charset=' l1 '", "WINDOWS-1252"},
        {"<meta charset='koi8-r", "KOI8-R"},
        {"<meta", ""},
        {"<!--", ""},
        {"", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char name[40];
        ca_html_declared_encoding(cases[i].page, strlen(cases[i].page), name);
        assert_string_equal(name, cases[i].encoding);
    }
}

static void lines_are_those_of_the_source(void **state)
{
    (void)state;
    capalign_article *a = read_page("<!doctype html>\n<!-- one\ntwo -->\n<style>\n\n</style>\n"
                                    "<h1>Old mill</h1>\n<p>The council voted on Monday.</p>\n"
                                    "<figure><video src=a.mp4></video></figure>\n"
                                    "<p>02:26</p>\n<p>The wheel turns at night</p>\n"
                                    "<p>The wheel turns at night</p><p>It was late.</p>"
                                    "<script type=application/ld+json>\n"
                                    "{\"@type\":\"VideoObject\",\"name\":\"Boats\","
                                    "\"contentUrl\":\"b.mp4\"}</script>");
    assert_int_equal(capalign_article_clip_count(a), 2);
    assert_int_equal(capalign_article_clip(a, 0)->line, 10);
    assert_string_equal(capalign_article_clip(a, 0)->media_src, "a.mp4");
    assert_int_equal(capalign_article_clip(a, 0)->duration_us, 146000000);
    assert_int_equal(capalign_article_clip(a, 1)->line, 12);
    capalign_article_destroy(a);
}

static void check_title(const char *head, const char *body, const char *title)
{
    ca_strbuf page = {0};
    ca_strbuf_format(&page, "<html><head>%s</head><body>%s<p>The council voted.</p>", head, body);
    capalign_article *a = read_page(page.data);
    assert_string_equal(capalign_article_title(a), title);
    capalign_article_destroy(a);
    ca_strbuf_free(&page);
}

static void titles_are_headlines(void **state)
{
    (void)state;
    check_title("<title>Old mill stays | Post</title>", "<h1>Old  mill\n<em>stays</em></h1>",
                "Old mill stays");
    check_title("<title>Old mill stays - The Valley Post</title>", "", "Old mill stays");
    check_title("<title>Mill - a story in three parts and a half</title>", "",
                "Mill - a story in three parts and a half");
    check_title("<title>Old mill | Post</title>", "<h1>Post</h1><h1>Old mill</h1>", "Old mill");
    check_title("<meta property=og:title content='Old mill'>", "<h1>Post</h1><h1>Weather</h1>",
                "Old mill");
    check_title("<title>T&eacute;l&eacute; &amp; mill</title>", "", "T\xC3\xA9l\xC3\xA9 & mill");
    check_title("<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Old mill\"}"
                "</script><title>x</title>",
                "", "Old mill");
}

static void check_language(const char *head, const char *language)
{
    capalign_article *a = read_page(head);
    const char *got = capalign_article_language(a);
    if (language)
        assert_string_equal(got, language);
    else
        assert_null(got);
    capalign_article_destroy(a);
}

static void languages_are_bcp47(void **state)
{
    (void)state;
    check_language("<html lang=en-GB>", "en-GB");
    check_language("<html lang=' de '>", "de");
    check_language("<html><meta property=og:locale content=pt_BR>", "pt-BR");
    check_language("<html lang=''>", NULL);
    check_language("<html lang='English'>", NULL);
    check_language("<html lang='en; drop'>", NULL);
    check_language("<html lang='e'>", NULL);
    check_language("<html><script type=application/ld+json>{\"@type\":\"Article\","
                   "\"inLanguage\":\"cy\"}</script>",
                   "cy");
}

static size_t count_clips(const char *body)
{
    capalign_article *a = read_page(body);
    size_t count = capalign_article_clip_count(a);
    capalign_article_destroy(a);
    return count;
}

static void players_are_told_from_other_frames(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        size_t clips;
    } cases[] = {{"<iframe src='https://www.youtube.com/embed/Ab3dEf6hIj0'></iframe>", 1},
                 {"<iframe data-src='//player.vimeo.com/video/1'></iframe>", 1},
                 {"<iframe src='/embed/1' title='Video player'></iframe>", 1},
                 {"<iframe src='/embed/1' class='js-video'></iframe>", 1},
                 {"<iframe src='/chart/1' title='Chart'></iframe>", 0},
                 {"<iframe src='https://open.spotify.com/embed/player'></iframe>", 0},
                 {"<amp-youtube data-videoid=abcdef></amp-youtube>", 1},
                 {"<lite-youtube videoid=abcdef></lite-youtube>", 1},
                 {"<amp-img src=a.png></amp-img>", 0},
                 {"<embed src=a.mp4><object data=b.swf></object>", 1},
                 {"<video src=a.mp4></video><video src=a.mp4></video>", 1},
                 {"<video src=a.mp4></video><video src=b/a.mp4></video>", 1},
                 {"<video src=x/a.mp4></video><video src=y/a.mp4></video>", 2},
                 {"<video></video><video></video>", 2},
                 {"<nav><video src=a.mp4></video></nav>", 0},
                 {"<template><video src=a.mp4></video></template>", 0},
                 {"<div style='display:none'><video src=a.mp4></video></div>", 0},
                 {"<a href=a.mp4><img src=a.jpg></a>", 1},
                 {"<a href=a.html><img src=a.jpg></a>", 0},
                 {"<footer><script type=application/ld+json>{\"@type\":\"VideoObject\",\"name\":"
                  "\"x\"}</script></footer>",
                  1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(count_clips(cases[i].body), cases[i].clips);
}

static void headings_begin_and_end_boxes_of_teasers(void **state)
{
    (void)state;
    assert_int_equal(count_clips("<article><p>The council voted.</p><h3>Related</h3>"
                                 "<video src=x.mp4></video><h3>What comes next</h3>"
                                 "<video src=a.mp4></video></article>"),
                     1);
    assert_int_equal(count_clips("<div><p>The council voted on Monday evening.</p><div><div>"
                                 "<h2>More videos</h2></div><div><video src=x.mp4></video></div>"
                                 "</div></div><div><video src=a.mp4></video></div>"),
                     1);
}

static void too_many_clips_are_refused(void **state)
{
    (void)state;
    ca_strbuf page = {0};
    for (size_t i = 0; i <= CAPALIGN_ARTICLE_MAX_CLIPS; i++)
        ca_strbuf_format(&page, "<video src=v%zu.mp4></video>", i);
    capalign_article_options options = {.format = "html"};
    capalign_article *article = NULL;
    assert_int_equal(capalign_article_parse(page.data, page.size, NULL, &options, &article, NULL),
                     CAPALIGN_E_LIMIT);
    assert_null(article);
    ca_strbuf_free(&page);
}

static void one_video_is_one_clip_however_often(void **state)
{
    (void)state;
    ca_strbuf page = {0};
    for (int i = 0; i < 500; i++)
        ca_strbuf_format(&page, "<video src=%s/a.mp4></video>", i % 2 ? "x" : "y");
    assert_int_equal(count_clips(page.data), 2);
    ca_strbuf_free(&page);
}

static void visible_text_keeps_captions(void **state)
{
    (void)state;
    static const char page[] =
        "<!doctype html><title>x</title><nav>Menu</nav><p>One &amp;\n two<br>"
        "three</p><figure><video src=a.mp4>no</video><figcaption>Four"
        "</figcaption></figure><pre>five\nsix</pre><script>no</script>";
    char *bytes = malloc(sizeof page + 1);
    memcpy(bytes, page, sizeof page);
    ca_strbuf text = {0};
    assert_int_equal(ca_visible_text(bytes, sizeof page - 1, "t.html", &text, NULL), CAPALIGN_OK);
    char words[64] = "";
    for (size_t i = 0, n = 0; i < text.size; i++)
        if (text.data[i] != '\n' || (n && words[n - 1] != '/'))
            words[n++] = text.data[i] == '\n' ? '/' : text.data[i];
    assert_string_equal(words, "One & two/three/Four/five/six/");
    ca_strbuf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_told_by_their_start),
        cmocka_unit_test(declared_encodings_are_iconv_names),
        cmocka_unit_test(lines_are_those_of_the_source),
        cmocka_unit_test(titles_are_headlines),
        cmocka_unit_test(languages_are_bcp47),
        cmocka_unit_test(players_are_told_from_other_frames),
        cmocka_unit_test(headings_begin_and_end_boxes_of_teasers),
        cmocka_unit_test(too_many_clips_are_refused),
        cmocka_unit_test(one_video_is_one_clip_however_often),
        cmocka_unit_test(visible_text_keeps_captions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
