/* What a file writes in more ways than one: every place is kept until the end of the file, where
 * the ways that are not the usual one are told. */
#ifndef CA_CHECK_RULES_STYLE_H
#define CA_CHECK_RULES_STYLE_H

#include "check/check.h"

/* The last way is for places that are not compared with the others. */
enum { CA_STYLE_KINDS = 4, CA_STYLE_WAYS = 8, CA_STYLE_NO_WAY = CA_STYLE_WAYS - 1 };

typedef struct ca_style_place {
    uint32_t from;
    uint32_t cue;
    uint8_t size; /* bytes */
    uint8_t kind;
    uint8_t way;
} ca_style_place;

struct ca_style {
    ca_style_place *places;
    size_t count;
    size_t capacity;
    size_t counts[CA_STYLE_KINDS][CA_STYLE_WAYS];
};

/* The pass over a cue's text that the rules of style share. */
void ca_style_cue(ca_check *check, const ca_rule *rule, const ca_check_cue *cue);
/* Takes a check without one. */
void ca_style_free(ca_check *check);

#endif
