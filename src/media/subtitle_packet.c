#include "media/subtitle_packet.h"

#include <stdlib.h>
#include <string.h>

#include <libavcodec/codec_id.h>
#include <libavcodec/codec_par.h>

#include "base/charset.h"

enum { BOLD = 1, ITALIC = 2, UNDERLINE = 4, STYLES = 3 };
static const char style_letters[STYLES + 1] = "biu";

ca_subtitle_kind ca_subtitle_kind_of(const struct AVCodecParameters *codec)
{
    switch (codec->codec_id) {
    case AV_CODEC_ID_SUBRIP:
    case AV_CODEC_ID_TEXT:
        return CA_SUBTITLE_PLAIN;
    case AV_CODEC_ID_WEBVTT:
        return CA_SUBTITLE_WEBVTT;
    case AV_CODEC_ID_MOV_TEXT:
        return CA_SUBTITLE_MOV_TEXT;
    case AV_CODEC_ID_ASS:
    case AV_CODEC_ID_SSA:
        return CA_SUBTITLE_ASS;
    default:
        return CA_SUBTITLE_UNREADABLE;
    }
}

/* Appends one character and returns the bytes it took of the text. */
static size_t clean_character(ca_strbuf *out, ca_str text)
{
    uint32_t c;
    size_t n = ca_utf8_decode(text.data, text.size, &c);
    if (c == '\r')
        n += text.size > 1 && text.data[1] == '\n';
    if (c == '\r' || c == '\n')
        ca_strbuf_add(out, "\n", 1);
    else if (c == '\t' || (c >= 0x20 && c != 0x7f))
        ca_strbuf_add_char(out, c);
    return n;
}

static ca_str skip(ca_str text, size_t n)
{
    return (ca_str){text.data + n, text.size - n};
}

void ca_media_clean_text(ca_strbuf *out, ca_str text)
{
    while (text.size)
        text = skip(text, clean_character(out, text));
}

/* Opens and closes tags so that `styles` are on. Tags nest: all are closed and reopened. */
static void set_styles(ca_strbuf *out, int *on, int styles)
{
    if (*on == styles)
        return;
    for (int i = STYLES - 1; i >= 0; i--)
        if (*on & (1 << i))
            ca_strbuf_add(out, (char[]){'<', '/', style_letters[i], '>'}, 4);
    for (int i = 0; i < STYLES; i++)
        if (styles & (1 << i))
            ca_strbuf_add(out, (char[]){'<', style_letters[i], '>'}, 3);
    *on = styles;
}

static unsigned be16(const char *bytes)
{
    return (unsigned)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1];
}

/* The entries of the packet's 'styl' box (3GPP TS 26.245, 5.17.1.1): 12 bytes each. */
static ca_str find_styles(ca_str boxes)
{
    enum { BOX_HEADER = 8, COUNT = 2, ENTRY = 12 };
    while (boxes.size >= BOX_HEADER) {
        size_t size = (size_t)be16(boxes.data) << 16 | be16(boxes.data + 2);
        if (size < BOX_HEADER || size > boxes.size)
            break;
        if (memcmp(boxes.data + 4, "styl", 4) == 0 && size >= BOX_HEADER + COUNT) {
            size_t entries = be16(boxes.data + BOX_HEADER) * (size_t)ENTRY;
            size_t room = size - BOX_HEADER - COUNT;
            return (ca_str){boxes.data + BOX_HEADER + COUNT, entries < room ? entries : room};
        }
        boxes = skip(boxes, size);
    }
    return (ca_str){"", 0};
}

/* Text with the styles of sorted entries: first and last character (exclusive), font, flags. */
static void add_styled(ca_strbuf *out, ca_str text, ca_str styles)
{
    enum { ENTRY = 12, FLAGS = 6 };
    int on = 0;
    for (unsigned i = 0; text.size; i++) {
        while (styles.size >= ENTRY && be16(styles.data + 2) <= i)
            styles = skip(styles, ENTRY);
        bool inside = styles.size >= ENTRY && be16(styles.data) <= i;
        set_styles(out, &on, inside ? styles.data[FLAGS] & (BOLD | ITALIC | UNDERLINE) : 0);
        text = skip(text, clean_character(out, text));
    }
    set_styles(out, &on, 0);
}

static void add_mov_text(ca_strbuf *out, ca_str packet)
{
    if (packet.size < 2)
        return;
    size_t size = be16(packet.data);
    if (size > packet.size - 2)
        size = packet.size - 2;
    ca_str text = {packet.data + 2, size};
    ca_str styles = find_styles(skip(packet, 2 + size));
    if (size < 2 || be16(text.data) != 0xFEFF) {
        add_styled(out, text, styles);
        return;
    }
    /* UTF-16 with its mark (TS 26.245, 5.17.1). */
    char *copy = malloc(size + 1);
    ca_decoded decoded;
    if (copy)
        memcpy(copy, text.data, size);
    if (!copy || ca_charset_decode(copy, size, NULL, &decoded, NULL) != CAPALIGN_OK) {
        out->failed = true;
        return;
    }
    add_styled(out, (ca_str){decoded.text, decoded.size}, styles);
    ca_decoded_free(&decoded);
}

typedef struct ass_state {
    int styles;
    bool drawing;
} ass_state;

/* One override "name argument" after its backslash. */
static void apply_override(ass_state *state, ca_str tag)
{
    size_t letters = 0;
    while (letters < tag.size && tag.data[letters] >= 'a' && tag.data[letters] <= 'z')
        letters++;
    bool on = letters < tag.size && tag.data[letters] != '0';
    if (tag.size && tag.data[0] == 'r') {
        state->styles = 0; /* \r and \rSTYLE: back to the line's own style */
    } else if (letters == 1 && tag.data[0] == 'p') {
        state->drawing = on;
    } else if (letters == 1 && memchr(style_letters, tag.data[0], STYLES)) {
        int style = 1 << (strchr(style_letters, tag.data[0]) - style_letters);
        state->styles = on ? state->styles | style : state->styles & ~style;
    }
}

/* The inside of {…}. What stands in parentheses is an argument, e.g. of \t, which animates. */
static void apply_overrides(ass_state *state, ca_str block)
{
    while (block.size) {
        const char *start = memchr(block.data, '\\', block.size);
        if (!start)
            return;
        block = skip(block, (size_t)(start - block.data) + 1);
        size_t n = 0, depth = 0;
        for (; n < block.size && (depth || block.data[n] != '\\'); n++) {
            if (block.data[n] == '(')
                depth++;
            else if (block.data[n] == ')' && depth)
                depth--;
        }
        apply_override(state, (ca_str){block.data, n});
        block = skip(block, n);
    }
}

/* Handles a backslash outside of braces; returns how many bytes it took, 0: it is plain text. */
static size_t ass_escape(ca_strbuf *out, ca_str text)
{
    if (text.size < 2)
        return 0;
    switch (text.data[1]) {
    case 'N':
        ca_strbuf_add(out, "\n", 1);
        return 2;
    case 'n': /* a line break in one wrap style only, a space in the usual ones */
        ca_strbuf_add(out, " ", 1);
        return 2;
    case 'h':
        ca_strbuf_add_char(out, 0xA0);
        return 2;
    case '{':
    case '}':
        ca_strbuf_add(out, text.data + 1, 1);
        return 2;
    default:
        return 0;
    }
}

static void add_ass_text(ca_strbuf *out, ca_str text)
{
    ass_state state = {0};
    int on = 0;
    while (text.size) {
        const char *close = text.data[0] == '{' ? memchr(text.data, '}', text.size) : NULL;
        size_t n = close ? (size_t)(close - text.data) + 1 : 0;
        if (close) {
            apply_overrides(&state, (ca_str){text.data + 1, n - 2});
        } else if (state.drawing) {
            n = 1;
        } else {
            set_styles(out, &on, state.styles);
            n = text.data[0] == '\\' ? ass_escape(out, text) : 0;
            if (n == 0)
                n = clean_character(out, text);
        }
        text = skip(text, n);
    }
    set_styles(out, &on, 0);
}

/* "ReadOrder,Layer,Style,Name,MarginL,MarginR,MarginV,Effect,Text"
 * (https://www.matroska.org/technical/subtitles.html). */
static void add_ass(ca_strbuf *out, ca_str packet)
{
    enum { FIELDS_BEFORE_TEXT = 8 };
    packet.size = strnlen(packet.data, packet.size);
    for (int i = 0; i < FIELDS_BEFORE_TEXT; i++) {
        const char *comma = memchr(packet.data, ',', packet.size);
        if (!comma)
            return;
        packet = skip(packet, (size_t)(comma - packet.data) + 1);
    }
    add_ass_text(out, packet);
}

/* Takes out empty lines and the end of the last line. */
static void drop_empty_lines(ca_strbuf *text)
{
    size_t to = 0;
    for (size_t from = 0; from < text->size; from++) {
        char c = text->data[from];
        if (c != '\n' || (to && text->data[to - 1] != '\n'))
            text->data[to++] = c;
    }
    if (to && text->data[to - 1] == '\n')
        to--;
    if (text->data)
        text->data[to] = '\0';
    text->size = to;
}

void ca_subtitle_text(ca_subtitle_kind kind, ca_str packet, ca_strbuf *out)
{
    ca_strbuf_clear(out);
    switch (kind) {
    case CA_SUBTITLE_MOV_TEXT:
        add_mov_text(out, packet);
        break;
    case CA_SUBTITLE_ASS:
        add_ass(out, packet);
        break;
    case CA_SUBTITLE_PLAIN:
    case CA_SUBTITLE_WEBVTT:
        ca_media_clean_text(out, packet);
        break;
    case CA_SUBTITLE_UNREADABLE:
        break;
    }
    if (!out->failed)
        drop_empty_lines(out);
}
