/* What the files of the WebVTT reader and writer share. Names of steps are those of
 * https://www.w3.org/TR/webvtt1/#parsing. */
#ifndef CA_CAPTION_WEBVTT_H
#define CA_CAPTION_WEBVTT_H

#include "caption/track.h"
#include "caption/webvtt_codes.h"

/* Far above what a file of hours needs. Over them: CAPALIGN_E_LIMIT, and no more findings. */
enum { CA_VTT_MAX_REGIONS = 100000, CA_VTT_MAX_FINDINGS = 1000000 };

/* Longer times are lowered to this, 999999999:59:59.999, which leaves room for arithmetic. */
#define CA_VTT_MAX_US (INT64_C(999999999) * 3600 * 1000000 + INT64_C(3599999000))

/* webvtt_number.c ----------------------------------------------------------------------------- */

/* Collects a WebVTT timestamp at text.data[*at]; on success *at is after it. On failure *at is the
 * first byte that does not fit. *capped is set where the time was lowered, else left alone. */
bool ca_vtt_timestamp(ca_str text, size_t *at, int64_t *time_us, bool *capped);
/* Parses a percentage string: digits, maybe a point and digits, '%'; 0 to 100. */
bool ca_vtt_percentage(ca_str text, double *value);
/* The line setting's number that is no percentage: maybe '-', digits, maybe a point and digits. */
bool ca_vtt_line_number(ca_str text, double *value);

/* Longest text of ca_vtt_number_format, with its NUL: 5e-324 written out. */
enum { CA_VTT_NUMBER_TEXT = 352 };
/* The shortest digits that are read as the same number, never with an exponent. Finite numbers
 * only. Returns the length. */
size_t ca_vtt_number_format(double value, char text[CA_VTT_NUMBER_TEXT]);

/* White space as the standard has it: space, tab, LF, FF, CR. */
bool ca_vtt_is_space(char c);
/* Splits on spaces: takes the next token off the front of *rest; false when there is none. */
bool ca_vtt_next_token(ca_str *rest, ca_str *token);
/* Splits a setting at its first colon; false where there is none, or it is first or last. */
bool ca_vtt_split_setting(ca_str setting, ca_str *name, ca_str *value);

/* webvtt_lines.c ------------------------------------------------------------------------------ */

typedef struct ca_vtt_line {
    ca_str text;     /* without its end, NULs as they are */
    uint32_t from;   /* offset of text in the source */
    uint32_t next;   /* offset after its end */
    uint32_t number; /* 1-based */
} ca_vtt_line;

/* Walks through the lines of a source, ended by CR, LF or CRLF. */
typedef struct ca_vtt_lines {
    ca_str source;
    size_t at;
    size_t next_lf; /* the first at or after `at`; source.size: none */
    size_t next_cr;
    uint32_t number; /* of the last line given */
} ca_vtt_lines;

void ca_vtt_lines_start(ca_vtt_lines *lines, ca_str source);
/* False at the end of the source. */
bool ca_vtt_next_line(ca_vtt_lines *lines, ca_vtt_line *line);
/* Offset of the first "-->", SIZE_MAX: none. */
size_t ca_vtt_arrow(ca_str text);

/* The text with CR and CRLF as LF, NUL as U+FFFD: a view where it has none, else a copy in the
 * arena. data is NULL without memory. */
ca_str ca_vtt_normalize(ca_arena *arena, ca_str text);

/* webvtt_regions.c ---------------------------------------------------------------------------- */

/* The regions of a track in the order of their ids, so that a hostile file with many regions and
 * many cues takes no quadratic time. */
typedef struct ca_vtt_region_index {
    const capalign_region *regions;
    const capalign_region **sorted;
    size_t count;
} ca_vtt_region_index;

/* False without memory. */
bool ca_vtt_region_index_make(ca_vtt_region_index *index, const capalign_region *regions,
                              size_t count);
void ca_vtt_region_index_free(ca_vtt_region_index *index);
/* The last region with this id, or NULL. */
const capalign_region *ca_vtt_region_find(const ca_vtt_region_index *index, ca_str id);

/* webvtt.c ------------------------------------------------------------------------------------ */

typedef enum ca_vtt_block_kind {
    CA_VTT_NO_BLOCK, /* a comment, or what the standard drops */
    CA_VTT_CUE,
    CA_VTT_STYLE,
    CA_VTT_REGION,
} ca_vtt_block_kind;

/* A block as it stands in the source; offsets into it. */
typedef struct ca_vtt_block {
    ca_vtt_block_kind kind;
    ca_str id;          /* of a cue */
    ca_vtt_line first;  /* its first line */
    ca_vtt_line time;   /* of a cue */
    uint32_t text_from; /* the lines of a cue below its time line, or of a region below REGION */
    uint32_t text_to;   /* without the last line end */
    uint32_t raw_to;    /* with it */
    uint32_t text_line; /* number of the line at text_from */
    uint32_t line_count;
    bool time_line_failed;
    int64_t start_us;
    int64_t end_us;
    size_t start_at, start_end; /* where the times stand in the time line */
    size_t end_at, end_end;
    bool settings_given; /* not all settings are defaults */
    capalign_cue_settings settings;
} ca_vtt_block;

typedef struct ca_vtt_reader {
    capalign_track *track; /* NULL: only blocks are read, nothing is told */
    const ca_decoded *decoded;
    ca_vtt_lines lines;
    ca_vtt_line line; /* the line to be read next */
    bool more;        /* there is one */
    bool seen_cue;
    bool no_memory;
    bool too_many;        /* the findings' cap was met and told */
    bool has_nul;         /* somewhere in the source */
    size_t next_invalid;  /* of decoded->invalid */
    uint32_t column_line; /* where the last finding with a column stands */
    const char *column_at;
    size_t column;
    size_t region_capacity;
    uint32_t *region_lines; /* the line of each region */
    size_t region_line_capacity;
    ca_vtt_region_index regions; /* made at the first time line: no region can follow */
    bool regions_made;
} ca_vtt_reader;

/* Collects a WebVTT block at the reader's line. */
void ca_vtt_collect_block(ca_vtt_reader *reader, bool in_header, ca_vtt_block *block);
/* Moves on by one line. */
void ca_vtt_advance(ca_vtt_reader *reader);
/* Adds a finding at a byte of a line (`at` NULL: the whole line); cue SIZE_MAX: none. */
void ca_vtt_tell(ca_vtt_reader *reader, ca_vtt_code code, const ca_vtt_line *line, const char *at,
                 size_t cue);

/* webvtt_settings.c --------------------------------------------------------------------------- */

extern const capalign_cue_settings ca_vtt_default_settings;
bool ca_vtt_settings_equal(const capalign_cue_settings *a, const capalign_cue_settings *b);
/* Collects WebVTT cue timings and settings of block->time into *block; false where that fails,
 * with *failed_at the place in the line. */
bool ca_vtt_collect_timings(ca_vtt_reader *reader, ca_vtt_block *block, size_t *failed_at);
/* Appends the settings as " name:value" each. False where one has a value that WebVTT cannot
 * express; it is left out. So is a region that the index lacks or that
 * cannot be written. */
bool ca_vtt_settings_format(const capalign_cue_settings *settings,
                            const ca_vtt_region_index *regions, ca_strbuf *out);

/* webvtt_regions.c again: the region of a block, added to the track; CAPALIGN_E_LIMIT over the
 * cap. */
capalign_code ca_vtt_add_region(ca_vtt_reader *reader, const ca_vtt_block *block,
                                capalign_error *error);
/* Tells the regions whose id stood in the file before. */
void ca_vtt_tell_repeated_regions(ca_vtt_reader *reader);
/* Whether its id and values can stand in a REGION block. */
bool ca_vtt_region_writable(const capalign_region *region);
/* Appends the REGION block with a blank line above it; false, and nothing appended, where it is
 * not writable. */
bool ca_vtt_region_format(const capalign_region *region, ca_strbuf *out);

/* webvtt_write.c: in WebVTT's markup. Appends the text so that it stands as one cue's: no line
 * empty, none with an arrow. Returns whether blank lines were lost or became &nbsp;. */
bool ca_vtt_text_format(ca_str text, ca_strbuf *out);
capalign_code ca_vtt_write(const capalign_track *track, ca_output *output, capalign_losses *losses,
                           capalign_error *error);

#endif
