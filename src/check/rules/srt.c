/* The faults of syntax that the SRT reader finds: its own rows (caption/srt_codes.def). Some can be
 * in WebVTT as well; there rules/characters.c tells them. */
#include "caption/srt_codes.h"
#include "check/fix/fixers.h"
#include "check/rules.h"

#define BIT(ID) (UINT64_C(1) << CA_SRT_##ID)
#define IN_WEBVTT_TOO                                                                              \
    (BIT(BOM_INSIDE) | BIT(CONTROL_CHARACTER) | BIT(INVISIBLE_CHARACTER) | BIT(BIDI_CONTROL) |     \
     BIT(REPLACEMENT_CHARACTER) | BIT(LINE_SEPARATOR) | BIT(NONCHARACTER) | BIT(TEXT_EMPTY) |      \
     BIT(ASS_OVERRIDE) | BIT(LITERAL_NEWLINE) | BIT(CONFLICT_MARKER))

const ca_rule ca_rules_srt[] = {
#define ROW(ID, CODE, SEVERITY, FIX, MESSAGE, WHY, BAD, GOOD, FIXER)                               \
    {.about = {.code = CODE,                                                                       \
               .title = MESSAGE,                                                                   \
               .why = WHY,                                                                         \
               .formats = BIT(ID) & IN_WEBVTT_TOO ? "srt vtt" : "srt",                             \
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
