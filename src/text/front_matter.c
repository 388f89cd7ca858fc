#include "text/front_matter.h"

#include "text/plain_lines.h"

/* A header that goes on for longer is none. */
enum { MAX_LINES = 500 };
/* RFC 5646: the longest language tag that need be kept. */
enum { MAX_LANGUAGE_BYTES = 35 };

static ca_str without_quotes(ca_str value)
{
    value = ca_str_trim(value);
    bool quoted = value.size >= 2 && (value.data[0] == '"' || value.data[0] == '\'') &&
                  value.data[value.size - 1] == value.data[0];
    return quoted ? (ca_str){value.data + 1, value.size - 2} : value;
}

static bool is_language(ca_str value)
{
    for (size_t i = 0; i < value.size; i++) {
        char c = value.data[i];
        if (!(c >= '0' && c <= '9') && !((c | 32) >= 'a' && (c | 32) <= 'z') && c != '-')
            return false;
    }
    return value.size >= 2 && value.size <= MAX_LANGUAGE_BYTES;
}

static void take_key(ca_str line, char separator, ca_front_matter *matter)
{
    const char *at = memchr(line.data, separator, line.size);
    if (!at)
        return;
    size_t n = (size_t)(at - line.data);
    ca_str key = {line.data, n}, value = without_quotes((ca_str){at + 1, line.size - n - 1});
    while (key.size && key.data[key.size - 1] == ' ')
        key.size--;
    if (ca_str_equal_nocase(key, "title") && !matter->title.size)
        matter->title = value;
    else if ((ca_str_equal_nocase(key, "lang") || ca_str_equal_nocase(key, "language")) &&
             is_language(value))
        matter->language = value;
}

bool ca_front_matter_take(ca_str *text, ca_front_matter *matter, size_t *lines)
{
    ca_str rest = *text;
    ca_str fence = ca_str_trim(ca_line_next(&rest));
    bool yaml = ca_str_equal(fence, "---"), toml = ca_str_equal(fence, "+++");
    *matter = (ca_front_matter){{"", 0}, {"", 0}};
    for (size_t n = 2; (yaml || toml) && rest.size && n < MAX_LINES; n++) {
        ca_str line = ca_line_next(&rest);
        ca_str trimmed = ca_str_trim(line);
        if (ca_str_equal(trimmed, toml ? "+++" : "---") || (yaml && ca_str_equal(trimmed, "..."))) {
            *text = rest, *lines = n;
            return true;
        }
        take_key(line, toml ? '=' : ':', matter);
    }
    *matter = (ca_front_matter){{"", 0}, {"", 0}};
    return false;
}
