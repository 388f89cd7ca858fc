/* A temporary folder of media files for a test program, made by make.sh and by hand. */
#ifndef TESTS_MEDIA_FILES_H
#define TESTS_MEDIA_FILES_H

#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SOUND_RATE_HZ = 48000, SOUND_FRAMES = 12 * SOUND_RATE_HZ };

extern char **environ;

static int run(const char *const arguments[])
{
    pid_t child;
    int status = -1;
    char *copy[8] = {0};
    for (size_t i = 0; arguments[i]; i++)
        copy[i] = strdup(arguments[i]);
    if (posix_spawnp(&child, copy[0], NULL, NULL, copy, environ) != 0 ||
        waitpid(child, &status, 0) != child)
        status = -1;
    for (size_t i = 0; copy[i]; i++)
        free(copy[i]);
    return status >= 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* "FOLDER/name" in a buffer of the caller. */
static inline const char *in_folder(char path[256], const char *folder, const char *name)
{
    snprintf(path, 256, "%s/%s", folder, name);
    return path;
}

static void put(uint8_t *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

/* A WAV file of 16-bit integers, or of 32-bit floats. */
static void write_wav(const char *path, int rate_hz, int channels, int bytes, const void *samples,
                      size_t frames)
{
    uint8_t head[44] = "RIFF....WAVEfmt ....................data";
    uint32_t frame = (uint32_t)(channels * bytes), size = (uint32_t)frames * frame;
    put(head + 4, 36 + size, 4);
    put(head + 16, 16, 4);
    put(head + 20, bytes == 4 ? 3 : 1, 2);
    put(head + 22, (uint32_t)channels, 2);
    put(head + 24, (uint32_t)rate_hz, 4);
    put(head + 28, (uint32_t)rate_hz * frame, 4);
    put(head + 32, frame, 2);
    put(head + 34, (uint32_t)bytes * 8, 2);
    put(head + 40, size, 4);
    FILE *file = fopen(path, "wb");
    if (!file)
        abort();
    fwrite(head, 1, sizeof head, file);
    fwrite(samples, frame, frames, file);
    fclose(file);
}

/* Noise without high tones, louder and softer four times a second, so that it can be found again
 * in what a codec made of it. */
static inline int16_t *make_noise(size_t frames)
{
    int16_t *samples = malloc(frames * sizeof *samples);
    uint32_t seed = 1;
    float low = 0;
    for (size_t i = 0; i < frames; i++) {
        seed = seed * 1664525 + 1013904223;
        low += 0.2f * ((float)(int32_t)seed / 2147483648.0f - low);
        float loud = (float)((i / (SOUND_RATE_HZ / 8)) % 5) / 4;
        samples[i] = (int16_t)(32000 * low * loud);
    }
    return samples;
}

/* Makes the folder (a template for mkdtemp); false where ffmpeg is missing. */
static inline int make_files(char *folder, const char *group)
{
    char path[256];
    if (!mkdtemp(folder))
        return 0;
    int16_t *noise = make_noise(SOUND_FRAMES);
    write_wav(in_folder(path, folder, "sound.wav"), SOUND_RATE_HZ, 1, 2, noise, SOUND_FRAMES);
    free(noise);
    return run((const char *const[]){"/bin/sh", "tests/media/make.sh", folder, group, NULL}) == 0;
}

static inline void remove_files(const char *folder)
{
    run((const char *const[]){"/bin/rm", "-rf", folder, NULL});
}

#endif
