/* Languages as containers write them, made BCP 47. */
#ifndef CA_MEDIA_LANGUAGE_H
#define CA_MEDIA_LANGUAGE_H

#include <stdbool.h>

/* Longest tag with its NUL, as capalign_track_set_language takes it. */
#define CA_LANGUAGE_TAG 36

/* Writes the BCP 47 tag for a container's value: an ISO 639-1, 639-2 (B or T) or 639-3 code, or a
 * tag with subtags ("pt_br", "zh-Hant"). False where the value means no language ("und", "zxx",
 * "mul", "mis", private "qaa") or is no tag. */
bool ca_language_tag(const char *value, char tag[CA_LANGUAGE_TAG]);

#endif
