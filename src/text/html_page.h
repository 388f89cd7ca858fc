/* What the HTML reader gathers from a page before it decides which clips there are. */
#ifndef CA_TEXT_HTML_PAGE_H
#define CA_TEXT_HTML_PAGE_H

#include "base/strbuf.h"
#include "text/html_tree.h"
#include "text/jsonld.h"
#include "text/plain_lines.h"
#include "text/words.h"

/* Addresses by which one video is known. */
enum { CA_HTML_MAX_KEYS = 8 };

/* Who says that there is a clip. */
typedef enum ca_html_origin {
    CA_FROM_PLAYER,    /* <video>, a player's <iframe>, AMP */
    CA_FROM_MARKED,    /* an element with data-duration, or a figure with a duration mark */
    CA_FROM_MICRODATA, /* itemtype VideoObject, or RDFa's typeof */
    CA_FROM_TEXT,      /* the plain-text rules on the visible text */
    CA_FROM_JSONLD,
    CA_FROM_OPEN_GRAPH, /* og:video */
} ca_html_origin;

/* A clip, or a part of what is said about one. Strings are in the article's arena. */
typedef struct ca_html_clip {
    capalign_clip clip;
    ca_html_origin origin;
    const char *keys[CA_HTML_MAX_KEYS]; /* addresses in one form, see ca_html_add_key */
    size_t key_count;
    const char *title; /* the name that microdata or JSON-LD gives it */
    const char *id;    /* JSON-LD's @id */
    size_t order;      /* how many lines of text come before it */
    bool listed;       /* only as one of a list of teasers: says more of a clip, but makes none */
    bool gone;         /* merged into another, or dropped */
    bool told;         /* took in what machines are told */
    size_t into_order; /* of a clip that is gone: the order of the one that took it in */
    size_t sequence;   /* among all clips, as they were found */
    size_t text_line;  /* CA_FROM_TEXT: the line of the mark */
    int track_score;   /* of the track chosen so far */
    bool background;   /* plays by itself, silent, for ever, without controls */
} ca_html_clip;

/* An element that is open, and what began with it. */
typedef struct ca_html_frame {
    unsigned roles;     /* ca_html_role */
    unsigned all_roles; /* with those of the elements around it */
    size_t first_line;
    size_t first_clip;
    size_t caption_first; /* a figure's caption: lines [first, last) */
    size_t caption_last;
    size_t player; /* a player's clip */
} ca_html_frame;

typedef enum ca_html_role {
    CA_HTML_BREAKS = 1 << 0,    /* begins and ends a line */
    CA_HTML_PARAGRAPH = 1 << 1, /* with a gap around it */
    CA_HTML_TITLED = 1 << 2,    /* a heading */
    CA_HTML_ITEM = 1 << 3,      /* a list's or table's line */
    CA_HTML_AS_ROW = 1 << 4,    /* all of it is one line: a table's row */
    CA_HTML_AS_IS = 1 << 5,     /* line ends count: <pre> */
    CA_HTML_FIGURE = 1 << 6,
    CA_HTML_FIGCAPTION = 1 << 7,
    CA_HTML_CAPTIONED = 1 << 8,  /* class="caption" */
    CA_HTML_WRAPPER = 1 << 9,    /* class="video-player" */
    CA_HTML_MARKED = 1 << 10,    /* data-duration */
    CA_HTML_SCOPED = 1 << 11,    /* a microdata video */
    CA_HTML_PLAYS = 1 << 12,     /* a player: what is inside is not shown */
    CA_HTML_SOUND_BOX = 1 << 14, /* class="podcast" */
    CA_HTML_SOUNDS = 1 << 15,    /* holds <audio> */
    CA_HTML_SILENT = 1 << 16,    /* its text is not shown */
    CA_HTML_OUTSIDE = 1 << 17,   /* no part of the article; only its scripts are read */
    CA_HTML_TELLS = 1 << 18,     /* a figure that a class or a frame inside makes a video's */
} ca_html_role;

typedef struct ca_html_page {
    capalign_article *article;
    capalign_error *error;
    capalign_code code; /* of the first failure */
    ca_words *words;
    ca_arena arena; /* the lines' text */

    ca_line_list lines;
    bool *captioned; /* for each line: the page's own class calls it a caption */
    size_t captioned_capacity;
    ca_strbuf line;               /* being gathered */
    const ca_line_medium *medium; /* that it links to */
    size_t line_number;

    ca_html_clip *clips;
    size_t clip_count;
    size_t clip_capacity;
    ca_jsonld jsonld;

    const char *heading; /* the first <h1>, and the second */
    const char *heading2;
    const char *title_element;
    const char *og_title;
    const char *site_name;
    const char *locale;

    /* A heading like "More videos" came before: players are teasers as long as the element at
     * this level is open; 0: none did. */
    size_t boxed_level;
    size_t boxed_clips; /* clips and lines when it came */
    size_t boxed_lines;
    bool boxed_for_good; /* "More videos"; "Related" only up to the next heading or paragraph */
    ca_html_frame frames[CA_HTML_MAX_LEVELS];
    size_t depth; /* how many frames */
    ca_html_walk walk;
    size_t open_graph_count;
    const GumboNode **holders; /* of a headline or <main>, by address */
    size_t holder_count;
    size_t holder_capacity;
} ca_html_page;

/* html_page.c: gathers all from the tree. */
capalign_code ca_html_gather(ca_html_page *page, const GumboNode *root);
/* Whether an element with one of the roles is open; the newest such frame. */
ca_html_frame *ca_html_open(ca_html_page *page, unsigned roles);
/* Appends a clip that begins here; NULL (and page->code) on failure. */
ca_html_clip *ca_html_new_clip(ca_html_page *page, ca_html_origin origin, size_t line);
/* A copy in the article's arena; NULL for empty text, or (and page->code) without memory. */
const char *ca_html_keep(ca_html_page *page, ca_str text);

/* html_skip.c */
/* Elements that are not shown, or are no part of the article: navigation, teasers, comments. */
bool ca_html_is_outside(const ca_html_page *page, const GumboNode *node);
/* Notes what holds a headline, before the first question. False without memory. */
bool ca_html_find_holders(ca_html_page *page, const GumboNode *root);
/* Whether a class or id of the element has the word: "video" in "c-video__player". */
bool ca_html_has_class_word(const GumboNode *node, const char *words);
/* Whether the word is one of those between spaces, in any case. */
bool ca_html_is_one_of(ca_str word, const char *words);
/* Whether the text has one of the words (between spaces), parted by anything but letters. */
bool ca_html_has_word(ca_str text, const char *words);

/* html_lines.c */
void ca_html_add_text(ca_html_page *page, const GumboNode *node);
void ca_html_end_line(ca_html_page *page);
void ca_html_add_gap(ca_html_page *page);
/* Takes lines out of what the text rules see: a clip has them. Not where the text itself is wanted.
 */
void ca_html_use_lines(ca_html_page *page, size_t first, size_t last);
/* What lines of a caption, a wrapper or a link say of a clip: its duration (where the clip has
 * none) and its caption, which is NULL when none of them is one. The text is in the article's
 * arena. */
const char *ca_html_caption_of(ca_html_page *page, size_t first, size_t last, int64_t *duration_us);
const char *ca_html_caption_in(ca_html_page *page, ca_str text, int64_t *duration_us);

/* html_players.c */
/* The element is a player: makes its clip. */
bool ca_html_take_player(ca_html_page *page, const GumboNode *node);
/* <source> and <track> of the clip whose player is open. */
void ca_html_take_source(ca_html_page *page, ca_html_clip *clip, const GumboNode *node);
void ca_html_take_track(ca_html_page *page, ca_html_clip *clip, const GumboNode *node);
/* Length as data-duration and its kin state it. */
bool ca_html_stated_duration(const GumboNode *node, int64_t *duration_us);

/* html_units.c: figures, wrappers, microdata: elements that say more of the players inside. */
unsigned ca_html_unit_roles(const GumboNode *node);
/* At the element's end. */
void ca_html_close_unit(ca_html_page *page, const GumboNode *node, const ca_html_frame *frame);

/* html_microdata.c */
bool ca_html_is_video_scope(const GumboNode *node);
/* Fills the clip with the properties inside of the scope. */
void ca_html_read_scope(ca_html_page *page, ca_html_clip *clip, const GumboNode *scope);

/* html_meta.c */
void ca_html_take_meta(ca_html_page *page, const GumboNode *node);
/* "en", "pt-BR": as BCP 47 is written, else NULL. */
const char *ca_html_language(ca_html_page *page, ca_str text);
void ca_html_set_title(ca_html_page *page);

/* html_keys.c */
/* Notes an address of the clip: as media_src or name where it can be, and as a key. */
void ca_html_add_media(ca_html_page *page, ca_html_clip *clip, ca_str address);
void ca_html_add_key(ca_html_page *page, ca_html_clip *clip, ca_str address);
void ca_html_add_id_key(ca_html_page *page, ca_html_clip *clip, ca_str id);
bool ca_html_share_key(const ca_html_clip *a, const ca_html_clip *b);

/* html_merge.c */
void ca_html_take_jsonld(ca_html_page *page, ca_html_clip *clip, const ca_jsonld_video *video);
/* Puts together what belongs to one clip. */
void ca_html_absorb(ca_html_clip *clip, ca_html_clip *other);
/* Takes out the clips that the text rules found, and JSON-LD's, and leaves in the article one for
 * each video, in the article's order. */
capalign_code ca_html_merge(ca_html_page *page);

#endif
