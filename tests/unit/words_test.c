#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "text/words.h"

/* Every phrase of the table must be found again with its role: none is lost because the table is
 * full, a phrase is too long, or is not valid UTF-8. */
static void every_phrase_is_found(void **state)
{
    (void)state;
    ca_words *words = ca_words_create();
    size_t phrases = 0;
    assert_non_null(words);
    for (size_t i = 0; i < ca_word_row_count; i++) {
        const char *at = ca_word_rows[i].phrases;
        while (*at) {
            size_t n = strcspn(at, "|");
            char folded[4 * CA_WORD_MAX_BYTES];
            size_t size = ca_words_fold((ca_str){at, n}, folded);
            if (size != n || memcmp(folded, at, n) != 0)
                fail_msg("\"%.*s\" must be written \"%.*s\"", (int)n, at, (int)size, folded);
            unsigned roles = ca_words_roles(words, (ca_str){at, n});
            phrases++;
            if ((roles & ca_word_rows[i].roles) != ca_word_rows[i].roles)
                fail_msg("lost: \"%.*s\"", (int)n, at);
            at += n + (at[n] == '|');
        }
    }
    assert_true(phrases < 4096); /* else words.c needs more slots */
    ca_words_destroy(words);
}

static void case_and_width_do_not_matter(void **state)
{
    (void)state;
    ca_words *words = ca_words_create();
    assert_non_null(words);
    static const char *const video[] = {"VIDEO",
                                        "video",
                                        "ＶＩＤＥＯ",
                                        "VÍDEO",
                                        "ВИДЕО",
                                        "İzle",
                                        "İZLE",
                                        ("V\xCC\x8C"
                                         "ideo")};
    for (size_t i = 0; i + 1 < sizeof video / sizeof video[0]; i++)
        assert_true(ca_words_roles(words, ca_str_of(video[i])) & CA_WORD_VIDEO);
    assert_int_equal(ca_words_roles(words, ca_str_of(video[7])), 0);
    assert_int_equal(ca_words_roles(words, ca_str_of("")), 0);
    assert_int_equal(ca_words_roles(words, ca_str_of("\xFF\xFE")), 0);
    char longer[200];
    memset(longer, 'a', sizeof longer);
    assert_int_equal(ca_words_roles(words, (ca_str){longer, sizeof longer}), 0);
    ca_words_destroy(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_phrase_is_found),
        cmocka_unit_test(case_and_width_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
