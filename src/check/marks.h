/* Which kinds of characters a cue's text has, so that rules can pass over most cues at once. */
#ifndef CA_CHECK_MARKS_H
#define CA_CHECK_MARKS_H

#include "check/check.h"

enum {
    CA_MARK_BLANK = 1 << 0,   /* space or tab */
    CA_MARK_LINE = 1 << 1,    /* a line end */
    CA_MARK_DOT = 1 << 2,     /* full stop */
    CA_MARK_HIGH = 1 << 3,    /* a byte of a character beyond ASCII */
    CA_MARK_CONTROL = 1 << 4, /* a control character but tab and line ends */
    CA_MARK_DASH = 1 << 5,    /* hyphen */
    CA_MARK_QUOTE = 1 << 6,   /* straight double quote */
    CA_MARK_TAG = 1 << 7,     /* less-than sign */
    CA_MARK_AMP = 1 << 8,
    CA_MARK_BRACE = 1 << 9, /* opening brace */
    CA_MARK_BACKSLASH = 1 << 10,
    CA_MARK_HASH = 1 << 11,
    CA_MARK_LOWER = 1 << 12, /* ASCII letters */
    CA_MARK_UPPER = 1 << 13,
    CA_MARK_E2 = 1 << 14,     /* first byte of punctuation, notes and invisible characters */
    CA_MARK_C2_C5 = 1 << 15,  /* first bytes of what a wrong decoding makes */
    CA_MARK_BLANKS = 1 << 20, /* two blanks together */
    CA_MARK_EDGE = 1 << 21,   /* a blank beside a line end, or at an end of the text */
    CA_MARK_DOTS = 1 << 22,   /* two full stops together */
};

/* The marks of the cue's bytes in the source. */
uint32_t ca_check_marks(ca_check *check, const ca_check_cue *cue);

#endif
