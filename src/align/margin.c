#include "align/margin.h"

#include <stdlib.h>
#include <string.h>

#include "align/numbers.h"

enum {
    SAMPLE = 64,       /* frames in a sample */
    SAMPLES_MAX = 100, /* about a minute */
};

/* Best less median state of a frame. */
static float standing_out(float *scores, size_t states)
{
    ca_sort_floats(scores, states);
    return scores[states - 1] - scores[states / 2];
}

/* The line: measured means are 20–23 for clean speech, 17.5 in babble of 20 dB and 13.5 of 10 dB,
 * 19, 16 and 14 in white noise of 20, 10 and 5 dB after noise reduction. In clean speech 1.5
 * already takes inserted music for words, so it has 0.5; in babble of 10 dB 3 loses the fewest
 * words. */
static const double MOST_MARGIN = 3, CLEAN = 19.5, PER_UNIT = 0.5;

capalign_code ca_margin_guess(const ca_first_pass *pass, float *margin, capalign_error *error)
{
    size_t frames = ca_cepstra_frames(pass->cepstra);
    size_t states = CA_STATES * ca_model_phone_count(pass->model);
    size_t samples = frames / SAMPLE < SAMPLES_MAX ? frames / SAMPLE : SAMPLES_MAX;
    float features[SAMPLE * CA_FEATURE_DIM];
    float *scores = malloc(SAMPLE * states * sizeof *scores);
    if (!scores)
        return ca_fail_memory(error);
    double sum = 0, loud = 0;
    for (size_t i = 0; i < samples; i++) {
        ca_frame_level levels[SAMPLE];
        ca_score_block(pass, i * (frames / samples), SAMPLE, features, scores, levels);
        for (size_t t = 0; t < SAMPLE; t++) {
            if (features[t * CA_FEATURE_DIM] <= 0) /* c0, whose mean is taken off */
                continue;
            sum += (double)standing_out(scores + t * states, states);
            loud++;
        }
    }
    free(scores);
    double line = (double)CA_LEAST_MARGIN;
    if (loud > 0)
        line += PER_UNIT * (CLEAN - sum / loud);
    *margin = (float)ca_clip((double)(float)line, (double)CA_LEAST_MARGIN, MOST_MARGIN);
    return CAPALIGN_OK;
}

capalign_code ca_margin_from_fits(const ca_word_fit *fits, size_t count, float *margin,
                                  capalign_error *error)
{
    float *values = malloc((count + 1) * sizeof *values);
    if (!values)
        return ca_fail_memory(error);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (fits[i].fits)
            values[n++] = fits[i].against_filler;
    ca_sort_floats(values, n);
    *margin = CA_MAPPED_FIRST_MARGIN;
    if (n > 0)
        *margin = (float)ca_clip((double)(2.2f - values[n / 2]), (double)0.3f,
                                 (double)CA_MAPPED_FIRST_MARGIN);
    free(values);
    return CAPALIGN_OK;
}
