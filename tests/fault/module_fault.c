#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "../fault/fail.h"
#include "../media/files.h"
#include "media/backend.h"

/* Only the module's own allocations fail: those of FFmpeg and libsndfile are not in this program.
 */

static bool open_and_read(void *context)
{
    capalign_medium *medium = NULL;
    if (ca_medium_open(context, &medium, NULL) != CAPALIGN_OK)
        return false;
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < medium->stream_count && code == CAPALIGN_OK; i++) {
        capalign_track *track = NULL;
        if (medium->streams[i].kind != CAPALIGN_STREAM_SUBTITLE)
            continue;
        code = ca_medium_read_subtitles(medium, i, &track, NULL);
        capalign_track_destroy(track);
    }
    ca_medium_close(medium);
    return code == CAPALIGN_OK;
}

static bool read_sound(const char *path, int64_t start_us)
{
    capalign_audio *audio = NULL;
    static float samples[4096];
    size_t count = 1;
    if (ca_audio_open(path, SIZE_MAX, NULL, start_us, CAPALIGN_TIME_NONE, &audio, NULL) !=
        CAPALIGN_OK)
        return false;
    capalign_code code = CAPALIGN_OK;
    while (code == CAPALIGN_OK && count)
        code = ca_audio_read(audio, samples, sizeof samples / sizeof samples[0], &count, NULL);
    ca_audio_close(audio);
    return code == CAPALIGN_OK;
}

static bool read_all_sound(void *context)
{
    return read_sound(context, 0);
}

static bool read_late_sound(void *context)
{
    return read_sound(context, 4000000);
}

static void every_failure_is_told(void **state)
{
    (void)state;
    static char mkv[] = "tests/media/tiny.mkv", mp4[] = "tests/media/tiny.mp4",
                webm[] = "tests/media/tiny.webm";
    char wav[] = "/tmp/capalign-fault-XXXXXX";
    int16_t *noise = make_noise(SOUND_FRAMES);
    int fd = mkstemp(wav);
    assert_true(fd >= 0);
    close(fd);
    write_wav(wav, SOUND_RATE_HZ, 1, 2, noise, SOUND_FRAMES);
    free(noise);
    char *const paths[] = {mkv, mp4, webm, wav};
    for (size_t i = 0; i < 4; i++) {
        assert_true(fail_each(open_and_read, paths[i]) > 3);
        assert_true(fail_each(read_all_sound, paths[i]) > 3);
        assert_true(fail_each(read_late_sound, paths[i]) > 3);
    }
    remove(wav);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_failure_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
