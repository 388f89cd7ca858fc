/* Whether two lines say the same. */
#ifndef CA_TEXT_LINE_SAME_H
#define CA_TEXT_LINE_SAME_H

#include <stdbool.h>

#include "base/utf8.h"

/* The same words: case, width, quotes, dashes, spaces and other punctuation set aside. Where one of
 * them was cut short with an ellipsis, the other may go on; *longer is then 1 for b, 0 for a. */
bool ca_line_same(ca_str a, ca_str b, int *longer);

#endif
