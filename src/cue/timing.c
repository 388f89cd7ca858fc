#include "cue/timing.h"

#include "base/error.h"
#include "base/time.h"

/* Unspoken text is given this much a character: 15 a second, an easy pace of reading. */
#define READING_US (CA_US_PER_S / 15)

/* Breaks inside a word that covers several atoms (well-known, 今天). */
enum { INSIDE_WORD_LINE = 60, INSIDE_WORD_CUE = 1000 };

/* Times above this are no times: 100,000 hours. Keeps all sums far from overflow. */
#define LATEST_US (INT64_C(360000000) * CA_US_PER_S)

static bool is_spoken(const ca_layout_word *word)
{
    return word->start_us != CAPALIGN_TIME_NONE;
}

capalign_code ca_timing_check(ca_str text, const ca_layout_word *words, size_t word_count,
                              capalign_error *error)
{
    size_t at = 0;
    int64_t time = 0;
    for (size_t w = 0; w < word_count; w++) {
        const ca_layout_word *word = &words[w];
        if (word->from < at || word->to <= word->from || word->to > text.size)
            return ca_fail(error, CAPALIGN_E_ARGUMENT,
                           "word %zu has the bytes %zu to %zu, which are not after the word before "
                           "and inside the text",
                           w, word->from, word->to);
        at = word->to;
        if (!is_spoken(word) && word->end_us == CAPALIGN_TIME_NONE)
            continue;
        if (word->start_us < time || word->end_us < word->start_us || word->end_us > LATEST_US)
            return ca_fail(error, CAPALIGN_E_ARGUMENT,
                           "word %zu has a span that is not after the word before", w);
        time = word->start_us;
    }
    return CAPALIGN_OK;
}

static void widen(ca_atom *atom, int64_t start_us, int64_t end_us)
{
    if (atom->start_us == CAPALIGN_TIME_NONE)
        atom->start_us = start_us;
    if (atom->end_us == CAPALIGN_TIME_NONE || end_us > atom->end_us)
        atom->end_us = end_us;
}

/* Shares a word's span among the atoms [from, to) that it covers, by characters. */
static void share(ca_atoms *atoms, size_t from, size_t to, int64_t start_us, int64_t end_us)
{
    int64_t all = 0, passed = 0, at = start_us;
    for (size_t k = from; k < to; k++)
        all += atoms->items[k].characters;
    for (size_t k = from; k < to; k++) {
        passed += atoms->items[k].characters;
        int64_t whole = (end_us - start_us) / all, rest = (end_us - start_us) % all;
        int64_t next = start_us + whole * passed + rest * passed / all;
        widen(&atoms->items[k], at, next);
        at = next;
    }
}

/* Notes which words begin in which atom, and the times of those that are spoken. */
static void place_words(ca_atoms *atoms, const ca_layout_word *words, size_t word_count)
{
    size_t k = 0;
    int64_t time = 0;
    for (size_t w = 0; w < word_count; w++) {
        while (k + 1 < atoms->count && atoms->items[k].to <= words[w].from) {
            atoms->items[k].end_word = atoms->items[k + 1].first_word = w;
            k++;
        }
        size_t to = k + 1;
        for (; to < atoms->count && atoms->items[to].from < words[w].to; to++) {
            atoms->items[to].line_penalty += INSIDE_WORD_LINE;
            atoms->items[to].cue_penalty += INSIDE_WORD_CUE;
        }
        if (!is_spoken(&words[w]))
            continue;
        int64_t start = words[w].start_us > time ? words[w].start_us : time;
        int64_t end = words[w].end_us > start ? words[w].end_us : start;
        share(atoms, k, to, start, end);
        time = end;
    }
    for (; k < atoms->count; k++) {
        atoms->items[k].end_word = word_count;
        if (k + 1 < atoms->count)
            atoms->items[k + 1].first_word = word_count;
    }
}

/* --- atoms without a time --------------------------------------------------------------------- */

/* A run of them, [from, to), and the times before and after it (CAPALIGN_TIME_NONE at the ends). */
typedef struct run {
    size_t from, to;
    int64_t before_us, after_us;
    int64_t weight; /* characters that take time */
} run;

static int64_t weight_of(const ca_atom *atom)
{
    return atom->tag || atom->end_word > atom->first_word ? atom->characters : 0;
}

static void set_times(ca_atom *atom, int64_t start_us, int64_t end_us)
{
    atom->start_us = start_us;
    atom->end_us = end_us;
}

/* Punctuation and labels: with what comes after, from the first that begins a sentence, a line or
 * a turn; with what is before otherwise. */
static void place_weightless(ca_atoms *atoms, const run *r)
{
    bool after = r->before_us == CAPALIGN_TIME_NONE;
    for (size_t k = r->from; k < r->to; k++) {
        ca_atom *atom = &atoms->items[k];
        bool begins = k > 0 && atoms->items[k - 1].stop == CA_STOP_SENTENCE;
        after |= begins || atom->newlines || atom->speaker || atom->label;
        int64_t us = after && r->after_us != CAPALIGN_TIME_NONE ? r->after_us : r->before_us;
        us = us == CAPALIGN_TIME_NONE ? 0 : us;
        set_times(atom, us, us);
    }
}

static void spread(ca_atoms *atoms, const run *r, int64_t start_us, int64_t end_us)
{
    int64_t passed = 0, at = start_us;
    int64_t whole = (end_us - start_us) / r->weight, rest = (end_us - start_us) % r->weight;
    for (size_t k = r->from; k < r->to; k++) {
        passed += weight_of(&atoms->items[k]);
        int64_t next = start_us + whole * passed + rest * passed / r->weight;
        set_times(&atoms->items[k], at, next);
        at = next;
    }
}

static bool all_tags(const ca_atoms *atoms, const run *r)
{
    for (size_t k = r->from; k < r->to; k++)
        if (!atoms->items[k].tag)
            return false;
    return true;
}

static void place_run(ca_atoms *atoms, const run *r, int64_t limit_us)
{
    if (r->weight == 0) {
        place_weightless(atoms, r);
        return;
    }
    int64_t need = r->weight * READING_US;
    int64_t low = r->before_us == CAPALIGN_TIME_NONE ? 0 : r->before_us;
    int64_t high = r->after_us;
    if (high == CAPALIGN_TIME_NONE)
        high = limit_us != CAPALIGN_TIME_NONE ? (limit_us > low ? limit_us : low) : low + need;
    bool first = r->from == 0, last = r->to == atoms->count;
    int64_t spare = high - low > need ? high - low - need : 0;
    if (all_tags(atoms, r) || spare == 0 || (first && last))
        spread(atoms, r, low, high);
    else if (!first && (last || atoms->items[r->from - 1].stop != CA_STOP_SENTENCE))
        spread(atoms, r, low, low + need);
    else if (first || atoms->items[r->to - 1].stop != CA_STOP_SENTENCE)
        spread(atoms, r, high - need, high);
    else
        spread(atoms, r, low + spare / 2, low + spare / 2 + need);
}

void ca_timing_set(ca_atoms *atoms, const ca_layout_word *words, size_t word_count,
                   int64_t limit_us)
{
    for (size_t k = 0; k < atoms->count; k++)
        set_times(&atoms->items[k], CAPALIGN_TIME_NONE, CAPALIGN_TIME_NONE);
    if (!atoms->count)
        return;
    place_words(atoms, words, word_count);
    run r = {.before_us = CAPALIGN_TIME_NONE};
    for (size_t k = 0; k < atoms->count; k = r.to) {
        r = (run){
            .from = k, .to = k, .before_us = k ? atoms->items[k - 1].end_us : CAPALIGN_TIME_NONE};
        for (; r.to < atoms->count && atoms->items[r.to].start_us == CAPALIGN_TIME_NONE; r.to++)
            r.weight += weight_of(&atoms->items[r.to]);
        r.after_us = r.to < atoms->count ? atoms->items[r.to].start_us : CAPALIGN_TIME_NONE;
        if (r.to > r.from)
            place_run(atoms, &r, limit_us);
        else
            r.to++;
    }
}
