/* Strings and numbers of JSON, written piece by piece. */
#include <jansson.h>

#include "caption/json.h"

static void add_escape(ca_output *output, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    switch (c) {
    case '\n':
        ca_output_add(output, "\\n", 2);
        break;
    case '\t':
        ca_output_add(output, "\\t", 2);
        break;
    case '"':
    case '\\':
        text[1] = (char)c;
        ca_output_add(output, text, 2);
        break;
    default:
        ca_output_add(output, text, sizeof text);
    }
}

void ca_json_add_string(ca_output *output, ca_str text)
{
    ca_output_add(output, "\"", 1);
    size_t from = 0;
    for (size_t at = 0; at < text.size; at++) {
        unsigned char c = (unsigned char)text.data[at];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        ca_output_add(output, text.data + from, at - from);
        add_escape(output, c);
        from = at + 1;
    }
    if (from < text.size)
        ca_output_add(output, text.data + from, text.size - from);
    ca_output_add(output, "\"", 1);
}

void ca_json_add_integer(ca_output *output, int64_t value)
{
    char text[24];
    size_t at = sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        text[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        text[--at] = '-';
    ca_output_add(output, text + at, sizeof text - at);
}

/* Jansson writes and reads numbers the same in every locale. */
static bool reads_back(const char *text, size_t size, double value)
{
    json_t *read = json_loadb(text, size, JSON_DECODE_ANY, NULL);
    bool same = read && json_number_value(read) >= value && json_number_value(read) <= value;
    json_decref(read);
    return same;
}

bool ca_json_add_number(ca_output *output, double value)
{
    enum { FEWEST = 6, MOST = 17 }; /* digits; 17 tell every double from every other */
    const double whole = 1e15;
    if (value > -whole && value < whole && value >= (double)(int64_t)value &&
        value <= (double)(int64_t)value) {
        ca_json_add_integer(output, (int64_t)value);
        return true;
    }
    char text[64];
    size_t size = 0;
    json_t *number = json_real(value);
    for (size_t digits = FEWEST; number && digits <= MOST; digits++) {
        size = json_dumpb(number, text, sizeof text, JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits));
        if (size && size <= sizeof text && reads_back(text, size, value))
            break;
    }
    json_decref(number);
    ca_output_add(output, text, size);
    return size != 0;
}
