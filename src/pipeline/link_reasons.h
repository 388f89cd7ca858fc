/* The linker's decisions in words. */
#ifndef CA_PIPELINE_LINK_REASONS_H
#define CA_PIPELINE_LINK_REASONS_H

#include "pipeline/link_cost.h"

/* Why a clip was not linked, or what a person should know of its link. */
typedef enum ca_link_note {
    CA_LINK_NO_NOTE,
    CA_LINK_NOTE_NOTHING_FITS,
    CA_LINK_NOTE_TAKEN,     /* what fits it fits other clips better */
    CA_LINK_NOTE_REPEATS,   /* `other` is the clip that it repeats */
    CA_LINK_NOTE_TIE,       /* two media fit it, or one medium fits two clips */
    CA_LINK_NOTE_CROWDED,   /* more media fit than can be told apart */
    CA_LINK_NOTE_TOO_MANY,  /* given up: CA_ASSIGNMENT_MAX_STEPS */
    CA_LINK_NOTE_TORN,      /* a whole file and its chapters fit equally */
    CA_LINK_NOTE_ONLY_LEFT, /* linked because nothing else is left */
    CA_LINK_NOTE_NAME,      /* linked, but the name is rather that of `other` */
    CA_LINK_NOTE_OTHER_FILE /* linked, but the page names a file of another name */
} ca_link_note;

/* Fills link->reasons. `fit` belongs to the link's medium (or to candidate_a, or is NULL);
 * `other` is as the note says, else SIZE_MAX. False without memory. */
bool ca_link_explain(const ca_link_index *index, const ca_link_fit *fit, ca_link_note note,
                     size_t other, capalign_link *link);

#endif
