/* What the linker knows of clips and media before it compares any two of them. */
#ifndef CA_PIPELINE_LINK_INDEX_H
#define CA_PIPELINE_LINK_INDEX_H

#include <stdbool.h>

#include <capalign/link.h>

#include "base/arena.h"
#include "base/utf8.h"

/* Media that share a word are compared by it only while they are at most this many; a word of more
 * names hardly tells them apart. Bounds the work of hostile input. */
enum { CA_LINK_MAX_POSTINGS = 256 };

/* Weights of words in hundredths of a rare, whole word. */
enum { CA_LINK_WORD_WEIGHT = 100 };

/* Durations differ by at most this where they are equal: marks are rounded up, down or to the
 * nearest second. */
#define CA_LINK_EQUAL_US INT64_C(1000000)

typedef struct ca_link_range {
    size_t from, to;
} ca_link_range;

/* A file name that the page gives for a clip. */
typedef struct ca_link_key {
    ca_str base;     /* folded */
    ca_str stem;     /* folded, without extension */
    ca_str path;     /* as the page writes it */
    bool media_name; /* has an extension of media files */
} ca_link_key;

enum { CA_LINK_MAX_KEYS = 3 };

typedef struct ca_link_clip_facts {
    int64_t duration_us; /* CAPALIGN_TIME_NONE: unknown, or absurd */
    uint64_t language;   /* primary subtag; 0: unknown */
    ca_link_range words; /* of index->clip_words */
    ca_link_key keys[CA_LINK_MAX_KEYS];
    size_t key_count;
    bool names_a_file; /* the page gives a media file's name that is no URL */
    size_t repeats;    /* an earlier clip that embeds the same file; SIZE_MAX: none */
} ca_link_clip_facts;

typedef struct ca_link_medium_facts {
    int64_t duration_us;
    uint64_t language;
    uint64_t suffix; /* the last piece of the name if it could be a language: talk.fr, talk_fr */
    ca_str base;     /* folded name of the file, and without extension */
    ca_str stem;
    size_t file;        /* number of the file; chapters of a file share it */
    int32_t stem_total; /* weight of all words of the stem and of the title */
    int32_t title_total;
    size_t ordinal; /* place in a run of numbered names, from 0; SIZE_MAX: none */
    size_t run;     /* how many names that run has */
    bool unused;    /* a repeated entry, or a chapter that is the whole file: never linked */
} ca_link_medium_facts;

/* A word of the vocabulary. */
typedef struct ca_link_word {
    ca_str stem;
    int kind;          /* ca_token_kind */
    uint32_t in_media; /* names and titles that hold it */
    uint32_t in_clips;
    int32_t weight;
    ca_link_range media; /* of index->postings */
} ca_link_word;

typedef struct ca_link_hash {
    uint64_t hash;
    uint32_t medium;
} ca_link_hash;

typedef struct ca_link_index {
    const capalign_link_clip *clips;
    const capalign_link_medium *media;
    size_t clip_count;
    size_t medium_count;
    size_t file_count;
    ca_arena arena;
    ca_link_clip_facts *clip;
    ca_link_medium_facts *medium;
    ca_link_word *words;
    size_t word_count;
    uint32_t *clip_words;
    uint32_t *postings;    /* medium << 1, + 1 where the word is in its title */
    uint32_t *by_duration; /* media of known duration, shortest first */
    size_t by_duration_count;
    ca_link_hash *by_base; /* whole files sorted by the hash of their name; of its stem */
    ca_link_hash *by_stem;
    size_t named_count;   /* of both */
    uint32_t *by_ordinal; /* media that have one, by ordinal, then by number */
    size_t by_ordinal_count;
} ca_link_index;

/* Builds it; CAPALIGN_E_MEMORY. Free with ca_link_index_free in any case. */
capalign_code ca_link_index_build(ca_link_index *index, capalign_error *error);
void ca_link_index_free(ca_link_index *index);

/* The steps of building, one file each; false without memory. */
bool ca_link_index_words(ca_link_index *index);
bool ca_link_index_order(ca_link_index *index);

/* Positions in by_duration of the media from `from_us` to `to_us`, both included. */
ca_link_range ca_link_in_duration(const ca_link_index *index, int64_t from_us, int64_t to_us);
/* Positions in a hash table of the entries of one hash, at most `most` of them. */
ca_link_range ca_link_of_hash(const ca_link_hash *table, size_t count, uint64_t hash, size_t most);
uint64_t ca_link_hash_of(ca_str text);

#endif
