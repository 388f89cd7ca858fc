#include "pipeline/link_index.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/time.h"
#include "pipeline/link_tokens.h"

/* Longer durations are mistakes of marks or containers. */
#define LONGEST_US (INT64_C(100) * 3600 * CA_US_PER_S)

static int64_t sane_duration(int64_t us)
{
    return us > 0 && us <= LONGEST_US ? us : CAPALIGN_TIME_NONE;
}

/* The primary subtag as a number, case ignored; "und" and nothing are 0. */
static uint64_t language_key(const char *tag)
{
    uint64_t key = 0;
    for (size_t i = 0; tag && i < 8 && tag[i] && tag[i] != '-' && tag[i] != '_'; i++) {
        unsigned char c = (unsigned char)tag[i];
        key = key << 8 | (c >= 'A' && c <= 'Z' ? c | 0x20u : c);
    }
    uint64_t undetermined = (uint64_t)'u' << 16 | (uint64_t)'n' << 8 | (uint64_t)'d';
    return key == undetermined ? 0 : key;
}

/* The letters after the last dot, dash, underscore or space of a folded name, if they are two or
 * three; many are words ("make it"), so they only ever speak for a language. */
static uint64_t suffix_key(ca_str stem)
{
    size_t from = stem.size;
    while (from > 0 && stem.data[from - 1] >= 'a' && stem.data[from - 1] <= 'z')
        from--;
    size_t letters = stem.size - from;
    if (from == 0 || letters < 2 || letters > 3 || !strchr(".-_ ", stem.data[from - 1]))
        return 0;
    char tag[4] = {0};
    memcpy(tag, stem.data + from, letters);
    return language_key(tag);
}

/* --- media ------------------------------------------------------------------------------------ */

static int compare_files(const void *a, const void *b, void *context)
{
    const capalign_link_medium *media = context;
    uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    int order = strcmp(media[i].file, media[k].file);
    if (order != 0)
        return order;
    /* The whole file (SIZE_MAX + 1 == 0) stands before its chapters. */
    size_t chapter_i = media[i].chapter + 1, chapter_k = media[k].chapter + 1;
    if (chapter_i != chapter_k)
        return chapter_i < chapter_k ? -1 : 1;
    return i < k ? -1 : i > k;
}

static bool is_whole(const ca_link_index *index, size_t medium)
{
    return index->media[medium].chapter == SIZE_MAX;
}

/* A chapter as long as its file is no part of it. */
static bool spans(const ca_link_medium_facts *chapter, const ca_link_medium_facts *whole)
{
    if (chapter->duration_us == CAPALIGN_TIME_NONE || whole->duration_us == CAPALIGN_TIME_NONE)
        return false;
    return llabs((long long)(whole->duration_us - chapter->duration_us)) <= CA_LINK_EQUAL_US;
}

/* Numbers the files and finds entries that are there twice. */
static bool group_files(ca_link_index *index)
{
    size_t count = index->medium_count;
    uint32_t *order = ca_arena_array(&index->arena, count, sizeof *order);
    if (!order)
        return false;
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    if (count)
        qsort_r(order, count, sizeof *order, compare_files, (void *)(uintptr_t)index->media);
    size_t whole = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t now = order[i], before = i ? order[i - 1] : SIZE_MAX;
        ca_link_medium_facts *facts = &index->medium[now];
        bool same = i && strcmp(index->media[now].file, index->media[before].file) == 0;
        index->file_count += !same;
        facts->file = index->file_count - 1;
        if (!same)
            whole = is_whole(index, now) ? now : SIZE_MAX;
        bool repeated = same && index->media[now].chapter == index->media[before].chapter;
        bool spanning =
            !is_whole(index, now) && whole != SIZE_MAX && spans(facts, &index->medium[whole]);
        facts->unused = repeated || spanning;
    }
    return true;
}

static bool note_media(ca_link_index *index)
{
    for (size_t i = 0; i < index->medium_count; i++) {
        const capalign_link_medium *medium = &index->media[i];
        ca_link_medium_facts *facts = &index->medium[i];
        ca_str base = ca_link_base_name(ca_str_of(medium->file));
        *facts = (ca_link_medium_facts){
            .duration_us = sane_duration(medium->duration_us),
            .language = language_key(medium->language),
            .base = ca_link_fold(base, &index->arena),
            .ordinal = SIZE_MAX,
        };
        if (!facts->base.data)
            return false;
        facts->stem = ca_link_stem(facts->base);
        facts->suffix = suffix_key(facts->stem);
    }
    return group_files(index);
}

/* --- clips ------------------------------------------------------------------------------------ */

static bool add_key(ca_link_index *index, ca_link_clip_facts *facts, ca_str path)
{
    ca_str base = ca_link_base_name(ca_str_trim(path));
    if (!base.size || facts->key_count == CA_LINK_MAX_KEYS)
        return true;
    ca_link_key key = {.path = path, .base = ca_link_fold(base, &index->arena)};
    if (!key.base.data)
        return false;
    key.stem = ca_link_stem(key.base);
    key.media_name = ca_link_is_media_name(base);
    facts->keys[facts->key_count++] = key;
    facts->names_a_file |= key.media_name && !memmem(path.data, path.size, "://", 3);
    return true;
}

/* The path before a URL's query or fragment. */
static ca_str without_query(ca_str path)
{
    for (size_t i = 0; i < path.size; i++)
        if (path.data[i] == '?' || path.data[i] == '#')
            return (ca_str){path.data, i};
    return path;
}

static bool note_clips(ca_link_index *index)
{
    for (size_t i = 0; i < index->clip_count; i++) {
        const capalign_link_clip *clip = &index->clips[i];
        ca_link_clip_facts *facts = &index->clip[i];
        *facts = (ca_link_clip_facts){.duration_us = sane_duration(clip->duration_us),
                                      .language = language_key(clip->language),
                                      .repeats = SIZE_MAX};
        ca_str source = ca_str_of(clip->media_src), shorter = without_query(source);
        bool ok = add_key(index, facts, source) && add_key(index, facts, ca_str_of(clip->name));
        if (!ok || (shorter.size < source.size && !add_key(index, facts, shorter)))
            return false;
    }
    return true;
}

/* What says that two clips embed the same file: its source, else its name if that is a file's. */
static ca_str identity(const capalign_link_clip *clip)
{
    if (clip->media_src)
        return ca_str_of(clip->media_src);
    ca_str name = ca_str_of(clip->name);
    return ca_link_is_media_name(name) ? name : (ca_str){NULL, 0};
}

static int compare_identities(const void *a, const void *b, void *context)
{
    const capalign_link_clip *clips = context;
    uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    ca_str x = identity(&clips[i]), y = identity(&clips[k]);
    size_t common = x.size < y.size ? x.size : y.size;
    int order = common ? memcmp(x.data, y.data, common) : 0;
    if (order != 0)
        return order;
    if (x.size != y.size)
        return x.size < y.size ? -1 : 1;
    return i < k ? -1 : i > k;
}

static bool same_length(const ca_link_clip_facts *a, const ca_link_clip_facts *b)
{
    if (a->duration_us == CAPALIGN_TIME_NONE || b->duration_us == CAPALIGN_TIME_NONE)
        return true;
    return llabs((long long)(a->duration_us - b->duration_us)) <= CA_LINK_EQUAL_US;
}

/* An article may show the same file twice, as a teaser and in its text. */
static bool find_repeats(ca_link_index *index)
{
    size_t count = index->clip_count;
    uint32_t *order = ca_arena_array(&index->arena, count, sizeof *order);
    if (!order)
        return false;
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    if (count)
        qsort_r(order, count, sizeof *order, compare_identities, (void *)(uintptr_t)index->clips);
    size_t first = 0;
    for (size_t i = 1; i < count; i++) {
        ca_str a = identity(&index->clips[order[first]]), b = identity(&index->clips[order[i]]);
        bool same = b.size && a.size == b.size && memcmp(a.data, b.data, b.size) == 0;
        if (!same)
            first = i;
        else if (same_length(&index->clip[order[first]], &index->clip[order[i]]))
            index->clip[order[i]].repeats = order[first];
    }
    return true;
}

/* --- look-up ---------------------------------------------------------------------------------- */

static int compare_durations(const void *a, const void *b, void *context)
{
    const ca_link_medium_facts *media = context;
    uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    if (media[i].duration_us != media[k].duration_us)
        return media[i].duration_us < media[k].duration_us ? -1 : 1;
    return i < k ? -1 : i > k;
}

static int compare_hashes(const void *a, const void *b)
{
    const ca_link_hash *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->medium < y->medium ? -1 : x->medium > y->medium;
}

static bool sort_media(ca_link_index *index)
{
    size_t count = index->medium_count;
    index->by_duration = ca_arena_array(&index->arena, count, sizeof *index->by_duration);
    index->by_base = ca_arena_array(&index->arena, count, sizeof *index->by_base);
    index->by_stem = ca_arena_array(&index->arena, count, sizeof *index->by_stem);
    if (!index->by_duration || !index->by_base || !index->by_stem)
        return false;
    for (size_t i = 0; i < count; i++) {
        const ca_link_medium_facts *facts = &index->medium[i];
        if (facts->unused)
            continue;
        if (facts->duration_us != CAPALIGN_TIME_NONE)
            index->by_duration[index->by_duration_count++] = (uint32_t)i;
        if (!is_whole(index, i))
            continue;
        size_t at = index->named_count++;
        index->by_base[at] = (ca_link_hash){ca_hash(facts->base), (uint32_t)i};
        index->by_stem[at] = (ca_link_hash){ca_hash(facts->stem), (uint32_t)i};
    }
    if (index->by_duration_count)
        qsort_r(index->by_duration, index->by_duration_count, sizeof *index->by_duration,
                compare_durations, index->medium);
    qsort(index->by_base, index->named_count, sizeof *index->by_base, compare_hashes);
    qsort(index->by_stem, index->named_count, sizeof *index->by_stem, compare_hashes);
    return true;
}

/* The first position whose duration is not below (or, `past`: is above) `us`. */
static size_t duration_bound(const ca_link_index *index, int64_t us, bool past)
{
    size_t low = 0, high = index->by_duration_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int64_t there = index->medium[index->by_duration[middle]].duration_us;
        if (there < us || (past && there == us))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

ca_link_range ca_link_in_duration(const ca_link_index *index, int64_t from_us, int64_t to_us)
{
    return (ca_link_range){duration_bound(index, from_us, false),
                           duration_bound(index, to_us, true)};
}

ca_link_range ca_link_of_hash(const ca_link_hash *table, size_t count, uint64_t hash, size_t most)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    ca_link_range range = {low, low};
    while (range.to < count && range.to - low < most && table[range.to].hash == hash)
        range.to++;
    return range;
}

capalign_code ca_link_index_build(ca_link_index *index, capalign_error *error)
{
    index->clip = ca_arena_array(&index->arena, index->clip_count, sizeof *index->clip);
    index->medium = ca_arena_array(&index->arena, index->medium_count, sizeof *index->medium);
    bool built = index->clip && index->medium && note_media(index) && note_clips(index) &&
                 find_repeats(index) && sort_media(index) && ca_link_index_words(index) &&
                 ca_link_index_order(index);
    return built ? CAPALIGN_OK : ca_fail_memory(error);
}

void ca_link_index_free(ca_link_index *index)
{
    ca_arena_free(&index->arena);
}
