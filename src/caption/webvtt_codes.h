/* The findings of the WebVTT reader. docs/formats-webvtt.md lists them for users; the names are
 * stable. None of them changes what the W3C algorithm makes of the file: they tell what it drops.
 */
#ifndef CA_CAPTION_WEBVTT_CODES_H
#define CA_CAPTION_WEBVTT_CODES_H

#include <capalign/finding.h>

typedef enum ca_vtt_code {
    CA_VTT_ENCODING_DECLARED,
    CA_VTT_ENCODING_INVALID,
    CA_VTT_NUL_BYTE,
    CA_VTT_SIGNATURE_TEXT,
    CA_VTT_SIGNATURE_TIME,
    CA_VTT_SIGNATURE_AGAIN,
    CA_VTT_HEADER_METADATA,
    CA_VTT_HEADER_TEXT,
    CA_VTT_BLANK_LINE_MISSING,
    CA_VTT_STRAY_TEXT,
    CA_VTT_TIME_LINE,
    CA_VTT_TIME_REVERSED,
    CA_VTT_TIME_ZERO_LENGTH,
    CA_VTT_TIME_CAPPED,
    CA_VTT_SETTING_UNKNOWN,
    CA_VTT_SETTING_INVALID,
    CA_VTT_SETTING_REPEATED,
    CA_VTT_REGION_UNKNOWN,
    CA_VTT_REGION_DROPPED,
    CA_VTT_REGION_SETTING,
    CA_VTT_REGION_ID_MISSING,
    CA_VTT_REGION_ID_REPEATED,
    CA_VTT_BLOCK_EMPTY,
    CA_VTT_BLOCK_LATE,
    CA_VTT_TOO_MANY,
    CA_VTT_CODE_COUNT,
} ca_vtt_code;

/* What a code means wherever it is found; position and cue are not set. */
const capalign_finding *ca_vtt_code_finding(ca_vtt_code code);

#endif
