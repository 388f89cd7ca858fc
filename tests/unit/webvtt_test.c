#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>

#include "caption/webvtt.h"

#include "webvtt_help.h"

#define T1 "00:01.000 --> 00:02.000"
#define T2 "00:03.000 --> 00:04.000"

typedef struct reading {
    const char *file;
    const char *cues;
    const char *findings;
} reading;

static void check_sized(const reading *r, size_t size)
{
    ca_strbuf cues = {0}, findings = {0};
    capalign_track *track = read_vtt(r->file, size);
    print_message("%s\n---\n", r->file);
    assert_non_null(track);
    cues_text(track, &cues);
    findings_text(track, &findings);
    assert_string_equal(ca_strbuf_view(&cues).data, r->cues);
    assert_string_equal(ca_strbuf_view(&findings).data, r->findings);
    capalign_track_destroy(track);
    ca_strbuf_free(&cues);
    ca_strbuf_free(&findings);
}

static void check_all(const reading *readings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_sized(&readings[i], strlen(readings[i].file));
}
#define CHECK_ALL(readings) check_all(readings, sizeof readings / sizeof readings[0])

static void signatures(void **state)
{
    (void)state;
    static const char *const good[] = {"WEBVTT",         "WEBVTT\n",          "WEBVTT\r",
                                       "WEBVTT\r\n",     "WEBVTT ",           "WEBVTT\t",
                                       "WEBVTT - words", "\xEF\xBB\xBFWEBVTT"};
    static const char *const bad[] = {"",
                                      "WEBVT",
                                      "webvtt",
                                      "WEBVTTX",
                                      "WEBVTT\f",
                                      " WEBVTT",
                                      "\nWEBVTT",
                                      "WEBVTT\xC2\xA0",
                                      "\xEF\xBB\xBF\xEF\xBB\xBFWEBVTT",
                                      "\xFF\xFEW\0E\0B\0V\0T\0T\0"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        capalign_track *track = read_vtt(good[i], strlen(good[i]));
        assert_non_null(track);
        assert_int_equal(capalign_track_cue_count(track), 0);
        capalign_track_destroy(track);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        capalign_caption_read_options options = {.format = "vtt"};
        capalign_error error;
        capalign_track *track = NULL;
        assert_int_equal(capalign_caption_parse(bad[i], strlen(bad[i]), &options, &track, &error),
                         CAPALIGN_E_INPUT);
        assert_null(track);
        assert_true(strlen(error.message) > 10);
    }
    assert_null(read_vtt("WEBVTT\0", 7));
}

static void blocks(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"WEBVTT\n\n" T1 "\none\n\n" T2 "\ntwo", "1000>2000=one / 3000>4000=two", ""},
        {"WEBVTT\n\nid 1\n" T1 "\na\nb\n\n\n\n", "[id 1]1000>2000=a|b", ""},
        {"WEBVTT\n\n" T1 "\n\n" T2, "1000>2000= / 3000>4000=", ""},
        {"WEBVTT\n\n" T1 "\none\n" T2 "\ntwo", "1000>2000=one / 3000>4000=two",
         "blank-line-missing@5:0"},
        {"WEBVTT\n" T1 "\none", "1000>2000=one", "blank-line-missing@2:0"},
        {"WEBVTT\n\nNOTE\nwords\n\nNOTE words\n\nSTYLE\n::cue {}\n\n" T1 "\none", "1000>2000=one",
         ""},
        {"WEBVTT\n\nSTYLE\n" T1 "\none", "[STYLE]1000>2000=one", ""},
        {"WEBVTT\n\nNOTE x\n" T1 "\none", "[NOTE x]1000>2000=one", ""},
        {"WEBVTT\n\na\nb\n" T1 "\none", "1000>2000=one", "stray-text@3:0 blank-line-missing@5:0"},
        {"WEBVTT\n\n" T1 "\na --> b\nc", "1000>2000=", "time-line@4:1"},
        {"WEBVTT\n\n" T1 "\na\n\nb\n", "1000>2000=a", "stray-text@6:0"},
        {"WEBVTT\n\nid\n00:01.000 -->\nlost\n" T2 "\ntwo", "3000>4000=two",
         "time-line@4:14 blank-line-missing@6:0"},
        {"WEBVTT\n\nNOTEworthy\n", "", "stray-text@3:0"},
        {"WEBVTT\n\nWEBVTT\n\n" T1 "\na", "1000>2000=a", "signature-again@3:0"},
        {"WEBVTT\n\nSTYLE\n\nREGION \t\n", "", "block-empty@3:0 block-empty@5:0"},
        {"WEBVTT\n\n" T1 "\na\n\nSTYLE\nb\n\nREGION\nid:x\n", "1000>2000=a",
         "block-late@6:0 block-late@9:0"},
        {"WEBVTT\n\n" T1 " \n a ", "1000>2000= a ", ""},
        {"WEBVTT\n\n \t\f" T1 "\na", "1000>2000=a", ""},
        {"WEBVTT\n\n00:01.000-->00:02.000\na", "1000>2000=a", ""},
        {"WEBVTT\n\n00:01.000 --> 00:02.000line:1\na", "1000>2000=a", ""},
    };
    CHECK_ALL(readings);
}

static void headers(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"WEBVTT - my words\n\n" T1 "\na", "1000>2000=a", "signature-text@1:8"},
        {"WEBVTT " T1 "\na", "", "signature-time@1:8 header-text@2:0"},
        {"WEBVTT\nKind: captions\nLanguage: en\n\n" T1 "\na", "1000>2000=a", "header-metadata@2:0"},
        {"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n" T1 "\na", "1000>2000=a",
         "header-metadata@2:0"},
        {"WEBVTT\nwords\n" T1 "\na", "1000>2000=a", "header-text@2:0 blank-line-missing@3:0"},
        {"WEBVTT\n\n\n\n", "", ""},
    };
    CHECK_ALL(readings);
}

static void times(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"WEBVTT\n\n00:02.000 --> 00:01.000\na\n\n00:01.000 --> 00:01.000\nb",
         "2000>1000=a / 1000>1000=b", "time-reversed@3:15 time-zero-length@6:15"},
        {"WEBVTT\n\n00:01,000 --> 00:02,000\na", "", "time-line@3:6"},
        {"WEBVTT\n\n00:01.000 -> 00:02.000\na", "", "stray-text@3:0"},
        {"WEBVTT\n\n00:00.000 --> 9999999999:00:00.000\na", "0>3599999999999999=a",
         "time-capped@3:0"},
    };
    CHECK_ALL(readings);
}

static void line_ends(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"WEBVTT\r\rx\r" T1 "\ra\rb\r\r" T2 "\rc\r", "[x]1000>2000=a|b / 3000>4000=c", ""},
        {"WEBVTT\r\n\r\n" T1 "\r\na\r\nb\r\n\r\n" T2 "\r\nc", "1000>2000=a|b / 3000>4000=c", ""},
        {"WEBVTT\n\r" T1 "\r\na\rb\nc\n\r\nd", "1000>2000=a|b|c", "stray-text@8:0"},
    };
    CHECK_ALL(readings);
}

static void characters(void **state)
{
    (void)state;
    static const char nul[] = "WEBVTT\n\n\0\n" T1 "\na\0b\0\n\n0\0:00.000 --> 00:01.000\nx";
    check_sized(&(reading){nul,
                           "[\xEF\xBF\xBD]1000>2000=a\xEF\xBF\xBD"
                           "b\xEF\xBF\xBD",
                           "nul-byte@3:1 nul-byte@5:2 nul-byte@7:2 time-line@7:2"},
                sizeof nul - 1);
    static const reading readings[] = {
        {"WEBVTT\n\n" T1 "\n\xE9t\xE9 \xE2\x82", "1000>2000=\xEF\xBF\xBDt\xEF\xBF\xBD \xEF\xBF\xBD",
         "encoding-invalid@4:1"},
        {"WEBVTT\n\n" T1 "\n\xC3\xA9\xFF\n\xFF", "1000>2000=\xC3\xA9\xEF\xBF\xBD|\xEF\xBF\xBD",
         "encoding-invalid@4:2 encoding-invalid@5:1"},
    };
    CHECK_ALL(readings);
}

/* WebVTT is UTF-8 whatever the bytes look like, by name, by extension and by content; only who
 * asks for another encoding gets it, with a warning. */
static void encodings(void **state)
{
    (void)state;
    static const char text[] = "WEBVTT\n\n" T1 "\n\xE9t\xE9 m\xF4t";
    capalign_track *track = NULL;
    assert_int_equal(capalign_caption_parse(text, strlen(text), NULL, &track, NULL), CAPALIGN_OK);
    assert_int_equal(capalign_track_cue(track, 0)->text_bytes, 13);
    capalign_track_destroy(track);
    capalign_caption_read_options options = {.encoding = "ISO-8859-1"};
    assert_int_equal(capalign_caption_parse(text, strlen(text), &options, &track, NULL),
                     CAPALIGN_OK);
    assert_memory_equal(capalign_track_cue(track, 0)->text, "\xC3\xA9t\xC3\xA9 m\xC3\xB4t", 10);
    assert_string_equal(capalign_track_finding(track, 0)->code, "webvtt-encoding-declared");
    capalign_track_destroy(track);
    static const char utf16[] = "\xFF\xFEW\0E\0B\0V\0T\0T\0\n";
    assert_int_equal(capalign_caption_parse(utf16, sizeof utf16, NULL, &track, NULL),
                     CAPALIGN_E_INPUT);
    options = (capalign_caption_read_options){.encoding = "UTF-16LE", .format = "vtt"};
    assert_int_equal(capalign_caption_parse(utf16, sizeof utf16, &options, &track, NULL),
                     CAPALIGN_E_INPUT);
}

static void regions(void **state)
{
    (void)state;
    static const char file[] =
        "WEBVTT\n\nREGION\nid:a width:40% lines:2\n\nREGION\nid:a scroll:up lines:x\n"
        "regionanchor:10%,20.5% viewportanchor:1%\n\nREGION \t\nwidth:1%\n\n"
        "REGION\nid:n\nlines:99999999999999999999\n\n" T1 " region:a\nx\n\n" T2 " region:b\ny\n";
    capalign_track *track = read_vtt(file, strlen(file));
    ca_strbuf findings = {0};
    findings_text(track, &findings);
    assert_string_equal(findings.data,
                        "region-id-repeated@6:0 region-setting@7:16 region-setting@8:24 "
                        "region-id-missing@10:0 region-unknown@20:32");
    assert_int_equal(capalign_track_region_count(track), 4);
    assert_null(capalign_track_region(track, 4));
    const capalign_region *first = capalign_track_region(track, 0);
    const capalign_region *second = capalign_track_region(track, 1);
    assert_true(first->width == 40 && first->lines == 2 && !first->scroll_up);
    assert_true(second->width == 100 && second->lines == 3 && second->scroll_up);
    assert_true(second->anchor_x == 10 && second->anchor_y == 20.5 && second->viewport_y == 100);
    assert_string_equal(capalign_track_region(track, 2)->id, "");
    assert_true(capalign_track_region(track, 3)->lines == INT64_MAX);
    assert_ptr_equal(capalign_track_cue(track, 0)->settings->region, second->id);
    assert_null(capalign_track_cue(track, 1)->settings);
    ca_strbuf_free(&findings);
    capalign_track_destroy(track);
}

/* A long line full of findings, and a file of regions and cues that use them, in linear time. */
static void hostile(void **state)
{
    (void)state;
    ca_strbuf file = {0};
    ca_strbuf_add_text(&file, "WEBVTT\n\n" T1);
    for (size_t i = 0; i < 300000; i++)
        ca_strbuf_add_text(&file, " x:\xC3\xA9");
    ca_strbuf_add_text(&file, "\nx\n");
    capalign_track *track = read_vtt(file.data, file.size);
    assert_int_equal(capalign_track_finding_count(track), 300000);
    assert_int_equal(capalign_track_finding(track, 299999)->column, 25 + 299999 * 4);
    capalign_track_destroy(track);

    ca_strbuf_clear(&file);
    ca_strbuf_add_text(&file, "WEBVTT\n\n");
    for (size_t i = 0; i < 50000; i++)
        ca_strbuf_format(&file, "REGION\nid:%zu\n\n", i);
    for (size_t i = 0; i < 50000; i++)
        ca_strbuf_format(&file, T1 " region:%zu\n\n", i);
    track = read_vtt(file.data, file.size);
    assert_int_equal(capalign_track_finding_count(track), 0);
    assert_string_equal(capalign_track_cue(track, 49999)->settings->region, "49999");
    capalign_track_destroy(track);

    ca_strbuf_clear(&file);
    ca_strbuf_add_text(&file, "WEBVTT\n\n");
    for (size_t i = 0; i <= CA_VTT_MAX_REGIONS; i++)
        ca_strbuf_add_text(&file, "REGION\nid:a\n\n");
    capalign_error error;
    capalign_caption_read_options options = {.format = "vtt"};
    assert_int_equal(capalign_caption_parse(file.data, file.size, &options, &track, &error),
                     CAPALIGN_E_LIMIT);

    ca_strbuf_clear(&file);
    ca_strbuf_add_text(&file, "WEBVTT\n\n");
    for (size_t i = 0; i < CA_VTT_MAX_FINDINGS + 5; i++)
        ca_strbuf_add_text(&file, "a\n\n");
    track = read_vtt(file.data, file.size);
    assert_int_equal(capalign_track_finding_count(track), CA_VTT_MAX_FINDINGS + 1);
    capalign_track_destroy(track);
    ca_strbuf_free(&file);
}

static void sniffed(void **state)
{
    (void)state;
    static const char file[] = "\xEF\xBB\xBFWEBVTT\n\n" T1 "\na";
    capalign_track *track = NULL;
    assert_int_equal(capalign_caption_parse(file, strlen(file), NULL, &track, NULL), CAPALIGN_OK);
    assert_ptr_equal(track->format, &ca_format_webvtt);
    capalign_track_destroy(track);
    assert_string_equal(capalign_caption_format_of_path("a.VTT"), "vtt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures), cmocka_unit_test(blocks),    cmocka_unit_test(headers),
        cmocka_unit_test(times),      cmocka_unit_test(line_ends), cmocka_unit_test(characters),
        cmocka_unit_test(encodings),  cmocka_unit_test(regions),   cmocka_unit_test(hostile),
        cmocka_unit_test(sniffed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
