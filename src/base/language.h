/* Language tags of BCP 47. */
#ifndef CA_BASE_LANGUAGE_H
#define CA_BASE_LANGUAGE_H

#include <stdbool.h>

/* Whether two tags have the same primary language ("en" and "en-GB"); none is no language's. */
bool ca_language_matches(const char *a, const char *b);

#endif
