/* Where a finding is, in the units that report formats count in. Findings hold characters and
 * bytes; a report converts. */
#ifndef CA_CHECK_REPORTS_PLACES_H
#define CA_CHECK_REPORTS_PLACES_H

#include <capalign/check.h>

#include "base/utf8.h"

typedef enum ca_column_unit {
    CA_COLUMN_BYTES, /* of the line as UTF-8 */
    CA_COLUMN_UTF16, /* code units */
} ca_column_unit;

/* 1-based; the end is exclusive. */
typedef struct ca_place_range {
    size_t line;
    size_t column;
    size_t end_line;
    size_t end_column;
} ca_place_range;

/* The byte of a line at a column (1-based characters); the line's size where it has fewer. */
size_t ca_place_byte(ca_str line, size_t column);
/* The finding's line as a text; its end is cut off where it is very long. */
ca_str ca_place_line(const capalign_check_finding *finding);

/* The finding's range. One without a column is its whole line, one about the file (line 0) is the
 * place before the first character: line 1, column 1. */
ca_place_range ca_place_of_finding(const capalign_check_finding *finding, ca_column_unit unit);
/* The range of its replacement; false where it is on lines that the finding does not hold. */
bool ca_place_of_replacement(const capalign_check_finding *finding, ca_column_unit unit,
                             ca_place_range *range);

#endif
