/* The families of rules, one file of rules/ each. */
#ifndef CA_CHECK_RULES_H
#define CA_CHECK_RULES_H

#include "check/check.h"

extern const ca_rule ca_rules_srt[];
extern const size_t ca_rules_srt_count;
extern const ca_rule ca_rules_webvtt[];
extern const size_t ca_rules_webvtt_count;
extern const ca_rule ca_rules_timing[];
extern const size_t ca_rules_timing_count;
extern const ca_rule ca_rules_reading[];
extern const size_t ca_rules_reading_count;
extern const ca_rule ca_rules_file[];
extern const size_t ca_rules_file_count;

#endif
