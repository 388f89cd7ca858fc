/* Which files count as media where a folder is looked through. */
#ifndef CA_PIPELINE_MEDIA_NAMES_H
#define CA_PIPELINE_MEDIA_NAMES_H

#include <stdbool.h>

bool ca_is_media_name(const char *name);

#endif
