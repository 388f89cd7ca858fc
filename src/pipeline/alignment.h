/* An alignment from the inside. */
#ifndef CA_PIPELINE_ALIGNMENT_H
#define CA_PIPELINE_ALIGNMENT_H

#include <capalign/align.h>

#include "align/align.h"
#include "caption/track.h"
#include "pipeline/transcript.h"
#include "text/spoken.h"

struct capalign_alignment {
    ca_transcript transcript; /* its text is what the words point into */
    char *medium;             /* its name without folder and extension */
    char language[36];
    ca_spoken_words found; /* words of the text, one for each of `words` */
    capalign_word *words;
    size_t word_count;
    capalign_track *track;
    capalign_cue_report *cues;
    size_t cue_count;
    size_t doubtful_count;
    double match;
    bool noisy;
    int64_t duration_us;
    int64_t claim_us; /* where the container says that the sound ends, or CAPALIGN_TIME_NONE */
    size_t stream;    /* the one that was heard, of `stream_count` audio streams */
    size_t stream_count;
};

/* Where the part of the medium begins that is aligned to. */
static inline int64_t ca_alignment_part_start_us(const capalign_align_options *options)
{
    return options->start_us == CAPALIGN_TIME_NONE ? 0 : options->start_us;
}

/* align_language.c: decides the language and copies it to alignment->language: the option, else the
 * medium's, unless the text's script says another; else English, where the words are English. */
capalign_code ca_alignment_choose_language(capalign_alignment *alignment, const ca_model *model,
                                           const char *option, const char *medium,
                                           capalign_error *error);
/* align_cues.c: the track, the cue reports and each word's cue, from the words. */
capalign_code ca_alignment_make_cues(capalign_alignment *alignment,
                                     const capalign_align_options *options, capalign_error *error);

/* align_stamps.c: gives the time stamps inside kept WebVTT cues their times, after the cues. */
capalign_code ca_alignment_time_stamps(capalign_alignment *alignment, capalign_error *error);

/* A word-level format. */
typedef struct ca_words_format {
    const char *name;
    const char *extension;
    capalign_code (*write)(const capalign_alignment *alignment, ca_output *output,
                           capalign_error *error);
} ca_words_format;

extern const ca_words_format ca_words_json;
extern const ca_words_format ca_words_textgrid;
extern const ca_words_format ca_words_ctm;

#endif
