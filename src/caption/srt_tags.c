/* The markup in a cue's text: what is wrong with it, not what it means. */
#include "base/error.h"
#include "caption/markup.h"
#include "caption/srt.h"
#include "caption/webvtt_entities.h"

enum {
    KINDS = 5,         /* b i u s font */
    MAX_OPEN = 1000000 /* tags that are open at once */
};

/* The open tags lie in one array, in the order of their opening; those of one kind are chained,
 * so that closing one costs the same however many are open. */
typedef struct scan {
    ca_srt_reader *reader;
    size_t cue;
    uint32_t top[KINDS]; /* the latest open tag of the kind, 1-based; 0: none */
    uint32_t opened;
    size_t unknown; /* unknown tags opened and not closed */
    bool malformed; /* told, once for a cue */
    const ca_srt_line *line;
    size_t at; /* byte in the line, and its column */
    size_t column;
    uint64_t told; /* codes that are told once for a line */
} scan;

static void tell(scan *s, ca_srt_code code)
{
    ca_srt_tell(s->reader, code, s->line->number, s->column, s->cue);
}

static void tell_once_for_line(scan *s, ca_srt_code code)
{
    if (s->told >> code & 1)
        return;
    s->told |= UINT64_C(1) << code;
    tell(s, code);
}

static size_t kind_of(ca_str name)
{
    static const char letters[] = "bius";
    for (size_t i = 0; name.size == 1 && letters[i]; i++)
        if ((name.data[0] | 0x20) == letters[i])
            return i;
    return KINDS - 1;
}

static void open_tag(scan *s, size_t kind)
{
    ca_srt_reader *reader = s->reader;
    if (s->opened == MAX_OPEN && reader->code == CAPALIGN_OK)
        reader->code =
            ca_fail_at(reader->error, CAPALIGN_E_LIMIT, s->line->number, s->column,
                       "more than %d tags of one cue are open; is it an SRT file?", MAX_OPEN);
    if (reader->code != CAPALIGN_OK)
        return;
    ca_srt_open *open = ca_grow(reader->open, &reader->open_capacity, s->opened + 1, sizeof *open);
    if (!open) {
        reader->code = ca_fail_memory(reader->error);
        return;
    }
    reader->open = open;
    open[s->opened++] = (ca_srt_open){s->line->number, (uint32_t)s->column, s->top[kind]};
    s->top[kind] = s->opened;
}

/* 1-based; 0: none is open. */
static uint32_t latest_open(const scan *s)
{
    uint32_t latest = 0;
    for (size_t i = 0; i < KINDS; i++)
        latest = s->top[i] > latest ? s->top[i] : latest;
    return latest;
}

static void close_tag(scan *s, size_t kind)
{
    uint32_t closed = s->top[kind];
    if (!closed) {
        tell(s, CA_SRT_TAG_UNOPENED);
        return;
    }
    if (latest_open(s) != closed)
        tell(s, CA_SRT_TAG_MISNESTED);
    s->top[kind] = s->reader->open[closed - 1].under;
    s->opened = latest_open(s); /* those above are closed and need no place */
}

/* Told where it opens; a closing tag alone too. */
static void unknown_tag(scan *s, const ca_srt_tag *tag)
{
    if (!tag->closing) {
        s->unknown++;
        tell(s, CA_SRT_TAG_UNKNOWN);
    } else if (s->unknown) {
        s->unknown--;
    } else {
        tell(s, CA_SRT_TAG_UNKNOWN);
    }
}

/* Taken apart or not, a tag counts for what it was meant to be. */
static size_t take_tag(scan *s, ca_str rest)
{
    ca_srt_tag tag = ca_srt_tag_read(rest);
    if (!tag.size)
        return 1;
    if (tag.spaced && !s->malformed) {
        s->malformed = true;
        tell(s, CA_SRT_TAG_MALFORMED);
    }
    if (!tag.known)
        unknown_tag(s, &tag);
    else if (tag.closing)
        close_tag(s, kind_of(tag.name));
    else
        open_tag(s, kind_of(tag.name));
    return tag.size;
}

static size_t take_special(scan *s, ca_str rest)
{
    size_t size = 0;
    size_t character_size;
    char character[CA_VTT_REFERENCE_BYTES];
    switch (rest.data[0]) {
    case '<':
        return take_tag(s, rest);
    case '{':
        size = ca_srt_override_size(rest);
        if (size)
            tell_once_for_line(s, CA_SRT_ASS_OVERRIDE);
        break;
    case '&':
        size = ca_vtt_character_reference(rest, character, &character_size);
        if (size && rest.data[size - 1] == ';') /* "AT&T" and "&copy" are text */
            tell_once_for_line(s, CA_SRT_ENTITY);
        break;
    default:
        if (rest.size > 1 && (rest.data[1] == 'N' || rest.data[1] == 'n'))
            tell_once_for_line(s, CA_SRT_LITERAL_NEWLINE);
    }
    return size ? size : 1;
}

static void scan_line(scan *s)
{
    ca_str text = s->line->text;
    s->told = 0;
    s->column = 1;
    for (size_t at = 0; at < text.size && s->reader->code == CAPALIGN_OK;) {
        char c = text.data[at];
        size_t size = 1;
        if (c == '<' || c == '{' || c == '&' || c == '\\')
            size = take_special(s, (ca_str){text.data + at, text.size - at});
        for (size_t end = at + size; at < end; at++) /* continuation bytes are no column */
            s->column += ((unsigned char)text.data[at] & 0xC0) != 0x80;
    }
}

static void tell_unclosed(scan *s)
{
    for (size_t kind = 0; kind < KINDS; kind++)
        for (uint32_t at = s->top[kind]; at; at = s->reader->open[at - 1].under) {
            const ca_srt_open *open = &s->reader->open[at - 1];
            ca_srt_tell(s->reader, CA_SRT_TAG_UNCLOSED, open->line, open->column, s->cue);
        }
}

void ca_srt_check_markup(ca_srt_reader *reader, size_t cue)
{
    scan s = {.reader = reader, .cue = cue};
    ca_srt_lines lines = reader->lines;
    lines.source.size = reader->text_to;
    lines.at = reader->text_from;
    lines.number = reader->text_line - 1;
    ca_srt_line line;
    s.line = &line;
    while (reader->code == CAPALIGN_OK && ca_srt_next_line(&lines, &line))
        if (line.flags & CA_SRT_MARK && !ca_srt_conflict_mark(line.text))
            scan_line(&s);
    if (reader->code == CAPALIGN_OK)
        tell_unclosed(&s);
}

char ca_srt_conflict_mark(ca_str line)
{
    static const char marks[] = "<|=>";
    enum { MARK_SIZE = 7 };
    if (line.size < MARK_SIZE || !line.data[0] || !strchr(marks, line.data[0]))
        return 0;
    for (size_t i = 1; i < MARK_SIZE; i++)
        if (line.data[i] != line.data[0])
            return 0;
    return line.size == MARK_SIZE || line.data[MARK_SIZE] == ' ' ? line.data[0] : 0;
}
