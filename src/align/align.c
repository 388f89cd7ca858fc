#include "align/align.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "align/confidence.h"
#include "align/evidence.h"
#include "align/margin.h"
#include "align/path.h"
#include "align/refine.h"

enum {
    SKETCH_GROUPS = 8, /* 64 Gaussians: as good as all 128 in the first pass; 32 lose words */
    DEFAULT_THREADS = 4,
    FAR_SHARE = 4, /* a quarter of the words not found is reason to look further */
};
/* Paths of insertions and of noise fall up to 300 behind before they win; 400 finds no more. */
static const float BEAM = 300, FAR_BEAM = 450;
/* Another language's phones fit worse, so that right paths fall further behind. */
static const float MAPPED_BEAM = 600;
/* A sentence that is spoken and not in the text costs about 250 for each second that it lasts;
 * where the text has the same sentence again, further on, the wrong path is that much ahead. Beams
 * of 1000 were enough for cues of 3 s. */
enum { THOROUGH_SHARE = 50 };
static const float THOROUGH_BEAM = 1500;
static const float MARGIN_CHANGE = 0.5f; /* that is worth another search */
/* Below it whole sentences of other languages pass for filler where they fit worse than the rest.
 * Of 1469 words that espeak-ng says in 42 languages 112 are missing without it, 85 with it; of 1151
 * in human speech whose text has sentences that are not said, 34 and 30, and 10 of 355 that are not
 * said are found either way; with 4 it is 16. */
static const float MAPPED_LEAST_MARGIN = 3;
/* What a second search in noise has more: of intact texts in loud noise it finds the sentences that
 * the first lost, of texts with music between it is far worse, so that the better of both is kept.
 * 1 does the same. */
static const float NOISE_MARGIN = 2;

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
    ca_path path;
    ca_edges *edges;
    ca_certainty *certainties;
    float margin; /* that the recording needs */
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
    capalign_code code = ca_path_create(a->count, &j->path, error);
    if (code == CAPALIGN_OK)
        code = ca_cepstra_create(a->features, &j->cepstra, error);
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
    ca_path_free(&j->path);
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

/* What one search is to do otherwise than the next. */
typedef struct attempt {
    float margin, surcharge;
    bool far;
} attempt;

static capalign_code search(job *j, attempt how, ca_path *path, capalign_error *error)
{
    const ca_aligner *a = j->aligner;
    float far_beam = a->options.thorough ? THOROUGH_BEAM : FAR_BEAM;
    float beam = (a->options.mapped ? MAPPED_BEAM : BEAM) * (1 + how.surcharge);
    const ca_search_options options = {.beam = how.far ? fmaxf(far_beam, beam) : beam,
                                       .margin = how.margin,
                                       .surcharge = how.surcharge,
                                       .far_skips = how.far};
    ca_passage *passages;
    size_t count;
    capalign_code code = ca_first_pass_run(&j->pass, &options, 0, ca_cepstra_frames(j->cepstra),
                                           j->levels, &passages, &count, error);
    if (code == CAPALIGN_OK)
        code = ca_path_read(path, &j->pass, a->words, passages, count, j->levels, error);
    free(passages);
    return code;
}

/* With the margin that suits the recording. */
static capalign_code search_with_margin(job *j, float *used, capalign_error *error)
{
    float margin = CA_MAPPED_FIRST_MARGIN, better;
    capalign_code code = CAPALIGN_OK;
    if (!j->aligner->options.mapped)
        code = ca_margin_guess(&j->pass, &margin, error);
    if (code == CAPALIGN_OK)
        code = search(j, (attempt){.margin = margin}, &j->path, error);
    *used = margin;
    if (code != CAPALIGN_OK || !j->aligner->options.mapped)
        return code;
    code = ca_margin_from_fits(j->path.fits, j->path.count, &better, error);
    if (code == CAPALIGN_OK && better < MAPPED_LEAST_MARGIN)
        better = MAPPED_LEAST_MARGIN;
    if (code == CAPALIGN_OK && better < margin - MARGIN_CHANGE) {
        *used = better;
        code = search(j, (attempt){.margin = better}, &j->path, error);
    }
    return code;
}

static capalign_code judge(job *j, const ca_path *path, capalign_error *error)
{
    const ca_aligner *a = j->aligner;
    ca_unit *units = calloc(path->count + 1, sizeof *units);
    if (!units)
        return ca_fail_memory(error);
    size_t count = ca_units_cut(path, a->words, units);
    capalign_code code =
        ca_evidence_measure(&j->pass, a->words, a->count, path, units, count, error);
    if (code == CAPALIGN_OK)
        code = ca_confidence_words(path, a->words, units, count, j->certainties, error);
    free(units);
    return code;
}

/* The words that a path has found, as far as it is sure. */
static capalign_code weigh(job *j, const ca_path *path, double *worth, capalign_error *error)
{
    *worth = 0;
    capalign_code code = judge(j, path, error);
    for (size_t i = 0; i < path->count && code == CAPALIGN_OK; i++)
        *worth += (double)j->certainties[i].placement;
    return code;
}

/* Keeps the new path where it is worth more than the one that there is. */
static capalign_code search_again(job *j, attempt how, double *worth, capalign_error *error)
{
    ca_path other;
    double other_worth = 0;
    capalign_code code = ca_path_create(j->aligner->count, &other, error);
    if (code == CAPALIGN_OK)
        code = search(j, how, &other, error);
    if (code == CAPALIGN_OK)
        code = weigh(j, &other, &other_worth, error);
    if (code == CAPALIGN_OK && other_worth > *worth) {
        ca_path worse = j->path;
        j->path = other;
        other = worse;
        *worth = other_worth;
    }
    ca_path_free(&other);
    return code;
}

static size_t count_missing(const job *j)
{
    size_t alignable = count_alignable(j->aligner);
    return alignable > j->path.count ? alignable - j->path.count : 0;
}

/* In another language no margin suits all sentences, and those that fit worst are skipped: where
 * the search is not sure of the text, others are tried as well. */
static capalign_code try_others(job *j, double *worth, capalign_error *error)
{
    static const attempt OTHERS[] = {
        {.margin = 1.5f}, {.margin = 3}, {.margin = 5}, {.margin = 5, .surcharge = 1}};
    static const double SURE_SHARE = 0.85, SURE_SHARE_OF_SHORT = 0.97;
    enum { SHORT_FRAMES = 10 * 60 * 100 }; /* in which each search takes less than two seconds */
    capalign_code code = CAPALIGN_OK;
    double share = ca_cepstra_frames(j->cepstra) < SHORT_FRAMES ? SURE_SHARE_OF_SHORT : SURE_SHARE;
    if (*worth >= share * (double)count_alignable(j->aligner))
        return CAPALIGN_OK;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS && code == CAPALIGN_OK; i++)
        if (OTHERS[i].surcharge > 0 || fabsf(OTHERS[i].margin - j->margin) > MARGIN_CHANGE)
            code = search_again(j, OTHERS[i], worth, error);
    return code;
}

/* Where words are missing in noise, they may have passed for filler; where much of the text is not
 * spoken the beam may have lost the path: again with far skips. */
static capalign_code search_all(job *j, capalign_error *error)
{
    const ca_align_options *options = &j->aligner->options;
    size_t share = options->thorough ? THOROUGH_SHARE : FAR_SHARE;
    double worth = 0;
    capalign_code code = search_with_margin(j, &j->margin, error);
    if (code != CAPALIGN_OK || (count_missing(j) == 0 && !options->mapped))
        return code;
    code = weigh(j, &j->path, &worth, error);
    if (code == CAPALIGN_OK && options->mapped)
        code = try_others(j, &worth, error);
    if (code == CAPALIGN_OK && ca_cepstra_noisy(j->cepstra) && count_missing(j) > 0)
        code = search_again(j, (attempt){.margin = j->margin + NOISE_MARGIN}, &worth, error);
    if (code == CAPALIGN_OK && count_missing(j) > count_alignable(j->aligner) / share)
        code = search_again(j, (attempt){.margin = j->margin, .far = true}, &worth, error);
    return code;
}

static int64_t microseconds(double ms)
{
    return (int64_t)(ms * 1000 + 0.5);
}

static ca_aligned_word aligned_word(const job *j, size_t i)
{
    const ca_spoken *w = &j->path.spoken[i];
    return (ca_aligned_word){
        .spoken = true,
        .start_us = microseconds(j->edges[i].start),
        .end_us = microseconds(j->edges[i].end),
        .confidence = j->certainties[i].confidence,
        .placement = j->certainties[i].placement,
        .score = j->path.fits[i].fits ? j->path.fits[i].against_best : CA_LOWEST_SCORE,
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
    for (size_t i = 0; i < j->path.count; i++)
        r->words[j->path.spoken[i].word] = aligned_word(j, i);
    r->duration_us = ca_features_duration_us(a->features);
    r->noisy = ca_cepstra_noisy(j->cepstra);
    r->match = j->match;
    r->matches = r->match >= ca_confidence_least_match(count_alignable(a));
    r->others = j->path.others;
    r->other_count = j->path.other_count;
    j->path.others = NULL;
    *out = r;
    return CAPALIGN_OK;
}

static capalign_code run_job(job *j, ca_alignment **out, capalign_error *error)
{
    const ca_aligner *a = j->aligner;
    capalign_code code = open_job(j, error);
    if (code == CAPALIGN_OK)
        code = search_all(j, error);
    if (code == CAPALIGN_OK)
        code = ca_path_reconsider(&j->path, &j->pass, a->words, j->levels, error);
    if (code == CAPALIGN_OK && !a->options.mapped)
        ca_path_drop_misfits(&j->path, a->words);
    const ca_second_pass second = {.model = a->model,
                                   .cepstra = j->cepstra,
                                   .words = a->words,
                                   .contexts = !a->options.mapped,
                                   .threads = a->options.threads};
    if (code == CAPALIGN_OK)
        code = ca_second_pass_run(&second, j->path.spoken, j->path.count, error);
    if (code == CAPALIGN_OK)
        code = judge(j, &j->path, error);
    if (code != CAPALIGN_OK)
        return code;
    j->match = ca_confidence_match(&j->path, j->certainties, count_alignable(a));
    ca_refine(a->model, a->features, a->words, j->path.spoken, j->path.count, a->options.mapped,
              j->edges);
    return make_result(j, out, error);
}

capalign_code ca_aligner_finish(ca_aligner *a, ca_alignment **out, capalign_error *error)
{
    *out = NULL;
    capalign_code code = ca_features_end(a->features, error);
    if (code != CAPALIGN_OK)
        return code;
    job j = {.aligner = a};
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
