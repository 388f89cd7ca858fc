/* NOTE capalign-disable RULE… in WebVTT: findings that the file's author has seen. */
#ifndef CA_CHECK_SUPPRESS_H
#define CA_CHECK_SUPPRESS_H

#include "check/check.h"

/* From byte `from` of the source on, the rule (SIZE_MAX: all) is off, or on again. SIZE_MAX - 1: a
 * name at `from` that is no rule. */
typedef struct ca_suppression {
    size_t from;
    size_t rule;
    bool off;
} ca_suppression;

struct ca_suppressions {
    ca_suppression *items; /* by `rule`, then by `from` */
    size_t count;
    size_t capacity;
};

/* Reads the notes of check->text into check->suppressions; those that name no rule are told as
 * "suppression-unknown". False without memory. */
bool ca_check_read_suppressions(ca_check *check);
bool ca_check_is_suppressed(const ca_check *check, size_t rule, size_t at);
void ca_check_free_suppressions(ca_check *check);

#endif
