/* The functions that mend findings, by the files of fix/. Each adds the edits for one finding, and
 * returns false where this one cannot be mended: where it has more than one reading, or text would
 * be lost. A fixer that mends a whole cue, or asks for a change of the whole file, does it once for
 * however many findings, and returns true for the others. */
#ifndef CA_CHECK_FIX_FIXERS_H
#define CA_CHECK_FIX_FIXERS_H

#include "check/fix/edits.h"

#define CA_FIXER(NAME) bool NAME(ca_check *check, const ca_found *found, ca_edits *edits)

/* file.c */
CA_FIXER(ca_fix_bom);
CA_FIXER(ca_fix_encoding);
CA_FIXER(ca_fix_mixed_line_ends);
CA_FIXER(ca_fix_doubled_line_ends);
/* characters.c */
CA_FIXER(ca_fix_character);
CA_FIXER(ca_fix_nul);
CA_FIXER(ca_fix_bidi);
/* srt_index.c */
CA_FIXER(ca_fix_index);
CA_FIXER(ca_fix_index_spacing);
CA_FIXER(ca_fix_index_alone);
void ca_fix_number(ca_check *check, unsigned whole, ca_edits *edits);
/* srt_blocks.c */
CA_FIXER(ca_fix_blank_missing);
CA_FIXER(ca_fix_blank_extra);
CA_FIXER(ca_fix_blank_spaces);
CA_FIXER(ca_fix_blank_in_text);
CA_FIXER(ca_fix_empty_cue);
CA_FIXER(ca_fix_webvtt_header);
/* srt_times.c */
CA_FIXER(ca_fix_time_separator);
CA_FIXER(ca_fix_time_digits);
CA_FIXER(ca_fix_time_hours);
CA_FIXER(ca_fix_time_fraction);
CA_FIXER(ca_fix_time_inner_space);
CA_FIXER(ca_fix_time_spacing);
CA_FIXER(ca_fix_arrow);
/* srt_tags.c */
CA_FIXER(ca_fix_tags);
CA_FIXER(ca_fix_spaced_tags);
/* srt_text.c */
CA_FIXER(ca_fix_entity);
CA_FIXER(ca_fix_literal_newline);
/* order.c */
CA_FIXER(ca_fix_order);
/* Uses groups from edits->group on, one for all cues that change places among themselves. */
bool ca_fix_sort(ca_check *check, ca_edits *edits);
/* spans.c */
CA_FIXER(ca_fix_overlap);
CA_FIXER(ca_fix_zero_length);
CA_FIXER(ca_fix_min_gap);
CA_FIXER(ca_fix_max_gap);
/* wrap.c */
CA_FIXER(ca_fix_wrap);
/* webvtt.c */
CA_FIXER(ca_fix_vtt_signature_text);
CA_FIXER(ca_fix_vtt_signature_time);
CA_FIXER(ca_fix_vtt_signature_again);
CA_FIXER(ca_fix_vtt_header_text);
CA_FIXER(ca_fix_vtt_blank_missing);
CA_FIXER(ca_fix_vtt_setting);
CA_FIXER(ca_fix_vtt_setting_repeated);
CA_FIXER(ca_fix_vtt_region_setting);
CA_FIXER(ca_fix_vtt_block_empty);

#undef CA_FIXER

#endif
