/* Each allocation of opening a model and of an alignment fails in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../unit/toy_model.h"
#include "align/align.h"
#include "fail.h"

struct input {
    unsigned char *bytes;
    size_t size;
    float sound[8000];
};

static bool work(void *context)
{
    struct input *in = context;
    static const uint8_t phones[] = {TOY_A, TOY_B};
    const ca_pronunciation p = {phones, 2};
    const ca_align_word words[] = {{&p, 1, 0}, {&p, 1, 0}, {&p, 1, 1}};
    const ca_align_options options = {.threads = 1};
    ca_model *model;
    ca_aligner *aligner = NULL;
    ca_alignment *result = NULL;
    if (ca_model_open(in->bytes, in->size, &model, NULL) != CAPALIGN_OK)
        return false;
    bool done = ca_aligner_create(model, words, 3, &options, &aligner, NULL) == CAPALIGN_OK &&
                ca_aligner_push(aligner, in->sound, 8000, NULL) == CAPALIGN_OK &&
                ca_aligner_finish(aligner, &result, NULL) == CAPALIGN_OK;
    ca_alignment_free(result);
    ca_aligner_free(aligner);
    ca_model_free(model);
    return done;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static struct input in;
    uint32_t seed = 1;
    for (int i = 0; i < 8000; i++) {
        seed = seed * 1664525u + 1013904223u;
        in.sound[i] = (float)(seed / 4294967296.0 - 0.5) * (i > 4000 ? 0.1f : 0.8f);
    }
    in.bytes = toy_model(&in.size);
    assert_true(fail_each(work, &in) > 20);
    free(in.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
