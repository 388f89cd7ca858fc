#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "cli.h"

json_t *cli_json_text(const char *text)
{
    if (!text)
        return json_null();
    json_t *value = json_string(text);
    if (value)
        return value;
    size_t left = strlen(text), used = 0;
    char *clean = malloc(3 * left + 1); /* U+FFFD is three bytes */
    if (!clean)
        return NULL;
    while (left) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &c);
        size_t taken = n > 0 ? (size_t)n : 1;
        memcpy(clean + used, n > 0 ? text : "\xEF\xBF\xBD", n > 0 ? taken : 3);
        used += n > 0 ? taken : 3;
        text += taken;
        left -= taken;
    }
    value = json_stringn(clean, used);
    free(clean);
    return value;
}

json_t *cli_json_time(int64_t time_us)
{
    return time_us == CAPALIGN_TIME_NONE ? json_null() : json_integer(time_us);
}

json_t *cli_json_number(int64_t number)
{
    return number > 0 ? json_integer(number) : json_null();
}

json_t *cli_json_size(size_t number, size_t none)
{
    return number == none ? json_null() : json_integer((json_int_t)number);
}

json_t *cli_json_error(const capalign_error *error, const char *file)
{
    if (!error)
        return json_null();
    const char *name = *error->file ? error->file : file;
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "code", capalign_code_name(error->code),
                     "message", cli_json_text(error->message), "file", cli_json_text(name), "line",
                     cli_json_size(error->line, 0), "column", cli_json_size(error->column, 0),
                     "time_us", cli_json_time(error->time_us));
}

json_t *cli_json_list(size_t count, json_t *(*item)(const void *object, size_t index),
                      const void *object)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        if (json_array_append_new(list, item(object, i)) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static json_t *finding_json(const void *track, size_t index)
{
    const capalign_finding *finding = capalign_track_finding(track, index);
    return json_pack(
        "{s:s, s:s, s:o, s:s, s:o, s:o, s:o}", "code", finding->code, "severity",
        capalign_severity_name(finding->severity), "message", cli_json_text(finding->message),
        "fix", capalign_fix_name(finding->fix), "line", cli_json_size(finding->line, 0), "column",
        cli_json_size(finding->column, 0), "cue", cli_json_size(finding->cue, SIZE_MAX));
}

json_t *cli_json_findings(const capalign_track *track)
{
    return cli_json_list(capalign_track_finding_count(track), finding_json, track);
}

int cli_json_print(json_t *value)
{
    if (!value) {
        fputs("capalign: no memory is left\n", stderr);
        return CLI_EXIT_MISSING;
    }
    /* A failing write is told at the end of the program, from the stream's state. */
    int failed = json_dumpf(value, stdout, JSON_INDENT(2));
    json_decref(value);
    if (!failed)
        fputc('\n', stdout);
    return CLI_EXIT_SURE;
}
