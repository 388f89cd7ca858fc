#include "check/reports/json_out.h"

#include <stdio.h>

static void comma(ca_json *json)
{
    if (json->more)
        ca_out_bytes(json->out, ",", 1);
    json->more = true;
}

void ca_json_open(ca_json *json, char bracket)
{
    comma(json);
    ca_out_bytes(json->out, &bracket, 1);
    json->more = false;
}

void ca_json_close(ca_json *json, char bracket)
{
    ca_out_bytes(json->out, &bracket, 1);
    json->more = true;
}

void ca_json_line(ca_json *json)
{
    comma(json);
    ca_out_bytes(json->out, "\n", 1);
    json->more = false;
}

void ca_json_key(ca_json *json, const char *key)
{
    comma(json);
    ca_out_bytes(json->out, "\"", 1);
    ca_out_text(json->out, key);
    ca_out_bytes(json->out, "\":", 2);
    json->more = false;
}

/* Besides what JSON itself asks for: what is dangerous in the place where JSON is looked at. */
static bool is_escaped(uint32_t c)
{
    return c < ' ' || (c >= 0x7F && c < 0xA0) || c == '"' || c == '\\' || c == 0x61C ||
           c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

static void put_escape(ca_out *out, uint32_t c)
{
    static const char named[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *at = c && c < 0x80 ? strchr(named, (int)c) : NULL;
    char text[8];
    int size = at ? snprintf(text, sizeof text, "\\%c", letters[at - named])
                  : snprintf(text, sizeof text, "\\u%04x", (unsigned)c);
    ca_out_bytes(out, text, (size_t)size);
}

/* Part of "::" or "##". */
static bool is_token(ca_str text, size_t at)
{
    char c = text.data[at];
    if (c != ':' && c != '#')
        return false;
    return (at && text.data[at - 1] == c) || (at + 1 < text.size && text.data[at + 1] == c);
}

void ca_json_str(ca_json *json, ca_str text)
{
    ca_out *out = json->out;
    size_t from = 0; /* what is written as it is, up to here */
    comma(json);
    ca_out_bytes(out, "\"", 1);
    for (size_t i = 0, size; i < text.size; i += size) {
        uint32_t c;
        bool valid;
        size = ca_utf8_decode_strict(text.data + i, text.size - i, &c, &valid);
        if (valid && !is_escaped(c) && !(out->break_tokens && is_token(text, i)))
            continue;
        ca_out_bytes(out, text.data + from, i - from);
        if (valid)
            put_escape(out, c);
        else
            ca_out_text(out, "\xEF\xBF\xBD");
        from = i + size;
    }
    ca_out_bytes(out, text.data + from, text.size - from);
    ca_out_bytes(out, "\"", 1);
}

void ca_json_text(ca_json *json, const char *text)
{
    if (text)
        ca_json_str(json, ca_str_of(text));
    else
        ca_json_null(json);
}

void ca_json_number(ca_json *json, uint64_t number)
{
    comma(json);
    ca_out_number(json->out, number);
}

void ca_json_int(ca_json *json, int64_t number)
{
    comma(json);
    if (number < 0)
        ca_out_bytes(json->out, "-", 1);
    ca_out_number(json->out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void ca_json_bool(ca_json *json, bool value)
{
    comma(json);
    ca_out_text(json->out, value ? "true" : "false");
}

void ca_json_null(ca_json *json)
{
    comma(json);
    ca_out_text(json->out, "null");
}

void ca_json_key_text(ca_json *json, const char *key, const char *text)
{
    ca_json_key(json, key);
    ca_json_text(json, text);
}

void ca_json_key_str(ca_json *json, const char *key, ca_str text)
{
    ca_json_key(json, key);
    ca_json_str(json, text);
}

void ca_json_key_number(ca_json *json, const char *key, uint64_t number)
{
    ca_json_key(json, key);
    ca_json_number(json, number);
}
