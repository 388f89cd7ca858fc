#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "caption/formats.h"

#include "srt_cases.h"

static capalign_track *read_srt(const char *bytes, size_t size, const char *encoding)
{
    capalign_track *track = NULL;
    capalign_error error;
    capalign_caption_read_options options = {.format = "srt", .encoding = encoding};
    capalign_code code = capalign_caption_parse(bytes, size, &options, &track, &error);
    return code == CAPALIGN_OK ? track : NULL;
}

static int collect(void *context, const char *bytes, size_t size)
{
    ca_strbuf_add(context, bytes, size);
    return 0;
}

static capalign_code write_as(const capalign_track *track, const char *format, ca_strbuf *out,
                              capalign_losses *losses)
{
    capalign_error error;
    return capalign_caption_write(track, format, collect, out, losses, &error);
}

/* "code@line:column …", in the order of the track. */
static void findings_text(const capalign_track *track, ca_strbuf *out)
{
    for (size_t i = 0; i < capalign_track_finding_count(track); i++) {
        const capalign_finding *f = capalign_track_finding(track, i);
        ca_strbuf_format(out, "%s%s@%zu:%zu", i ? " " : "", f->code, f->line, f->column);
    }
}

static void add_ms(ca_strbuf *out, int64_t time_us)
{
    if (time_us == CAPALIGN_TIME_NONE)
        ca_strbuf_add_text(out, "?");
    else
        ca_strbuf_format(out, "%" PRId64, time_us / 1000);
}

/* "start>end=text / …" in milliseconds, with | for LF. */
static void cues_text(const capalign_track *track, ca_strbuf *out)
{
    for (size_t i = 0; i < capalign_track_cue_count(track); i++) {
        const capalign_cue *cue = capalign_track_cue(track, i);
        ca_strbuf_add_text(out, i ? " / " : "");
        add_ms(out, cue->start_us);
        ca_strbuf_add_text(out, ">");
        add_ms(out, cue->end_us);
        ca_strbuf_add_text(out, "=");
        for (uint32_t at = 0; at < cue->text_bytes; at++)
            ca_strbuf_add(out, cue->text[at] == '\n' ? "|" : cue->text + at, 1);
    }
}

static void expect(const char *source, size_t size, const char *encoding, const char *findings,
                   const char *cues)
{
    capalign_track *track = read_srt(source, size, encoding);
    if (!track)
        fail_msg("refused: %s", source);
    ca_strbuf found = {0}, read = {0};
    findings_text(track, &found);
    cues_text(track, &read);
    if (strcmp(ca_strbuf_view(&found).data, findings) != 0)
        print_error("source: %s\n", source);
    assert_string_equal(ca_strbuf_view(&found).data, findings);
    assert_string_equal(ca_strbuf_view(&read).data, cues);
    ca_strbuf_free(&found);
    ca_strbuf_free(&read);
    capalign_track_destroy(track);
}

static void time_lines_are_read_as_people_write_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof time_lines / sizeof time_lines[0]; i++) {
        ca_strbuf source = {0}, found = {0}, span = {0};
        ca_strbuf_format(&source, "1\n%s\nOne\n", time_lines[i].line);
        capalign_track *track = read_srt(source.data, source.size, NULL);
        assert_int_equal(track != NULL, time_lines[i].span != NULL);
        for (size_t f = 0; track && f < capalign_track_finding_count(track); f++) {
            const capalign_finding *finding = capalign_track_finding(track, f);
            assert_int_equal(finding->line, 2);
            ca_strbuf_format(&found, "%s%s@%zu", f ? " " : "", finding->code, finding->column);
        }
        if (track) {
            add_ms(&span, capalign_track_cue(track, 0)->start_us);
            ca_strbuf_add_text(&span, ">");
            add_ms(&span, capalign_track_cue(track, 0)->end_us);
            if (strcmp(ca_strbuf_view(&found).data, time_lines[i].findings) != 0)
                print_error("%s\n", time_lines[i].line);
            assert_string_equal(ca_strbuf_view(&found).data, time_lines[i].findings);
            assert_string_equal(span.data, time_lines[i].span);
        }
        capalign_track_destroy(track);
        ca_strbuf_free(&source);
        ca_strbuf_free(&found);
        ca_strbuf_free(&span);
    }
}

static void files_are_read_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        expect(files[i].source, strlen(files[i].source), NULL, files[i].findings, files[i].cues);
}

static void encodings_are_told(void **state)
{
    (void)state;
    static const char declared[] = "1\n" T "\n\xCF\xF0\xE8\n";
    expect(declared, sizeof declared - 1, "windows-1251", "encoding-guessed@3:1",
           "1000>2500=\xD0\x9F\xD1\x80\xD0\xB8");
    static const char undefined[] = "1\n" T "\ncaf\xE9 \x81\n";
    expect(undefined, sizeof undefined - 1, NULL, "encoding-guessed@3:4 encoding-invalid@3:6",
           "1000>2500=caf\xC3\xA9 \xEF\xBF\xBD");
    static const char nul[] = "1\n" T "\na\0c\0\n";
    expect(nul, sizeof nul - 1, NULL, "nul-byte@3:2",
           "1000>2500=a\xEF\xBF\xBD"
           "c\xEF\xBF\xBD");
}

/* UTF-16 of ASCII, little-endian, with a mark. */
static size_t to_utf16(const char *text, char *out)
{
    size_t size = 0;
    out[size++] = (char)0xFF;
    out[size++] = (char)0xFE;
    for (; *text; text++) {
        out[size++] = *text;
        out[size++] = 0;
    }
    return size;
}

static void an_odd_byte_of_utf16_is_told_and_dropped(void **state)
{
    (void)state;
    char bytes[256];
    size_t size = to_utf16("1\n" T "\nOne", bytes);
    bytes[size++] = 'x';
    expect(bytes, size, NULL, "encoding-utf16@1:0 encoding-invalid@3:4", "1000>2500=One");
    size = to_utf16("1\n" T "\nOne\n", bytes);
    bytes[size++] = 0;
    expect(bytes, size, NULL, "encoding-utf16@1:0 encoding-invalid@4:1", "1000>2500=One");
}

static void others_are_refused_by_name(void **state)
{
    (void)state;
    static const char *const sources[][2] = {
        {"", "empty"},
        {" \n\t\n", "empty"},
        {"<html>", "HTML"},
        {"{1}{2}x", "MicroDVD"},
        {"[Script Info]\n", "ASS"},
        {"just words 12:30", "no time line"},
        {"PK\x03\x04", "ZIP"},
        {"WEBVTT\n\nNOTE", "WebVTT"},
        {"\x01\x02\x03\x04", "no text at all"},
    };
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        capalign_track *track = NULL;
        capalign_error error;
        capalign_caption_read_options options = {.format = "srt"};
        assert_int_equal(
            capalign_caption_parse(sources[i][0], strlen(sources[i][0]), &options, &track, &error),
            CAPALIGN_E_INPUT);
        assert_non_null(strstr(error.message, sources[i][1]));
        assert_null(track);
    }
}

static void unchanged_files_are_written_back_to_the_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        capalign_track *track = read_srt(files[i].source, strlen(files[i].source), NULL);
        ca_strbuf out = {0};
        assert_int_equal(write_as(track, "srt", &out, NULL), CAPALIGN_OK);
        assert_string_equal(out.data, files[i].source);
        ca_strbuf_free(&out);
        capalign_track_destroy(track);
    }
}

static void a_changed_span_changes_the_times_alone(void **state)
{
    (void)state;
#define NEW "00:00:07,000 --> 00:00:08,001"
#define REST "\r\nOne\r\n\r\nmore\r\n\r\n\r\n2\r\n" U "\r\nTwo"
    static const struct {
        const char *from;
        const char *to;
    } cases[] = {
        {"junk\r\n\r\n 1\t\r\n0:0:1.5 ->00:00:02,500 X1:1" REST,
         "junk\r\n\r\n 1\t\r\n" NEW " X1:1" REST},
        {"1 " T "One\n", "1 " NEW " One\n"},
        {"--> 00:00:02,500\nx", NEW "\nx"},
        {"00:00:02,500 --> hello\nx", NEW " hello\nx"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        capalign_track *track = read_srt(cases[i].from, strlen(cases[i].from), NULL);
        assert_int_equal(capalign_track_set_span(track, 0, 7000000, 8000500, NULL), CAPALIGN_OK);
        ca_strbuf out = {0};
        assert_int_equal(write_as(track, "srt", &out, NULL), CAPALIGN_OK);
        assert_string_equal(out.data, cases[i].to);
        ca_strbuf_free(&out);
        capalign_track_destroy(track);
    }
}

static void add(capalign_track *track, const char *text)
{
    capalign_cue cue = {
        .start_us = 1000000, .end_us = 2500000, .text = text, .text_bytes = (uint32_t)strlen(text)};
    assert_int_equal(capalign_track_add_cue(track, &cue, NULL), CAPALIGN_OK);
}

static void what_is_written_is_read_back_the_same(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *read; /* NULL: refused */
        size_t lost;
    } cases[] = {
        {"One\ntwo", "One\ntwo", 0},
        {"One\r\ntwo\rthree\n\n", "One\ntwo\nthree", 0},
        {"One\n\ntwo", "One\n\ntwo", 0},
        {"\n \nOne\n ", "One", 1},
        {"One\n\n42", "One\n42", 1},
        {"42", "42", 0},
        {"", "", 0},
        {"2\n" T, NULL, 0},
        {"at " T, "at " T, 0},
        {"<i>One</i> & {\\an8}", "<i>One</i> & {\\an8}", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        capalign_track *track;
        capalign_track_create(&track, NULL);
        add(track, "first");
        add(track, cases[i].text);
        ca_strbuf out = {0};
        capalign_losses losses;
        capalign_code code = write_as(track, "srt", &out, &losses);
        assert_int_equal(code, cases[i].read ? CAPALIGN_OK : CAPALIGN_E_INPUT);
        assert_int_equal(losses.markup, cases[i].lost);
        if (cases[i].read) {
            capalign_track *again = read_srt(out.data, out.size, NULL);
            assert_int_equal(capalign_track_cue_count(again), 2);
            const capalign_cue *cue = capalign_track_cue(again, 1);
            assert_int_equal(cue->text_bytes, strlen(cases[i].read));
            assert_memory_equal(cue->text, cases[i].read, cue->text_bytes);
            capalign_track_destroy(again);
        }
        ca_strbuf_free(&out);
        capalign_track_destroy(track);
    }
}

static void cues_can_be_added_to_a_file(void **state)
{
    (void)state;
    static const char source[] = "1\n" T "\nOne\n\n2";
    capalign_track *track = read_srt(source, sizeof source - 1, NULL);
    add(track, "Two");
    ca_strbuf out = {0};
    assert_int_equal(write_as(track, "srt", &out, NULL), CAPALIGN_OK);
    assert_string_equal(out.data, "1\n" T "\nOne\n\n2\n" T "\nTwo\n");
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

static void unsure_times_are_written_back_and_nowhere_else(void **state)
{
    (void)state;
    static const char source[] = "1\n00:00:01,5 --> 00:00:02,500\nOne\n";
    capalign_track *track = read_srt(source, sizeof source - 1, NULL);
    ca_strbuf out = {0};
    assert_int_equal(write_as(track, "srt", &out, NULL), CAPALIGN_OK);
    assert_string_equal(out.data, source);
    ca_strbuf_free(&out);
    assert_int_equal(capalign_track_set_span(track, 0, CAPALIGN_TIME_NONE, 1, NULL), CAPALIGN_OK);
    assert_int_equal(write_as(track, "srt", &out, NULL), CAPALIGN_E_INPUT);
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

/* What a WebVTT source would hand over. */
static void webvtt_texts_lose_what_srt_lacks(void **state)
{
    (void)state;
    capalign_track *track;
    capalign_track_create(&track, NULL);
    capalign_cue_settings settings = {
        .snap_to_lines = true, .line_auto = true, .position_auto = true, .size = 50};
    static const char text[] = "<v Ann>Tom &amp; <i>Ann</i></v>";
    capalign_cue cue = {.end_us = 1000,
                        .text = text,
                        .text_bytes = sizeof text - 1,
                        .id = "intro",
                        .id_bytes = 5,
                        .settings = &settings};
    assert_int_equal(capalign_track_add_cue(track, &cue, NULL), CAPALIGN_OK);
    track->format = &ca_format_webvtt;
    ca_strbuf out = {0};
    capalign_losses losses;
    assert_int_equal(write_as(track, "srt", &out, &losses), CAPALIGN_OK);
    assert_string_equal(out.data, "1\n00:00:00,000 --> 00:00:00,001\nTom & <i>Ann</i>\n");
    assert_int_equal(losses.markup, 1);
    assert_int_equal(losses.ids, 1);
    assert_int_equal(losses.settings, 1);
    ca_strbuf_free(&out);
    capalign_track_destroy(track);
}

/* Each would take minutes if some step were quadratic. */
static void hostile_files_take_linear_time(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    /* clang-format off */
    static const char *const units[] = {
        "<i>", "</b><i>", "<b><i></b>", "<", "<x", "{\\", "&", "- ", "-", "=", "\xE2\x80\x93 ", "1 ",
        "00:", "00 : ", "\xE2\x80\xAE", "\xE2\x81\xA6\xE2\x80\xAD", "\n \n1", "1\n", "\r\r\n", "\n\r",
        "<i>\n", "<font ", "0 -> 00:00:01,000\n", "9:9:9,9->9:9:9,9\n", "\n" T "\n"};
    /* clang-format on */
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        size_t unit = strlen(units[u]), start = strlen("1\n" T "\n");
        memcpy(text, "1\n" T "\n", start);
        for (size_t i = start; i < SIZE; i++)
            text[i] = units[u][(i - start) % unit];
        capalign_track *track = read_srt(text, SIZE, "UTF-8");
        assert_non_null(track);
        capalign_track_destroy(track);
    }
    free(text);
}

/* Overlaps in a file out of order need more than the latest end. */
static void overlaps_of_many_disordered_cues(void **state)
{
    (void)state;
    enum { CUES = 20000 };
    ca_strbuf source = {0};
    for (int i = CUES; i > 0; i--)
        ca_strbuf_format(&source, "%02d:%02d:%02d,000 --> %02d:%02d:%02d,999\nx\n\n", i / 3600,
                         i / 60 % 60, i % 60, i / 3600, i / 60 % 60, i % 60);
    ca_strbuf_add_text(&source, "99:00:00,000 --> 99:00:01,000\nfree\n\n"
                                "99:00:00,500 --> 99:00:02,000\nnot free\n");
    capalign_track *track = read_srt(source.data, source.size, NULL);
    assert_non_null(track);
    size_t order = 0, overlap = 0;
    for (size_t i = 0; i < capalign_track_finding_count(track); i++) {
        const char *code = capalign_track_finding(track, i)->code;
        order += strcmp(code, "time-order") == 0;
        overlap += strcmp(code, "time-overlap") == 0;
    }
    assert_int_equal(order, CUES - 1);
    assert_int_equal(overlap, 1);
    ca_strbuf_free(&source);
    capalign_track_destroy(track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_lines_are_read_as_people_write_them),
        cmocka_unit_test(files_are_read_whole),
        cmocka_unit_test(encodings_are_told),
        cmocka_unit_test(an_odd_byte_of_utf16_is_told_and_dropped),
        cmocka_unit_test(others_are_refused_by_name),
        cmocka_unit_test(unchanged_files_are_written_back_to_the_byte),
        cmocka_unit_test(a_changed_span_changes_the_times_alone),
        cmocka_unit_test(what_is_written_is_read_back_the_same),
        cmocka_unit_test(cues_can_be_added_to_a_file),
        cmocka_unit_test(unsure_times_are_written_back_and_nowhere_else),
        cmocka_unit_test(webvtt_texts_lose_what_srt_lacks),
        cmocka_unit_test(hostile_files_take_linear_time),
        cmocka_unit_test(overlaps_of_many_disordered_cues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
