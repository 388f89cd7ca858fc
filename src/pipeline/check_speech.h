/* What the alignment says about each cue, and how far it can be believed. */
#ifndef CA_PIPELINE_CHECK_SPEECH_H
#define CA_PIPELINE_CHECK_SPEECH_H

#include "check/check.h"
#include "pipeline/hear.h"

/* A cue's words in the sound. Of each edge the earliest and the latest place are kept: a word that
 * stands apart from the others is often a breath that was taken for it. */
typedef struct ca_cue_speech {
    size_t first_word, end_word;        /* of the transcript's words */
    int64_t start_us, end_us;           /* the cue's own span; both NONE: not sure */
    int64_t first_from_us, first_to_us; /* where its speech begins; NONE: cannot be said */
    int64_t last_from_us, last_to_us;   /* where it ends; NONE: cannot be said */
    int64_t spread_us;                  /* how far the edges may be off, by the engine */
    size_t spoken;                      /* words that were found */
    double confidence;                  /* mean of its words, unspoken ones as none */
    bool lyrics;                        /* sung: not judged by its words */
    bool found;                         /* sure enough to say where it is */
    bool unspoken;                      /* sure enough to say that it is not spoken */
    const ca_aligned_word *words;       /* one for each of its words */
} ca_cue_speech;

typedef struct ca_check_speech {
    capalign_alignment text; /* transcript, words and language only */
    ca_cue_speech *cues;     /* as many as the track has */
    size_t cue_count;
    size_t left_out;        /* cues whose text is not looked for: see ca_check_leave_out */
    int64_t compared_to_us; /* cues from here on are those */
    size_t *order;          /* of the words, by their cues' times; NULL: as in the file */
    ca_aligned_word *heard; /* one for each word of the text */
    size_t words;           /* that can be spoken, lyrics aside */
    size_t words_found;
    int64_t least_us; /* differences below this are not claimed */
    bool clear;       /* right words are found, not lost */
    bool knows_words; /* so clear that words can be known that are not spoken */
    bool mapped;      /* pronounced with another language's phones */
    bool noisy;
} ca_check_speech;

/* Reads the cues' words. `duration_us` is the medium's; 0: not known. */
capalign_code ca_check_speech_read(ca_check_speech *speech, ca_check *check, int64_t duration_us,
                                   capalign_error *error);
/* check_room.c: of a text that is far longer than what can be said in `duration_us`, takes away
 * what cues have that are not shown then; all of it where what stays is still too long. Without it
 * the time to search would grow with the captions times the medium. */
void ca_check_leave_out(ca_check_speech *speech, int64_t duration_us);
/* Judges the cues by what was heard. */
capalign_code ca_check_speech_judge(ca_check_speech *speech, const ca_hearing *hearing,
                                    capalign_error *error);
/* Takes the words of one cue, copied, where they fit better or are what is sure near its time;
 * whether they are sure. */
bool ca_check_speech_replace(ca_check_speech *speech, size_t cue, const ca_aligned_word *words);
/* What follows from all the cues together. */
void ca_check_speech_sum_up(ca_check_speech *speech);
void ca_check_speech_free(ca_check_speech *speech);

#endif
