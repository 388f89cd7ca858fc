#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "cue/width.h"
#include "cue/wrap.h"

static void columns_are_those_of_the_screen(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"e\xCC\x81", 1}, /* combining acute */
        {"新しい橋", 8},
        {"다리", 4},
        {"ᄃᆞ", 2}, /* jamo of one syllable */
        {"ｶﾞ", 2},   /* half-width kana with its mark, two characters */
        {"กำลัง", 4}, /* Thai: a vowel above is 0, sara am 1 */
        {"नमस्ते", 4},
        {"שָׁלוֹם", 4},
        {"👨‍👩‍👧‍👦", 2}, /* joined pictures are one */
        {"🇩🇪", 2},
        {"👍🏽", 2},
        {"❤️", 2}, /* with emoji presentation */
        {"ﾊﾛｰ", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(ca_columns_of(ca_str_of(cases[i].text)), cases[i].columns);
}

/* Wraps a text as one cue and compares; lines in `want` are separated by '|'. */
static void check(const char *text, const char *language, uint32_t columns, uint32_t lines,
                  const char *want)
{
    ca_atoms atoms;
    assert_int_equal(ca_atoms_split(ca_str_of(text), NULL, 0, columns, &atoms, NULL), CAPALIGN_OK);
    assert_int_equal(ca_atoms_judge(&atoms, language, NULL), CAPALIGN_OK);
    uint64_t *sums = calloc(atoms.count + 1, sizeof *sums);
    assert_non_null(sums);
    ca_wrap_sums(&atoms, sums);
    ca_wrap wrap;
    ca_strbuf out = {0};
    if (ca_wrap_lines(&atoms, sums, 0, atoms.count, columns, lines, &wrap))
        ca_wrap_write(&atoms, atoms.count, &wrap, &out);
    else
        ca_strbuf_add_text(&out, "does not fit");
    for (size_t i = 0; i < out.size; i++)
        if (out.data[i] == '\n')
            out.data[i] = '|';
    assert_string_equal(out.data, want);
    ca_strbuf_free(&out);
    free(sums);
    ca_atoms_free(&atoms);
}

static void what_fits_is_one_line(void **state)
{
    (void)state;
    check("Short.", "en", 42, 2, "Short.");
    check("  Two \t words\nhere ", "en", 42, 2, "Two words here");
    check("Exactly forty-two columns of text in here.", "en", 42, 2,
          "Exactly forty-two columns of text in here.");
}

static void lines_break_where_the_sense_does(void **state)
{
    (void)state;
    check("She waited for the ferry, but it never came back.", "en", 42, 2,
          "She waited for the ferry,|but it never came back.");
    check("They walked slowly along the river to the old mill.", "en", 42, 2,
          "They walked slowly|along the river to the old mill.");
    check("We have never met the mayor of New York City before.", "en", 42, 2,
          "We have never met the mayor|of New York City before.");
    check("The interview with Ludwig van Beethoven was invented.", "en", 42, 2,
          "The interview|with Ludwig van Beethoven was invented.");
    check("Das sagte gestern die Ingenieurin Maria von der Berg.", "de", 42, 2,
          "Das sagte gestern|die Ingenieurin Maria von der Berg.");
    check("Alles dauert seit dem 3. Mai leider etwas länger als sonst.", "de", 42, 2,
          "Alles dauert seit dem 3. Mai|leider etwas länger als sonst.");
    check("It goes on for another 12 km before the road ends.", "en", 42, 2,
          "It goes on for another 12 km|before the road ends.");
}

static void lines_are_balanced(void **state)
{
    (void)state;
    check("alpha beta gamma delta epsilon zeta eta theta", NULL, 42, 2,
          "alpha beta gamma delta|epsilon zeta eta theta");
    check("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii", NULL, 20, 3,
          "aaaa bbbb cccc|dddd eeee ffff|gggg hhhh iiii");
}

static void spaces_that_bind_are_kept(void **state)
{
    (void)state;
    check("aaaa bbbb 1\xC2\xA0"
          "000 cc",
          "en", 11, 2,
          "aaaa bbbb|1\xC2\xA0"
          "000 cc");
    check("Il a dit « Bonjour ! » à tous", "fr", 20, 2, "Il a dit|« Bonjour ! » à tous");
}

static void east_asian_lines_keep_their_rules(void **state)
{
    (void)state;
    /* No line begins with closing punctuation or small kana, none ends with an opening bracket. */
    check("今日はとても暑かったです。「はい」と彼は言いました。", "ja", 26, 2,
          "今日はとても暑かったです。|「はい」と彼は言いました。");
    check("「工事の進み具合にはとても満足しています」と、", "ja", 42, 2,
          "「工事の進み具合にはとても|満足しています」と、");
    check("あああああああああっあああああああ", "ja", 18, 2, "ああああああああ|あっあああああああ");
    check("一二三四五六七八九（甲乙丙丁戊己庚", "zh", 20, 2, "一二三四五六七八九|（甲乙丙丁戊己庚");
    check("新的大桥将于明年春天，正式通车。", "zh", 24, 2, "新的大桥将于明年春天，|正式通车。");
    check("오늘은 새로운 다리가 개통되는 날입니다", "ko", 24, 2,
          "오늘은 새로운 다리가|개통되는 날입니다");
}

static void overlong_words_are_cut_between_clusters(void **state)
{
    (void)state;
    check("abcdefghijklmnopqrstuvwxyz", NULL, 10, 3, "abcdefghi|jklmnopqr|stuvwxyz");
    check("Donau\xC2\xAD"
          "dampf\xC2\xAD"
          "schiff\xC2\xAD"
          "fahrt",
          "de", 16, 2, "Donaudampf-|schifffahrt");
    check("sec\xE2\x80\x8Btion two", NULL, 42, 2, "section two"); /* zero-width spaces */
    check("\xE2\x80\x8B abcdef\xE2\x80\x8Bghij\xE2\x80\x8B", NULL, 8, 2, "abcdef|ghij");
    check("aaaaaaaa/bbbbbbbb", NULL, 10, 2, "aaaaaaaa/|bbbbbbbb");
    check("well-known", NULL, 6, 2, "well-|known");
    /* A Thai line does not begin with a vowel that follows, nor end with one that leads. */
    check("คอมพิวเตอร์", "th", 3, 4, "คอม|พิว|เต|อร์");
    check("สะพาน", "th", 4, 2, "สะ|พาน");
}

static void words_without_spaces_stay_whole(void **state)
{
    (void)state;
    check("北京大学的学生们昨天下午参观了中国国家博物馆。", "zh", 30, 2,
          "北京大学的学生们昨天下午|参观了中国国家博物馆。");
    check("老师告诉我们图书馆星期六不开门请大家注意。", "zh", 30, 2,
          "老师告诉我们图书馆|星期六不开门请大家注意。");
    check("おはようございます今日はふるいみなとからおつたえします", "ja", 30, 2,
          "おはようございます今日は|ふるいみなとからおつたえします");
    check("กัปตันบอกว่าการเดินทางยาวนานและยากลำบากมากกว่าที่คิดไว้", "th", 42, 2,
          "กัปตันบอกว่าการเดินทางยาวนาน|และยากลำบากมากกว่าที่คิดไว้");
    /* What no line holds is cut all the same. */
    check("コンピューターの部屋", "ja", 8, 4, "コン|ピュー|ターの|部屋");
}

static void what_is_too_much_does_not_fit(void **state)
{
    (void)state;
    check("aaaa bbbb cccc", NULL, 4, 2, "does not fit");
    check("aaaa bbbb cccc", NULL, 4, 3, "aaaa|bbbb|cccc");
}

/* Scripts that ICU has no dictionary of, as New Tai Lue: the words of the caller. */
static void known_words_divide_what_no_dictionary_knows(void **state)
{
    (void)state;
    const char *text = "ᦂᦱᧃᦂᦱᧃ";
    ca_layout_word known[] = {{.from = 0, .to = 9}, {.from = 9, .to = 18}};
    ca_atoms atoms;
    assert_int_equal(ca_atoms_split(ca_str_of(text), known, 2, 42, &atoms, NULL), CAPALIGN_OK);
    assert_int_equal(atoms.count, 2);
    assert_int_equal(atoms.items[1].from, 9);
    ca_atoms_free(&atoms);
    /* The dictionary knows better where a Thai word ends than whoever cut the text in pieces. */
    text = "สะพานใหม่";
    ca_layout_word cut[] = {{.from = 0, .to = 9}, {.from = 9, .to = 27}};
    assert_int_equal(ca_atoms_split(ca_str_of(text), cut, 2, 42, &atoms, NULL), CAPALIGN_OK);
    assert_int_equal(atoms.count, 2);
    assert_int_equal(atoms.items[1].from, 15);
    ca_atoms_free(&atoms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_those_of_the_screen),
        cmocka_unit_test(what_fits_is_one_line),
        cmocka_unit_test(lines_break_where_the_sense_does),
        cmocka_unit_test(lines_are_balanced),
        cmocka_unit_test(spaces_that_bind_are_kept),
        cmocka_unit_test(east_asian_lines_keep_their_rules),
        cmocka_unit_test(overlong_words_are_cut_between_clusters),
        cmocka_unit_test(what_is_too_much_does_not_fit),
        cmocka_unit_test(words_without_spaces_stay_whole),
        cmocka_unit_test(known_words_divide_what_no_dictionary_knows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
