#include "pipeline/link_cost.h"

#include <stdlib.h>

#include "base/time.h"
#include "pipeline/link_tokens.h"

/* Points. A page that names the file outweighs all else; a duration outweighs the words of a name
 * (a name is often that of a series, a length within a second is rarely a coincidence). */
enum {
    EXACT_POINTS = 1000,
    FOLDER_POINTS = 210, /* for each folder of the page's path that the file's path shares */
    MAX_FOLDERS = 3,
    STEM_POINTS = 700,
    PART_POINTS = 700,
    EQUAL_POINTS = CA_LINK_EQUAL_POINTS,
    PRECISE_POINTS = 45, /* the page gives fractions of a second and they agree */
    NEAR_POINTS = 40,
    OTHER_POINTS = -300, /* of a named file only; what is not named is then out */
    SAME_LANGUAGE_POINTS = 60,
    OTHER_LANGUAGE_POINTS = -120,
    ORDER_POINTS = 50,
    WHOLE_RUN_POINTS = 50, /* besides, where there are as many numbers as clips */
    MAX_NAME_POINTS = 300,
    MIN_NAME_POINTS = 60, /* of a name that shall make a link together with a near duration */
    MIN_POINTS = 100,
};

/* A mark is a duration rounded to the second, or cut off, seldom rounded up: within half a second
 * says nothing, above that a little, below that a little more. None of it is above the noise. */
enum { CUT_OFF_POINTS = -15, ROUNDED_UP_POINTS = -30 };
#define HALF_SECOND_US INT64_C(500000)
#define PRECISE_US INT64_C(100000)

/* Another cut: a few seconds of titles. */
#define NEAR_LEAST_US (3 * CA_US_PER_S)
#define NEAR_MOST_US (30 * CA_US_PER_S)
enum { NEAR_PERCENT = 3 };

static ca_link_length length_of(int64_t clip_us, int64_t medium_us, int32_t *points)
{
    *points = 0;
    if (clip_us == CAPALIGN_TIME_NONE || medium_us == CAPALIGN_TIME_NONE)
        return CA_LINK_LENGTH_UNKNOWN;
    int64_t more = medium_us - clip_us, apart = more < 0 ? -more : more;
    int64_t near = clip_us * NEAR_PERCENT / 100;
    near = near < NEAR_LEAST_US ? NEAR_LEAST_US : near > NEAR_MOST_US ? NEAR_MOST_US : near;
    if (apart > near) {
        *points = OTHER_POINTS;
        return CA_LINK_LENGTH_OTHER;
    }
    if (apart > CA_LINK_EQUAL_US) {
        *points = NEAR_POINTS;
        return CA_LINK_LENGTH_NEAR;
    }
    *points = EQUAL_POINTS;
    if (clip_us % CA_US_PER_S != 0)
        *points += apart <= PRECISE_US ? PRECISE_POINTS : 0;
    else if (apart > HALF_SECOND_US)
        *points += more > 0 ? CUT_OFF_POINTS : ROUNDED_UP_POINTS;
    return CA_LINK_LENGTH_EQUAL;
}

static bool same(ca_str a, ca_str b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* Takes the last component off the path. */
static ca_str take_last(ca_str *path)
{
    ca_str last = ca_link_base_name(*path);
    path->size -= last.size;
    if (path->size)
        path->size--; /* the slash */
    return last;
}

/* How many folders before the name two paths share, from the name backwards. */
static int32_t shared_folders(ca_str a, ca_str b)
{
    take_last(&a);
    take_last(&b);
    int32_t shared = 0;
    while (shared < MAX_FOLDERS) {
        ca_str x = take_last(&a), y = take_last(&b);
        if (!x.size || !same(x, y))
            break;
        shared++;
    }
    return shared;
}

static ca_link_naming match_key(const ca_link_key *key, const ca_link_medium_facts *medium)
{
    if (same(key->base, medium->base))
        return CA_LINK_NAMED_EXACT;
    if (key->media_name)
        return same(key->stem, medium->stem) ? CA_LINK_NAMED_STEM : CA_LINK_NOT_NAMED;
    /* "video" as a title names nothing. */
    bool says_something = medium->stem_total > 0;
    return says_something && same(key->base, medium->stem) ? CA_LINK_NAMED_EXACT
                                                           : CA_LINK_NOT_NAMED;
}

static ca_link_naming naming_of(const ca_link_index *index, size_t clip, size_t medium,
                                int32_t *points)
{
    const ca_link_clip_facts *facts = &index->clip[clip];
    ca_link_naming best = CA_LINK_NOT_NAMED;
    int32_t folders = 0;
    for (size_t i = 0; i < facts->key_count; i++) {
        ca_link_naming naming = match_key(&facts->keys[i], &index->medium[medium]);
        best = naming > best ? naming : best;
        if (naming != CA_LINK_NAMED_EXACT)
            continue;
        int32_t shared = shared_folders(facts->keys[i].path, ca_str_of(index->media[medium].file));
        folders = shared > folders ? shared : folders;
    }
    static const int32_t naming_points[] = {
        [CA_LINK_NOT_NAMED] = 0,
        [CA_LINK_NAMED_PART] = PART_POINTS,
        [CA_LINK_NAMED_STEM] = STEM_POINTS,
        [CA_LINK_NAMED_EXACT] = EXACT_POINTS,
    };
    if (best != CA_LINK_NOT_NAMED && index->media[medium].chapter != SIZE_MAX)
        best = CA_LINK_NAMED_PART;
    *points = naming_points[best] + folders * FOLDER_POINTS;
    return best;
}

/* Is the evidence of a kind that can make a link? Language alone cannot, nor a duration that is
 * merely near. */
static bool stands(const ca_link_fit *fit, int32_t order_points)
{
    switch (fit->length) {
    case CA_LINK_LENGTH_EQUAL:
        return true;
    case CA_LINK_LENGTH_OTHER: /* a chapter is named only by its length */
        return fit->naming >= CA_LINK_NAMED_STEM;
    case CA_LINK_LENGTH_NEAR:
        return fit->naming >= CA_LINK_NAMED_STEM || fit->name >= MIN_NAME_POINTS;
    case CA_LINK_LENGTH_UNKNOWN:
        break;
    }
    return fit->naming >= CA_LINK_NAMED_STEM || fit->name >= MIN_POINTS ||
           order_points >= MIN_POINTS;
}

static int32_t order_points_of(const ca_link_index *index, size_t clip, size_t medium)
{
    const ca_link_medium_facts *facts = &index->medium[medium];
    if (facts->ordinal != clip || index->clip_count < 2)
        return 0;
    return ORDER_POINTS + (facts->run == index->clip_count ? WHOLE_RUN_POINTS : 0);
}

ca_link_fit ca_link_fit_of(const ca_link_index *index, size_t clip, size_t medium, int32_t name)
{
    const ca_link_clip_facts *c = &index->clip[clip];
    const ca_link_medium_facts *m = &index->medium[medium];
    ca_link_fit fit = {.name = name};
    int32_t length_points, naming_points, order = order_points_of(index, clip, medium);
    fit.length = length_of(c->duration_us, m->duration_us, &length_points);
    fit.naming = naming_of(index, clip, medium, &naming_points);
    fit.in_order = order > 0;
    if (c->language && m->language)
        fit.language = c->language == m->language ? 1 : -1;
    else if (c->language && c->language == m->suffix)
        fit.language = 1;
    if (m->unused || c->repeats != SIZE_MAX || !stands(&fit, order))
        return fit;
    fit.firm = length_points + naming_points;
    fit.gain = fit.firm + name + order;
    if (fit.language)
        fit.gain += fit.language > 0 ? SAME_LANGUAGE_POINTS : OTHER_LANGUAGE_POINTS;
    fit.gain = fit.gain < MIN_POINTS ? 0 : fit.gain;
    return fit;
}

/* --- which media to look at ------------------------------------------------------------------- */

/* Of media of a clip's duration at most this many are compared; of more than this only those that
 * a name or a number brings up as well. */
enum { MAX_OF_DURATION = 512, MAX_OF_ORDINAL = 64, MAX_OF_NAME = 1024 };

bool ca_link_finder_make(ca_link_finder *finder, const ca_link_index *index, ca_arena *arena)
{
    size_t count = index->medium_count;
    *finder = (ca_link_finder){
        .index = index,
        .seen = ca_arena_array(arena, count, sizeof *finder->seen),
        .in_stem = ca_arena_array(arena, count, sizeof *finder->in_stem),
        .in_title = ca_arena_array(arena, count, sizeof *finder->in_title),
        .met = ca_arena_array(arena, count, sizeof *finder->met),
        .fitting = ca_arena_array(arena, count, sizeof *finder->fitting),
    };
    return finder->seen && finder->in_stem && finder->in_title && finder->met && finder->fitting;
}

static void meet(ca_link_finder *finder, size_t medium)
{
    if (finder->seen[medium] == finder->search)
        return;
    finder->seen[medium] = finder->search;
    finder->in_stem[medium] = finder->in_title[medium] = 0;
    finder->met[finder->met_count++] = (uint32_t)medium;
}

static void meet_by_words(ca_link_finder *finder, size_t clip)
{
    const ca_link_index *index = finder->index;
    ca_link_range words = index->clip[clip].words;
    for (size_t w = words.from; w < words.to; w++) {
        const ca_link_word *word = &index->words[index->clip_words[w]];
        if (word->media.to - word->media.from > CA_LINK_MAX_POSTINGS)
            continue;
        for (size_t p = word->media.from; p < word->media.to; p++) {
            size_t medium = index->postings[p] >> 1;
            meet(finder, medium);
            *(index->postings[p] & 1 ? &finder->in_title[medium] : &finder->in_stem[medium]) +=
                word->weight;
        }
    }
}

/* Returns the most points that a file which was not looked at could have: 0 if all were. */
static int32_t meet_by_hash(ca_link_finder *finder, const ca_link_hash *table, ca_str text)
{
    ca_link_range range =
        ca_link_of_hash(table, finder->index->named_count, ca_hash(text), MAX_OF_NAME);
    for (size_t i = range.from; i < range.to; i++)
        meet(finder, table[i].medium);
    bool all = range.to - range.from < MAX_OF_NAME;
    return all ? 0 : EXACT_POINTS + MAX_FOLDERS * FOLDER_POINTS + EQUAL_POINTS;
}

static int32_t meet_by_keys(ca_link_finder *finder, size_t clip)
{
    const ca_link_clip_facts *facts = &finder->index->clip[clip];
    int32_t unseen = 0;
    for (size_t i = 0; i < facts->key_count; i++) {
        const ca_link_key *key = &facts->keys[i];
        int32_t base = meet_by_hash(finder, finder->index->by_base, key->base);
        int32_t stem =
            meet_by_hash(finder, finder->index->by_stem, key->media_name ? key->stem : key->base);
        unseen = base > unseen ? base : unseen;
        unseen = stem > unseen ? stem : unseen;
    }
    return unseen;
}

/* The same for those of the clip's duration, which may have its language too. */
static int32_t meet_by_duration(ca_link_finder *finder, size_t clip)
{
    const ca_link_index *index = finder->index;
    int64_t us = index->clip[clip].duration_us;
    if (us == CAPALIGN_TIME_NONE)
        return 0;
    ca_link_range range = ca_link_in_duration(index, us - CA_LINK_EQUAL_US, us + CA_LINK_EQUAL_US);
    for (size_t i = range.from; i < range.to && i < range.from + MAX_OF_DURATION; i++)
        meet(finder, index->by_duration[i]);
    bool all = range.to - range.from <= MAX_OF_DURATION;
    return all ? 0 : EQUAL_POINTS + PRECISE_POINTS + SAME_LANGUAGE_POINTS;
}

static void meet_by_ordinal(ca_link_finder *finder, size_t clip)
{
    const ca_link_index *index = finder->index;
    size_t low = 0, high = index->by_ordinal_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->medium[index->by_ordinal[middle]].ordinal < clip)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i < index->by_ordinal_count && i < low + MAX_OF_ORDINAL; i++)
        if (index->medium[index->by_ordinal[i]].ordinal == clip)
            meet(finder, index->by_ordinal[i]);
}

/* Common words count the more the less else the name holds. */
static int32_t name_points(int32_t common, int32_t total)
{
    if (common <= 0)
        return 0;
    total = total > common ? total : common;
    int32_t points = (int32_t)((int64_t)common * (total + common) / (2 * (int64_t)total));
    return points < MAX_NAME_POINTS ? points : MAX_NAME_POINTS;
}

static int32_t points_of(const ca_link_finder *finder, size_t medium)
{
    const ca_link_medium_facts *facts = &finder->index->medium[medium];
    int32_t stem = name_points(finder->in_stem[medium], facts->stem_total);
    int32_t title = name_points(finder->in_title[medium], facts->title_total);
    return stem > title ? stem : title;
}

static int best_first(const void *a, const void *b)
{
    const ca_link_candidate *x = a, *y = b;
    if (x->fit.gain != y->fit.gain)
        return x->fit.gain > y->fit.gain ? -1 : 1;
    return x->medium < y->medium ? -1 : x->medium > y->medium;
}

static void keep_best(ca_link_finder *finder, size_t count, int32_t unseen, ca_link_candidates *out)
{
    qsort(finder->fitting, count, sizeof *finder->fitting, best_first);
    out->count = count < CA_LINK_MAX_CANDIDATES ? count : CA_LINK_MAX_CANDIDATES;
    if (out->count)
        memcpy(out->best, finder->fitting, out->count * sizeof *out->best);
    out->outside = count > out->count ? finder->fitting[out->count].fit.gain : 0;
    out->outside = out->outside > unseen ? out->outside : unseen;
    out->outside_firm = unseen;
    for (size_t i = out->count; i < count; i++)
        if (finder->fitting[i].fit.firm > out->outside_firm)
            out->outside_firm = finder->fitting[i].fit.firm;
    int32_t top = out->count ? out->best[0].fit.gain : 0;
    out->crowded = out->outside > 0 && out->outside > top - CA_LINK_NOISE;
}

void ca_link_find(ca_link_finder *finder, size_t clip, ca_link_candidates *candidates)
{
    const ca_link_index *index = finder->index;
    *candidates = (ca_link_candidates){.by_name = SIZE_MAX};
    finder->search++;
    finder->met_count = 0;
    meet_by_words(finder, clip);
    int32_t unseen_named = meet_by_keys(finder, clip);
    int32_t unseen_equal = meet_by_duration(finder, clip);
    meet_by_ordinal(finder, clip);
    size_t count = 0;
    for (size_t i = 0; i < finder->met_count; i++) {
        size_t medium = finder->met[i];
        int32_t name = points_of(finder, medium);
        ca_link_fit fit = ca_link_fit_of(index, clip, medium, name);
        if (fit.gain > 0)
            finder->fitting[count++] = (ca_link_candidate){medium, fit};
        bool better = name > candidates->by_name_points ||
                      (name == candidates->by_name_points && medium < candidates->by_name);
        if (name > 0 && better) {
            candidates->by_name = medium;
            candidates->by_name_points = name;
        }
    }
    keep_best(finder, count, unseen_named > unseen_equal ? unseen_named : unseen_equal, candidates);
}
