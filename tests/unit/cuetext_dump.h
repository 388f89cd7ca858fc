/* A cue text tree in the form of html5lib's tree tests, as the HTML nodes that
 * https://www.w3.org/TR/webvtt1/#dom-construction-rules makes of it. */
#ifndef TESTS_UNIT_CUETEXT_DUMP_H
#define TESTS_UNIT_CUETEXT_DUMP_H

#include "base/strbuf.h"
#include "base/time.h"
#include "caption/webvtt_cuetext.h"

static inline void cuetext_dump_line(ca_strbuf *out, size_t depth)
{
    ca_strbuf_add_text(out, out->size ? "\n| " : "| ");
    for (size_t i = 1; i < depth; i++)
        ca_strbuf_add_text(out, "  ");
}

static inline void cuetext_dump_attribute(ca_strbuf *out, size_t depth, const char *name,
                                          ca_str value)
{
    cuetext_dump_line(out, depth + 1);
    ca_strbuf_format(out, "%s=\"", name);
    ca_strbuf_add(out, value.data, value.size);
    ca_strbuf_add_text(out, "\"");
}

static inline void cuetext_dump_classes(ca_strbuf *out, size_t depth, const ca_cuetext_node *node)
{
    ca_strbuf all = {0};
    for (size_t i = 0; i < node->class_count; i++) {
        if (i)
            ca_strbuf_add_text(&all, " ");
        ca_strbuf_add(&all, node->classes[i].data, node->classes[i].size);
    }
    if (node->class_count)
        cuetext_dump_attribute(out, depth, "class", ca_strbuf_view(&all));
    ca_strbuf_free(&all);
}

static inline void cuetext_dump_node(ca_strbuf *out, size_t depth, const ca_cuetext_node *node)
{
    static const char *const names[] = {"", "span", "i", "b", "u", "ruby", "rt", "span", "span"};
    cuetext_dump_line(out, depth);
    if (node->kind == CA_CUETEXT_TEXT) {
        ca_strbuf_add_text(out, "\"");
        ca_strbuf_add(out, node->value.data, node->value.size);
        ca_strbuf_add_text(out, "\"");
        return;
    }
    if (node->kind == CA_CUETEXT_TIMESTAMP) {
        char text[CA_TIME_TEXT];
        ca_time_format(node->time_us, '.', text);
        ca_strbuf_format(out, "<?timestamp %s>", text);
        return;
    }
    ca_strbuf_format(out, "<%s>", names[node->kind]);
    cuetext_dump_classes(out, depth, node);
    if (node->kind == CA_CUETEXT_LANGUAGE)
        cuetext_dump_attribute(out, depth, "lang", node->language);
    if (node->kind == CA_CUETEXT_VOICE)
        cuetext_dump_attribute(out, depth, "title", node->value);
}

static inline void cuetext_dump(const ca_cuetext_node *root, ca_strbuf *out)
{
    size_t depth = 0;
    for (const ca_cuetext_node *node = root; (node = ca_cuetext_next(node, &depth));)
        cuetext_dump_node(out, depth, node);
}

#endif
