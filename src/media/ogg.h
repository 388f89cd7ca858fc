/* Whether an Ogg file is one that libsndfile reads right. */
#ifndef CA_MEDIA_OGG_H
#define CA_MEDIA_OGG_H

#include <stdbool.h>

#include "media/source.h"

/* Reads all pages: one stream of Vorbis or Opus, nothing chained behind it, no page missing or
 * damaged. libsndfile leaves out bad pages and does not tell, so that all that follows would come
 * too early; it reads only the first of several streams. */
bool ca_ogg_is_plain(const ca_source *source);

#endif
