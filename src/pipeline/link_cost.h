/* How well a clip and a medium fit, and which media are worth comparing with a clip at all.
 *
 * Gains are points; 100 of them (one rare word of the caption in the file's name) are the least
 * that makes a link, and differences below CA_LINK_NOISE decide nothing. */
#ifndef CA_PIPELINE_LINK_COST_H
#define CA_PIPELINE_LINK_COST_H

#include "pipeline/assignment.h"
#include "pipeline/link_index.h"

enum { CA_LINK_NOISE = 40, CA_LINK_EQUAL_POINTS = 400 };

typedef enum ca_link_naming {
    CA_LINK_NOT_NAMED,
    CA_LINK_NAMED_PART,  /* a chapter of the file that the page names */
    CA_LINK_NAMED_STEM,  /* the page names this file, but for the extension */
    CA_LINK_NAMED_EXACT, /* the page names this file */
} ca_link_naming;

typedef enum ca_link_length {
    CA_LINK_LENGTH_UNKNOWN, /* of the clip or of the medium */
    CA_LINK_LENGTH_EQUAL,
    CA_LINK_LENGTH_NEAR, /* another cut of it, perhaps */
    CA_LINK_LENGTH_OTHER,
} ca_link_length;

typedef struct ca_link_fit {
    int32_t gain; /* of all evidence; 0: they cannot be linked */
    int32_t firm; /* of the page's file name and the duration alone */
    int32_t name; /* what common words give */
    ca_link_naming naming;
    ca_link_length length;
    bool in_order;
    int language; /* 1 the same, -1 another, 0 unknown */
} ca_link_fit;

/* `name` is what common words give (ca_link_candidates works it out). */
ca_link_fit ca_link_fit_of(const ca_link_index *index, size_t clip, size_t medium, int32_t name);

/* A clip keeps this many of its best media. Where more of them fit within the noise, the clip is
 * crowded: nothing could tell which one is right, so it is not linked. */
enum { CA_LINK_MAX_CANDIDATES = 32 };

typedef struct ca_link_candidate {
    size_t medium;
    ca_link_fit fit;
} ca_link_candidate;

typedef struct ca_link_candidates {
    ca_link_candidate best[CA_LINK_MAX_CANDIDATES]; /* best first */
    size_t count;
    bool crowded;
    int32_t outside;      /* greatest gain of a medium that is not among them; 0: none */
    int32_t outside_firm; /* the same of `firm` */
    size_t by_name; /* the medium with the most common words, linkable or not; SIZE_MAX: none */
    int32_t by_name_points;
} ca_link_candidates;

/* Working memory for ca_link_find, reused from clip to clip. */
typedef struct ca_link_finder {
    const ca_link_index *index;
    uint32_t *seen; /* per medium: the search that met it */
    uint32_t search;
    int32_t *in_stem; /* points of common words */
    int32_t *in_title;
    uint32_t *met;
    size_t met_count;
    ca_link_candidate *fitting;
} ca_link_finder;

/* False without memory; the arena owns it. */
bool ca_link_finder_make(ca_link_finder *finder, const ca_link_index *index, ca_arena *arena);
void ca_link_find(ca_link_finder *finder, size_t clip, ca_link_candidates *candidates);

#endif
