#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <capalign/article.h>

#include "text/front_matter.h"
#include "text/markdown_block.h"
#include "text/markdown_inline.h"

static void visible_text_is_without_markup(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"**Video (2:26):** *Cranes*", "Video (2:26): Cranes"},
        {"a_b_c and _d_ and __e__", "a_b_c and d and e"},
        {"2 * 3 * 4", "2 * 3 * 4"},
        {"~~gone~~ ~kept~", "gone ~kept~"},
        {"`code *x*` ``a`b``", "code *x* a`b"},
        {"\\*kept\\* \\[x] \\a", "*kept* [x] \\a"},
        {"[text](page.html \"t\") after", "text after"},
        {"[a [b] c](<x y>)", "a [b] c"},
        {"[un](closed", "[un](closed"},
        {"[1] and [x][y]", "[1] and [x][y]"},
        {"![photo](a.jpg) text", " text"},
        {"A &amp; B&nbsp;C &#39;d&#x27; &bogus; &", "A & B\xC2\xA0"
                                                    "C 'd' &bogus; &"},
        {"a<br>b <b>c</b> <!-- d -->e 1 < 2", "a b c e 1 < 2"},
        {"<https://example.com/x>", "https://example.com/x"},
        {"[known] and [Text][known]", "known and Text"},
    };
    ca_markdown_reference known = {ca_str_of("KNOWN"), ca_str_of("page.html")};
    ca_markdown_references references = {&known, 1, 1};
    ca_markdown_text text = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ca_markdown_inline(ca_str_of(rows[i][0]), &references, &text);
        if (!ca_str_equal(ca_strbuf_view(&text.visible), rows[i][1]))
            fail_msg("\"%s\" gives \"%s\"", rows[i][0], text.visible.data);
        assert_int_equal(text.link_count, 0);
    }
    ca_strbuf_free(&text.visible);
}

static void videos_are_found_in_links(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"![Cranes](media/crane.mp4)", "media/crane.mp4"},
        {"[Cranes](<my crane.mp4> 'title')", "my crane.mp4"},
        {"[Cranes](crane(1).mp4)", "crane(1).mp4"},
        {"[![poster](a.jpg)](crane.mp4)", "crane.mp4"},
        {"<https://example.com/crane.mp4>", "https://example.com/crane.mp4"},
        {"[Cranes](crane.mp4?x=1#t=2)", "crane.mp4?x=1#t=2"},
    };
    ca_markdown_references none = {0};
    ca_markdown_text text = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ca_markdown_inline(ca_str_of(rows[i][0]), &none, &text);
        assert_int_equal(text.link_count, 1);
        assert_true(ca_str_equal(text.links[0].destination, rows[i][1]));
    }
    ca_strbuf_free(&text.visible);
}

static void front_matter_gives_title_and_language(void **state)
{
    (void)state;
    ca_front_matter matter;
    size_t lines = 0;
    ca_str text = ca_str_of("---\r\ntitle: 'A: b'\nLang: de-AT\nx: y\n---\nrest");
    assert_true(ca_front_matter_take(&text, &matter, &lines));
    assert_true(ca_str_equal(matter.title, "A: b"));
    assert_true(ca_str_equal(matter.language, "de-AT"));
    assert_true(ca_str_equal(text, "rest"));
    assert_int_equal(lines, 5);
    text = ca_str_of("+++\ntitle = \"A\"\nlanguage = \"not a tag\"\n+++\n");
    assert_true(ca_front_matter_take(&text, &matter, &lines));
    assert_true(ca_str_equal(matter.title, "A"));
    assert_int_equal(matter.language.size, 0);
    text = ca_str_of("---\ntitle: never closed\n");
    assert_false(ca_front_matter_take(&text, &matter, &lines));
    text = ca_str_of("Text\n---\ntitle: x\n---\n");
    assert_false(ca_front_matter_take(&text, &matter, &lines));
}

static void html_blocks_begin_and_end(void **state)
{
    (void)state;
    assert_int_equal(ca_markdown_html_start(ca_str_of("<div class=x>")), CA_MARKDOWN_TO_BLANK);
    assert_int_equal(ca_markdown_html_start(ca_str_of("</H2>")), CA_MARKDOWN_TO_BLANK);
    assert_int_equal(ca_markdown_html_start(ca_str_of("<!-- x")), CA_MARKDOWN_TO_COMMENT_END);
    assert_int_equal(ca_markdown_html_start(ca_str_of("<script>")), CA_MARKDOWN_TO_TAG_END);
    assert_int_equal(ca_markdown_html_start(ca_str_of("<https://x>")), CA_MARKDOWN_NO_HTML);
    assert_int_equal(ca_markdown_html_start(ca_str_of("<b>bold</b>")), CA_MARKDOWN_NO_HTML);
    assert_int_equal(ca_markdown_html_start(ca_str_of("< 3")), CA_MARKDOWN_NO_HTML);
    assert_true(ca_markdown_html_ends(CA_MARKDOWN_TO_BLANK, ca_str_of("")));
    assert_false(ca_markdown_html_ends(CA_MARKDOWN_TO_BLANK, ca_str_of("x")));
    assert_true(ca_markdown_html_ends(CA_MARKDOWN_TO_COMMENT_END, ca_str_of("x --> y")));
    assert_true(ca_markdown_html_ends(CA_MARKDOWN_TO_TAG_END, ca_str_of("x</STYLE>")));
}

static void check(const char *text, size_t clips, const char *title)
{
    capalign_article *article = NULL;
    assert_int_equal(capalign_article_parse(text, strlen(text), "a.md", NULL, &article, NULL),
                     CAPALIGN_OK);
    if (capalign_article_clip_count(article) != clips)
        fail_msg("\n%s\ngives %zu clips", text, capalign_article_clip_count(article));
    const char *got = capalign_article_title(article);
    if (!got != !title || (got && strcmp(got, title) != 0))
        fail_msg("\n%s\ngives the title \"%s\"", text, got ? got : "(none)");
    capalign_article_destroy(article);
}

static void blocks_are_told_apart(void **state)
{
    (void)state;
    check("# A\n\n```\n![x](a.mp4)\n```\n", 0, "A");
    check("# A\n\n````\n```\n![x](a.mp4)\n````\n![x](b.mp4)\n", 1, "A");
    check("# A\n\n    ![x](a.mp4)\n", 0, "A");
    check("# A\n\n- one\n\n    ![x](a.mp4)\n", 1, "A"); /* inside the list item */
    check("Intro\n\n## B\n\n# A\n", 0, "A");
    check("A\n=\n\n> ![x](a.mp4)\n", 1, "A");
    check("A\n\n***\n\n![x](a.mp4) ![y](b.mp4)\n", 2, "A");
    check("# A\n\n<div>\n![x](a.mp4)\n</div>\n\n![x](b.mp4)\n", 1, "A");
    check("# A\n\n```\nnever closed\n![x](a.mp4)\n", 0, "A");
    check("# A #\n\n[x][v]\n\n[v]: a.mp4\n", 1, "A");
    check("", 0, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(visible_text_is_without_markup),
        cmocka_unit_test(videos_are_found_in_links),
        cmocka_unit_test(front_matter_gives_title_and_language),
        cmocka_unit_test(html_blocks_begin_and_end),
        cmocka_unit_test(blocks_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
