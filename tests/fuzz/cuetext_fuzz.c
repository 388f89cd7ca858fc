/* WebVTT cue text: the tree is sound, and written as cue text again it gives the same tree. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/cuetext_dump.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                           \
    do                                                                                             \
        if (!(condition))                                                                          \
            abort();                                                                               \
    while (0)

static const char *const names[] = {"", "c", "i", "b", "u", "ruby", "rt", "v", "lang"};

static void add_escaped(ca_strbuf *out, ca_str text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '&' || c == '<' || c == '>')
            ca_strbuf_add_text(out, c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
        else
            ca_strbuf_add(out, &c, 1);
    }
}

static void open_node(ca_strbuf *out, const ca_cuetext_node *node)
{
    if (node->kind == CA_CUETEXT_TEXT) {
        add_escaped(out, node->value);
        ca_strbuf_add_text(out, "<>"); /* keeps it apart from a text that follows */
        return;
    }
    if (node->kind == CA_CUETEXT_TIMESTAMP) {
        char text[CA_TIME_TEXT];
        ca_time_format(node->time_us, '.', text);
        ca_strbuf_format(out, "<%s>", text);
        return;
    }
    ca_strbuf_format(out, "<%s", names[node->kind]);
    for (size_t i = 0; i < node->class_count; i++) {
        ca_strbuf_add(out, ".", 1);
        ca_strbuf_add(out, node->classes[i].data, node->classes[i].size);
    }
    ca_strbuf_add(out, " ", 1);
    add_escaped(out, node->kind == CA_CUETEXT_LANGUAGE ? node->language : node->value);
    ca_strbuf_add(out, ">", 1);
}

static void close_node(ca_strbuf *out, const ca_cuetext_node *node)
{
    if (node->kind < CA_CUETEXT_TEXT)
        ca_strbuf_format(out, "</%s>", names[node->kind]);
}

static void serialize(const ca_cuetext_node *root, ca_strbuf *out)
{
    const ca_cuetext_node *node = root->first_child;
    while (node && node != root) {
        open_node(out, node);
        if (node->first_child) {
            node = node->first_child;
            continue;
        }
        close_node(out, node);
        while (node != root && !node->next) {
            node = node->parent;
            if (node != root)
                close_node(out, node);
        }
        node = node == root ? NULL : node->next;
    }
}

static void check_tree(const ca_cuetext_node *root, size_t size)
{
    size_t depth = 0, count = 0;
    for (const ca_cuetext_node *node = root; (node = ca_cuetext_next(node, &depth)); count++) {
        CHECK(node->parent && depth > 0);
        CHECK(node->kind != CA_CUETEXT_RUBY_TEXT || node->parent->kind == CA_CUETEXT_RUBY);
        CHECK((node->kind < CA_CUETEXT_TEXT) || !node->first_child);
        CHECK(node->kind != CA_CUETEXT_TEXT || node->value.size);
        CHECK(node->kind != CA_CUETEXT_TIMESTAMP || node->time_us >= 0);
        CHECK(ca_utf8_valid_prefix(node->value.data, node->value.size) == node->value.size);
    }
    CHECK(count <= size && depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ca_arena arena = {0};
    ca_strbuf first = {0}, second = {0}, text = {0};
    if (ca_utf8_valid_prefix((const char *)data, size) != size)
        return 0;
    const ca_cuetext_node *root =
        ca_cuetext_parse(&arena, (ca_str){(const char *)data, size}, ca_str_of("en"));
    CHECK(root);
    check_tree(root, size);
    cuetext_dump(root, &first);
    serialize(root, &text);
    root = ca_cuetext_parse(&arena, ca_strbuf_view(&text), ca_str_of("en"));
    CHECK(root);
    cuetext_dump(root, &second);
    CHECK(first.size == second.size &&
          (!first.size || memcmp(first.data, second.data, first.size) == 0));
    ca_strbuf_free(&first);
    ca_strbuf_free(&second);
    ca_strbuf_free(&text);
    ca_arena_free(&arena);
    return 0;
}
