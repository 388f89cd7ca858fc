#include "align/word_fit.h"

#include <stdlib.h>
#include <string.h>

typedef struct fit_work {
    size_t states, frames;
    float *features; /* [frame][CA_FEATURE_DIM] */
    float *scores;   /* [frame][states] */
    float *phone;    /* [frame][CA_STATES], one phone's */
    float *row;      /* best path to each state */
    uint8_t *moved;  /* [frame][states]: came from the state before */
} fit_work;

static bool make_work(fit_work *w, size_t states, size_t frames)
{
    *w = (fit_work){.states = states, .frames = frames};
    w->features = malloc(frames * CA_FEATURE_DIM * sizeof *w->features);
    w->scores = malloc(frames * states * sizeof *w->scores);
    w->phone = malloc(frames * CA_STATES * sizeof *w->phone);
    w->row = malloc(states * sizeof *w->row);
    w->moved = calloc(frames, states);
    return w->features && w->scores && w->phone && w->row && w->moved;
}

static void free_work(fit_work *w)
{
    free(w->features);
    free(w->scores);
    free(w->phone);
    free(w->row);
    free(w->moved);
}

static void score_states(const ca_first_pass *pass, const ca_pronunciation *p, size_t first,
                         fit_work *w)
{
    ca_cepstra_read(pass->cepstra, first, w->frames, w->features);
    for (size_t i = 0; i < p->count; i++) {
        ca_sketch_score_phone(pass->sketch, p->phones[i], w->features, w->frames, w->phone);
        for (size_t t = 0; t < w->frames; t++)
            memcpy(w->scores + t * w->states + CA_STATES * i, w->phone + t * CA_STATES,
                   CA_STATES * sizeof(float));
    }
}

/* Best path from the first state to the last; transitions weigh nothing beside the scores. */
static void find_path(fit_work *w)
{
    for (size_t s = 0; s < w->states; s++)
        w->row[s] = s == 0 ? w->scores[0] : -1e30f;
    for (size_t t = 1; t < w->frames; t++)
        for (size_t s = w->states; s-- > 0;) {
            bool move = s > 0 && w->row[s - 1] > w->row[s];
            w->moved[t * w->states + s] = move;
            w->row[s] = (move ? w->row[s - 1] : w->row[s]) + w->scores[t * w->states + s];
        }
}

/* Back along the path, summing up phone by phone. */
static void sum_up(const fit_work *w, const ca_frame_level *levels, ca_word_fit *out)
{
    size_t s = w->states - 1, phone_frames = 0;
    float phone_sum = 0, phones_sum = 0, filler_sum = 0;
    for (size_t t = w->frames; t-- > 0;) {
        float own = w->scores[t * w->states + s];
        phone_sum += own - levels[t].best;
        filler_sum += own - levels[t].filler;
        phone_frames++;
        bool moved = t > 0 && w->moved[t * w->states + s];
        if (t == 0 || (moved && s % CA_STATES == 0)) {
            phones_sum += phone_sum / (float)phone_frames;
            phone_sum = 0;
            phone_frames = 0;
        }
        s -= moved;
    }
    out->against_best = phones_sum / (float)(w->states / CA_STATES);
    out->against_filler = filler_sum / (float)w->frames;
}

bool ca_word_fit_measure(const ca_first_pass *pass, const ca_pronunciation *pronunciation,
                         size_t first, size_t end, const ca_frame_level *levels, ca_word_fit *out)
{
    size_t states = CA_STATES * pronunciation->count, frames = end > first ? end - first : 0;
    *out = (ca_word_fit){.fits = frames >= states && states > 0};
    if (!out->fits)
        return true;
    fit_work w;
    bool memory = make_work(&w, states, frames);
    if (memory) {
        score_states(pass, pronunciation, first, &w);
        find_path(&w);
        sum_up(&w, levels + first, out);
    }
    free_work(&w);
    return memory;
}
