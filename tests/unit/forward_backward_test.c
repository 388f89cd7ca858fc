/* Answers worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "align/forward_backward.h"

static void close_to(double a, double b)
{
    if (fabs(a - b) > 1e-9)
        fail_msg("%.12f is not %.12f", a, b);
}

/* Two states, 0 → 1, both kept with ½; three frames. The paths are 001 and 011 (a path must end in
 * 1), each of two transitions of ½. Likelihoods of state 0: 1 ¼ 1, of state 1: 1 ¾ 1. So the
 * change is at frame 1 with ¾, at frame 2 with ¼: mean 1¼, variance ¾·¼. */
static const ca_hmm_arc ARCS[] = {
    {0, 0, 0.5f, {CA_NO_EVENT, CA_NO_EVENT}},
    {0, 1, 0.5f, {0, 1}},
    {1, 1, 0.5f, {CA_NO_EVENT, CA_NO_EVENT}},
};
static const double LIKELIHOODS[] = {1, 1, 0.25, 0.75, 1, 1};

static ca_hmm two_states(const ca_hmm_state *states)
{
    return (ca_hmm){states, 2, ARCS, 3, 3};
}

static void change_is_where_the_likelihoods_say(void **state)
{
    (void)state;
    const ca_hmm_state states[] = {{0, 3, 0, 1, 0, 2, CA_NO_EVENT},
                                   {0, 3, 1, 0, 1, CA_NO_EVENT, 3}};
    const ca_hmm hmm = two_states(states);
    ca_hmm_event e[4];
    bool found;
    assert_true(ca_forward_backward(&hmm, LIKELIHOODS, 2, e, 4, &found));
    assert_true(found);
    close_to(e[0].probability, 1);
    close_to(e[0].mean, 1.25);
    close_to(e[0].variance, 0.1875);
    close_to(e[1].mean, 1.25); /* two events of one arc */
    close_to(e[2].mean, 0);    /* the beginning */
    close_to(e[3].mean, 3);    /* the end, behind the last frame */
    close_to(e[3].variance, 0);
}

static void band_forbids_paths(void **state)
{
    (void)state;
    const ca_hmm_state states[] = {{0, 1, 0, 1, 0, CA_NO_EVENT, CA_NO_EVENT},
                                   {1, 3, 1, 0, 1, CA_NO_EVENT, CA_NO_EVENT}};
    const ca_hmm hmm = two_states(states);
    ca_hmm_event e[2];
    bool found;
    assert_true(ca_forward_backward(&hmm, LIKELIHOODS, 2, e, 2, &found));
    assert_true(found);
    close_to(e[0].mean, 1);
    close_to(e[0].variance, 0);
}

static void no_path_is_not_found(void **state)
{
    (void)state;
    const ca_hmm_state states[] = {{0, 1, 0, 1, 0, CA_NO_EVENT, CA_NO_EVENT},
                                   {2, 3, 1, 0, 1, CA_NO_EVENT, CA_NO_EVENT}};
    const ca_hmm hmm = two_states(states);
    ca_hmm_event e[2];
    bool found = true;
    assert_true(ca_forward_backward(&hmm, LIKELIHOODS, 2, e, 2, &found));
    assert_false(found);
    close_to(e[0].probability, 0);
}

static void no_frames_are_no_path(void **state)
{
    (void)state;
    const ca_hmm_state states[] = {{0, 0, 0, 1, 1, CA_NO_EVENT, CA_NO_EVENT},
                                   {0, 0, 1, 0, 1, CA_NO_EVENT, CA_NO_EVENT}};
    ca_hmm hmm = two_states(states);
    hmm.frames = 0;
    ca_hmm_event e[2];
    bool found = true;
    assert_true(ca_forward_backward(&hmm, LIKELIHOODS, 2, e, 2, &found));
    assert_false(found);
}

/* 400 frames of likelihoods of 1e-3: without scaling the products would vanish. */
static void long_stretches_do_not_vanish(void **state)
{
    (void)state;
    const ca_hmm_state states[] = {{0, 400, 0, 1, 0, CA_NO_EVENT, CA_NO_EVENT},
                                   {0, 400, 1, 0, 1, CA_NO_EVENT, CA_NO_EVENT}};
    ca_hmm hmm = two_states(states);
    hmm.frames = 400;
    double l[800];
    for (int t = 0; t < 400; t++) {
        l[2 * t] = t < 150 ? 1e-3 : 1e-12;
        l[2 * t + 1] = t < 150 ? 1e-12 : 1e-3;
    }
    ca_hmm_event e[2];
    bool found;
    assert_true(ca_forward_backward(&hmm, l, 2, e, 2, &found));
    assert_true(found);
    if (fabs(e[0].mean - 150) > 1e-6)
        fail_msg("%f", e[0].mean);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(change_is_where_the_likelihoods_say),
        cmocka_unit_test(band_forbids_paths),
        cmocka_unit_test(no_path_is_not_found),
        cmocka_unit_test(no_frames_are_no_path),
        cmocka_unit_test(long_stretches_do_not_vanish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
