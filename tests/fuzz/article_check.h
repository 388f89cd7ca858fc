/* What must hold of every article, whatever it was read from. */
#ifndef TESTS_FUZZ_ARTICLE_CHECK_H
#define TESTS_FUZZ_ARTICLE_CHECK_H

#include <stdint.h>
#include <stdlib.h>

#include <capalign/article.h>

#include "base/utf8.h"

static inline void check_string(const char *text)
{
    if (text && ca_utf8_valid_prefix(text, strlen(text)) != strlen(text))
        abort();
}

/* A path that leaves the article's folder must never come out. */
static inline void check_path(const char *path)
{
    check_string(path && path[0] == '/' ? "\xFF" : NULL);
    for (const char *at = path; at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL)
        if (strncmp(at, "../", 3) == 0 || strcmp(at, "..") == 0)
            abort();
}

static inline void check_article(const uint8_t *data, size_t size, const char *format)
{
    capalign_article_options options = {.format = format};
    capalign_article *article = NULL;
    capalign_error error;
    if (capalign_article_parse((const char *)data, size, NULL, &options, &article, &error) !=
        CAPALIGN_OK) {
        check_string(error.message);
        if (article)
            abort();
        return;
    }
    check_string(capalign_article_title(article));
    size_t line = 0;
    for (size_t i = 0; i < capalign_article_clip_count(article); i++) {
        const capalign_clip *clip = capalign_article_clip(article, i);
        check_string(clip->caption);
        check_string(clip->name);
        check_path(clip->media_src);
        check_path(clip->track_src);
        if (clip->duration_us != CAPALIGN_TIME_NONE &&
            (clip->duration_us <= 0 || clip->duration_us > INT64_C(86400000000)))
            abort();
        if (clip->line < line) /* in the article's order */
            abort();
        line = clip->line;
    }
    capalign_article_destroy(article);
}

#endif
