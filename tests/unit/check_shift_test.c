/* Offset and drift of captions as a whole. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "pipeline/check_shift.h"

enum { COUNT = 30, APART_US = 4000000, LEAST_OFFSET_US = 200000, LEAST_DRIFT_US = 300000 };

/* Cues every 4 s, off by offset + slope·t and a little of their own. */
static void fill(ca_shift_point points[COUNT], int64_t offset_us, double slope)
{
    static const int64_t own[] = {0, 30000, -40000, 10000, -20000};
    for (int64_t i = 0; i < COUNT; i++) {
        int64_t at = i * APART_US;
        points[i] = (ca_shift_point){at, offset_us + (int64_t)(slope * (double)at) + own[i % 5]};
    }
}

static ca_shift find(ca_shift_point *points, size_t count)
{
    ca_shift shift;
    assert_true(ca_shift_find(points, count, LEAST_OFFSET_US, LEAST_DRIFT_US, &shift));
    return shift;
}

static void offsets(void **state)
{
    (void)state;
    static const int64_t none[] = {0, 80000, -80000}, some[] = {250000, -250000, 640000, -640000};
    ca_shift_point points[COUNT];
    for (size_t i = 0; i < 3; i++) {
        fill(points, none[i], 0);
        assert_int_equal(find(points, COUNT).kind, CA_SHIFT_NONE);
    }
    for (size_t i = 0; i < 4; i++) {
        fill(points, some[i], 0);
        ca_shift shift = find(points, COUNT);
        assert_int_equal(shift.kind, CA_SHIFT_OFFSET);
        assert_int_equal(shift.agree, COUNT);
        assert_in_range(shift.offset_us - some[i] + 30000, 0, 60000);
    }
}

static void an_offset_with_some_cues_elsewhere(void **state)
{
    (void)state;
    ca_shift_point points[COUNT];
    fill(points, 640000, 0);
    for (size_t i = 0; i < COUNT; i += 4)
        points[i].off_us -= 5000000;
    ca_shift shift = find(points, COUNT);
    assert_int_equal(shift.kind, CA_SHIFT_OFFSET);
    assert_in_range(shift.offset_us, 600000, 680000);
}

static void drifts_and_their_names(void **state)
{
    (void)state;
    static const struct {
        double ratio;
        const char *name;
    } rows[] = {{25.0 / 24, "25/24"},           {24.0 / 25, "24/25"},
                {25025.0 / 24000, "25/23.976"}, {24000.0 / 25025, "23.976/25"},
                {30.0 / 25, "30/25"},           {1.013, NULL}};
    ca_shift_point points[COUNT];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fill(points, -1200000, rows[i].ratio - 1);
        ca_shift shift = find(points, COUNT);
        assert_int_equal(shift.kind, CA_SHIFT_DRIFT);
        const char *name = ca_shift_ratio(&shift);
        if (rows[i].name)
            assert_string_equal(name, rows[i].name);
        else
            assert_null(name);
        int64_t there = points[20].at_us + ca_shift_at(&shift, points[20].at_us);
        assert_in_range(ca_shift_undo(&shift, there) - points[20].at_us + 2, 0, 4);
    }
}

static void what_does_not_agree_is_no_shift(void **state)
{
    (void)state;
    ca_shift_point points[COUNT];
    for (int64_t i = 0; i < COUNT; i++)
        points[i] = (ca_shift_point){i * APART_US, (i * 7919 % 31 - 15) * 400000};
    assert_int_equal(find(points, COUNT).kind, CA_SHIFT_NONE);
    fill(points, 640000, 0);
    assert_int_equal(find(points, 3).kind, CA_SHIFT_NONE);
    assert_int_equal(find(points, 0).kind, CA_SHIFT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offsets),
        cmocka_unit_test(an_offset_with_some_cues_elsewhere),
        cmocka_unit_test(drifts_and_their_names),
        cmocka_unit_test(what_does_not_agree_is_no_shift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
