/* House styles as data. Sources are named in each row; what a style does not state is the
 * default's. Frames are of 24 a second, the slowest in use, so that the rule holds at any rate.
 * Least times are whole milliseconds, rounded up, for that is what most formats can hold: 5/6 s is
 * 834 ms, 2 frames are 84 ms, 10 frames 417 ms. */
#include "cue/layout.h"

#define MS(n) (INT64_C(1000) * (n))
#define FRAMES_24(n) (INT64_C(1000000) * (n) / 24)

/* Words a minute: as columns a second, an English word having 5 letters and a space, and as the
 * least time for a word, which is what keeps the limit where words are short. */
#define WPM(n) ((n)*6 / 60)
#define WORD_US(wpm) MS((60000 + (wpm)-1) / (wpm))

/* The common ground of the styles below: 42 characters, 2 lines, 5/6 s to 7 s, touching cues
 * allowed, the most lenient reading speed (TED). The tail is own choice: long enough that a cue
 * does not vanish with the last sound, short enough not to be seen as late; gaps too short to be
 * seen as gaps (3 frames) are closed. */
#define DEFAULTS                                                                                   \
    .max_columns = 42, .max_lines = 2, .min_duration_us = MS(834), .max_duration_us = MS(7000),    \
    .close_gap_us = FRAMES_24(3), .tail_us = MS(250), .max_tail_us = MS(1500), .columns_per_s = 21

static const ca_layout_profile profiles[] = {
    {.name = "default", DEFAULTS},
    /* Netflix Timed Text Style Guide, General Requirements: 42 characters, 2 lines, 5/6 s to 7 s,
     * 2 frames of gap, up to 12 frames after the audio; Subtitle Timing Guidelines: gaps of 11
     * frames and less are closed; English Template guide: 17 characters a second, 200 words a
     * minute for adults. */
    {.name = "netflix",
     .max_columns = 42,
     .max_lines = 2,
     .min_duration_us = MS(834),
     .max_duration_us = MS(7000),
     .min_gap_us = MS(84),
     .close_gap_us = FRAMES_24(12),
     .tail_us = MS(250),
     .min_word_us = WORD_US(200),
     .max_tail_us = FRAMES_24(12),
     .columns_per_s = 17},
    /* The same guide for children's programmes: 13 characters a second, 160 words a
     * minute. */
    {.name = "netflix-children",
     .max_columns = 42,
     .max_lines = 2,
     .min_duration_us = MS(834),
     .max_duration_us = MS(7000),
     .min_gap_us = MS(84),
     .close_gap_us = FRAMES_24(12),
     .tail_us = MS(250),
     .min_word_us = WORD_US(160),
     .max_tail_us = FRAMES_24(12),
     .columns_per_s = 13},
    /* TED Translators Cheat-sheet: 42 characters, 84 a cue, 2 lines, 1 s to 7 s, 21 a second. */
    {.name = "ted",
     .max_columns = 42,
     .max_lines = 2,
     .min_duration_us = MS(1000),
     .max_duration_us = MS(7000),
     .close_gap_us = FRAMES_24(3),
     .tail_us = MS(250),
     .max_tail_us = MS(1500),
     .columns_per_s = 21},
    /* BBC Subtitle Guidelines 1.2.5: 37 characters (3.1), 2 lines (3.3), 0.3 s a word (4.1), 180
     * words a minute (4), a gap is a second or there is none (4.5), not more than 1.5 s after the
     * speech (5.2). */
    {.name = "bbc",
     .max_columns = 37,
     .max_lines = 2,
     .min_duration_us = MS(834),
     .min_word_us = WORD_US(180),
     .max_duration_us = MS(7000),
     .close_gap_us = MS(1000),
     .tail_us = MS(250),
     .max_tail_us = MS(1500),
     .columns_per_s = WPM(180)},
    /* Captioning Guidelines for the DCMP, I A: 32 characters; I B: 160 words a minute; I B 4: 2 s
     * at least. */
    {.name = "dcmp",
     .max_columns = 32,
     .max_lines = 2,
     .min_duration_us = MS(2000),
     .max_duration_us = MS(7000),
     .close_gap_us = FRAMES_24(3),
     .tail_us = MS(250),
     .max_tail_us = MS(1500),
     .min_word_us = WORD_US(160),
     .columns_per_s = WPM(160)},
    /* Ofcom Code on Television Access Services: 2 lines, 160 to 180 words a minute. */
    {.name = "ofcom",
     .max_columns = 42,
     .max_lines = 2,
     .min_duration_us = MS(834),
     .max_duration_us = MS(7000),
     .close_gap_us = FRAMES_24(3),
     .tail_us = MS(250),
     .max_tail_us = MS(1500),
     .min_word_us = WORD_US(180),
     .columns_per_s = WPM(180)},
    /* Sony Music Media Guide, Closed Captions & Subtitles: 10 frames to 10 s, 2 frames of gap, 400
     * words a minute. */
    {.name = "sonymusic",
     .max_columns = 42,
     .max_lines = 2,
     .min_duration_us = MS(417),
     .max_duration_us = MS(10000),
     .min_gap_us = MS(84),
     .close_gap_us = FRAMES_24(3),
     .tail_us = MS(250),
     .max_tail_us = MS(1500),
     .min_word_us = WORD_US(400),
     .columns_per_s = WPM(400)},
    /* Channel 4 Subtitling Guidelines for foreign-language programmes: 38 characters. */
    {.name = "channel4",
     .max_columns = 38,
     .max_lines = 2,
     .min_duration_us = MS(834),
     .max_duration_us = MS(7000),
     .close_gap_us = FRAMES_24(3),
     .tail_us = MS(250),
     .max_tail_us = MS(1500),
     .columns_per_s = 21},
    /* Teletext presets of EBU STL (Tech 3264) programs: 38 characters. */
    {.name = "ebu",
     .max_columns = 38,
     .max_lines = 2,
     .min_duration_us = MS(834),
     .max_duration_us = MS(7000),
     .close_gap_us = FRAMES_24(3),
     .tail_us = MS(250),
     .max_tail_us = MS(1500),
     .columns_per_s = 21},
    /* Amazon Prime Video Direct, Caption requirements: one to three lines. */
    {.name = "amazon",
     .max_columns = 42,
     .max_lines = 3,
     .min_duration_us = MS(834),
     .max_duration_us = MS(7000),
     .close_gap_us = FRAMES_24(3),
     .tail_us = MS(250),
     .max_tail_us = MS(1500),
     .columns_per_s = 21},
    /* No numbers of their own were found: the default's. */
    {.name = "youtube", DEFAULTS},
    {.name = "apple", DEFAULTS},
    {.name = "fcc", DEFAULTS},
    {.name = "wcag", DEFAULTS},
};

size_t ca_layout_profile_count(void)
{
    return sizeof profiles / sizeof profiles[0];
}

const ca_layout_profile *ca_layout_profile_at(size_t index)
{
    return index < ca_layout_profile_count() ? &profiles[index] : NULL;
}

const ca_layout_profile *ca_layout_profile_named(const char *name)
{
    for (size_t i = 0; i < ca_layout_profile_count(); i++)
        if (strcmp(profiles[i].name, name ? name : "default") == 0)
            return &profiles[i];
    return NULL;
}
