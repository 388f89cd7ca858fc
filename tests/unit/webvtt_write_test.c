#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>

#include "caption/webvtt.h"

#include "webvtt_help.h"

static void unchanged(void **state)
{
    (void)state;
    static const char *const files[] = {
        "WEBVTT",
        "WEBVTT\n",
        "\xEF\xBB\xBFWEBVTT words\r\nKind: captions\r\n\r\n\r\nNOTE x\r\n\r\nSTYLE\r\n::cue {}\r\n"
        "\r\nREGION\r\nid:a\r\n\r\nid\r\n0:00:01.000 -->  00:02.000\tregion:a bad:x "
        "\r\ntext\r\n\r\n",
        "WEBVTT\r\r00:01.000 --> 00:02.000\rtext",
        "WEBVTT\n\nstray\n\n00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB\n\n-->\nC",
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        ca_strbuf out = {0};
        capalign_losses losses;
        capalign_track *track = read_vtt(files[i], strlen(files[i]));
        assert_int_equal(write_vtt(track, &out, &losses), CAPALIGN_OK);
        assert_string_equal(out.data, files[i]);
        assert_int_equal(losses.ids + losses.markup + losses.regions + losses.settings, 0);
        ca_strbuf_free(&out);
        capalign_track_destroy(track);
    }
    static const char nul[] = "WEBVTT \0\n\n\0\n00:01.000 --> 00:02.000\na\0b";
    ca_strbuf out = {0};
    capalign_track *track = read_vtt(nul, sizeof nul - 1);
    assert_int_equal(write_vtt(track, &out, NULL), CAPALIGN_OK);
    assert_int_equal(out.size, sizeof nul - 1);
    assert_memory_equal(out.data, nul, out.size);
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

static void changed(void **state)
{
    (void)state;
    static const char file[] =
        "WEBVTT\r\n\r\nNOTE a\r\n\r\nx\r\n 0:00:01.000-->00:02.000 align:end "
        "new:1\r\nA\r\n00:03.000 --> 00:04.000\r\nB";
    capalign_track *track = read_vtt(file, strlen(file));
    ca_strbuf out = {0};
    assert_int_equal(capalign_track_set_span(track, 0, 1500499, 3600000500, NULL), CAPALIGN_OK);
    assert_int_equal(write_vtt(track, &out, NULL), CAPALIGN_OK);
    assert_string_equal(out.data,
                        "WEBVTT\r\n\r\nNOTE a\r\n\r\nx\r\n 00:00:01.500-->01:00:00.001 align:end "
                        "new:1\r\nA\r\n00:03.000 --> 00:04.000\r\nB");
    ca_strbuf_clear(&out);
    assert_int_equal(capalign_track_set_span(track, 1, 0, 1000, NULL), CAPALIGN_OK);
    assert_int_equal(
        capalign_track_add_cue(
            track,
            &(capalign_cue){.start_us = 5000000, .end_us = 6000000, .text = "C", .text_bytes = 1},
            NULL),
        CAPALIGN_OK);
    assert_int_equal(write_vtt(track, &out, NULL), CAPALIGN_OK);
    assert_string_equal(strstr(out.data, "00:00:00.000"),
                        "00:00:00.000 --> 00:00:00.001\r\nB\r\n\r\n"
                        "00:00:05.000 --> 00:00:06.000\r\nC\r\n");
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

/* A CR that ends the file is no half of CRLF. */
static void changed_before_last_cr(void **state)
{
    (void)state;
    static const char file[] = "WEBVTT\r\r00:01.000 --> 00:02.000\r";
    capalign_track *track = read_vtt(file, strlen(file));
    ca_strbuf out = {0};
    assert_int_equal(capalign_track_set_span(track, 0, 0, 1000, NULL), CAPALIGN_OK);
    assert_int_equal(track->cues[0].raw_to, strlen(file));
    assert_int_equal(write_vtt(track, &out, NULL), CAPALIGN_OK);
    assert_string_equal(out.data, "WEBVTT\r\r00:00:00.000 --> 00:00:00.001\r");
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

static capalign_track *made_by_hand(const capalign_cue *cues, size_t count)
{
    capalign_track *track = NULL;
    assert_int_equal(capalign_track_create(&track, NULL), CAPALIGN_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(capalign_track_add_cue(track, &cues[i], NULL), CAPALIGN_OK);
    return track;
}

static capalign_cue cue_of(const char *id, const char *text)
{
    return (capalign_cue){.start_us = 1000000,
                          .end_us = 2000000,
                          .text = text,
                          .text_bytes = (uint32_t)strlen(text),
                          .id = id,
                          .id_bytes = id ? (uint32_t)strlen(id) : 0};
}

#define TIMES "00:00:01.000 --> 00:00:02.000"

static void made(void **state)
{
    (void)state;
    capalign_cue_settings settings = ca_vtt_default_settings;
    settings.line_auto = false, settings.line = -2, settings.align = CAPALIGN_ALIGN_LEFT;
    capalign_cue cues[] = {
        cue_of("chapter one", "<i>a</i> & b <x>"),
        cue_of("two\nlines", "a --> b"),
        cue_of("a-->b", "\n\na\n\nb\n"),
        cue_of("", ""),
        cue_of("STYLE", "NOTE"),
    };
    cues[4].settings = &settings;
    capalign_losses losses;
    ca_strbuf out = {0};
    capalign_track *track = made_by_hand(cues, 5);
    assert_int_equal(write_vtt(track, &out, &losses), CAPALIGN_OK);
    assert_string_equal(out.data, "WEBVTT\n\n"
                                  "chapter one\n" TIMES "\n<i>a</i> &amp; b &lt;x>\n\n" TIMES
                                  "\na --&gt; b\n\n" TIMES "\na\n&nbsp;\nb\n\n" TIMES "\n\n"
                                  "STYLE\n" TIMES " line:-2 align:left\nNOTE\n");
    assert_int_equal(losses.ids, 2);
    assert_true(losses.markup >= 1);
    assert_int_equal(losses.settings, 0);
    capalign_track_destroy(track);
    track = read_vtt(out.data, out.size);
    assert_int_equal(capalign_track_cue_count(track), 5);
    assert_int_equal(capalign_track_finding_count(track), 0);
    capalign_track_destroy(track);
    ca_strbuf_free(&out);
}

/* An index that is the cue's place says nothing; another number is lost, and counted. */
static void from_srt(void **state)
{
    (void)state;
    static const char file[] = "1\n00:00:01,000 --> 00:00:02,000\nA\n\n"
                               "7\n00:00:03,000 --> 00:00:04,000\n<font color=red>B</font>\n";
    capalign_track *track = NULL;
    capalign_losses losses;
    ca_strbuf out = {0};
    assert_int_equal(capalign_caption_parse(file, strlen(file), NULL, &track, NULL), CAPALIGN_OK);
    assert_int_equal(write_vtt(track, &out, &losses), CAPALIGN_OK);
    assert_string_equal(out.data, "WEBVTT\n\n" TIMES "\nA\n\n00:00:03.000 --> 00:00:04.000\nB\n");
    assert_int_equal(losses.ids, 1);
    assert_int_equal(losses.markup, 1);
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

/* WebVTT text that did not come from a WebVTT file: no empty line and no arrow gets out. */
static void safe_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *out;
        bool lost;
    } cases[] = {
        {"a", "a", false},
        {"", "", false},
        {"a\nb", "a\nb", false},
        {"a\r\nb\rc", "a\nb\nc", false},
        {"a\n\n\nb", "a\n&nbsp;\n&nbsp;\nb", true},
        {"\na", "a", true},
        {"a\n", "a", true},
        {"\n", "", true},
        {"a --> b", "a --&gt; b", false},
        {"--->", "---&gt;", false},
        {"<v a-->b", "<v a-- >b", false},
        {"<v a\n\nb>c", "<v a\nb>c", false},
        {"<v a>b-->", "<v a>b--&gt;", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ca_strbuf out = {0};
        print_message("%s\n", cases[i].text);
        bool lost = ca_vtt_text_format(ca_str_of(cases[i].text), &out);
        assert_string_equal(ca_strbuf_view(&out).data, cases[i].out);
        assert_int_equal(lost, cases[i].lost);
        ca_strbuf_free(&out);
    }
}

/* Through JSON, which has no source to copy: regions and settings are written anew. */
static void written_anew(void **state)
{
    (void)state;
    static const char file[] =
        "WEBVTT\n\nREGION\nid:a\nwidth:33.3%\nlines:5\nregionanchor:1%,2%\n"
        "viewportanchor:3%,4%\nscroll:up\n\n"
        "x\n" TIMES " line:1 position:5%,center size:50% align:right region:a\na\n\n" TIMES
        " vertical:lr\n<v a>b\n";
    capalign_track *track = read_vtt(file, strlen(file)), *again = NULL;
    ca_strbuf json = {0}, out = {0};
    capalign_losses losses;
    capalign_caption_read_options options = {.format = "json"};
    assert_int_equal(capalign_caption_write(track, "json", collect, &json, NULL, NULL),
                     CAPALIGN_OK);
    assert_int_equal(capalign_caption_parse(json.data, json.size, &options, &again, NULL),
                     CAPALIGN_OK);
    assert_int_equal(write_vtt(again, &out, &losses), CAPALIGN_OK);
    assert_string_equal(out.data, file);
    assert_int_equal(losses.settings + losses.regions, 0);
    capalign_track_destroy(track);
    capalign_track_destroy(again);
    ca_strbuf_free(&json);
    ca_strbuf_free(&out);
}

static void unwritable_regions(void **state)
{
    (void)state;
    capalign_track *track = made_by_hand(NULL, 0);
    capalign_region regions[] = {
        {.id = "two words", .width = 100, .lines = 3},
        {.id = "a-->b", .width = 100, .lines = 3},
        {.id = "a", .width = 101, .lines = 3},
        {.id = "a", .width = 100, .lines = -1},
        {.id = "", .width = 1, .lines = 3},
    };
    capalign_cue cue = cue_of(NULL, "x");
    capalign_cue_settings settings = ca_vtt_default_settings;
    settings.region = "two words";
    cue.settings = &settings;
    assert_int_equal(capalign_track_add_cue(track, &cue, NULL), CAPALIGN_OK);
    track->regions = regions;
    track->region_count = sizeof regions / sizeof regions[0];
    ca_strbuf out = {0};
    capalign_losses losses;
    assert_int_equal(write_vtt(track, &out, &losses), CAPALIGN_OK);
    assert_string_equal(out.data, "WEBVTT\n\nREGION\nwidth:1%\nlines:3\nregionanchor:0%,0%\n"
                                  "viewportanchor:0%,0%\n\n" TIMES "\nx\n");
    assert_int_equal(losses.regions, 4);
    assert_int_equal(losses.settings, 1);
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

static void rounding(void **state)
{
    (void)state;
    capalign_cue cue = cue_of(NULL, "x");
    cue.start_us = 1499, cue.end_us = 3600000499 + 999000;
    capalign_track *track = made_by_hand(&cue, 1);
    ca_strbuf out = {0};
    assert_int_equal(write_vtt(track, &out, NULL), CAPALIGN_OK);
    assert_string_equal(out.data, "WEBVTT\n\n00:00:00.001 --> 01:00:00.999\nx\n");
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

static int refuse(void *context, const char *bytes, size_t size)
{
    (void)context, (void)bytes, (void)size;
    return -1;
}

static void full_disk(void **state)
{
    (void)state;
    capalign_cue cue = cue_of(NULL, "x");
    capalign_track *track = made_by_hand(&cue, 1);
    assert_int_equal(capalign_caption_write(track, "vtt", refuse, NULL, NULL, NULL), CAPALIGN_E_IO);
    capalign_track_destroy(track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unchanged),
        cmocka_unit_test(changed),
        cmocka_unit_test(changed_before_last_cr),
        cmocka_unit_test(made),
        cmocka_unit_test(from_srt),
        cmocka_unit_test(safe_texts),
        cmocka_unit_test(written_anew),
        cmocka_unit_test(unwritable_regions),
        cmocka_unit_test(rounding),
        cmocka_unit_test(full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
