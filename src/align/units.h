/* A few spoken words in a row that are right or wrong together: what evidence is measured for. */
#ifndef CA_ALIGN_UNITS_H
#define CA_ALIGN_UNITS_H

#include "align/path.h"

/* What is between a unit and the one before it. */
typedef enum ca_join {
    CA_JOIN_NONE,  /* other sound, or words that are not spoken */
    CA_JOIN_LOOSE, /* a new sentence begins, or a pause is long */
    CA_JOIN_PAUSE,
    CA_JOIN_CLOSE, /* nothing */
} ca_join;

typedef struct ca_unit {
    size_t from, count; /* of the path's spoken words; count > 0 */
    ca_join join;
    size_t phones;
    float deviations; /* evidence.h's */
    float placement;  /* placement.h's */
} ca_unit;

/* Cuts the path into units of about a dozen phones, which never reach over a pause or a sentence's
 * end. `out` has room for path->count units. Returns their number. */
size_t ca_units_cut(const ca_path *path, const ca_align_word *words, ca_unit *out);

#endif
