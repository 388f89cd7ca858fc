/* What a WebVTT file is for. Only captions are read by viewers; chapters are shown in menus, and
 * metadata is for scripts. The file itself need not say it (HTML's <track kind> does). */
#ifndef CA_CHECK_KIND_H
#define CA_CHECK_KIND_H

#include "check/check.h"

/* By the header's Kind, else by a part of the name ("talk.chapters.vtt"), else by the content: JSON
 * or places in pictures in every cue. */
ca_track_kind ca_track_kind_of(const ca_check *check);

#endif
