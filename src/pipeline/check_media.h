/* Captions against their medium: what is heard, and what is told of it. */
#ifndef CA_PIPELINE_CHECK_MEDIA_H
#define CA_PIPELINE_CHECK_MEDIA_H

#include "pipeline/check_shift.h"
#include "pipeline/check_sound.h"
#include "pipeline/check_speech.h"

typedef struct ca_check_media {
    ca_check *check;
    int64_t duration_us; /* of the medium; 0: not known */
    ca_check_sound sound;
    ca_check_speech speech;
    ca_hearing hearing;
    bool matches; /* the captions are this medium's */
    ca_shift shift;
} ca_check_media;

/* check_beside.c: the medium beside a caption file, as players find it: <name>.mp4 for <name>.srt,
 * <name>.en.srt and <name>.en.sdh.srt. *medium is malloc'd; NULL: there is none. `language` is what
 * the name says, or "". */
capalign_code ca_check_beside(const char *captions, char **medium, char language[36],
                              capalign_error *error);

/* check_tell.c: by how much the captions as a whole are early or late. False without memory. */
bool ca_check_find_shift(ca_check_media *m);
/* check_again.c: looks again for what was not found. */
capalign_code ca_check_look_again(ca_check_media *m, const capalign_check_media_options *options,
                                  capalign_error *error);

/* check_tell.c: tells what is found. The first is for what needs no sound. */
void ca_check_tell_end(ca_check_media *m);
/* The cues that are not compared, because there are far too many. */
void ca_check_tell_left_out(ca_check_media *m);
/* Everything that the sound shows. False without memory. */
bool ca_check_tell_media(ca_check_media *m, const char *medium_language);
/* A finding about the file as a whole. */
void ca_check_tell_file(ca_check_media *m, const char *code, int64_t value, const char *note);

#endif
