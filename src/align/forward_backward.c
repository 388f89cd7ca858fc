#include "align/forward_backward.h"

#include <stdlib.h>
#include <string.h>

/* The states that may be taken in a frame, and where their values are. */
typedef struct window {
    size_t low, high; /* states */
    size_t offset;    /* of state `low` in the table */
} window;

typedef struct work {
    const ca_hmm *hmm;
    const double *likelihoods;
    size_t columns;
    window *windows;
    size_t *arcs;  /* first arc of each state, and the number of arcs */
    double *alpha; /* [window] forward, each frame scaled to a sum of 1 */
    double *scale; /* [frame] what it was divided by */
    double *beta[2];
    ca_hmm_event *events;
} work;

static bool in_band(const ca_hmm_state *s, size_t frame)
{
    return frame >= s->first && frame < s->end;
}

static double likelihood(const work *w, size_t frame, size_t state)
{
    return w->likelihoods[frame * w->columns + w->hmm->states[state].column];
}

static size_t make_windows(work *w)
{
    const ca_hmm *h = w->hmm;
    for (size_t t = 0; t < h->frames; t++)
        w->windows[t] = (window){h->state_count, 0, 0};
    for (size_t s = 0; s < h->state_count; s++)
        for (size_t t = h->states[s].first; t < h->states[s].end && t < h->frames; t++) {
            window *win = &w->windows[t];
            win->low = s < win->low ? s : win->low;
            win->high = s + 1;
        }
    size_t total = 0;
    for (size_t t = 0; t < h->frames; t++) {
        window *win = &w->windows[t];
        if (win->low >= win->high)
            win->low = win->high = 0;
        win->offset = total;
        total += win->high - win->low;
    }
    return total;
}

static void index_arcs(work *w)
{
    size_t arc = 0;
    for (size_t s = 0; s <= w->hmm->state_count; s++) {
        while (arc < w->hmm->arc_count && w->hmm->arcs[arc].from < s)
            arc++;
        w->arcs[s] = arc;
    }
}

static bool in_window(const window *win, size_t state)
{
    return state >= win->low && state < win->high;
}

/* Adds what comes from the frame before, times the likelihood. */
static void step_forward(work *w, size_t t)
{
    const window *before = &w->windows[t - 1], *win = &w->windows[t];
    double *a = w->alpha + win->offset, *b = w->alpha + before->offset;
    for (size_t s = before->low; s < before->high; s++) {
        if (b[s - before->low] == 0)
            continue;
        for (size_t k = w->arcs[s]; k < w->arcs[s + 1]; k++) {
            const ca_hmm_arc *arc = &w->hmm->arcs[k];
            if (in_window(win, arc->to) && in_band(&w->hmm->states[arc->to], t))
                a[arc->to - win->low] += b[s - before->low] * (double)arc->probability;
        }
    }
    for (size_t s = win->low; s < win->high; s++)
        if (a[s - win->low] != 0)
            a[s - win->low] *= likelihood(w, t, s);
}

static bool rescale(work *w, size_t t)
{
    const window *win = &w->windows[t];
    double *a = w->alpha + win->offset, sum = 0;
    for (size_t i = 0; i < win->high - win->low; i++)
        sum += a[i];
    if (!(sum > 0))
        return false;
    for (size_t i = 0; i < win->high - win->low; i++)
        a[i] /= sum;
    w->scale[t] = sum;
    return true;
}

static bool forward(work *w)
{
    const ca_hmm *h = w->hmm;
    for (size_t s = w->windows[0].low; s < w->windows[0].high; s++)
        if (in_band(&h->states[s], 0))
            w->alpha[s - w->windows[0].low] = (double)h->states[s].begin * likelihood(w, 0, s);
    if (!rescale(w, 0))
        return false;
    for (size_t t = 1; t < h->frames; t++) {
        step_forward(w, t);
        if (!rescale(w, t))
            return false;
    }
    return true;
}

static void happen(work *w, uint32_t event, size_t time, double probability)
{
    if (event == CA_NO_EVENT)
        return;
    ca_hmm_event *e = &w->events[event];
    e->probability += probability;
    e->mean += probability * (double)time;
    e->variance += probability * (double)time * (double)time;
}

/* From the values behind frame t+1 to those behind frame t, meeting the arcs on the way. */
static void step_backward(work *w, size_t t, const double *after, double *now, double total)
{
    const window *win = &w->windows[t], *next = &w->windows[t + 1];
    const double *a = w->alpha + win->offset;
    for (size_t s = win->low; s < win->high; s++) {
        double sum = 0;
        for (size_t k = w->arcs[s]; k < w->arcs[s + 1]; k++) {
            const ca_hmm_arc *arc = &w->hmm->arcs[k];
            if (!in_window(next, arc->to) || !in_band(&w->hmm->states[arc->to], t + 1))
                continue;
            double way = (double)arc->probability * likelihood(w, t + 1, arc->to) *
                         after[arc->to - next->low] / w->scale[t + 1];
            sum += way;
            double share = a[s - win->low] * way / total;
            happen(w, arc->events[0], t + 1, share);
            happen(w, arc->events[1], t + 1, share);
        }
        now[s - win->low] = sum;
    }
}

static bool backward(work *w)
{
    const ca_hmm *h = w->hmm;
    const window *win = &w->windows[h->frames - 1];
    double *now = w->beta[0], *after = w->beta[1], total = 0;
    for (size_t s = win->low; s < win->high; s++) {
        double share = w->alpha[win->offset + s - win->low] * (double)h->states[s].finish;
        now[s - win->low] = (double)h->states[s].finish;
        total += share;
    }
    if (!(total > 0))
        return false;
    for (size_t s = win->low; s < win->high; s++)
        happen(w, h->states[s].finish_event, h->frames,
               w->alpha[win->offset + s - win->low] * now[s - win->low] / total);
    for (size_t t = h->frames - 1; t-- > 0;) {
        double *swap = after;
        after = now;
        now = swap;
        step_backward(w, t, after, now, total);
    }
    win = &w->windows[0];
    for (size_t s = win->low; s < win->high; s++)
        happen(w, h->states[s].begin_event, 0, w->alpha[s - win->low] * now[s - win->low] / total);
    return true;
}

static void finish_events(ca_hmm_event *events, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ca_hmm_event *e = &events[i];
        if (!(e->probability > 0))
            continue;
        e->mean /= e->probability;
        e->variance = e->variance / e->probability - e->mean * e->mean;
        if (!(e->variance > 0))
            e->variance = 0;
    }
}

bool ca_forward_backward(const ca_hmm *hmm, const double *likelihoods, size_t columns,
                         ca_hmm_event *events, size_t event_count, bool *found)
{
    *found = false;
    memset(events, 0, event_count * sizeof *events);
    if (hmm->frames == 0 || hmm->state_count == 0)
        return true;
    work w = {.hmm = hmm, .likelihoods = likelihoods, .columns = columns, .events = events};
    w.windows = calloc(hmm->frames, sizeof *w.windows);
    w.arcs = calloc(hmm->state_count + 1, sizeof *w.arcs);
    w.scale = calloc(hmm->frames, sizeof *w.scale);
    w.beta[0] = calloc(hmm->state_count, sizeof(double));
    w.beta[1] = calloc(hmm->state_count, sizeof(double));
    size_t table = w.windows ? make_windows(&w) : 0;
    w.alpha = calloc(table + 1, sizeof *w.alpha);
    bool memory = w.windows && w.arcs && w.scale && w.beta[0] && w.beta[1] && w.alpha;
    if (memory) {
        index_arcs(&w);
        *found = forward(&w) && backward(&w);
        if (!*found)
            memset(events, 0, event_count * sizeof *events);
        finish_events(events, event_count);
    }
    free(w.windows);
    free(w.arcs);
    free(w.scale);
    free(w.beta[0]);
    free(w.beta[1]);
    free(w.alpha);
    return memory;
}
