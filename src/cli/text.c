#include "text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include <capalign/error.h>

#include "safe.h"

enum { LINE_WIDTH = 79 };

const char *cli_time(int64_t time_us, char text[CLI_TIME_TEXT])
{
    if (time_us == CAPALIGN_TIME_NONE)
        return strcpy(text, "?");
    const char *sign = time_us < 0 ? "-" : "";
    uint64_t us = time_us < 0 ? 0 - (uint64_t)time_us : (uint64_t)time_us;
    uint64_t ms = us / 1000 + (us % 1000 >= 500), s = ms / 1000;
    char fraction[8] = "";
    if (ms % 1000)
        snprintf(fraction, sizeof fraction, ".%03u", (unsigned)(ms % 1000));
    if (s >= 3600)
        snprintf(text, CLI_TIME_TEXT, "%s%" PRIu64 ":%02u:%02u%s", sign, s / 3600,
                 (unsigned)(s / 60 % 60), (unsigned)(s % 60), fraction);
    else
        snprintf(text, CLI_TIME_TEXT, "%s%u:%02u%s", sign, (unsigned)(s / 60), (unsigned)(s % 60),
                 fraction);
    return text;
}

/* Prints one paragraph; returns where it ended. */
static const char *wrap_paragraph(FILE *stream, const char *text, size_t indent, size_t column)
{
    size_t at = column;
    for (bool first = true; *text && *text != '\n'; first = false) {
        size_t word = strcspn(text, " \n");
        if (!first && at + 1 + word > LINE_WIDTH) {
            fputc('\n', stream);
            at = 0;
        } else if (!first) {
            fputc(' ', stream);
            at++;
        }
        if (at < indent)
            at += (size_t)fprintf(stream, "%*s", (int)(indent - at), "");
        at += fwrite(text, 1, word, stream);
        text += word;
        text += *text == ' ';
    }
    fputc('\n', stream);
    return text;
}

void cli_wrap(FILE *stream, const char *text, size_t indent, size_t column)
{
    while (*text) {
        text = wrap_paragraph(stream, text, indent, column);
        column = 0;
        while (*text == '\n') {
            text++;
            if (*text == '\n')
                fputc('\n', stream);
        }
    }
}

void cli_print_field(const char *name, const char *value)
{
    if (!value || !*value)
        return;
    printf("%-11s", name);
    cli_print_safe(stdout, value);
    putchar('\n');
}

const char *cli_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

bool cli_read_number(const char *text, uint64_t max, uint64_t *number)
{
    *number = 0;
    for (const char *at = text; *at; at++) {
        if (*at < '0' || *at > '9' || *number > (max - (uint64_t)(*at - '0')) / 10)
            return false;
        *number = *number * 10 + (uint64_t)(*at - '0');
    }
    return *text != '\0';
}
