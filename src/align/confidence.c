#include "align/confidence.h"

#include <stdlib.h>

#include "align/margin.h"
#include "align/numbers.h"

/* Spoken words of clean speech have a fit of −7.5/−4.9/−4.1/−1.8 (1st, 5th, 10th percentile,
 * median), wrong ones of −8.0/−4.9/−4.4 (median, 90th, 95th): at −4.5 both are as likely, before it
 * is known that the search chose the word. */
static const double EVEN = -4.5, SLOPE = 1.5;
/* Of the words that it chose fewer are wrong. With this a cue of clean speech is doubtful below a
 * mean fit of −4.1 (3 of 41 cues; two in three wrong ones are worse). */
static const double CHOSEN = -0.5;
/* Where nothing stands out but the noise is not stationary (babble), wrong words fit as well as
 * right ones in clean speech: for each unit of the margin above its least. Babble of 10 dB has a
 * margin of 3, and its wrong cues a mean fit of up to −3.5. */
static const double PER_MARGIN = 0.3;
/* Sentences are wrong as a whole more often than single words: a word's neighbours count too. */
static const double OWN_SHARE = 0.6;

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

/* Other languages' phones fit less well throughout: what the median lacks to English's. */
static capalign_code find_shift(const ca_path *path, double *shift, capalign_error *error)
{
    *shift = 0;
    float *values = malloc((path->count + 1) * sizeof *values);
    if (!values)
        return ca_fail_memory(error);
    for (size_t i = 0; i < path->count; i++)
        values[i] = path->fits[i].fits ? path->fits[i].against_best : -20;
    qsort(values, path->count, sizeof *values, compare_floats);
    double median = path->count ? (double)values[path->count / 2] : 0;
    if (median < -1.8)
        *shift = median > -6 ? -1.8 - median : 4.2;
    free(values);
    return CAPALIGN_OK;
}

static double score(const ca_word_fit *fit)
{
    return fit->fits ? (double)fit->against_best : -20;
}

/* Mean of the words beside word i, its own score where there are none. */
static double neighbours(const ca_path *path, size_t i)
{
    double sum = 0;
    int n = 0;
    if (i > 0 && !path->spoken[i - 1].cut_after) {
        sum += score(&path->fits[i - 1]);
        n++;
    }
    if (i + 1 < path->count && !path->spoken[i].cut_after) {
        sum += score(&path->fits[i + 1]);
        n++;
    }
    return n ? sum / n : score(&path->fits[i]);
}

static double logistic(double x)
{
    return 1 / (1 + ca_exp(-x));
}

double ca_confidence_sum(const ca_path *path)
{
    double sum = 0;
    for (size_t i = 0; i < path->count; i++)
        sum += logistic(SLOPE * (score(&path->fits[i]) - EVEN));
    return sum;
}

double ca_confidence_doubt(float margin)
{
    return CHOSEN + PER_MARGIN * (double)(margin - CA_LEAST_MARGIN);
}

capalign_code ca_confidence_words(const ca_path *path, bool mapped, double doubt, float *out,
                                  capalign_error *error)
{
    double shift = 0;
    capalign_code code = mapped ? find_shift(path, &shift, error) : CAPALIGN_OK;
    for (size_t i = 0; code == CAPALIGN_OK && i < path->count; i++) {
        double mean = OWN_SHARE * score(&path->fits[i]) + (1 - OWN_SHARE) * neighbours(path, i);
        out[i] = (float)logistic(SLOPE * (mean + shift - doubt - EVEN));
    }
    return code;
}

/* Other languages' fits are compared with each other only, so that any sound fits any text. What
 * does not change with the language is how far a word's phones are below the best phones there
 * are: means of right texts in seven languages are -1.1 to 0.1, of wrong ones nearly all -1.3 to
 * -3.6, and those that are above have found few of the words. */
static double match_of_mapped(const ca_path *path)
{
    static const double MIDDLE = -1.5, STEEP = 3;
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < path->count; i++)
        if (path->fits[i].fits) {
            sum += (double)path->fits[i].against_filler;
            count++;
        }
    return count ? logistic(STEEP * (sum / (double)count - MIDDLE)) : 0;
}

double ca_confidence_match(const ca_path *path, bool mapped, const float *confidence,
                           size_t alignable)
{
    double words = 0, sound = 0, all = 0;
    for (size_t i = 0; i < path->count; i++) {
        double length = (double)(path->spoken[i].end - path->spoken[i].first);
        words += (double)confidence[i];
        sound += (double)confidence[i] * length;
        all += length;
    }
    for (size_t i = 0; i < path->other_count; i++)
        all += (double)((path->others[i].end_us - path->others[i].start_us) / CA_FRAME_US);
    double of_text = alignable ? words / (double)alignable : 0,
           of_sound = all > 0 ? sound / all : 0;
    double match = of_text > of_sound ? of_text : of_sound;
    return mapped ? match * match_of_mapped(path) : match;
}

double ca_confidence_least_match(bool mapped, size_t alignable)
{
    static const double FOR_MANY = 0.3, FOR_FEW = 0.45;
    enum { FEW = 10, MANY = 30 };
    if (mapped || alignable <= FEW)
        return FOR_FEW;
    if (alignable >= MANY)
        return FOR_MANY;
    return FOR_FEW - (FOR_FEW - FOR_MANY) * (double)(alignable - FEW) / (MANY - FEW);
}
