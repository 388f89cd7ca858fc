/* Amounts that are written with spaces: "3,50 €", "1 000", "50 %", "20 °C", "14:30 Uhr". */
#ifndef CA_TEXT_AMOUNTS_H
#define CA_TEXT_AMOUNTS_H

#include "base/utf8.h"

/* Where the amount ends that begins at `from`, a sign of money before it included; `from` where
 * there is none, or it has no space. Digits in threes belong together where a no-break space parts
 * them, or where a sign follows or they end in 000: others may be several numbers. */
size_t ca_amount_end(ca_str text, size_t from);

#endif
