/* Hearing a medium for the words of a text: what aligning and checking have in common. The sound is
 * decoded once, whatever is asked of it. */
#ifndef CA_PIPELINE_HEAR_H
#define CA_PIPELINE_HEAR_H

#include <capalign/media.h>

#include "align/align.h"
#include "pipeline/alignment.h"
#include "pipeline/model_file.h"
#include "pipeline/pronounce.h"

/* Zero-initialise it to begin. */
typedef struct ca_hearing {
    ca_model_file model;
    ca_pronouncer *pronouncer;
    ca_align_word *words; /* borrows the pronouncer's variants; NULL: nothing is aligned */
    size_t word_count;
    ca_alignment *result; /* one word for each of the text's */

    capalign_audio *audio; /* open from ca_hearing_open until it was heard */

    /* For the caller to set before listening: */
    const size_t *order; /* the words in another order, to be aligned in that as well; or NULL */
    void (*samples)(void *context, const float *samples, size_t count); /* all the sound; or NULL */
    void *context;

    ca_align_word *reordered;
    ca_alignment *reordered_result; /* one word for each of `order`, or NULL */
} ca_hearing;

/* The medium's language ("": it does not say) and length (0: not known), as its container has them.
 */
capalign_code ca_hearing_look(const char *medium, char language[36], int64_t *duration_us,
                              capalign_error *error);
/* Opens the sound of the part of the medium that the options name: their stream, else the one that
 * is in `language`, else the default one. */
capalign_code ca_hearing_open(ca_hearing *hearing, const char *medium, const char *language,
                              const capalign_align_options *options, capalign_error *error);
/* Decides the language (a->language) and finds out how the words (a->found) are pronounced. */
capalign_code ca_hearing_prepare(ca_hearing *hearing, capalign_alignment *a, const char *language,
                                 const char *medium_language, capalign_error *error);
/* Hears what was opened, to its end, and closes it. `total_us` is for progress only. */
capalign_code ca_hearing_listen(ca_hearing *hearing, const capalign_align_options *options,
                                int64_t total_us, capalign_error *error);
/* Hears a short part of the medium again, thoroughly, for some of the words (indices, `count` of
 * them). Times are of the medium. *out has one word for each.
 */
capalign_code ca_hearing_again(const ca_hearing *hearing, const char *medium, const size_t *words,
                               size_t count, int64_t from_us, int64_t to_us, unsigned threads,
                               ca_alignment **out, capalign_error *error);
void ca_hearing_free(ca_hearing *hearing);

#endif
