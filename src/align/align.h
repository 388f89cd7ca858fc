/* Alignment of words to sound: the engine's front door.
 *
 * Give it the words as pronunciations and the sound as samples; it gives back for each word when
 * it is spoken, how sure that is, or that it is not spoken. It knows no text, files or formats.
 *
 *     ca_aligner_create(model, words, count, &options, &aligner, &error);
 *     while (there is sound) ca_aligner_push(aligner, samples, n, &error);
 *     ca_aligner_finish(aligner, &result, &error);
 *     … ca_alignment_free(result); ca_aligner_free(aligner);
 *
 * The same input gives the same result on every machine and for any number of threads. */
#ifndef CA_ALIGN_ALIGN_H
#define CA_ALIGN_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "align/model.h"
#include <capalign/error.h>

enum {
    CA_MAX_VARIANTS = 4,      /* pronunciations of a word that are looked at */
    CA_MAX_WORD_PHONES = 200, /* phones of a pronunciation */
    CA_MAX_ALIGN_WORDS = 4000000,
};

/* A word to align. */
typedef struct ca_align_word {
    const ca_pronunciation *variants; /* most likely first; borrowed until the aligner is freed */
    size_t variant_count;             /* 0: it has no sound, and is never spoken */
    uint32_t sentence;                /* does not fall from word to word */
} ca_align_word;

typedef struct ca_align_options {
    /* The pronunciations are another language's, mapped onto the model's phones: contexts and
     * limits that hold for English only are left out. */
    bool mapped;
    /* Sentences of the text may be wrong, and the others must not suffer: where words were not
     * found, search again with a beam that no wrong sentence empties. For a few minutes of sound;
     * in an hour it takes too long. */
    bool thorough;
    unsigned threads;                  /* 0: as many as there are processors, at most 4 */
    const capalign_progress *progress; /* may be NULL */
} ca_align_options;

/* Placements (below) from which on a word is surely where it was found, and under which the odds
 * are two to one against it. */
#define CA_WELL_PLACED 0.8
#define CA_MISPLACED 0.35

typedef struct ca_aligned_word {
    bool spoken;
    int64_t start_us, end_us; /* half open; of a word that is not spoken both are
                               * CAPALIGN_TIME_NONE */
    float confidence;         /* 0 to 1; 0 for a word that is not spoken */
    float placement;          /* 0 to 1: that this part of the text is said there, if not to the
                               * word; 0 for a word that is not spoken */
    float score;              /* ln likelihood per frame against the best phones; 0 is perfect */
    int32_t start_spread_us, end_spread_us; /* standard deviation of the edges, as the model has
                                             * it; real errors are about twice as large */
    uint8_t variant;                        /* which pronunciation was said */
} ca_aligned_word;

/* Sound in which nothing of the text is spoken: music, other speech, longer than a word. */
typedef struct ca_sound_span {
    int64_t start_us, end_us;
} ca_sound_span;

typedef struct ca_alignment {
    ca_aligned_word *words; /* in order, as they were given; spans never overlap */
    size_t count;
    ca_sound_span *others; /* in order */
    size_t other_count;
    int64_t duration_us; /* of the sound */
    bool noisy;          /* stationary noise was found and reduced */
    double match;        /* 0 to 1: how well text and sound belong together */
    bool matches;        /* match is above the limit: false is a reason to refuse */
} ca_alignment;

typedef struct ca_aligner ca_aligner;

/* The words are copied, their pronunciations are not. `options` may be NULL. Phones that the model
 * does not have, or more than the caps above, are CAPALIGN_E_ARGUMENT or CAPALIGN_E_LIMIT. */
capalign_code ca_aligner_create(const ca_model *model, const ca_align_word *words, size_t count,
                                const ca_align_options *options, ca_aligner **out,
                                capalign_error *error);
/* 16 kHz mono samples, full scale ±1. What is not a number counts as silence. */
capalign_code ca_aligner_push(ca_aligner *aligner, const float *samples, size_t count,
                              capalign_error *error);
/* Aligns. Sound of no length and texts of no words are fine. Once for an aligner. */
capalign_code ca_aligner_finish(ca_aligner *aligner, ca_alignment **out, capalign_error *error);
void ca_aligner_free(ca_aligner *aligner);
void ca_alignment_free(ca_alignment *alignment);

#endif
