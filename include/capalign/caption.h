/* Captions: cues, tracks, and the formats that hold them. */
#ifndef CAPALIGN_CAPTION_H
#define CAPALIGN_CAPTION_H

#include <stdbool.h>

#include <capalign/error.h>
#include <capalign/finding.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Caps on what is read, against hostile input; over them: CAPALIGN_E_LIMIT. */
#define CAPALIGN_CAPTION_MAX_BYTES ((size_t)1 << 30)
#define CAPALIGN_CAPTION_MAX_CUES ((size_t)10000000)

/* WebVTT cue settings, with the names and defaults of https://www.w3.org/TR/webvtt1/#cues. */
typedef enum capalign_vertical {
    CAPALIGN_HORIZONTAL,
    CAPALIGN_VERTICAL_RL,
    CAPALIGN_VERTICAL_LR,
} capalign_vertical;

typedef enum capalign_text_align {
    CAPALIGN_ALIGN_CENTER,
    CAPALIGN_ALIGN_START,
    CAPALIGN_ALIGN_END,
    CAPALIGN_ALIGN_LEFT,
    CAPALIGN_ALIGN_RIGHT,
} capalign_text_align;

typedef enum capalign_line_align {
    CAPALIGN_LINE_START,
    CAPALIGN_LINE_CENTER,
    CAPALIGN_LINE_END,
} capalign_line_align;

typedef enum capalign_position_align {
    CAPALIGN_POSITION_AUTO,
    CAPALIGN_POSITION_LINE_LEFT,
    CAPALIGN_POSITION_CENTER,
    CAPALIGN_POSITION_LINE_RIGHT,
} capalign_position_align;

/* Numbers are as the W3C parser reads them: line is a line number when snap_to_lines, else a
 * percentage; position and size are percentages. */
typedef struct capalign_cue_settings {
    capalign_vertical vertical;
    bool snap_to_lines; /* default true */
    bool line_auto;     /* default true: `line` does not apply */
    bool position_auto; /* default true: `position` does not apply */
    double line;
    double position;
    double size; /* default 100 */
    capalign_line_align line_align;
    capalign_position_align position_align;
    capalign_text_align align;
    const char *region; /* id of the region, or NULL */
} capalign_cue_settings;

/* A WebVTT region, https://www.w3.org/TR/webvtt1/#regions. */
typedef struct capalign_region {
    const char *id;    /* never NULL */
    double width;      /* percent, default 100 */
    int64_t lines;     /* default 3 */
    double anchor_x;   /* percent of the region, default 0 */
    double anchor_y;   /* default 100 */
    double viewport_x; /* percent of the video, default 0 */
    double viewport_y; /* default 100 */
    bool scroll_up;    /* default false */
} capalign_region;

/* One cue: a text with a span. Text and id are UTF-8 with their sizes in bytes; they are not
 * NUL-terminated and hold no NUL. Lines of text are separated by LF, with none at the end;
 * markup stays in the text as written. */
typedef struct capalign_cue {
    int64_t start_us; /* CAPALIGN_TIME_NONE where the source gives no sure time */
    int64_t end_us;   /* the span is [start_us, end_us) */
    const char *text;
    const char *id;                        /* SRT index or WebVTT id as written; may be NULL */
    const capalign_cue_settings *settings; /* NULL: all defaults */
    uint32_t text_bytes;
    uint32_t id_bytes;
    uint32_t line; /* 1-based line of its time line in the source; 0: not read from a file */
} capalign_cue;

/* An ordered list of cues with a language and what the source format had besides. It remembers
 * the bytes that it came from, so that a cue that was not changed is written back as it was.
 * Not thread-safe; different tracks are independent. */
typedef struct capalign_track capalign_track;

/* An empty track. *out is set on success only. */
CAPALIGN_API capalign_code capalign_track_create(capalign_track **out, capalign_error *error);
/* Frees the track and all that was asked of it. Takes NULL. */
CAPALIGN_API void capalign_track_destroy(capalign_track *track);

CAPALIGN_API size_t capalign_track_cue_count(const capalign_track *track);
/* The cue at `index` (< count); valid until the track is changed or destroyed. */
CAPALIGN_API const capalign_cue *capalign_track_cue(const capalign_track *track, size_t index);
/* Appends a copy of *cue, strings and settings included. The text must be valid UTF-8 without
 * NUL, settings and times as above (CAPALIGN_E_ARGUMENT). CR and CRLF in the text become LF, and
 * line ends at its end are dropped. */
CAPALIGN_API capalign_code capalign_track_add_cue(capalign_track *track, const capalign_cue *cue,
                                                  capalign_error *error);
/* Replaces the span of the cue at `index`; the cue is then written anew, the rest as it was. */
CAPALIGN_API capalign_code capalign_track_set_span(capalign_track *track, size_t index,
                                                   int64_t start_us, int64_t end_us,
                                                   capalign_error *error);

/* BCP 47 tag, or "" where unknown. Set copies it; tags over 35 bytes are refused. */
CAPALIGN_API const char *capalign_track_language(const capalign_track *track);
CAPALIGN_API capalign_code capalign_track_set_language(capalign_track *track, const char *tag,
                                                       capalign_error *error);

CAPALIGN_API size_t capalign_track_region_count(const capalign_track *track);
CAPALIGN_API const capalign_region *capalign_track_region(const capalign_track *track,
                                                          size_t index);
/* What was wrong in the source, in the order of its lines. */
CAPALIGN_API size_t capalign_track_finding_count(const capalign_track *track);
CAPALIGN_API const capalign_finding *capalign_track_finding(const capalign_track *track,
                                                            size_t index);

/* The formats. `name` is "srt", "vtt", "json" …; NULL to capalign_caption_read means: by the
 * content, then by the file's extension. */
CAPALIGN_API size_t capalign_caption_format_count(void);
CAPALIGN_API const char *capalign_caption_format_name(size_t index);
/* The format that a path's extension means, or NULL. */
CAPALIGN_API const char *capalign_caption_format_of_path(const char *path);

typedef struct capalign_caption_read_options {
    const char *format;   /* see above; NULL: detect */
    const char *encoding; /* iconv name to use where the file has no BOM and is not UTF-8;
                             NULL: guess, and say so in a finding */
} capalign_caption_read_options;

/* Reads a file, or bytes, into a new track. What can be read is read, and told as findings;
 * CAPALIGN_E_INPUT where nothing can be. The bytes need not outlive the call. `options` may be
 * NULL for the defaults. */
CAPALIGN_API capalign_code capalign_caption_read(const char *path,
                                                 const capalign_caption_read_options *options,
                                                 capalign_track **out, capalign_error *error);
CAPALIGN_API capalign_code capalign_caption_parse(const char *bytes, size_t size,
                                                  const capalign_caption_read_options *options,
                                                  capalign_track **out, capalign_error *error);

/* Receives written bytes in order; returns 0, or anything else to stop (CAPALIGN_E_IO). */
typedef int (*capalign_sink)(void *context, const char *bytes, size_t size);

/* What a written format could not hold of a track. Counts of cues. */
typedef struct capalign_losses {
    size_t untimed;  /* cues without a sure time, left out */
    size_t settings; /* cues whose position, alignment or region was dropped */
    size_t ids;      /* cues whose id was dropped */
    size_t markup;   /* cues with markup that was dropped or escaped */
    size_t regions;  /* regions and style sheets dropped */
} capalign_losses;

/* Writes the track in a format, in pieces. Cues without a sure time cannot be written to a timed
 * format: CAPALIGN_E_INPUT with the cue's line, before anything is written; but a cue that was not
 * changed is written back to its own format as it stands. A text that the format would read as
 * something else is CAPALIGN_E_INPUT too. `losses` may be NULL. */
CAPALIGN_API capalign_code capalign_caption_write(const capalign_track *track, const char *format,
                                                  capalign_sink sink, void *context,
                                                  capalign_losses *losses, capalign_error *error);
/* Writes the track to a file, whole or not at all. `format` NULL: by the path's extension. A file
 * that holds these very bytes already is left alone; one that holds others is
 * CAPALIGN_E_EXISTS unless `replace`. Devices and pipes are written to as they are. *changed (may
 * be NULL) tells whether anything was written. */
CAPALIGN_API capalign_code capalign_caption_write_file(const capalign_track *track,
                                                       const char *format, const char *path,
                                                       bool replace, bool *changed,
                                                       capalign_losses *losses,
                                                       capalign_error *error);

#ifdef __cplusplus
}
#endif
#endif
