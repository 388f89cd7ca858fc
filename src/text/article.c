/* The entry: bytes of an article to its title and clips, by the reader that fits. */
#include "text/reader.h"
#include "text/visible.h"

#include <iconv.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strbuf.h"

/* In the order in which they are preferred when equally sure. */
static const ca_article_reader *const readers[] = {&ca_reader_html, &ca_reader_markdown,
                                                   &ca_reader_plain};
enum { READER_COUNT = sizeof readers / sizeof readers[0] };

/* What a file's extension weighs against a reader's own certainty (0 to 100): more than a look at
 * the content that is only likely, less than one that is sure. */
enum { EXTENSION_WEIGHT = 60 };

/* Text has line ends and tabs, and no other control characters to speak of. In random bytes one
 * character in eight is one; a text with some NUL bytes in it is still text. */
enum { BINARY_LOOK_BYTES = 64 * 1024, BINARY_ONE_IN = 20, BINARY_LEAST = 8 };

static ca_str extension_of(const char *name)
{
    const char *slash = name ? strrchr(name, '/') : NULL;
    const char *base = slash ? slash + 1 : name;
    const char *dot = base ? strrchr(base, '.') : NULL;
    return ca_str_of(dot && dot != base ? dot + 1 : "");
}

static const ca_article_reader *choose_reader(ca_str text, const char *name)
{
    ca_str extension = extension_of(name);
    const ca_article_reader *best = &ca_reader_plain;
    int best_score = 0;
    for (size_t i = 0; i < READER_COUNT; i++) {
        int score = readers[i]->sniff(text);
        if (ca_str_in_list(extension, readers[i]->extensions) && score < EXTENSION_WEIGHT)
            score = EXTENSION_WEIGHT;
        if (score > best_score)
            best = readers[i], best_score = score;
    }
    return best;
}

static const ca_article_reader *reader_named(const char *format)
{
    for (size_t i = 0; i < READER_COUNT; i++)
        if (strcmp(readers[i]->name, format) == 0)
            return readers[i];
    return NULL;
}

/* A page may declare an encoding that does not exist: then it declared none. */
static bool encoding_exists(const char *name)
{
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

static const char *declared_encoding(const ca_article_reader *reader, const char *bytes,
                                     size_t size, char name[40])
{
    name[0] = '\0';
    if (reader->declared_encoding)
        reader->declared_encoding(bytes, size, name);
    return name[0] && encoding_exists(name) ? name : NULL;
}

static bool is_binary(ca_str text)
{
    size_t look = text.size < BINARY_LOOK_BYTES ? text.size : BINARY_LOOK_BYTES;
    size_t characters = 0, controls = 0;
    for (size_t i = 0; i < look; characters++) {
        uint32_t c;
        bool valid;
        i += ca_utf8_decode_strict(text.data + i, text.size - i, &c, &valid);
        controls += !valid || c == CA_REPLACEMENT || (c < 0x20 && (c < '\t' || c > '\r')) ||
                    (c >= 0x7F && c < 0xA0 && c != 0x85);
    }
    return controls >= BINARY_LEAST && controls >= characters / BINARY_ONE_IN;
}

static capalign_code read_text(capalign_article *article, const ca_article_reader *reader,
                               const ca_decoded *decoded, capalign_error *error)
{
    article->format = reader->name;
    article->encoding_guessed = decoded->guessed;
    article->encoding = ca_arena_copy(&article->arena, ca_str_of(decoded->encoding));
    if (!article->encoding)
        return ca_fail_memory(error);
    return reader->read(article, (ca_str){decoded->text, decoded->size}, error);
}

/* Takes `bytes` over. */
static capalign_code parse(char *bytes, size_t size, const char *name,
                           const capalign_article_options *options, ca_strbuf *visible,
                           capalign_article **out, capalign_error *error)
{
    const ca_article_reader *forced =
        options && options->format ? reader_named(options->format) : NULL;
    if (options && options->format && !forced) {
        free(bytes);
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "unknown article format \"%s\"; use plain, markdown or html",
                       options->format);
    }
    char declared[40];
    const ca_article_reader *reader = forced ? forced : choose_reader((ca_str){bytes, size}, name);
    const char *encoding = declared_encoding(reader, bytes, size, declared);
    if (!encoding && options)
        encoding = options->encoding;
    ca_decoded decoded;
    capalign_code code = ca_charset_decode(bytes, size, encoding, &decoded, error);
    if (code != CAPALIGN_OK)
        return code;

    ca_str text = {decoded.text, decoded.size};
    capalign_article *article = calloc(1, sizeof *article);
    if (article)
        article->visible = visible;
    if (!article)
        code = ca_fail_memory(error);
    else if (is_binary(text))
        code = ca_fail(error, CAPALIGN_E_INPUT,
                       "this is not text but binary data; give a text, Markdown or HTML file");
    else
        code = read_text(article, forced ? forced : choose_reader(text, name), &decoded, error);
    ca_decoded_free(&decoded);
    if (code == CAPALIGN_OK)
        *out = article;
    else
        capalign_article_destroy(article);
    return code;
}

capalign_code capalign_article_parse(const char *bytes, size_t size, const char *name,
                                     const capalign_article_options *options,
                                     capalign_article **out, capalign_error *error)
{
    if (size > CAPALIGN_ARTICLE_MAX_BYTES)
        return ca_fail(error, CAPALIGN_E_LIMIT,
                       "the article is larger than the %zu MiB that are read of one",
                       CAPALIGN_ARTICLE_MAX_BYTES >> 20);
    char *copy = malloc(size + 2);
    if (!copy)
        return ca_fail_memory(error);
    if (size)
        memcpy(copy, bytes, size);
    return parse(copy, size, name, options, NULL, out, error);
}

capalign_code capalign_article_read(const char *path, const capalign_article_options *options,
                                    capalign_article **out, capalign_error *error)
{
    char *bytes;
    size_t size;
    capalign_code code = ca_file_read(path, CAPALIGN_ARTICLE_MAX_BYTES, &bytes, &size, error);
    if (code != CAPALIGN_OK)
        return code;
    if (size) {
        code = parse(bytes, size, path, options, NULL, out, error);
    } else {
        free(bytes);
        code = ca_fail(error, CAPALIGN_E_INPUT, "the file is empty; an article was expected");
    }
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, path);
}

capalign_code ca_visible_text(char *bytes, size_t size, const char *name, ca_strbuf *text,
                              capalign_error *error)
{
    capalign_article *article = NULL;
    ca_strbuf_add(text, "", 0);
    capalign_code code = parse(bytes, size, name, NULL, text, &article, error);
    capalign_article_destroy(article);
    if (code == CAPALIGN_OK && text->failed)
        code = ca_fail_memory(error);
    return code;
}

void capalign_article_destroy(capalign_article *article)
{
    if (!article)
        return;
    ca_arena_free(&article->arena);
    free(article->clips);
    free(article);
}

capalign_code ca_article_add_clip(capalign_article *article, const capalign_clip *clip,
                                  capalign_error *error)
{
    if (article->clip_count == CAPALIGN_ARTICLE_MAX_CLIPS)
        return ca_fail_at(error, CAPALIGN_E_LIMIT, clip->line, 0,
                          "the article has more than %zu clips, which is the most that are read",
                          CAPALIGN_ARTICLE_MAX_CLIPS);
    capalign_clip *grown =
        ca_grow(article->clips, &article->clip_capacity, article->clip_count + 1, sizeof *grown);
    if (!grown)
        return ca_fail_memory(error);
    article->clips = grown;
    article->clips[article->clip_count++] = *clip;
    return CAPALIGN_OK;
}

const char *capalign_article_title(const capalign_article *article)
{
    return article->title;
}

const char *capalign_article_language(const capalign_article *article)
{
    return article->language;
}

const char *capalign_article_format(const capalign_article *article)
{
    return article->format;
}

const char *capalign_article_encoding(const capalign_article *article, int *guessed)
{
    if (guessed)
        *guessed = article->encoding_guessed;
    return article->encoding;
}

size_t capalign_article_clip_count(const capalign_article *article)
{
    return article->clip_count;
}

const capalign_clip *capalign_article_clip(const capalign_article *article, size_t index)
{
    return &article->clips[index];
}
