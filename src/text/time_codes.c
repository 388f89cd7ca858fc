#include "text/time_codes.h"

#include "base/time.h"
#include "text/plain_lines.h"
#include "text/scripts.h"

/* Bytes of text for a second of speech: slow English with long pauses, fast speech in scripts of
 * three bytes a letter. */
enum { LEAST_BYTES_PER_S = 2, MOST_BYTES_PER_S = 100 };
enum { LEAST_CODES = 2, MAX_NAME_BYTES = 60, MAX_NAME_WORDS = 4 };

static size_t digits(ca_str text, size_t at, int64_t *value)
{
    size_t from = at;
    for (*value = 0; at < text.size && at - from < 4 && ca_is_ascii_digit(text.data[at]); at++)
        *value = *value * 10 + text.data[at] - '0';
    return at - from;
}

/* The size of the clock that the text begins with (0:12, 00:12:05, 1:02:03.250); 0: none. */
static size_t clock_size(ca_str text, int64_t *time_us)
{
    int64_t parts[3];
    size_t at = 0, count = 0;
    for (; count < 3; count++) {
        if (count &&
            (at + 1 >= text.size || text.data[at] != ':' || !ca_is_ascii_digit(text.data[at + 1])))
            break;
        size_t size = digits(text, at + (count > 0), &parts[count]);
        if (count ? size != 2 || parts[count] > 59 : size < 1 || size > 3)
            return 0;
        at += size + (count > 0);
    }
    int64_t us = 0;
    if (count < 2)
        return 0;
    if (at + 1 < text.size && (text.data[at] == '.' || text.data[at] == ',') &&
        ca_is_ascii_digit(text.data[at + 1]))
        at += 1 + digits(text, at + 1, &us);
    bool more = at + 1 < text.size && text.data[at] == ':' && ca_is_ascii_digit(text.data[at + 1]);
    if (more || (at < text.size && ca_is_ascii_digit(text.data[at])))
        return 0;
    bool hours = count == 3;
    ca_time_make(hours ? parts[0] : 0, parts[hours], parts[hours + 1], 0, time_us);
    return at;
}

static size_t spaces(ca_str text, size_t at)
{
    size_t from = at;
    while (at < text.size && (text.data[at] == ' ' || text.data[at] == '\t'))
        at++;
    return at - from;
}

/* What parts two clocks of a span: "-", "–", "-->", spaces around it. */
static size_t span_sign(ca_str text, size_t at)
{
    static const char *const signs[] = {"-->", "\xE2\x80\x93", "-"};
    size_t from = at;
    at += spaces(text, at);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        ca_str rest = {text.data + at, text.size - at};
        if (!ca_str_starts(rest, signs[i]))
            continue;
        at += strlen(signs[i]);
        return at + spaces(text, at) - from;
    }
    return 0;
}

/* A time code, perhaps a span of two clocks, perhaps in parentheses or brackets. */
typedef struct code {
    size_t size; /* 0: none */
    int64_t time_us;
    bool bracketed;
} code;

static code code_at(ca_str text, size_t from)
{
    char open = from < text.size ? text.data[from] : '\0';
    char close = open == '[' ? ']' : open == '(' ? ')' : '\0';
    code found = {.bracketed = open == '['};
    int64_t end_us;
    size_t at = from + (close != '\0');
    size_t size = clock_size((ca_str){text.data + at, text.size - at}, &found.time_us);
    if (!size)
        return (code){0};
    at += size;
    size_t sign = span_sign(text, at);
    if (sign) {
        ca_str second = {text.data + at + sign, text.size - at - sign};
        size = clock_size(second, &end_us);
        at += size ? sign + size : 0;
    }
    if (close && (at == text.size || text.data[at++] != close))
        return (code){0};
    found.size = at - from;
    return found;
}

/* Where the code at a line's end begins, a name before it; 0: there is none. Each word of a name
 * begins with a capital (or in a script without), and it may be numbered ("Speaker 2"). */
static size_t code_behind_name(ca_str line, code *found)
{
    bool begins = true;
    size_t words = 0;
    for (size_t at = 0; at < line.size && at <= MAX_NAME_BYTES;) {
        *found = at && begins ? code_at(line, at) : (code){0};
        if (found->size && at + found->size == line.size)
            return words <= MAX_NAME_WORDS ? at : 0;
        uint32_t c;
        size_t size = ca_utf8_decode(line.data + at, line.size - at, &c);
        if ((begins && c >= 'a' && c <= 'z') || (!at && ca_is_ascii_digit(line.data[0])) ||
            ca_is_terminator(c) || c == ',')
            return 0;
        at += size;
        words += begins;
        size_t space = spaces(line, at);
        begins = space > 0;
        at += space;
    }
    return 0;
}

/* The code of a line, and where it begins: at its start, or behind a name. */
static code code_of_line(ca_str line, size_t *from)
{
    *from = 0;
    code found = code_at(line, 0);
    bool ends = found.size == line.size || (found.size && !ca_is_terminator(line.data[found.size]));
    if (found.size && ends)
        return found;
    *from = code_behind_name(line, &found);
    return *from ? found : (code){0};
}

/* Whether the codes of the lines are a transcript's: several, in order, with as much text between
 * them as is said in that time. */
static bool are_marks(ca_str text)
{
    size_t count = 0, from, first_left = 0, last_left = 0;
    int64_t first_us = 0, last_us = 0;
    while (text.size) {
        size_t left = text.size;
        code found = code_of_line(ca_str_trim(ca_line_next(&text)), &from);
        if (!found.size)
            continue;
        if (count && found.time_us < last_us)
            return false;
        if (!count++)
            first_left = left, first_us = found.time_us;
        last_left = left, last_us = found.time_us;
    }
    int64_t seconds = (last_us - first_us) / CA_US_PER_S;
    int64_t bytes = (int64_t)(first_left - last_left);
    return count >= LEAST_CODES && bytes >= seconds * LEAST_BYTES_PER_S &&
           bytes <= (seconds + 1) * MOST_BYTES_PER_S;
}

/* Without the bracketed codes, and the space behind them. */
static void add_unbracketed(ca_str text, ca_strbuf *out)
{
    size_t kept = 0;
    for (size_t at = 0; at < text.size; at++) {
        code found = text.data[at] == '[' ? code_at(text, at) : (code){0};
        if (!found.size)
            continue;
        ca_strbuf_add(out, text.data + kept, at - kept);
        kept = at + found.size + spaces(text, at + found.size);
        at = kept - 1;
    }
    ca_strbuf_add(out, text.data + kept, text.size - kept);
}

/* What parts a code from the text behind it: "00:12 - Anna: …", "00:12: …". */
static size_t code_separator(ca_str line, size_t at)
{
    size_t from = at;
    at += at < line.size && line.data[at] == ':';
    size_t sign = span_sign(line, at);
    return at + (sign ? sign : spaces(line, at)) - from;
}

static void add_line(ca_str line, ca_strbuf *out)
{
    ca_str inner = ca_str_trim(line);
    size_t from;
    code found = code_of_line(inner, &from);
    if (!found.size) {
        add_unbracketed(line, out);
    } else if (from) {
        ca_str name = ca_str_trim((ca_str){inner.data, from});
        ca_strbuf_add(out, name.data, name.size);
        if (name.data[name.size - 1] != ':')
            ca_strbuf_add_text(out, ":");
    } else {
        size_t at = found.size + code_separator(inner, found.size);
        add_unbracketed((ca_str){inner.data + at, inner.size - at}, out);
    }
}

void ca_time_codes_cut(ca_str text, ca_strbuf *out)
{
    if (!are_marks(text)) {
        add_unbracketed(text, out);
        return;
    }
    while (text.size) {
        ca_str line = ca_line_next(&text);
        const char *end = line.data + line.size;
        add_line(line, out);
        ca_strbuf_add(out, end, (size_t)(text.data - end));
    }
}
