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
extern const ca_rule ca_rules_webvtt_lines[];
extern const size_t ca_rules_webvtt_lines_count;
extern const ca_rule ca_rules_webvtt_payload[];
extern const size_t ca_rules_webvtt_payload_count;
extern const ca_rule ca_rules_text[];
extern const size_t ca_rules_text_count;
extern const ca_rule ca_rules_style[];
extern const size_t ca_rules_style_count;
extern const ca_rule ca_rules_quotes[];
extern const size_t ca_rules_quotes_count;
extern const ca_rule ca_rules_characters[];
extern const size_t ca_rules_characters_count;
extern const ca_rule ca_rules_breaks[];
extern const size_t ca_rules_breaks_count;
extern const ca_rule ca_rules_media[];
extern const size_t ca_rules_media_count;
extern const ca_rule ca_rules_file[];
extern const size_t ca_rules_file_count;

#endif
