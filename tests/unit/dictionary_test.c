/* Where words are parted that nothing written parts. The sentences are of words that dictionaries
 * of any age know. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "text/dictionary.h"

/* The text, with '|' where two words meet and '?' where that is not known. */
static void mark_places(ca_str text, ca_strbuf *out)
{
    static const char *const marks[] = {
        [CA_PLACE_UNKNOWN] = "?", [CA_PLACE_BETWEEN] = "|", [CA_PLACE_INSIDE] = ""};
    ca_dictionary dictionary = {.text = text};
    for (size_t at = 0; at < text.size;) {
        uint32_t c;
        size_t size = ca_utf8_decode(text.data + at, text.size - at, &c);
        ca_strbuf_add_text(out, marks[ca_dictionary_place(&dictionary, at)]);
        ca_strbuf_add(out, text.data + at, size);
        at += size;
    }
    ca_dictionary_close(&dictionary);
}

static void check(const char *text, const char *want)
{
    ca_strbuf got = {0};
    mark_places(ca_str_of(text), &got);
    assert_string_equal(got.data, want);
    ca_strbuf_free(&got);
}

static void words_are_found_in_each_script(void **state)
{
    (void)state;
    check("สะพานใหม่เปิดแล้ว", "?สะพาน|ใหม่|เปิด|แล้ว");
    check("学生昨天非常高兴", "?学生|昨天|非常|高兴");
    check("東京駅で新聞を読む", "?東京|駅|で|新聞|を|読む");
    check("コンピューターの部屋", "?コンピューター|の|部屋");
    check("កប៉ាល់បានមកដល់កំពង់ផែ", "?កប៉ាល់|បាន|មកដល់|កំពង់ផែ");
}

static void runs_end_where_the_script_does(void **state)
{
    (void)state;
    check("abc 学生，昨天3天", "?a?b?c? ?学生?，?昨天?3?天");
    check("สะพาน学生", "?สะพาน?学生");
    check("\xFF学生\xE4\xB8", "?\xFF?学生?\xE4\xB8");
}

static void a_place_may_be_passed_over(void **state)
{
    (void)state;
    ca_dictionary dictionary = {.text = ca_str_of("学生，昨天非常")};
    assert_int_equal(ca_dictionary_place(&dictionary, 15), CA_PLACE_BETWEEN);
    assert_int_equal(ca_dictionary_place(&dictionary, 18), CA_PLACE_INSIDE);
    assert_int_equal(ca_dictionary_place(&dictionary, 3), CA_PLACE_UNKNOWN); /* too late */
    assert_int_equal(ca_dictionary_place(&dictionary, 21), CA_PLACE_UNKNOWN);
    ca_dictionary_close(&dictionary);
    ca_dictionary_close(&dictionary);
}

/* Text without any punctuation is cut into stretches that need little memory. */
static void endless_runs_are_taken_in_parts(void **state)
{
    (void)state;
    ca_strbuf text = {0};
    for (int i = 0; i < 20000; i++)
        ca_strbuf_add_text(&text, "学生昨天");
    ca_dictionary dictionary = {.text = ca_strbuf_view(&text)};
    size_t inside = 0, between = 0, unknown = 0;
    for (size_t at = 0; at < text.size; at += 3) {
        ca_word_place place = ca_dictionary_place(&dictionary, at);
        inside += place == CA_PLACE_INSIDE;
        between += place == CA_PLACE_BETWEEN;
        unknown += place == CA_PLACE_UNKNOWN;
    }
    assert_int_equal(unknown, 40); /* 240000 bytes by 6000 */
    assert_int_equal(inside, 40000);
    assert_int_equal(between, 39960);
    ca_dictionary_close(&dictionary);
    ca_strbuf_free(&text);
}

static void *ask_often(void *argument)
{
    ca_strbuf *out = argument;
    for (int i = 0; i < 50; i++)
        mark_places(ca_str_of("สะพานใหม่เปิดแล้ว 学生昨天非常高兴"), out);
    return NULL;
}

static void threads_do_not_disturb_each_other(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    ca_strbuf out[THREADS] = {0};
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_often, &out[i]), 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 1; i < THREADS; i++)
        assert_string_equal(out[i].data, out[0].data);
    for (int i = 0; i < THREADS; i++)
        ca_strbuf_free(&out[i]);
}

/* ICU is not asked, so that it cannot stumble. */
static void without_memory_nothing_is_known(void **state)
{
    (void)state;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit none = {.rlim_cur = 1, .rlim_max = 1};
        ca_dictionary dictionary = {.text = ca_str_of("学生昨天")};
        bool limited = setrlimit(RLIMIT_AS, &none) == 0;
        bool known = ca_dictionary_place(&dictionary, 6) != CA_PLACE_UNKNOWN;
        ca_dictionary_close(&dictionary);
        _exit(!limited || known);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_in_each_script),
        cmocka_unit_test(runs_end_where_the_script_does),
        cmocka_unit_test(a_place_may_be_passed_over),
        cmocka_unit_test(endless_runs_are_taken_in_parts),
        cmocka_unit_test(without_memory_nothing_is_known),
        cmocka_unit_test(threads_do_not_disturb_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
