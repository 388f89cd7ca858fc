#include "caption/srt_codes.h"

#include <stdint.h>

/* clang-format off */
static const capalign_finding codes[CA_SRT_CODE_COUNT] = {
#define ROW(ID, CODE, SEVERITY, FIX, MESSAGE, WHY, BAD, GOOD, FIXER) \
    [CA_SRT_##ID] = {.code = CODE, .message = MESSAGE, .severity = CAPALIGN_##SEVERITY, \
                     .fix = CAPALIGN_FIX_##FIX, .cue = SIZE_MAX},
#include "caption/srt_codes.def"
#undef ROW
};
/* clang-format on */

const capalign_finding *ca_srt_code_finding(ca_srt_code code)
{
    return &codes[code];
}
