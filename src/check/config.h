/* The configuration from the inside. */
#ifndef CA_CHECK_CONFIG_H
#define CA_CHECK_CONFIG_H

#include <capalign/check.h>

typedef struct ca_rule_config {
    bool enabled;
    capalign_severity severity;
    int64_t limit;  /* in the rule's unit; CAPALIGN_TIME_NONE: none */
    int64_t frames; /* the limit counts frames: so many; 0: it does not */
    bool own;       /* the limit is of no profile */
} ca_rule_config;

struct capalign_check_config {
    int64_t frame_rate_milli;   /* frames in 1000 seconds */
    struct ca_guesser *guesser; /* owned; guess.h */
    bool count_graphemes;       /* characters are graphemes, not columns of East Asian width */
    size_t rule_count;
    ca_rule_config rules[];
};

/* profiles.c: the row of a profile for a rule, or NULL. */
const capalign_profile_value *ca_profile_value(const char *profile, const char *rule);
/* The profile that has what this one does not give; NULL: the default. */
const char *ca_profile_base(const char *profile);
bool ca_profile_exists(const char *profile);

/* units.c: a value of a unit as text, with the unit ("640 ms", "47 chars", "23.4 cps") or without
 * ("640 ms", "47", "23.4"). */
enum { CA_UNIT_TEXT = 48 };
void ca_unit_format(const char *unit, int64_t value, bool with_unit, char text[CA_UNIT_TEXT]);
/* The same without rounding: for a value that would look like its threshold ("21.02 cps"). */
void ca_unit_format_exact(const char *unit, int64_t value, bool with_unit, char text[CA_UNIT_TEXT]);
/* Reads a threshold as people write it: "42", "17.5", "800ms", "1.5s", "2f" (frames, *frames).
 * False where it is none of that unit. */
bool ca_unit_parse(const char *unit, const char *text, int64_t *value, bool *frames);

#endif
