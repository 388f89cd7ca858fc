/* JSON output. docs/json.md describes all of it. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdint.h>

#include <jansson.h>

#include <capalign/caption.h>
#include <capalign/error.h>

/* A string whose bytes that are not UTF-8 became U+FFFD; null for NULL. */
json_t *cli_json_text(const char *text);
/* The number; null for CAPALIGN_TIME_NONE. */
json_t *cli_json_time(int64_t time_us);
/* The number; null for 0 or less. */
json_t *cli_json_number(int64_t number);
/* The number; null for `none`. */
json_t *cli_json_size(size_t number, size_t none);

/* {"code", "message", "file", "line", "column", "time_us"}; null for NULL. */
json_t *cli_json_error(const capalign_error *error, const char *file);
/* [{"code", "severity", "message", "fix", "line", "column", "cue"}] */
json_t *cli_json_findings(const capalign_track *track);

/* A list of `count` items, each made by item(object, index); NULL where there is no memory. */
json_t *cli_json_list(size_t count, json_t *(*item)(const void *object, size_t index),
                      const void *object);

/* Prints the value on standard output, with a line end, and frees it; NULL: no memory. Returns
 * CLI_EXIT_SURE, or CLI_EXIT_MISSING when there is no memory. */
int cli_json_print(json_t *value);

#endif
