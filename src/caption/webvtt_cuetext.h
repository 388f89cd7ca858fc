/* WebVTT cue text as a tree, by the W3C's cue text parsing rules
 * (https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules). */
#ifndef CA_CAPTION_WEBVTT_CUETEXT_H
#define CA_CAPTION_WEBVTT_CUETEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/utf8.h"

typedef enum ca_cuetext_kind {
    CA_CUETEXT_ROOT, /* the list of nodes */
    CA_CUETEXT_CLASS,
    CA_CUETEXT_ITALIC,
    CA_CUETEXT_BOLD,
    CA_CUETEXT_UNDERLINE,
    CA_CUETEXT_RUBY,
    CA_CUETEXT_RUBY_TEXT,
    CA_CUETEXT_VOICE,
    CA_CUETEXT_LANGUAGE,
    CA_CUETEXT_TEXT,      /* a leaf */
    CA_CUETEXT_TIMESTAMP, /* a leaf */
} ca_cuetext_kind;

/* A node; all of it lies in the arena or in the text that was parsed. */
typedef struct ca_cuetext_node ca_cuetext_node;
struct ca_cuetext_node {
    ca_cuetext_kind kind;
    ca_cuetext_node *parent; /* NULL: the root */
    ca_cuetext_node *first_child;
    ca_cuetext_node *last_child;
    ca_cuetext_node *next;
    ca_str value;    /* a text's characters, a voice's name */
    ca_str language; /* applicable language as written; data NULL: none. Not for leaves */
    ca_str *classes; /* applicable classes, none of them empty */
    size_t class_count;
    int64_t time_us; /* of a timestamp */
};

/* Parses one cue's text: valid UTF-8, line ends as LF. It never fails but without memory: then
 * NULL. `language` is the fallback language; data NULL: none. Nodes can be nested as deep as the
 * text is long: walk through them by `parent` and `next`, not by recursion. */
ca_cuetext_node *ca_cuetext_parse(ca_arena *arena, ca_str text, ca_str language);

/* The node after this one in document order, or NULL; *depth is kept up to date: 0 for the
 * root. */
const ca_cuetext_node *ca_cuetext_next(const ca_cuetext_node *node, size_t *depth);

#endif
