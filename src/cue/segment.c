#include "cue/segment.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/time.h"

/* Own choice, tuned by eye like the penalties of breaks.c, which are on the same scale: a break
 * between any two words of a phrase costs 200. */
enum {
    CUE_COST = 60,         /* of every cue: fewer, fuller ones */
    SPARED_CUE_COST = 300, /* the same where there is too little time for many */
    SENTENCE_INSIDE = 25,  /* two sentences in one cue */
    SENTENCE_TORN = 130,   /* the same where the cue ends within a sentence */
    PARAGRAPH_INSIDE = 400,
    TURN_INSIDE = 5000, /* two speakers in one cue */
    LONE_WORD = 150,    /* that is no sentence */
    SHORT_COLUMNS = 20, /* a part of a sentence shorter than this costs … */
    SHORT_COST = 5,     /* … this a column */
    TOO_SHORT = 250,    /* shown for less than the least duration: at most */
    TOO_FAST = 300,     /* the same for reading */
    TOO_LONG = 5000,
    /* A pause inside a cue, beyond that of a comma, and the relief of a break at one: */
    PAUSE_FREE_MS = 300,
    PAUSE_MS_PER_POINT = 5,
    PAUSE_MAX = 4000,
    PAUSE_RELIEF_MAX = 150,
};

typedef struct segmenter {
    const ca_atoms *atoms;
    const uint64_t *sums;
    const ca_segment_rules *rules;
    int64_t *best;       /* least cost of atoms [0, k) */
    uint32_t *start;     /* where the last cue of that begins */
    int64_t *inside;     /* sums of what costs only inside a cue, by the boundary before atom k */
    uint32_t *sentences; /* sums of sentence ends */
    uint32_t *words;     /* sums of words */
} segmenter;

static int64_t pause_before(const segmenter *s, size_t k)
{
    if (!s->rules->timed)
        return 0;
    int64_t us = s->atoms->items[k].start_us - s->atoms->items[k - 1].end_us;
    return us > 0 ? us / CA_US_PER_MS : 0;
}

static int64_t cost_inside(const segmenter *s, size_t k)
{
    const ca_atom *atom = &s->atoms->items[k];
    int64_t pause = pause_before(s, k) - PAUSE_FREE_MS;
    int64_t cost = pause > 0 ? pause / PAUSE_MS_PER_POINT : 0;
    cost = cost < PAUSE_MAX ? cost : PAUSE_MAX;
    cost += atom->newlines >= 2 ? PARAGRAPH_INSIDE : 0;
    return cost + (atom->speaker ? TURN_INSIDE : 0);
}

static void sum_up(segmenter *s)
{
    for (size_t k = 0; k < s->atoms->count; k++) {
        s->inside[k + 1] = s->inside[k] + (k ? cost_inside(s, k) : 0);
        s->words[k + 1] = s->words[k] + ca_atom_begins_word(&s->atoms->items[k]);
        s->sentences[k + 1] = s->sentences[k] + (s->atoms->items[k].stop == CA_STOP_SENTENCE);
    }
}

static int64_t cost_of_break(const segmenter *s, size_t k)
{
    if (k == s->atoms->count)
        return 0;
    int64_t relief = pause_before(s, k) / PAUSE_MS_PER_POINT;
    int64_t cost =
        s->atoms->items[k].cue_penalty - (relief < PAUSE_RELIEF_MAX ? relief : PAUSE_RELIEF_MAX);
    return cost > 0 ? cost : 0;
}

static bool is_whole(const segmenter *s, size_t from, size_t to)
{
    const ca_atom *atoms = s->atoms->items;
    bool begins = from == 0 || atoms[from - 1].stop == CA_STOP_SENTENCE || atoms[from].speaker;
    return begins && atoms[to - 1].stop == CA_STOP_SENTENCE;
}

static int64_t cost_of_sense(const segmenter *s, size_t from, size_t to, uint32_t columns)
{
    const ca_atom *atoms = s->atoms->items;
    bool ends = atoms[to - 1].stop == CA_STOP_SENTENCE;
    int64_t inside = s->sentences[to - 1] - s->sentences[from];
    int64_t cost = inside * (ends ? SENTENCE_INSIDE : SENTENCE_TORN);
    if (atoms[from].tag || is_whole(s, from, to))
        return cost;
    if (to - from == 1 && atoms[from].joint <= CA_JOINT_SPACE)
        cost += LONE_WORD;
    if (columns < SHORT_COLUMNS)
        cost += (int64_t)(SHORT_COLUMNS - columns) * SHORT_COST;
    return cost;
}

/* `most` in proportion to what is missing of `need`. */
static int64_t shortage(int64_t have, int64_t need, int64_t most)
{
    if (have >= need)
        return 0;
    return have <= 0 ? most : most - most * have / need;
}

/* How long the cue can stand: to the next one, and not too long after its speech. */
static int64_t room_of(const segmenter *s, size_t from, size_t to)
{
    const ca_layout_profile *profile = s->rules->profile;
    const ca_atom *atoms = s->atoms->items;
    int64_t end = atoms[to - 1].end_us + profile->max_tail_us;
    if (to < s->atoms->count && atoms[to].start_us - profile->min_gap_us < end)
        end = atoms[to].start_us - profile->min_gap_us;
    else if (to == s->atoms->count && s->rules->limit_us != CAPALIGN_TIME_NONE &&
             s->rules->limit_us < end)
        end = s->rules->limit_us;
    int64_t room = end - atoms[from].start_us;
    return room < profile->max_duration_us ? room : profile->max_duration_us;
}

static int64_t cost_of_time(const segmenter *s, size_t from, size_t to, uint32_t columns)
{
    const ca_layout_profile *profile = s->rules->profile;
    const ca_atom *atoms = s->atoms->items;
    if (!s->rules->timed)
        return s->rules->sparing ? SPARED_CUE_COST : CUE_COST;
    int64_t duration = atoms[to - 1].end_us - atoms[from].start_us, room = room_of(s, from, to);
    int64_t least = profile->min_duration_us;
    int64_t by_words = (int64_t)(s->words[to] - s->words[from]) * profile->min_word_us;
    least = by_words > least ? by_words : least;
    int64_t cost = CUE_COST + shortage(room, least, TOO_SHORT);
    cost += shortage(room, columns * CA_US_PER_S / profile->columns_per_s, TOO_FAST);
    if (duration > profile->max_duration_us && to - from > 1)
        cost += TOO_LONG;
    return cost;
}

/* Looks for the best last cue of atoms [0, to). */
static void extend(segmenter *s, size_t to)
{
    const ca_layout_profile *profile = s->rules->profile;
    uint32_t most = profile->max_columns * s->rules->max_lines;
    int64_t at_break = cost_of_break(s, to);
    s->best[to] = INT64_MAX;
    for (size_t from = to; from-- > 0;) {
        uint32_t columns = ca_wrap_columns(s->atoms, s->sums, from, to);
        if (columns > most + s->rules->max_lines) /* spaces at line ends take no room */
            break;
        int64_t cost = s->best[from] + at_break + s->inside[to] - s->inside[from + 1] +
                       cost_of_sense(s, from, to, columns) + cost_of_time(s, from, to, columns);
        if (cost >= s->best[to])
            continue;
        int32_t lines;
        if (!ca_wrap_estimate(s->atoms, s->sums, from, to, profile->max_columns,
                              s->rules->max_lines, &lines))
            continue;
        cost += lines / 2;
        if (cost < s->best[to]) {
            s->best[to] = cost;
            s->start[to] = (uint32_t)from;
        }
    }
}

static size_t *collect(const segmenter *s, size_t *count)
{
    *count = 0;
    for (size_t k = s->atoms->count; k > 0; k = s->start[k])
        ++*count;
    size_t *starts = malloc((*count + 1) * sizeof *starts);
    size_t at = *count;
    for (size_t k = s->atoms->count; starts && k > 0; k = s->start[k])
        starts[--at] = s->start[k];
    return starts;
}

capalign_code ca_segment(const ca_atoms *atoms, const uint64_t *sums, const ca_segment_rules *rules,
                         size_t **starts, size_t *count, capalign_error *error)
{
    size_t n = atoms->count + 1;
    segmenter s = {.atoms = atoms,
                   .sums = sums,
                   .rules = rules,
                   .best = malloc(n * sizeof *s.best),
                   .start = malloc(n * sizeof *s.start),
                   .inside = calloc(n, sizeof *s.inside),
                   .sentences = calloc(n, sizeof *s.sentences),
                   .words = calloc(n, sizeof *s.words)};
    *starts = NULL;
    if (s.best && s.start && s.inside && s.sentences && s.words) {
        sum_up(&s);
        s.best[0] = 0;
        for (size_t k = 1; k <= atoms->count; k++)
            extend(&s, k);
        *starts = collect(&s, count);
    }
    free(s.best);
    free(s.start);
    free(s.inside);
    free(s.sentences);
    free(s.words);
    return *starts ? CAPALIGN_OK : ca_fail_memory(error);
}
