/* Any bytes as a page. Lines need not rise: the clips of scripts stand where the page shows them.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/html_charset.h"

#include <capalign/article.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *text)
{
    if (text && (!*text || ca_utf8_valid_prefix(text, strlen(text)) != strlen(text)))
        abort();
}

/* Inside of the article's folder, and a plain path. */
static void check_path(const char *path)
{
    check_text(path);
    if (path && path[0] == '/')
        abort();
    for (const char *at = path; at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL)
        if (strncmp(at, "../", 3) == 0 || strcmp(at, "..") == 0)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char name[40];
    ca_html_declared_encoding((const char *)data, size, name);
    capalign_article_options options = {.format = "html"};
    capalign_article *article = NULL;
    capalign_error error;
    capalign_code code =
        capalign_article_parse((const char *)data, size, NULL, &options, &article, &error);
    if (code != CAPALIGN_OK) {
        if (code == CAPALIGN_E_MEMORY || article)
            abort();
        return 0;
    }
    check_text(capalign_article_title(article));
    check_text(capalign_article_language(article));
    for (size_t i = 0; i < capalign_article_clip_count(article); i++) {
        const capalign_clip *clip = capalign_article_clip(article, i);
        check_text(clip->caption);
        check_text(clip->name);
        check_text(clip->transcript);
        check_text(clip->language);
        check_path(clip->media_src);
        check_path(clip->track_src);
        if (clip->duration_us != CAPALIGN_TIME_NONE &&
            (clip->duration_us <= 0 || clip->duration_us > INT64_C(86400000000)))
            abort();
    }
    capalign_article_destroy(article);
    return 0;
}
