/* Text as pieces that no break may part, and what a break between two of them costs. */
#ifndef CA_CUE_PIECES_H
#define CA_CUE_PIECES_H

#include "base/strbuf.h"
#include "cue/layout.h"

typedef struct ca_piece {
    size_t from; /* bytes [from, to) of the text */
    size_t to;
    uint32_t columns;
    uint32_t penalty; /* of a break before it: 0 after a sentence, more inside a phrase */
    bool space_before;
    bool ends_sentence;
    bool starts_speaker; /* a new speaker's label or dash: a cue begins here */
} ca_piece;

typedef struct ca_pieces {
    ca_str text;
    ca_piece *items; /* malloc'd */
    size_t count;
    size_t capacity;
} ca_pieces;

/* Cuts the text at white space, beside ideographs (by the rules of which characters may begin and
 * end a line), after hyphens, and between clusters where a piece alone is wider than a line. False
 * without memory. */
bool ca_pieces_cut(ca_str text, uint32_t max_columns, ca_pieces *out);
void ca_pieces_free(ca_pieces *pieces);

/* How many lines the pieces [from, to) fill at least; each line as full as it can be. */
uint32_t ca_pieces_lines(const ca_pieces *pieces, size_t from, size_t to, uint32_t max_columns);
/* Appends the pieces [from, to) in lines of at most max_columns: as few lines as there can be,
 * even, and broken where a break costs least. False without memory. */
bool ca_pieces_wrap(const ca_pieces *pieces, size_t from, size_t to, uint32_t max_columns,
                    ca_strbuf *out);

#endif
