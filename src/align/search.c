#include "align/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Prices of the ways, as natural logarithms of their weight. Measured on read speech with text and
 * sound damaged in turn: silence −2 or −6 makes no difference; a word
 * skip of −50 skips slurred short words, one of −120 takes half of the words that are not said for
 * spoken in noise; a run of n sentences not said costs 80 + 5n and is found as long as that is
 * below the beam. */
static const float TO_SILENCE = -2;
static const float TO_NOISE = -6;
/* A pause inside a sentence costs more: a short word at a sentence's beginning is otherwise heard
 * in the noise or the breath before it, with a pause behind. −10 to −30 do the same; clean speech
 * is the same to the millisecond, at 20 dB of noise such words were up to 0.8 s off. */
static const float PAUSE_INSIDE = -20;
static const float TO_FILLER = -25;
/* What filler costs more inside a sentence. A sentence's first word, or the word before a sentence
 * that is not there, is otherwise heard in other speech, seconds away from the words it belongs to.
 * −20 leaves more of them; −70 does the same for them, but puts words wrong where the text lacks
 * one or two that are said. */
static const float FILLER_INSIDE = -40;
static const float FROM_FILLER = -3;
static const float KEEP_FILLER = -0.005f;
static const float TO_LULL = -2;
static const float SKIP_WORD = -100;
static const float SKIP_SENTENCE = -80;
static const float SKIP_NEXT = -5;
/* Beginning at any sentence, ending in any gap, and far skips: below the beam, above what 14
 * skipped sentences cost. */
static const float SKIP_ANY = -150;
/* Of the beam: 0.67 and 1 give the same words on every damaged and noisy set, 0.5 loses some. */
static const float WORD_BEAM = 0.67f;
enum {
    FAR_SKIP_FRAMES = 10, /* far skips leave only in every tenth frame */
    SHORTEST_FILLER = 30, /* frames: shorter ones only stand in for short words said badly */
};

typedef struct token {
    float score; /* below the best token of the frame */
    uint32_t history;
    uint32_t start; /* frame in which the word or filler was entered */
} token;

/* Nodes with a token; the words from `low` up to `high` may have bits. */
typedef struct node_set {
    uint64_t *bits;
    size_t low, high;
} node_set;

struct ca_search {
    const ca_graph *graph;
    ca_search_options options;
    unsigned silence; /* its first state */
    float stay[CA_MAX_PHONES * CA_STATES], leave[CA_MAX_PHONES * CA_STATES];
    token *now, *next;
    node_set active, coming, passing; /* emitting nodes now and next; nodes without emission */
    ca_history history;
    uint32_t frame;
    float far_from; /* the best score from which a gap was left for afar in this frame */
    bool ending, failed;
    token whole, part; /* the best ends: of the whole text, of a part of it */
};

static const token NO_TOKEN = {-1e30f, CA_NO_HISTORY, 0};

static bool make_set(node_set *set, size_t nodes)
{
    set->bits = calloc(nodes / 64 + 1, sizeof *set->bits);
    set->low = SIZE_MAX;
    return set->bits != NULL;
}

static inline void set_add(node_set *set, uint32_t node)
{
    size_t word = node / 64;
    set->bits[word] |= UINT64_C(1) << (node % 64);
    set->low = word < set->low ? word : set->low;
    set->high = word + 1 > set->high ? word + 1 : set->high;
}

static inline bool set_has(const node_set *set, uint32_t node)
{
    return set->bits[node / 64] >> (node % 64) & 1;
}

static void set_clear(node_set *set)
{
    if (set->low < set->high)
        memset(set->bits + set->low, 0, (set->high - set->low) * sizeof *set->bits);
    set->low = SIZE_MAX;
    set->high = 0;
}

/* Offers a path to a node of `set`; the first of equals stays. */
static inline void offer(ca_search *s, node_set *set, uint32_t node, float score, uint32_t history,
                         uint32_t start)
{
    if (set_has(set, node)) {
        if (!(score > s->next[node].score))
            return;
    } else {
        set_add(set, node);
    }
    s->next[node] = (token){score, history, start};
}

/* The same, with a record of the word or filler that is left. */
static void offer_passage(ca_search *s, uint32_t node, float score, const token *from,
                          uint32_t word, uint8_t variant)
{
    if (score < -s->options.beam && !s->ending)
        return;
    if (set_has(&s->passing, node) && !(score > s->next[node].score))
        return;
    uint32_t record = ca_history_add(
        &s->history, (ca_passage){from->history, word, from->start, s->frame, variant});
    s->failed |= record == CA_NO_HISTORY;
    offer(s, &s->passing, node, score, record, 0);
}

/* The ways out of an emitting node. */
static void leave_node(ca_search *s, uint32_t i)
{
    const ca_node *node = &s->graph->nodes[i];
    const token *t = &s->now[i];
    float a = t->score, stay = a + s->stay[node->senone], leave = a + s->leave[node->senone];
    uint32_t enter = s->graph->gaps[node->gap].enter;
    switch (node->kind) {
    case CA_NODE_CHAIN:
        offer(s, &s->coming, i, stay, t->history, t->start);
        offer(s, &s->coming, i + 1, leave, t->history, t->start);
        break;
    case CA_NODE_GAP_LAST:
        offer(s, &s->coming, i, stay, t->history, t->start);
        offer(s, &s->passing, enter + CA_GAP_LEAVE, leave, t->history, 0);
        break;
    case CA_NODE_WORD_END:
        offer(s, &s->coming, i, stay, t->history, t->start);
        offer_passage(s, s->graph->gaps[node->gap + 1].enter, leave, t, node->gap, node->variant);
        break;
    default: /* filler and its lull */
        offer(s, &s->coming, i, a + KEEP_FILLER, t->history, t->start);
        offer(s, &s->coming, node->kind == CA_NODE_FILLER ? i + 1 : i - 1, a + TO_LULL, t->history,
              t->start);
        if (s->frame - t->start >= SHORTEST_FILLER)
            offer_passage(s, enter + CA_GAP_LEAVE, a + FROM_FILLER, t, CA_FILLER_WORD, 0);
        break;
    }
}

static float skip_price(const ca_search *s, float usual)
{
    return usual * (1 + s->options.surcharge);
}

/* What a gap before this one offered to all that follow stays the better: without that look, gaps
 * that were reached by a far skip would offer the rest of the text again, each of them. */
static void leave_far(ca_search *s, const ca_gap *gap, const token *t)
{
    if (t->score + skip_price(s, SKIP_ANY) < -s->options.beam || t->score <= s->far_from)
        return;
    s->far_from = t->score;
    for (uint32_t skip = gap->next_skip; skip;) {
        offer(s, &s->passing, skip, t->score + skip_price(s, SKIP_ANY), t->history, 0);
        skip = s->graph->gaps[s->graph->nodes[skip].gap].next_skip;
    }
}

static void keep_end(ca_search *s, uint32_t gap, const token *t)
{
    if (gap == s->graph->word_count && t->score > s->whole.score)
        s->whole = *t;
    if (!s->options.forced && t->score + skip_price(s, SKIP_ANY) > s->part.score)
        s->part = (token){t->score + skip_price(s, SKIP_ANY), t->history, 0};
}

/* Out of a gap: into the word, past it, past the sentence. */
static void leave_gap(ca_search *s, uint32_t index, const token *t)
{
    const ca_gap *gap = &s->graph->gaps[index];
    if (s->ending)
        keep_end(s, index, t);
    if (index == s->graph->word_count)
        return;
    for (unsigned v = 0; v < gap->variants; v++)
        offer(s, &s->coming, s->graph->starts[index * CA_PASS_VARIANTS + v], t->score, t->history,
              s->frame);
    if (s->options.forced && gap->variants)
        return;
    float skip = gap->variants ? skip_price(s, SKIP_WORD) : 0; /* what has no sound costs nothing */
    offer(s, &s->passing, gap[1].enter, t->score + skip, t->history, 0);
    if (!gap->starts_sentence)
        return;
    offer(s, &s->passing, gap->next_skip, t->score + skip_price(s, SKIP_SENTENCE), t->history, 0);
    if (s->options.far_skips && s->frame % FAR_SKIP_FRAMES == 0)
        leave_far(s, gap, t);
}

static float to_filler(const ca_search *s, uint32_t gap)
{
    bool between = s->graph->gaps[gap].starts_sentence || gap == s->graph->word_count;
    return between ? TO_FILLER : TO_FILLER + FILLER_INSIDE;
}

/* The ways out of a node without emission; all of them lead to higher numbers. */
static void pass_node(ca_search *s, uint32_t i)
{
    const ca_node *node = &s->graph->nodes[i];
    const ca_gap *gap = &s->graph->gaps[node->gap];
    const token t = s->next[i];
    if (t.score < -s->options.beam && !s->ending)
        return;
    float pause = t.score + (gap->starts_sentence ? 0 : PAUSE_INSIDE);
    switch (node->kind) {
    case CA_NODE_ENTER:
        offer(s, &s->coming, i + CA_GAP_SILENCE, pause + TO_SILENCE, t.history, 0);
        offer(s, &s->coming, i + CA_GAP_NOISE, pause + TO_NOISE, t.history, 0);
        if (!s->options.forced)
            offer(s, &s->coming, i + CA_GAP_FILLER, t.score + to_filler(s, node->gap), t.history,
                  s->frame);
        offer(s, &s->passing, i + CA_GAP_LEAVE, t.score, t.history, 0);
        break;
    case CA_NODE_SKIP:
        offer(s, &s->passing, gap->enter, t.score, t.history, 0);
        if (gap->next_skip)
            offer(s, &s->passing, gap->next_skip, t.score + skip_price(s, SKIP_NEXT), t.history, 0);
        break;
    default:
        leave_gap(s, node->gap, &t);
        break;
    }
}

/* Nodes in order; those that are added on the way have higher numbers. */
static void pass_all(ca_search *s)
{
    s->far_from = NO_TOKEN.score;
    for (size_t w = s->passing.low; w < s->passing.high; w++)
        while (s->passing.bits[w]) {
            unsigned bit = (unsigned)__builtin_ctzll(s->passing.bits[w]);
            s->passing.bits[w] &= s->passing.bits[w] - 1;
            pass_node(s, (uint32_t)(w * 64 + bit));
        }
    set_clear(&s->passing);
}

static void leave_all(ca_search *s)
{
    for (size_t w = s->active.low; w < s->active.high; w++)
        for (uint64_t bits = s->active.bits[w]; bits; bits &= bits - 1)
            leave_node(s, (uint32_t)(w * 64 + (unsigned)__builtin_ctzll(bits)));
}

/* What silence inside filler scores. Digital silence, and the noise floor of many recordings, fits
 * a single state of silence so badly that half a minute of speech with pauses costs more than
 * words of the text strewn over it. But where the phones fit badly, as another language's do, words
 * pass for such silence. */
static float lull_score(const ca_search *s, const float *scores)
{
    const float *silence = scores + s->silence;
    float middle = silence[1];
    return s->options.still ? fmaxf(middle, fmaxf(silence[0], silence[2])) : middle;
}

static float add_scores(ca_search *s, const float *scores, float filler, uint32_t *best_node)
{
    float best = -1e30f, lull = lull_score(s, scores);
    for (size_t w = s->coming.low; w < s->coming.high; w++)
        for (uint64_t bits = s->coming.bits[w]; bits; bits &= bits - 1) {
            uint32_t i = (uint32_t)(w * 64 + (unsigned)__builtin_ctzll(bits));
            const ca_node *node = &s->graph->nodes[i];
            s->next[i].score += node->kind == CA_NODE_FILLER ? filler
                                : node->kind == CA_NODE_LULL ? lull
                                                             : scores[node->senone];
            if (s->next[i].score > best) {
                best = s->next[i].score;
                *best_node = i;
            }
        }
    return best;
}

/* While the best path is inside a word, those far behind it have less of a chance. */
static float beam_at(const ca_search *s, uint32_t best_node)
{
    const ca_node *node = &s->graph->nodes[best_node];
    bool word =
        node->kind == CA_NODE_WORD_END ||
        (node->kind == CA_NODE_CHAIN && best_node > s->graph->gaps[node->gap].enter + CA_GAP_LEAVE);
    return word ? s->options.beam * WORD_BEAM : s->options.beam;
}

/* Adds the frame's scores to the coming tokens, drops those outside the beam. */
static void emit(ca_search *s, const float *scores, float filler)
{
    uint32_t best_node = 0;
    float best = add_scores(s, scores, filler, &best_node), beam = beam_at(s, best_node);
    for (size_t w = s->coming.low; w < s->coming.high; w++)
        for (uint64_t bits = s->coming.bits[w]; bits; bits &= bits - 1) {
            uint32_t i = (uint32_t)(w * 64 + (unsigned)__builtin_ctzll(bits));
            s->next[i].score -= best;
            if (s->next[i].score < -beam)
                s->coming.bits[w] &= ~(bits & -bits);
        }
}

static void swap_generations(ca_search *s)
{
    token *tokens = s->now;
    s->now = s->next;
    s->next = tokens;
    node_set set = s->active;
    s->active = s->coming;
    s->coming = set;
    set_clear(&s->coming);
}

/* The sound may begin with any sentence. */
static void begin(ca_search *s)
{
    offer(s, &s->passing, s->graph->gaps[0].enter, 0, CA_NO_HISTORY, 0);
    if (s->options.forced)
        return;
    for (uint32_t skip = s->graph->gaps[0].next_skip; skip;) {
        offer(s, &s->passing, skip, skip_price(s, SKIP_ANY), CA_NO_HISTORY, 0);
        skip = s->graph->gaps[s->graph->nodes[skip].gap].next_skip;
    }
}

static bool collect(ca_search *s)
{
    size_t count = 0;
    for (size_t w = s->active.low; w < s->active.high; w++)
        count += (size_t)__builtin_popcountll(s->active.bits[w]);
    uint32_t **tokens = malloc((count + 1) * sizeof *tokens);
    if (!tokens)
        return false;
    count = 0;
    for (size_t w = s->active.low; w < s->active.high; w++)
        for (uint64_t bits = s->active.bits[w]; bits; bits &= bits - 1)
            tokens[count++] = &s->now[w * 64 + (unsigned)__builtin_ctzll(bits)].history;
    bool done = ca_history_collect(&s->history, tokens, count);
    free(tokens);
    return done;
}

bool ca_search_frame(ca_search *s, const float *scores, float filler)
{
    if (s->frame == 0)
        begin(s);
    else
        leave_all(s);
    pass_all(s);
    emit(s, scores, filler - s->options.margin);
    swap_generations(s);
    s->frame++;
    if (ca_history_is_due(&s->history) && !collect(s))
        s->failed = true;
    return !s->failed;
}

static capalign_code trace(const ca_search *s, uint32_t history, ca_passage **out, size_t *count,
                           capalign_error *error)
{
    size_t n = 0;
    for (uint32_t i = history; i != CA_NO_HISTORY; i = s->history.records[i].previous)
        n++;
    if (n == 0)
        return CAPALIGN_OK;
    *out = malloc(n * sizeof **out);
    if (!*out)
        return ca_fail_memory(error);
    *count = n;
    for (uint32_t i = history; i != CA_NO_HISTORY; i = s->history.records[i].previous)
        (*out)[--n] = s->history.records[i];
    return CAPALIGN_OK;
}

capalign_code ca_search_end(ca_search *s, ca_passage **out, size_t *count, capalign_error *error)
{
    *out = NULL;
    *count = 0;
    if (s->frame == 0)
        return CAPALIGN_OK;
    s->ending = true;
    s->whole = s->part = NO_TOKEN;
    leave_all(s);
    pass_all(s);
    if (s->failed)
        return ca_fail_memory(error);
    token best = s->whole.score >= s->part.score ? s->whole : s->part;
    return trace(s, best.history, out, count, error);
}

capalign_code ca_search_create(const ca_model *model, const ca_graph *graph,
                               const ca_search_options *options, ca_search **out,
                               capalign_error *error)
{
    *out = NULL;
    ca_search *s = calloc(1, sizeof *s);
    if (!s)
        return ca_fail_memory(error);
    s->graph = graph;
    s->options = *options;
    s->silence = CA_STATES * ca_model_silence(model);
    for (unsigned p = 0; p < ca_model_phone_count(model); p++)
        for (unsigned k = 0; k < CA_STATES; k++) {
            s->stay[CA_STATES * p + k] = ca_model_stay(model, (uint8_t)p, k);
            s->leave[CA_STATES * p + k] = ca_model_leave(model, (uint8_t)p, k);
        }
    s->now = calloc(graph->node_count, sizeof *s->now);
    s->next = calloc(graph->node_count, sizeof *s->next);
    bool sets = make_set(&s->active, graph->node_count);
    sets = make_set(&s->coming, graph->node_count) && sets;
    sets = make_set(&s->passing, graph->node_count) && sets;
    if (!s->now || !s->next || !sets) {
        ca_search_free(s);
        return ca_fail_memory(error);
    }
    *out = s;
    return CAPALIGN_OK;
}

void ca_search_free(ca_search *s)
{
    if (!s)
        return;
    free(s->now);
    free(s->next);
    free(s->active.bits);
    free(s->coming.bits);
    free(s->passing.bits);
    ca_history_free(&s->history);
    free(s);
}
