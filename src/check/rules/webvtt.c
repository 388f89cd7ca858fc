/* The faults of syntax that the WebVTT reader finds: its own rows (caption/webvtt_codes.def). */
#include "check/fix/fixers.h"
#include "check/rules.h"

const ca_rule ca_rules_webvtt[] = {
#define ROW(ID, CODE, SEVERITY, FIX, MESSAGE, WHY, BAD, GOOD, FIXER)                               \
    {.about = {.code = CODE,                                                                       \
               .title = MESSAGE,                                                                   \
               .why = WHY,                                                                         \
               .formats = "vtt",                                                                   \
               .severity = CAPALIGN_##SEVERITY,                                                    \
               .fix = CAPALIGN_FIX_##FIX,                                                          \
               .enabled = true,                                                                    \
               .bad = BAD,                                                                         \
               .good = GOOD},                                                                      \
     .message = MESSAGE,                                                                           \
     .fix = FIXER},
#include "caption/webvtt_codes.def"
#undef ROW
};
const size_t ca_rules_webvtt_count = sizeof ca_rules_webvtt / sizeof ca_rules_webvtt[0];
