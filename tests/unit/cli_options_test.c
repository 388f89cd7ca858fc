#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include <capalign/near.h>

#include "cli/options.h"

enum { QUIET, TO, OUTPUT, SECRET, OPTION_COUNT, MOST_WORDS = 12 };

static const char *format(size_t index)
{
    static const char *const choices[] = {"srt", "vtt", "json"};
    return index < CLI_COUNT(choices) ? choices[index] : NULL;
}

static const cli_option global[] = {{.name = "quiet", .letter = 'q'}};
static const cli_option own[] = {
    {.name = "to", .letter = 't', .value = "FORMAT", .kind = CLI_CHOICE, .choice = format},
    {.name = "output", .letter = 'o', .value = "DIR", .kind = CLI_FOLDER},
    {.name = "secret", .hidden = true},
};
static const cli_options tables = {global, CLI_COUNT(global), own, CLI_COUNT(own)};

/* Splits a line at its spaces and parses it. */
typedef struct parsed {
    char line[256];
    char *words[MOST_WORDS];
    cli_arguments arguments;
    char message[CLI_MESSAGE];
    bool right;
} parsed;

static void parse(parsed *p, const char *line, bool stop)
{
    *p = (parsed){0};
    strcpy(p->line, line);
    size_t count = 0;
    for (char *word = strtok(p->line, " "); word; word = strtok(NULL, " "))
        p->words[count++] = word;
    p->right = cli_parse(&tables, p->words, count, stop, &p->arguments, p->message);
}

static void each_form_means_the_same(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "--to=vtt --output=d a", "--to vtt --output d a",   "-t vtt -o d a",
        "-tvtt -od a",           "a --to vtt --output=d",   "-to a -t vtt -od",
        "-od --to vtt -- a",     "--to srt --to vtt -od a",
    };
    for (size_t i = 0; i < CLI_COUNT(lines); i++) {
        parsed p;
        parse(&p, lines[i], false);
        if (strncmp(lines[i], "-to ", 4) == 0) { /* -t takes "o", which is no format */
            assert_false(p.right);
            continue;
        }
        assert_true(p.right);
        assert_string_equal(p.arguments.values[TO], "vtt");
        assert_string_equal(p.arguments.values[OUTPUT], "d");
        assert_null(p.arguments.values[QUIET]);
        assert_int_equal(p.arguments.operand_count, 1);
        assert_string_equal(p.arguments.operands[0], "a");
    }
}

static void flags_stand_in_clusters(void **state)
{
    (void)state;
    parsed p;
    parse(&p, "-qtvtt a -qq", false);
    assert_true(p.right);
    assert_non_null(p.arguments.values[QUIET]);
    assert_string_equal(p.arguments.values[TO], "vtt");
    parse(&p, "--secret", false);
    assert_true(p.right);
    assert_non_null(p.arguments.values[SECRET]);
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    parsed p;
    parse(&p, "a - -- -q -- --to", false);
    assert_true(p.right);
    assert_null(p.arguments.values[QUIET]);
    static const char *const operands[] = {"a", "-", "-q", "--", "--to"};
    assert_int_equal(p.arguments.operand_count, CLI_COUNT(operands));
    for (size_t i = 0; i < CLI_COUNT(operands); i++)
        assert_string_equal(p.arguments.operands[i], operands[i]);
}

static void a_command_stops_the_global_options(void **state)
{
    (void)state;
    parsed p;
    parse(&p, "-q command --unknown x", true);
    assert_true(p.right);
    assert_non_null(p.arguments.values[QUIET]);
    assert_int_equal(p.arguments.operand_count, 3);
    assert_string_equal(p.arguments.operands[1], "--unknown");
}

static void values_from_before_stay(void **state)
{
    (void)state;
    char line[] = "x", *words[] = {line};
    cli_arguments arguments = {.values = {[QUIET] = ""}};
    char message[CLI_MESSAGE];
    assert_true(cli_parse(&tables, words, 1, false, &arguments, message));
    assert_non_null(arguments.values[QUIET]);
}

static void each_mistake_says_what_was_expected(void **state)
{
    (void)state;
    static const struct {
        const char *line, *message;
    } wrong[] = {
        {"--quite", "there is no option --quite; did you mean --quiet?"},
        {"--out=d", "there is no option --out; did you mean --output?"},
        {"--elephant", "there is no option --elephant; --help lists them"},
        {"--secre", "there is no option --secre; --help lists them"}, /* hidden: not offered */
        {"--=x", "there is no option --; --help lists them"},
        {"--quiet=yes", "--quiet takes no value"},
        {"--to", "--to needs a value: FORMAT is srt, vtt or json"},
        {"-qo", "-o needs a value: DIR"},
        {"--to=", "--to cannot be \"\"; expected srt, vtt or json"},
        {"--to svt", "--to cannot be \"svt\"; expected srt, vtt or json; did you mean \"srt\"?"},
        {"--output=", "--output is empty; expected DIR"},
        {"-x",
         "there is no option -x; --help lists them, and \"--\" goes before a name that begins "
         "with \"-\""},
    };
    for (size_t i = 0; i < CLI_COUNT(wrong); i++) {
        parsed p;
        parse(&p, wrong[i].line, false);
        assert_false(p.right);
        assert_string_equal(p.message, wrong[i].message);
    }
}

static void long_words_are_cut_in_messages(void **state)
{
    (void)state;
    static char words[3][3000];
    for (size_t i = 0; i < 3; i++)
        memset(words[i], 'x', sizeof words[i] - 1);
    memcpy(words[0], "--", 2);
    memcpy(words[1], "--to=\xFF", 6);
    memcpy(words[2], "-\x1b[", 3);
    for (size_t i = 0; i < 3; i++) {
        char message[CLI_MESSAGE], *one[] = {words[i]};
        cli_arguments arguments = {0};
        assert_false(cli_parse(&tables, one, 1, false, &arguments, message));
        assert_true(strlen(message) < 300);
        assert_null(strchr(message, '\x1b'));
    }
}

static void operands_are_counted(void **state)
{
    (void)state;
    static const cli_operand two[] = {{.name = "IN", .help = "what is read"},
                                      {.name = "OUT", .help = "what is written", .optional = true}};
    static const cli_operand many[] = {{.name = "FILE", .help = "files", .many = true}};
    const cli_command pair = {.synopsis = "IN [OUT]\nother", .operands = two, .operand_count = 2};
    const cli_command list = {.synopsis = "FILE...", .operands = many, .operand_count = 1};
    char a[] = "a", empty[] = "", *words[] = {a, a, a}, *nothing[] = {empty};
    char message[CLI_MESSAGE];
    cli_arguments arguments = {.operands = words};
    assert_false(cli_check_operands(&pair, &arguments, message));
    assert_string_equal(message, "IN is missing: what is read");
    arguments.operand_count = 2;
    assert_true(cli_check_operands(&pair, &arguments, message));
    arguments.operand_count = 3;
    assert_false(cli_check_operands(&pair, &arguments, message));
    assert_string_equal(message, "\"a\" is one operand too many; expected IN [OUT]");
    assert_true(cli_check_operands(&list, &arguments, message));
    arguments = (cli_arguments){.operands = nothing, .operand_count = 1};
    assert_false(cli_check_operands(&list, &arguments, message));
    assert_string_equal(message, "FILE is empty; expected files");
}

static const char *nearest(const char *word)
{
    capalign_near near = capalign_near_begin(word);
    capalign_near_offer(&near, "convert");
    capalign_near_offer(&near, "probe");
    capalign_near_offer(&near, "link");
    capalign_near_offer(&near, "to");
    return near.best ? near.best : "";
}

static void the_nearest_word_is_meant(void **state)
{
    (void)state;
    assert_string_equal(nearest("convret"), "convert"); /* a swap is one mistake */
    assert_string_equal(nearest("prbe"), "probe");
    assert_string_equal(nearest("lnik"), "link");
    assert_string_equal(nearest("conv"), "convert"); /* a beginning */
    assert_string_equal(nearest("ot"), "to");
    assert_string_equal(nearest("x"), "");
    assert_string_equal(nearest(""), "");
    assert_string_equal(nearest("elephant"), "");
    assert_string_equal(nearest("convertconvertconvertconvertconvertconvert"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_means_the_same),
        cmocka_unit_test(flags_stand_in_clusters),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(a_command_stops_the_global_options),
        cmocka_unit_test(values_from_before_stay),
        cmocka_unit_test(each_mistake_says_what_was_expected),
        cmocka_unit_test(long_words_are_cut_in_messages),
        cmocka_unit_test(operands_are_counted),
        cmocka_unit_test(the_nearest_word_is_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
