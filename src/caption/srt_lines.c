/* The lines of an SRT file: one look at each byte. */
#include "caption/srt.h"

/* clang-format off */
#define S CA_SRT_SPACE
#define D CA_SRT_DIGIT
#define O CA_SRT_OTHER
#define M (CA_SRT_OTHER | CA_SRT_MARK)
#define A (CA_SRT_OTHER | CA_SRT_ARROW)
#define B (CA_SRT_OTHER | CA_SRT_MARK | CA_SRT_ARROW)
#define C CA_SRT_CHAR
#define N (CA_SRT_CHAR | CA_SRT_ARROW)
#define E CA_SRT_END
static const uint8_t byte_flags[256] = {
    E | C,C,C,C,C,C,C,C, C,S,E,C,C,E,C,C, C,C,C,C,C,C,C,C, C,C,C,C,C,C,C,C, /* NUL stops too */
    S,O,O,O,O,O,B,O, O,O,O,O,O,O,O,O, D,D,D,D,D,D,D,D, D,D,O,O,M,O,A,O, /*  !"#$%&' … <=>? */
    O,O,O,O,O,O,O,O, O,O,O,O,O,O,O,O, O,O,O,O,O,O,O,O, O,O,O,O,M,O,O,O, /* @A … \]^_ */
    O,O,O,O,O,O,O,O, O,O,O,O,O,O,O,O, O,O,O,O,O,O,O,O, O,O,O,M,O,O,O,C, /* `a … {|}~ DEL */
    N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N,
    N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N,
    N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N,
    N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N, N,N,N,N,N,N,N,N,
};
#undef S
#undef D
#undef O
#undef M
#undef A
#undef B
#undef C
#undef N
#undef E
/* clang-format on */

bool ca_srt_is_doubled(ca_str source)
{
    bool found = false;
    for (size_t at = 0; at < source.size; at++) {
        if (source.data[at] == '\n')
            return false;
        if (source.data[at] != '\r')
            continue;
        if (!ca_str_starts((ca_str){source.data + at, source.size - at}, "\r\r\n"))
            return false;
        at += 2;
        found = true;
    }
    return found;
}

void ca_srt_lines_start(ca_srt_lines *lines, ca_str source)
{
    *lines = (ca_srt_lines){.source = source, .doubled = ca_srt_is_doubled(source)};
}

static void take_end(ca_srt_lines *lines, ca_srt_line *line)
{
    const char *at = lines->source.data + lines->at; /* NUL-terminated: looking ahead is safe */
    if (lines->at == lines->source.size) {
        line->end = CA_SRT_NO_END;
        return;
    }
    line->end = at[0] == '\n' ? CA_SRT_LF : at[1] == '\n' ? CA_SRT_CRLF : CA_SRT_CR;
    size_t size = line->end == CA_SRT_CRLF ? 2 : 1;
    if (lines->doubled) {
        line->end = CA_SRT_CRLF;
        size = 3;
    }
    lines->at += (uint32_t)size;
}

bool ca_srt_next_line(ca_srt_lines *lines, ca_srt_line *line)
{
    const unsigned char *source = (const unsigned char *)lines->source.data;
    if (lines->at == lines->source.size)
        return false;
    const unsigned char *at = source + lines->at;
    unsigned flags = 0, flag;
    for (;; at++) {
        flag = byte_flags[*at];
        if (flag & CA_SRT_END) {
            if (*at || (size_t)(at - source) == lines->source.size)
                break;
            flag = CA_SRT_CHAR; /* a NUL inside the text */
        }
        flags |= flag;
    }
    *line = (ca_srt_line){
        .text = {lines->source.data + lines->at, (size_t)(at - source) - lines->at},
        .from = lines->at,
        .number = ++lines->number,
        .flags = (uint8_t)flags,
    };
    lines->at = (uint32_t)(at - source);
    take_end(lines, line);
    line->next = lines->at;
    return true;
}

bool ca_srt_is_blank(const ca_srt_line *line)
{
    if (!(line->flags & (uint8_t)~CA_SRT_SPACE))
        return true;
    if (line->flags & (CA_SRT_DIGIT | CA_SRT_OTHER))
        return false;
    ca_str rest = line->text;
    while (rest.size) {
        size_t size = ca_srt_space_size(rest);
        if (!size && ca_str_starts(rest, "\xEF\xBB\xBF"))
            size = 3;
        if (!size)
            return false;
        rest.data += size;
        rest.size -= size;
    }
    return true;
}
