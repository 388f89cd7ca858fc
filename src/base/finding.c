#include <capalign/finding.h>

const char *capalign_severity_name(capalign_severity severity)
{
    static const char *const names[] = {"info", "warning", "error"};
    return names[severity];
}

const char *capalign_fix_name(capalign_fix fix)
{
    static const char *const names[] = {"none", "unsafe", "safe"};
    return names[fix];
}
