#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "text/jsonld.h"
#include "text/jsonld_repair.h"

typedef struct fixture {
    ca_arena arena;
    ca_jsonld jsonld;
    capalign_error error;
} fixture;

static capalign_code read_text(fixture *f, const char *text)
{
    *f = (fixture){0};
    return ca_jsonld_read(&f->jsonld, &f->arena, ca_str_of(text), 7, &f->error);
}

static void done(fixture *f)
{
    ca_jsonld_free(&f->jsonld);
    ca_arena_free(&f->arena);
}

static void all_fields_are_read(void **state)
{
    (void)state;
    fixture f;
    assert_int_equal(
        read_text(&f, "{\"@context\":\"https://schema.org\",\"@type\":\"VideoObject\","
                      "\"@id\":\"#1\",\"name\":\" A &amp; B \",\"duration\":\"PT2M26.4S\","
                      "\"contentUrl\":[\"a.mp4\",\"a.webm\"],\"embedUrl\":\"https://e.org/1\","
                      "\"transcript\":[\"One.\",\"Two.\"],\"inLanguage\":{\"@type\":\"Language\","
                      "\"name\":\"English\",\"alternateName\":\"en\"},"
                      "\"caption\":[{\"@type\":\"MediaObject\",\"url\":\"a.vtt\"}]}"),
        CAPALIGN_OK);
    assert_int_equal(f.jsonld.count, 1);
    const ca_jsonld_video *v = f.jsonld.videos;
    assert_string_equal(v->id, "#1");
    assert_string_equal(v->name, "A & B");
    assert_string_equal(v->content, "a.mp4");
    assert_string_equal(v->track, "a.vtt");
    assert_string_equal(v->transcript, "One.\nTwo.");
    assert_string_equal(v->language, "en");
    assert_int_equal(v->duration_us, 146400000);
    assert_int_equal(v->address_count, 3);
    assert_false(v->listed);
    done(&f);
}

static void videos_are_found_where_they_belong_to_the_page(void **state)
{
    (void)state;
#define V "{\"@type\":\"VideoObject\",\"name\":\"x\"}"
    static const struct {
        const char *text;
        size_t count, listed;
    } cases[] = {
        {"[" V "," V "]", 2, 0},
        {"{\"@graph\":[{\"@type\":\"Article\",\"video\":[" V "]}," V "]}", 2, 0},
        {"{\"@type\":\"WebPage\",\"mainEntity\":{\"associatedMedia\":" V "}}", 1, 0},
        {"{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[{\"video\":" V "}]}", 1, 0},
        {"{\"@type\":\"ItemList\",\"itemListElement\":[{\"item\":" V "}," V "]}", 2, 2},
        {"{\"@type\":\"Article\",\"mentions\":" V ",\"publisher\":{\"video\":" V "}}", 0, 0},
        {"{\"@type\":[\"MediaObject\",\"https://schema.org/VideoObject\"]}", 1, 0},
        {"{\"@type\":\"VideoGame\",\"name\":\"x\"}", 0, 0},
        {"{\"@type\":\"VideoObject\",\"@id\":\"#1\"}", 0, 0},
        {V V "," V ";", 3, 0},
        {"<!-- " V " -->", 1, 0},
        {"//<![CDATA[\n" V "\n//]]>", 1, 0},
        {"<![CDATA[[CDATA[", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fixture f;
        assert_int_equal(read_text(&f, cases[i].text), CAPALIGN_OK);
        assert_int_equal(f.jsonld.count, cases[i].count);
        size_t listed = 0;
        for (size_t k = 0; k < f.jsonld.count; k++)
            listed += f.jsonld.videos[k].listed;
        assert_int_equal(listed, cases[i].listed);
        done(&f);
    }
}

static void an_article_gives_headline_and_language(void **state)
{
    (void)state;
    fixture f;
    assert_int_equal(read_text(&f, "{\"@type\":\"NewsArticle\",\"headline\":\"Old mill\","
                                   "\"inLanguage\":\"en-GB\",\"author\":{\"@type\":\"Report\","
                                   "\"headline\":\"not this\"}}"),
                     CAPALIGN_OK);
    assert_string_equal(f.jsonld.headline, "Old mill");
    assert_string_equal(f.jsonld.language, "en-GB");
    done(&f);
}

static void lengths_with_one_reading_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        int64_t us;
    } cases[] = {{"\"PT2M26S\"", 146000000},
                 {"\"T2M26S\"", 146000000},
                 {"\"P0DT0H2M26S\"", 146000000},
                 {"\"2:26\"", 146000000},
                 {"\"146\"", 146000000},
                 {"146", 146000000},
                 {"{\"@type\":\"Duration\",\"@value\":\"PT146S\"}", 146000000},
                 {"\"PT0S\"", CAPALIGN_TIME_NONE},
                 {"0", CAPALIGN_TIME_NONE},
                 {"-5", CAPALIGN_TIME_NONE},
                 {"9999999999999", CAPALIGN_TIME_NONE},
                 {"\"two minutes\"", CAPALIGN_TIME_NONE},
                 {"null", CAPALIGN_TIME_NONE},
                 {"[]", CAPALIGN_TIME_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[200];
        snprintf(text, sizeof text, "{\"@type\":\"VideoObject\",\"duration\":%s}", cases[i].value);
        fixture f;
        assert_int_equal(read_text(&f, text), CAPALIGN_OK);
        assert_int_equal(f.jsonld.count, 1);
        assert_int_equal(f.jsonld.videos[0].duration_us, cases[i].us);
        done(&f);
    }
}

static void slips_with_one_reading_are_repaired(void **state)
{
    (void)state;
    static const struct {
        const char *text, *repaired;
    } cases[] = {
        {"{\"a\":\"x\ny\",}", "{\"a\":\"x y\"}"},
        {"[1, ]", "[1]"},
        {"[\",]\"]", "[\",]\"]"},
        {"\"\\ud800\\u0000\\ud83d\\ude00\\u00e9\"", "\"\\ufffd\\ufffd\\ud83d\\ude00\\u00e9\""},
        {"\"it\\'s \\\"\\\\\"", "\"it's \\\"\\\\\""},
        {"\"\\", "\""},
        {"\"\\u12", "\"u12"},
        {"", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t size;
        char *repaired = ca_jsonld_repair(ca_str_of(cases[i].text), &size);
        assert_int_equal(size, strlen(cases[i].repaired));
        assert_memory_equal(repaired, cases[i].repaired, size);
        free(repaired);
    }
    fixture f;
    assert_int_equal(read_text(&f, "{\"@type\":\"VideoObject\",\"name\":\"a\tb\",}"), CAPALIGN_OK);
    assert_string_equal(f.jsonld.videos[0].name, "a b");
    done(&f);
}

static void what_is_no_json_says_nothing(void **state)
{
    (void)state;
    static const char *const broken[] = {"",
                                         "   ",
                                         "var x = 1;",
                                         "{\"@type\":\"VideoObject\"",
                                         "{\"@type\":\"VideoObject\" \"name\":\"x\"}",
                                         "{'@type':'VideoObject'}",
                                         "null",
                                         "\"VideoObject\"",
                                         "[[[[",
                                         "{\"@type\":1,\"@graph\":null,\"video\":[null,1,\"x\"]}"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        fixture f;
        assert_int_equal(read_text(&f, broken[i]), CAPALIGN_OK);
        assert_int_equal(f.jsonld.count, 0);
        done(&f);
    }
}

static void caps_are_told(void **state)
{
    (void)state;
    ca_strbuf text = {0};
    for (int i = 0; i <= CA_JSONLD_MAX_DEPTH; i++)
        ca_strbuf_add_text(&text, "[");
    fixture f;
    assert_int_equal(read_text(&f, text.data), CAPALIGN_E_LIMIT);
    assert_int_equal(f.error.line, 7);
    done(&f);
    ca_strbuf_clear(&text);
    ca_strbuf_add_text(&text, "[");
    for (size_t i = 0; i <= CAPALIGN_ARTICLE_MAX_CLIPS; i++)
        ca_strbuf_add_text(&text, "{\"@type\":\"VideoObject\"},");
    ca_strbuf_add_text(&text, "{}]");
    assert_int_equal(read_text(&f, text.data), CAPALIGN_E_LIMIT);
    done(&f);
    ca_strbuf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_fields_are_read),
        cmocka_unit_test(videos_are_found_where_they_belong_to_the_page),
        cmocka_unit_test(an_article_gives_headline_and_language),
        cmocka_unit_test(lengths_with_one_reading_are_read),
        cmocka_unit_test(slips_with_one_reading_are_repaired),
        cmocka_unit_test(what_is_no_json_says_nothing),
        cmocka_unit_test(caps_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
