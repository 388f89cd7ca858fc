/* The graph of the first pass: every way in which the text can be spoken.
 *
 * Between the words (and before the first and behind the last) is a gap. A gap may be nothing,
 * silence, noise (the model's phone of coughs and knocks), or filler: sound that the text does not
 * have. From a gap a word can be skipped, and from the gap before a sentence whole sentences.
 * Nodes are numbered so that, but for staying in a state, every way leads to a higher number:
 *
 *   [K] N S0 S1 S2 B0 B1 B2 F G M [word: variant by variant, three states a phone] [K] N …
 *
 * N enters the gap, M leaves it; S is silence, B noise, F filler, G silence inside filler, one node
 * whatever it is like (without it a minute of speech with pauses costs so much that skipping the
 * text is cheaper); K, only before a sentence, is where a run of skipped sentences passes. */
#ifndef CA_ALIGN_GRAPH_H
#define CA_ALIGN_GRAPH_H

#include "align/align.h"

enum ca_node_kind {
    CA_NODE_ENTER,    /* N */
    CA_NODE_CHAIN,    /* a state whose way out is the next node */
    CA_NODE_GAP_LAST, /* S2 and B2: the way out is M */
    CA_NODE_FILLER,   /* F */
    CA_NODE_LULL,     /* G */
    CA_NODE_LEAVE,    /* M */
    CA_NODE_WORD_END, /* a word's last state: the way out is the next gap's N */
    CA_NODE_SKIP,     /* K */
};

typedef struct ca_node {
    uint8_t kind;
    uint8_t senone; /* of the context-independent ones; of emitting nodes */
    uint8_t variant;
    uint32_t gap; /* or word: gap i is before word i */
} ca_node;

typedef struct ca_gap {
    uint32_t enter;     /* its N */
    uint32_t next_skip; /* before a sentence: K of the next sentence, else 0 */
    uint8_t variants;   /* of the word behind it */
    bool starts_sentence;
} ca_gap;

/* Offsets from a gap's N. */
enum {
    CA_GAP_SILENCE = 1,
    CA_GAP_NOISE = 4,
    CA_GAP_FILLER = 7,
    CA_GAP_LULL = 8,
    CA_GAP_LEAVE = 9,
    CA_GAP_NODES = 10,
};

typedef struct ca_graph {
    ca_node *nodes;
    size_t node_count;
    ca_gap *gaps; /* words + 1 */
    size_t word_count;
    uint32_t *starts; /* first node of the variants: starts[gap·CA_PASS_VARIANTS + variant] */
} ca_graph;

enum { CA_PASS_VARIANTS = 2 }; /* of a word in the first pass */

capalign_code ca_graph_create(const ca_model *model, const ca_align_word *words, size_t count,
                              ca_graph *out, capalign_error *error);
void ca_graph_free(ca_graph *graph);

#endif
