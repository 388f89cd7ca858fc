/* Articles and the clips that they embed. */
#ifndef CAPALIGN_ARTICLE_H
#define CAPALIGN_ARTICLE_H

#include <capalign/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Caps against hostile input; over them: CAPALIGN_E_LIMIT. */
#define CAPALIGN_ARTICLE_MAX_BYTES ((size_t)32 << 20)
#define CAPALIGN_ARTICLE_MAX_DEPTH 512
#define CAPALIGN_ARTICLE_MAX_ATTRIBUTES 1000
#define CAPALIGN_ARTICLE_MAX_CLIPS ((size_t)10000)

/* One video that the article embeds. Strings are NUL-terminated UTF-8 and belong to the
 * article; NULL where the article does not say. Paths are as the page writes them, with URL
 * escapes undone, and only where they stay inside the article's folder or name a file. */
typedef struct capalign_clip {
    int64_t duration_us; /* what the duration mark says, or CAPALIGN_TIME_NONE */
    const char *caption; /* the line that describes the clip */
    const char *name;    /* the file name or title that the page gives */
    const char *media_src;
    const char *track_src;
    const char *transcript;
    const char *language; /* BCP 47 */
    size_t line; /* 1-based line of the duration mark, else of the line that names the clip;
                    0: not known */
} capalign_clip;

/* An article that was read. Immutable; may be read from several threads. */
typedef struct capalign_article capalign_article;

typedef struct capalign_article_options {
    const char *format;   /* "plain", "markdown", "html"; NULL: by content and extension */
    const char *encoding; /* iconv name to use where nothing in the file says; NULL: guess */
} capalign_article_options;

/* Reads an article from a file, or from bytes (`name` is what its extension is taken from; may
 * be NULL). `options` may be NULL. *out is set on success only; free it with
 * capalign_article_destroy. */
CAPALIGN_API capalign_code capalign_article_read(const char *path,
                                                 const capalign_article_options *options,
                                                 capalign_article **out, capalign_error *error);
CAPALIGN_API capalign_code capalign_article_parse(const char *bytes, size_t size, const char *name,
                                                  const capalign_article_options *options,
                                                  capalign_article **out, capalign_error *error);
/* Takes NULL. */
CAPALIGN_API void capalign_article_destroy(capalign_article *article);

/* The title, or NULL; the language as BCP 47, or NULL; the reader's name, never NULL. */
CAPALIGN_API const char *capalign_article_title(const capalign_article *article);
CAPALIGN_API const char *capalign_article_language(const capalign_article *article);
CAPALIGN_API const char *capalign_article_format(const capalign_article *article);
/* The encoding that it was read from, e.g. "UTF-8", "WINDOWS-1252"; and whether it was guessed. */
CAPALIGN_API const char *capalign_article_encoding(const capalign_article *article, int *guessed);

CAPALIGN_API size_t capalign_article_clip_count(const capalign_article *article);
/* The clip at `index` (< count), in the article's order. */
CAPALIGN_API const capalign_clip *capalign_article_clip(const capalign_article *article,
                                                        size_t index);

#ifdef __cplusplus
}
#endif
#endif
