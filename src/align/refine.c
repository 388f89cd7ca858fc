#include "align/refine.h"

#include <stdlib.h>
#include <string.h>

#include "align/numbers.h"

enum {
    PAUSE_MS = 30, /* a longer gap is a pause, a shorter one is no gap */
    WORD_MS = 20,  /* the shortest word */
};

/* Classes of phones whose edges are alike. */
enum phone_class {
    VOWEL,
    APPROXIMANT,
    NASAL,
    STOP,
    FRICATIVE,
    CLASSES,
};

static enum phone_class class_of(const ca_model *model, uint8_t phone)
{
    static const struct {
        enum phone_class class;
        const char *names;
    } list[] = {
        {APPROXIMANT, " L R W Y "},
        {NASAL, " M N NG "},
        {STOP, " P T K B D G CH JH "},
        {FRICATIVE, " F V TH DH S Z SH ZH HH "},
    };
    const char *name = ca_model_phone_name(model, phone);
    size_t size = strlen(name);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        for (const char *at = list[i].names; (at = strstr(at, name)); at += size)
            if (at[-1] == ' ' && at[size] == ' ')
                return list[i].class;
    return VOWEL;
}

/* Expected edge − human edge in ms, by the classes left and right of it. Measured on read speech
 * of four speakers, each left out in turn: the gain holds for the one left out. */
static const signed char BIAS[CLASSES][CLASSES] = {
    /*               V    A    N    S    F */
    [VOWEL] = {12, 0, 0, 0, 0},     [APPROXIMANT] = {12, 0, 0, 10, 0}, [NASAL] = {15, 0, 0, 10, 0},
    [STOP] = {0, -10, -12, -15, 0}, [FRICATIVE] = {0, -17, 0, 0, 0},
};

static uint8_t outer_phone(const ca_align_word *words, const ca_spoken *w, bool last)
{
    const ca_pronunciation *p = &words[w->word].variants[w->variant];
    return p->phones[last ? p->count - 1 : 0];
}

static double milliseconds(double frame)
{
    return (frame - 0.5) * 10;
}

/* Power of 1 ms in the scale of the levels; table[level]. */
typedef struct meter {
    const ca_features *features;
    double power[256];
} meter;

static double level_db(const meter *m, int64_t ms)
{
    double sum = 0;
    for (int64_t i = ms - 5; i < ms + 5; i++)
        sum += m->power[ca_features_level(m->features, i)];
    return 4.342944819032518 * ca_ln(sum / 10 + 1e-3);
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Median level from..to, at most 300 ms of it. */
static double median_level(const meter *m, int64_t from, int64_t to)
{
    double values[300];
    size_t n = 0;
    for (int64_t t = from; t < to && n < 300; t++)
        values[n++] = level_db(m, t);
    if (n == 0)
        return 0;
    qsort(values, n, sizeof *values, compare_doubles);
    return values[n / 2];
}

static double peak_level(const meter *m, int64_t from, int64_t to)
{
    double peak = -100;
    for (int64_t t = from; t < to; t++) {
        double level = level_db(m, t);
        peak = level > peak ? level : peak;
    }
    return peak;
}

/* In noise the level does not know where speech ends. */
static const double LEAST_STEP_DB = 20;

/* The first millisecond near a start after a pause at which the level is half way (in dB) from the
 * pause to the word; the start itself where there is no clear step. */
static double trim_start(const meter *m, double start, double end, double pause)
{
    int64_t at = (int64_t)start;
    int64_t from = at - 300 > (int64_t)pause ? at - 300 : (int64_t)pause;
    int64_t to = at + 200 < (int64_t)end ? at + 200 : (int64_t)end;
    double floor = median_level(m, from, at), peak = peak_level(m, at, to);
    if (from >= at || peak - floor < LEAST_STEP_DB)
        return start;
    double threshold = floor + 0.5 * (peak - floor);
    int64_t last = at + 120 < to ? at + 120 : to;
    for (int64_t t = at - 40 > from ? at - 40 : from; t < last; t++)
        if (level_db(m, t) >= threshold)
            return (double)t;
    return start;
}

/* The same for an end before a pause. */
static double trim_end(const meter *m, double start, double end, double pause)
{
    int64_t at = (int64_t)end;
    int64_t to = at + 300 < (int64_t)pause ? at + 300 : (int64_t)pause;
    int64_t from = at - 200 > (int64_t)start ? at - 200 : (int64_t)start;
    double floor = median_level(m, at, to), peak = peak_level(m, from, at);
    if (to <= at || peak - floor < LEAST_STEP_DB)
        return end;
    double threshold = floor + 0.4 * (peak - floor);
    int64_t last = at - 150 > from ? at - 150 : from;
    for (int64_t t = at + 40 < to ? at + 40 : to; t > last; t--)
        if (level_db(m, t) >= threshold)
            return (double)t;
    return end;
}

/* The edge between two words without a pause: the mean of both, less the bias. */
static double joined(const ca_model *model, const ca_align_word *words, const ca_spoken *left,
                     const ca_spoken *right, double end, double start)
{
    enum phone_class before = class_of(model, outer_phone(words, left, true));
    enum phone_class after = class_of(model, outer_phone(words, right, false));
    return (end + start) / 2 - BIAS[before][after];
}

static ca_edges expected(const ca_spoken *w)
{
    return (ca_edges){milliseconds(w->start_frame), milliseconds(w->end_frame)};
}

/* The edges on both sides of gap i, before word i. */
static void refine_gap(const ca_model *model, const meter *m, const ca_align_word *words,
                       const ca_spoken *spoken, size_t count, size_t i, ca_edges *out)
{
    const ca_spoken *left = i > 0 ? &spoken[i - 1] : NULL, *right = i < count ? &spoken[i] : NULL;
    double duration = (double)ca_features_duration_us(m->features) / 1000;
    ca_edges a = left ? expected(left) : (ca_edges){0, 0};
    ca_edges b = right ? expected(right) : (ca_edges){duration, duration};
    if (left && right && !left->cut_after && b.start - a.end <= PAUSE_MS) {
        out[i - 1].end = out[i].start = joined(model, words, left, right, a.end, b.start);
        return;
    }
    if (left)
        out[i - 1].end = trim_end(m, a.start, a.end, b.start);
    if (right)
        out[i].start = trim_start(m, b.start, b.end, a.end);
}

static void put_in_order(ca_edges *e, size_t count, double duration)
{
    double least = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(e[i].start >= least))
            e[i].start = least;
        if (!(e[i].end >= e[i].start + WORD_MS))
            e[i].end = e[i].start + WORD_MS;
        least = e[i].end;
    }
    double most = duration;
    for (size_t i = count; i-- > 0;) {
        if (e[i].end > most)
            e[i].end = most;
        if (e[i].start > e[i].end - 1)
            e[i].start = e[i].end > 1 ? e[i].end - 1 : 0;
        most = e[i].start;
    }
}

void ca_refine(const ca_model *model, const ca_features *features, const ca_align_word *words,
               const ca_spoken *spoken, size_t count, bool mapped, ca_edges *out)
{
    (void)mapped;
    meter m = {.features = features};
    for (int i = 0; i < 256; i++)
        m.power[i] = ca_exp(i / (double)CA_LEVEL_STEPS_PER_DB * 0.2302585092994046) - 1;
    for (size_t i = 0; i <= count; i++)
        refine_gap(model, &m, words, spoken, count, i, out);
    put_in_order(out, count, (double)ca_features_duration_us(features) / 1000);
}
