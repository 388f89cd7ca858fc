/* Transcripts as plain text, whatever they are written in. */
#ifndef CA_PIPELINE_TRANSCRIPT_H
#define CA_PIPELINE_TRANSCRIPT_H

#include <capalign/caption.h>

#include "base/utf8.h"

/* The cue of a caption file that a part of the text came from. */
typedef struct ca_cue_range {
    size_t from; /* byte range in the text */
    size_t to;
    size_t cue;
} ca_cue_range;

typedef struct ca_transcript {
    char *text; /* UTF-8, malloc'd */
    size_t size;
    capalign_track *track; /* of a caption file: the file itself, else NULL */
    ca_cue_range *ranges;  /* of a caption file: one for each cue, in order */
    size_t range_count;
} ca_transcript;

/* Reads a transcript: captions (by their extension or signature), HTML and Markdown (their visible
 * text), else plain text; without time codes, character references and hyphens at line ends. */
capalign_code ca_transcript_read(const char *path, ca_transcript *out, capalign_error *error);
/* The same for UTF-8 text in memory, which is copied. CAPALIGN_E_LIMIT over
 * CAPALIGN_TRANSCRIPT_MAX_BYTES. */
capalign_code ca_transcript_from_text(const char *text, size_t size, ca_transcript *out,
                                      capalign_error *error);
void ca_transcript_free(ca_transcript *transcript);

#endif
