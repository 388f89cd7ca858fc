/* One state of a file while it is fixed: its bytes, what they are read as, what a check finds. */
#ifndef CA_CHECK_FIX_STATE_H
#define CA_CHECK_FIX_STATE_H

#include "check/fix/edits.h"
#include "check/fix/proof.h"

/* Findings are counted by rank, and times that could not be read as one; a fix must make the counts
 * smaller, the first that differs deciding. So each step is progress and there is an end, although
 * mending one thing can show another: a time that is read can stand out of order. */
typedef enum ca_fix_rank {
    CA_FIX_RANK_FILE,
    CA_FIX_RANK_UNREAD, /* no findings */
    CA_FIX_RANK_ORDER,
    CA_FIX_RANK_REST,
    CA_FIX_RANK_LATE,
    CA_FIX_RANKS,
} ca_fix_rank;

/* What is done first, since other fixes stand on it: the encoding and the line ends of the file;
 * then the order of its cues; then all else. */
typedef enum ca_fix_stage {
    CA_FIX_STAGE_FILE,
    CA_FIX_STAGE_ORDER,
    CA_FIX_STAGE_REST,
    CA_FIX_STAGE_COUNT,
} ca_fix_stage;

/* How one rule's findings are fixed. */
typedef struct ca_fix_kind {
    bool fixed;
    ca_fix_stage stage;
    ca_fix_rank rank;
    unsigned allows; /* what a fix may change besides what is told (CA_PROOF_…) */
} ca_fix_kind;

/* What is fixed, and how. */
typedef struct ca_fix_plan {
    const char *path;
    const char *format; /* NULL: by the path or the content, for the first state */
    const capalign_check_config *config;
    ca_fix_kind *kinds; /* of each rule, by its index */
} ca_fix_plan;

typedef struct ca_fix_state {
    char *bytes; /* malloc'd */
    size_t size;
    capalign_track *track;
    ca_check check;
    ca_proof proof;
    size_t counts[CA_FIX_RANKS];
} ca_fix_state;

/* Takes `bytes` over in every case. CAPALIGN_E_INPUT where they are no captions that are checked.
 */
capalign_code ca_fix_state_make(ca_fix_state *state, const ca_fix_plan *plan, char *bytes,
                                size_t size, capalign_error *error);
void ca_fix_state_free(ca_fix_state *state);
/* Whether `after` has fewer findings that are fixed. */
bool ca_fix_state_is_better(const ca_fix_state *before, const ca_fix_state *after);

/* The state's bytes with the edits of selected groups, sorted, and the whole-file changes `whole`.
 * NULL, and not `no_memory`: its bytes cannot be edited, since it is not known what they are. */
char *ca_fix_apply(const ca_fix_state *state, const ca_edits *edits, const bool *selected,
                   unsigned whole, size_t *size, bool *no_memory);

#endif
