#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <capalign/error.h>

#include "text/line_parse.h"

#define S(seconds) (INT64_C(1000000) * (seconds))
#define NONE CAPALIGN_TIME_NONE

static int make_words(void **state)
{
    return (*state = ca_words_create()) ? 0 : -1;
}

static int drop_words(void **state)
{
    ca_words_destroy(*state);
    return 0;
}

static void marks_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        ca_mark_form form;
        int64_t us;
    } rows[] = {{"2:26", CA_MARK_CLOCK, S(146)},
                {"2:76", CA_MARK_CLOCK, NONE},
                {"72:10", CA_MARK_CLOCK, NONE},
                {"0:00", CA_MARK_CLOCK, NONE},
                {"0:00 / 2:26", CA_MARK_COUNTER, S(146)},
                {"0:12/2:26", CA_MARK_COUNTER, S(146)},
                {"PT2M26S", CA_MARK_ISO, S(146)},
                {"2 min 26 sec", CA_MARK_WORDS, S(146)},
                {"2 Min. 26 Sek.", CA_MARK_WORDS, S(146)},
                {"2 minutes and 26 seconds", CA_MARK_WORDS, S(146)},
                {"1 hour, 2 minutes and 33 seconds", CA_MARK_WORDS, S(3753)},
                {"2min26", CA_MARK_WORDS, S(146)},
                {"2m26s", CA_MARK_WORDS, S(146)},
                {"2分26秒", CA_MARK_WORDS, S(146)},
                {"٢ دقيقة و٢٦ ثانية", CA_MARK_WORDS, S(146)},
                {"2′26″", CA_MARK_WORDS, S(146)},
                {"2'26''", CA_MARK_WORDS, S(146)},
                {"2:26 Min.", CA_MARK_WORDS, S(146)},
                {"2.26 Min.", CA_MARK_WORDS, NONE},
                {"1:30 h", CA_MARK_WORDS, NONE},
                {"3 min", CA_MARK_MINUTES, S(180)},
                {"45 seconds", CA_MARK_MINUTES, S(45)}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ca_str text = ca_str_of(rows[i].text);
        ca_mark mark;
        if (!ca_mark_take(*state, &text, &mark) || text.size || mark.form != rows[i].form ||
            mark.duration_us != rows[i].us || mark.time_of_day)
            fail_msg("\"%s\"", rows[i].text);
    }
}

static void other_numbers_are_no_marks(void **state)
{
    static const char *const rows[] = {
        "",      "29", "2:1",  "2:266", "2:26.5",  "1:43,2", "2:26x", "2:26:1", "2:26:33:12",
        "10 km", "P2", "Part", "14.30", "1:2:3:4", "2:2 6",  "PT",    "1/2"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ca_str text = ca_str_of(rows[i]);
        ca_mark mark;
        if (ca_mark_take(*state, &text, &mark))
            fail_msg("\"%s\"", rows[i]);
        assert_ptr_equal(text.data, rows[i]);
    }
}

static void times_of_day_are_told(void **state)
{
    static const char *const rows[] = {"9:00pm",      "9:00 p.m.",     "14:05 Uhr",  "20:15 GMT",
                                       "10:00–11:30", "10:00 - 11:30", "3:45 / 2:26"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ca_str text = ca_str_of(rows[i]);
        ca_mark mark;
        if (!ca_mark_take(*state, &text, &mark) || !mark.time_of_day)
            fail_msg("\"%s\"", rows[i]);
    }
}

static void lines_are_taken_apart(void **state)
{
    static const struct {
        const char *line, *rest;
        unsigned roles;
        bool named, play, has_mark, set_off;
    } rows[] = {
        {"Video: Cranes lift it (2:26)", "Cranes lift it", CA_WORD_VIDEO, 1, 0, 1, 1},
        {"WATCH | Cranes lift it | 2:26", "Cranes lift it", CA_WORD_VIDEO, 1, 0, 1, 1},
        {"Video 2:26", "", CA_WORD_VIDEO, 0, 0, 1, 0},
        {"▶ 2:26 Cranes lift it", "Cranes lift it", 0, 0, 1, 1, 0},
        {"【動画】大きな水車（2:26）", "大きな水車", CA_WORD_VIDEO, 1, 0, 1, 1},
        {"[VIDEO] Cranes lift it", "Cranes lift it", CA_WORD_VIDEO, 1, 0, 0, 0},
        {"Cranes lift it (video, 2:26)", "Cranes lift it", CA_WORD_VIDEO, 1, 0, 1, 1},
        {"Cranes lift it – Video – 2:26", "Cranes lift it", CA_WORD_VIDEO, 0, 0, 1, 1},
        {"Duration: 1:02:33", "", CA_WORD_DURATION, 1, 0, 1, 0},
        {"Video games are popular", "Video games are popular", 0, 0, 0, 0, 0},
        {"Watch out for cranes", "Watch out for cranes", 0, 0, 0, 0, 0},
        {"Video-Konferenz im Rathaus", "Video-Konferenz im Rathaus", 0, 0, 0, 0, 0},
        {"A. Berg 14:02", "A. Berg", 0, 0, 0, 1, 0},
        {"00:04 Today we talk", "Today we talk", 0, 0, 0, 1, 0},
        {"Video", "", CA_WORD_VIDEO, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ca_parsed p = ca_line_parse(*state, ca_str_of(rows[i].line));
        if (!ca_str_equal(p.rest, rows[i].rest) || p.roles != rows[i].roles ||
            p.has_mark != rows[i].has_mark || p.play != rows[i].play ||
            (p.roles && p.named != rows[i].named) ||
            (p.has_mark && p.mark_set_off != rows[i].set_off))
            fail_msg("\"%s\": rest \"%.*s\", roles %x, named %d, mark %d, set off %d", rows[i].line,
                     (int)p.rest.size, p.rest.data, p.roles, p.named, p.has_mark, p.mark_set_off);
    }
}

static void a_time_after_a_preposition_is_one_of_day(void **state)
{
    ca_parsed p = ca_line_parse(*state, ca_str_of("Watch: the debate, live from 20:00"));
    assert_true(p.has_mark && p.mark.time_of_day);
    p = ca_line_parse(*state, ca_str_of("John 3:16"));
    assert_true(p.has_mark && p.mark.time_of_day);
    p = ca_line_parse(*state, ca_str_of("Video: the debate 2:26"));
    assert_true(p.has_mark && !p.mark.time_of_day);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_read_as_people_write_them),
        cmocka_unit_test(other_numbers_are_no_marks),
        cmocka_unit_test(times_of_day_are_told),
        cmocka_unit_test(lines_are_taken_apart),
        cmocka_unit_test(a_time_after_a_preposition_is_one_of_day),
    };
    return cmocka_run_group_tests(tests, make_words, drop_words);
}
