/* The faults of syntax that the SRT reader finds: its own rows (caption/srt_codes.def). */
#include "check/fix/fixers.h"
#include "check/rules.h"

const ca_rule ca_rules_srt[] = {
#define ROW(ID, CODE, SEVERITY, FIX, MESSAGE, WHY, BAD, GOOD, FIXER)                               \
    {.about = {.code = CODE,                                                                       \
               .title = MESSAGE,                                                                   \
               .why = WHY,                                                                         \
               .formats = "srt",                                                                   \
               .severity = CAPALIGN_##SEVERITY,                                                    \
               .fix = CAPALIGN_FIX_##FIX,                                                          \
               .enabled = true,                                                                    \
               .bad = BAD,                                                                         \
               .good = GOOD},                                                                      \
     .message = MESSAGE,                                                                           \
     .fix = FIXER},
#include "caption/srt_codes.def"
#undef ROW
};
const size_t ca_rules_srt_count = sizeof ca_rules_srt / sizeof ca_rules_srt[0];
