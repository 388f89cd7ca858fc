/* Which job of a batch comes first. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "pipeline/batch/queue.h"

static ca_batch_task *task(const char *key, int64_t expected_us)
{
    ca_batch_task *made = calloc(1, sizeof *made);
    assert_non_null(made);
    made->key = ca_arena_copy(&made->arena, ca_str_of(key));
    made->expected_us = expected_us;
    return made;
}

static void the_longest_comes_first(void **state)
{
    (void)state;
    static ca_queue queue;
    int64_t last = INT64_MAX;
    uint32_t seed = 7;
    for (size_t i = 0; i < CA_QUEUE_MAX; i++) {
        seed = seed * 1664525 + 1013904223;
        ca_queue_push(&queue, task("k", seed % 5000));
    }
    for (size_t i = 0; i < CA_QUEUE_MAX; i++) {
        ca_batch_task *next = ca_queue_pop(&queue);
        assert_true(next->expected_us <= last);
        last = next->expected_us;
        ca_batch_task_free(next);
    }
    assert_null(ca_queue_pop(&queue));
}

static void equals_come_in_the_order_of_their_keys(void **state)
{
    (void)state;
    static ca_queue queue;
    static const char *const keys[] = {"c", "a", "d", "b"};
    for (size_t i = 0; i < 4; i++)
        ca_queue_push(&queue, task(keys[i], 1));
    for (char key = 'a'; key <= 'd'; key++) {
        ca_batch_task *next = ca_queue_pop(&queue);
        assert_int_equal(next->key[0], key);
        ca_batch_task_free(next);
    }
    ca_queue_push(&queue, task("left", 1));
    ca_queue_clear(&queue);
    assert_int_equal(queue.count, 0);
}

static void a_pace_is_learned(void **state)
{
    (void)state;
    ca_pace pace = {0};
    assert_true(ca_pace_expect(&pace, 10) < ca_pace_expect(&pace, 11));
    ca_pace_learn(&pace, 1000, 5000);
    ca_pace_learn(&pace, 3000, 15000);
    assert_int_equal(ca_pace_expect(&pace, 100), 500);
    ca_pace_learn(&pace, INT64_MAX, 1); /* nonsense is not learned */
    ca_pace_learn(&pace, 1, INT64_MAX);
    ca_pace_learn(&pace, -1, 1);
    assert_int_equal(ca_pace_expect(&pace, 100), 500);
    assert_int_equal(ca_pace_expect(&pace, INT64_MAX), INT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_comes_first),
        cmocka_unit_test(equals_come_in_the_order_of_their_keys),
        cmocka_unit_test(a_pace_is_learned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
