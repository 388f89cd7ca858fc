/* Which containers are opened, and how far their times can be believed. */
#ifndef CA_MEDIA_CONTAINERS_H
#define CA_MEDIA_CONTAINERS_H

#include "base/error.h"

enum {
    /* Times are known only by reading from the first byte: the container has none of its own (raw
     * streams, whose times FFmpeg counts), or a clock that starts anywhere and can jump. */
    CA_CONTAINER_SEQUENTIAL = 1,
    /* Packet durations already leave out the samples to discard at the end. */
    CA_CONTAINER_TRIMMED = 2,
};

/* Finds FFmpeg's demuxer `name` (its first name before a comma counts) in the list of those that
 * are opened, and gives its short name and flags. CAPALIGN_E_INPUT, with what the file is, for all
 * others: playlists open other files, the rest is no sound or video. */
capalign_code ca_container_find(const char *name, const char **short_name, int *flags,
                                capalign_error *error);

#endif
