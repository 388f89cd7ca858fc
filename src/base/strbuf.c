#include "base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>

void *ca_grow(void *array, size_t *capacity, size_t need, size_t size)
{
    if (array && need <= *capacity)
        return array;
    size_t grown = *capacity ? *capacity : 16;
    while (grown < need) {
        if (grown > SIZE_MAX / 2)
            return NULL;
        grown *= 2;
    }
    if (grown > SIZE_MAX / size)
        return NULL;
    void *moved = realloc(array, grown * size);
    if (moved)
        *capacity = grown;
    return moved;
}

/* Room for `more` bytes and a NUL. */
static bool reserve(ca_strbuf *buffer, size_t more)
{
    if (buffer->failed)
        return false;
    char *grown = NULL;
    if (more < SIZE_MAX - buffer->size)
        grown = ca_grow(buffer->data, &buffer->capacity, buffer->size + more + 1, 1);
    if (!grown) {
        buffer->failed = true;
        return false;
    }
    buffer->data = grown;
    return true;
}

void ca_strbuf_add(ca_strbuf *buffer, const char *bytes, size_t size)
{
    if (!reserve(buffer, size))
        return;
    if (size)
        memcpy(buffer->data + buffer->size, bytes, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

void ca_strbuf_add_text(ca_strbuf *buffer, const char *text)
{
    ca_strbuf_add(buffer, text, strlen(text));
}

void ca_strbuf_add_char(ca_strbuf *buffer, uint32_t character)
{
    char bytes[4];
    ca_strbuf_add(buffer, bytes, ca_utf8_encode(character, bytes));
}

void ca_strbuf_format(ca_strbuf *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size < 0) {
        buffer->failed = true;
        return;
    }
    if (!reserve(buffer, (size_t)size))
        return;
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, arguments);
    va_end(arguments);
    buffer->size += (size_t)size;
}

int ca_strbuf_sink(void *buffer, const char *bytes, size_t size)
{
    ca_strbuf *to = buffer;
    ca_strbuf_add(to, bytes, size);
    return to->failed ? -1 : 0;
}

void ca_strbuf_clear(ca_strbuf *buffer)
{
    buffer->size = 0;
    if (buffer->data)
        buffer->data[0] = '\0';
}

ca_str ca_strbuf_view(const ca_strbuf *buffer)
{
    return (ca_str){buffer->data ? buffer->data : "", buffer->size};
}

void ca_strbuf_free(ca_strbuf *buffer)
{
    free(buffer->data);
    *buffer = (ca_strbuf){0};
}
