/* The vocabulary of clips and media, how much each word says, and which media hold it. */
#include <stdlib.h>

#include "base/strbuf.h"
#include "pipeline/link_index.h"
#include "pipeline/link_tokens.h"

/* What a rare word of each kind is worth, in hundredths. Numbers are dates and counters more often
 * than content, so one that matches stays close to the noise. */
static const int32_t kind_weights[] = {
    [CA_TOKEN_WORD] = CA_LINK_WORD_WEIGHT,
    [CA_TOKEN_SHORT] = 50,
    [CA_TOKEN_NUMBER] = 50,
    [CA_TOKEN_STOP] = 10,
    [CA_TOKEN_NOISE] = 0,
};

typedef struct vocabulary {
    ca_link_index *index;
    ca_arena scratch; /* tokens of the text at hand */
    size_t capacity;  /* of index->words */
    uint32_t *slots;  /* open addressing; number of the word + 1, 0: empty */
    size_t slot_count;
    uint32_t *pairs; /* words of all media in turn: word, and medium << 1 | title */
    size_t pair_count;
    size_t pair_capacity;
    size_t clip_word_count;
    size_t clip_word_capacity;
    size_t names; /* texts of media counted for in_media */
} vocabulary;

static bool same(ca_str a, ca_str b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

static bool grow_slots(vocabulary *v)
{
    size_t count = v->slot_count ? v->slot_count * 2 : 1024;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t w = 0; w < v->index->word_count; w++) {
        size_t at = ca_hash(v->index->words[w].stem) & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)w + 1;
    }
    free(v->slots);
    v->slots = slots;
    v->slot_count = count;
    return true;
}

/* The word's number, added if it is new; SIZE_MAX without memory. */
static size_t intern(vocabulary *v, const ca_link_token *token)
{
    ca_link_index *index = v->index;
    if (index->word_count * 2 >= v->slot_count && !grow_slots(v))
        return SIZE_MAX;
    size_t at = ca_hash(token->stem) & (v->slot_count - 1);
    for (; v->slots[at]; at = (at + 1) & (v->slot_count - 1)) {
        ca_link_word *word = &index->words[v->slots[at] - 1];
        if (!same(word->stem, token->stem))
            continue;
        if (kind_weights[token->kind] < kind_weights[word->kind])
            word->kind = (int)token->kind;
        return v->slots[at] - 1;
    }
    ca_link_word *grown = ca_grow(index->words, &v->capacity, index->word_count + 1, sizeof *grown);
    if (!grown)
        return SIZE_MAX;
    index->words = grown;
    ca_link_word word = {.stem = {ca_arena_copy(&index->arena, token->stem), token->stem.size},
                         .kind = (int)token->kind};
    if (!word.stem.data)
        return SIZE_MAX;
    grown[index->word_count] = word;
    v->slots[at] = (uint32_t)index->word_count + 1;
    return index->word_count++;
}

static bool add_pair(vocabulary *v, size_t word, uint32_t posting)
{
    uint32_t *grown = ca_grow(v->pairs, &v->pair_capacity, v->pair_count + 2, sizeof *grown);
    if (!grown)
        return false;
    v->pairs = grown;
    v->pairs[v->pair_count++] = (uint32_t)word;
    v->pairs[v->pair_count++] = posting;
    return true;
}

static bool add_medium_text(vocabulary *v, size_t medium, const char *text, bool title, bool count)
{
    ca_link_token tokens[CA_LINK_MAX_TOKENS];
    ca_str view = ca_str_of(text);
    if (!title)
        view = ca_link_stem(ca_link_base_name(view));
    size_t n = ca_link_tokenize(view, &v->scratch, tokens);
    if (n == SIZE_MAX)
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t word = intern(v, &tokens[i]);
        if (word == SIZE_MAX || !add_pair(v, word, (uint32_t)medium << 1 | title))
            return false;
        v->index->words[word].in_media += count;
    }
    v->names += count;
    ca_arena_free(&v->scratch);
    return true;
}

/* A file's name counts once, however many chapters it has; each chapter's title counts. */
static bool add_media(vocabulary *v)
{
    ca_link_index *index = v->index;
    bool *counted = ca_arena_array(&index->arena, index->file_count, sizeof *counted);
    if (!counted)
        return false;
    for (size_t m = 0; m < index->medium_count; m++) {
        const capalign_link_medium *medium = &index->media[m];
        bool count = !counted[index->medium[m].file];
        counted[index->medium[m].file] = true;
        if (!add_medium_text(v, m, medium->file, false, count))
            return false;
        bool chapter = medium->chapter != SIZE_MAX;
        if (medium->title && !add_medium_text(v, m, medium->title, true, chapter))
            return false;
    }
    return true;
}

static bool add_clip_word(vocabulary *v, size_t clip, size_t word)
{
    ca_link_index *index = v->index;
    for (size_t i = index->clip[clip].words.from; i < v->clip_word_count; i++)
        if (index->clip_words[i] == word)
            return true;
    uint32_t *grown =
        ca_grow(index->clip_words, &v->clip_word_capacity, v->clip_word_count + 1, sizeof *grown);
    if (!grown)
        return false;
    index->clip_words = grown;
    grown[v->clip_word_count++] = (uint32_t)word;
    index->words[word].in_clips++;
    return true;
}

static bool add_clip_text(vocabulary *v, size_t clip, ca_str text)
{
    ca_link_token tokens[CA_LINK_MAX_TOKENS];
    size_t n = ca_link_tokenize(text, &v->scratch, tokens);
    if (n == SIZE_MAX)
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t word = intern(v, &tokens[i]);
        if (word == SIZE_MAX || !add_clip_word(v, clip, word))
            return false;
    }
    ca_arena_free(&v->scratch);
    return true;
}

static bool add_clips(vocabulary *v)
{
    ca_link_index *index = v->index;
    for (size_t c = 0; c < index->clip_count; c++) {
        const capalign_link_clip *clip = &index->clips[c];
        index->clip[c].words.from = v->clip_word_count;
        ca_str source = ca_link_stem(ca_link_base_name(ca_str_of(clip->media_src)));
        ca_str name = ca_str_of(clip->name);
        if (ca_link_is_media_name(name))
            name = ca_link_stem(name);
        if (!add_clip_text(v, c, ca_str_of(clip->caption)) || !add_clip_text(v, c, name) ||
            !add_clip_text(v, c, source))
            return false;
        index->clip[c].words.to = v->clip_word_count;
    }
    return true;
}

/* log2(x) in 1/256, x >= 1, by repeated squaring of the mantissa. */
static uint32_t log2_fixed(uint64_t x)
{
    unsigned whole = 63 - (unsigned)__builtin_clzll(x);
    uint64_t mantissa = whole > 31 ? x >> (whole - 31) : x << (31 - whole); /* [2^31, 2^32) */
    uint32_t result = whole;
    for (int bit = 0; bit < 8; bit++) {
        mantissa = mantissa * mantissa >> 31;
        result <<= 1;
        if (mantissa >> 32) {
            result |= 1;
            mantissa >>= 1;
        }
    }
    return result;
}

/* 256 for what stands in one of `all` texts, close to 0 for what stands in each of many. */
static uint32_t rarity(uint32_t in, size_t all)
{
    if (in == 0)
        return 256;
    uint32_t most = log2_fixed((uint64_t)all + 1), common = log2_fixed(in);
    return common >= most ? 0 : (most - common) * 256 / most;
}

static void weigh(vocabulary *v)
{
    ca_link_index *index = v->index;
    for (size_t w = 0; w < index->word_count; w++) {
        ca_link_word *word = &index->words[w];
        uint32_t media = rarity(word->in_media, v->names);
        uint32_t clips = rarity(word->in_clips, index->clip_count);
        word->weight = kind_weights[word->kind] * (int32_t)(media < clips ? media : clips) / 256;
    }
}

/* Turns the pairs round: for each word its media. Adds up what each name is worth; numbers are
 * left out of that, for a date or counter that the caption lacks is no contradiction. */
static bool invert(vocabulary *v)
{
    ca_link_index *index = v->index;
    index->postings = ca_arena_array(&index->arena, v->pair_count / 2, sizeof *index->postings);
    size_t *next = ca_arena_array(&index->arena, index->word_count + 1, sizeof *next);
    if (!index->postings || !next)
        return false;
    for (size_t i = 0; i < v->pair_count; i += 2)
        next[v->pairs[i] + 1]++;
    for (size_t w = 0; w < index->word_count; w++) {
        next[w + 1] += next[w];
        index->words[w].media = (ca_link_range){next[w], next[w + 1]};
    }
    for (size_t i = 0; i < v->pair_count; i += 2) {
        const ca_link_word *word = &index->words[v->pairs[i]];
        uint32_t posting = v->pairs[i + 1];
        index->postings[next[v->pairs[i]]++] = posting;
        int32_t worth = word->kind == CA_TOKEN_NUMBER ? 0 : word->weight;
        ca_link_medium_facts *facts = &index->medium[posting >> 1];
        *(posting & 1 ? &facts->title_total : &facts->stem_total) += worth;
    }
    return true;
}

bool ca_link_index_words(ca_link_index *index)
{
    vocabulary v = {.index = index};
    bool built = add_media(&v) && add_clips(&v);
    if (built)
        weigh(&v);
    built = built && invert(&v);
    /* The two that had to grow move to the arena, so that all has one owner. */
    ca_link_word *words = ca_arena_array(&index->arena, index->word_count, sizeof *words);
    uint32_t *clip_words = ca_arena_array(&index->arena, v.clip_word_count, sizeof *clip_words);
    built = built && words && clip_words;
    if (built && index->word_count)
        memcpy(words, index->words, index->word_count * sizeof *words);
    if (built && v.clip_word_count)
        memcpy(clip_words, index->clip_words, v.clip_word_count * sizeof *clip_words);
    free(index->words);
    free(index->clip_words);
    index->words = words;
    index->clip_words = clip_words;
    free(v.slots);
    free(v.pairs);
    ca_arena_free(&v.scratch);
    return built;
}
