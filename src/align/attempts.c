#include "align/attempts.h"

#include <math.h>
#include <stdlib.h>

#include "align/evidence.h"
#include "align/first_word.h"
#include "align/margin.h"
#include "align/placement.h"

/* Paths of insertions and of noise fall up to 300 behind before they win; 400 finds no more. */
static const float BEAM = 300, FAR_BEAM = 450;
/* Another language's phones fit worse, so that right paths fall further behind. */
static const float MAPPED_BEAM = 600;
/* A sentence that is spoken and not in the text costs about 250 for each second that it lasts;
 * where the text has the same sentence again, further on, the wrong path is that much ahead. Beams
 * of 1000 were enough for cues of 3 s. */
static const float THOROUGH_BEAM = 1500;
/* A minute of other speech or music before the text, or a part of the text that is said twice, puts
 * the right path thousands behind one that takes words out of it: 2500 are too few for two minutes
 * of speech in another language. */
static const float WIDE_BEAM = 10000, WIDE_MAPPED_BEAM = 5000;
/* In loud babble, whose words are in place nowhere, such a search brings 8 % of what is missing and
 * takes right words away; where the beam had lost the path it brings 38 % to nearly all. */
#define OTHER_GAIN 0.2
/* Nodes times frames up to which a search with a wide beam is made: six minutes of speech with all
 * of its text, and 7 s at worst. */
static const double MOST_WIDE_WORK = 1e9;
/* The share of the text that is not found when the search looks further: a part in so many. */
enum { FAR_SHARE = 4, THOROUGH_SHARE = 50 };

static const float MARGIN_CHANGE = 0.5f; /* that is worth another search */
/* Below it whole sentences of other languages pass for filler where they fit worse than the rest.
 * Of 1469 words that espeak-ng says in 42 languages 112 are missing without it, 85 with it; of 1151
 * in human speech whose text has sentences that are not said, 34 and 30, and 10 of 355 that are not
 * said are found either way; with 4 it is 16. */
static const float MAPPED_LEAST_MARGIN = 3;
/* What a second search in noise has more: of intact texts in loud noise it finds the sentences that
 * the first lost. 1 does the same. */
static const float NOISE_MARGIN = 2;

/* The share of the text that must be in place for a search to be sure. */
static const double SURE_SHARE = 0.85, SURE_SHARE_OF_SHORT = 0.97;
enum { SHORT_FRAMES = 10 * 60 * 100 }; /* in which each search takes less than two seconds */

/* How to search. */
typedef struct attempt {
    float margin;
    float surcharge; /* the beam is wider by it too: paths that skip are further behind */
    float beam;      /* 0: the usual one */
    double gain;     /* the share of what is not in place that it must bring to be kept */
    bool far;
    bool near;  /* with the near means */
    bool still; /* see ca_search_options */
} attempt;

static size_t count_missing(const ca_attempts *a, const ca_candidate *found)
{
    return a->alignable > found->path.count ? a->alignable - found->path.count : 0;
}

static float usual_beam(const ca_attempts *a)
{
    return a->options->mapped ? MAPPED_BEAM : BEAM;
}

void ca_candidate_free(ca_candidate *candidate)
{
    ca_path_free(&candidate->path);
    free(candidate->units);
    *candidate = (ca_candidate){0};
}

static capalign_code search(const ca_attempts *a, const ca_first_pass *pass, attempt how,
                            ca_path *path, capalign_error *error)
{
    float beam = how.beam > 0 ? how.beam : usual_beam(a) * (1 + how.surcharge);
    const ca_search_options options = {.beam = beam,
                                       .margin = how.margin,
                                       .surcharge = how.surcharge,
                                       .far_skips = how.far,
                                       .still = how.still};
    size_t frames = ca_cepstra_frames(pass->cepstra), count;
    ca_passage *passages;
    capalign_code code =
        ca_first_pass_run(pass, &options, 0, frames, a->levels, &passages, &count, error);
    if (code == CAPALIGN_OK)
        code = ca_path_read(path, pass, a->words, passages, count, a->levels, error);
    free(passages);
    if (code == CAPALIGN_OK)
        code = ca_path_reconsider(path, pass, a->words, a->levels, error);
    if (code == CAPALIGN_OK && !a->options->mapped)
        ca_path_drop_misfits(path, a->words);
    return code;
}

/* Sets units and worth of a candidate with a path. */
static capalign_code weigh(const ca_attempts *a, const ca_first_pass *pass, ca_candidate *c,
                           capalign_error *error)
{
    free(c->units);
    c->worth = 0;
    c->units = calloc(c->path.count + 1, sizeof *c->units);
    if (!c->units)
        return ca_fail_memory(error);
    c->unit_count = ca_units_cut(&c->path, a->words, c->units);
    capalign_code code = ca_evidence_measure(pass, a->words, a->word_count, &c->path, c->units,
                                             c->unit_count, error);
    if (code == CAPALIGN_OK)
        code = ca_placement_find(c->units, c->unit_count, error);
    for (size_t i = 0; i < c->unit_count && code == CAPALIGN_OK; i++)
        c->worth += (double)c->units[i].placement * (double)c->units[i].count;
    return code;
}

/* The sound as the attempt looks at it. */
static capalign_code look(ca_attempts *a, attempt how, ca_first_pass *pass, capalign_error *error)
{
    *pass = *a->pass;
    if (!how.near)
        return CAPALIGN_OK;
    capalign_code code = CAPALIGN_OK;
    if (!a->near)
        code = ca_cepstra_create(a->features, CA_MEANS_NEAR, &a->near, error);
    pass->cepstra = a->near;
    return code;
}

/* Searches once more, and keeps what is worth more. */
static capalign_code try(ca_attempts *a, attempt how, ca_candidate *best, capalign_error *error)
{
    ca_first_pass pass;
    ca_candidate other = {0};
    capalign_code code = look(a, how, &pass, error);
    other.cepstra = pass.cepstra;
    if (code == CAPALIGN_OK)
        code = ca_path_create(a->word_count, &other.path, error);
    if (code == CAPALIGN_OK)
        code = search(a, &pass, how, &other.path, error);
    if (code == CAPALIGN_OK)
        code = weigh(a, &pass, &other, error);
    double least = best->worth + how.gain * ((double)a->alignable - best->worth);
    if (code == CAPALIGN_OK && (!best->units || other.worth > least)) {
        ca_candidate worse = *best;
        *best = other;
        other = worse;
    }
    ca_candidate_free(&other);
    return code;
}

static bool is_short(const ca_attempts *a)
{
    return ca_cepstra_frames(a->pass->cepstra) < SHORT_FRAMES;
}

static bool has_in_place(const ca_attempts *a, const ca_candidate *found, double share)
{
    return found->worth >= share * (double)a->alignable;
}

static double sure_share(const ca_attempts *a)
{
    return is_short(a) ? SURE_SHARE_OF_SHORT : SURE_SHARE;
}

static bool is_sure(const ca_attempts *a, const ca_candidate *found)
{
    return has_in_place(a, found, sure_share(a));
}

/* In another language no margin suits all sentences, and those that fit worst are skipped. */
static capalign_code try_mapped(ca_attempts *a, float margin, ca_candidate *best,
                                capalign_error *error)
{
    static const attempt OTHERS[] = {
        {.margin = 1.5f},
        {.margin = 3},
        {.margin = CA_MAPPED_FIRST_MARGIN, .surcharge = 1},
        {.margin = CA_MAPPED_FIRST_MARGIN, .surcharge = 1, .still = true, .gain = OTHER_GAIN}};
    float better;
    capalign_code code = try(a, (attempt){.margin = margin}, best, error);
    if (code == CAPALIGN_OK)
        code = ca_margin_from_fits(best->path.fits, best->path.count, &better, error);
    if (code != CAPALIGN_OK || is_sure(a, best))
        return code;
    better = fmaxf(better, MAPPED_LEAST_MARGIN);
    if (better < margin - MARGIN_CHANGE)
        code = try(a, (attempt){.margin = better}, best, error);
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS && code == CAPALIGN_OK; i++)
        if (!is_sure(a, best) && fabsf(OTHERS[i].margin - better) > MARGIN_CHANGE)
            code = try(a, OTHERS[i], best, error);
    return code;
}

/* Where words are missing in noise, they may have passed for filler; where they are not in their
 * place the beam may have lost the path, or filler been too dear. */
static capalign_code try_english(ca_attempts *a, float margin, ca_candidate *best,
                                 capalign_error *error)
{
    capalign_code code = try(a, (attempt){.margin = margin}, best, error);
    if (code == CAPALIGN_OK && ca_cepstra_noisy(a->pass->cepstra) && count_missing(a, best) > 0)
        code = try(a, (attempt){.margin = margin + NOISE_MARGIN}, best, error);
    if (code == CAPALIGN_OK && !is_sure(a, best))
        code = try(a, (attempt){.margin = margin, .still = true}, best, error);
    if (code == CAPALIGN_OK && is_short(a) && !is_sure(a, best))
        code = try(a, (attempt){.margin = margin, .beam = 2 * BEAM}, best, error);
    if (code == CAPALIGN_OK && is_short(a) && !is_sure(a, best))
        code = try(a, (attempt){.margin = margin - MARGIN_CHANGE}, best, error);
    return code;
}

static bool is_wide_bearable(const ca_attempts *a)
{
    double frames = (double)ca_cepstra_frames(a->pass->cepstra);
    return frames * (double)a->pass->graph->node_count <= MOST_WIDE_WORK;
}

/* Among minutes of music, applause or other speech: with a beam that no path is lost by, filler at
 * what it costs in clean speech, and means that are the speech's own. A check of captions, which is
 * thorough, does without: in babble these searches leave sentences out that are said, and of 80
 * right captions in noise of 10 dB it would find nine not spoken instead of two. */
static capalign_code try_wide(ca_attempts *a, float margin, ca_candidate *best,
                              capalign_error *error)
{
    const attempt english[] = {
        {.margin = margin, .beam = WIDE_BEAM, .gain = OTHER_GAIN, .still = true},
        {.margin = CA_LEAST_MARGIN,
         .beam = WIDE_BEAM,
         .gain = OTHER_GAIN,
         .near = true,
         .still = true},
    };
#define WIDE_MAPPED .beam = WIDE_MAPPED_BEAM, .gain = OTHER_GAIN, .near = true
    static const attempt MAPPED[] = {
        {.margin = 2, .surcharge = 2, WIDE_MAPPED},
        {.margin = 1, .surcharge = 3, WIDE_MAPPED},
        {.margin = 5, .surcharge = 2, WIDE_MAPPED},
        {.margin = 5, .surcharge = 2, WIDE_MAPPED, .still = true},
    };
#undef WIDE_MAPPED
    bool mapped = a->options->mapped;
    const attempt *list = mapped ? MAPPED : english;
    size_t count = mapped ? sizeof MAPPED / sizeof *MAPPED : sizeof english / sizeof *english;
    double enough = mapped ? SURE_SHARE : sure_share(a);
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < count && code == CAPALIGN_OK && is_wide_bearable(a); i++)
        if (!has_in_place(a, best, enough))
            code = try(a, list[i], best, error);
    return code;
}

/* Where much of the text is not spoken the path may have been further behind than any beam: with
 * far skips, which reach every sentence. */
static capalign_code try_far(ca_attempts *a, float margin, ca_candidate *best,
                             capalign_error *error)
{
    bool thorough = a->options->thorough;
    size_t share = thorough ? THOROUGH_SHARE : FAR_SHARE;
    if (count_missing(a, best) <= a->alignable / share)
        return CAPALIGN_OK;
    const attempt how = {.margin = margin,
                         .beam = fmaxf(thorough ? THOROUGH_BEAM : FAR_BEAM, usual_beam(a)),
                         .far = true};
    return try(a, how, best, error);
}

/* Of the path that was taken: a word in a breath is one that its neighbours speak for, so that it
 * says nothing about the path. */
static capalign_code move_first_words(const ca_attempts *a, ca_candidate *found,
                                      capalign_error *error)
{
    ca_first_pass pass = *a->pass;
    pass.cepstra = found->cepstra;
    bool moved;
    capalign_code code =
        ca_first_words_move(&found->path, &pass, a->features, a->words, a->levels, &moved, error);
    if (code != CAPALIGN_OK || !moved)
        return code;
    if (!a->options->mapped)
        ca_path_drop_misfits(&found->path, a->words);
    return weigh(a, &pass, found, error);
}

void ca_attempts_free(ca_attempts *a)
{
    ca_cepstra_free(a->near);
}

capalign_code ca_attempts_run(ca_attempts *a, ca_candidate *out, capalign_error *error)
{
    *out = (ca_candidate){0};
    bool mapped = a->options->mapped;
    float margin = CA_MAPPED_FIRST_MARGIN;
    capalign_code code = mapped ? CAPALIGN_OK : ca_margin_guess(a->pass, &margin, error);
    if (code == CAPALIGN_OK)
        code = mapped ? try_mapped(a, margin, out, error) : try_english(a, margin, out, error);
    if (code == CAPALIGN_OK && !a->options->thorough)
        code = try_wide(a, margin, out, error);
    if (code == CAPALIGN_OK)
        code = try_far(a, margin, out, error);
    if (code == CAPALIGN_OK)
        code = move_first_words(a, out, error);
    if (code != CAPALIGN_OK)
        ca_candidate_free(out);
    return code;
}
