#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>

#include <capalign/media.h>

#include "../media/files.h"

enum { RATE = CAPALIGN_SAMPLE_RATE_HZ };

static char folder[] = "/tmp/capalign-sound-XXXXXX";
static int have_files;

/* Tests of files that ffmpeg makes are skipped without it. */
static void need_files(void)
{
    if (!have_files)
        skip();
}

typedef struct sound {
    float *samples;
    size_t count;
} sound;

/* Reads in pieces of an odd size, so that every seam of the stream is crossed. */
static capalign_code read_sound(const char *name, int64_t start_us, int64_t end_us, sound *out)
{
    char path[256];
    capalign_audio *audio;
    capalign_error error;
    *out = (sound){0};
    capalign_code code = capalign_audio_open(in_folder(path, folder, name), SIZE_MAX, start_us,
                                             end_us, &audio, &error);
    if (code != CAPALIGN_OK)
        return code;
    size_t capacity = 30 * RATE, n = 1;
    out->samples = malloc(capacity * sizeof(float));
    while (code == CAPALIGN_OK && n && out->count + 777 < capacity) {
        code = capalign_audio_read(audio, out->samples + out->count, 777, &n, &error);
        out->count += code == CAPALIGN_OK ? n : 0;
    }
    capalign_audio_close(audio);
    return code;
}

static sound must_read(const char *name, int64_t start_us, int64_t end_us)
{
    sound s;
    assert_int_equal(read_sound(name, start_us, end_us, &s), CAPALIGN_OK);
    return s;
}

static double similarity(const float *a, const float *b, size_t count)
{
    double ab = 0, aa = 1e-12, bb = 1e-12;
    for (size_t i = 0; i < count; i++) {
        ab += (double)a[i] * b[i];
        aa += (double)a[i] * a[i];
        bb += (double)b[i] * b[i];
    }
    return ab / sqrt(aa * bb);
}

/* The shift of b (in samples, at most 400) at which it is most like a; *like: how much. */
static int best_shift(const sound *a, const sound *b, size_t from, size_t count, double *like)
{
    int best = -1000;
    *like = -1;
    for (int shift = -400; shift <= 400; shift++) {
        double s = similarity(a->samples + from, b->samples + (int64_t)from + shift, count);
        if (s > *like) {
            *like = s;
            best = shift;
        }
    }
    return best;
}

static void sound_is_where_it_was(void **state)
{
    (void)state;
    need_files();
    /* Shifts in samples of 1/16 ms. Raw ADTS and transport streams do not tell the encoder's delay
     * of 1024 samples (21.33 ms = 341.3): all players hear it that much later. */
    static const struct {
        const char *name;
        int from;
        int to;
    } rows[] = {
        {"s.flac", 0, 0},      {"s.aiff", 0, 0},     {"ms.wav", 0, 0},         {"s192k.wav", 0, 0},
        {"pcm.mka", 0, 0},     {"s.ogg", 0, 0},      {"s.opus", 0, 0},         {"s.mp3", -1, 1},
        {"s.m4a", 0, 0},       {"film.mp4", 0, 0},   {"s8k.m4a", -1, 1},       {"s44k.m4a", -1, 1},
        {"opus.mka", -1, 1},   {"aac.mka", -8, 8},   {"film.mkv", -8, 8},      {"mp3.mp4", -1, 1},
        {"mp3.mka", -16, 16},  {"vorbis.mka", 0, 0}, {"surround.ac3", 80, 90}, {"s.aac", 341, 342},
        {"film.ts", 341, 342},
    };
    sound original = must_read("sound.wav", 0, CAPALIGN_TIME_NONE);
    assert_int_equal(original.count, 12 * RATE);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sound s = must_read(rows[i].name, 0, CAPALIGN_TIME_NONE);
        double like;
        int shift = best_shift(&original, &s, 5 * RATE, 2 * RATE, &like);
        if (shift < rows[i].from || shift > rows[i].to || like < 0.9)
            fail_msg("%s: shift %d, like %f", rows[i].name, shift, like);
        free(s.samples);
    }
    free(original.samples);
}

static void a_click_stays_on_its_sample(void **state)
{
    (void)state;
    static const int rates[] = {8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        char path[256];
        int16_t *samples = calloc((size_t)rates[i] * 2, sizeof *samples);
        size_t at = (size_t)rates[i] + (size_t)rates[i] / 4;
        samples[at] = 30000;
        write_wav(in_folder(path, folder, "click.wav"), rates[i], 1, 2, samples,
                  (size_t)rates[i] * 2);
        free(samples);
        sound s = must_read("click.wav", 0, CAPALIGN_TIME_NONE);
        assert_int_equal(s.count, 2 * RATE);
        size_t loudest = 0;
        for (size_t k = 0; k < s.count; k++)
            if (fabsf(s.samples[k]) > fabsf(s.samples[loudest]))
                loudest = k;
        int64_t expected = (int64_t)(at * RATE / (size_t)rates[i]);
        assert_in_range((int64_t)loudest - expected + 1, 0, 2);
        free(s.samples);
    }
}

static void the_middle_is_as_when_all_is_read(void **state)
{
    (void)state;
    need_files();
    /* Codecs that keep a state for long (Opus) come back to it nearly. */
    static const struct {
        const char *name;
        float difference;
    } rows[] = {
        {"sound.wav", 1e-6f}, {"s.flac", 1e-6f},  {"s.aiff", 1e-6f},   {"s192k.wav", 1e-6f},
        {"ms.wav", 1e-6f},    {"s.ogg", 1e-4f},   {"s.opus", 1e-2f},   {"s.mp3", 1e-5f},
        {"s.aac", 1e-5f},     {"s.m4a", 1e-5f},   {"film.mp4", 1e-5f}, {"s44k.m4a", 1e-5f},
        {"film.mkv", 1e-5f},  {"film.ts", 1e-5f}, {"opus.mka", 1e-2f}, {"vorbis.mka", 1e-4f},
        {"aac.mka", 1e-5f},   {"mp3.mka", 1e-5f}, {"mp3.mp4", 1e-5f},  {"late.mp4", 1e-5f},
        {"pcm.mka", 1e-6f},   {"gap.mkv", 1e-5f}, {"s8k.m4a", 1e-5f},
    };
    static const int64_t starts_us[] = {1, 62500, 1000000, 2999999, 5432100, 8250000, 11900000};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sound all = must_read(rows[i].name, 0, CAPALIGN_TIME_NONE);
        for (size_t k = 0; k < sizeof starts_us / sizeof starts_us[0]; k++) {
            sound part = must_read(rows[i].name, starts_us[k], starts_us[k] + 1500000);
            size_t from = (size_t)((starts_us[k] * 2 + 62) / 125);
            size_t expected = all.count - from < 24000 ? all.count - from : 24000;
            if (part.count != expected)
                fail_msg("%s from %lld: %zu samples, not %zu", rows[i].name,
                         (long long)starts_us[k], part.count, expected);
            for (size_t n = 0; n < expected; n++)
                if (fabsf(part.samples[n] - all.samples[from + n]) > rows[i].difference)
                    fail_msg("%s from %lld differs at %zu by %g", rows[i].name,
                             (long long)starts_us[k], n,
                             (double)fabsf(part.samples[n] - all.samples[from + n]));
            free(part.samples);
        }
        free(all.samples);
    }
}

static double power(const sound *s, double from_s, double to_s)
{
    double sum = 0;
    size_t from = (size_t)(from_s * RATE), to = (size_t)(to_s * RATE);
    assert_true(to <= s->count && from < to);
    for (size_t i = from; i < to; i++)
        sum += (double)s->samples[i] * s->samples[i];
    return sqrt(sum / (double)(to - from));
}

static void gaps_are_silence_and_jumps_are_none(void **state)
{
    (void)state;
    need_files();
    double like;
    sound film = must_read("film.mp4", 0, CAPALIGN_TIME_NONE);
    sound late = must_read("late.mp4", 0, CAPALIGN_TIME_NONE);
    assert_true(power(&late, 0, 1.9) < 1e-6);
    assert_in_range(late.count, 14 * RATE - 16, 14 * RATE + 342);
    sound moved = {late.samples + 2 * RATE, late.count - 2 * RATE};
    /* The empty edit is rounded to a millisecond. */
    assert_in_range(best_shift(&film, &moved, 5 * RATE, RATE, &like) + 16, 0, 32);
    assert_true(like > 0.9);

    sound gap = must_read("gap.mkv", 0, CAPALIGN_TIME_NONE);
    assert_true(power(&gap, 4.2, 6.8) < 1e-6);
    assert_in_range(best_shift(&film, &gap, 9 * RATE, RATE, &like), 333, 350);
    assert_true(like > 0.9);

    sound twice = must_read("twice.ts", 0, CAPALIGN_TIME_NONE);
    assert_in_range(twice.count, 24 * RATE - 800, 24 * RATE + 1200);
    assert_true(power(&twice, 13, 23) > 0.05);
    free(film.samples);
    free(late.samples);
    free(gap.samples);
    free(twice.samples);
}

/* Two seconds of stereo at 44.1 kHz: a tone left, `gain` times it right. */
static sound stereo(float gain, float noise)
{
    enum { FRAMES = 2 * 44100 };
    char path[256];
    float *samples = malloc(FRAMES * 2 * sizeof *samples);
    for (size_t i = 0; i < FRAMES; i++) {
        float tone = 0.5f * sinf((float)i * 6.2831853f * 440 / 44100);
        samples[2 * i] = tone;
        samples[2 * i + 1] = gain * tone + noise * sinf((float)i * 0.9f);
    }
    write_wav(in_folder(path, folder, "stereo.wav"), 44100, 2, 4, samples, FRAMES);
    free(samples);
    return must_read("stereo.wav", 0, CAPALIGN_TIME_NONE);
}

static void stereo_out_of_phase_is_heard(void **state)
{
    (void)state;
    static const struct {
        float gain;
        float noise;
        double power; /* of a tone of 0.5: 0.3536 */
    } rows[] = {{1, 0, 0.3536},    {0, 0, 0.1768},     {-1, 0, 0.3536},
                {-1, 0.05f, 0.35}, {-0.8f, 0, 0.3536}, {-4, 0, 0.53}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sound s = stereo(rows[i].gain, rows[i].noise);
        assert_true(fabs(power(&s, 0.5, 1.5) - rows[i].power) < 0.4 * rows[i].power);
        free(s.samples);
    }
    sound s = stereo(-1, 0);
    assert_true(fabs(power(&s, 0.5, 1.5) - 0.3536) < 0.001);
    free(s.samples);
}

static void samples_are_finite_and_in_range(void **state)
{
    (void)state;
    char path[256];
    float bad[16000];
    for (size_t i = 0; i < 16000; i++)
        bad[i] = i % 7 == 0 ? NAN : i % 11 == 0 ? INFINITY : i % 13 == 0 ? -1e38f : 0.25f;
    write_wav(in_folder(path, folder, "nan.wav"), 16000, 1, 4, bad, 16000);
    write_wav(in_folder(path, folder, "nan8.wav"), 8000, 2, 4, bad, 8000);
    static const char *const names[] = {"nan.wav", "nan8.wav"};
    for (size_t k = 0; k < 2; k++) {
        sound s = must_read(names[k], 0, CAPALIGN_TIME_NONE);
        assert_int_equal(s.count, 16000);
        for (size_t i = 0; i < s.count; i++)
            assert_true(s.samples[i] >= -1 && s.samples[i] <= 1);
        free(s.samples);
    }
}

static void tiny_files_have_tiny_sound(void **state)
{
    (void)state;
    char path[256];
    static const int16_t one[2] = {16000, 16000};
    static const struct {
        int rate_hz;
        size_t frames;
        size_t samples;
    } rows[] = {{16000, 1, 1}, {48000, 1, 1}, {8000, 1, 2}, {192000, 1, 1}, {44100, 0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        write_wav(in_folder(path, folder, "tiny.wav"), rows[i].rate_hz, 1, 2, one, rows[i].frames);
        sound s = must_read("tiny.wav", 0, CAPALIGN_TIME_NONE);
        assert_int_equal(s.count, rows[i].samples);
        free(s.samples);
        s = must_read("tiny.wav", 5000000, CAPALIGN_TIME_NONE);
        assert_int_equal(s.count, 0);
        free(s.samples);
    }
}

/* Overwrites stretches of a copy of the file. */
static void damage(const char *from, const char *to, size_t every)
{
    char a[256], b[256];
    FILE *in = fopen(in_folder(a, folder, from), "rb"),
         *out = fopen(in_folder(b, folder, to), "wb");
    int c;
    assert_true(in && out);
    for (size_t i = 0; (c = fgetc(in)) != EOF; i++)
        fputc(i > 8192 && i / 64 % every == 0 ? (c * 7 + 13) & 255 : c, out);
    fclose(in);
    fclose(out);
}

static void damaged_sound_is_read_on(void **state)
{
    (void)state;
    need_files();
    static const char *const names[] = {"s.flac", "s.mp3",   "s.aac", "film.ts",
                                        "s.ogg",  "aac.mka", "s.m4a", "s.opus"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        damage(names[i], "damaged", 499);
        sound s;
        capalign_code code = read_sound("damaged", 0, CAPALIGN_TIME_NONE, &s);
        if (code != CAPALIGN_OK || s.count < 10 * RATE || s.count > 13 * RATE)
            fail_msg("%s: code %d, %zu samples", names[i], (int)code, s.count);
        assert_true(power(&s, 1, 9) > 0.02);
        free(s.samples);
    }
}

static void the_span_is_checked(void **state)
{
    (void)state;
    sound s;
    assert_int_equal(read_sound("sound.wav", -1, CAPALIGN_TIME_NONE, &s), CAPALIGN_E_ARGUMENT);
    assert_int_equal(read_sound("sound.wav", 5, 4, &s), CAPALIGN_E_ARGUMENT);
    assert_int_equal(read_sound("sound.wav", INT64_MAX, INT64_MAX, &s), CAPALIGN_E_ARGUMENT);
    s = must_read("sound.wav", 4000000, 4000000);
    assert_int_equal(s.count, 0);
    free(s.samples);
    s = must_read("film.mp4", 600000000, CAPALIGN_TIME_NONE);
    assert_int_equal(s.count, 0);
    free(s.samples);
}

static int make(void **state)
{
    (void)state;
    have_files = make_files(folder, "sound");
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
        cmocka_unit_test(sound_is_where_it_was),
        cmocka_unit_test(a_click_stays_on_its_sample),
        cmocka_unit_test(the_middle_is_as_when_all_is_read),
        cmocka_unit_test(gaps_are_silence_and_jumps_are_none),
        cmocka_unit_test(stereo_out_of_phase_is_heard),
        cmocka_unit_test(samples_are_finite_and_in_range),
        cmocka_unit_test(tiny_files_have_tiny_sound),
        cmocka_unit_test(damaged_sound_is_read_on),
        cmocka_unit_test(the_span_is_checked),
    };
    return cmocka_run_group_tests(tests, make, clean);
}
