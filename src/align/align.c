#include "align/align.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "align/attempts.h"
#include "align/confidence.h"
#include "align/refine.h"

enum {
    SKETCH_GROUPS = 8, /* 64 Gaussians: as good as all 128 in the first pass; 32 lose words */
    DEFAULT_THREADS = 4,
};

struct ca_aligner {
    const ca_model *model;
    ca_align_word *words;
    size_t count;
    ca_align_options options;
    ca_features *features;
};

/* What ca_aligner_finish needs on its way. */
typedef struct job {
    const ca_aligner *aligner;
    ca_cepstra *cepstra;
    ca_sketch *sketch;
    ca_graph graph;
    ca_frame_level *levels;
    ca_attempts attempts;
    ca_candidate found;
    ca_edges *edges;           /* of its words */
    ca_certainty *certainties; /* the same */
    size_t alignable;          /* words of the text that have a sound */
    double match;
    ca_first_pass pass;
} job;

static capalign_code check_word(const ca_model *model, const ca_align_word *word, size_t index,
                                capalign_error *error)
{
    for (size_t v = 0; v < word->variant_count; v++) {
        const ca_pronunciation *p = &word->variants[v];
        if (p->count == 0 || p->count > CA_MAX_WORD_PHONES)
            return ca_fail(error, CAPALIGN_E_LIMIT,
                           "word %zu has a pronunciation of %zu phones; 1 to %d can be aligned",
                           index + 1, p->count, CA_MAX_WORD_PHONES);
        for (size_t i = 0; i < p->count; i++)
            if (p->phones[i] >= ca_model_phone_count(model))
                return ca_fail(error, CAPALIGN_E_ARGUMENT,
                               "word %zu has a phone that the acoustic model lacks", index + 1);
    }
    return CAPALIGN_OK;
}

static unsigned thread_count(const ca_align_options *options)
{
    if (options->threads > 0)
        return options->threads;
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : online > DEFAULT_THREADS ? DEFAULT_THREADS : (unsigned)online;
}

capalign_code ca_aligner_create(const ca_model *model, const ca_align_word *words, size_t count,
                                const ca_align_options *options, ca_aligner **out,
                                capalign_error *error)
{
    *out = NULL;
    if (count > CA_MAX_ALIGN_WORDS)
        return ca_fail(error, CAPALIGN_E_LIMIT, "the text has %zu words; at most %d can be aligned",
                       count, CA_MAX_ALIGN_WORDS);
    for (size_t i = 0; i < count; i++) {
        capalign_code code = check_word(model, &words[i], i, error);
        if (code != CAPALIGN_OK)
            return code;
    }
    ca_aligner *a = calloc(1, sizeof *a);
    if (!a)
        return ca_fail_memory(error);
    a->model = model;
    a->count = count;
    if (options)
        a->options = *options;
    a->options.threads = thread_count(&a->options);
    a->words = calloc(count + 1, sizeof *a->words);
    capalign_code code = a->words ? ca_features_create(&a->features, error) : ca_fail_memory(error);
    if (code != CAPALIGN_OK) {
        ca_aligner_free(a);
        return code;
    }
    if (count > 0)
        memcpy(a->words, words, count * sizeof *words);
    *out = a;
    return CAPALIGN_OK;
}

capalign_code ca_aligner_push(ca_aligner *a, const float *samples, size_t count,
                              capalign_error *error)
{
    return ca_features_push(a->features, samples, count, error);
}

void ca_aligner_free(ca_aligner *a)
{
    if (!a)
        return;
    ca_features_free(a->features);
    free(a->words);
    free(a);
}

static capalign_code open_job(job *j, capalign_error *error)
{
    const ca_aligner *a = j->aligner;
    size_t frames = ca_features_frames(a->features);
    j->levels = calloc(frames + 1, sizeof *j->levels);
    j->edges = calloc(a->count + 1, sizeof *j->edges);
    j->certainties = calloc(a->count + 1, sizeof *j->certainties);
    if (!j->levels || !j->edges || !j->certainties)
        return ca_fail_memory(error);
    capalign_code code = ca_cepstra_create(a->features, CA_MEANS_WIDE, &j->cepstra, error);
    if (code == CAPALIGN_OK)
        code = ca_sketch_create(a->model, SKETCH_GROUPS, &j->sketch, error);
    if (code == CAPALIGN_OK)
        code = ca_graph_create(a->model, a->words, a->count, &j->graph, error);
    j->pass = (ca_first_pass){.model = a->model,
                              .sketch = j->sketch,
                              .cepstra = j->cepstra,
                              .graph = &j->graph,
                              .threads = a->options.threads,
                              .progress = a->options.progress};
    return code;
}

static void close_job(job *j)
{
    free(j->levels);
    free(j->edges);
    free(j->certainties);
    ca_candidate_free(&j->found);
    ca_attempts_free(&j->attempts);
    ca_cepstra_free(j->cepstra);
    ca_sketch_free(j->sketch);
    ca_graph_free(&j->graph);
}

static size_t count_alignable(const ca_aligner *a)
{
    size_t n = 0;
    for (size_t i = 0; i < a->count; i++)
        n += a->words[i].variant_count > 0;
    return n;
}

static int64_t microseconds(double ms)
{
    return (int64_t)(ms * 1000 + 0.5);
}

static ca_aligned_word aligned_word(const job *j, size_t i)
{
    const ca_spoken *w = &j->found.path.spoken[i];
    return (ca_aligned_word){
        .spoken = true,
        .start_us = microseconds(j->edges[i].start),
        .end_us = microseconds(j->edges[i].end),
        .confidence = j->certainties[i].confidence,
        .placement = j->certainties[i].placement,
        .score = j->found.path.fits[i].fits ? j->found.path.fits[i].against_best : CA_LOWEST_SCORE,
        .start_spread_us = (int32_t)microseconds(10 * w->start_spread),
        .end_spread_us = (int32_t)microseconds(10 * w->end_spread),
        .variant = w->variant,
    };
}

static capalign_code make_result(job *j, ca_alignment **out, capalign_error *error)
{
    const ca_aligner *a = j->aligner;
    ca_alignment *r = calloc(1, sizeof *r);
    if (r)
        r->words = calloc(a->count + 1, sizeof *r->words);
    if (!r || !r->words) {
        ca_alignment_free(r);
        return ca_fail_memory(error);
    }
    r->count = a->count;
    for (size_t i = 0; i < a->count; i++)
        r->words[i].start_us = r->words[i].end_us = CAPALIGN_TIME_NONE;
    for (size_t i = 0; i < j->found.path.count; i++)
        r->words[j->found.path.spoken[i].word] = aligned_word(j, i);
    r->duration_us = ca_features_duration_us(a->features);
    r->noisy = ca_cepstra_noisy(j->cepstra);
    r->match = j->match;
    r->matches = r->match >= ca_confidence_least_match(j->alignable);
    r->others = j->found.path.others;
    r->other_count = j->found.path.other_count;
    j->found.path.others = NULL;
    *out = r;
    return CAPALIGN_OK;
}

/* How sure the path's words are, and whether they belong to the sound. */
static capalign_code judge(job *j, capalign_error *error)
{
    const ca_aligner *a = j->aligner;
    const ca_candidate *c = &j->found;
    capalign_code code = ca_confidence_words(&c->path, a->words, a->count, c->units, c->unit_count,
                                             j->certainties, error);
    if (code == CAPALIGN_OK)
        j->match = ca_confidence_match(&c->path, j->certainties, j->alignable);
    return code;
}

static capalign_code run_job(job *j, ca_alignment **out, capalign_error *error)
{
    const ca_aligner *a = j->aligner;
    capalign_code code = open_job(j, error);
    j->attempts = (ca_attempts){.pass = &j->pass,
                                .features = a->features,
                                .words = a->words,
                                .word_count = a->count,
                                .alignable = j->alignable,
                                .options = &a->options,
                                .levels = j->levels};
    if (code == CAPALIGN_OK)
        code = ca_attempts_run(&j->attempts, &j->found, error);
    const ca_second_pass second = {.model = a->model,
                                   .cepstra = j->found.cepstra,
                                   .words = a->words,
                                   .contexts = !a->options.mapped,
                                   .threads = a->options.threads};
    ca_path *path = &j->found.path;
    if (code == CAPALIGN_OK)
        code = ca_second_pass_run(&second, path->spoken, path->count, error);
    if (code == CAPALIGN_OK)
        code = judge(j, error);
    if (code != CAPALIGN_OK)
        return code;
    ca_refine(a->model, a->features, a->words, path->spoken, path->count, a->options.mapped,
              j->edges);
    return make_result(j, out, error);
}

capalign_code ca_aligner_finish(ca_aligner *a, ca_alignment **out, capalign_error *error)
{
    *out = NULL;
    capalign_code code = ca_features_end(a->features, error);
    if (code != CAPALIGN_OK)
        return code;
    job j = {.aligner = a, .alignable = count_alignable(a)};
    code = run_job(&j, out, error);
    close_job(&j);
    return code;
}

void ca_alignment_free(ca_alignment *r)
{
    if (!r)
        return;
    free(r->words);
    free(r->others);
    free(r);
}
