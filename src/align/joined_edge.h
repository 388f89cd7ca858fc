/* Edges between words without a pause: drawn to where the sound changes, less a bias. */
#ifndef CA_ALIGN_JOINED_EDGE_H
#define CA_ALIGN_JOINED_EDGE_H

#include "align/levels.h"
#include "align/phone_class.h"

/* The edge near `expected` (ms), whose standard deviation by the model is `spread` (ms), between a
 * phone of class `left` and one of class `right`. */
double ca_joined_edge(const ca_levels *levels, ca_phone_class left, ca_phone_class right,
                      double expected, double spread);

#endif
