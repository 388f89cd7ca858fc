/* JSON in pieces: values in the order of the calls, commas and escapes by themselves. */
#ifndef CA_CHECK_REPORTS_JSON_OUT_H
#define CA_CHECK_REPORTS_JSON_OUT_H

#include "check/reports/out.h"

typedef struct ca_json {
    ca_out *out;
    bool more; /* a comma is due before what comes next */
} ca_json;

/* '{' or '[', and its partner. */
void ca_json_open(ca_json *json, char bracket);
void ca_json_close(ca_json *json, char bracket);
void ca_json_key(ca_json *json, const char *key);
/* A comma where one is due, and a new line. */
void ca_json_line(ca_json *json);

/* Valid JSON whatever the bytes are: what is not UTF-8 becomes U+FFFD. Control characters, those
 * that turn the direction of text and line separators are written as \u escapes, and with the
 * output's break_tokens so are "::" and "##". */
void ca_json_str(ca_json *json, ca_str text);
/* null for NULL. */
void ca_json_text(ca_json *json, const char *text);
void ca_json_number(ca_json *json, uint64_t number);
void ca_json_int(ca_json *json, int64_t number);
void ca_json_bool(ca_json *json, bool value);
void ca_json_null(ca_json *json);

/* A key with its value. */
void ca_json_key_text(ca_json *json, const char *key, const char *text);
void ca_json_key_str(ca_json *json, const char *key, ca_str text);
void ca_json_key_number(ca_json *json, const char *key, uint64_t number);

#endif
