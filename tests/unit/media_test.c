#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <capalign/media.h>

#include "../media/files.h"

static char folder[] = "/tmp/capalign-media-XXXXXX";
static int have_files;

/* Tests of files that ffmpeg makes are skipped without it. */
static void need_files(void)
{
    if (!have_files)
        skip();
}

static capalign_medium *must_open(const char *name)
{
    char path[256];
    capalign_medium *medium = NULL;
    capalign_error error;
    if (capalign_medium_open(in_folder(path, folder, name), &medium, &error) != CAPALIGN_OK)
        fail_msg("%s: %s", name, error.message);
    return medium;
}

/* Both ways in refuse the file alike; the message names what was found. */
static void refuses(const char *name, capalign_code code, const char *message)
{
    char path[256];
    capalign_medium *medium = NULL;
    capalign_audio *audio = NULL;
    capalign_error error;
    in_folder(path, folder, name);
    if (capalign_medium_open(path, &medium, &error) != code || !strstr(error.message, message))
        fail_msg("%s: %s", name, error.message);
    assert_null(medium);
    assert_string_equal(error.file, path);
    if (capalign_audio_open(path, SIZE_MAX, 0, CAPALIGN_TIME_NONE, &audio, &error) != code ||
        !strstr(error.message, message))
        fail_msg("%s: %s", name, error.message);
    assert_null(audio);
    assert_string_equal(error.file, path);
}

static char *load(const char *name, size_t *size)
{
    char path[256];
    struct stat st;
    FILE *file = fopen(in_folder(path, folder, name), "rb");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &st), 0);
    *size = (size_t)st.st_size;
    char *bytes = malloc(*size);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static void save(const char *name, const char *bytes, size_t size)
{
    char path[256];
    FILE *file = fopen(in_folder(path, folder, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static void save_part(const char *from, const char *to, unsigned percent)
{
    size_t size;
    char *bytes = load(from, &size);
    save(to, bytes, size / 100 * percent);
    free(bytes);
}

static void durations_and_formats(void **state)
{
    (void)state;
    need_files();
    static const struct {
        const char *name;
        const char *container;
        const char *audio; /* codec of the first audio stream, NULL: none */
        size_t streams;
        int64_t from_us; /* the duration lies between */
        int64_t to_us;
        bool measured;
    } rows[] = {
        {"sound.wav", "wav", "pcm_s16le", 1, 12000000, 12000000, false},
        {"pipe.wav", "wav", "pcm_s16le", 1, 12000000, 12000000, false},
        {"s.flac", "flac", "flac", 1, 12000000, 12000000, false},
        {"s.ogg", "ogg", "vorbis", 1, 12000000, 12000000, false},
        {"s.opus", "ogg", "opus", 1, 12000000, 12000000, false},
        {"s.m4a", "m4a", "aac", 1, 12000000, 12000000, false},
        {"film.mp4", "mp4", "aac", 2, 12000000, 12000000, false},
        {"silent.mp4", "mp4", NULL, 1, 12000000, 12000000, false},
        {"film.mkv", "matroska", "aac", 4, 12000000, 12011000, false},
        {"film.avi", "avi", "mp3", 2, 12000000, 12048000, false},
        {"film.flv", "flv", "mp3", 2, 12000000, 12050000, false},
        {"s.mp3", "mp3", "mp3", 1, 12000000, 12000000, false},
        {"no_xing.mp3", "mp3", "mp3", 1, 12000000, 12048000, true},
        /* ADTS and transport streams cannot tell the encoder's delay of 21 ms. */
        {"s.aac", "aac", "aac", 1, 12000000, 12043000, true},
        {"film.ts", "mpegts", "aac", 2, 12000000, 12043000, true},
        {"film.mpg", "mpeg", "mp2", 2, 12000000, 12080000, true},
        {"fragments.mp4", "mp4", "aac", 2, 12000000, 12100000, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        capalign_medium *medium = must_open(rows[i].name);
        const capalign_medium_info *info = capalign_medium_get_info(medium);
        if (info->duration_us < rows[i].from_us || info->duration_us > rows[i].to_us ||
            info->duration_measured != rows[i].measured)
            fail_msg("%s: %lld us, measured %d", rows[i].name, (long long)info->duration_us,
                     info->duration_measured);
        assert_string_equal(info->container, rows[i].container);
        assert_int_equal(capalign_medium_stream_count(medium), rows[i].streams);
        const char *audio = NULL;
        for (size_t k = 0; k < rows[i].streams && !audio; k++)
            if (capalign_medium_stream(medium, k)->kind == CAPALIGN_STREAM_AUDIO)
                audio = capalign_medium_stream(medium, k)->codec;
        assert_int_equal(audio != NULL, rows[i].audio != NULL);
        if (audio)
            assert_string_equal(audio, rows[i].audio);
        assert_null(capalign_medium_stream(medium, rows[i].streams));
        capalign_medium_close(medium);
    }
}

static uint64_t get_be(const char *at, int bytes)
{
    uint64_t value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | (unsigned char)at[i];
    return value;
}

static void put_be(char *at, uint64_t value, int bytes)
{
    while (bytes-- > 0) {
        at[bytes] = (char)value;
        value >>= 8;
    }
}

/* Scales the 32-bit durations of all boxes of a type (version 0). */
static void scale_boxes(char *bytes, size_t size, const char *type, size_t offset, double factor)
{
    size_t found = 0;
    for (size_t i = 0; i + 40 < size; i++) {
        if (memcmp(bytes + i, type, 4) != 0)
            continue;
        double value = (double)get_be(bytes + i + offset, 4);
        put_be(bytes + i + offset, (uint64_t)(value * factor), 4);
        found++;
    }
    assert_true(found > 0);
}

static void expect_lie(const char *name, double factor)
{
    capalign_medium *medium = must_open(name);
    const capalign_medium_info *info = capalign_medium_get_info(medium);
    if (info->duration_us < 11990000 || info->duration_us > 12050000 || !info->duration_measured)
        fail_msg("%s: %lld us, measured %d", name, (long long)info->duration_us,
                 info->duration_measured);
    assert_in_range(info->container_duration_us, (int64_t)(11900000 * factor),
                    (int64_t)(12100000 * factor));
    capalign_medium_close(medium);
}

static void an_mp4_that_lies_is_measured(void **state)
{
    (void)state;
    need_files();
    static const double factors[] = {2, 0.5, 0.01, 100};
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
        size_t size;
        char *bytes = load("film.mp4", &size);
        /* "mvhd", version, created, modified, time scale, duration; in a tkhd the track's number
         * and a reserved field stand for the time scale. */
        scale_boxes(bytes, size, "mvhd", 20, factors[i]);
        save("lie.mp4", bytes, size);
        expect_lie("lie.mp4", factors[i]);
        scale_boxes(bytes, size, "tkhd", 24, factors[i]);
        save("lie.mp4", bytes, size);
        expect_lie("lie.mp4", factors[i]);
        if (factors[i] > 1) {
            scale_boxes(bytes, size, "mdhd", 20, factors[i]);
            save("lie.mp4", bytes, size);
            expect_lie("lie.mp4", factors[i]);
        }
        free(bytes);
    }
}

static void a_matroska_that_lies_is_measured(void **state)
{
    (void)state;
    need_files();
    static const double factors[] = {2, 0.5, 50};
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
        size_t size, found = 0;
        char *bytes = load("film.mkv", &size);
        for (size_t k = 0; k + 11 < size && k < 2000; k++) {
            if (memcmp(bytes + k, "\x44\x89\x88", 3) != 0)
                continue;
            uint64_t bits = get_be(bytes + k + 3, 8);
            double value;
            memcpy(&value, &bits, sizeof value);
            value *= factors[i];
            memcpy(&bits, &value, sizeof bits);
            put_be(bytes + k + 3, bits, 8);
            found++;
        }
        assert_int_equal(found, 1);
        save("lie.mkv", bytes, size);
        expect_lie("lie.mkv", factors[i]);
        free(bytes);
    }
}

static void a_flac_that_lies_is_measured(void **state)
{
    (void)state;
    need_files();
    static const double factors[] = {2, 0.5};
    for (size_t i = 0; i < 2; i++) {
        size_t size;
        char *bytes = load("s.flac", &size);
        /* The last 36 bits of these 8 bytes of STREAMINFO count the samples. */
        uint64_t field = get_be(bytes + 18, 8), mask = (UINT64_C(1) << 36) - 1;
        uint64_t samples = (uint64_t)((double)(field & mask) * factors[i]);
        put_be(bytes + 18, (field & ~mask) | samples, 8);
        save("lie.flac", bytes, size);
        expect_lie("lie.flac", factors[i]);
        free(bytes);
    }
}

static void a_wav_that_was_not_finished_is_measured(void **state)
{
    (void)state;
    size_t size;
    char *bytes = load("sound.wav", &size);
    put_be(bytes + 4, 0, 4);
    put_be(bytes + 40, 0, 4);
    save("zero.wav", bytes, size);
    free(bytes);
    capalign_medium *medium = must_open("zero.wav");
    assert_int_equal(capalign_medium_get_info(medium)->duration_us, 12000000);
    capalign_medium_close(medium);
}

static void what_was_cut_off_is_measured(void **state)
{
    (void)state;
    need_files();
    static const char *const names[] = {"film.mp4", "film.mkv",      "film.ts", "film.flv",
                                        "film.avi", "fragments.mp4", "s.mp3",   "s.aac",
                                        "s.flac",   "s.ogg",         "s.opus",  "sound.wav"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        save_part(names[i], "part", 60);
        capalign_medium *medium = must_open("part");
        int64_t duration_us = capalign_medium_get_info(medium)->duration_us;
        if (duration_us < 4000000 || duration_us > 9500000)
            fail_msg("%s: %lld us", names[i], (long long)duration_us);
        capalign_medium_close(medium);
    }
    save_part("sound.wav", "part", 60);
    capalign_medium *medium = must_open("part");
    assert_int_equal(capalign_medium_get_info(medium)->container_duration_us, 12000000);
    assert_true(capalign_medium_get_info(medium)->duration_measured);
    capalign_medium_close(medium);
    save_part("s.m4a", "part", 60);
    refuses("part", CAPALIGN_E_INPUT, "cut off or damaged");
}

static void what_is_no_medium_is_refused(void **state)
{
    (void)state;
    char path[256];
    save("empty.mp4", "", 0);
    refuses("empty.mp4", CAPALIGN_E_INPUT, "empty");
    assert_int_equal(mkdir(in_folder(path, folder, "folder.mp4"), 0700), 0);
    refuses("folder.mp4", CAPALIGN_E_IO, "folder");
    assert_int_equal(mkfifo(in_folder(path, folder, "fifo.mp4"), 0600), 0);
    refuses("fifo.mp4", CAPALIGN_E_IO, "FIFO");
    refuses("none.mp4", CAPALIGN_E_IO, "No such file");
    save("text.txt", "Just a text.\nNothing more.\n", 26);
    refuses("text.txt", CAPALIGN_E_INPUT, "no media file");
    save("zero.mp4", (const char[4096]){0}, 4096);
    refuses("zero.mp4", CAPALIGN_E_INPUT, "");
    static const char srt[] = "1\n00:00:01,000 --> 00:00:02,000\nHi\n";
    save("film.srt", srt, sizeof srt - 1);
    refuses("film.srt", CAPALIGN_E_INPUT, "subtitle file");
    if (geteuid() != 0) {
        save("secret.mp4", srt, 10);
        assert_int_equal(chmod(in_folder(path, folder, "secret.mp4"), 0), 0);
        refuses("secret.mp4", CAPALIGN_E_IO, "Permission denied");
    }
    char noise[20000];
    uint32_t seed = 7;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
    save("noise.mp4", noise, sizeof noise);
    refuses("noise.mp4", CAPALIGN_E_INPUT, "");
}

static void lists_of_other_files_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
    } lists[] = {
        {"a.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nsound.wav\n#EXT-X-ENDLIST\n"},
        {"b.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/passwd\n#EXT-X-ENDLIST\n"},
        {"c.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nsound.wav\n#EXT-X-ENDLIST\n"},
        {"d.txt", "ffconcat version 1.0\nfile sound.wav\n"},
        {"e.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
                  "m=audio 5004 RTP/AVP 96\na=rtpmap:96 L16/48000\n"},
        {"f.mpd", "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" "
                  "profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"></MPD>\n"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        save(lists[i].name, lists[i].text, strlen(lists[i].text));
        refuses(lists[i].name, CAPALIGN_E_INPUT, "list of other files");
    }
    save("g.m3u", "sound.wav\n", 10);
    refuses("g.m3u", CAPALIGN_E_INPUT, "");
    if (have_files) {
        refuses("list.m3u8", CAPALIGN_E_INPUT, "list of other files");
        refuses("picture.png", CAPALIGN_E_INPUT, "picture");
    }
}

static void any_name_is_a_name(void **state)
{
    (void)state;
    need_files();
    static const char *const names[] = {"new\nline.ts",
                                        "quote'\".mp4",
                                        "\xff\xfe broken.mkv",
                                        "%03d.mp4",
                                        "file:http:x.mp4",
                                        "-",
                                        "concat:a|b.mp4",
                                        "*?[a].mp4",
                                        "no extension",
                                        "a.b.",
                                        "x.m3u8",
                                        "pipe:0",
                                        " "};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t size;
        char *bytes = load("film.mp4", &size);
        save(names[i], bytes, size);
        free(bytes);
        capalign_medium *medium = must_open(names[i]);
        assert_int_equal(capalign_medium_get_info(medium)->duration_us, 12000000);
        capalign_medium_close(medium);
    }
}

static void languages_titles_and_chapters(void **state)
{
    (void)state;
    need_files();
    static const char *const names[] = {"film.mkv", "text.mp4"};
    for (size_t i = 0; i < 2; i++) {
        capalign_medium *medium = must_open(names[i]);
        const capalign_medium_info *info = capalign_medium_get_info(medium);
        assert_string_equal(info->language, "de");
        assert_string_equal(info->title, "A film");
        assert_int_equal(capalign_medium_chapter_count(medium), 2);
        const capalign_chapter *first = capalign_medium_chapter(medium, 0);
        const capalign_chapter *second = capalign_medium_chapter(medium, 1);
        assert_int_equal(first->start_us, 0);
        assert_int_equal(first->end_us, 4000000);
        assert_string_equal(first->title, "First");
        assert_int_equal(second->start_us, 4000000);
        assert_int_equal(second->end_us, 12000000);
        assert_string_equal(second->title, "Second \"\xC3\xA9\"");
        assert_null(capalign_medium_chapter(medium, 2));
        capalign_medium_close(medium);
    }
    capalign_medium *medium = must_open("film.mkv");
    const capalign_stream *subtitle = capalign_medium_stream(medium, 3);
    assert_int_equal(subtitle->kind, CAPALIGN_STREAM_SUBTITLE);
    assert_string_equal(subtitle->language, "pt");
    assert_string_equal(subtitle->title, "Brasil");
    assert_true(subtitle->is_forced);
    assert_int_equal(capalign_medium_stream(medium, 0)->width, 64);
    assert_int_equal(capalign_medium_stream(medium, 1)->sample_rate_hz, 48000);
    capalign_medium_close(medium);
    medium = must_open("dutch.ogg");
    assert_string_equal(capalign_medium_get_info(medium)->language, "nl");
    capalign_medium_close(medium);
}

static void expect_cue(const capalign_track *track, size_t index, int64_t start_us, int64_t end_us,
                       const char *text)
{
    const capalign_cue *cue = capalign_track_cue(track, index);
    assert_non_null(cue);
    assert_int_equal(cue->start_us, start_us);
    assert_int_equal(cue->end_us, end_us);
    assert_int_equal(cue->text_bytes, strlen(text));
    assert_memory_equal(cue->text, text, cue->text_bytes);
}

static capalign_track *must_read(const char *name, size_t stream)
{
    capalign_medium *medium = must_open(name);
    capalign_track *track = NULL;
    capalign_error error;
    if (capalign_medium_read_subtitles(medium, stream, &track, &error) != CAPALIGN_OK)
        fail_msg("%s: %s", name, error.message);
    capalign_medium_close(medium);
    return track;
}

static void subtitles_become_tracks(void **state)
{
    (void)state;
    need_files();
    static const char *const plain[] = {"film.mkv", "text.mp4"};
    for (size_t i = 0; i < 2; i++) {
        capalign_track *track = must_read(plain[i], 2);
        assert_string_equal(capalign_track_language(track), "fr");
        assert_int_equal(capalign_track_cue_count(track), 2);
        expect_cue(track, 0, 1000000, 2500000, "Hello <i>world</i> & more");
        expect_cue(track, 1, 3000000, 4000000, "two\nlines");
        capalign_track_destroy(track);
    }
    capalign_track *track = must_read("film.mkv", 3);
    assert_int_equal(capalign_track_cue_count(track), 2);
    expect_cue(track, 0, 1000000, 1500000, "<b>Hello</b> <i>wo\nrld</i>, a, end");
    expect_cue(track, 1, 3000000, 4000000,
               "two\xC2\xA0"
               "and three <u>red</u> edge {open");
    capalign_track_destroy(track);
}

static void a_webvtt_stream_keeps_ids_and_settings(void **state)
{
    (void)state;
    need_files();
    capalign_track *track = must_read("vtt.webm", 0);
    assert_int_equal(capalign_track_cue_count(track), 2);
    expect_cue(track, 0, 1000000, 2500000, "Hello <v Bob>world</v>");
    expect_cue(track, 1, 3000000, 4000000, "two\nlines");
    const capalign_cue *cue = capalign_track_cue(track, 0);
    assert_int_equal(cue->id_bytes, 3);
    assert_memory_equal(cue->id, "one", 3);
    assert_non_null(cue->settings);
    assert_int_equal(cue->settings->align, CAPALIGN_ALIGN_START);
    assert_false(cue->settings->line_auto);
    capalign_track_destroy(track);
}

static void streams_without_text_are_refused(void **state)
{
    (void)state;
    need_files();
    capalign_medium *medium = must_open("film.mkv");
    capalign_track *track = NULL;
    capalign_error error;
    assert_int_equal(capalign_medium_read_subtitles(medium, 0, &track, &error), CAPALIGN_E_INPUT);
    assert_int_equal(capalign_medium_read_subtitles(medium, 9, &track, &error),
                     CAPALIGN_E_ARGUMENT);
    assert_null(track);
    capalign_medium_close(medium);
    char path[256];
    capalign_audio *audio = NULL;
    in_folder(path, folder, "silent.mp4");
    assert_int_equal(capalign_audio_open(path, SIZE_MAX, 0, CAPALIGN_TIME_NONE, &audio, &error),
                     CAPALIGN_E_INPUT);
    assert_non_null(strstr(error.message, "no sound"));
    assert_int_equal(capalign_audio_open(path, 7, 0, CAPALIGN_TIME_NONE, &audio, &error),
                     CAPALIGN_E_ARGUMENT);
    assert_null(audio);
}

static int make(void **state)
{
    (void)state;
    have_files = make_files(folder, "film");
    return 0;
}

static int clean(void **state)
{
    (void)state;
    remove_files(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_and_formats),
        cmocka_unit_test(an_mp4_that_lies_is_measured),
        cmocka_unit_test(a_matroska_that_lies_is_measured),
        cmocka_unit_test(a_flac_that_lies_is_measured),
        cmocka_unit_test(a_wav_that_was_not_finished_is_measured),
        cmocka_unit_test(what_was_cut_off_is_measured),
        cmocka_unit_test(what_is_no_medium_is_refused),
        cmocka_unit_test(lists_of_other_files_are_refused),
        cmocka_unit_test(any_name_is_a_name),
        cmocka_unit_test(languages_titles_and_chapters),
        cmocka_unit_test(subtitles_become_tracks),
        cmocka_unit_test(a_webvtt_stream_keeps_ids_and_settings),
        cmocka_unit_test(streams_without_text_are_refused),
    };
    return cmocka_run_group_tests(tests, make, clean);
}
