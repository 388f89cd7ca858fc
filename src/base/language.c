#include "base/language.h"

#include <string.h>
#include <strings.h>

bool ca_language_matches(const char *a, const char *b)
{
    size_t n = strcspn(a, "-_");
    return n && n == strcspn(b, "-_") && strncasecmp(a, b, n) == 0;
}
