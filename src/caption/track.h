/* The track from the inside, and how a format plugs in. */
#ifndef CA_CAPTION_TRACK_H
#define CA_CAPTION_TRACK_H

#include <capalign/caption.h>

#include "base/arena.h"
#include "base/charset.h"
#include "base/strbuf.h"

typedef struct ca_caption_format ca_caption_format;

/* A cue and the bytes of the source that it came from: [raw_from, raw_to) of track->source, from
 * the first byte of its index or id line to the last line end of its text, blank lines after it
 * not included. raw_from == raw_to: it has no source. */
typedef struct ca_cue {
    capalign_cue cue;
    uint32_t raw_from;
    uint32_t raw_to;
    bool changed;      /* differs from its source bytes and must be written anew */
    bool text_changed; /* its text does too, not only its span */
} ca_cue;

struct capalign_track {
    ca_arena arena; /* texts that are not in the source, settings, regions, ids */
    char language[36];
    const ca_caption_format *format; /* of the source; NULL: made by hand */
    char encoding[32];               /* of the source, as iconv names it */
    char *source;                    /* the whole source as UTF-8, NUL-terminated, or NULL */
    size_t source_bytes;
    bool source_bom;   /* the source began with a UTF-8 byte order mark */
    bool source_exact; /* the source was UTF-8: its bytes can be given back as they were */
    ca_cue *cues;
    size_t cue_count;
    size_t cue_capacity;
    capalign_region *regions; /* in the arena */
    size_t region_count;
    size_t style_count; /* WebVTT STYLE blocks */
    capalign_finding *findings;
    size_t finding_count;
    size_t finding_capacity;
};

/* A buffered sink; a failure sticks. */
typedef struct ca_output {
    capalign_sink sink;
    void *context;
    size_t used;
    bool failed;
    char buffer[16384];
} ca_output;

struct ca_caption_format {
    const char *name;
    const char *extensions; /* space-separated, without dots; the first is the usual one */
    /* How sure the content alone makes it that this is the format: 0 not at all … 100. */
    int (*sniff)(ca_str text);
    /* Fills the track from track->source. `decoded` tells how the bytes were read. Findings are
     * added in any order; the caller sorts them. On an error the caller destroys the track. NULL:
     * the format is not read. */
    capalign_code (*parse)(capalign_track *track, const ca_decoded *decoded, capalign_error *error);
    /* Writes the whole track. All cues have times (the caller looked). */
    capalign_code (*write)(const capalign_track *track, ca_output *output, capalign_losses *losses,
                           capalign_error *error);
    bool untimed;   /* it can hold cues without a time */
    bool utf8_only; /* its files are UTF-8 by definition: no other encoding is guessed */
};

void ca_output_add(ca_output *output, const char *bytes, size_t size);
void ca_output_text(ca_output *output, const char *text);
void ca_output_flush(ca_output *output);

/* Writes a track's source back up to its last changed cue: the mark, all bytes as they are, and
 * each changed cue by `write_changed`. Returns how many cues have a source (they come first);
 * *written is up to where the source was written. */
size_t ca_track_write_source(const capalign_track *track, ca_output *output,
                             void (*write_changed)(void *context, const ca_cue *cue), void *context,
                             size_t *written);
/* Appends a cue as it is: its strings must be in the source, in the arena, or static. NULL
 * without memory. */
ca_cue *ca_track_push(capalign_track *track, const capalign_cue *cue);
/* Appends a finding; code and message must live as long as the track (static or in the arena).
 * False without memory. */
bool ca_track_find(capalign_track *track, const capalign_finding *finding);

/* The formats in the order of the list, and by name (NULL: none such). */
const ca_caption_format *ca_caption_format_at(size_t index);
const ca_caption_format *ca_caption_format_named(const char *name);

#endif
