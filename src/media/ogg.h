/* Whether an Ogg file is one that libsndfile reads right. */
#ifndef CA_MEDIA_OGG_H
#define CA_MEDIA_OGG_H

#include <stdbool.h>

#include "media/source.h"

/* Several pages; the largest has a header of 27 bytes and 255 segments of 255 bytes. */
#define CA_OGG_WINDOW ((size_t)4 * (27 + 255 + 255 * 255))

/* Reads all pages, through a window of CA_OGG_WINDOW bytes: one stream of Vorbis or Opus, nothing
 * chained behind it, no page missing or damaged. libsndfile leaves out bad pages and does not tell,
 * so that all that follows would come too early; it reads only the first of several streams. */
bool ca_ogg_is_plain(const ca_source *source, void *window);

#endif
