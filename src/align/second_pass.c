#include "align/second_pass.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#include "align/numbers.h"
#include "align/score.h"
#include "align/stretch.h"

enum {
    PAUSE = 15,         /* frames between two words that part stretches */
    STRETCH_WORDS = 40, /* at most, without the overlap */
    OVERLAP = 2,        /* words of a neighbouring stretch where there is no pause to cut at */
    MAX_THREADS = 16,
};
/* Frames are not independent, so their likelihoods are flattened; 0.2, 0.3 and 0.5 do the same,
 * 1 is worse, and below 0.1 edges blur. */
static const double FLATTEN = 0.3;

typedef struct piece {
    size_t from, count;   /* words whose edges are wanted */
    size_t before, after; /* words around them that are there for the context */
} piece;

enum { GROUP = 32 }; /* senones of one phone that are scored together */

/* Scores of the senones of one phone, and of the best. */
static float score_group(const ca_second_pass *pass, const ca_stretch *s, const float *feature,
                         const uint32_t *columns, size_t count, double *row)
{
    uint16_t senones[GROUP];
    uint8_t phone = ca_model_owner(pass->model, s->senones[columns[0]]);
    float scores[GROUP], best = -1e30f;
    for (size_t i = 0; i < count; i++)
        senones[i] = s->senones[columns[i]];
    ca_full_score(pass->model, phone, feature, senones, count, scores);
    for (size_t i = 0; i < count; i++) {
        row[columns[i]] = (double)scores[i];
        best = scores[i] > best ? scores[i] : best;
    }
    return best;
}

static bool is_needed(const ca_stretch *s, uint32_t column, size_t frame)
{
    return frame >= s->column_first[column] && frame < s->column_end[column];
}

/* Likelihoods of the columns that are needed in a frame, the best of them as 1. `order`: the
 * columns by phone. */
static void score_frame(const ca_second_pass *pass, const ca_stretch *s, const uint32_t *order,
                        size_t frame, double *row)
{
    float feature[CA_FEATURE_DIM], best = -1e30f;
    uint32_t columns[GROUP];
    size_t count = 0;
    ca_cepstra_read(pass->cepstra, s->first + frame, 1, feature);
    for (size_t i = 0; i < s->senone_count; i++) {
        if (!is_needed(s, order[i], frame))
            continue;
        bool other = count > 0 && ca_model_owner(pass->model, s->senones[columns[0]]) !=
                                      ca_model_owner(pass->model, s->senones[order[i]]);
        if (other || count == GROUP) {
            best = fmaxf(best, score_group(pass, s, feature, columns, count, row));
            count = 0;
        }
        columns[count++] = order[i];
    }
    if (count > 0)
        best = fmaxf(best, score_group(pass, s, feature, columns, count, row));
    for (uint32_t c = 0; c < s->senone_count; c++)
        if (is_needed(s, c, frame))
            row[c] = ca_exp(FLATTEN * (row[c] - (double)best));
}

/* Columns by the phone whose Gaussians they use; a counting sort. */
static void order_columns(const ca_second_pass *pass, const ca_stretch *s, uint32_t *order)
{
    size_t at = 0;
    for (unsigned phone = 0; phone < ca_model_phone_count(pass->model); phone++)
        for (uint32_t c = 0; c < s->senone_count; c++)
            if (ca_model_owner(pass->model, s->senones[c]) == phone)
                order[at++] = c;
}

/* Events of the words as one stretch; *found as in ca_forward_backward. */
static bool run_stretch(const ca_second_pass *pass, const ca_spoken *words, size_t count,
                        bool contexts, ca_hmm_event *events, bool *found, uint32_t *first)
{
    ca_stretch s;
    *found = false;
    if (!ca_stretch_make(pass, words, count, contexts, &s))
        return false;
    *first = s.first;
    double *likelihoods = calloc(s.hmm.frames * s.senone_count + 1, sizeof *likelihoods);
    uint32_t *order = calloc(s.senone_count + 1, sizeof *order);
    bool memory = likelihoods && order;
    if (memory) {
        order_columns(pass, &s, order);
        for (size_t t = 0; t < s.hmm.frames; t++)
            score_frame(pass, &s, order, t, likelihoods + t * s.senone_count);
        memory = ca_forward_backward(&s.hmm, likelihoods, s.senone_count, events, 2 * count, found);
    }
    free(order);
    free(likelihoods);
    ca_stretch_free(&s);
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
    ca_hmm_event *events = calloc(4 * count, sizeof *events), *contextual = events + 2 * count;
    if (!events)
        return false;
    bool found = false, found_contextual = false;
    uint32_t first;
    bool memory = run_stretch(pass, spoken + from, count, false, events, &found, &first);
    if (memory && pass->contexts)
        memory =
            run_stretch(pass, spoken + from, count, true, contextual, &found_contextual, &first);
    double share = found && found_contextual ? 0.5 : 1;
    for (size_t i = p->before; memory && i < p->before + p->count; i++) {
        ca_spoken *w = &spoken[from + i];
        if (found)
            add_edges(w, &events[2 * i], &events[2 * i + 1], first, share);
        if (found_contextual)
            add_edges(w, &contextual[2 * i], &contextual[2 * i + 1], first, share);
        if (!found && !found_contextual)
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

typedef struct crew {
    const ca_second_pass *pass;
    ca_spoken *spoken;
    const piece *pieces;
    size_t count, next;
    bool failed;
    pthread_mutex_t lock;
} crew;

/* Pieces are independent, so it does not matter who takes which. They read each other's first-pass
 * fields and write their own words' second-pass fields only. */
static void *work(void *context)
{
    crew *c = context;
    for (;;) {
        pthread_mutex_lock(&c->lock);
        size_t i = c->failed ? c->count : c->next++;
        pthread_mutex_unlock(&c->lock);
        if (i >= c->count)
            return NULL;
        if (run_piece(c->pass, c->spoken, &c->pieces[i]))
            continue;
        pthread_mutex_lock(&c->lock);
        c->failed = true;
        pthread_mutex_unlock(&c->lock);
    }
}

capalign_code ca_second_pass_run(const ca_second_pass *pass, ca_spoken *spoken, size_t count,
                                 capalign_error *error)
{
    piece *pieces = calloc(count + 1, sizeof *pieces);
    if (!pieces)
        return ca_fail_memory(error);
    crew c = {.pass = pass, .spoken = spoken, .pieces = pieces};
    c.count = find_pieces(spoken, count, pieces);
    pthread_mutex_init(&c.lock, NULL);
    pthread_t threads[MAX_THREADS];
    unsigned started = 0;
    while (started + 1 < pass->threads && started < MAX_THREADS && started + 1 < c.count &&
           pthread_create(&threads[started], NULL, work, &c) == 0)
        started++;
    work(&c);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&c.lock);
    free(pieces);
    return c.failed ? ca_fail_memory(error) : CAPALIGN_OK;
}
