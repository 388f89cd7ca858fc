/* Fixes: what a file becomes, one table for each family; what must stay; and their suggestions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <capalign/check.h>

#include "check/check.h"

#define TIMES "00:00:01,000 --> 00:00:02,500"
#define CUE "1\n" TIMES "\n"
#define LATER "2\n00:00:03,000 --> 00:00:04,000\n"

typedef struct fix_case {
    const char *before;
    const char *after; /* NULL: stays as it is */
} fix_case;

static char *fix(const char *bytes, size_t size, const char *path, bool unsafe,
                 const capalign_check_config *config, size_t *fixed_size)
{
    char *fixed;
    size_t count;
    capalign_error error;
    const capalign_check_options options = {.config = config};
    assert_int_equal(
        capalign_check_fix(bytes, size, path, &options, unsafe, &fixed, fixed_size, &count, &error),
        CAPALIGN_OK);
    assert_int_equal(fixed != NULL, count != 0);
    return fixed;
}

/* Fixes to what is expected, and once more to nothing. */
static void expect(const char *before, size_t before_size, const char *after, size_t after_size,
                   const char *path, bool unsafe, const capalign_check_config *config)
{
    size_t size, again_size;
    char *fixed = fix(before, before_size, path, unsafe, config, &size);
    if (!after) {
        if (fixed)
            print_error("changed to: %.*s\n", (int)size, fixed);
        assert_null(fixed);
        return;
    }
    if (!fixed)
        print_error("not changed: %s\n", before);
    assert_non_null(fixed);
    if (size != after_size || memcmp(fixed, after, size) != 0)
        print_error("became: %.*s\nnot: %.*s\n", (int)size, fixed, (int)after_size, after);
    assert_int_equal(size, after_size);
    assert_memory_equal(fixed, after, size);
    assert_null(fix(fixed, size, path, unsafe, config, &again_size));
    capalign_free(fixed);
}

static void expect_all(const fix_case *cases, size_t count, const char *path, bool unsafe)
{
    for (size_t i = 0; i < count; i++)
        expect(cases[i].before, strlen(cases[i].before), cases[i].after,
               cases[i].after ? strlen(cases[i].after) : 0, path, unsafe, NULL);
}

#define EXPECT_ALL(CASES, PATH, UNSAFE)                                                            \
    expect_all(CASES, sizeof(CASES) / sizeof(CASES)[0], PATH, UNSAFE)

static void times(void **state)
{
    (void)state;
    static const fix_case cases[] = {
        {"1\n00:00:01.000 --> 00:00:02.500\nOne\n", CUE "One\n"},
        {"1\n0:0:1,000 --> 0:0:2,500\nOne\n", CUE "One\n"},
        {"1\n00:01,000 --> 00:02,500\nOne\n", CUE "One\n"},
        {"1\n00:00:01 --> 00:00:02,500\nOne\n", CUE "One\n"},
        {"1\n00:00:01, --> 00:00:02,500\nOne\n", CUE "One\n"},
        {"1\n00:00:01 000 --> 00:00:02 500\nOne\n", CUE "One\n"},
        {"1\n00: 00 :01,000 --> 00:00:02,500\nOne\n", CUE "One\n"},
        {"1\n+00:00:01,000 --> 00:00:02,500\nOne\n", CUE "One\n"},
        {"1\n\t00:00:01,000->00:00:02,500  \nOne\n", CUE "One\n"},
        {"1\n0:1.000\xE2\x86\x92"
         "0:2.500\nOne\n",
         CUE "One\n"},
        {"1\n00\xEF\xBC\x9A"
         "00\xEF\xBC\x9A"
         "01\xEF\xBC\x8C"
         "000 --> 00:00:02,500\nOne\n",
         CUE "One\n"},
        {"1\n00:00:01,5 --> 00:00:02,500\nOne\n", NULL}, /* two readings */
        {"1\n100:00:01,000 --> 100:00:02,500\nOne\n", NULL},
        {"1\n00:00:02,500 --> 00:00:01,000\nOne\n", NULL},
    };
    EXPECT_ALL(cases, "a.srt", false);
}

static void indices(void **state)
{
    (void)state;
    static const fix_case cases[] = {
        {TIMES "\nOne\n", CUE "One\n"},
        {"7\n" TIMES "\nOne\n\n9\n00:00:03,000 --> 00:00:04,000\nTwo\n",
         CUE "One\n\n" LATER "Two\n"},
        {CUE "One\n\n00:00:03,000 --> 00:00:04,000\nTwo\n\n2\n00:00:05,000 --> 00:00:06,000\n3\n",
         CUE "One\n\n" LATER "Two\n\n3\n00:00:05,000 --> 00:00:06,000\n3\n"},
        {"1 " TIMES "\nOne\n", CUE "One\n"},
        {" 1\t\n" TIMES "\nOne\n", CUE "One\n"},
        {"#1\n" TIMES "\nOne\n", CUE "One\n"},
        {"The ferry\n" TIMES "\nOne\n", NULL}, /* a text that somebody may miss */
        {CUE "One\n\n2\n", CUE "One\n\n"},
        {"1\n7 " TIMES "\nOne\n", NULL}, /* two of them */
    };
    EXPECT_ALL(cases, "a.srt", false);
}

static void blocks(void **state)
{
    (void)state;
    static const fix_case cases[] = {
        {CUE "One\n" LATER "Two\n", CUE "One\n\n" LATER "Two\n"},
        {"1\r\n" TIMES "\r\nOne\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nTwo\r\n",
         "1\r\n" TIMES "\r\nOne\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nTwo\r\n"},
        {CUE "One\n\n\n\n" LATER "Two\n", CUE "One\n\n" LATER "Two\n"},
        {CUE "One\n \t\n" LATER "Two\n", CUE "One\n\n" LATER "Two\n"},
        {"WEBVTT\nKind: captions\n\n" CUE "One\n", CUE "One\n"},
        {"WEBVTT\n" TIMES "\nOne\n", CUE "One\n"},
        {"WEBVTT The harbour\n\n" CUE "One\n", NULL},
        {"WEBVTT\nThe ferry leaves\n\n" CUE "One\n", NULL},
        {CUE "One\n\nmore\n", NULL},
        {CUE "\n" LATER "Two\n", NULL},
    };
    EXPECT_ALL(cases, "a.srt", false);
    static const fix_case unsafe[] = {
        {CUE "One\n\n \nmore\n", CUE "One\nmore\n"},
        {CUE "\n" LATER "Two\n", "1\n00:00:03,000 --> 00:00:04,000\nTwo\n"},
        {CUE "One\n\n2\n00:00:03,000 --> 00:00:04,000\n", CUE "One\n\n"},
        {"1\n" TIMES " spoken\n\n" LATER "Two\n", NULL}, /* words would be lost */
    };
    EXPECT_ALL(unsafe, "a.srt", true);
}

static void line_ends(void **state)
{
    (void)state;
    static const fix_case cases[] = {
        {"1\r\n" TIMES "\nOne\n", CUE "One\n"},
        {"1\r\n" TIMES "\r\nOne\nmore\r\n", "1\r\n" TIMES "\r\nOne\r\nmore\r\n"},
        {"1\r\r\n" TIMES "\r\r\nOne\r\r\n", "1\r\n" TIMES "\r\nOne\r\n"},
        {"1\r" TIMES "\rOne\r", NULL},
    };
    EXPECT_ALL(cases, "a.srt", false);
}

static void characters(void **state)
{
    (void)state;
    static const fix_case cases[] = {
        {"\xEF\xBB\xBF" CUE "One\n", CUE "One\n"},
        {CUE "O\xEF\xBB\xBFne \x01two\n", CUE "One two\n"},
        {CUE "O\xE2\x80\x8Bne\n", CUE "One\n"},
        {CUE "One\x0Btwo\n", CUE "One two\n"},
        {CUE "One\xE2\x80\xA8two\n", CUE "One\ntwo\n"},
        {CUE "\xE2\x80\xAEOne\n", CUE "\xE2\x80\xAEOne\xE2\x80\xAC\n"},
        {CUE "\xE2\x81\xA7\xE2\x80\xAEOne\n",
         CUE "\xE2\x81\xA7\xE2\x80\xAEOne\xE2\x80\xAC\xE2\x81\xA9\n"},
        {CUE "\xE2\x80\x8F\xD7\xA9\xD7\x9C.\n", NULL}, /* Hebrew needs its mark */
        {CUE "\xEF\xBF\xBD\n", NULL},
        {"1\n00:00:\x01"
         "01,000 --> 00:00:02,5\xE2\x80\x8B"
         "00\nOne\n",
         CUE "One\n"},
    };
    EXPECT_ALL(cases, "a.srt", false);
    static const char nul[] = CUE "O\0ne\n", without[] = CUE "One\n";
    expect(nul, sizeof nul - 1, without, sizeof without - 1, "a.srt", false, NULL);
}

static void tags(void **state)
{
    (void)state;
    static const fix_case cases[] = {
        {CUE "<i>One\ntwo\n", CUE "<i>One\ntwo</i>\n"},
        {CUE "<b><i>One\n", CUE "<b><i>One</i></b>\n"},
        {CUE "One</i>\n", CUE "One\n"},
        {CUE "One\n</i>\n", CUE "One\n"},
        {CUE "<b><i>One</b></i>\n", CUE "<b><i>One</i></b>\n"},
        {CUE "<b>a<i>b</b>c</i>\n", CUE "<b>a<i>b</i></b><i>c</i>\n"},
        {CUE "<font color=\"red\">a<b>b</font>c</b>\n",
         CUE "<font color=\"red\">a<b>b</b></font><b>c</b>\n"},
        {CUE "< i >One</ I >\n", CUE "<i>One</I>\n"},
        {CUE "<blink>One\n", NULL},
        {CUE "5 < 7 and a > b\n", NULL},
    };
    EXPECT_ALL(cases, "a.srt", false);
}

static void texts(void **state)
{
    (void)state;
    static const fix_case cases[] = {
        {CUE "Tom &amp; Ann\n", CUE "Tom & Ann\n"},
        {CUE "a &lt;i&gt; b\n", NULL}, /* <i> would be a tag */
        {CUE "AT&amp;T;\n", NULL},
        {CUE "One\\Ntwo\n", CUE "One\ntwo\n"},
        {CUE "C:\\new\n", NULL},
    };
    EXPECT_ALL(cases, "a.srt", true);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect(cases[i].before, strlen(cases[i].before), NULL, 0, "a.srt", false, NULL);
}

static void order_and_spans(void **state)
{
    (void)state;
    static const fix_case order[] = {
        {"1\n00:00:05,000 --> 00:00:06,000\nTwo\nmore\n\n\n2\n" TIMES "\nOne",
         "1\n" TIMES "\nOne\n\n2\n00:00:05,000 --> 00:00:06,000\nTwo\nmore"},
        {CUE "One\n\n2\n00:00:02,000 --> 00:00:04,000\nTwo\n", NULL},
        {"1\n00:00:01,000 --> 00:00:01,000\nOne\n", NULL},
    };
    EXPECT_ALL(order, "a.srt", false);
    static const fix_case spans[] = {
        {CUE "One\n\n2\n00:00:02,000 --> 00:00:04,000\nTwo\n",
         "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:02,000 --> 00:00:04,000\nTwo\n"},
        {CUE "One\n\n2\n00:00:01,100 --> 00:00:04,000\nTwo\n", NULL}, /* too short to read */
        {"1\n00:00:01,000 --> 00:00:01,000\nOne\n", "1\n00:00:01,000 --> 00:00:02,000\nOne\n"},
        /* Each ends where the first one below starts. */
        {"1\n00:00:01,000 --> 00:00:09,000\nOne\n\n2\n00:00:02,000 --> 00:00:09,000\nTwo\n\n"
         "3\n00:00:03,000 --> 00:00:09,000\nThree\n",
         "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:02,000 --> 00:00:03,000\nTwo\n\n"
         "3\n00:00:03,000 --> 00:00:09,000\nThree\n"},
        /* A time that is made longer and one that is cut do not meet in one place. */
        {"1\n00:00:01,000 --> 00:00:03\nOne\n\n2\n00:00:02,000 --> 00:00:04,000\nTwo\n",
         "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:02,000 --> 00:00:04,000\nTwo\n"},
        /* The empty cue is all that tells when the one below it is. */
        {CUE "One\n\n" LATER "\n3\nx0:00:05,000 --> 00:00:06,000\nThree\n", NULL},
    };
    EXPECT_ALL(spans, "a.srt", true);
}

static void webvtt(void **state)
{
    (void)state;
#define VTT "00:01.000 --> 00:02.500"
    static const fix_case safe[] = {
        {"WEBVTT - The harbour\n\n" VTT "\nOne\n", "WEBVTT\n\nNOTE The harbour\n\n" VTT "\nOne\n"},
        {"WEBVTT\n" VTT "\nOne\n", "WEBVTT\n\n" VTT "\nOne\n"},
        {"WEBVTT\n\n" VTT "\nOne\n00:03.000 --> 00:04.000\nTwo\n",
         "WEBVTT\n\n" VTT "\nOne\n\n00:03.000 --> 00:04.000\nTwo\n"},
        {"WEBVTT\n\n" VTT "\nOne\n2\n00:03.000 --> 00:04.000\nTwo\n", NULL}, /* an id, or text */
        {"WEBVTT\n\n" VTT "\nOne\n\nWEBVTT\n\n00:03.000 --> 00:04.000\nTwo\n",
         "WEBVTT\n\n" VTT "\nOne\n\n00:03.000 --> 00:04.000\nTwo\n"},
        {"WEBVTT\n\n" VTT " color:red line:5\nOne\n", "WEBVTT\n\n" VTT " line:5\nOne\n"},
        {"WEBVTT\n\n" VTT " line:120%\nOne\n", NULL},
        {"WEBVTT\n\n" VTT " One more\nOne\n", NULL}, /* what may be a text */
        {"WEBVTT\n\nSTYLE\n\n" VTT "\nOne\n", "WEBVTT\n\n" VTT "\nOne\n"},
        {"WEBVTT\n\n" VTT "\nOne\n\nREGION\n", "WEBVTT\n\n" VTT "\nOne\n\n"},
        {"WEBVTT\n\nSTYLE\n\n::cue { color: lime }\n\n" VTT "\nOne\n", NULL}, /* its rules */
        {"WEBVTT\n\nb\n00:05.000 --> 00:06.000\nTwo\n\na\n" VTT " line:1\nOne\n",
         "WEBVTT\n\na\n" VTT " line:1\nOne\n\nb\n00:05.000 --> 00:06.000\nTwo\n"},
        {"WEBVTT\n\n00:05.000 --> 00:06.000\nTwo\n\nNOTE on one\n\n" VTT "\nOne\n", NULL},
        {"WEBVTT\n\nNOTE capalign-disable\n\n" VTT " color:red\nOne\n", NULL},
    };
    EXPECT_ALL(safe, "a.vtt", false);
    static const char nul[] = "WEBVTT\n\n" VTT "\nO\0ne\n";
    static const char setting[] = "WEBVTT\n\n" VTT " align:start\0\nOne\n";
    static const char alone[] = "WEBVTT\n\n" VTT "\nOne\n\0\ntwo\n";
    expect(nul, sizeof nul - 1, "WEBVTT\n\n" VTT "\nOne\n", sizeof nul - 2, "a.vtt", false, NULL);
    expect(setting, sizeof setting - 1, NULL, 0, "a.vtt", false, NULL);
    expect(alone, sizeof alone - 1, NULL, 0, "a.vtt", false, NULL);
    static const fix_case unsafe[] = {
        {"WEBVTT " VTT "\nOne\n", "WEBVTT\n\n" VTT "\nOne\n"},
        {"WEBVTT\nThe harbour\n\n" VTT "\nOne\n", "WEBVTT\n\nNOTE The harbour\n\n" VTT "\nOne\n"},
        {"WEBVTT\n\n" VTT " line:120%\nOne\n", "WEBVTT\n\n" VTT "\nOne\n"},
        {"WEBVTT\n\nREGION\nid:a\nid: b\nid :c\n\n" VTT "\nOne\n", NULL},
        {"WEBVTT\n\n" VTT " align: start\nOne\n", NULL},
        {"WEBVTT\n\nREGION\nid:a\nThe ferry leaves.\n\n" VTT "\nOne\n", NULL},
        {"WEBVTT\n\nREGION\nid:a\nlines:x\n\n" VTT "\nOne\n",
         "WEBVTT\n\nREGION\nid:a\n\n" VTT "\nOne\n"},
        {"WEBVTT\n\n" VTT " line:\xFF%\nOne\n", NULL}, /* whatever that was */
        {"WEBVTT\n\n" VTT " line:1 line:2 line:3\nOne\n", "WEBVTT\n\n" VTT " line:3\nOne\n"},
        {"WEBVTT\n\n" VTT " region:x\nOne\n", "WEBVTT\n\n" VTT "\nOne\n"},
        {"WEBVTT\n\n" VTT "\n\n00:03.000 --> 00:04.000\nTwo\n",
         "WEBVTT\n\n00:03.000 --> 00:04.000\nTwo\n"},
        {"WEBVTT\n\n" VTT "\nThe road --> the sea\n\n00:03.000 --> 00:04.000\nTwo\n", NULL},
        {"WEBVTT\n\n00:00.000 --> 00:01.000\nTwo\n\n" VTT "\nThe road --> the sea\n", NULL},
        {"WEBVTT\n\n" VTT "\n\nNOTE to be written\n\n00:03.000 --> 00:04.000\nTwo\n", NULL},
        {"WEBVTT\n\n" VTT "\nOne\\Ntwo\n", "WEBVTT\n\n" VTT "\nOne\ntwo\n"},
    };
    EXPECT_ALL(unsafe, "a.vtt", true);
}

static void encodings(void **state)
{
    (void)state;
    static const char latin[] = "1\n00:00:01.000 --> 00:00:02,500\ncaf\xE9\n";
    static const char utf8[] = CUE "caf\xC3\xA9\n";
    expect(latin, sizeof latin - 1, NULL, 0, "a.srt", false, NULL);
    expect(latin, sizeof latin - 1, utf8, sizeof utf8 - 1, "a.srt", true, NULL);
    /* Broken bytes stay, whatever is mended around them. */
    static const char broken[] = "\xEF\xBB\xBF"
                                 "1\n00:00:01.000 --> 00:00:02,500\n\xC3\xA9\xFF\x01x\n";
    static const char mended[] = "1\n" TIMES "\n\xC3\xA9\xFFx\n";
    expect(broken, sizeof broken - 1, mended, sizeof mended - 1, "a.srt", false, NULL);
    static const char wide[] =
        "\xFF\xFE"
        "1\0\n\0000\0000\0:\0000\0001\0 \0-\0-\0>\0 \0000\0000\0:\0000\0002\0\n\0x\0";
    static const char narrow[] = "1\n00:00:01,000 --> 00:00:02,000\nx";
    expect(wide, sizeof wide - 1, narrow, sizeof narrow - 1, "a.srt", false, NULL);
}

static void switched_off(void **state)
{
    (void)state;
    capalign_check_config *config;
    capalign_error error;
    assert_int_equal(capalign_check_config_create(&config, &error), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_enable(config, "time-separator", false, &error), 0);
    static const char before[] = "1\n00:00:1.000->00:00:02.500\nOne\n";
    static const char after[] = "1\n00:00:01.000 --> 00:00:02.500\nOne\n";
    expect(before, sizeof before - 1, after, sizeof after - 1, "a.srt", false, config);
    capalign_check_config_destroy(config);
}

/* Where "5" would be taken for an index, cues stay; others are put in order all the same. */
static void order_by_parts(void **state)
{
    (void)state;
    static const char *const off[] = {"blank-line-missing", "index-missing", "index-order"};
    capalign_check_config *config;
    capalign_error error;
    assert_int_equal(capalign_check_config_create(&config, &error), CAPALIGN_OK);
    for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
        assert_int_equal(capalign_check_config_enable(config, off[i], false, &error), CAPALIGN_OK);
    static const char first[] = "1\n00:00:05,000 --> 00:00:06,000\nTwo\n"
                                "00:00:01,000 --> 00:00:02,000\nOne\n5\n\n";
    static const char third[] = "00:00:10,000 --> 00:00:12,000\nThree\n";
    static const char fourth[] = "00:00:20,000 --> 00:00:22,000\nFour\n";
    char before[512], after[512];
    int size = snprintf(before, sizeof before, "%s3\n%s\n4\n%s", first, fourth, third);
    snprintf(after, sizeof after, "%s3\n%s\n4\n%s", first, third, fourth);
    expect(before, (size_t)size, after, (size_t)size, "a.srt", false, config);
    capalign_check_config_destroy(config);
}

static void line_breaks(void **state)
{
    (void)state;
    capalign_check_config *config;
    capalign_error error;
    assert_int_equal(capalign_check_config_create(&config, &error), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_set(config, "max-chars-per-line", "30", &error), 0);
    assert_int_equal(capalign_check_config_set(config, "max-lines", "2", &error), 0);
    static const char before[] =
        "1\n00:00:01,000 --> 00:00:09,000\nThe <i>ferry leaves</i> the harbour at six today\n";
    static const char after[] =
        "1\n00:00:01,000 --> 00:00:09,000\nThe <i>ferry leaves</i>\nthe harbour at six today\n";
    expect(before, sizeof before - 1, after, sizeof after - 1, "a.srt", true, config);
    static const char speakers[] =
        "1\n00:00:01,000 --> 00:00:09,000\n- The ferry leaves the harbour at six\n- Today\n";
    expect(speakers, sizeof speakers - 1, NULL, 0, "a.srt", true, config);
    capalign_check_config_destroy(config);
}

static void suggestions(void **state)
{
    (void)state;
    capalign_check_result *result;
    capalign_error error;
    static const char text[] = "1\n00:00:01,000 -> 00:00:02,500\nOne\n";
    assert_int_equal(capalign_check_bytes(text, sizeof text - 1, "a.srt", NULL, &result, &error),
                     CAPALIGN_OK);
    assert_int_equal(result->finding_count, 1);
    assert_string_equal(result->findings[0].replacement, "-->");
    assert_int_equal(result->findings[0].replaced_from, 15);
    assert_int_equal(result->findings[0].replaced_to, 17);
    capalign_check_result_destroy(result);
}

/* A report offers only what --fix does: a finding that has no sure reading, or that must wait for
 * the encoding, says so. */
static void offers_are_kept(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *code;
        capalign_fix fix;
    } cases[] = {
        {"1\n00:00:01.000 --> 00:00:02,500\nOne\n", "time-separator", CAPALIGN_FIX_SAFE},
        {"1\n100:00:01,000 --> 100:00:02,500\nOne\n", "time-digits", CAPALIGN_FIX_NONE},
        {"#1\n" TIMES "\nOne\n", "index-invalid", CAPALIGN_FIX_SAFE},
        {"The ferry\n" TIMES "\nOne\n", "index-invalid", CAPALIGN_FIX_NONE},
        {"3\n" TIMES "\ncaf\xE9\n", "index-order", CAPALIGN_FIX_UNSAFE},
        {"3\n" TIMES "\ncaf\xE9\n", "encoding-guessed", CAPALIGN_FIX_UNSAFE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        capalign_check_result *result;
        size_t k = 0;
        assert_int_equal(capalign_check_bytes(cases[i].text, strlen(cases[i].text), "a.srt", NULL,
                                              &result, NULL),
                         CAPALIGN_OK);
        while (k < result->finding_count &&
               strcmp(result->findings[k].finding.code, cases[i].code) != 0)
            k++;
        assert_true(k < result->finding_count);
        assert_int_equal(result->findings[k].finding.fix, cases[i].fix);
        capalign_check_result_destroy(result);
    }
}

/* What a rule says of its fix is so. */
static void fixable_is_what_has_a_fixer(void **state)
{
    (void)state;
    for (size_t i = 0; i < capalign_rule_count(); i++) {
        const ca_rule *rule = ca_rule_at(i);
        if ((rule->about.fix != CAPALIGN_FIX_NONE) != (rule->fix != NULL))
            print_error("%s\n", rule->about.code);
        assert_int_equal(rule->about.fix != CAPALIGN_FIX_NONE, rule->fix != NULL);
    }
}

/* Each cue lasts to the end of the file; it is mended in few rounds, or it would be over the cap.
 */
static void all_overlap(void **state)
{
    enum { CUES = 3000, CUE_BYTES = 64 };
    (void)state;
    char *text = malloc((size_t)CUES * CUE_BYTES);
    size_t at = 0, size;
    assert_non_null(text);
    for (int i = 0; i < CUES; i++)
        at += (size_t)sprintf(text + at, "%d\n%02d:%02d:%02d,000 --> 09:00:00,000\nCue %d\n\n",
                              i + 1, i / 3600, i / 60 % 60, i % 60, i);
    char *fixed = fix(text, at, "a.srt", true, NULL, &size);
    assert_non_null(fixed);
    assert_int_equal(size, at);
    assert_non_null(memmem(fixed, size, "00:49:58,000 --> 00:49:59,000", 29));
    assert_non_null(memmem(fixed, size, "00:00:00,000 --> 00:00:01,000", 29));
    capalign_free(fixed);
    free(text);
}

static size_t count_of(const char *text, size_t size, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = memmem(at, size - (size_t)(at - text), part, strlen(part)));
         at++)
        count++;
    return count;
}

/* Half of the cues have a character that cannot be taken out, since a tag would come of it: all
 * others are mended all the same, in one run. */
static void many_do_not_hold(void **state)
{
    enum { CUES = 20000, CUE_BYTES = 128 };
    (void)state;
    char *text = malloc((size_t)CUES * CUE_BYTES);
    size_t at = 0, size, again;
    assert_non_null(text);
    for (int i = 0; i < CUES; i++)
        at += (size_t)sprintf(text + at, "%d\n%02d:%02d:%02d,000 --> %02d:%02d:%02d,900\n%s%s\n\n",
                              i + 1, i / 3600, i / 60 % 60, i % 60, i / 3600, i / 60 % 60, i % 60,
                              i % 2 ? "a <\x01i> b" : "One", i % 4 < 2 ? "  two" : " two");
    char *fixed = fix(text, at, "a.srt", false, NULL, &size);
    assert_non_null(fixed);
    assert_int_equal(count_of(fixed, size, "<\x01i>"), CUES / 2);
    assert_int_equal(size, at - CUES / 2);
    assert_null(memmem(fixed, size, "  ", 2));
    assert_null(fix(fixed, size, "a.srt", false, NULL, &again));
    capalign_free(fixed);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times),           cmocka_unit_test(indices),
        cmocka_unit_test(blocks),          cmocka_unit_test(line_ends),
        cmocka_unit_test(characters),      cmocka_unit_test(tags),
        cmocka_unit_test(texts),           cmocka_unit_test(order_and_spans),
        cmocka_unit_test(webvtt),          cmocka_unit_test(encodings),
        cmocka_unit_test(switched_off),    cmocka_unit_test(order_by_parts),
        cmocka_unit_test(line_breaks),     cmocka_unit_test(suggestions),
        cmocka_unit_test(offers_are_kept), cmocka_unit_test(fixable_is_what_has_a_fixer),
        cmocka_unit_test(all_overlap),     cmocka_unit_test(many_do_not_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
