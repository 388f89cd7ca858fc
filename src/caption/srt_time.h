/* Time lines of SRT, as people write them. */
#ifndef CA_CAPTION_SRT_TIME_H
#define CA_CAPTION_SRT_TIME_H

#include "base/utf8.h"
#include "caption/srt_codes.h"

/* Each code at most once; fewer than this are about a time line. */
enum { CA_SRT_TIME_CODES = 16 };

typedef struct ca_srt_time_line {
    int64_t start_us; /* CAPALIGN_TIME_NONE where it cannot be read or has more than one reading */
    int64_t end_us;
    ca_str index;      /* an index that stands before the times; empty: none */
    size_t times_from; /* offset of the start time, or of the arrow where there is none */
    size_t times_to;   /* offset after the end time */
    size_t code_count;
    struct {
        ca_srt_code code;
        size_t offset; /* in the line, in bytes */
    } codes[CA_SRT_TIME_CODES];
} ca_srt_time_line;

/* One number of a time. */
typedef struct ca_srt_number {
    size_t at;
    size_t digits;
    int64_t value;  /* saturated */
    char separator; /* after it: ':' ',' '.' ';', wide ones 'C' and 'F'; 0: none */
    size_t separator_at;
} ca_srt_number;

/* One more than a time has, so that a fifth number is noticed. */
enum { CA_SRT_TIME_NUMBERS = 5 };

typedef enum ca_srt_shape {
    CA_SRT_SHAPE_NONE,    /* nothing, or words */
    CA_SRT_SHAPE_GARBLED, /* meant as a time and not readable */
    CA_SRT_SHAPE_TIME,    /* has the form of a time; may have no sure value */
} ca_srt_shape;

/* A time as it is written; offsets are those of the line. */
typedef struct ca_srt_time {
    ca_srt_shape shape;
    size_t from; /* the sign, if there is one */
    size_t to;
    bool negative;
    bool plus;        /* it has a plus sign */
    size_t spaced_at; /* white space inside; SIZE_MAX: none */
    size_t count;
    ca_srt_number numbers[CA_SRT_TIME_NUMBERS];
} ca_srt_time;

/* Which number of a time is what; -1: it has none. */
typedef struct ca_srt_roles {
    int hours, minutes, seconds, fraction;
} ca_srt_roles;

/* The places of a time line's parts, as offsets in the line. */
typedef struct ca_srt_time_parts {
    size_t arrow_from;
    size_t arrow_to;
    size_t left_to;    /* after what stands before the arrow */
    size_t right_from; /* of what follows it */
    ca_srt_time start;
    ca_srt_time end;
} ca_srt_time_parts;

/* Whether the line is a time line: an arrow, or something meant as one, at least one time, and
 * nothing before the arrow but white space, an index, a sign or the start time. Fills *out only
 * then. Linear in the line's length. */
bool ca_srt_time_line_read(ca_str line, ca_srt_time_line *out);
/* The same with the parts, for who edits them. */
bool ca_srt_time_line_parts(ca_str line, ca_srt_time_line *out, ca_srt_time_parts *parts);

/* srt_clock.c: one time. Reads as much from `at` on as is a time. */
void ca_srt_time_read(ca_str line, size_t at, ca_srt_time *time);
/* Its value, CAPALIGN_TIME_NONE where it has no sure one; adds what is wrong with it to *out. */
int64_t ca_srt_time_value(const ca_srt_time *time, ca_srt_time_line *out);
/* Of a time of the form of one. */
ca_srt_roles ca_srt_time_roles(const ca_srt_time *time);
bool ca_srt_time_has_two_readings(const ca_srt_time *time);
/* Adds a code to a time line, if it does not have it yet. */
void ca_srt_time_tell(ca_srt_time_line *out, ca_srt_code code, size_t offset);
/* Whether a piece without white space has the marks of a time: digits of any script, separators.
 * "Note:" and "A" are words. */
bool ca_srt_is_time_like(ca_str piece);
/* Whether [from, to) is meant as a time: every piece of it is time-like. */
bool ca_srt_is_garbled_time(ca_str line, size_t from, size_t to);

/* A sign at the start of the text; 0: none. */
size_t ca_srt_sign_size(ca_str text, bool *negative);
/* The place after white space and what nobody sees. */
size_t ca_srt_skip_space(ca_str line, size_t at);
/* Whether the text starts with one of the forms, a list that ends in NULL. */
bool ca_srt_starts_any(ca_str text, const char *const *forms, size_t *size);

static inline ca_str ca_srt_rest(ca_str line, size_t at)
{
    return (ca_str){line.data + at, line.size - at};
}

#endif
