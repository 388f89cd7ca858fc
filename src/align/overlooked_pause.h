/* Short pauses that the search does not see: it may give a silence of 100 ms to the sounds of the
 * next word, above all to a weak one such as that of "the", and then both words share an edge. */
#ifndef CA_ALIGN_OVERLOOKED_PAUSE_H
#define CA_ALIGN_OVERLOOKED_PAUSE_H

#include <stdbool.h>

#include "align/levels.h"
#include "align/phone_class.h"

/* True where a silence that no sound has follows the shared `edge` of two words, the second of
 * which begins with a phone of class `first`; then it lasts from *from to *to. The first word
 * starts at `start`, the second ends at `end`; all are in ms. */
bool ca_overlooked_pause(const ca_levels *levels, ca_phone_class first, double start, double edge,
                         double end, double *from, double *to);

#endif
