/* Reports: whatever a caption, message or path holds, no report passes on what its reader would
 * take for something else. The first bytes choose columns and sizes; the rest is text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <capalign/check.h>

#include "base/strbuf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                           \
    do                                                                                             \
        if (!(condition))                                                                          \
            abort();                                                                               \
    while (0)

/* No control but line ends, and what is UTF-8 only. */
static void check_clean(const ca_strbuf *out)
{
    CHECK(ca_utf8_valid_prefix(out->data, out->size) == out->size);
    for (size_t i = 0; i < out->size;) {
        uint32_t c;
        i += ca_utf8_decode(out->data + i, out->size - i, &c);
        CHECK(c == '\n' || (c >= ' ' && c != 0x7F && !(c >= 0x80 && c < 0xA0)));
        CHECK(c != 0x2028 && c != 0x2029 && c != 0xFFFE && c != 0xFFFF && c != 0x202E);
    }
}

/* The runner's reading: "::" after white space, "##[" anywhere. */
static void check_log(const ca_strbuf *out, bool annotations)
{
    size_t lines = 0;
    CHECK(!out->size || !strstr(out->data, "##["));
    for (const char *at = out->data; at && *at; lines++) {
        at += strspn(at, " \t\f\v\r");
        CHECK(annotations || strncmp(at, "::", 2) != 0);
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    CHECK(!annotations || lines == 4); /* two findings, an error, a summary */
}

static void check_json_lines(const ca_strbuf *out)
{
    for (const char *at = out->data; *at;) {
        size_t size = strcspn(at, "\n");
        json_t *value = json_loadb(at, size, JSON_ALLOW_NUL, NULL);
        CHECK(value);
        json_decref(value);
        at += size + 1;
    }
}

static void check_report(const char *format, const ca_strbuf *out, bool broken)
{
    check_clean(out);
    if (broken || strcmp(format, "github") == 0)
        check_log(out, strcmp(format, "github") == 0);
    if (strcmp(format, "json") == 0 || strcmp(format, "sarif") == 0 ||
        strcmp(format, "gitlab") == 0) {
        json_t *value = json_loadb(out->data, out->size, JSON_ALLOW_NUL, NULL);
        CHECK(value);
        json_decref(value);
    }
    if (strcmp(format, "rdjsonl") == 0)
        check_json_lines(out);
    if (strcmp(format, "junit") == 0) {
        CHECK(!strstr(out->data, "]]>"));
        CHECK(!strstr(out->data, "<!"));
    }
}

/* Two findings of which all texts are `text`, and an error. */
static void write_all(const char *text, ca_str line, const uint8_t *numbers)
{
    capalign_check_finding findings[2] = {0};
    for (size_t i = 0; i < 2; i++)
        findings[i] =
            (capalign_check_finding){.finding = {.code = "max-lines",
                                                 .message = text,
                                                 .severity = (capalign_severity)(numbers[0] % 3),
                                                 .line = numbers[1] % 4,
                                                 .column = numbers[2],
                                                 .cue = SIZE_MAX},
                                     .from = numbers[3],
                                     .to = (size_t)numbers[3] + numbers[4],
                                     .end_line = numbers[5] % 5,
                                     .end_column = numbers[6],
                                     .source_line = line.data,
                                     .source_line_bytes = line.size,
                                     .end_source_line = line.data,
                                     .end_source_line_bytes = line.size,
                                     .value = text,
                                     .limit = text,
                                     .replacement = text,
                                     .replaced_from = numbers[7],
                                     .replaced_to = (size_t)numbers[7] + i,
                                     .fingerprint = "0123456789abcdef0123456789abcdef"};
    capalign_error error = {.code = CAPALIGN_E_INPUT, .message = "cannot be read"};
    capalign_check_result results[2] = {{.path = text,
                                         .format = "srt",
                                         .encoding = "UTF-8",
                                         .findings = findings,
                                         .finding_count = 2,
                                         .omitted = numbers[0]},
                                        {.path = text, .error = &error}};
    const capalign_check_result *list[] = {&results[0], &results[1]};
    for (size_t i = 0; i < capalign_report_format_count() * 2; i++) {
        const char *format = capalign_report_format_name(i / 2);
        const capalign_report_options options = {.break_tokens = i % 2, .root = "a"};
        ca_strbuf out = {0};
        if (strcmp(format, "sarif") == 0 && numbers[3] % 8) /* it holds all rules, so it is slow */
            continue;
        CHECK(capalign_report_write(format, list, 2, &options, ca_strbuf_sink, &out, NULL) ==
              CAPALIGN_OK);
        check_report(format, &out, i % 2);
        ca_strbuf_free(&out);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { NUMBERS = 8 };
    if (size < NUMBERS)
        return 0;
    char *text = malloc(size - NUMBERS + 1);
    CHECK(text);
    memcpy(text, data + NUMBERS, size - NUMBERS);
    text[size - NUMBERS] = '\0';
    write_all(text, (ca_str){(const char *)data + NUMBERS, size - NUMBERS}, data);
    free(text);
    return 0;
}
