/* The second pass: word edges as expected times, by forward-backward over one stretch of speech
 * between pauses at a time. */
#ifndef CA_ALIGN_SECOND_PASS_H
#define CA_ALIGN_SECOND_PASS_H

#include "align/align.h"
#include "align/cepstra.h"

/* A word that the first pass found, in order. */
typedef struct ca_spoken {
    uint32_t word;                 /* index in the caller's words */
    uint32_t first, end;           /* frames of the first pass, half open */
    uint32_t open_first, open_end; /* how far the sound around it belongs to nothing else */
    bool cut_after;                /* something other than silence is between it and the next */
    uint8_t variant;
    /* The second pass's: */
    double start_frame, end_frame;   /* an edge at frame t is at (t − ½)·10 ms */
    double start_spread, end_spread; /* standard deviations, in frames */
} ca_spoken;

typedef struct ca_second_pass {
    const ca_model *model;
    const ca_cepstra *cepstra;
    const ca_align_word *words;
    bool contexts; /* score phones in their contexts as well, and weigh the two edges */
    unsigned threads;
} ca_second_pass;

capalign_code ca_second_pass_run(const ca_second_pass *pass, ca_spoken *spoken, size_t count,
                                 capalign_error *error);

#endif
