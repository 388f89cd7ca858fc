/* Slips of hand-made JSON that leave one reading, put right. */
#include "text/jsonld_repair.h"

#include <stdlib.h>

typedef struct repair {
    ca_str text;
    size_t at;
    char *out;
    size_t size;
} repair;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code unit of \uXXXX at `at`; -1 when it is none. */
static long unit_at(ca_str text, size_t at)
{
    if (text.size - at < 6 || text.data[at] != '\\' || text.data[at + 1] != 'u')
        return -1;
    long unit = 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = hex(text.data[at + i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static void emit(repair *r, const char *bytes, size_t size)
{
    memcpy(r->out + r->size, bytes, size);
    r->size += size;
}

static bool is_high(long unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(long unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

/* At a backslash inside of a string. */
static void take_escape(repair *r)
{
    const char *from = r->text.data + r->at;
    long unit = unit_at(r->text, r->at);
    if (is_high(unit) && r->text.size - r->at >= 12 && is_low(unit_at(r->text, r->at + 6))) {
        emit(r, from, 12);
        r->at += 12;
    } else if (unit == 0 || is_high(unit) || is_low(unit)) {
        emit(r, "\\ufffd", 6);
        r->at += 6;
    } else if (unit > 0) {
        emit(r, from, 6);
        r->at += 6;
    } else if (r->text.size - r->at < 2) {
        r->at++;
    } else if (strchr("\"\\/bfnrt", from[1]) && from[1]) {
        emit(r, from, 2);
        r->at += 2;
    } else { /* an escape that JSON lacks, as \' of JavaScript: the character itself */
        r->at++;
    }
}

/* From a quote to behind its end. */
static void take_string(repair *r)
{
    emit(r, "\"", 1);
    r->at++;
    while (r->at < r->text.size) {
        char c = r->text.data[r->at];
        if (c == '\\') {
            take_escape(r);
            continue;
        }
        bool control = (unsigned char)c < 0x20;
        emit(r, control ? " " : &c, 1);
        r->at++;
        if (c == '"')
            return;
    }
}

/* A comma before a closing bracket. */
static bool is_idle_comma(const repair *r)
{
    size_t next = r->at + 1;
    while (next < r->text.size && is_space(r->text.data[next]))
        next++;
    return next < r->text.size && (r->text.data[next] == ']' || r->text.data[next] == '}');
}

char *ca_jsonld_repair(ca_str text, size_t *size)
{
    /* Nothing becomes longer than it was. */
    repair r = {.text = text, .out = malloc(text.size + 1)};
    if (!r.out)
        return NULL;
    while (r.at < text.size) {
        char c = text.data[r.at];
        if (c == '"') {
            take_string(&r);
            continue;
        }
        if (!(c == ',' && is_idle_comma(&r)))
            emit(&r, &c, 1);
        r.at++;
        /* White space behind a comma was looked through: go past it, so that this stays linear. */
        while (c == ',' && r.at < text.size && is_space(text.data[r.at]))
            r.at++;
    }
    *size = r.size;
    return r.out;
}
