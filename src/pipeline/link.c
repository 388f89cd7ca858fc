#include <capalign/link.h>

#include <stdlib.h>

#include <capalign/article.h>

#include "base/error.h"
#include "pipeline/link_reasons.h"

/* A link is sure when, by duration and the page's file names alone, any other choice would cost
 * half a duration or more. */
enum { SURE_MARGIN = 200 };

/* A word that is in the name of one medium and not in that of another makes the name "rather" the
 * first one's. */
enum { STRONG_NAME = CA_LINK_WORD_WEIGHT };

/* How often a file that was used both whole and by chapters is decided before the rest are given
 * up as undecided. */
enum { MAX_ROUNDS = 16 };

typedef struct linker {
    ca_link_index index;
    capalign_link *links;
    ca_arena arena;
    ca_link_candidates *found; /* per clip */
    ca_assignment_row *full;   /* by all evidence */
    ca_assignment_row *firm;   /* by duration and naming only */
    size_t *first;
    ca_assignment_edge *edges;
    int32_t *outside;
    bool *torn;          /* per clip: a whole file and its chapters fit equally */
    bool *used;          /* per file: by a link */
    bool *banned;        /* per medium: the other side of its file was chosen */
    int32_t *whole_gain; /* per file */
    int32_t *chapter_gain;
    size_t *user_of;     /* per medium: the clip linked to it */
    uint32_t *contested; /* per place in index.by_duration: crowded clips that fit there */
    size_t crowded;
} linker;

const char *capalign_confidence_name(capalign_confidence confidence)
{
    switch (confidence) {
    case CAPALIGN_NONE:
        return "none";
    case CAPALIGN_LIKELY:
        return "likely";
    case CAPALIGN_SURE:
        return "sure";
    }
    return "none";
}

static bool allocate(linker *l)
{
    size_t clips = l->index.clip_count, media = l->index.medium_count;
    size_t files = l->index.file_count;
    ca_arena *arena = &l->arena;
    l->found = ca_arena_array(arena, clips, sizeof *l->found);
    l->full = ca_arena_array(arena, clips, sizeof *l->full);
    l->firm = ca_arena_array(arena, clips, sizeof *l->firm);
    l->first = ca_arena_array(arena, clips + 1, sizeof *l->first);
    l->edges = ca_arena_array(arena, clips * CA_LINK_MAX_CANDIDATES, sizeof *l->edges);
    l->outside = ca_arena_array(arena, clips, sizeof *l->outside);
    l->torn = ca_arena_array(arena, clips, sizeof *l->torn);
    l->used = ca_arena_array(arena, files, sizeof *l->used);
    l->banned = ca_arena_array(arena, media, sizeof *l->banned);
    l->whole_gain = ca_arena_array(arena, files, sizeof *l->whole_gain);
    l->chapter_gain = ca_arena_array(arena, files, sizeof *l->chapter_gain);
    l->user_of = ca_arena_array(arena, media, sizeof *l->user_of);
    l->contested = ca_arena_array(arena, media + 1, sizeof *l->contested);
    return l->found && l->full && l->firm && l->first && l->edges && l->outside && l->torn &&
           l->used && l->banned && l->whole_gain && l->chapter_gain && l->user_of && l->contested;
}

/* Looks up the candidates of all clips, and where crowded clips could go. */
static bool find_candidates(linker *l)
{
    ca_link_finder finder;
    if (!ca_link_finder_make(&finder, &l->index, &l->arena))
        return false;
    for (size_t c = 0; c < l->index.clip_count; c++) {
        ca_link_find(&finder, c, &l->found[c]);
        if (!l->found[c].crowded)
            continue;
        l->crowded++;
        int64_t us = l->index.clip[c].duration_us;
        if (us == CAPALIGN_TIME_NONE)
            continue;
        ca_link_range range =
            ca_link_in_duration(&l->index, us - CA_LINK_EQUAL_US, us + CA_LINK_EQUAL_US);
        l->contested[range.from]++;
        l->contested[range.to]--;
    }
    for (size_t i = 1; i <= l->index.medium_count; i++)
        l->contested[i] += l->contested[i - 1];
    return true;
}

static const ca_link_candidate *candidate_of(const linker *l, size_t clip, size_t medium)
{
    const ca_link_candidates *found = &l->found[clip];
    for (size_t i = 0; i < found->count; i++)
        if (found->best[i].medium == medium)
            return &found->best[i];
    return NULL;
}

static capalign_code solve(linker *l, bool firm, capalign_error *error)
{
    size_t count = 0;
    for (size_t c = 0; c < l->index.clip_count; c++) {
        const ca_link_candidates *found = &l->found[c];
        l->first[c] = count;
        l->outside[c] = firm ? found->outside_firm : found->outside;
        for (size_t i = 0; i < found->count && !found->crowded && !l->torn[c]; i++) {
            const ca_link_candidate *candidate = &found->best[i];
            int32_t gain = firm ? candidate->fit.firm : candidate->fit.gain;
            if (gain > 0 && !l->banned[candidate->medium])
                l->edges[count++] = (ca_assignment_edge){(uint32_t)candidate->medium, gain};
        }
    }
    l->first[l->index.clip_count] = count;
    ca_assignment problem = {
        .rows = l->index.clip_count,
        .columns = l->index.medium_count,
        .first = l->first,
        .edges = l->edges,
        .outside = l->outside,
        .cutoff = firm ? SURE_MARGIN : CA_LINK_NOISE,
    };
    return ca_assignment_solve(&problem, firm ? l->firm : l->full, error);
}

/* --- whole files and their chapters ----------------------------------------------------------- */

static bool is_chapter(const linker *l, size_t medium)
{
    return l->index.media[medium].chapter != SIZE_MAX;
}

static bool is_used(const linker *l, size_t clip)
{
    return l->full[clip].column != SIZE_MAX && l->full[clip].margin >= CA_LINK_NOISE;
}

static void sum_gains(linker *l)
{
    memset(l->whole_gain, 0, l->index.file_count * sizeof *l->whole_gain);
    memset(l->chapter_gain, 0, l->index.file_count * sizeof *l->chapter_gain);
    for (size_t c = 0; c < l->index.clip_count; c++) {
        if (!is_used(l, c))
            continue;
        size_t medium = l->full[c].column, file = l->index.medium[medium].file;
        const ca_link_candidate *candidate = candidate_of(l, c, medium);
        int32_t *sum = is_chapter(l, medium) ? &l->chapter_gain[file] : &l->whole_gain[file];
        *sum += candidate ? candidate->fit.gain : 0;
    }
}

/* A file is used whole, by one clip, or by its chapters, each by one clip: the side that gains
 * more stays and the other is banned; within the noise, or in the last round, neither stays.
 * Returns whether a new assignment is needed. */
static bool settle_files(linker *l, bool last)
{
    bool changed = false;
    sum_gains(l);
    for (size_t c = 0; c < l->index.clip_count; c++) {
        if (!is_used(l, c))
            continue;
        size_t medium = l->full[c].column, file = l->index.medium[medium].file;
        int32_t whole = l->whole_gain[file], chapters = l->chapter_gain[file];
        if (!whole || !chapters)
            continue;
        int32_t more = is_chapter(l, medium) ? chapters - whole : whole - chapters;
        if (last || abs(more) < CA_LINK_NOISE)
            changed = l->torn[c] = true;
        else if (more < 0)
            changed = l->banned[medium] = true;
    }
    return changed && !last;
}

static capalign_code assign(linker *l, capalign_error *error)
{
    int round = 0;
    do {
        capalign_code code = solve(l, false, error);
        if (code)
            return code;
    } while (settle_files(l, ++round == MAX_ROUNDS));
    return solve(l, true, error);
}

/* --- decisions -------------------------------------------------------------------------------- */

/* Where more clips are crowded than media can be kept for them, one of them may need this medium:
 * then the link needs more than a duration. */
static bool is_contested(const linker *l, size_t medium, int32_t gain)
{
    const ca_link_index *index = &l->index;
    int64_t us = index->medium[medium].duration_us;
    if (l->crowded <= CA_LINK_MAX_CANDIDATES || us == CAPALIGN_TIME_NONE)
        return false;
    ca_link_range range = ca_link_in_duration(index, us, us);
    return l->contested[range.from] > 0 && gain < CA_LINK_EQUAL_POINTS + CA_LINK_NOISE;
}

static bool is_linked(const linker *l, size_t clip)
{
    if (!is_used(l, clip) || l->torn[clip])
        return false;
    size_t medium = l->full[clip].column;
    return !is_contested(l, medium, candidate_of(l, clip, medium)->fit.gain);
}

/* Is there a medium whose name fits the clip clearly better, and that no clip of that name has? */
static bool has_better_name(const linker *l, size_t clip, const ca_link_candidate *linked)
{
    const ca_link_candidates *found = &l->found[clip];
    size_t named = found->by_name;
    if (named == SIZE_MAX || found->by_name_points < STRONG_NAME ||
        found->by_name_points < linked->fit.name + CA_LINK_NOISE)
        return false;
    if (l->index.medium[named].file == l->index.medium[linked->medium].file)
        return false;
    size_t user = l->user_of[named];
    if (user == SIZE_MAX)
        return true;
    const ca_link_candidate *theirs = candidate_of(l, user, named);
    return !theirs ||
           (theirs->fit.name < found->by_name_points && theirs->fit.naming == CA_LINK_NOT_NAMED);
}

static bool names_another_file(const linker *l, size_t clip, const ca_link_candidate *linked)
{
    return l->index.clip[clip].names_a_file && linked->fit.naming == CA_LINK_NOT_NAMED;
}

static capalign_confidence confidence_of(const linker *l, size_t clip,
                                         const ca_link_candidate *linked)
{
    const ca_assignment_row *firm = &l->firm[clip];
    if (firm->column != linked->medium || firm->margin < SURE_MARGIN)
        return CAPALIGN_LIKELY;
    if (linked->fit.naming == CA_LINK_NAMED_EXACT)
        return linked->fit.length == CA_LINK_LENGTH_OTHER ? CAPALIGN_LIKELY : CAPALIGN_SURE;
    if (linked->fit.length != CA_LINK_LENGTH_EQUAL || linked->fit.language < 0)
        return CAPALIGN_LIKELY;
    if (names_another_file(l, clip, linked) || has_better_name(l, clip, linked))
        return CAPALIGN_LIKELY;
    return CAPALIGN_SURE;
}

/* The other candidate is the best one that no other clip has for sure. */
static void set_tie(const linker *l, capalign_link *link, size_t a)
{
    const ca_link_candidates *found = &l->found[link->clip];
    link->ambiguous = true;
    link->candidate_a = a;
    for (size_t i = 0; i < found->count && link->candidate_b == SIZE_MAX; i++)
        if (found->best[i].medium != a && l->user_of[found->best[i].medium] == SIZE_MAX)
            link->candidate_b = found->best[i].medium;
}

/* The other candidate is the best of the file's other side. */
static void set_torn(const linker *l, capalign_link *link)
{
    const ca_link_candidates *found = &l->found[link->clip];
    const ca_link_candidate *own = &found->best[0];
    link->ambiguous = true;
    link->candidate_a = own->medium;
    for (size_t m = 0; m < l->index.medium_count && link->candidate_b == SIZE_MAX; m++)
        if (l->index.medium[m].file == l->index.medium[own->medium].file &&
            is_chapter(l, m) != is_chapter(l, own->medium))
            link->candidate_b = m;
}

/* Decides one clip, but for its confidence; returns why it is not linked. */
static ca_link_note decide(linker *l, size_t clip)
{
    const ca_link_candidates *found = &l->found[clip];
    const ca_assignment_row *row = &l->full[clip];
    capalign_link *link = &l->links[clip];
    *link = (capalign_link){
        .clip = clip, .medium = SIZE_MAX, .candidate_a = SIZE_MAX, .candidate_b = SIZE_MAX};
    if (l->index.clip[clip].repeats != SIZE_MAX)
        return CA_LINK_NOTE_REPEATS;
    if (!found->count)
        return CA_LINK_NOTE_NOTHING_FITS;
    if (found->crowded || row->given_up) {
        set_tie(l, link, found->best[0].medium);
        return found->crowded ? CA_LINK_NOTE_CROWDED : CA_LINK_NOTE_TOO_MANY;
    }
    if (l->torn[clip]) {
        set_torn(l, link);
        return CA_LINK_NOTE_TORN;
    }
    if (is_linked(l, clip)) {
        link->medium = row->column;
        link->confidence = CAPALIGN_LIKELY;
        return CA_LINK_NO_NOTE;
    }
    if (row->column == SIZE_MAX && row->margin >= CA_LINK_NOISE)
        return CA_LINK_NOTE_TAKEN;
    set_tie(l, link, row->column == SIZE_MAX ? found->best[0].medium : row->column);
    return CA_LINK_NOTE_TIE;
}

static bool finish_linked(linker *l, size_t clip)
{
    capalign_link *link = &l->links[clip];
    const ca_link_candidate *linked = candidate_of(l, clip, link->medium);
    link->confidence = confidence_of(l, clip, linked);
    ca_link_note note = CA_LINK_NO_NOTE;
    if (linked->fit.naming == CA_LINK_NOT_NAMED && has_better_name(l, clip, linked))
        note = CA_LINK_NOTE_NAME;
    else if (names_another_file(l, clip, linked))
        note = CA_LINK_NOTE_OTHER_FILE;
    return ca_link_explain(&l->index, &linked->fit, note, l->found[clip].by_name, link);
}

/* The only clip that nothing fits, where all others are linked: SIZE_MAX if there is none. */
static size_t only_clip_left(const linker *l)
{
    size_t left = SIZE_MAX, wanted = 0;
    for (size_t c = 0; c < l->index.clip_count; c++) {
        if (l->index.clip[c].repeats != SIZE_MAX)
            continue;
        wanted++;
        if (l->links[c].medium != SIZE_MAX)
            continue;
        if (left != SIZE_MAX || l->links[c].ambiguous || l->found[c].count)
            return SIZE_MAX;
        left = c;
    }
    return wanted == l->index.file_count ? left : SIZE_MAX;
}

/* The whole file that is left when each of the others is used. */
static size_t only_file_left(linker *l)
{
    size_t left = SIZE_MAX;
    for (size_t m = 0; m < l->index.medium_count; m++)
        l->used[l->index.medium[m].file] |= l->user_of[m] != SIZE_MAX;
    for (size_t m = 0; m < l->index.medium_count; m++) {
        if (l->used[l->index.medium[m].file] || l->index.medium[m].unused || is_chapter(l, m))
            continue;
        if (left != SIZE_MAX)
            return SIZE_MAX;
        left = m;
    }
    return left;
}

/* As many files as clips and one of each left over: they belong together unless something speaks
 * against it. */
static bool link_what_is_left(linker *l)
{
    size_t clip = only_clip_left(l), medium = clip == SIZE_MAX ? SIZE_MAX : only_file_left(l);
    if (medium == SIZE_MAX)
        return true;
    ca_link_fit fit = ca_link_fit_of(&l->index, clip, medium, 0);
    if (fit.length != CA_LINK_LENGTH_UNKNOWN || fit.language < 0 ||
        l->index.clip[clip].names_a_file)
        return true;
    l->links[clip].medium = medium;
    l->links[clip].confidence = CAPALIGN_LIKELY;
    return ca_link_explain(&l->index, &fit, CA_LINK_NOTE_ONLY_LEFT, SIZE_MAX, &l->links[clip]);
}

/* False without memory. */
static bool decide_all(linker *l)
{
    bool written = true;
    for (size_t m = 0; m < l->index.medium_count; m++)
        l->user_of[m] = SIZE_MAX;
    for (size_t c = 0; c < l->index.clip_count; c++)
        if (is_linked(l, c))
            l->user_of[l->full[c].column] = c;
    for (size_t c = 0; c < l->index.clip_count && written; c++) {
        ca_link_note note = decide(l, c);
        if (note != CA_LINK_NO_NOTE)
            written =
                ca_link_explain(&l->index, NULL, note, l->index.clip[c].repeats, &l->links[c]);
    }
    for (size_t c = 0; c < l->index.clip_count && written; c++)
        if (l->links[c].medium != SIZE_MAX)
            written = finish_linked(l, c);
    return written && link_what_is_left(l);
}

static capalign_code check_arguments(const capalign_link_clip *clips, size_t clip_count,
                                     const capalign_link_medium *media, size_t medium_count,
                                     const capalign_link *links, capalign_error *error)
{
    if ((!clips && clip_count) || (!media && medium_count) || (!links && clip_count))
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "clips, media or links are NULL");
    if (clip_count > CAPALIGN_ARTICLE_MAX_CLIPS)
        return ca_fail(error, CAPALIGN_E_LIMIT, "%zu clips are to be linked, at most %zu can be",
                       clip_count, CAPALIGN_ARTICLE_MAX_CLIPS);
    if (medium_count > CAPALIGN_LINK_MAX_MEDIA)
        return ca_fail(error, CAPALIGN_E_LIMIT,
                       "%zu media files and chapters are given, at most %zu can be linked",
                       medium_count, CAPALIGN_LINK_MAX_MEDIA);
    for (size_t m = 0; m < medium_count; m++)
        if (!media[m].file)
            return ca_fail(error, CAPALIGN_E_ARGUMENT, "medium %zu has no file", m);
    return CAPALIGN_OK;
}

capalign_code capalign_link_assign(const capalign_link_clip *clips, size_t clip_count,
                                   const capalign_link_medium *media, size_t medium_count,
                                   capalign_link *links, capalign_error *error)
{
    capalign_code code = check_arguments(clips, clip_count, media, medium_count, links, error);
    if (code)
        return code;
    linker l = {.links = links};
    l.index.clips = clips;
    l.index.clip_count = clip_count;
    l.index.media = media;
    l.index.medium_count = medium_count;
    code = ca_link_index_build(&l.index, error);
    if (!code && (!allocate(&l) || !find_candidates(&l)))
        code = ca_fail_memory(error);
    if (!code)
        code = assign(&l, error);
    if (!code && !decide_all(&l))
        code = ca_fail_memory(error);
    ca_link_index_free(&l.index);
    ca_arena_free(&l.arena);
    return code;
}
