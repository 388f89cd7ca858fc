#include "align/evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/parallel.h"

enum {
    DECOYS = 24,
    STEP = 7, /* phones between the beginnings of two words' decoys: not all have the same ones */
};

typedef struct evidence {
    const ca_first_pass *pass;
    const ca_align_word *words;
    const ca_path *path;
    ca_unit *units;
    uint8_t *backwards; /* the text's phones from its end to its beginning */
    size_t phone_count;
} evidence;

/* States in a row. An optional one may be passed over. */
typedef struct chain {
    uint8_t *senones;
    bool *optional;
    size_t count;
} chain;

/* One unit's. */
typedef struct bench {
    size_t phones, frames, states;
    uint8_t *own;             /* phones */
    bool *begins;             /* phone by phone: a word begins with it */
    float *features, *scores; /* [frame][CA_FEATURE_DIM], [frame][states] */
    float *row;               /* best path to each state of the chain */
    chain chain;
} bench;

static bool read_backwards(evidence *e, size_t word_count)
{
    size_t n = 0;
    for (size_t i = 0; i < word_count; i++)
        n += e->words[i].variant_count ? e->words[i].variants[0].count : 0;
    e->phone_count = n;
    e->backwards = malloc(n + 1);
    for (size_t i = 0; e->backwards && i < word_count; i++)
        for (size_t k = 0; e->words[i].variant_count && k < e->words[i].variants[0].count; k++)
            e->backwards[--n] = e->words[i].variants[0].phones[k];
    return e->backwards != NULL;
}

static const ca_pronunciation *pronunciation(const evidence *e, size_t spoken)
{
    const ca_spoken *w = &e->path->spoken[spoken];
    return &e->words[w->word].variants[w->variant];
}

static bool make_bench(const evidence *e, const ca_unit *unit, bench *b)
{
    const ca_spoken *first = &e->path->spoken[unit->from], *last = first + unit->count - 1;
    *b = (bench){.states = CA_STATES * ca_model_phone_count(e->pass->model)};
    b->frames = last->end > first->first ? last->end - first->first : 0;
    b->phones = unit->phones;
    size_t longest = b->phones * CA_STATES + unit->count;
    b->own = malloc(b->phones + 1);
    b->begins = calloc(b->phones + 1, sizeof *b->begins);
    b->features = malloc((b->frames * CA_FEATURE_DIM + 1) * sizeof *b->features);
    b->scores = malloc((b->frames * b->states + 1) * sizeof *b->scores);
    b->row = malloc(longest * sizeof *b->row);
    b->chain.senones = malloc(longest);
    b->chain.optional = malloc(longest * sizeof *b->chain.optional);
    return b->own && b->begins && b->features && b->scores && b->row && b->chain.senones &&
           b->chain.optional;
}

static void free_bench(bench *b)
{
    free(b->own);
    free(b->begins);
    free(b->features);
    free(b->scores);
    free(b->row);
    free(b->chain.senones);
    free(b->chain.optional);
}

static void read_own(const evidence *e, const ca_unit *unit, bench *b)
{
    size_t n = 0;
    for (size_t i = 0; i < unit->count; i++) {
        const ca_pronunciation *p = pronunciation(e, unit->from + i);
        b->begins[n] = true;
        memcpy(b->own + n, p->phones, p->count);
        n += p->count;
    }
}

static void add_state(chain *c, unsigned senone, bool optional)
{
    c->senones[c->count] = (uint8_t)senone;
    c->optional[c->count++] = optional;
}

/* Decoys may pause where the unit's own words may. */
static void lay_chain(const evidence *e, bench *b, const uint8_t *phones)
{
    b->chain.count = 0;
    for (size_t i = 0; i < b->phones; i++) {
        if (i > 0 && b->begins[i])
            add_state(&b->chain, CA_STATES * ca_model_silence(e->pass->model) + 1u, true);
        for (unsigned s = 0; s < CA_STATES; s++)
            add_state(&b->chain, CA_STATES * phones[i] + s, false);
    }
}

/* ln likelihood of the best path through the chain; transitions weigh nothing beside the scores. */
static float best_path(bench *b)
{
    const chain *c = &b->chain;
    float *row = b->row;
    for (size_t s = 0; s < c->count; s++)
        row[s] = s == 0 ? b->scores[c->senones[0]] : -1e30f;
    for (size_t t = 1; t < b->frames; t++) {
        const float *scores = b->scores + t * b->states;
        for (size_t s = c->count; s-- > 0;) {
            float best = row[s];
            if (s > 0 && row[s - 1] > best)
                best = row[s - 1];
            if (s > 1 && c->optional[s - 1] && row[s - 2] > best)
                best = row[s - 2];
            row[s] = best + scores[c->senones[s]];
        }
    }
    return row[c->count - 1];
}

static float score_phones(const evidence *e, bench *b, const uint8_t *phones)
{
    lay_chain(e, b, phones);
    return best_path(b);
}

static void compare(const evidence *e, bench *b, ca_unit *unit, uint8_t *decoy)
{
    double own = (double)score_phones(e, b, b->own), sum = 0, squares = 0;
    for (size_t d = 0; d < DECOYS; d++) {
        size_t at = unit->from * STEP + d * e->phone_count / DECOYS;
        for (size_t i = 0; i < b->phones; i++)
            decoy[i] = e->backwards[(at + i) % e->phone_count];
        double x = (double)score_phones(e, b, decoy) - own;
        sum += x;
        squares += x * x;
    }
    double mean = sum / DECOYS, variance = squares / DECOYS - mean * mean;
    unit->deviations = variance > 0 ? (float)(-mean / sqrt(variance)) : 0;
}

static bool measure_unit(void *context, size_t index)
{
    const evidence *e = context;
    ca_unit *unit = &e->units[index];
    bench b;
    bool memory = make_bench(e, unit, &b);
    uint8_t *decoy = malloc(b.phones + 1);
    if (memory && decoy && b.frames >= CA_STATES * b.phones) {
        read_own(e, unit, &b);
        ca_cepstra_read(e->pass->cepstra, e->path->spoken[unit->from].first, b.frames, b.features);
        ca_sketch_score(e->pass->sketch, b.features, b.frames, b.scores);
        compare(e, &b, unit, decoy);
    }
    memory = memory && decoy;
    free(decoy);
    free_bench(&b);
    return memory;
}

capalign_code ca_evidence_measure(const ca_first_pass *pass, const ca_align_word *words,
                                  size_t word_count, const ca_path *path, ca_unit *units,
                                  size_t unit_count, capalign_error *error)
{
    evidence e = {.pass = pass, .words = words, .path = path, .units = units};
    bool memory = read_backwards(&e, word_count) &&
                  ca_parallel_run(pass->threads, unit_count, measure_unit, &e);
    free(e.backwards);
    return memory ? CAPALIGN_OK : ca_fail_memory(error);
}
