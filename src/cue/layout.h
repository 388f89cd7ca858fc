/* Cue layout: text becomes cues, and cues become lines.
 *
 * Two ways in: a clip caption, which shares out one span (ca_layout_caption), and words that were
 * aligned to speech (ca_layout_words). Both choose the breaks of all cues together, by the least
 * sum of penalties (segment.c), and the breaks of lines inside each cue (wrap.c). The language of
 * the track, where it has one, says which function words lines had better not end with; otherwise
 * the text is asked which language's words it holds.
 *
 * Of the text nothing is lost but white space (any run of it becomes one space or a line break)
 * zero-width spaces, and soft hyphens (one that a line ends at becomes a hyphen). What is not UTF-8
 * becomes U+FFFD. Widths are columns of East Asian width: an ideograph, kana or Hangul syllable has
 * 2, marks 0. */
#ifndef CA_CUE_LAYOUT_H
#define CA_CUE_LAYOUT_H

#include <stdbool.h>

#include <capalign/caption.h>

#include "base/utf8.h"

/* A house style. Hard limits: max_columns, max_lines, max_duration_us, min_gap_us. The others are
 * kept where the speech leaves room for them. */
typedef struct ca_layout_profile {
    const char *name;
    uint32_t max_columns; /* of a line */
    uint32_t max_lines;
    int64_t min_duration_us;
    int64_t min_word_us; /* least time for each word of a cue; 0: none */
    int64_t max_duration_us;
    int64_t min_gap_us;    /* from a cue's end to the next start */
    int64_t close_gap_us;  /* gaps below this are closed to min_gap_us; 0: none */
    int64_t tail_us;       /* how long a cue stays after its speech, where there is room */
    int64_t max_tail_us;   /* the same, to give time for reading */
    int64_t columns_per_s; /* fastest reading, in columns a second: characters, ideographs twice */
} ca_layout_profile;

/* The profile of that name; NULL: none such. NULL as name gives "default". */
const ca_layout_profile *ca_layout_profile_named(const char *name);
size_t ca_layout_profile_count(void);
const ca_layout_profile *ca_layout_profile_at(size_t index);

/* Cues of one text at most, against hostile input. */
#define CA_LAYOUT_MAX_BYTES ((size_t)64 << 20)

/* Adds the caption's cues to the track: they share [start_us, end_us) without gaps, in proportion
 * to their characters; bounds between them are whole milliseconds where the span has room for them,
 * the last one ends at end_us exactly. The longest duration does not apply (a
 * short caption stands over its whole clip). Where the span is too short for the least duration,
 * cues of up to twice the lines are made; where even they do not get it, they are shorter. A text
 * of white space adds nothing. */
capalign_code ca_layout_caption(ca_str text, int64_t start_us, int64_t end_us,
                                const ca_layout_profile *profile, capalign_track *track,
                                capalign_error *error);

/* A word of a transcript: bytes [from, to) of its text, in order and not overlapping. Spans in
 * order; both times CAPALIGN_TIME_NONE where it is not spoken. */
typedef struct ca_layout_word {
    size_t from;
    size_t to;
    int64_t start_us;
    int64_t end_us;
    double confidence; /* 0..1 */
} ca_layout_word;

/* What went into a cue, so that the caller can say which ones are doubtful. */
typedef struct ca_layout_cue {
    size_t first_word; /* words [first_word, end_word) begin in the cue */
    size_t end_word;
    size_t unspoken;   /* how many of them have no times */
    double confidence; /* mean over those that have; 0 where none has */
} ca_layout_cue;

/* Adds the cues of a transcript to the track. `text` is the whole transcript; what no word covers
 * (punctuation, labels, [music]) goes with its neighbours. A speaker's label or dash begins a new
 * cue. Cues begin with their speech, never overlap, and end within [0, limit_us] (the medium's
 * end; CAPALIGN_TIME_NONE: not known) unless words end after it; their times are whole
 * milliseconds. Unspoken words are placed between their neighbours. *cues (may be NULL) is set to
 * an array of one entry for each cue added; the caller frees it. CAPALIGN_E_ARGUMENT where words
 * are out of order. */
capalign_code ca_layout_words(ca_str text, const ca_layout_word *words, size_t word_count,
                              int64_t limit_us, const ca_layout_profile *profile,
                              capalign_track *track, ca_layout_cue **cues, size_t *cue_count,
                              capalign_error *error);

#endif
