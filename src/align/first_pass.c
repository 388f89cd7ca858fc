#include "align/first_pass.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    BLOCK = 256, /* frames */
    SLOTS = 8,   /* blocks that may be ready before the search comes to them */
    FILLER_STATES = 12,
    MAX_THREADS = 16,
};

/* A block's scores on their way from a scoring thread to the search. */
typedef struct slot {
    size_t block;
    bool ready;
    float *features, *scores;
} slot;

typedef struct pool {
    const ca_first_pass *pass;
    size_t first, frames, blocks, stride;
    ca_frame_level *levels;
    slot slots[SLOTS];
    size_t next;     /* block to score */
    size_t consumed; /* blocks that the search has finished */
    bool stop;
    pthread_mutex_t lock;
    pthread_cond_t scored, freed;
} pool;

static ca_frame_level level_of(const float *scores, const bool *speech, size_t states)
{
    float top[FILLER_STATES];
    for (int i = 0; i < FILLER_STATES; i++)
        top[i] = CA_LOWEST_SCORE;
    for (size_t i = 0; i < states; i++) {
        if (!speech[i] || scores[i] <= top[FILLER_STATES - 1])
            continue;
        int at = FILLER_STATES - 1;
        for (; at > 0 && top[at - 1] < scores[i]; at--)
            top[at] = top[at - 1];
        top[at] = scores[i];
    }
    float sum = 0;
    for (int i = 0; i < FILLER_STATES; i++)
        sum += top[i];
    return (ca_frame_level){top[0], sum / FILLER_STATES};
}

void ca_score_block(const ca_first_pass *pass, size_t first, size_t count, float *features,
                    float *scores, ca_frame_level *levels)
{
    size_t states = CA_STATES * ca_model_phone_count(pass->model);
    bool speech[CA_STATES * CA_MAX_PHONES];
    for (size_t i = 0; i < states; i++)
        speech[i] = !ca_model_is_filler(pass->model, (uint8_t)(i / CA_STATES));
    ca_cepstra_read(pass->cepstra, first, count, features);
    ca_sketch_score(pass->sketch, features, count, scores);
    for (size_t t = 0; t < count; t++)
        levels[t] = level_of(scores + t * states, speech, states);
}

static size_t block_frames(const pool *p, size_t block)
{
    size_t first = block * BLOCK;
    return p->frames - first < BLOCK ? p->frames - first : BLOCK;
}

static void score_slot(pool *p, slot *s)
{
    ca_score_block(p->pass, p->first + s->block * BLOCK, block_frames(p, s->block), s->features,
                   s->scores, p->levels + s->block * BLOCK);
}

static void *work(void *context)
{
    pool *p = context;
    pthread_mutex_lock(&p->lock);
    while (!p->stop && p->next < p->blocks) {
        if (p->next >= p->consumed + SLOTS) {
            pthread_cond_wait(&p->freed, &p->lock);
            continue;
        }
        slot *s = &p->slots[p->next % SLOTS];
        s->block = p->next++;
        pthread_mutex_unlock(&p->lock);
        score_slot(p, s);
        pthread_mutex_lock(&p->lock);
        s->ready = true;
        pthread_cond_broadcast(&p->scored);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* The block's scores: waits for a thread's, or makes them where there is none. */
static const slot *take_block(pool *p, size_t block, bool threaded)
{
    slot *s = &p->slots[block % SLOTS];
    if (!threaded) {
        s->block = block;
        score_slot(p, s);
        return s;
    }
    pthread_mutex_lock(&p->lock);
    while (!s->ready || s->block != block)
        pthread_cond_wait(&p->scored, &p->lock);
    pthread_mutex_unlock(&p->lock);
    return s;
}

static void give_back(pool *p, size_t block)
{
    pthread_mutex_lock(&p->lock);
    p->slots[block % SLOTS].ready = false;
    p->consumed = block + 1;
    pthread_cond_broadcast(&p->freed);
    pthread_mutex_unlock(&p->lock);
}

static capalign_code search_blocks(pool *p, ca_search *search, bool threaded, capalign_error *error)
{
    const capalign_progress *progress = p->pass->progress;
    for (size_t block = 0; block < p->blocks; block++) {
        if (progress && block % 16 == 0 &&
            progress->report(progress->context, "align", (int64_t)block, (int64_t)p->blocks) != 0)
            return ca_fail(error, CAPALIGN_E_CANCELLED, "the alignment was cancelled");
        const slot *s = take_block(p, block, threaded);
        for (size_t t = 0; t < block_frames(p, block); t++)
            if (!ca_search_frame(search, s->scores + t * p->stride,
                                 p->levels[block * BLOCK + t].filler))
                return ca_fail_memory(error);
        if (threaded)
            give_back(p, block);
    }
    return CAPALIGN_OK;
}

static bool make_slots(pool *p)
{
    bool made = true;
    for (int i = 0; i < SLOTS; i++) {
        p->slots[i].features = malloc(BLOCK * CA_FEATURE_DIM * sizeof(float));
        p->slots[i].scores = malloc(BLOCK * p->stride * sizeof(float));
        made = made && p->slots[i].features && p->slots[i].scores;
    }
    return made;
}

static void free_slots(pool *p)
{
    for (int i = 0; i < SLOTS; i++) {
        free(p->slots[i].features);
        free(p->slots[i].scores);
    }
}

/* Starts up to `want` threads; how many it could. */
static unsigned start_threads(pool *p, pthread_t *threads, unsigned want)
{
    unsigned started = 0;
    while (started < want && started < MAX_THREADS &&
           pthread_create(&threads[started], NULL, work, p) == 0)
        started++;
    return started;
}

static void stop_threads(pool *p, pthread_t *threads, unsigned count)
{
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->freed);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
}

static capalign_code run_pool(pool *p, ca_search *search, capalign_error *error)
{
    if (!make_slots(p))
        return ca_fail_memory(error);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->scored, NULL);
    pthread_cond_init(&p->freed, NULL);
    pthread_t threads[MAX_THREADS];
    unsigned want = p->pass->threads > 1 && p->blocks > 2 ? p->pass->threads : 0;
    unsigned started = start_threads(p, threads, want);
    capalign_code code = search_blocks(p, search, started > 0, error);
    stop_threads(p, threads, started);
    pthread_cond_destroy(&p->freed);
    pthread_cond_destroy(&p->scored);
    pthread_mutex_destroy(&p->lock);
    return code;
}

capalign_code ca_first_pass_run(const ca_first_pass *pass, const ca_search_options *options,
                                size_t first, size_t frames, ca_frame_level *levels,
                                ca_passage **out, size_t *count, capalign_error *error)
{
    *out = NULL;
    *count = 0;
    pool p = {.pass = pass,
              .first = first,
              .frames = frames,
              .blocks = (frames + BLOCK - 1) / BLOCK,
              .stride = CA_STATES * ca_model_phone_count(pass->model),
              .levels = levels};
    ca_search *search;
    capalign_code code = ca_search_create(pass->model, pass->graph, options, &search, error);
    if (code != CAPALIGN_OK)
        return code;
    code = run_pool(&p, search, error);
    free_slots(&p);
    if (code == CAPALIGN_OK)
        code = ca_search_end(search, out, count, error);
    ca_search_free(search);
    for (size_t i = 0; i < *count; i++) {
        (*out)[i].start += (uint32_t)first;
        (*out)[i].end += (uint32_t)first;
    }
    return code;
}
