#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/scripts.h"
#include "text/spoken.h"

/* The words joined by spaces, '|' where a sentence ends, '>' before a new speaker's first word. */
static void check_words(const char *text, const char *expected)
{
    ca_spoken_words words;
    assert_int_equal(ca_spoken_find(ca_str_of(text), &words, NULL), CAPALIGN_OK);
    ca_strbuf shown = {0};
    for (size_t i = 0; i < words.count; i++) {
        const ca_spoken_word *word = &words.items[i];
        if (i)
            ca_strbuf_add_text(&shown, word->sentence != word[-1].sentence ? "|" : " ");
        if (word->first_of_speaker)
            ca_strbuf_add_text(&shown, ">");
        ca_strbuf_add(&shown, text + word->from, word->to - word->from);
    }
    assert_string_equal(ca_strbuf_view(&shown).data, expected);
    ca_strbuf_free(&shown);
    ca_spoken_free(&words);
}

static void words_lose_their_punctuation_only(void **state)
{
    (void)state;
    check_words("", "");
    check_words(" \n\t ", "");
    check_words("Hello, \"world\" \xE2\x80\x93 yes.", "Hello world yes");
    check_words("don't well-known 3.5 12:30 $1,234.50 25% AT&T",
                "don't well-known 3.5 12:30 $1,234.50 25% AT&T");
    check_words("he said\xE2\x80\x94"
                "quietly\xE2\x80\x94no",
                "he said quietly no");
    check_words("and/or ...", "and or");
    check_words("caf\xC3\xA9 cafe\xCC\x81", "caf\xC3\xA9 cafe\xCC\x81");
}

static void signs_stay_with_their_numbers(void **state)
{
    (void)state;
    check_words("It fell to -5 or \xE2\x88\x92"
                "6.5 in -1/2 hour.",
                "It fell to -5 or \xE2\x88\x92"
                "6.5 in -1/2 hour");
    check_words("24/7, and/or 12/24/1999", "24/7 and or 12/24/1999");
    check_words("a 5-6 -x - 7", "a 5-6 x 7");
    check_words("23\xC2\xB0"
                "C or 5 \xC2\xB0"
                "F",
                "23\xC2\xB0"
                "C or 5 \xC2\xB0"
                "F");
    check_words("See https://www.example.org/a-b?c=d, (www.example.org). Go!",
                "See https://www.example.org/a-b?c=d www.example.org|Go");
    check_words("me@example.org #weekend @home", "me@example.org weekend @home");
}

static void raised_numbers_are_footnotes_or_powers(void **state)
{
    (void)state;
    check_words("a barge.\xC2\xB9 The barge\xC2\xB2, it\xE2\x81\xB4", "a barge|The barge it");
    check_words("5 km\xC2\xB2 or m\xC2\xB3, 10\xE2\x81\xB6",
                "5 km\xC2\xB2 or m\xC2\xB3 10\xE2\x81\xB6");
}

static void capitals_are_no_labels_where_all_is_capitals(void **state)
{
    (void)state;
    check_words("I SAY THIS: IT RAINS.\nBOB: YES.\nBOB: NO.", "I SAY THIS IT RAINS|>YES|>NO");
    check_words("BOB: Yes, it does.\nAnd it rains.", ">Yes it does|And it rains");
    check_words("ANNA: Yes.\nAnna: And it rains.", ">Yes|>And it rains");
}

static void check_word(const char *text, size_t index, size_t count, const char *expected)
{
    ca_spoken_words words;
    assert_int_equal(ca_spoken_find(ca_str_of(text), &words, NULL), CAPALIGN_OK);
    assert_int_equal(words.count, count);
    ca_spoken_word word = words.items[index];
    assert_int_equal(word.to - word.from, strlen(expected));
    assert_memory_equal(text + word.from, expected, strlen(expected));
    ca_spoken_free(&words);
}

static void amounts_keep_their_spaces(void **state)
{
    (void)state;
    check_word("Brot kostet 3,50 €, Milch mehr.", 2, 5, "3,50 €");
    check_word("Milch (1,20 €/l)", 1, 3, "1,20 €");
    check_word("Milch (1,20 €/l)", 2, 3, "l");
    check_word("il y a 1\u00A0000 hommes", 3, 5, "1\u00A0000");
    check_word("50 % davon", 0, 2, "50 %");
    check_words("um 14:30 Uhr. Dann", "um 14:30 Uhr|Dann");
    check_word("5 10 15", 0, 3, "5");
}

static void sentences_end_where_they_end(void **state)
{
    (void)state;
    check_words("One two. Three four! Five?", "One two|Three four|Five");
    check_words("Mr. Smith met Dr. Jones at 3.5 p.m. today. He left.",
                "Mr Smith met Dr Jones at 3.5 p.m today|He left");
    check_words("It is at example.org. He left.", "It is at example.org|He left");
    check_words("The U.S. army. J. R. Hale.", "The U.S army|J R Hale");
    check_words("\"Stop.\" \"Why?\" he asked.", "Stop|Why he asked");
    check_words("She stopped ... and went on.", "She stopped and went on");
    check_words("One line\nAnother line\nwrapped here", "One line|Another line wrapped here");
    check_words("one\n\ntwo", "one|two");
    check_words("one\r\n\r\ntwo", "one|two");
}

static void notes_and_labels_are_not_spoken(void **state)
{
    (void)state;
    check_words("[music] Hello (applause) there [door closes]", "Hello there");
    check_words("It was (as I said) late. (LAUGHTER)", "It was as I said late");
    check_words("ANNA: Hello.\nBEN: Hi.", ">Hello|>Hi");
    check_words(">> ANNA: Hello.\n>> Hi.", ">Hello|>Hi");
    check_words("Anna Berg: Hello.", ">Hello");
    check_words("Remember: it is late.", "Remember it is late");
    check_words("Anna: Hello.\nBen: Hi.\nAnna: Well.\nBen: So.", ">Hello|>Hi|>Well|>So");
    check_words("- Hello.\n- Hi.", ">Hello|>Hi");
    check_words("SPEAKER 2: Ten at 12:30.", ">Ten at 12:30");
    check_words("well[cough]then", "well then");
    check_words("[never closed", "never closed");
    check_words("\xE2\x99\xAA la la \xE2\x99\xAA", "la la");
}

static void scripts_without_spaces_follow_their_rule(void **state)
{
    (void)state;
    check_words("我们走。你好", "我 们 走|你 好");
    check_words("火曜日に来て。はい", "火 曜 日 に 来 て|はい");
    check_words("2023年", "2023 年");
    check_words("2023年5月3日", "2023 年 5 月 3 日");
    check_words("用iPhone12拍", "用 iPhone12 拍");
    check_words("안녕 하세요", "안녕 하세요");
    check_words("สวัสดี ครับ", "สวัสดี ครับ");
    check_words("नमस्ते दुनिया। फिर", "नमस्ते दुनिया|फिर");
}

static void long_runs_are_cut_at_clusters(void **state)
{
    (void)state;
    char text[1024] = "";
    for (int i = 0; i < 60; i++)
        strcat(text, "กำ"); /* two characters, of which the second extends */
    ca_spoken_words words;
    assert_int_equal(ca_spoken_find(ca_str_of(text), &words, NULL), CAPALIGN_OK);
    assert_true(words.count >= 3);
    for (size_t i = 0; i < words.count; i++)
        assert_true(words.items[i].to > words.items[i].from);
    assert_int_equal(words.items[words.count - 1].to, strlen(text));
    ca_spoken_free(&words);
}

static void script_tells_language(void **state)
{
    (void)state;
    assert_string_equal(ca_language_of_script(ca_str_of("水位が高すぎて排水口から")), "ja");
    assert_string_equal(ca_language_of_script(ca_str_of("昨晚我打开前门")), "zh");
    assert_string_equal(ca_language_of_script(ca_str_of("добрый день, John")), "ru");
    assert_null(ca_language_of_script(ca_str_of("good day")));
    assert_null(ca_language_of_script(ca_str_of("12:30")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_lose_their_punctuation_only),
        cmocka_unit_test(signs_stay_with_their_numbers),
        cmocka_unit_test(amounts_keep_their_spaces),
        cmocka_unit_test(sentences_end_where_they_end),
        cmocka_unit_test(raised_numbers_are_footnotes_or_powers),
        cmocka_unit_test(capitals_are_no_labels_where_all_is_capitals),
        cmocka_unit_test(notes_and_labels_are_not_spoken),
        cmocka_unit_test(scripts_without_spaces_follow_their_rule),
        cmocka_unit_test(long_runs_are_cut_at_clusters),
        cmocka_unit_test(script_tells_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
