/* A growing string. Failure to grow sticks: write as much as you like, then ask once. */
#ifndef CA_BASE_STRBUF_H
#define CA_BASE_STRBUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/utf8.h"

/* Zero-initialise it to begin; data is NUL-terminated once anything was added. */
typedef struct ca_strbuf {
    char *data;
    size_t size;
    size_t capacity;
    bool failed;
} ca_strbuf;

void ca_strbuf_add(ca_strbuf *buffer, const char *bytes, size_t size);
void ca_strbuf_add_text(ca_strbuf *buffer, const char *text);
void ca_strbuf_add_char(ca_strbuf *buffer, uint32_t character); /* as UTF-8 */
void ca_strbuf_format(ca_strbuf *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A capalign_sink whose context is a ca_strbuf: 0, or -1 without memory. */
int ca_strbuf_sink(void *buffer, const char *bytes, size_t size);
/* Empties it and keeps its memory. */
void ca_strbuf_clear(ca_strbuf *buffer);
/* The text so far as a view; {"" , 0} when empty. */
ca_str ca_strbuf_view(const ca_strbuf *buffer);
void ca_strbuf_free(ca_strbuf *buffer);

/* Grows an array so that it holds `need` items of `size` bytes, doubling *capacity (in items).
 * Returns the array, moved or not, or NULL without memory (the old array stays valid). */
void *ca_grow(void *array, size_t *capacity, size_t need, size_t size);

#endif
