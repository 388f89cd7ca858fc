/* Which files count as media where a folder is looked through. */
#ifndef CA_PIPELINE_MEDIA_NAMES_H
#define CA_PIPELINE_MEDIA_NAMES_H

#include <stdbool.h>

/* Their extensions, space-separated, in lower case, pictures with sound first. A file that is named
 * is tried whatever its name. */
extern const char ca_media_extensions[];
bool ca_is_media_name(const char *name);

#endif
