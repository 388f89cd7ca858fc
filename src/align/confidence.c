#include "align/confidence.h"

#include <math.h>
#include <stdlib.h>

#include "align/numbers.h"

/* Of words that are well placed in clean speech, those that were said have a fit of −6.8/−5.6/−2.7
 * (5th and 10th percentile, median), those that stand where another word was said, −8.8/−4.8
 * (median, 90th). By logistic regression, a word in nine being wrong. */
static const double SAID = 5.0, PER_FIT = 0.57;
/* In noise and with another language's phones words fit less well throughout. */
static const double USUAL_FIT = -2.7, MOST_SHIFT = 4;
static const double WELL_PLACED = 0.9;
static const double NO_FIT = -20; /* of a word with too few frames */
/* A word that lasts longer than its phones take (at most 24 frames each in read speech, 30 in a
 * word of two before a pause) has been drawn over sound that is not its own, so that one of its
 * edges is wrong. */
static const double LONGEST_PHONE = 25, LONGER = 20, LONGER_SLOPE = 4;

/* Of a crumb: so few words found with so many beside them that are not, and how sure it may be. */
enum { MOST_CRUMBS = 2, LEAST_MISSING = 3 };
static const float CRUMB = 0.5f;

static double logistic(double x)
{
    return 1 / (1 + ca_exp(-x));
}

static double fit_of(const ca_path *path, size_t i)
{
    return path->fits[i].fits ? (double)path->fits[i].against_best : NO_FIT;
}

static double not_too_long(const ca_spoken *w, const ca_align_word *words)
{
    double phones = (double)words[w->word].variants[w->variant].count;
    double frames = w->end_frame - w->start_frame;
    return logistic((LONGEST_PHONE * phones + LONGER - frames) / LONGER_SLOPE);
}

static void place_words(const ca_path *path, const ca_align_word *words, const ca_unit *units,
                        size_t unit_count, ca_certainty *out)
{
    for (size_t u = 0; u < unit_count; u++)
        for (size_t i = units[u].from; i < units[u].from + units[u].count; i++)
            out[i].placement =
                (float)((double)units[u].placement * not_too_long(&path->spoken[i], words));
}

/* Words [from, to) of one sentence that are not spoken, though they have a sound. */
static size_t count_skipped(const ca_align_word *words, size_t from, size_t to, uint32_t sentence)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += words[i].variant_count > 0 && words[i].sentence == sentence;
    return n;
}

/* A word or two that are found of a sentence, with the words beside them not: their evidence says
 * that they sound like something there, which short words do. */
static void doubt_crumbs(const ca_path *path, const ca_align_word *words, size_t word_count,
                         ca_certainty *out)
{
    size_t behind = 0; /* the word after the last spoken one */
    for (size_t i = 0, end; i < path->count; i = end) {
        size_t first = path->spoken[i].word;
        uint32_t sentence = words[first].sentence;
        for (end = i + 1; end < path->count; end++)
            if (path->spoken[end].word != path->spoken[end - 1].word + 1 ||
                words[path->spoken[end].word].sentence != sentence)
                break;
        size_t next = end < path->count ? path->spoken[end].word : word_count;
        size_t skipped = count_skipped(words, behind, first, sentence);
        behind = path->spoken[end - 1].word + 1;
        skipped += count_skipped(words, behind, next, sentence);
        for (size_t k = i; k < end && end - i <= MOST_CRUMBS && skipped >= LEAST_MISSING; k++)
            out[k].placement = fminf(out[k].placement, CRUMB);
    }
}

/* What the fits of the words that are well placed lack to those of clean English. */
static double find_shift(const ca_path *path, const ca_certainty *certainties, float *room)
{
    size_t n = 0;
    for (size_t i = 0; i < path->count; i++)
        if ((double)certainties[i].placement >= WELL_PLACED)
            room[n++] = (float)fit_of(path, i);
    ca_sort_floats(room, n);
    double shift = n ? USUAL_FIT - (double)room[n / 2] : 0;
    return ca_clip(shift, 0, MOST_SHIFT);
}

capalign_code ca_confidence_words(const ca_path *path, const ca_align_word *words,
                                  size_t word_count, const ca_unit *units, size_t unit_count,
                                  ca_certainty *out, capalign_error *error)
{
    float *room = malloc((path->count + 1) * sizeof *room);
    if (!room)
        return ca_fail_memory(error);
    place_words(path, words, units, unit_count, out);
    doubt_crumbs(path, words, word_count, out);
    double shift = find_shift(path, out, room);
    free(room);
    for (size_t i = 0; i < path->count; i++)
        out[i].confidence = (float)((double)out[i].placement *
                                    logistic(SAID + PER_FIT * (fit_of(path, i) + shift)));
    return CAPALIGN_OK;
}

double ca_confidence_match(const ca_path *path, const ca_certainty *certainties, size_t alignable)
{
    double words = 0, sound = 0, all = 0;
    for (size_t i = 0; i < path->count; i++) {
        double length = (double)(path->spoken[i].end - path->spoken[i].first);
        words += (double)certainties[i].confidence;
        sound += (double)certainties[i].confidence * length;
        all += length;
    }
    for (size_t i = 0; i < path->other_count; i++)
        all += (double)((path->others[i].end_us - path->others[i].start_us) / CA_FRAME_US);
    double of_text = alignable ? words / (double)alignable : 0,
           of_sound = all > 0 ? sound / all : 0;
    return of_text > of_sound ? of_text : of_sound;
}

double ca_confidence_least_match(size_t alignable)
{
    static const double FOR_MANY = 0.3, FOR_FEW = 0.45;
    enum { FEW = 10, MANY = 30 };
    if (alignable <= FEW)
        return FOR_FEW;
    if (alignable >= MANY)
        return FOR_MANY;
    return FOR_FEW - (FOR_FEW - FOR_MANY) * (double)(alignable - FEW) / (MANY - FEW);
}
