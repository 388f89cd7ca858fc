#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "caption/webvtt_cuetext.h"
#include "caption/webvtt_entities.h"

#include "cuetext_dump.h"

static void check(const char *text, const char *tree)
{
    ca_arena arena = {0};
    ca_strbuf out = {0};
    print_message("%s\n", text);
    const ca_cuetext_node *root = ca_cuetext_parse(&arena, ca_str_of(text), (ca_str){NULL, 0});
    assert_non_null(root);
    cuetext_dump(root, &out);
    assert_string_equal(ca_strbuf_view(&out).data, tree);
    ca_strbuf_free(&out);
    ca_arena_free(&arena);
}

static void texts(void **state)
{
    (void)state;
    check("", "");
    check("a\nb", "| \"a\nb\"");
    check("a > b", "| \"a > b\"");
    check("x<y", "| \"x\"");
    check("a<x>b</x>c", "| \"a\"\n| \"b\"\n| \"c\"");
}

static void tags(void **state)
{
    (void)state;
    check("<b>a<i>b</i>c</b>d", "| <b>\n|   \"a\"\n|   <i>\n|     \"b\"\n|   \"c\"\n| \"d\"");
    check("<b><i>a</b>b", "| <b>\n|   <i>\n|     \"a\"\n|     \"b\"");
    check("<B>a", "| \"a\"");
    check("< b>a", "| \"a\"");
    check("<b/>a", "| \"a\"");
    check("<b>a</b >b</b\n>c", "| <b>\n|   \"a\"\n|   \"b\"\n|   \"c\"");
    check("<>a</>b", "| \"a\"\n| \"b\"");
    check("</b>a", "| \"a\"");
    check("<c", "| <span>");
}

static void classes(void **state)
{
    (void)state;
    check("<c.a.b>x", "| <span>\n|   class=\"a b\"\n|   \"x\"");
    check("<c..a..>x", "| <span>\n|   class=\"a\"\n|   \"x\"");
    check("<i.a\tignored>x", "| <i>\n|   class=\"a\"\n|   \"x\"");
    check("<c.a\n.b>x", "| <span>\n|   class=\"a\"\n|   \"x\"");
    check("<c.&amp;/<>x", "| <span>\n|   class=\"&amp;/<\"\n|   \"x\"");
    check("<v.loud  Ann \n Lee >x",
          "| <span>\n|   class=\"loud\"\n|   title=\"Ann Lee\"\n|   \"x\"");
    check("<v a&amp;b&gt;&#32;&#32;c&nope; >x", "| <span>\n|   title=\"a&b> c&nope;\"\n|   \"x\"");
    check("<v.a.", "| <span>\n|   class=\"a\"\n|   title=\"\"");
}

static void ruby(void **state)
{
    (void)state;
    check("<rt>a", "| \"a\"");
    check("<ruby>a<rt>b<rt>c</ruby>d",
          "| <ruby>\n|   \"a\"\n|   <rt>\n|     \"b\"\n|     \"c\"\n| \"d\"");
    check("<ruby><b><rt>a</rt></b></ruby>", "| <ruby>\n|   <b>\n|     \"a\"");
}

static void languages(void **state)
{
    (void)state;
    ca_arena arena = {0};
    size_t depth = 0;
    const ca_cuetext_node *root = ca_cuetext_parse(
        &arena, ca_str_of("<b>a</b><lang fr>b<i>c</i></lang><u>d</u>"), ca_str_of("en"));
    assert_non_null(root);
    const char *expected[] = {"b en", "lang fr", "i fr", "u en"};
    size_t at = 0;
    for (const ca_cuetext_node *n = root; (n = ca_cuetext_next(n, &depth));)
        if (n->kind != CA_CUETEXT_TEXT)
            assert_true(ca_str_equal(n->language, strchr(expected[at++], ' ') + 1));
    assert_int_equal(at, 4);
    ca_arena_free(&arena);
    check("<lang>a", "| <span>\n|   lang=\"\"\n|   \"a\"");
    check("<lang x>a</lang>b", "| <span>\n|   lang=\"x\"\n|   \"a\"\n| \"b\"");
}

static void timestamps(void **state)
{
    (void)state;
    check("a<01:02.003>b", "| \"a\"\n| <?timestamp 00:01:02.003>\n| \"b\"");
    check("<1:00:00.000>", "| <?timestamp 01:00:00.000>");
    check("<00:00.000 >a", "| \"a\"");
    check("<00:00.0000>a", "| \"a\"");
    check("<00:61.000>a", "| \"a\"");
    check("< 00:01.000>a", "| \"a\"");
    check("<b><00:01.000></b>", "| <b>\n|   <?timestamp 00:00:01.000>");
}

static void references(void **state)
{
    (void)state;
    check("&lt;b&gt;", "| \"<b>\"");
    check("&amp;lt;", "| \"&lt;\"");
    check("&notin;&notinx;&not1", "| \"\u2209\u00ACinx;\u00AC1\"");
    check("&#65;&#x42&#X43;&#;&#x;&#xg", "| \"ABC&#;&#x;&#xg\"");
    check("&#0;&#xD800;&#x110000;&#128;&#x9F;&#x81;",
          "| \"\uFFFD\uFFFD\uFFFD\u20AC\u0178\xC2\x81\"");
    check("&#99999999999999999999999999;", "| \"\uFFFD\"");
    check("&CounterClockwiseContourIntegral;&CounterClockwiseContourIntegral",
          "| \"\u2233&CounterClockwiseContourIntegral\"");
    check("&zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz;&",
          "| \"&zzzzzzzzzzzzzzzzzzzz"
          "zzzzzzzzzzzzzzzzzzzzzzzzzzzzz;&\"");
    check("&nGt;&bne;", "| \"\u226B\u20D2=\u20E5\"");
}

/* The table is what the search needs: in order, every name found as itself. */
static void table(void **state)
{
    (void)state;
    ca_str before = {"", 0};
    size_t bare = 0;
    for (size_t i = 0; i < CA_VTT_ENTITY_COUNT; i++) {
        const char *name = ca_vtt_entities + ca_vtt_entity_starts[i];
        size_t size = strcspn(name, "!;"), count, record;
        record = (size_t)(ca_vtt_entity_starts[i + 1] - ca_vtt_entity_starts[i]);
        char text[64] = "&", bytes[CA_VTT_REFERENCE_BYTES];
        size_t common = size < before.size ? size : before.size;
        int order = memcmp(before.data, name, common);
        assert_true(order < 0 || (order == 0 && before.size < size));
        before = (ca_str){name, size};
        bare += name[size] == '!';
        memcpy(text + 1, name, size);
        text[1 + size] = ';';
        assert_int_equal(ca_vtt_character_reference(ca_str_of(text), bytes, &count), size + 2);
        assert_int_equal(count, record - size - 1);
        assert_memory_equal(bytes, name + size + 1, count);
        assert_int_equal(ca_utf8_valid_prefix(bytes, count), count);
    }
    assert_int_equal(bare, 106); /* https://html.spec.whatwg.org/#named-character-references */
}

/* Nested a million deep, and as many things that never end: linear, and no recursion. */
static void hostile(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<b>",        "<c.a",     "</b", "<0",   "&",     "&am",
                                         "<ruby><rt>", "<lang x>", "<",   "<v &", "<c...", "&#1"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        ca_arena arena = {0};
        ca_strbuf text = {0};
        for (size_t k = 0; k < 300000; k++)
            ca_strbuf_add_text(&text, pieces[i]);
        const ca_cuetext_node *node =
            ca_cuetext_parse(&arena, ca_strbuf_view(&text), (ca_str){NULL, 0});
        size_t depth = 0, deepest = 0;
        for (assert_non_null(node); node; node = ca_cuetext_next(node, &depth))
            deepest = depth > deepest ? depth : deepest;
        if (i == 0)
            assert_int_equal(deepest, 300000);
        ca_strbuf_free(&text);
        ca_arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),      cmocka_unit_test(tags),      cmocka_unit_test(classes),
        cmocka_unit_test(ruby),       cmocka_unit_test(languages), cmocka_unit_test(timestamps),
        cmocka_unit_test(references), cmocka_unit_test(table),     cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
