#include "check/fix/offer.h"

#include <string.h>

#include "caption/srt.h"

capalign_fix ca_fix_of_encoding(ca_check *check)
{
    const char *encoding = check->track->encoding;
    if (strcmp(encoding, "UTF-8") == 0)
        return CAPALIGN_FIX_SAFE;
    bool wide = strncmp(encoding, "UTF-16", 6) == 0;
    size_t index = ca_rule_index(
        ca_srt_code_finding(wide ? CA_SRT_ENCODING_UTF16 : CA_SRT_ENCODING_GUESSED)->code);
    const ca_rule *rule = index == SIZE_MAX ? NULL : ca_rule_at(index);
    ca_edits edits = {0};
    bool mended = rule && ca_check_applies(check, rule) && rule->fix &&
                  rule->fix(check, &(ca_found){.rule = (uint32_t)index}, &edits);
    ca_edits_free(&edits);
    return mended ? rule->about.fix : CAPALIGN_FIX_NONE;
}

capalign_fix ca_fix_offer(ca_check *check, const ca_found *found, capalign_fix of_encoding,
                          ca_edits *edits)
{
    const ca_rule *rule = ca_rule_at(found->rule);
    if (!rule->fix || !rule->fix(check, found, edits) || (!edits->count && !edits->whole) ||
        ca_edits_lose_unreadable(edits, 0, check->text))
        return CAPALIGN_FIX_NONE;
    return of_encoding == CAPALIGN_FIX_SAFE ? rule->about.fix : of_encoding;
}
