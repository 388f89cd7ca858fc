/* Edges at pauses: where the level rises out of the pause or falls into it. */
#ifndef CA_ALIGN_PAUSE_EDGE_H
#define CA_ALIGN_PAUSE_EDGE_H

#include "align/levels.h"
#include "align/phone_class.h"

/* The start of a word behind a pause, in ms: near `start`, before `end` and behind `pause`, where
 * the pause began. `first` is the word's first phone; `mapped`: as in ca_align_options. */
double ca_pause_start(const ca_levels *levels, ca_phone_class first, bool mapped, double start,
                      double end, double pause);
/* The end of a word before a pause that ends at `pause`. */
double ca_pause_end(const ca_levels *levels, ca_phone_class last, bool mapped, double start,
                    double end, double pause);

#endif
