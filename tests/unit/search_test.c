/* Token passing on the toy model, with scores that leave no doubt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "align/search.h"
#include "toy_model.h"

enum { STATES = TOY_PHONES * CA_STATES, MOST = 400 };

static const uint8_t PHONES[] = {TOY_A, TOY_B, TOY_A};
static const ca_pronunciation A = {PHONES, 1}, B = {PHONES + 1, 1};

struct fixture {
    unsigned char *bytes;
    ca_model *model;
    ca_passage *passages;
    size_t count;
};

/* Aligns words to frames in which phone sound[t] scores 0 and every other −10; 'x' is a sound that
 * only filler knows: phones score −10, filler 0. */
static void run(struct fixture *f, const ca_align_word *words, size_t count, const char *sound,
                bool forced)
{
    size_t size;
    f->bytes = toy_model(&size);
    assert_int_equal(ca_model_open(f->bytes, size, &f->model, NULL), CAPALIGN_OK);
    ca_graph graph;
    assert_int_equal(ca_graph_create(f->model, words, count, &graph, NULL), CAPALIGN_OK);
    ca_search *search;
    const ca_search_options options = {.beam = 300, .margin = 1, .forced = forced};
    assert_int_equal(ca_search_create(f->model, &graph, &options, &search, NULL), CAPALIGN_OK);
    for (; *sound; sound++) {
        float scores[STATES];
        int phone = *sound == 's' ? TOY_SIL : *sound == 'a' ? TOY_A : *sound == 'b' ? TOY_B : -1;
        for (int i = 0; i < STATES; i++)
            scores[i] = i / CA_STATES == phone ? 0 : -10;
        assert_true(ca_search_frame(search, scores, *sound == 'x' ? 0 : -5));
    }
    assert_int_equal(ca_search_end(search, &f->passages, &f->count, NULL), CAPALIGN_OK);
    ca_search_free(search);
    ca_graph_free(&graph);
}

static void done(struct fixture *f)
{
    free(f->passages);
    ca_model_free(f->model);
    free(f->bytes);
}

static void expect(const struct fixture *f, size_t i, uint32_t word, uint32_t start, uint32_t end)
{
    assert_true(i < f->count);
    assert_int_equal(f->passages[i].word, word);
    assert_int_equal(f->passages[i].start, start);
    assert_int_equal(f->passages[i].end, end);
}

static void words_and_pauses(void **state)
{
    (void)state;
    const ca_align_word words[] = {{&A, 1, 0}, {&B, 1, 0}, {&A, 1, 0}};
    struct fixture f;
    run(&f, words, 3, "ssssaaaabbbbbssssaaasss", false);
    assert_int_equal(f.count, 3);
    expect(&f, 0, 0, 4, 8);
    expect(&f, 1, 1, 8, 13);
    expect(&f, 2, 2, 17, 20);
    done(&f);
}

static void variants_are_chosen(void **state)
{
    (void)state;
    const ca_pronunciation two[] = {{PHONES, 2}, {PHONES + 1, 1}}; /* A B, or B */
    const ca_align_word words[] = {{two, 2, 0}};
    struct fixture f;
    run(&f, words, 1, "sssbbbbbbbsss", false);
    assert_int_equal(f.count, 1);
    expect(&f, 0, 0, 3, 10);
    assert_int_equal(f.passages[0].variant, 1);
    done(&f);
}

static void unspoken_sentence_is_skipped(void **state)
{
    (void)state;
    static const uint8_t long_phones[] = {TOY_A, TOY_B, TOY_A, TOY_B, TOY_A, TOY_B, TOY_A, TOY_B};
    const ca_pronunciation p = {long_phones, 8};
    const ca_align_word words[] = {{&A, 1, 0}, {&p, 1, 1}, {&p, 1, 1}, {&B, 1, 2}};
    struct fixture f;
    run(&f, words, 4, "aaaaasssbbbbb", false);
    assert_int_equal(f.count, 2);
    expect(&f, 0, 0, 0, 5);
    expect(&f, 1, 3, 8, 13);
    done(&f);
}

static void other_sound_is_filler(void **state)
{
    (void)state;
    const ca_align_word words[] = {{&A, 1, 0}, {&B, 1, 0}};
    struct fixture f;
    run(&f, words, 2, "aaaaaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxbbbbb", false);
    assert_int_equal(f.count, 3);
    expect(&f, 0, 0, 0, 5);
    expect(&f, 1, CA_FILLER_WORD, 5, 55);
    expect(&f, 2, 1, 55, 60);
    done(&f);
}

static void forced_words_are_all_there(void **state)
{
    (void)state;
    const ca_align_word words[] = {{&A, 1, 0}, {&B, 1, 1}, {&A, 1, 2}};
    struct fixture f;
    run(&f, words, 3, "aaaaaaaaaaa", true);
    assert_int_equal(f.count, 3);
    expect(&f, 1, 1, f.passages[1].start, f.passages[1].start + 3); /* as short as can be */
    done(&f);
}

static void text_longer_than_sound(void **state)
{
    (void)state;
    ca_align_word words[60];
    for (unsigned i = 0; i < 60; i++)
        words[i] = (ca_align_word){i % 2 ? &B : &A, 1, i / 4};
    struct fixture f;
    run(&f, words, 60, "aaaaabbbbb", false);
    assert_int_equal(f.count, 2);
    expect(&f, 0, 0, 0, 5);
    expect(&f, 1, 1, 5, 10);
    done(&f);
}

static void nothing_to_do(void **state)
{
    (void)state;
    const ca_align_word words[] = {{&A, 1, 0}};
    struct fixture f;
    run(&f, words, 1, "", false);
    assert_int_equal(f.count, 0);
    done(&f);
    run(&f, words, 0, "sss", false);
    assert_int_equal(f.count, 0);
    done(&f);
}

static void history_keeps_what_is_needed(void **state)
{
    (void)state;
    ca_history h = {0};
    uint32_t a = ca_history_add(&h, (ca_passage){CA_NO_HISTORY, 1, 0, 1, 0});
    uint32_t b = ca_history_add(&h, (ca_passage){CA_NO_HISTORY, 2, 0, 1, 0});
    uint32_t c = ca_history_add(&h, (ca_passage){b, 3, 1, 2, 0});
    uint32_t none = CA_NO_HISTORY, *tokens[] = {&c, &none};
    assert_int_equal(a, 0);
    assert_true(ca_history_collect(&h, tokens, 2));
    assert_int_equal(h.count, 2);
    assert_int_equal(c, 1);
    assert_int_equal(none, CA_NO_HISTORY);
    assert_int_equal(h.records[c].word, 3);
    assert_int_equal(h.records[h.records[c].previous].word, 2);
    ca_history_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_pauses),
        cmocka_unit_test(variants_are_chosen),
        cmocka_unit_test(unspoken_sentence_is_skipped),
        cmocka_unit_test(other_sound_is_filler),
        cmocka_unit_test(forced_words_are_all_there),
        cmocka_unit_test(text_longer_than_sound),
        cmocka_unit_test(nothing_to_do),
        cmocka_unit_test(history_keeps_what_is_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
