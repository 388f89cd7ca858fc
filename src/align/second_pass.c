#include "align/second_pass.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/numbers.h"
#include "align/parallel.h"
#include "align/score.h"
#include "align/stretch.h"

enum {
    PAUSE = 15,         /* frames between two words that part stretches */
    STRETCH_WORDS = 40, /* at most, without the overlap */
    OVERLAP = 2,        /* words of a neighbouring stretch where there is no pause to cut at */
};
/* Frames are not independent, so their likelihoods are flattened; 0.2, 0.3 and 0.5 do the same,
 * 1 is worse, and below 0.1 edges blur. */
static const double FLATTEN = 0.3;

/* How much value k of each stream counts where phones have contexts: 0.3 + 0.7·cos(πk/25). The
 * higher cepstra, of the spectrum's finer shape, tell as much of the voice and its pitch as of the
 * sound, and put edges further off. Without it 84.1 % of edges in read speech are within 25 ms,
 * with it 85.6, more of each of four speakers; 0.4 to 0.2 instead of 0.3 do the same, as do cepstra
 * that are scaled so. Phones without contexts gain 0.1, and silence wins ends of phrases in other
 * languages from them: 74 instead of 78 % within 50 ms. The search and the confidence gain nothing,
 * and lose in noise. */
static const float TRUST[CA_STREAM_DIM] = {1.000f, 0.994f, 0.978f, 0.951f, 0.913f, 0.866f, 0.810f,
                                           0.746f, 0.675f, 0.598f, 0.516f, 0.431f, 0.344f};

typedef struct piece {
    size_t from, count;   /* words whose edges are wanted */
    size_t before, after; /* words around them that are there for the context */
} piece;

enum {
    GROUP = 32,              /* senones of one phone that are scored together */
    BLOCK = CA_SCORE_FRAMES, /* frames likewise */
    READINGS = 2,            /* of a stretch: without contexts and with them */
};
/* The share of an edge that the reading with contexts gives where both have one: of read speech
 * 83.9 % of edges are within 25 ms without contexts, 85.4 with them, 84.7 by the mean of both and
 * 85.6 so; 0.7 and 0.8 do the same. */
static const double CONTEXTS_SHARE = 0.75;

/* One way to model a stretch, and the likelihoods of its columns: [frame][column]. */
typedef struct reading {
    ca_stretch stretch;
    double *likelihoods;
} reading;

/* A column of a reading, and the phone whose Gaussians it needs. */
typedef struct column_ref {
    uint32_t column;
    uint8_t reading, phone;
} column_ref;

typedef struct scorer {
    const ca_second_pass *pass;
    reading *readings;
    unsigned reading_count;
    column_ref *refs; /* by phone */
    size_t ref_count;
    float features[BLOCK * CA_FEATURE_DIM];
    float best[BLOCK];
} scorer;

static double *likelihood_row(const reading *r, size_t frame)
{
    return r->likelihoods + frame * r->stretch.senone_count;
}

static bool is_needed(const ca_stretch *s, uint32_t column, size_t frame, size_t count)
{
    return frame + count > s->column_first[column] && frame < s->column_end[column];
}

/* Scores of columns of one phone in a block of frames. */
static void score_group(scorer *k, const column_ref *const *refs, size_t count, size_t frame,
                        size_t frames)
{
    uint16_t senones[GROUP] = {0};
    float scores[BLOCK * GROUP];
    for (size_t i = 0; i < count; i++)
        senones[i] = k->readings[refs[i]->reading].stretch.senones[refs[i]->column];
    ca_full_score(k->pass->model, refs[0]->phone, k->pass->contexts ? TRUST : NULL, k->features,
                  senones, count, scores);
    for (size_t f = 0; f < frames; f++)
        for (size_t i = 0; i < count; i++) {
            float score = scores[f * count + i];
            likelihood_row(&k->readings[refs[i]->reading], frame + f)[refs[i]->column] =
                (double)score;
            k->best[f] = score > k->best[f] ? score : k->best[f];
        }
}

static void score_needed(scorer *k, size_t frame, size_t frames)
{
    const column_ref *group[GROUP];
    size_t count = 0;
    for (size_t i = 0; i < k->ref_count; i++) {
        const column_ref *ref = &k->refs[i];
        if (!is_needed(&k->readings[ref->reading].stretch, ref->column, frame, frames))
            continue;
        if (count == GROUP || (count > 0 && group[0]->phone != ref->phone)) {
            score_group(k, group, count, frame, frames);
            count = 0;
        }
        group[count++] = ref;
    }
    if (count > 0)
        score_group(k, group, count, frame, frames);
}

/* Likelihoods of the columns that are needed in a block of frames, each frame's best as 1. */
static void score_frames(scorer *k, size_t frame, size_t frames)
{
    ca_cepstra_read(k->pass->cepstra, k->readings[0].stretch.first + frame, frames, k->features);
    for (size_t f = 0; f < BLOCK; f++) {
        k->best[f] = -1e30f;
        if (f >= frames)
            memcpy(k->features + f * CA_FEATURE_DIM, k->features, CA_FEATURE_DIM * sizeof(float));
    }
    score_needed(k, frame, frames);
    for (size_t i = 0; i < k->ref_count; i++) {
        const reading *r = &k->readings[k->refs[i].reading];
        uint32_t c = k->refs[i].column;
        if (!is_needed(&r->stretch, c, frame, frames))
            continue;
        for (size_t f = 0; f < frames; f++) {
            double *value = &likelihood_row(r, frame + f)[c];
            *value = ca_exp(FLATTEN * (*value - (double)k->best[f]));
        }
    }
}

/* The readings' columns by phone: those of a phone share most of the work. */
static bool collect_columns(scorer *k)
{
    size_t count = 0;
    for (unsigned r = 0; r < k->reading_count; r++)
        count += k->readings[r].stretch.senone_count;
    k->refs = calloc(count + 1, sizeof *k->refs);
    if (!k->refs)
        return false;
    for (unsigned phone = 0; phone < ca_model_phone_count(k->pass->model); phone++)
        for (unsigned r = 0; r < k->reading_count; r++)
            for (uint32_t c = 0; c < k->readings[r].stretch.senone_count; c++)
                if (ca_model_owner(k->pass->model, k->readings[r].stretch.senones[c]) == phone)
                    k->refs[k->ref_count++] = (column_ref){c, (uint8_t)r, (uint8_t)phone};
    return true;
}

static bool score_readings(const ca_second_pass *pass, reading *readings, unsigned count)
{
    scorer k = {.pass = pass, .readings = readings, .reading_count = count};
    for (unsigned r = 0; r < count; r++) {
        const ca_stretch *s = &readings[r].stretch;
        readings[r].likelihoods = calloc(s->hmm.frames * s->senone_count + 1, sizeof(double));
        if (!readings[r].likelihoods)
            return false;
    }
    if (!collect_columns(&k))
        return false;
    size_t frames = readings[0].stretch.hmm.frames;
    for (size_t t = 0; t < frames; t += BLOCK)
        score_frames(&k, t, frames - t < BLOCK ? frames - t : BLOCK);
    free(k.refs);
    return true;
}

/* Events of the words in each reading; found[r] as in ca_forward_backward. */
static bool run_stretch(const ca_second_pass *pass, const ca_spoken *words, size_t count,
                        unsigned reading_count, ca_hmm_event *events, bool *found, uint32_t *first)
{
    reading readings[READINGS] = {0};
    bool memory = true;
    for (unsigned r = 0; r < reading_count && memory; r++)
        memory = ca_stretch_make(pass, words, count, r == 1, &readings[r].stretch);
    memory = memory && score_readings(pass, readings, reading_count);
    *first = readings[0].stretch.first;
    for (unsigned r = 0; r < reading_count && memory; r++)
        memory = ca_forward_backward(&readings[r].stretch.hmm, readings[r].likelihoods,
                                     readings[r].stretch.senone_count, events + 2 * count * r,
                                     2 * count, &found[r]);
    for (unsigned r = 0; r < reading_count; r++) {
        free(readings[r].likelihoods);
        ca_stretch_free(&readings[r].stretch);
    }
    return memory;
}

static void add_edges(ca_spoken *w, const ca_hmm_event *start, const ca_hmm_event *end,
                      uint32_t first, double share)
{
    w->start_frame += share * (start->mean + first);
    w->end_frame += share * (end->mean + first);
    w->start_spread += share * sqrt(start->variance);
    w->end_spread += share * sqrt(end->variance);
}

/* Where there is no path (the band is too narrow for the words) the first pass's edges stay. */
static void keep_first_pass(ca_spoken *w)
{
    w->start_frame = w->first;
    w->end_frame = w->end;
    w->start_spread = w->end_spread = 5;
}

static bool run_piece(const ca_second_pass *pass, ca_spoken *spoken, const piece *p)
{
    size_t from = p->from - p->before, count = p->before + p->count + p->after;
    unsigned readings = pass->contexts ? READINGS : 1;
    ca_hmm_event *events = calloc(2 * count * READINGS, sizeof *events);
    if (!events)
        return false;
    bool found[READINGS] = {false};
    uint32_t first;
    bool memory = run_stretch(pass, spoken + from, count, readings, events, found, &first);
    bool both = found[0] && found[1];
    const double shares[READINGS] = {both ? 1 - CONTEXTS_SHARE : 1, both ? CONTEXTS_SHARE : 1};
    for (size_t i = p->before; memory && i < p->before + p->count; i++) {
        ca_spoken *w = &spoken[from + i];
        for (unsigned r = 0; r < readings; r++) {
            const ca_hmm_event *e = events + 2 * (count * r + i);
            if (found[r])
                add_edges(w, &e[0], &e[1], first, shares[r]);
        }
        if (!found[0] && !found[1])
            keep_first_pass(w);
    }
    free(events);
    return memory;
}

static bool parted(const ca_spoken *a, const ca_spoken *b)
{
    return b->first - a->end > PAUSE || a->cut_after;
}

/* The stretches: cut at pauses, and where they grow too long. */
static size_t find_pieces(const ca_spoken *spoken, size_t count, piece *pieces)
{
    size_t n = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && end - i < STRETCH_WORDS && !parted(&spoken[end - 1], &spoken[end]))
            end++;
        piece *p = &pieces[n++];
        *p = (piece){.from = i, .count = end - i};
        while (p->before < OVERLAP && p->before < i &&
               !parted(&spoken[i - p->before - 1], &spoken[i - p->before]))
            p->before++;
        while (p->after < OVERLAP && end + p->after < count &&
               !parted(&spoken[end + p->after - 1], &spoken[end + p->after]))
            p->after++;
        i = end;
    }
    return n;
}

typedef struct piecework {
    const ca_second_pass *pass;
    ca_spoken *spoken;
    const piece *pieces;
} piecework;

/* Pieces read each other's first-pass fields and write their own words' second-pass fields only. */
static bool work(void *context, size_t index)
{
    piecework *p = context;
    return run_piece(p->pass, p->spoken, &p->pieces[index]);
}

capalign_code ca_second_pass_run(const ca_second_pass *pass, ca_spoken *spoken, size_t count,
                                 capalign_error *error)
{
    piece *pieces = calloc(count + 1, sizeof *pieces);
    if (!pieces)
        return ca_fail_memory(error);
    piecework p = {pass, spoken, pieces};
    size_t piece_count = find_pieces(spoken, count, pieces);
    bool memory = ca_parallel_run(pass->threads, piece_count, work, &p);
    free(pieces);
    return memory ? CAPALIGN_OK : ca_fail_memory(error);
}
