/* House styles: thresholds with their sources, as data. What a profile does not give is its base's,
 * and then the default's. Speeds are in thousandths. */
#include <string.h>

#include "check/config.h"

typedef struct profile {
    const char *name;
    const char *note; /* what is to know of it */
    const char *base; /* has what this one does not give; NULL: the default */
} profile;

static const profile profiles[] = {
    {"default", "the common ground of the others", NULL},
    {"netflix", "Netflix, adult programmes", NULL},
    {"netflix-children", "Netflix, children's programmes", "netflix"},
    {"bbc", "BBC Subtitle Guidelines", NULL},
    {"bbc-vertical", "BBC Subtitle Guidelines, 9:16 pictures", "bbc"},
    {"ofcom", "Ofcom's recommendations", NULL},
    {"dcmp", "DCMP Captioning Key", NULL},
    {"dcmp-lower", "DCMP, lower-level educational media", "dcmp"},
    {"dcmp-middle", "DCMP, middle level", "dcmp"},
    {"dcmp-upper", "DCMP, upper level", "dcmp"},
    {"ted", "TED Translators", NULL},
    {"sonymusic", "Sony Music", NULL},
    {"channel4", "Channel 4, foreign-language programmes", NULL},
    {"channel4-wide", "Channel 4, where wide letters such as M and W are frequent", "channel4"},
    {"ebu", "EBU teletext subtitles", NULL},
    {"youtube", "YouTube; it publishes no numbers of its own", NULL},
    {"amazon", "Amazon Prime Video Direct", NULL},
    {"apple", "Apple; the parts of its guide that could be read give no numbers", NULL},
    {"wcag", "WCAG 2.2, success criterion 1.2.2, which has no numbers for timing", NULL},
    {"fcc", "47 CFR 79.1(j)(2), whose standards are not in numbers", NULL},
};

/* clang-format off */
static const capalign_profile_value values[] = {
    {.profile = "default", .rule = "max-chars-per-line", .value = 42,
     .source = "the common ground of the profiles above"},
    {.profile = "default", .rule = "max-lines", .value = 2,
     .source = "the common ground of the profiles above"},
    {.profile = "default", .rule = "min-duration", .value = 833333,
     .source = "the common ground of the profiles above"},
    {.profile = "default", .rule = "max-duration", .value = 7000000,
     .source = "the common ground of the profiles above"},
    {.profile = "default", .rule = "max-reading-speed", .value = 21000,
     .source = "the most lenient of the profiles that give cps"},
    {.profile = "default", .rule = "min-gap", .value = 0,
     .source = "touching cues are common and harmless"},
    {.profile = "default", .rule = "max-overlap", .value = 0,
     .source = "own choice: cues do not overlap (touching is no overlap)"},
    {.profile = "default", .rule = "max-end-beyond-media", .value = 0,
     .source = "own choice: no cue ends after the medium does"},
    {.profile = "default", .rule = "max-lead", .value = 500000,
     .source = "own choice: between Netflix's 3 frames and the BBC's 1.5 s"},
    {.profile = "default", .rule = "max-lag", .value = 500000,
     .source = "own choice: as much as max-lead"},
    {.profile = "default", .rule = "max-cut", .value = 500000,
     .source = "own choice: as much as max-lead"},
    {.profile = "default", .rule = "max-tail", .value = 3000000,
     .source = "own choice: twice the BBC's 1.5 s, since short texts are kept to be read"},
    {.profile = "default", .rule = "captions-offset", .value = 200000,
     .source = "own choice: over what ITU-R BT.1359 found acceptable between sound and picture"},
    {.profile = "default", .rule = "captions-drift", .value = 300000,
     .source = "own choice: the least that can be told from chance"},
    {.profile = "default", .rule = "speech-without-cue", .value = 3000000,
     .source = "own choice: shorter stretches cannot be told from other sounds"},
    {.profile = "netflix", .rule = "max-chars-per-line", .value = 42,
     .source = "Netflix, English Template Timed Text Style Guide, 5"},
    {.profile = "netflix", .rule = "max-lines", .value = 2,
     .source = "Netflix, Timed Text Style Guide: General Requirements, Line Treatment"},
    {.profile = "netflix", .rule = "min-duration", .value = 833333,
     .source = "Netflix, Duration: 5/6 s (20 frames at 24 fps)"},
    {.profile = "netflix", .rule = "max-duration", .value = 7000000,
     .source = "Netflix, Duration"},
    {.profile = "netflix", .rule = "min-gap", .value = 2, .frames = true,
     .source = "Netflix, Frame Gap (whatever the frame rate)"},
    {.profile = "netflix", .rule = "max-reading-speed", .value = 17000,
     .source = "English Template guide, adult programmes (200 wpm); the present English guide is said to allow 20"},
    {.profile = "netflix", .rule = "max-reading-speed-wpm", .value = 200000,
     .source = "English Template guide, adult programmes"},
    {.profile = "netflix", .rule = "max-tail", .value = 12, .frames = true,
     .source = "General Requirements, Timing to Audio: the end may stay up to 12 frames past the audio"},
    {.profile = "netflix", .rule = "max-lead", .value = 3, .frames = true,
     .source = "General Requirements: within 3 frames of the audio"},
    {.profile = "netflix", .rule = "max-gap-to-close", .value = 11, .frames = true, .second_hand = true,
     .source = "General Requirements, at 24 fps (less than half a second); the copy that was read is older and says 12 frames or fewer"},
    {.profile = "netflix", .rule = "max-speakers-per-line", .value = 1,
     .source = "Netflix, English SDH Timed Text Style Guide, 5 (an older copy)"},
    {.profile = "netflix", .rule = "dash-spaces", .value = 0,
     .source = "Netflix, English SDH Timed Text Style Guide, 5 (an older copy): a hyphen without space; later guides of other languages ask for a space after it"},
    {.profile = "netflix", .rule = "max-bad-breaks", .value = 0,
     .source = "Netflix, Timed Text Style Guide: General Requirements, Line Treatment"},
    {.profile = "netflix-children", .rule = "max-reading-speed", .value = 13000,
     .source = "English Template guide, children's programmes (160 wpm)"},
    {.profile = "bbc", .rule = "max-lines", .value = 2,
     .source = "BBC Subtitle Guidelines 1.2.5 3.3: two lines for landscape and square pictures (three for vertical ones); more where no picture information is hidden"},
    {.profile = "bbc", .rule = "max-reading-speed-wpm", .value = 180000,
     .source = "BBC Subtitle Guidelines 1.2.5 4: 160 to 180 wpm recommended, adjusted to the pace of the programme"},
    {.profile = "bbc", .rule = "max-chars-per-line", .value = 37,
     .source = "BBC Subtitle Guidelines 1.2.5 3.1: broadcast (teletext), fewer with coloured text; also asked of online text that is broadcast too"},
    {.profile = "bbc", .rule = "min-duration-per-word", .value = 300000,
     .source = "BBC Subtitle Guidelines 1.2.5 4.1: around 0.3 s a word"},
    {.profile = "bbc", .rule = "max-lead", .value = 1500000,
     .source = "BBC Subtitle Guidelines 1.2.5 5.2: not more than 1.5 s before speech"},
    {.profile = "bbc", .rule = "max-tail", .value = 1500000,
     .source = "BBC Subtitle Guidelines 1.2.5 5.2: not more than 1.5 s after speech"},
    {.profile = "bbc", .rule = "min-gap-in-pause", .value = 1000000,
     .source = "BBC Subtitle Guidelines 1.2.5 4.5: a gap between subtitles is at least one second, or there is none"},
    {.profile = "bbc", .rule = "max-lag", .value = 2000000,
     .source = "BBC Subtitle Guidelines 1.2.5 5.4: never more than 2 s after the words were spoken"},
    {.profile = "bbc", .rule = "max-bad-breaks", .value = 0,
     .source = "BBC Subtitle Guidelines 1.2.5 3.4"},
    {.profile = "bbc-vertical", .rule = "max-lines", .value = 3,
     .source = "BBC Subtitle Guidelines 1.2.5 3.3: 9:16 pictures"},
    {.profile = "bbc-vertical", .rule = "max-chars-per-line", .value = 25,
     .source = "BBC Subtitle Guidelines 1.2.5 3.1: a guide, what 37 characters come to in a 9:16 picture"},
    {.profile = "ofcom", .rule = "max-lines", .value = 2, .second_hand = true,
     .source = "Ofcom recommendations as summarised by Tiresias: two lines, three where they obscure nothing"},
    {.profile = "dcmp", .rule = "max-chars-per-line", .value = 32,
     .source = "Captioning Guidelines for the DCMP, I A"},
    {.profile = "dcmp", .rule = "max-reading-speed-wpm", .value = 160000,
     .source = "Captioning Guidelines for the DCMP, I B: adult special interest 150 to 160; lower and middle level educational 120 to 130; never over 225"},
    {.profile = "dcmp", .rule = "min-duration", .value = 2000000,
     .source = "Captioning Guidelines for the DCMP, I B 4 (adult cultural movies)"},
    {.profile = "dcmp-lower", .rule = "max-reading-speed-wpm", .value = 130000,
     .source = "DCMP Captioning Key, Presentation Rate: lower-level educational media"},
    {.profile = "dcmp-middle", .rule = "max-reading-speed-wpm", .value = 140000, .second_hand = true,
     .source = "DCMP Captioning Key, Presentation Rate: middle level"},
    {.profile = "dcmp-upper", .rule = "max-reading-speed-wpm", .value = 160000, .second_hand = true,
     .source = "DCMP Captioning Key, Presentation Rate: upper level"},
    {.profile = "ted", .rule = "max-chars-per-line", .value = 42,
     .source = "TED Translators Cheat-sheet (Latin scripts)"},
    {.profile = "ted", .rule = "max-chars", .value = 84,
     .source = "TED Translators Cheat-sheet (Latin scripts)"},
    {.profile = "ted", .rule = "max-lines", .value = 2,
     .source = "TED Translators Cheat-sheet (Latin scripts)"},
    {.profile = "ted", .rule = "min-duration", .value = 1000000,
     .source = "TED Translators Cheat-sheet (Latin scripts)"},
    {.profile = "ted", .rule = "max-duration", .value = 7000000,
     .source = "TED Translators Cheat-sheet (Latin scripts)"},
    {.profile = "ted", .rule = "max-reading-speed", .value = 21000,
     .source = "TED Translators Cheat-sheet (Latin scripts)"},
    {.profile = "ted", .rule = "max-lead", .value = 100000,
     .source = "TED Translators Cheat-sheet (Latin scripts): not over 100 ms before speech"},
    {.profile = "ted", .rule = "min-line-balance", .value = 50,
     .source = "TED Translators Cheat-sheet (Latin scripts): one line not shorter than 50 % of the other"},
    {.profile = "sonymusic", .rule = "min-duration", .value = 10, .frames = true,
     .source = "Sony Music Media Guide, Closed Captions & Subtitles"},
    {.profile = "sonymusic", .rule = "max-duration", .value = 10000000,
     .source = "Sony Music Media Guide"},
    {.profile = "sonymusic", .rule = "min-gap", .value = 2, .frames = true,
     .source = "Sony Music Media Guide"},
    {.profile = "sonymusic", .rule = "max-reading-speed-wpm", .value = 400000,
     .source = "Sony Music Media Guide, adult programmes (children's 160)"},
    {.profile = "channel4", .rule = "max-chars-per-line", .value = 38,
     .source = "Channel 4 Subtitling Guidelines for foreign-language programmes: drama, animation, arts"},
    {.profile = "channel4-wide", .rule = "max-chars-per-line", .value = 34,
     .source = "Channel 4 Subtitling Guidelines for foreign-language programmes: where wide letters such as M and W are frequent"},
    {.profile = "ebu", .rule = "max-chars-per-line", .value = 38, .second_hand = true,
     .source = "preset of a subtitling program for EBU STL (Tech 3264) files, control codes counted; Tech 3264 itself was not read"},
    {.profile = "amazon", .rule = "max-lines", .value = 3,
     .source = "Amazon Prime Video Direct, Caption (timed text) requirements: pop-on captions of one to three lines"},
    {.profile = "amazon", .rule = "max-first-hour", .value = 0, .second_hand = true,
     .source = "time codes start in hour 0 (some broadcast files start in hour 1 or 10)"},
    {.profile = "youtube", .rule = "max-tags", .value = 0,
     .source = "YouTube Help, Supported subtitle and closed caption files: no markup is recognised in SubRip and SubViewer files"},
};
/* clang-format on */

enum {
    PROFILE_COUNT = sizeof profiles / sizeof profiles[0],
    VALUE_COUNT = sizeof values / sizeof values[0],
};

size_t capalign_profile_count(void)
{
    return PROFILE_COUNT;
}

const char *capalign_profile_name(size_t index)
{
    return index < PROFILE_COUNT ? profiles[index].name : NULL;
}

const char *capalign_profile_note(size_t index)
{
    return index < PROFILE_COUNT ? profiles[index].note : NULL;
}

const char *capalign_profile_base(size_t index)
{
    static const char root[] = "default";
    if (index >= PROFILE_COUNT || strcmp(profiles[index].name, root) == 0)
        return NULL;
    return profiles[index].base ? profiles[index].base : root;
}

size_t capalign_profile_value_count(void)
{
    return VALUE_COUNT;
}

const capalign_profile_value *capalign_profile_value_at(size_t index)
{
    return index < VALUE_COUNT ? &values[index] : NULL;
}

const capalign_profile_value *ca_profile_value(const char *name, const char *rule)
{
    for (size_t i = 0; i < VALUE_COUNT; i++)
        if (strcmp(values[i].profile, name) == 0 && strcmp(values[i].rule, rule) == 0)
            return &values[i];
    return NULL;
}

const char *ca_profile_base(const char *name)
{
    for (size_t i = 0; i < PROFILE_COUNT; i++)
        if (strcmp(profiles[i].name, name) == 0)
            return profiles[i].base;
    return NULL;
}

bool ca_profile_exists(const char *name)
{
    for (size_t i = 0; i < PROFILE_COUNT; i++)
        if (strcmp(profiles[i].name, name) == 0)
            return true;
    return false;
}
