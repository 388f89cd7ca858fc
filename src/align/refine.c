#include "align/refine.h"

#include "align/epenthetic.h"
#include "align/joined_edge.h"
#include "align/pause_edge.h"

enum {
    PAUSE_MS = 30, /* a longer gap is a pause, a shorter one is no gap */
    WORD_MS = 20,  /* the shortest word */
};

typedef struct refiner {
    const ca_model *model;
    const ca_align_word *words;
    const ca_spoken *spoken;
    size_t count;
    bool mapped;
    double duration; /* ms */
    ca_levels levels;
} refiner;

static ca_phone_class first_class(const refiner *r, const ca_spoken *w)
{
    return ca_phone_class_of(r->model, r->words[w->word].variants[w->variant].phones[0]);
}

static ca_phone_class last_class(const refiner *r, const ca_spoken *w)
{
    const ca_pronunciation *p = &r->words[w->word].variants[w->variant];
    return ca_phone_class_of(r->model, p->phones[p->count - 1]);
}

/* A boundary between frames t−1 and t is at (t − ½)·10 ms. */
static double milliseconds(double frame)
{
    return (frame - 0.5) * 10;
}

static ca_edges expected(const ca_spoken *w)
{
    return (ca_edges){milliseconds(w->start_frame), milliseconds(w->end_frame)};
}

/* The edge that two words share, but for a silence between their sounds. */
static void refine_join(const refiner *r, const ca_spoken *left, const ca_spoken *right,
                        double *left_end, double *right_start)
{
    ca_phone_class last = last_class(r, left), first = first_class(r, right);
    double spread = 10 * (left->end_spread + right->start_spread) / 2;
    ca_edges a = expected(left), b = expected(right);
    double edge = ca_joined_edge(&r->levels, last, first, (a.end + b.start) / 2, spread);
    if (!ca_epenthetic_silence(&r->levels, last, first, a.start, edge, b.end, left_end,
                               right_start))
        *left_end = *right_start = edge;
}

/* The edges on both sides of gap i, before word i. */
static void refine_gap(const refiner *r, size_t i, ca_edges *out)
{
    const ca_spoken *left = i > 0 ? &r->spoken[i - 1] : NULL;
    const ca_spoken *right = i < r->count ? &r->spoken[i] : NULL;
    ca_edges a = left ? expected(left) : (ca_edges){0, 0};
    ca_edges b = right ? expected(right) : (ca_edges){r->duration, r->duration};
    if (left && right && !left->cut_after && b.start - a.end <= PAUSE_MS) {
        refine_join(r, left, right, &out[i - 1].end, &out[i].start);
        return;
    }
    if (left)
        out[i - 1].end =
            ca_pause_end(&r->levels, last_class(r, left), r->mapped, a.start, a.end, b.start);
    if (right)
        out[i].start =
            ca_pause_start(&r->levels, first_class(r, right), r->mapped, b.start, b.end, a.end);
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
    refiner r = {.model = model,
                 .words = words,
                 .spoken = spoken,
                 .count = count,
                 .mapped = mapped,
                 .duration = (double)ca_features_duration_us(features) / 1000};
    ca_levels_make(features, &r.levels);
    for (size_t i = 0; i <= count; i++)
        refine_gap(&r, i, out);
    put_in_order(out, count, r.duration);
}
