/* Where cues end: the least sum of penalties over the whole text. */
#ifndef CA_CUE_SEGMENT_H
#define CA_CUE_SEGMENT_H

#include "cue/pieces.h"

/* When a piece is spoken; both CAPALIGN_TIME_NONE: not known. */
typedef struct ca_piece_time {
    int64_t start_us;
    int64_t end_us;
} ca_piece_time;

/* Divides the pieces into cues that fit the profile's lines; `times` (one for each piece) may be
 * NULL: then cues are made even. (*ends)[i], malloc'd, is the piece after cue i's last. False
 * without memory. */
bool ca_segment(const ca_pieces *pieces, const ca_piece_time *times,
                const ca_layout_profile *profile, size_t **ends, size_t *count);

#endif
