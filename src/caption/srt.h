/* What the files of the SRT reader and writer share. How SRT is read: docs/formats-srt.md. */
#ifndef CA_CAPTION_SRT_H
#define CA_CAPTION_SRT_H

#include "caption/srt_codes.h"
#include "caption/track.h"

/* What bytes a line holds, as bits; found while its end is looked for. */
enum {
    CA_SRT_SPACE = 1,  /* space, tab */
    CA_SRT_DIGIT = 2,  /* 0-9 */
    CA_SRT_OTHER = 4,  /* other printable ASCII */
    CA_SRT_MARK = 8,   /* < & { \ : markup may stand here */
    CA_SRT_ARROW = 16, /* > & or not ASCII: an arrow may stand here */
    CA_SRT_CHAR = 32,  /* a control character or not ASCII: look at each character */
    CA_SRT_END = 64,   /* CR, LF, NUL: stop; never in ca_srt_line.flags for CR and LF */
};

typedef enum ca_srt_end { CA_SRT_NO_END, CA_SRT_LF, CA_SRT_CRLF, CA_SRT_CR } ca_srt_end;

typedef struct ca_srt_line {
    ca_str text;     /* without its end */
    uint32_t from;   /* offset of text in the source */
    uint32_t next;   /* offset after its end */
    uint32_t number; /* 1-based; 0: no line */
    uint8_t flags;
    uint8_t end; /* ca_srt_end */
} ca_srt_line;

/* Walks through the lines of a source, which ends in NUL. */
typedef struct ca_srt_lines {
    ca_str source;
    uint32_t at;
    uint32_t number; /* of the last line given */
    bool doubled;    /* every line ends in CR CR LF, which counts as one end */
} ca_srt_lines;

/* Every line end of the source is CR CR LF, and there is one: the file was converted twice. */
bool ca_srt_is_doubled(ca_str source);
void ca_srt_lines_start(ca_srt_lines *lines, ca_str source);
/* False at the end of the source. */
bool ca_srt_next_line(ca_srt_lines *lines, ca_srt_line *line);
/* White space only, that which is not ASCII and byte order marks included. */
bool ca_srt_is_blank(const ca_srt_line *line);

/* A run of blank lines. */
typedef struct ca_srt_blanks {
    uint32_t count;
    uint32_t first;  /* number of the first */
    uint32_t spaced; /* number of the first with white space in it; 0: none */
} ca_srt_blanks;

/* An open tag: where it stands, and which of the same name is under it (1-based; 0: none). */
typedef struct ca_srt_open {
    uint32_t line;
    uint32_t column;
    uint32_t under;
} ca_srt_open;

typedef struct ca_srt_reader {
    capalign_track *track;
    const ca_decoded *decoded;
    capalign_error *error;
    capalign_code code; /* the first failure; reading stops at it */
    ca_srt_lines lines;
    uint8_t first_end; /* the first line's kind of end */
    bool mixed;        /* another kind was met and told */
    bool in_header;    /* of WebVTT */
    bool in_conflict;
    bool content_above; /* something that is not blank was read */
    bool stray;         /* text before the first cue was met and told */
    int right_to_left;  /* whether the file has right-to-left letters; -1: not looked yet */

    /* A line of text is held back until the next line shows that it is no index. */
    ca_srt_line held;
    ca_srt_blanks before; /* blank lines above the held line */
    ca_srt_blanks blanks; /* blank lines since */

    bool has_text; /* of the cue being read: [text_from, text_to) */
    uint32_t text_from;
    uint32_t text_to;
    uint32_t text_line; /* number of its first line */
    uint8_t text_flags;

    bool index_seen;
    uint64_t last_index;
    int64_t last_start; /* of the nearest cue above that has one */
    int64_t last_end;   /* the latest of all above */
    size_t disordered;  /* first cue that starts before the one above; SIZE_MAX: none yet */

    ca_srt_open *open; /* tags of the cue being looked at */
    size_t open_capacity;
} ca_srt_reader;

/* Adds a finding at a line (0: the file) and column (0: the line) that is about `cue`. */
void ca_srt_tell(ca_srt_reader *reader, ca_srt_code code, size_t line, size_t column, size_t cue);
/* The column of a byte offset in a line. */
size_t ca_srt_column(ca_str line, size_t offset);

/* Whether the line is a number, with white space around it at most. */
bool ca_srt_is_index(const ca_srt_line *line);

/* srt_text.c: the characters of a line; told once a line each. */
void ca_srt_check_characters(ca_srt_reader *reader, const ca_srt_line *line, size_t cue);
/* What a character between two others (0: none) is told as: CA_SRT_CODE_COUNT for nothing. A
 * U+FFFD is CA_SRT_REPLACEMENT_CHARACTER, whatever it stands for. */
ca_srt_code ca_srt_character_code(uint32_t c, uint32_t before, uint32_t after, bool right_to_left);
/* Marks that set the writing direction; needed where a file has right-to-left letters. */
bool ca_srt_is_direction_mark(uint32_t c);
bool ca_srt_has_right_to_left(ca_str source);
/* Size of the white space character at the start of the text: ASCII's or Unicode's; 0: none. */
size_t ca_srt_space_size(ca_str text);
/* The same for what nobody sees: zero-width characters, direction marks, byte order marks. */
size_t ca_srt_unseen_size(ca_str text);

/* srt_tags.c: tags, overrides, entities and literal line breaks of the cue's text, which is
 * [text_from, text_to) of the reader. */
void ca_srt_check_markup(ca_srt_reader *reader, size_t cue);
/* Whether a merge tool's mark stands at the start of the line: '<', '|', '=' or '>'; 0: none. */
char ca_srt_conflict_mark(ca_str line);

/* srt_overlap.c: tells overlaps from the cue `first` on, in a track that is out of order. */
void ca_srt_check_overlaps(ca_srt_reader *reader, size_t first);

/* srt_other.c: the error for a source without any time line. */
capalign_code ca_srt_refuse(ca_str source, capalign_error *error);

/* srt_write.c */
capalign_code ca_srt_write(const capalign_track *track, ca_output *output, capalign_losses *losses,
                           capalign_error *error);

#endif
