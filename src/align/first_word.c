#include "align/first_word.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/levels.h"

enum {
    PAUSE = 15,      /* frames between the word and the next; nearer ones belong together */
    LONG_PAUSE = 25, /* before which no word is SHORT: what is said before a pause is drawn out */
    SHORT = 12,
    BACK = 20,     /* frames before the next word, at most, in which the word is looked for … */
    BEFORE = 10,   /* … and before the speech is loud */
    LOUD_MS = 500, /* of the next word and those behind it are looked at */
    FRAME_MS = 10,
};
/* Below the voice that follows, under 1 kHz. Of first words that stand alone in the sets of
 * docs/edges.md ("Edges beside pauses") those in breaths are 33 to 64 dB below; those that are
 * right, and have a vowel, 22 dB at most. */
static const double QUIET_DB = 30;
/* A word that is moved for its shortness may fit so much worse in its new place: of 47 there, 41
 * come within 150 ms of the sentence's beginning; without the limit two that were right are lost.
 * With 15 for SHORT it is one of 52, with 20 three of 64. */
static const float MOST_LOSS = 8;

typedef struct mover {
    ca_path *path;
    const ca_first_pass *pass;
    const ca_align_word *words;
    ca_levels levels;
    ca_frame_level *fit_levels;
    bool moved;
} mover;

static int64_t start_ms(uint32_t frame)
{
    return (int64_t)frame * FRAME_MS - FRAME_MS / 2;
}

/* Whether word i stands alone before the next one of its sentence. */
static bool stands_alone(const mover *m, size_t i)
{
    const ca_spoken *w = &m->path->spoken[i], *next = w + 1;
    uint32_t sentence = m->words[w->word].sentence;
    if (next->word != w->word + 1 || m->words[next->word].sentence != sentence || w->cut_after ||
        next->first < w->end + PAUSE)
        return false;
    bool is_first = i == 0 || m->words[w[-1].word].sentence != sentence;
    return is_first || w->first - w[-1].end >= next->first - w->end;
}

/* The loudest voice of the speech that the word before `next` belongs to, less QUIET_DB. */
static double quiet_level(const mover *m, const ca_spoken *next)
{
    int64_t speech = start_ms(next->first);
    return ca_levels_peak(&m->levels, CA_CHANNEL_LOW, speech, speech + LOUD_MS, 1) - QUIET_DB;
}

static bool is_quiet(const mover *m, const ca_spoken *w, double quiet)
{
    return ca_levels_peak(&m->levels, CA_CHANNEL_LOW, start_ms(w->first), start_ms(w->end), 1) <
           quiet;
}

static bool is_short(const ca_spoken *w)
{
    return w[1].first - w->end >= LONG_PAUSE && w->end - w->first <= SHORT;
}

/* The frame from which on the word is looked for, between its end and the next word. */
static uint32_t find_beginning(const mover *m, const ca_spoken *w, double quiet)
{
    const ca_spoken *next = w + 1;
    int64_t ms = start_ms(w->end), last = start_ms(next->first + BEFORE);
    while (ms < last && ca_levels_db(&m->levels, CA_CHANNEL_LOW, ms) < quiet)
        ms++;
    int64_t frame = ms / FRAME_MS - BEFORE, least = (int64_t)next->first - BACK;
    frame = frame > least ? frame : least;
    return frame > w->end ? (uint32_t)frame : w->end;
}

/* The two words at i, where they are now. */
static void share_pauses(ca_path *path, size_t i)
{
    ca_spoken *w = &path->spoken[i], *next = w + 1;
    if (i > 0 && !w[-1].cut_after)
        w->open_first = w[-1].open_end = w[-1].end + (w->first - w[-1].end) / 2;
    w->open_end = next->open_first = w->end + (next->first - w->end) / 2;
}

/* Puts word i and the next where they were found; whatever `loss` allows them to fit worse. */
static bool put(mover *m, size_t i, const ca_passage *passages, float loss)
{
    ca_spoken found[2] = {m->path->spoken[i], m->path->spoken[i + 1]};
    ca_word_fit fits[2];
    for (size_t k = 0; k < 2; k++) {
        ca_spoken *w = &found[k];
        w->first = passages[k].start;
        w->end = passages[k].end;
        w->variant = passages[k].variant;
        if (!ca_word_fit_measure(m->pass, &m->words[w->word].variants[w->variant], w->first, w->end,
                                 m->fit_levels, &fits[k]))
            return false;
    }
    if (fits[0].against_best < m->path->fits[i].against_best - loss)
        return true;
    memcpy(m->path->spoken + i, found, sizeof found);
    memcpy(m->path->fits + i, fits, sizeof fits);
    share_pauses(m->path, i);
    m->moved = true;
    return true;
}

static capalign_code move_word(mover *m, size_t i, capalign_error *error)
{
    const ca_spoken *w = &m->path->spoken[i];
    double level = quiet_level(m, w + 1);
    bool quiet = is_quiet(m, w, level);
    if (!quiet && !is_short(w))
        return CAPALIGN_OK;
    ca_spoken from = *w;
    from.first = find_beginning(m, w, level);
    ca_passage *passages;
    size_t count;
    capalign_code code =
        ca_path_search(m->pass, m->words, &from, w + 1, m->fit_levels, &passages, &count, error);
    if (code != CAPALIGN_OK)
        return code;
    bool memory = count != 2 || put(m, i, passages, quiet ? INFINITY : MOST_LOSS);
    free(passages);
    return memory ? CAPALIGN_OK : ca_fail_memory(error);
}

capalign_code ca_first_words_move(ca_path *path, const ca_first_pass *pass,
                                  const ca_features *features, const ca_align_word *words,
                                  ca_frame_level *fit_levels, bool *moved, capalign_error *error)
{
    mover m = {.path = path, .pass = pass, .words = words, .fit_levels = fit_levels};
    ca_levels_make(features, &m.levels);
    for (size_t i = 0; i + 1 < path->count; i++) {
        if (!stands_alone(&m, i))
            continue;
        capalign_code code = move_word(&m, i, error);
        if (code != CAPALIGN_OK)
            return code;
    }
    *moved = m.moved;
    return CAPALIGN_OK;
}
