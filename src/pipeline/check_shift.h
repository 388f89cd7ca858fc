/* Whether captions are early or late as a whole: by the same time everywhere, or more and more. */
#ifndef CA_PIPELINE_CHECK_SHIFT_H
#define CA_PIPELINE_CHECK_SHIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A cue that was found in the sound. */
typedef struct ca_shift_point {
    int64_t at_us;  /* where its speech begins */
    int64_t off_us; /* how much later the cue begins; negative: earlier */
} ca_shift_point;

typedef enum ca_shift_kind {
    CA_SHIFT_NONE,
    CA_SHIFT_OFFSET,
    CA_SHIFT_DRIFT,
} ca_shift_kind;

/* A cue that belongs to speech at t begins at t + offset + slope·t. */
typedef struct ca_shift {
    ca_shift_kind kind;
    int64_t offset_us;
    double slope;
    int64_t span_us; /* from the first point to the last */
    size_t agree;    /* points that are as it says, of all */
    size_t count;
} ca_shift;

/* `points` are put into the order of at_us. An offset of less than least_offset_us, and a drift
 * that comes to less than least_drift_us from the first point to the last, are none. Where most
 * points do not agree there is none either. False without memory. */
bool ca_shift_find(ca_shift_point *points, size_t count, int64_t least_offset_us,
                   int64_t least_drift_us, ca_shift *out);
/* How much later than its speech, at at_us, a cue is to be expected. */
int64_t ca_shift_at(const ca_shift *shift, int64_t at_us);
/* The way back: where in the sound a time of the captions is. */
int64_t ca_shift_undo(const ca_shift *shift, int64_t cue_us);
/* The frame rates that make such a drift, as the ratio of the captions' times to the sound's
 * ("25/24"); NULL: none that is known. */
const char *ca_shift_ratio(const ca_shift *shift);

#endif
