#include "align/stretch.h"

#include <stdlib.h>
#include <string.h>

#include "align/numbers.h"
#include "base/strbuf.h"

enum {
    BAND = 20,    /* frames on each side of the first pass's path */
    OUTSIDE = 50, /* frames of sound at most before the first and behind the last word */
    GAP_STATES = 2 * CA_STATES,
};
static const double TO_SILENCE = 0.1353352832366127,
                    TO_NOISE = 0.0024787521766663585; /* e^-2 e^-6 */

typedef struct builder {
    const ca_second_pass *pass;
    const ca_spoken *spoken;
    size_t count;
    bool contexts;
    ca_stretch *out;
    uint32_t *gap_states;  /* first state of each gap, count + 1 */
    uint32_t *word_states; /* first state of each word, count + 1 */
    bool failed;
} builder;

static const ca_align_word *word_of(const builder *b, size_t i)
{
    return &b->pass->words[b->spoken[i].word];
}

static size_t variant_count(const builder *b, size_t i)
{
    size_t n = word_of(b, i)->variant_count;
    return n < CA_MAX_VARIANTS ? n : CA_MAX_VARIANTS;
}

static uint32_t add_column(builder *b, uint16_t senone)
{
    ca_stretch *s = b->out;
    for (size_t i = 0; i < s->senone_count; i++)
        if (s->senones[i] == senone)
            return (uint32_t)i;
    uint16_t *grown = ca_grow(s->senones, &s->senone_capacity, s->senone_count + 1, sizeof *grown);
    if (!grown) {
        b->failed = true;
        return 0;
    }
    s->senones = grown;
    s->senones[s->senone_count] = senone;
    return (uint32_t)s->senone_count++;
}

static void add_state(builder *b, uint16_t senone, uint32_t first, uint32_t end)
{
    ca_stretch *s = b->out;
    ca_hmm_state *grown =
        ca_grow(s->states, &s->state_capacity, s->hmm.state_count + 1, sizeof *grown);
    if (!grown) {
        b->failed = true;
        return;
    }
    s->states = grown;
    s->states[s->hmm.state_count++] = (ca_hmm_state){.first = first,
                                                     .end = end,
                                                     .column = add_column(b, senone),
                                                     .begin_event = CA_NO_EVENT,
                                                     .finish_event = CA_NO_EVENT};
}

static void add_arc(builder *b, size_t from, size_t to, double probability, uint32_t end_event,
                    uint32_t start_event)
{
    ca_stretch *s = b->out;
    ca_hmm_arc *grown = ca_grow(s->arcs, &s->arc_capacity, s->hmm.arc_count + 1, sizeof *grown);
    if (!grown) {
        b->failed = true;
        return;
    }
    s->arcs = grown;
    s->arcs[s->hmm.arc_count++] =
        (ca_hmm_arc){(uint32_t)from, (uint32_t)to, (float)probability, {end_event, start_event}};
}

/* A frame of the sound less `by` or plus it, as a frame of the stretch. */
static uint32_t clip(const builder *b, int64_t frame)
{
    int64_t first = b->out->first, end = b->out->end;
    return (uint32_t)((frame < first ? first : frame > end ? end : frame) - first);
}

static void add_gap_states(builder *b, size_t gap)
{
    int64_t from = gap == 0 ? 0 : (int64_t)b->spoken[gap - 1].end - BAND;
    int64_t to = gap == b->count ? INT64_MAX : (int64_t)b->spoken[gap].first + BAND;
    uint8_t phones[2] = {ca_model_silence(b->pass->model), ca_model_noise(b->pass->model)};
    b->gap_states[gap] = (uint32_t)b->out->hmm.state_count;
    for (unsigned i = 0; i < GAP_STATES; i++)
        add_state(b, (uint16_t)(CA_STATES * phones[i / CA_STATES] + i % CA_STATES), clip(b, from),
                  clip(b, to));
}

/* The phone beside the word, of the neighbour's first variant; silence where there is none. */
static uint8_t neighbour(const builder *b, size_t i, int step)
{
    if ((step < 0 && i == 0) || (step > 0 && i + 1 == b->count))
        return ca_model_silence(b->pass->model);
    const ca_pronunciation *p = &word_of(b, step < 0 ? i - 1 : i + 1)->variants[0];
    return p->phones[step < 0 ? p->count - 1 : 0];
}

static void phone_senones(const builder *b, size_t word, const ca_pronunciation *p, size_t i,
                          uint16_t senones[CA_STATES])
{
    if (!b->contexts) {
        for (unsigned k = 0; k < CA_STATES; k++)
            senones[k] = (uint16_t)(CA_STATES * p->phones[i] + k);
        return;
    }
    bool begin = i == 0, last = i + 1 == p->count;
    enum ca_position position = begin && last ? CA_SINGLE
                                : begin       ? CA_BEGIN
                                : last        ? CA_END
                                              : CA_INSIDE;
    ca_model_triphone(b->pass->model, position, p->phones[i],
                      begin ? neighbour(b, word, -1) : p->phones[i - 1],
                      last ? neighbour(b, word, 1) : p->phones[i + 1], senones);
}

/* Where phone i of a pronunciation may be: around its place if all phones were as long. */
static void phone_band(const builder *b, const ca_spoken *w, size_t i, size_t count,
                       uint32_t *first, uint32_t *end)
{
    int64_t length = (int64_t)(w->end - w->first), n = (int64_t)count, k = (int64_t)i;
    *first = clip(b, (int64_t)w->first + length * k / n - BAND);
    *end = clip(b, (int64_t)w->first + length * (k + 1) / n + BAND);
}

static void add_word_states(builder *b, size_t word)
{
    b->word_states[word] = (uint32_t)b->out->hmm.state_count;
    for (size_t v = 0; v < variant_count(b, word); v++) {
        const ca_pronunciation *p = &word_of(b, word)->variants[v];
        for (size_t i = 0; i < p->count; i++) {
            uint16_t senones[CA_STATES];
            uint32_t first, end;
            phone_senones(b, word, p, i, senones);
            phone_band(b, &b->spoken[word], i, p->count, &first, &end);
            for (unsigned k = 0; k < CA_STATES; k++)
                add_state(b, senones[k], first, end);
        }
    }
}

static double stay_of(const builder *b, uint8_t phone, unsigned state)
{
    return ca_exp((double)ca_model_stay(b->pass->model, phone, state));
}

/* From a state that leaves word `word` or the gap before it into the first states of word `to`. */
static void enter_word(builder *b, size_t from, double probability, uint32_t end_event, size_t to)
{
    size_t state = b->word_states[to];
    for (size_t v = 0; v < variant_count(b, to); v++) {
        add_arc(b, from, state, probability, end_event, (uint32_t)(2 * to));
        state += CA_STATES * word_of(b, to)->variants[v].count;
    }
}

static void add_gap_arcs(builder *b, size_t gap)
{
    uint8_t phones[2] = {ca_model_silence(b->pass->model), ca_model_noise(b->pass->model)};
    for (unsigned i = 0; i < GAP_STATES; i++) {
        size_t state = b->gap_states[gap] + i;
        double stay = stay_of(b, phones[i / CA_STATES], i % CA_STATES);
        add_arc(b, state, state, stay, CA_NO_EVENT, CA_NO_EVENT);
        if (i % CA_STATES < CA_STATES - 1)
            add_arc(b, state, state + 1, 1 - stay, CA_NO_EVENT, CA_NO_EVENT);
        else if (gap < b->count)
            enter_word(b, state, 1 - stay, CA_NO_EVENT, gap);
        else
            b->out->states[state].finish = (float)(1 - stay);
    }
}

static void leave_word(builder *b, size_t state, double probability, size_t word)
{
    uint32_t event = (uint32_t)(2 * word + 1);
    size_t gap = b->gap_states[word + 1];
    add_arc(b, state, gap, probability * TO_SILENCE, event, CA_NO_EVENT);
    add_arc(b, state, gap + CA_STATES, probability * TO_NOISE, event, CA_NO_EVENT);
    if (word + 1 < b->count) {
        enter_word(b, state, probability, event, word + 1);
        return;
    }
    b->out->states[state].finish = (float)probability;
    b->out->states[state].finish_event = event;
}

static void add_word_arcs(builder *b, size_t word)
{
    size_t state = b->word_states[word];
    for (size_t v = 0; v < variant_count(b, word); v++) {
        const ca_pronunciation *p = &word_of(b, word)->variants[v];
        for (size_t i = 0; i < CA_STATES * p->count; i++, state++) {
            double stay = stay_of(b, p->phones[i / CA_STATES], i % CA_STATES);
            add_arc(b, state, state, stay, CA_NO_EVENT, CA_NO_EVENT);
            if (i + 1 < CA_STATES * p->count)
                add_arc(b, state, state + 1, 1 - stay, CA_NO_EVENT, CA_NO_EVENT);
            else
                leave_word(b, state, 1 - stay, word);
        }
    }
}

static void set_begins(builder *b)
{
    ca_hmm_state *states = b->out->states;
    states[b->gap_states[0]].begin = (float)TO_SILENCE;
    states[b->gap_states[0] + CA_STATES].begin = (float)TO_NOISE;
    size_t state = b->word_states[0];
    for (size_t v = 0; v < variant_count(b, 0); v++) {
        states[state].begin = 1;
        states[state].begin_event = 0;
        state += CA_STATES * word_of(b, 0)->variants[v].count;
    }
}

static void set_range(builder *b)
{
    const ca_spoken *a = &b->spoken[0], *z = &b->spoken[b->count - 1];
    ca_stretch *s = b->out;
    s->first = a->first > a->open_first + OUTSIDE ? a->first - OUTSIDE : a->open_first;
    s->end = z->end + OUTSIDE < z->open_end ? z->end + OUTSIDE : z->open_end;
    s->hmm.frames = s->end - s->first;
}

static bool find_column_bands(ca_stretch *s)
{
    s->column_first = calloc(2 * s->senone_count + 1, sizeof *s->column_first);
    if (!s->column_first)
        return false;
    s->column_end = s->column_first + s->senone_count;
    for (size_t i = 0; i < s->senone_count; i++)
        s->column_first[i] = UINT32_MAX;
    for (size_t i = 0; i < s->hmm.state_count; i++) {
        const ca_hmm_state *state = &s->states[i];
        uint32_t *first = &s->column_first[state->column], *end = &s->column_end[state->column];
        *first = state->first < *first ? state->first : *first;
        *end = state->end > *end ? state->end : *end;
    }
    return true;
}

bool ca_stretch_make(const ca_second_pass *pass, const ca_spoken *spoken, size_t count,
                     bool contexts, ca_stretch *out)
{
    memset(out, 0, sizeof *out);
    builder b = {.pass = pass, .spoken = spoken, .count = count, .contexts = contexts, .out = out};
    set_range(&b);
    b.gap_states = calloc(2 * count + 2, sizeof *b.gap_states);
    if (!b.gap_states)
        return false;
    b.word_states = b.gap_states + count + 1;
    for (size_t i = 0; i <= count; i++) {
        add_gap_states(&b, i);
        if (i < count)
            add_word_states(&b, i);
    }
    for (size_t i = 0; i <= count && !b.failed; i++) {
        add_gap_arcs(&b, i);
        if (i < count)
            add_word_arcs(&b, i);
    }
    if (!b.failed)
        set_begins(&b);
    free(b.gap_states);
    out->hmm.states = out->states;
    out->hmm.arcs = out->arcs;
    if (!b.failed && find_column_bands(out))
        return true;
    ca_stretch_free(out);
    return false;
}

void ca_stretch_free(ca_stretch *s)
{
    free(s->states);
    free(s->arcs);
    free(s->senones);
    free(s->column_first);
    memset(s, 0, sizeof *s);
}
