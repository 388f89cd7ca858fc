#include "align/graph.h"

#include <stdlib.h>

static unsigned pass_variants(const ca_align_word *word)
{
    return word->variant_count < CA_PASS_VARIANTS ? (unsigned)word->variant_count
                                                  : CA_PASS_VARIANTS;
}

static bool starts_sentence(const ca_align_word *words, size_t count, size_t gap)
{
    return gap < count && (gap == 0 || words[gap].sentence != words[gap - 1].sentence);
}

static size_t count_nodes(const ca_align_word *words, size_t count)
{
    size_t nodes = CA_GAP_NODES + 1; /* the last gap has a K for the skips that lead to the end */
    for (size_t i = 0; i < count; i++) {
        nodes += CA_GAP_NODES + starts_sentence(words, count, i);
        for (unsigned v = 0; v < pass_variants(&words[i]); v++)
            nodes += CA_STATES * words[i].variants[v].count;
    }
    return nodes;
}

static void add_node(ca_graph *g, enum ca_node_kind kind, unsigned senone, size_t gap)
{
    g->nodes[g->node_count++] =
        (ca_node){.kind = (uint8_t)kind, .senone = (uint8_t)senone, .gap = (uint32_t)gap};
}

static void add_gap(ca_graph *g, const ca_model *model, size_t gap, bool sentence)
{
    unsigned silence = CA_STATES * ca_model_silence(model);
    unsigned noise = CA_STATES * ca_model_noise(model);
    if (sentence)
        add_node(g, CA_NODE_SKIP, 0, gap);
    g->gaps[gap] = (ca_gap){.enter = (uint32_t)g->node_count, .starts_sentence = sentence};
    add_node(g, CA_NODE_ENTER, 0, gap);
    for (unsigned s = 0; s < CA_STATES; s++)
        add_node(g, s < 2 ? CA_NODE_CHAIN : CA_NODE_GAP_LAST, silence + s, gap);
    for (unsigned s = 0; s < CA_STATES; s++)
        add_node(g, s < 2 ? CA_NODE_CHAIN : CA_NODE_GAP_LAST, noise + s, gap);
    add_node(g, CA_NODE_FILLER, 0, gap);
    add_node(g, CA_NODE_LULL, silence + 1, gap);
    add_node(g, CA_NODE_LEAVE, 0, gap);
}

static void add_word(ca_graph *g, const ca_align_word *word, size_t index)
{
    unsigned variants = pass_variants(word);
    g->gaps[index].variants = (uint8_t)variants;
    for (unsigned v = 0; v < variants; v++) {
        g->starts[index * CA_PASS_VARIANTS + v] = (uint32_t)g->node_count;
        const ca_pronunciation *p = &word->variants[v];
        for (size_t i = 0; i < CA_STATES * p->count; i++) {
            bool last = i + 1 == CA_STATES * p->count;
            add_node(g, last ? CA_NODE_WORD_END : CA_NODE_CHAIN,
                     CA_STATES * p->phones[i / CA_STATES] + i % CA_STATES, index);
            g->nodes[g->node_count - 1].variant = (uint8_t)v;
        }
    }
}

/* Every sentence's gap learns where the next sentence's K is. */
static void link_skips(ca_graph *g)
{
    uint32_t next = 0;
    for (size_t i = g->word_count + 1; i-- > 0;) {
        if (!g->gaps[i].starts_sentence)
            continue;
        g->gaps[i].next_skip = next;
        next = g->gaps[i].enter - 1;
    }
}

capalign_code ca_graph_create(const ca_model *model, const ca_align_word *words, size_t count,
                              ca_graph *out, capalign_error *error)
{
    *out = (ca_graph){.word_count = count};
    size_t nodes = count_nodes(words, count);
    if (nodes > UINT32_MAX / 2)
        return ca_fail(error, CAPALIGN_E_LIMIT, "the text has %zu words, too many to align", count);
    out->nodes = calloc(nodes, sizeof *out->nodes);
    out->gaps = calloc(count + 1, sizeof *out->gaps);
    out->starts = calloc(count * CA_PASS_VARIANTS + 1, sizeof *out->starts);
    if (!out->nodes || !out->gaps || !out->starts) {
        ca_graph_free(out);
        return ca_fail_memory(error);
    }
    for (size_t i = 0; i < count; i++) {
        add_gap(out, model, i, starts_sentence(words, count, i));
        add_word(out, &words[i], i);
    }
    add_gap(out, model, count, true);
    link_skips(out);
    return CAPALIGN_OK;
}

void ca_graph_free(ca_graph *graph)
{
    free(graph->nodes);
    free(graph->gaps);
    free(graph->starts);
    *graph = (ca_graph){0};
}
