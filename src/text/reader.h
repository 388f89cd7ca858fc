/* How an article reader plugs in, and what it fills. */
#ifndef CA_TEXT_READER_H
#define CA_TEXT_READER_H

#include <capalign/article.h>

#include "base/arena.h"
#include "base/charset.h"
#include "base/strbuf.h"

struct capalign_article {
    ca_arena arena; /* all strings of the article live here */
    const char *title;
    const char *language;
    const char *format;
    const char *encoding;
    bool encoding_guessed;
    capalign_clip *clips; /* malloc'd */
    size_t clip_count;
    size_t clip_capacity;
    ca_strbuf *visible; /* where the lines of visible text are wanted; NULL: not wanted */
};

typedef struct ca_article_reader {
    const char *name;
    const char *extensions; /* space-separated, without dots */
    /* How sure the content alone makes it that this is the reader: 0 not at all … 100. */
    int (*sniff)(ca_str text);
    /* The encoding that the bytes declare themselves (HTML's meta charset), copied into `name`; ""
     * when they do not. NULL where the format has no such thing. */
    void (*declared_encoding)(const char *bytes, size_t size, char name[40]);
    /* Fills title, language and clips out of the text (UTF-8). */
    capalign_code (*read)(capalign_article *article, ca_str text, capalign_error *error);
} ca_article_reader;

extern const ca_article_reader ca_reader_plain;
extern const ca_article_reader ca_reader_markdown;
extern const ca_article_reader ca_reader_html;

/* Appends a clip; its strings must be in the article's arena or static. CAPALIGN_E_LIMIT over the
 * cap. */
capalign_code ca_article_add_clip(capalign_article *article, const capalign_clip *clip,
                                  capalign_error *error);

/* The plain-text rules on a list of lines: what plain.c runs on a file, and what markdown.c and
 * html.c run on their visible text. Lines that are headings or list items of the page say so in
 * `kind`. A line without text is a gap: put one between paragraphs, since lines that touch belong
 * together more than those that do not. One gap is enough for any number of blank lines. */
typedef enum ca_line_kind {
    CA_LINE_TEXT,
    CA_LINE_HEADING,
    CA_LINE_LIST,
} ca_line_kind;

/* A medium that a line links to or embeds: proof that the line names a clip. Its caption is
 * `caption` without keywords and mark; the line's text is then only asked for the mark. */
typedef struct ca_line_medium {
    const char *src;  /* ca_media_path's, or NULL */
    const char *name; /* ca_media_name's, or NULL */
    ca_str caption;   /* the link's text or the image's; empty: a line beside it may be it */
    const capalign_clip *clip; /* all that is known of it, where more is than the above, or NULL */
} ca_line_medium;

typedef struct ca_line {
    ca_str text;   /* without its line end */
    size_t number; /* 1-based line in the source, 0 if unknown */
    ca_line_kind kind;
    const ca_line_medium *medium; /* NULL: none */
} ca_line;

/* Most lines (gaps counted once) that an article may have; over it CAPALIGN_E_LIMIT. Long live
 * blogs have some 20,000. */
#define CA_ARTICLE_MAX_LINES ((size_t)1000000)

/* Finds the clips that lines of visible text name, in order, and appends them to the article; sets
 * the title where the article has none yet. */
capalign_code ca_plain_find_clips(capalign_article *article, const ca_line *lines, size_t count,
                                  capalign_error *error);

/* Appends the lines' texts, for article->visible. */
void ca_collect_visible(ca_strbuf *visible, const ca_line *lines, size_t count);

#endif
