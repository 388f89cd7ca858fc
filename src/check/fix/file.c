/* The encoding and the line ends of the whole file. */
#include "caption/srt.h"
#include "check/fix/fixers.h"
#include "check/fix/place.h"

bool ca_fix_bom(ca_check *check, const ca_found *found, ca_edits *edits)
{
    (void)check, (void)found;
    edits->whole |= CA_FIX_DROP_BOM;
    return true;
}

/* Bytes that no encoding explains would be lost. */
bool ca_fix_encoding(ca_check *check, const ca_found *found, ca_edits *edits)
{
    static const char replacement[] = "\uFFFD";
    (void)found;
    const char *invalid = ca_srt_code_finding(CA_SRT_ENCODING_INVALID)->code;
    if (memmem(check->text.data, check->text.size, replacement, sizeof replacement - 1))
        return false;
    for (size_t i = 0; i < check->track->finding_count; i++)
        if (check->track->findings[i].code == invalid)
            return false;
    edits->whole |= CA_FIX_TO_UTF8;
    return true;
}

/* The kind that most lines have; among equals the first line's. */
static ca_str usual_end(const ca_check *check)
{
    static const char *const ends[] = {"", "\n", "\r\n", "\r"};
    size_t counts[4] = {0};
    ca_srt_lines lines;
    ca_srt_line line;
    ca_srt_end first = CA_SRT_NO_END, best;
    ca_srt_lines_start(&lines, check->text);
    while (ca_srt_next_line(&lines, &line)) {
        counts[line.end]++;
        if (first == CA_SRT_NO_END)
            first = line.end;
    }
    best = first;
    for (ca_srt_end end = CA_SRT_LF; end <= CA_SRT_CR; end++)
        if (counts[end] > counts[best])
            best = end;
    return ca_str_of(ends[best]);
}

bool ca_fix_mixed_line_ends(ca_check *check, const ca_found *found, ca_edits *edits)
{
    (void)found;
    ca_str usual = usual_end(check);
    ca_srt_lines lines;
    ca_srt_line line;
    ca_srt_lines_start(&lines, check->text);
    while (ca_srt_next_line(&lines, &line)) {
        size_t to = line.from + line.text.size;
        ca_str end = {check->text.data + to, line.next - to};
        if (end.size && (end.size != usual.size || memcmp(end.data, usual.data, end.size) != 0))
            ca_edits_add(edits, to, line.next, usual);
    }
    return true;
}

bool ca_fix_doubled_line_ends(ca_check *check, const ca_found *found, ca_edits *edits)
{
    (void)found;
    for (size_t at = 0; at < check->text.size; at++)
        if (check->text.data[at] == '\r') {
            ca_edits_remove(edits, at, at + 1);
            at += 2; /* CR CR LF */
        }
    return true;
}
