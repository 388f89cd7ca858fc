#include "caption/webvtt_codes.h"

#include <stdint.h>

/* clang-format off */
static const capalign_finding codes[CA_VTT_CODE_COUNT] = {
#define ROW(ID, CODE, SEVERITY, FIX, MESSAGE) \
    [CA_VTT_##ID] = {.code = "webvtt-" CODE, .message = MESSAGE, \
                     .severity = CAPALIGN_##SEVERITY, .fix = CAPALIGN_FIX_##FIX, .cue = SIZE_MAX}
    ROW(ENCODING_DECLARED, "encoding-declared", WARNING, SAFE,
        "the file was read in the encoding asked for; WebVTT players read all files as UTF-8"),
    ROW(ENCODING_INVALID, "encoding-invalid", ERROR, NONE,
        "bytes that are not UTF-8 stand here; they are shown as U+FFFD"),
    ROW(NUL_BYTE, "nul-byte", ERROR, SAFE,
        "a NUL byte stands here; it is shown as U+FFFD"),
    ROW(SIGNATURE_TEXT, "signature-text", INFO, SAFE,
        "the text after WEBVTT is a comment; players do not show it"),
    ROW(SIGNATURE_TIME, "signature-time", ERROR, UNSAFE,
        "the time line stands on the line of WEBVTT, so its cue is not read"),
    ROW(SIGNATURE_AGAIN, "signature-again", WARNING, SAFE,
        "WEBVTT stands inside the file, where it and the lines of its block are not read"),
    ROW(HEADER_METADATA, "header-metadata", INFO, NONE,
        "the lines below WEBVTT are metadata that the standard does not read"),
    ROW(HEADER_TEXT, "header-text", WARNING, UNSAFE,
        "text that is not read stands right below WEBVTT; a blank line belongs there"),
    ROW(BLANK_LINE_MISSING, "blank-line-missing", WARNING, SAFE,
        "no blank line stands before the cue; an id above the time line is read as text"),
    ROW(STRAY_TEXT, "stray-text", ERROR, NONE,
        "no time line stands above this text, so it is not shown"),
    ROW(TIME_LINE, "time-line", ERROR, NONE,
        "the line has an arrow and is no time line, so the text below it is not shown"),
    ROW(TIME_REVERSED, "time-reversed", WARNING, NONE,
        "the cue ends before it starts, so it is never shown"),
    ROW(TIME_ZERO_LENGTH, "time-zero-length", WARNING, NONE,
        "the cue ends when it starts, so it is never shown"),
    ROW(TIME_CAPPED, "time-capped", WARNING, NONE,
        "the time is above 999999999 hours and was lowered to that"),
    ROW(SETTING_UNKNOWN, "setting-unknown", WARNING, SAFE,
        "WebVTT has no such cue setting; it is not read"),
    ROW(SETTING_INVALID, "setting-invalid", WARNING, UNSAFE,
        "the setting's value is not one that it can have; it is not read"),
    ROW(SETTING_REPEATED, "setting-repeated", WARNING, UNSAFE,
        "the setting stands twice on the time line; the last one holds"),
    ROW(REGION_UNKNOWN, "region-unknown", WARNING, UNSAFE,
        "no REGION block above has this id; the cue is in no region"),
    ROW(REGION_DROPPED, "region-dropped", WARNING, UNSAFE,
        "a line, size or vertical setting after it takes the cue out of its region"),
    ROW(REGION_SETTING, "region-setting", WARNING, UNSAFE,
        "the region has no such setting, or it cannot have this value; it is not read"),
    ROW(REGION_ID_MISSING, "region-id-missing", WARNING, UNSAFE,
        "the region has no id, so no cue can use it"),
    ROW(REGION_ID_REPEATED, "region-id-repeated", WARNING, UNSAFE,
        "a region above has this id; cues are in the last one that has it"),
    ROW(BLOCK_EMPTY, "block-empty", INFO, SAFE,
        "the block has nothing in it and is not read; its lines must follow without a blank line"),
    ROW(BLOCK_LATE, "block-late", WARNING, SAFE,
        "STYLE and REGION blocks are not read after the first cue"),
    ROW(TOO_MANY, "too-many", ERROR, NONE,
        "there are more findings than are listed"),
#undef ROW
};
/* clang-format on */

const capalign_finding *ca_vtt_code_finding(ca_vtt_code code)
{
    return &codes[code];
}
