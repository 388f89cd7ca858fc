#include "align/path.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_SKIPPED = 3, /* words in a gap that is searched again */
    MOST_GAP = 150,   /* frames between the words around it */
    SHORT_WORD = 3,   /* phones */
};
/* 1 % of spoken words of clean speech are below −7.5. */
static const float MISFIT = -8;
/* A word put back must fit at least this well: 5 % of spoken words are below −4.9, 90 % of wrong
 * ones; its neighbours must not lose more than the second for it. A single short word ("your",
 * "of") may be slurred until its sound says nothing: speakers leave such words out far less often
 * than they slur them, so it comes back whenever there is room. Its confidence stays low. */
static const float BACK_FIT = -5.5f, NEIGHBOUR_LOSS = 1.5f, SHORT_WORD_LOSS = 3;

capalign_code ca_path_create(size_t words, ca_path *out, capalign_error *error)
{
    *out = (ca_path){0};
    out->spoken = calloc(words + 1, sizeof *out->spoken);
    out->fits = calloc(words + 1, sizeof *out->fits);
    if (out->spoken && out->fits)
        return CAPALIGN_OK;
    ca_path_free(out);
    return ca_fail_memory(error);
}

void ca_path_free(ca_path *path)
{
    free(path->spoken);
    free(path->fits);
    free(path->others);
    *path = (ca_path){0};
}

static bool measure(const ca_first_pass *pass, const ca_align_word *words, ca_spoken *w,
                    const ca_frame_level *levels, ca_word_fit *fit)
{
    return ca_word_fit_measure(pass, &words[w->word].variants[w->variant], w->first, w->end, levels,
                               fit);
}

static ca_spoken spoken_of(const ca_passage *p)
{
    return (ca_spoken){.word = p->word, .first = p->start, .end = p->end, .variant = p->variant};
}

/* How much of the sound around each word is its own: up to the middle of a pause, up to where
 * filler begins. */
static void divide(ca_path *path, const ca_passage *passages, size_t count, size_t frames)
{
    uint32_t open = 0;
    size_t next = 0;
    for (size_t i = 0; i < count; i++) {
        const ca_passage *p = &passages[i];
        if (p->word == CA_FILLER_WORD) {
            if (next > 0 && !path->spoken[next - 1].cut_after) {
                path->spoken[next - 1].open_end = p->start;
                path->spoken[next - 1].cut_after = true;
            }
            open = p->end;
            continue;
        }
        ca_spoken *w = &path->spoken[next];
        if (next > 0 && !w[-1].cut_after)
            open = w[-1].open_end = w[-1].end + (w->first - w[-1].end) / 2;
        w->open_first = open;
        w->open_end = (uint32_t)frames;
        next++;
    }
}

static capalign_code read_fillers(ca_path *path, const ca_passage *passages, size_t count,
                                  capalign_error *error)
{
    free(path->others);
    path->other_count = 0;
    path->others = malloc((count + 1) * sizeof *path->others);
    if (!path->others)
        return ca_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        if (passages[i].word == CA_FILLER_WORD)
            path->others[path->other_count++] =
                (ca_sound_span){passages[i].start * CA_FRAME_US, passages[i].end * CA_FRAME_US};
    return CAPALIGN_OK;
}

capalign_code ca_path_read(ca_path *path, const ca_first_pass *pass, const ca_align_word *words,
                           const ca_passage *passages, size_t count, const ca_frame_level *levels,
                           capalign_error *error)
{
    path->count = 0;
    for (size_t i = 0; i < count; i++)
        if (passages[i].word != CA_FILLER_WORD)
            path->spoken[path->count++] = spoken_of(&passages[i]);
    divide(path, passages, count, ca_cepstra_frames(pass->cepstra));
    for (size_t i = 0; i < path->count; i++)
        if (!measure(pass, words, &path->spoken[i], levels, &path->fits[i]))
            return ca_fail_memory(error);
    return read_fillers(path, passages, count, error);
}

capalign_code ca_path_search(const ca_first_pass *pass, const ca_align_word *words,
                             const ca_spoken *a, const ca_spoken *b, ca_frame_level *levels,
                             ca_passage **out, size_t *count, capalign_error *error)
{
    ca_graph graph;
    capalign_code code =
        ca_graph_create(pass->model, words + a->word, b->word - a->word + 1, &graph, error);
    if (code != CAPALIGN_OK)
        return code;
    ca_first_pass part = *pass;
    part.graph = &graph;
    part.threads = 1;
    part.progress = NULL;
    const ca_search_options options = {.beam = 1000, .margin = 0, .forced = true};
    code = ca_first_pass_run(&part, &options, a->first, b->end - a->first, levels + a->first, out,
                             count, error);
    ca_graph_free(&graph);
    return code;
}

static bool is_short(const ca_align_word *words, const ca_spoken *w)
{
    return words[w->word].variants[w->variant].count <= SHORT_WORD;
}

/* Whether the words between fit, and their neighbours as well as before. */
static bool fit_back(const ca_first_pass *pass, const ca_align_word *words, const ca_spoken *a,
                     const ca_word_fit *fits, const ca_frame_level *levels, ca_spoken *found,
                     ca_word_fit *found_fits, size_t count, bool *memory)
{
    for (size_t i = 0; i < count; i++) {
        found[i].word += a->word;
        if (!measure(pass, words, &found[i], levels, &found_fits[i])) {
            *memory = false;
            return false;
        }
        bool outer = i == 0 || i + 1 == count;
        bool slurred = count == 3 && is_short(words, &found[1]) && !a->cut_after;
        if (!outer && slurred)
            continue;
        float loss = slurred ? SHORT_WORD_LOSS : NEIGHBOUR_LOSS;
        float least = outer ? fits[i == 0 ? 0 : 1].against_best - loss : BACK_FIT;
        if (!found_fits[i].fits || found_fits[i].against_best < least)
            return false;
    }
    return true;
}

/* Looks at the gap behind spoken word i; writes the words from i to i+1 with those between, and
 * their number, 0 where nothing comes back. */
static capalign_code reconsider_gap(const ca_path *path, size_t i, const ca_first_pass *pass,
                                    const ca_align_word *words, ca_frame_level *levels,
                                    ca_spoken *found, ca_word_fit *fits, size_t *found_count,
                                    capalign_error *error)
{
    const ca_spoken *a = &path->spoken[i], *b = a + 1;
    size_t skipped = b->word - a->word - 1;
    *found_count = 0;
    if (skipped == 0 || skipped > MOST_SKIPPED || b->first - a->end > MOST_GAP)
        return CAPALIGN_OK;
    ca_passage *passages;
    size_t count;
    capalign_code code = ca_path_search(pass, words, a, b, levels, &passages, &count, error);
    if (code != CAPALIGN_OK)
        return code;
    bool memory = true;
    if (count == skipped + 2) {
        for (size_t k = 0; k < count; k++)
            found[k] = spoken_of(&passages[k]);
        if (fit_back(pass, words, a, &path->fits[i], levels, found, fits, count, &memory))
            *found_count = count;
    }
    free(passages);
    return memory ? CAPALIGN_OK : ca_fail_memory(error);
}

/* What lay between two frames was not filler after all. */
static void drop_fillers(ca_path *path, uint32_t from, uint32_t to)
{
    size_t kept = 0;
    for (size_t i = 0; i < path->other_count; i++) {
        int64_t middle = (path->others[i].start_us + path->others[i].end_us) / 2 / CA_FRAME_US;
        if (middle < from || middle >= to)
            path->others[kept++] = path->others[i];
    }
    path->other_count = kept;
}

/* found[0] and found[last] take the places of spoken words i and i+1, the rest comes between. */
static void put_back(ca_path *path, size_t i, ca_spoken *found, const ca_word_fit *fits,
                     size_t count)
{
    ca_spoken *at = path->spoken + i;
    found[0].open_first = at[0].open_first;
    found[count - 1].open_end = at[1].open_end;
    found[count - 1].cut_after = at[1].cut_after;
    drop_fillers(path, found[0].end, found[count - 1].first);
    for (size_t k = 0; k + 1 < count; k++)
        found[k].open_end = found[k + 1].open_first =
            found[k].end + (found[k + 1].first - found[k].end) / 2;
    size_t behind = path->count - (i + 2);
    memmove(at + count, at + 2, behind * sizeof *at);
    memcpy(at, found, count * sizeof *at);
    memmove(path->fits + i + count, path->fits + i + 2, behind * sizeof *path->fits);
    memcpy(path->fits + i, fits, count * sizeof *fits);
    path->count += count - 2;
}

capalign_code ca_path_reconsider(ca_path *path, const ca_first_pass *pass,
                                 const ca_align_word *words, ca_frame_level *levels,
                                 capalign_error *error)
{
    for (size_t i = 0; i + 1 < path->count; i++) {
        ca_spoken found[MOST_SKIPPED + 2];
        ca_word_fit fits[MOST_SKIPPED + 2];
        size_t count;
        capalign_code code =
            reconsider_gap(path, i, pass, words, levels, found, fits, &count, error);
        if (code != CAPALIGN_OK)
            return code;
        if (count > 0)
            put_back(path, i, found, fits, count);
    }
    return CAPALIGN_OK;
}

void ca_path_drop_misfits(ca_path *path, const ca_align_word *words)
{
    size_t kept = 0;
    for (size_t i = 0; i < path->count; i++) {
        const ca_word_fit *fit = &path->fits[i];
        if (!is_short(words, &path->spoken[i]) && fit->fits && fit->against_best < MISFIT) {
            if (kept > 0) {
                path->spoken[kept - 1].open_end = path->spoken[i].open_end;
                path->spoken[kept - 1].cut_after |= path->spoken[i].cut_after;
            }
            continue;
        }
        path->spoken[kept] = path->spoken[i];
        path->fits[kept++] = *fit;
    }
    path->count = kept;
}
