/* From the evidence for units to how sure it is that each is where the text has it. */
#ifndef CA_ALIGN_PLACEMENT_H
#define CA_ALIGN_PLACEMENT_H

#include "align/units.h"

/* Sets the placement of each unit, 0 to 1. Units are right or wrong in runs: a chain with these two
 * states, whose posteriors are found forwards and backwards (Rabiner 1989, III.B); how likely it
 * changes its state between two units follows from what is between them. */
capalign_code ca_placement_find(ca_unit *units, size_t count, capalign_error *error);

#endif
