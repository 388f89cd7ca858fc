#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

const char *capalign_code_name(capalign_code code)
{
    switch (code) {
    case CAPALIGN_OK:
        return "ok";
    case CAPALIGN_E_MEMORY:
        return "memory";
    case CAPALIGN_E_ARGUMENT:
        return "argument";
    case CAPALIGN_E_IO:
        return "io";
    case CAPALIGN_E_INPUT:
        return "input";
    case CAPALIGN_E_LIMIT:
        return "limit";
    case CAPALIGN_E_MISSING:
        return "missing";
    case CAPALIGN_E_EXISTS:
        return "exists";
    case CAPALIGN_E_MISMATCH:
        return "mismatch";
    case CAPALIGN_E_CANCELLED:
        return "cancelled";
    case CAPALIGN_E_FULL:
        return "full";
    }
    return "unknown";
}

/* Copies text into the message as valid UTF-8 without control characters, cut at a character. */
static void set_message(capalign_error *error, const char *text)
{
    size_t from = 0, to = 0, size = strlen(text);
    while (from < size) {
        uint32_t c;
        from += ca_utf8_decode(text + from, size - from, &c);
        if (c < 0x20 || (c >= 0x7f && c < 0xa0))
            c = '?';
        char bytes[4];
        size_t n = ca_utf8_encode(c, bytes);
        if (to + n >= sizeof error->message)
            break;
        memcpy(error->message + to, bytes, n);
        to += n;
    }
    error->message[to] = '\0';
}

__attribute__((format(printf, 5, 0))) static void set_error(capalign_error *error,
                                                            capalign_code code, size_t line,
                                                            size_t column, const char *format,
                                                            va_list arguments)
{
    char text[2048];
    vsnprintf(text, sizeof text, format, arguments);
    error->code = code;
    error->line = line;
    error->column = column;
    error->time_us = CAPALIGN_TIME_NONE;
    error->file[0] = '\0';
    set_message(error, text);
}

capalign_code ca_fail(capalign_error *error, capalign_code code, const char *format, ...)
{
    if (error) {
        va_list arguments;
        va_start(arguments, format);
        set_error(error, code, 0, 0, format, arguments);
        va_end(arguments);
    }
    return code;
}

capalign_code ca_fail_at(capalign_error *error, capalign_code code, size_t line, size_t column,
                         const char *format, ...)
{
    if (error) {
        va_list arguments;
        va_start(arguments, format);
        set_error(error, code, line, column, format, arguments);
        va_end(arguments);
    }
    return code;
}

capalign_code ca_fail_file(capalign_error *error, capalign_code code, const char *file)
{
    if (error && file && error->file[0] == '\0')
        snprintf(error->file, sizeof error->file, "%s", file);
    return code;
}

capalign_code ca_fail_errno(capalign_error *error, const char *file, const char *verb,
                            int errno_value)
{
    if (errno_value == ENOMEM)
        return ca_fail_memory(error);
    bool full = errno_value == ENOSPC || errno_value == EDQUOT;
    capalign_code code = full ? CAPALIGN_E_FULL : CAPALIGN_E_IO;
    char reason[128];
    const char *text = strerror_r(errno_value, reason, sizeof reason);
    ca_fail(error, code, "cannot %s: %s%s", verb, text, full ? "; make room, and try again" : "");
    return ca_fail_file(error, code, file);
}

capalign_code ca_fail_memory(capalign_error *error)
{
    return ca_fail(error, CAPALIGN_E_MEMORY, "not enough memory");
}
