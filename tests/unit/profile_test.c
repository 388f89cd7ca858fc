#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "cue/layout.h"

static void every_profile_is_named_once_and_whole(void **state)
{
    (void)state;
    size_t count = ca_layout_profile_count();
    assert_true(count >= 10);
    for (size_t i = 0; i < count; i++) {
        const ca_layout_profile *p = ca_layout_profile_at(i);
        assert_ptr_equal(ca_layout_profile_named(p->name), p); /* no name twice */
        assert_in_range(p->max_columns, 20, 60);
        assert_in_range(p->max_lines, 1, 3);
        assert_true(p->min_duration_us > 0 && p->min_duration_us < p->max_duration_us);
        assert_true(p->min_gap_us >= 0 && p->min_gap_us < p->min_duration_us);
        assert_true(p->close_gap_us == 0 || p->close_gap_us > p->min_gap_us);
        assert_true(p->tail_us > 0 && p->tail_us <= p->max_tail_us);
        assert_in_range(p->columns_per_s, 10, 45);
    }
    assert_null(ca_layout_profile_at(count));
}

static void values_are_those_of_the_guides(void **state)
{
    (void)state;
    const ca_layout_profile *netflix = ca_layout_profile_named("netflix");
    assert_int_equal(netflix->min_duration_us, 834000);
    assert_true(netflix->min_gap_us >= 83333); /* 2 frames at 24 a second */
    assert_int_equal(netflix->columns_per_s, 17);
    assert_int_equal(ca_layout_profile_named("bbc")->max_columns, 37);
    assert_int_equal(ca_layout_profile_named("bbc")->columns_per_s, 18); /* 180 words a minute */
    assert_int_equal(ca_layout_profile_named("bbc")->min_word_us, 334000);
    assert_int_equal(netflix->min_word_us, 300000); /* 200 words a minute */
    assert_int_equal(ca_layout_profile_named("dcmp")->max_columns, 32);
    assert_int_equal(ca_layout_profile_named("ted")->min_duration_us, 1000000);
    assert_int_equal(ca_layout_profile_named("amazon")->max_lines, 3);
    assert_string_equal(ca_layout_profile_named(NULL)->name, "default");
    assert_null(ca_layout_profile_named("no such style"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_profile_is_named_once_and_whole),
        cmocka_unit_test(values_are_those_of_the_guides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
