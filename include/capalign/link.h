/* Linking: which clip of an article is which medium. */
#ifndef CAPALIGN_LINK_H
#define CAPALIGN_LINK_H

#include <stdbool.h>

#include <capalign/error.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum capalign_confidence {
    CAPALIGN_NONE,   /* not linked */
    CAPALIGN_LIKELY, /* linked, but a person should look */
    CAPALIGN_SURE,
} capalign_confidence;

/* "none", "likely" or "sure"; never NULL. */
CAPALIGN_API const char *capalign_confidence_name(capalign_confidence confidence);

/* What is known of a clip and of a medium (or one chapter of it). Unknown durations are
 * CAPALIGN_TIME_NONE, unknown strings NULL. */
typedef struct capalign_link_clip {
    int64_t duration_us;
    const char *caption;
    const char *name;
    const char *media_src;
    const char *language;
} capalign_link_clip;

typedef struct capalign_link_medium {
    const char *file;  /* path or name; required */
    const char *title; /* of the file or chapter */
    const char *language;
    int64_t duration_us; /* of the file, or of the chapter */
    size_t chapter;      /* 0-based chapter that this stands for; SIZE_MAX: the whole file */
} capalign_link_medium;

/* The decision on one clip. */
typedef struct capalign_link {
    size_t clip;   /* index of the clip */
    size_t medium; /* index of the medium; SIZE_MAX: not linked */
    capalign_confidence confidence;
    bool ambiguous;     /* not linked, because `candidate_a` and `candidate_b` fit equally; or,
                           where there is no `candidate_b`, because `candidate_a` fits another
                           clip equally */
    size_t candidate_a; /* the best candidates where ambiguous, else SIZE_MAX */
    size_t candidate_b;
    char reasons[256]; /* for people, e.g. "duration 2:26 (+0.1 s), name: crane, lift" */
} capalign_link;

#define CAPALIGN_LINK_MAX_MEDIA ((size_t)100000)

/* Decides for all clips at once: the assignment of least total cost over duration, name, order
 * and language; each file is used at most once, either whole or by its chapters, each chapter by
 * one clip. A chapter as long as its file is no part of it, and an entry given twice counts once.
 * Durations that are not positive or above 100 hours are unknown. At most
 * CAPALIGN_ARTICLE_MAX_CLIPS clips and CAPALIGN_LINK_MAX_MEDIA media (CAPALIGN_E_LIMIT). Where
 * more than 32 media fit a clip equally, or too many clips compete for the same media, they are
 * ambiguous and not linked. `links` has room for clip_count entries and is filled in clip order.
 * Deterministic. */
CAPALIGN_API capalign_code capalign_link_assign(const capalign_link_clip *clips, size_t clip_count,
                                                const capalign_link_medium *media,
                                                size_t medium_count, capalign_link *links,
                                                capalign_error *error);

#ifdef __cplusplus
}
#endif
#endif
