#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>

#include "caption/markup.h"

typedef struct conversion_case {
    const char *from;
    const char *to;
    bool lost;
} conversion_case;

static void convert_all(const conversion_case *cases, size_t count,
                        bool (*convert)(ca_strbuf *out, ca_str text))
{
    for (size_t i = 0; i < count; i++) {
        ca_strbuf out = {0};
        ca_strbuf_add(&out, "before", 6);
        bool lost = convert(&out, ca_str_of(cases[i].from));
        assert_string_equal(ca_strbuf_view(&out).data + 6, cases[i].to);
        if (lost != cases[i].lost)
            fail_msg("\"%s\": lost is %d", cases[i].from, lost);
        ca_strbuf_free(&out);
    }
}

static void srt_becomes_webvtt(void **state)
{
    (void)state;
    static const conversion_case cases[] = {
        {"One\ntwo", "One\ntwo", false},
        {"Tom & Ann <3", "Tom &amp; Ann &lt;3", false},
        {"&amp;", "&amp;amp;", false},
        {"<I>One</I>", "<i>One</i>", false},
        {"<i><b>One</i></b>", "<i><b>One</b></i><b></b>", false},
        {"<i>One", "<i>One</i>", false},
        {"One</i>", "One", true},
        {"<font color=\"#ff0000\">red</font>", "red", true},
        {"<s>gone</s>", "gone", true},
        {"<i class=x>a</i>", "<i>a</i>", true},
        {"<blink>One</blink>", "&lt;blink>One&lt;/blink>", true},
        {"< i >One</ i >", "&lt; i >One&lt;/ i >", true},
        {"{\\an8}One {laughs}", "One {laughs}", true},
        {"{\\an8}\nOne", "One", true},
        {"a --> b", "a --&gt; b", false},
        {"--<s>></s>", "--&gt;", true},
        {"--\n>", "--\n>", false},
        {"One\n\ntwo", "One\n&nbsp;\ntwo", true},
        {"One\n{\\i1}\ntwo", "One\n&nbsp;\ntwo", true},
        {"\nOne\n", "One", true},
        {"One\r\ntwo\rthree", "One\ntwo\nthree", false},
        {"a < b and c > d", "a &lt; b and c > d", false},
        {"<who@where.org>", "&lt;who@where.org>", false},
        {"", "", false},
    };
    convert_all(cases, sizeof cases / sizeof cases[0], ca_markup_srt_to_webvtt);
}

static void webvtt_becomes_srt(void **state)
{
    (void)state;
    static const conversion_case cases[] = {
        {"One\ntwo", "One\ntwo", false},
        {"<b>a</b> <i>b</i> <u>c</u>", "<b>a</b> <i>b</i> <u>c</u>", false},
        {"<b.loud>a</b>", "<b>a</b>", true},
        {"<v Ann>Hi</v>", "Hi", true},
        {"<c.red>a</c><lang en>b</lang>", "ab", true},
        {"a<00:00:01.000>b", "ab", true},
        {"<ruby>base<rt>over</rt></ruby>", "base(over)", true},
        {"<ruby>base<rt>over</ruby>", "base(over)", true},
        {"Tom &amp; Ann &lt;3 &#233;&#xE9;", "Tom & Ann <3 \xC3\xA9\xC3\xA9", false},
        {"&lt;i&gt;", "&lt;i>", true},
        {"&bogus; &#; &#x; &#99999999999;", "&bogus; &#; &#x; \xEF\xBF\xBD", false},
        {"a&#10;b&#13;", "a\nb", true},
        {"<i>a", "<i>a</i>", false},
        {"<i>a</b>", "<i>a</i>", true},
        {"a</>b", "ab", true},
        {"2 < 3", "2 < 3", true},
        {"a <b", "a <b", true},
        {"<font color=red>a</font>", "a", true},
        {"a --&gt; b", "a --> b", false},
        {"<c>\n</c>One", "One", true},
    };
    convert_all(cases, sizeof cases / sizeof cases[0], ca_markup_webvtt_to_srt);
}

static void plain_text_needs_no_conversion(void **state)
{
    (void)state;
    static const char *const plain[] = {"One", "One\ntwo", "5 percent; a } b"};
    static const char *const other[] = {"", "a<b", "a>b", "&", "{", "a\n\nb", "\na", "a\n", "a\rb"};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        assert_true(ca_markup_plain(ca_str_of(plain[i])));
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        assert_false(ca_markup_plain(ca_str_of(other[i])));
}

/* Without care each of these takes a second or more; the test's own time limit would tell. */
static void hostile_text_takes_linear_time(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    static const char *const units[] = {"<", "<b", "<b ", "< ", "{\\", "<i>", "&", "--<s>>", "\n"};
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        size_t size = strlen(units[u]);
        for (size_t i = 0; i < SIZE; i++)
            text[i] = units[u][i % size];
        ca_strbuf out = {0};
        ca_markup_srt_to_webvtt(&out, (ca_str){text, SIZE});
        ca_markup_webvtt_to_srt(&out, (ca_str){text, SIZE});
        text[SIZE - 1] = '>';
        ca_markup_webvtt_to_srt(&out, (ca_str){text, SIZE});
        assert_false(out.failed);
        ca_strbuf_free(&out);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(srt_becomes_webvtt),
        cmocka_unit_test(webvtt_becomes_srt),
        cmocka_unit_test(plain_text_needs_no_conversion),
        cmocka_unit_test(hostile_text_takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
