/* The proof that a fix lost nothing: what viewers see and when, before and after. */
#ifndef CA_CHECK_FIX_PROOF_H
#define CA_CHECK_FIX_PROOF_H

#include "caption/track.h"

/* What a fix may change besides; as bits. */
enum {
    CA_PROOF_ORDER = 1,     /* cues are put in the order of their starts */
    CA_PROOF_ENDS = 2,      /* cues end at another time */
    CA_PROOF_EMPTY = 4,     /* cues without text go */
    CA_PROOF_FIRST_CUE = 8, /* a cue appears at the top */
    CA_PROOF_ENCODING = 16, /* the file gets another encoding */
    CA_PROOF_TIMES = 32,    /* cues whose times could not be read have times */
};

typedef struct ca_proof_cue {
    int64_t start_us;
    int64_t end_us;
    int64_t order_us; /* the start, or that of the nearest cue above that has one, which is all
                         that is known of when it is */
    uint64_t text;    /* a hash of the letters, 0 for none: no white space, markup or unseen ones */
    uint64_t id;      /* of WebVTT, whose ids are names */
    const capalign_cue_settings *settings; /* of the track; NULL: all defaults */
    size_t place;
} ca_proof_cue;

typedef struct ca_proof {
    ca_proof_cue *cues;
    size_t count;
    uint64_t stray;      /* the same hash of what stands above the first cue of an SRT file */
    size_t replacements; /* U+FFFD in the whole file */
    const char *encoding;
} ca_proof;

/* Valid as long as the track. False without memory. */
bool ca_proof_make(ca_proof *proof, const capalign_track *track);
void ca_proof_free(ca_proof *proof);
/* Whether a cue is still the same, wherever it stands. */
bool ca_proof_same_cue(const ca_proof_cue *a, const ca_proof_cue *b, unsigned allowed);
/* Whether `after` has all that `before` has. Sorts the cues of both, and back, for CA_PROOF_ORDER,
 * so that it does not matter how much of the file was put in order. */
bool ca_proof_holds(ca_proof *before, ca_proof *after, unsigned allowed);
/* For qsort: cues by when they are, then by place. */
int ca_proof_compare_order(const void *a, const void *b);

#endif
