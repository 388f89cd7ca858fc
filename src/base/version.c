#include <capalign/capalign.h>

const char *capalign_version(void)
{
    return CAPALIGN_VERSION;
}
