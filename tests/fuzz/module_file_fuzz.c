#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#include <stdio.h>

#include "media/backend.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_sound(const char *path, int64_t start_us)
{
    capalign_audio *audio;
    static float samples[16000];
    size_t count = 1;
    if (ca_audio_open(path, SIZE_MAX, NULL, start_us, start_us + 3000000, &audio, NULL) !=
        CAPALIGN_OK)
        return;
    while (count && ca_audio_read(audio, samples, 16000, &count, NULL) == CAPALIGN_OK)
        for (size_t i = 0; i < count; i++)
            if (!(samples[i] >= -1 && samples[i] <= 1))
                __builtin_trap();
    ca_audio_close(audio);
}

/* A whole media file, in memory. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    int fd = memfd_create("medium", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    capalign_medium *medium;
    if (ca_medium_open(path, &medium, NULL) == CAPALIGN_OK) {
        for (size_t i = 0; i < medium->stream_count; i++) {
            capalign_track *track = NULL;
            if (ca_medium_read_subtitles(medium, i, &track, NULL) == CAPALIGN_OK)
                capalign_track_destroy(track);
        }
        ca_medium_close(medium);
    }
    read_sound(path, 0);
    read_sound(path, 3500000);
    close(fd);
    return 0;
}
