/* Edits of a text: bytes that take the place of others. */
#ifndef CA_CHECK_FIX_EDITS_H
#define CA_CHECK_FIX_EDITS_H

#include "base/strbuf.h"
#include "check/check.h"

typedef struct ca_edit {
    size_t from; /* bytes [from, to) of the source are replaced */
    size_t to;
    size_t text_from; /* by bytes [text_from, text_to) of edits->text */
    size_t text_to;
    uint32_t group; /* the edits of one finding, applied together or not at all */
} ca_edit;

/* What is done to the file as a whole, once for however many findings. */
enum {
    CA_FIX_DROP_BOM = 1,
    CA_FIX_TO_UTF8 = 2,
    CA_FIX_SORT = 4,
    CA_FIX_NUMBER = 8,          /* indices that are numbers */
    CA_FIX_NUMBER_MISSING = 16, /* cues without an index get one */
    CA_FIX_NUMBER_INVALID = 32, /* what stands in its place becomes one */
    CA_FIX_NUMBER_ON_LINE = 64, /* an index on the time line gets its own */
};

/* Fixers that mend a whole cue or line at once and need not do it for each of its findings. */
typedef enum ca_fix_once {
    CA_FIX_ONCE_TAGS,
    CA_FIX_ONCE_SPACED_TAGS,
    CA_FIX_ONCE_WRAP,
    CA_FIX_ONCE_COUNT,
} ca_fix_once;

/* Cues above that may overlap with one. */
enum { CA_FIX_MAX_ABOVE = 64 };

struct ca_edits {
    ca_strbuf text;
    ca_edit *items;
    size_t count;
    size_t capacity;
    uint32_t group;                 /* that added edits belong to */
    unsigned whole;                 /* of CA_FIX_… */
    size_t done[CA_FIX_ONCE_COUNT]; /* 1 + the last cue of each */
    size_t cut[CA_FIX_MAX_ABOVE];   /* at cue % CA_FIX_MAX_ABOVE: 1 + a cue that ends earlier now */
    bool no_memory;
};

/* Replaces bytes [from, to) of the source with `text`; from == to: puts it in there. */
void ca_edits_add(ca_edits *edits, size_t from, size_t to, ca_str text);
/* Takes the bytes out. */
void ca_edits_remove(ca_edits *edits, size_t from, size_t to);
/* Whether this is the first time for the cue, and notes it; findings come in the cues' order. */
bool ca_edits_first(ca_edits *edits, ca_fix_once what, size_t cue);
/* Sorts the edits by place and marks the groups that overlap an earlier one in dropped[group]. What
 * two groups both ask for is done once. */
void ca_edits_settle(ca_edits *edits, bool *dropped);
/* Whether edits from this one on take out U+FFFD, which stands for bytes of the text that nobody
 * can read. */
bool ca_edits_lose_unreadable(const ca_edits *edits, size_t first, ca_str text);
void ca_edits_free(ca_edits *edits);

#endif
