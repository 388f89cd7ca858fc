#include "check/reports/out.h"

void ca_out_flush(ca_out *out)
{
    if (out->used && !out->stopped)
        out->stopped = out->sink(out->context, out->buffer, out->used) != 0;
    out->used = 0;
}

void ca_out_bytes(ca_out *out, const char *bytes, size_t size)
{
    while (size) {
        if (out->used == CA_OUT_BUFFER)
            ca_out_flush(out);
        size_t room = CA_OUT_BUFFER - out->used, now = size < room ? size : room;
        memcpy(out->buffer + out->used, bytes, now);
        out->used += now;
        bytes += now;
        size -= now;
    }
}

void ca_out_str(ca_out *out, ca_str text)
{
    ca_out_bytes(out, text.data, text.size);
}

void ca_out_text(ca_out *out, const char *text)
{
    ca_out_bytes(out, text, strlen(text));
}

void ca_out_number(ca_out *out, uint64_t number)
{
    char digits[20]; /* 2^64 has twenty */
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    ca_out_bytes(out, digits + at, sizeof digits - at);
}

void ca_out_fill(ca_out *out, char byte, size_t count)
{
    for (; count; count--)
        ca_out_bytes(out, &byte, 1);
}
