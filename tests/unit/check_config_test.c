#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <capalign/check.h>

static int set_up(void **state)
{
    capalign_check_config *config;
    assert_int_equal(capalign_check_config_create(&config, NULL), CAPALIGN_OK);
    *state = config;
    return 0;
}

static int tear_down(void **state)
{
    capalign_check_config_destroy(*state);
    return 0;
}

static capalign_rule_setting setting_of(const capalign_check_config *config, const char *code)
{
    capalign_rule_setting setting;
    assert_true(capalign_check_config_rule(config, code, &setting));
    return setting;
}

static void the_default_has_the_default_profile(void **state)
{
    capalign_rule_setting s = setting_of(*state, "max-chars-per-line");
    assert_true(s.enabled);
    assert_int_equal(s.limit, 42);
    assert_string_equal(s.limit_text, "42 chars");
    assert_int_equal(s.severity, CAPALIGN_WARNING);
    s = setting_of(*state, "max-chars"); /* no threshold, so it does not apply */
    assert_false(s.enabled);
    assert_int_equal(s.limit, CAPALIGN_TIME_NONE);
    assert_string_equal(s.limit_text, "");
    s = setting_of(*state, "index-missing");
    assert_true(s.enabled);
    capalign_rule_setting none;
    assert_false(capalign_check_config_rule(*state, "no-such-rule", &none));
}

static void a_profile_changes_what_it_gives(void **state)
{
    assert_int_equal(capalign_check_config_profile(*state, "netflix", NULL), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "max-reading-speed").limit, 17000);
    assert_int_equal(setting_of(*state, "min-gap").limit, 83333); /* 2 frames of 24 a second */
    assert_int_equal(setting_of(*state, "max-lines").limit, 2);
    assert_true(setting_of(*state, "max-bad-breaks").enabled);
    assert_int_equal(capalign_check_config_profile(*state, "netflix-children", NULL), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "max-reading-speed").limit, 13000);
    capalign_error error;
    assert_int_equal(capalign_check_config_profile(*state, "nobody", &error), CAPALIGN_E_ARGUMENT);
    assert_non_null(strstr(error.message, "nobody"));
}

static void a_profile_of_words_counts_no_characters(void **state)
{
    assert_int_equal(capalign_check_config_profile(*state, "bbc", NULL), CAPALIGN_OK);
    assert_false(setting_of(*state, "max-reading-speed").enabled);
    assert_int_equal(setting_of(*state, "max-reading-speed-wpm").limit, 180000);
    assert_int_equal(capalign_check_config_profile(*state, "netflix", NULL), CAPALIGN_OK);
    assert_true(setting_of(*state, "max-reading-speed").enabled);
}

/* What a profile does not give is its base's, then the default's; never that of another profile
 * that was chosen before. What was set stays. */
static void a_profile_stands_on_its_base(void **state)
{
    static const struct {
        const char *profile;
        const char *rule;
        int64_t limit;
    } cases[] = {
        {"netflix-children", "max-reading-speed", 13000},
        {"netflix-children", "min-gap", 83333},
        {"netflix-children", "max-duration", 7000000},
        {"netflix-children", "max-chars", CAPALIGN_TIME_NONE},
        {"dcmp-lower", "max-reading-speed-wpm", 130000},
        {"dcmp-lower", "max-reading-speed", CAPALIGN_TIME_NONE},
        {"dcmp-middle", "max-chars-per-line", 32},
        {"dcmp-upper", "min-duration", 2000000},
        {"dcmp-upper", "max-duration", 7000000},
        {"ted", "min-duration", 1000000},
        {"youtube", "max-chars-per-line", 42},
        {"youtube", "max-bad-breaks", CAPALIGN_TIME_NONE},
        {"default", "max-tags", CAPALIGN_TIME_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(capalign_check_config_profile(*state, cases[i].profile, NULL),
                         CAPALIGN_OK);
        if (setting_of(*state, cases[i].rule).limit != cases[i].limit)
            print_error("%s %s\n", cases[i].profile, cases[i].rule);
        assert_int_equal(setting_of(*state, cases[i].rule).limit, cases[i].limit);
    }
    assert_int_equal(capalign_check_config_set(*state, "max-chars", "60", NULL), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_profile(*state, "bbc", NULL), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "max-chars").limit, 60);
    assert_int_equal(capalign_check_config_profile(*state, "ted", NULL), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "max-chars").limit, 84);
}

static void bases_are_profiles(void **state)
{
    (void)state;
    for (size_t i = 0; i < capalign_profile_count(); i++) {
        const char *base = capalign_profile_base(i);
        size_t k = 0;
        assert_int_equal(base == NULL, strcmp(capalign_profile_name(i), "default") == 0);
        while (base && strcmp(capalign_profile_name(k), base) != 0)
            k++;
        /* Bases have none of their own but the default. */
        assert_true(!base || !capalign_profile_base(k) ||
                    strcmp(capalign_profile_base(k), "default") == 0);
    }
    assert_null(capalign_profile_base(capalign_profile_count()));
}

static void every_profile_can_be_chosen(void **state)
{
    for (size_t i = 0; i < capalign_profile_count(); i++)
        assert_int_equal(capalign_check_config_profile(*state, capalign_profile_name(i), NULL),
                         CAPALIGN_OK);
    assert_null(capalign_profile_name(capalign_profile_count()));
    assert_null(capalign_profile_note(capalign_profile_count()));
    assert_null(capalign_profile_value_at(capalign_profile_value_count()));
}

static void thresholds_can_be_set(void **state)
{
    assert_int_equal(capalign_check_config_set(*state, "max-cps", "17.5", NULL), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "max-reading-speed").limit, 17500);
    assert_int_equal(capalign_check_config_set(*state, "min-gap", "2f", NULL), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_set(*state, "frame-rate", "25", NULL), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "min-gap").limit, 80000);
    assert_int_equal(capalign_check_config_set(*state, "frame-rate", "23.976", NULL), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "min-gap").limit, 83416);
    assert_int_equal(capalign_check_config_set(*state, "min-gap", "120ms", NULL), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_set(*state, "frame-rate", "25", NULL), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "min-gap").limit, 120000);
    assert_int_equal(capalign_check_config_set(*state, "max-chars", "84", NULL), CAPALIGN_OK);
    assert_true(setting_of(*state, "max-chars").enabled);
}

static void setting_enables(void **state)
{
    assert_int_equal(capalign_check_config_enable(*state, "max-lines", false, NULL), CAPALIGN_OK);
    assert_false(setting_of(*state, "max-lines").enabled);
    assert_int_equal(capalign_check_config_set(*state, "max-lines", "3", NULL), CAPALIGN_OK);
    assert_true(setting_of(*state, "max-lines").enabled);
}

static void wrong_settings_say_what_is_wrong(void **state)
{
    static const char *const wrong[][3] = {
        {"max-chars", "many", "many"},         {"min-gap", "80", "unit"},
        {"no-such-rule", "1", "no-such-rule"}, {"index-missing", "1", "no threshold"},
        {"frame-rate", "0", "frame rate"},     {"frame-rate", "1001", "frame rate"},
        {"frame-rate", "fast", "frame rate"},  {"count", "letters", "graphemes"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        capalign_error error;
        assert_int_equal(capalign_check_config_set(*state, wrong[i][0], wrong[i][1], &error),
                         CAPALIGN_E_ARGUMENT);
        assert_non_null(strstr(error.message, wrong[i][2]));
    }
    assert_int_equal(capalign_check_config_enable(*state, "no-such-rule", true, NULL),
                     CAPALIGN_E_ARGUMENT);
    assert_int_equal(capalign_check_config_severity(*state, "no-such-rule", CAPALIGN_INFO, NULL),
                     CAPALIGN_E_ARGUMENT);
    /* Without a threshold there is nothing to compare with. */
    assert_int_equal(capalign_check_config_enable(*state, "max-chars", true, NULL),
                     CAPALIGN_E_ARGUMENT);
}

static void a_copy_is_its_own(void **state)
{
    capalign_check_config *copy;
    assert_int_equal(capalign_check_config_copy(*state, &copy, NULL), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_set(copy, "max-lines", "5", NULL), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "max-lines").limit, 2);
    assert_int_equal(setting_of(copy, "max-lines").limit, 5);
    capalign_check_config_destroy(copy);
}

/* ---- .capalign.ini ---- */

static capalign_code read_bytes(capalign_check_config *config, const char *text, size_t size,
                                capalign_error *error)
{
    char path[] = "/tmp/capalign-config-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, size), size);
    close(fd);
    capalign_code code = capalign_check_config_read(config, path, error);
    unlink(path);
    return code;
}

static void a_file_is_read_in_order(void **state)
{
    static const char text[] = "; ours\n[check]\nprofile = netflix\n"
                               "disable = min-line-balance, ellipsis-mixed max-lines\n"
                               "enable = max-lines\n"
                               "\n[limits]\nmax-reading-speed = 20\nmin-gap = 80ms\n"
                               "[severity]\nmax-chars-per-line = error\n";
    capalign_error error;
    assert_int_equal(read_bytes(*state, text, sizeof text - 1, &error), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "max-reading-speed").limit, 20000);
    assert_int_equal(setting_of(*state, "min-gap").limit, 80000);
    assert_int_equal(setting_of(*state, "max-chars-per-line").severity, CAPALIGN_ERROR);
    assert_false(setting_of(*state, "ellipsis-mixed").enabled);
    assert_true(setting_of(*state, "max-lines").enabled);
}

static void errors_name_their_place(void **state)
{
    static const struct {
        const char *text;
        size_t line;
        size_t column;
        const char *words[2];
    } wrong[] = {
        {"[check]\nprofile = nobody\n", 2, 11, {"nobody"}},
        {"[check]\nprofile= nitflex\n", 2, 10, {"nitflex", "\"netflix\"?"}},
        {"[check]\nprofil = netflix\n", 2, 1, {"profil", "\"profile\"?"}},
        {"[check]\n\n  enable = no-such-rule\n", 3, 12, {"no-such-rule"}},
        {"[check]\ndisable=max-lines, max-line\n", 2, 20, {"max-line\"", "\"max-lines\"?"}},
        {"[check]\ndisable=max-lines,\n  min-gap,\tmax-line\n", 3, 12, {"max-line\""}},
        {"[limit]\nmax-lines = 2\n", 1, 2, {"[limit]", "[limits]?"}},
        {"[check]\n\n\t[severities]\n", 3, 3, {"[severities]"}},
        {"[check\nprofile = bbc\n", 1, 1, {"\"]\""}},
        {"; ours\nmax-lines = 2\n", 2, 1, {"above the first section"}},
        {"[limits]\nmax-lines = two\n", 2, 13, {"two"}},
        {"[limits]\nmax-lines =\n", 2, 12, {"no number"}},
        {"[limits]\r\nmax-lime = 2\r\n", 2, 1, {"max-lime", "\"max-lines\"?"}},
        {"[limits]\nframe-rate : quick\n", 2, 14, {"quick"}},
        {"[severity]\nmax-lines = bad\n", 2, 13, {"bad"}},
        {"[severity]\nmax-lines = eror\n", 2, 13, {"eror", "\"error\"?"}},
        {"[severity]\nmax-linse = error\n", 2, 1, {"max-linse", "\"max-lines\"?"}},
        {"[check]\nwhat is this\n", 2, 1, {"expected"}},
        {"[check]\n  what is this ; a = b\n", 2, 3, {"expected"}},
        {"\xEF\xBB\xBF[chck]\n", 1, 2, {"chck", "[check]?"}},
        {"[check]\nenable = \xC3\xA9\xC3\xA9 x\n", 2, 10, {"\xC3\xA9\xC3\xA9"}},
        {"[check]\nenable = max-lines \xC3\xA9 x\n", 2, 20, {"\xC3\xA9"}},
        {"[check]\nprofile = netflix\nprofile = nobody\nprofile = nobody2\n", 3, 11, {"nobody"}},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        capalign_error error = {0};
        assert_int_not_equal(read_bytes(*state, wrong[i].text, strlen(wrong[i].text), &error),
                             CAPALIGN_OK);
        if (error.line != wrong[i].line || error.column != wrong[i].column)
            fail_msg("%zu:%zu of \"%s\"", error.line, error.column, wrong[i].text);
        for (size_t k = 0; k < 2 && wrong[i].words[k]; k++)
            if (!strstr(error.message, wrong[i].words[k]))
                fail_msg("\"%s\" lacks %s", error.message, wrong[i].words[k]);
        assert_non_null(strstr(error.file, "capalign-config"));
    }
}

/* Longer than the 200 bytes of libinih. */
static void long_lines_are_read(void **state)
{
    char text[4096] = "; a comment that is long and has, as an example, x = y in it: ";
    for (int i = 0; i < 20; i++)
        strcat(text, "profile = nobody ");
    strcat(text, "\n[check]\ndisable = max-lines");
    for (int i = 0; i < 40; i++)
        strcat(text, i % 2 ? ", min-gap" : "  max-duration");
    strcat(text, ",mojibake ; and a comment that is long");
    for (int i = 0; i < 40; i++)
        strcat(text, " enable = nothing");
    size_t size = strlen(text);
    strcat(text, "\n[limits]\nmax-reading-speed = 20\n");
    capalign_error error = {0};
    assert_int_equal(read_bytes(*state, text, strlen(text), &error), CAPALIGN_OK);
    assert_false(setting_of(*state, "max-lines").enabled);
    assert_false(setting_of(*state, "min-gap").enabled);
    assert_false(setting_of(*state, "mojibake").enabled);
    assert_int_equal(setting_of(*state, "max-reading-speed").limit, 20000);
    memcpy(strstr(text, "mojibake"), "mojibeke", 8);
    assert_int_equal(read_bytes(*state, text, size, &error), CAPALIGN_E_ARGUMENT);
    assert_int_equal(error.line, 3);
    const char *line = strstr(text, "disable");
    assert_int_equal(error.column, strstr(line, "mojibeke") - line + 1);
}

static void files_that_are_none_are_refused(void **state)
{
    capalign_error error;
    assert_int_equal(read_bytes(*state, "[check]\n \0", 10, &error), CAPALIGN_E_INPUT);
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 2);
    assert_int_equal(capalign_check_config_read(*state, "/no/such/file", &error), CAPALIGN_E_IO);
    assert_int_equal(read_bytes(*state, "", 0, &error), CAPALIGN_OK);
    static const char mark[] = "\xEF\xBB\xBF[limits]\nmax-lines = 7\n";
    assert_int_equal(read_bytes(*state, mark, sizeof mark - 1, &error), CAPALIGN_OK);
    assert_int_equal(setting_of(*state, "max-lines").limit, 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_default_has_the_default_profile),
        TEST(a_profile_changes_what_it_gives),
        TEST(a_profile_of_words_counts_no_characters),
        TEST(a_profile_stands_on_its_base),
        TEST(bases_are_profiles),
        TEST(every_profile_can_be_chosen),
        TEST(thresholds_can_be_set),
        TEST(setting_enables),
        TEST(wrong_settings_say_what_is_wrong),
        TEST(a_copy_is_its_own),
        TEST(a_file_is_read_in_order),
        TEST(errors_name_their_place),
        TEST(long_lines_are_read),
        TEST(files_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
