#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "media/containers.h"
#include "media/grid.h"
#include "media/language.h"
#include "media/mix.h"
#include "media/subtitle_packet.h"

static void languages_become_bcp47(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        const char *tag; /* NULL: none */
    } rows[] = {
        {"eng", "en"},
        {"ger", "de"},
        {"deu", "de"},
        {"fre", "fr"},
        {"fra", "fr"},
        {"chi", "zh"},
        {"zho", "zh"},
        {"scr", "hr"},
        {"ENG", "en"},
        {"en", "en"},
        {"iw", "he"},
        {"pt-br", "pt-BR"},
        {"pt_BR", "pt-BR"},
        {"zh-hant", "zh-Hant"},
        {"ger-at", "de-AT"},
        {"haw", "haw"},
        {"es-419", "es-419"},
        {"sr-latn-rs", "sr-Latn-RS"},
        {"und", NULL},
        {"mul", NULL},
        {"zxx", NULL},
        {"mis", NULL},
        {"qaa", NULL},
        {"qtz", NULL},
        {"", NULL},
        {"e", NULL},
        {"English", NULL},
        {"en-", NULL},
        {"en-toolongsub", NULL},
        {"en us", NULL},
        {"\xC3\xA9n", NULL},
        {"quz", "quz"},
        {"en-a-bbb-ccc-ddd-eee-fff-ggg-hhh-iii", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char tag[CA_LANGUAGE_TAG] = "";
        assert_int_equal(ca_language_tag(rows[i].value, tag), rows[i].tag != NULL);
        if (rows[i].tag)
            assert_string_equal(tag, rows[i].tag);
    }
}

static void check_text(ca_subtitle_kind kind, const char *packet, size_t size, const char *text)
{
    ca_strbuf out = {0};
    ca_subtitle_text(kind, (ca_str){packet, size}, &out);
    assert_false(out.failed);
    assert_int_equal(out.size, strlen(text));
    assert_memory_equal(ca_strbuf_view(&out).data, text, out.size);
    ca_strbuf_free(&out);
}

static void plain_packets(void **state)
{
    (void)state;
    static const struct {
        const char *packet;
        const char *text;
    } rows[] = {
        {"one\r\ntwo\r\n", "one\ntwo"},
        {"\n\none\n\n\ntwo\n\n", "one\ntwo"},
        {"a\xFFz", "a\xEF\xBF\xBDz"},
        {"a\x01\x1b[31mz", "a[31mz"},
        {"", ""},
        {"\r\n", ""},
        {"<i>x</i>", "<i>x</i>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_text(CA_SUBTITLE_PLAIN, rows[i].packet, strlen(rows[i].packet), rows[i].text);
    check_text(CA_SUBTITLE_PLAIN, "a\0b", 3, "ab");
}

static void ass_packets(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *expected;
    } rows[] = {
        {"plain, with, commas", "plain, with, commas"},
        {"one\\Ntwo\\nthree\\hfour", "one\ntwo three\xC2\xA0"
                                     "four"},
        {"{\\i1}slanted{\\i0} not", "<i>slanted</i> not"},
        {"{\\b700\\i1}both{\\b0} one{\\r} none", "<b><i>both</i></b><i> one</i> none"},
        {"{\\b1}to the end", "<b>to the end</b>"},
        {"{\\be1\\bord2\\blur3\\iclip(1,2)\\u1}x", "<u>x</u>"},
        {"{\\pos(10,20)\\an8}x{\\t(\\b1\\i1)}y", "xy"},
        {"{\\p1}m 0 0 l 1 1{\\p0}text", "text"},
        {"{\\p2}m 0 0", ""},
        {"{\\pbo5}x", "x"},
        {"{a comment}x", "x"},
        {"{open", "{open"},
        {"\\{x\\}", "{x}"},
        {"\\", "\\"},
        {"{}", ""},
        {"{\\}x", "x"},
        {"a < b & c", "a < b & c"},
        {"{\\t(((((\\b1}x", "x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char packet[256] = "3,0,Default,Bob,0,0,0,,";
        strcat(packet, rows[i].text);
        check_text(CA_SUBTITLE_ASS, packet, strlen(packet), rows[i].expected);
    }
    check_text(CA_SUBTITLE_ASS, "3,0,Default", 11, "");
}

static void mov_text_packets(void **state)
{
    (void)state;
    check_text(CA_SUBTITLE_MOV_TEXT, "\0\x05Hello", 7, "Hello");
    check_text(CA_SUBTITLE_MOV_TEXT, "\0\x00", 2, "");
    check_text(CA_SUBTITLE_MOV_TEXT, "\0", 1, "");
    check_text(CA_SUBTITLE_MOV_TEXT, "\xFF\xFFHello", 7, "Hello");
    /* UTF-16 with its mark. */
    check_text(CA_SUBTITLE_MOV_TEXT, "\0\x06\xFE\xFF\0H\x20\xAC", 8, "H\xE2\x82\xAC");
    /* A box of 34 bytes, 2 entries: characters 0–2 bold, 3–5 italic and underlined. */
    static const char styled[] = "\0\x07"
                                 "\xC3\xA9"
                                 "bcdef"
                                 "\0\0\0\x22styl\0\x02"
                                 "\0\0\0\x02\0\x01\x01\x12\xff\xff\xff\xff"
                                 "\0\x03\0\x05\0\x01\x06\x12\xff\xff\xff\xff";
    check_text(CA_SUBTITLE_MOV_TEXT, styled, sizeof styled - 1,
               "<b>\xC3\xA9"
               "b</b>c<i><u>de</u></i>f");
    /* The box is cut off, or says that it is. */
    check_text(CA_SUBTITLE_MOV_TEXT, styled, sizeof styled - 2,
               "\xC3\xA9"
               "bcdef");
    check_text(CA_SUBTITLE_MOV_TEXT, "\0\x01x\0\0\0\0styl\0\x02", 13, "x");
}

static void the_grid_undoes_rounding(void **state)
{
    (void)state;
    ca_grid grid = {0};
    assert_int_equal(ca_grid_place(&grid, 48000, 1234, 100), 1234);
    /* 1,024 samples are 21.33 ms; time stamps are whole milliseconds. */
    ca_grid_begin(&grid, 48000, 1024, 0, 1024, 192);
    for (int64_t frame = 1; frame < 1000; frame++) {
        int64_t ms = (frame * 1024 * 2 + 48) / 96;
        assert_int_equal(ca_grid_place(&grid, 48000, ms * 48, 192), frame * 1024);
    }
    assert_int_equal(ca_grid_place(&grid, 44100, 5000, 192), 5000);
    assert_int_equal(ca_grid_place(&grid, 48000, 10 * 1024 + 500, 192), 10 * 1024 + 500);
    /* Begins a little late: taken as 0, and all that follows with it. */
    ca_grid_begin(&grid, 48000, 1024, 96, 1024, 192);
    assert_int_equal(ca_grid_place(&grid, 48000, 1024 + 96, 192), 1024);
}

/* Feeds a mixer all channels of `frames` and compares mono with a value. */
static void check_mix(int channels, uint64_t layout, const float *frame, float expected)
{
    enum { FRAMES = 800 };
    ca_mixer mixer = {0};
    assert_true(ca_mixer_begin(&mixer, 8000, 0));
    float *samples = malloc(sizeof *samples * FRAMES * (size_t)channels);
    for (int i = 0; i < FRAMES * channels; i++)
        samples[i] = frame[i % channels];
    ca_chunk chunk = {.channels = channels, .layout = layout, .rate_hz = 8000};
    assert_int_equal(ca_mixer_add(&mixer, &chunk, samples, FRAMES), FRAMES);
    assert_true(ca_mixer_full(&mixer));
    size_t count;
    const float *mono = ca_mixer_take(&mixer, &count);
    assert_int_equal(count, FRAMES);
    for (size_t i = 80; i < count; i++)
        assert_float_equal(mono[i], expected, 1e-5);
    free(samples);
    ca_mixer_free(&mixer);
}

static void channels_are_mixed_by_their_places(void **state)
{
    (void)state;
    enum { FIVE_POINT_ONE = 0x3f }; /* left, right, centre, low, back left, back right */
    check_mix(1, 0, (float[]){0.5f}, 0.5f);
    check_mix(2, 3, (float[]){0.5f, 0.3f}, 0.4f);
    check_mix(2, 0, (float[]){0.5f, -0.5f}, 0.5f);
    check_mix(2, 3, (float[]){0.1f, -0.5f}, -0.2f);
    check_mix(2, 3, (float[]){0.3f, -0.4f}, 0.3f);
    check_mix(3, 0, (float[]){0.3f, 0.3f, 0.6f}, 0.4f);
    check_mix(6, FIVE_POINT_ONE, (float[]){1, 1, 1, 0, 1, 1}, 1.0f);
    check_mix(6, FIVE_POINT_ONE, (float[]){0, 0, 0, 1, 0, 0}, 0.0f);
    check_mix(6, FIVE_POINT_ONE, (float[]){0, 0, 0.5f, 0, 0, 0}, 0.5f / 2.7071068f);
    /* A mask that names fewer places than there are channels is no help. */
    check_mix(6, 3, (float[]){0, 0, 0.6f, 0, 0, 0}, 0.1f);
}

static void blocks_lie_on_tenths_of_seconds(void **state)
{
    (void)state;
    static const int rates[] = {1000, 8000, 11025, 22050, 44100, 48000, 1536000, 12345};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        ca_mixer mixer = {0};
        int64_t begin = (int64_t)rates[i] * 3600 * 1000, position = begin;
        assert_true(ca_mixer_begin(&mixer, rates[i], begin));
        for (int block = 0; block < 30; block++) {
            size_t count;
            ca_chunk chunk = {.channels = 1};
            ca_mixer_add(&mixer, &chunk, NULL, (size_t)rates[i]);
            assert_true(ca_mixer_full(&mixer));
            ca_mixer_take(&mixer, &count);
            position += (int64_t)count;
        }
        assert_int_equal(position, begin + 3 * (int64_t)rates[i]);
        ca_mixer_free(&mixer);
    }
}

static void containers_are_listed(void **state)
{
    (void)state;
    const char *name;
    int flags;
    assert_int_equal(ca_container_find("mov,mp4,m4a,3gp,3g2,mj2", &name, &flags, NULL),
                     CAPALIGN_OK);
    assert_string_equal(name, "mp4");
    assert_int_equal(flags, 0);
    assert_int_equal(ca_container_find("mpegts", &name, &flags, NULL), CAPALIGN_OK);
    assert_int_equal(flags, CA_CONTAINER_SEQUENTIAL);
    static const char *const refused[] = {"hls", "concat", "dash", "image2",
                                          "sdp", "srt",    "",     "mo"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_int_equal(ca_container_find(refused[i], &name, &flags, NULL), CAPALIGN_E_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_become_bcp47),
        cmocka_unit_test(plain_packets),
        cmocka_unit_test(ass_packets),
        cmocka_unit_test(mov_text_packets),
        cmocka_unit_test(the_grid_undoes_rounding),
        cmocka_unit_test(channels_are_mixed_by_their_places),
        cmocka_unit_test(blocks_lie_on_tenths_of_seconds),
        cmocka_unit_test(containers_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
