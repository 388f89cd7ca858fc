#include "caption/webvtt_codes.h"

#include <stdint.h>

/* clang-format off */
static const capalign_finding codes[CA_VTT_CODE_COUNT] = {
#define ROW(ID, CODE, SEVERITY, FIX, MESSAGE, WHY, BAD, GOOD, FIXER) \
    [CA_VTT_##ID] = {.code = CODE, .message = MESSAGE, .severity = CAPALIGN_##SEVERITY, \
                     .fix = CAPALIGN_FIX_##FIX, .cue = SIZE_MAX},
#include "caption/webvtt_codes.def"
#undef ROW
};
/* clang-format on */

const capalign_finding *ca_vtt_code_finding(ca_vtt_code code)
{
    return &codes[code];
}
