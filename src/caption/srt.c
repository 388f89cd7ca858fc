/* SRT: the reader's walk through the lines, and the format's entry. The rules: docs/formats-srt.md.
 *
 * A line of text is held back until the line after it is known, since it may be the index of a
 * cue. Blank lines are counted, since they separate cues or belong to the text. */
#include "caption/srt.h"

#include <stdlib.h>

#include "base/error.h"
#include "caption/formats.h"
#include "caption/srt_time.h"

/* Against findings by the billion: they take more memory than the file that makes them. */
enum { MAX_FINDINGS = 10000000 };

static void fail_memory(ca_srt_reader *r)
{
    if (r->code == CAPALIGN_OK)
        r->code = ca_fail_memory(r->error);
}

void ca_srt_tell(ca_srt_reader *r, ca_srt_code code, size_t line, size_t column, size_t cue)
{
    capalign_finding finding = *ca_srt_code_finding(code);
    finding.line = line;
    finding.column = column;
    finding.cue = cue;
    if (r->track->finding_count >= MAX_FINDINGS) {
        if (r->code == CAPALIGN_OK)
            r->code = ca_fail_at(r->error, CAPALIGN_E_LIMIT, line, column,
                                 "more than %d problems in the captions; is it an SRT file?",
                                 MAX_FINDINGS);
    } else if (!ca_track_find(r->track, &finding)) {
        fail_memory(r);
    }
}

/* The cue being read; SIZE_MAX before the first. */
static size_t current_cue(const ca_srt_reader *r)
{
    return r->track->cue_count - 1;
}

static ca_str source_part(const ca_srt_reader *r, uint32_t from, uint32_t to)
{
    return (ca_str){r->lines.source.data + from, to - from};
}

/* A copy of a part of the source with LF for every line end and U+FFFD for NUL. */
static ca_str copy_text(ca_srt_reader *r, ca_str part)
{
    size_t zeros = 0;
    for (size_t i = 0; i < part.size; i++)
        zeros += !part.data[i];
    char *copy = ca_arena_alloc(&r->track->arena, part.size + 2 * zeros + 1);
    if (!copy) {
        fail_memory(r);
        return (ca_str){"", 0};
    }
    size_t size = 0;
    for (size_t i = 0; i < part.size; i++) {
        if (part.data[i] == '\r') {
            i += r->lines.doubled;
            i += i + 1 < part.size && part.data[i + 1] == '\n';
            copy[size++] = '\n';
        } else if (part.data[i]) {
            copy[size++] = part.data[i];
        } else {
            size += ca_utf8_encode(CA_REPLACEMENT, copy + size);
        }
    }
    return (ca_str){copy, size};
}

/* A view of the source where that can serve as it is, else a copy. */
static ca_str take_text(ca_srt_reader *r, ca_str part, unsigned flags)
{
    bool other_ends = r->first_end != CA_SRT_LF || r->mixed;
    if ((other_ends && memchr(part.data, '\r', part.size)) ||
        (flags & CA_SRT_CHAR && memchr(part.data, '\0', part.size)))
        return copy_text(r, part);
    return part;
}

/* ---- text ---- */

static void check_conflict(ca_srt_reader *r, const ca_srt_line *line, size_t cue)
{
    char mark = line->flags & (CA_SRT_MARK | CA_SRT_ARROW) ? ca_srt_conflict_mark(line->text) : 0;
    if (mark != '<' && mark != '>')
        return;
    if (!r->in_conflict)
        ca_srt_tell(r, CA_SRT_CONFLICT_MARKER, line->number, 1, cue);
    r->in_conflict = mark == '<';
}

/* Text before the first cue. A merge tool's marks are told as that and not as text. */
static void take_stray(ca_srt_reader *r, const ca_srt_line *line)
{
    if (r->in_header)
        return;
    ca_srt_check_characters(r, line, SIZE_MAX);
    check_conflict(r, line, SIZE_MAX);
    if (!r->stray && !ca_srt_conflict_mark(line->text)) {
        r->stray = true;
        ca_srt_tell(r, CA_SRT_STRAY_TEXT, line->number, 0, SIZE_MAX);
    }
}

/* The held line is text. */
static void commit_held(ca_srt_reader *r)
{
    ca_srt_line line = r->held;
    if (!line.number)
        return;
    r->held.number = 0;
    r->content_above = true;
    if (!r->track->cue_count) {
        take_stray(r, &line);
        return;
    }
    size_t cue = current_cue(r);
    if (r->before.count)
        ca_srt_tell(r, CA_SRT_BLANK_LINE_IN_TEXT, r->before.first, 0, cue);
    ca_srt_check_characters(r, &line, cue);
    check_conflict(r, &line, cue);
    if (!r->has_text) {
        r->has_text = true;
        r->text_from = line.from;
        r->text_line = line.number;
        r->text_flags = 0;
    }
    r->text_flags |= line.flags;
    r->text_to = line.from + (uint32_t)line.text.size;
    r->track->cues[cue].raw_to = line.next;
}

/* The text of the cue being read is complete. */
static void close_cue(ca_srt_reader *r)
{
    if (!r->track->cue_count || r->code != CAPALIGN_OK)
        return;
    size_t index = current_cue(r);
    ca_cue *cue = &r->track->cues[index];
    if (!r->has_text) {
        ca_srt_tell(r, CA_SRT_TEXT_EMPTY, cue->cue.line, 0, index);
        return;
    }
    ca_str text = take_text(r, source_part(r, r->text_from, r->text_to), r->text_flags);
    cue->cue.text = text.data;
    cue->cue.text_bytes = (uint32_t)text.size;
    if (r->text_flags & CA_SRT_MARK)
        ca_srt_check_markup(r, index);
    r->has_text = false;
}

/* ---- the index ---- */

/* Without the white space and the unseen around it; *spaced tells whether there was white space. */
static ca_str trim_index(ca_str text, bool *spaced)
{
    *spaced = ca_srt_space_size(text) != 0;
    size_t from = ca_srt_skip_space(text, 0), to = text.size, end = to;
    for (size_t at = from; at < text.size;) {
        size_t next = ca_srt_skip_space(text, at);
        if (next == at)
            end = ++at;
        else
            at = next;
    }
    *spaced = *spaced || (end < to && ca_srt_space_size(ca_srt_rest(text, end)));
    return (ca_str){text.data + from, end - from};
}

static bool is_number(ca_str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!ca_is_ascii_digit(text.data[i]))
            return false;
    return text.size != 0;
}

static bool read_index(const ca_srt_line *line, ca_str *index, bool *spaced)
{
    if (!line->number || !(line->flags & CA_SRT_DIGIT) || line->flags & CA_SRT_OTHER)
        return false;
    *index = trim_index(line->text, spaced);
    return is_number(*index);
}

bool ca_srt_is_index(const ca_srt_line *line)
{
    ca_str index;
    bool spaced;
    return read_index(line, &index, &spaced);
}

/* Whether the held line, right above a time line, stands where the index should be and is none.
 * That needs a line that stands alone; below a cue's text it also needs to be one word, since a
 * sentence there is more likely that cue's. */
static bool is_wrong_index(const ca_srt_reader *r, ca_str *index)
{
    const ca_srt_line *line = &r->held;
    if (!line->number || r->in_header || ca_srt_conflict_mark(line->text))
        return false;
    bool first = !r->track->cue_count;
    if (!r->before.count && !(first && !r->content_above))
        return false;
    bool spaced;
    *index = trim_index(line->text, &spaced);
    if (first)
        return true;
    for (size_t at = 0; at < index->size; at++)
        if (ca_srt_space_size(ca_srt_rest(*index, at)))
            return false;
    return r->has_text;
}

static void check_index_order(ca_srt_reader *r, ca_str index, uint32_t line, size_t cue)
{
    uint64_t value = 0;
    for (size_t i = 0; i < index.size; i++)
        value = value > UINT64_MAX / 16 ? UINT64_MAX : value * 10 + (uint64_t)(index.data[i] - '0');
    bool follows = r->index_seen ? value == r->last_index + 1 && value : !cue ? value == 1 : true;
    if (!follows)
        ca_srt_tell(r, CA_SRT_INDEX_ORDER, line, 0, cue);
    r->index_seen = true;
    r->last_index = value;
}

/* ---- the time line ---- */

static void check_span(ca_srt_reader *r, const capalign_cue *cue, size_t index)
{
    int64_t start = cue->start_us, end = cue->end_us;
    bool both = start != CAPALIGN_TIME_NONE && end != CAPALIGN_TIME_NONE;
    if (both && end == start)
        ca_srt_tell(r, CA_SRT_TIME_ZERO_LENGTH, cue->line, 0, index);
    else if (both && end < start)
        ca_srt_tell(r, CA_SRT_TIME_REVERSED, cue->line, 0, index);
    if (start != CAPALIGN_TIME_NONE && start < r->last_start) {
        ca_srt_tell(r, CA_SRT_TIME_ORDER, cue->line, 0, index);
        if (r->disordered == SIZE_MAX)
            r->disordered = index;
    }
    if (both && end > start) {
        if (start < r->last_end && r->disordered == SIZE_MAX)
            ca_srt_tell(r, CA_SRT_TIME_OVERLAP, cue->line, 0, index);
        r->last_end = end > r->last_end ? end : r->last_end;
    }
    if (start != CAPALIGN_TIME_NONE)
        r->last_start = start;
}

/* What stands between the cue that begins and what is above it. `first` is its first line. */
static void check_separator(ca_srt_reader *r, const ca_srt_blanks *blanks, uint32_t first,
                            size_t cue)
{
    if (!blanks->count && r->content_above)
        ca_srt_tell(r, CA_SRT_BLANK_LINE_MISSING, first, 0, cue);
    if (!cue)
        return;
    if (blanks->spaced)
        ca_srt_tell(r, CA_SRT_BLANK_LINE_SPACES, blanks->spaced, 0, cue);
    if (blanks->count > 1)
        ca_srt_tell(r, CA_SRT_BLANK_LINE_EXTRA, blanks->first + 1, 0, cue);
}

/* The index line of a cue that begins, if it has one: number, or what stands in its place. */
typedef struct index_line {
    ca_srt_line line; /* number 0: none */
    ca_str text;
    bool wrong;
    bool spaced;
} index_line;

/* Takes the held line as the index if it is one, else commits it as text. `separator` gets the
 * blank lines above the cue's first line. */
static index_line take_index(ca_srt_reader *r, ca_srt_blanks *separator)
{
    index_line index = {0};
    *separator = r->blanks;
    bool adjacent = r->held.number && !r->blanks.count;
    bool number = adjacent && read_index(&r->held, &index.text, &index.spaced);
    index.wrong = adjacent && !number && is_wrong_index(r, &index.text);
    if (number || index.wrong) {
        index.line = r->held;
        *separator = r->before;
        r->held.number = 0;
    } else {
        index.spaced = false;
        commit_held(r);
    }
    return index;
}

/* Tells the characters of an index or time line. True where there are unseen ones that are no
 * fault in a text, such as marks of direction, but are one here: players do not skip them. */
static bool tell_unseen(ca_srt_reader *r, const ca_srt_line *line, size_t cue)
{
    if (!(line->flags & CA_SRT_CHAR))
        return false;
    size_t told = r->track->finding_count;
    ca_srt_check_characters(r, line, cue);
    bool unseen = false;
    for (size_t at = 0; at < line->text.size && !unseen; at++)
        unseen = ca_srt_unseen_size(ca_srt_rest(line->text, at)) != 0;
    return unseen && told == r->track->finding_count;
}

static void tell_index(ca_srt_reader *r, const index_line *index, const ca_srt_time_line *times,
                       const ca_srt_line *line, size_t cue)
{
    if (index->line.number) {
        bool unseen = tell_unseen(r, &index->line, cue);
        if (index->spaced || (unseen && !index->wrong))
            ca_srt_tell(r, CA_SRT_INDEX_SPACING, index->line.number, 0, cue);
    }
    if (index->wrong)
        ca_srt_tell(r, CA_SRT_INDEX_INVALID, index->line.number, 0, cue);
    else if (index->line.number)
        check_index_order(r, index->text, index->line.number, cue);
    else if (times->index.size)
        check_index_order(r, times->index, line->number, cue);
    else
        ca_srt_tell(r, CA_SRT_INDEX_MISSING, line->number, 0, cue);
}

static void tell_times(ca_srt_reader *r, ca_srt_time_line *times, const ca_srt_line *line,
                       size_t cue)
{
    if (tell_unseen(r, line, cue))
        ca_srt_time_tell(times, CA_SRT_TIME_LINE_SPACING, 0);
    for (size_t i = 0; i < times->code_count; i++)
        ca_srt_tell(r, times->codes[i].code, line->number,
                    ca_srt_column(line->text, times->codes[i].offset), cue);
}

static void begin_cue(ca_srt_reader *r, const ca_srt_line *line, ca_srt_time_line *times)
{
    ca_srt_blanks separator;
    index_line index = take_index(r, &separator);
    close_cue(r);
    size_t at = r->track->cue_count;
    if (at >= CAPALIGN_CAPTION_MAX_CUES && r->code == CAPALIGN_OK)
        r->code = ca_fail_at(r->error, CAPALIGN_E_LIMIT, line->number, 0,
                             "more than %zu cues are not read", CAPALIGN_CAPTION_MAX_CUES);
    if (r->code != CAPALIGN_OK)
        return;
    const ca_srt_line *first = index.line.number ? &index.line : line;
    ca_str id = index.line.number ? index.text : times->index;
    id = id.size ? take_text(r, id, first->flags) : (ca_str){0};
    ca_cue *cue = ca_track_push(r->track, &(capalign_cue){
                                              .start_us = times->start_us,
                                              .end_us = times->end_us,
                                              .text = "",
                                              .id = id.data,
                                              .id_bytes = (uint32_t)id.size,
                                              .line = line->number,
                                          });
    if (!cue) {
        fail_memory(r);
        return;
    }
    cue->raw_from = first->from;
    cue->raw_to = line->next;
    check_separator(r, &separator, first->number, at);
    tell_index(r, &index, times, line, at);
    tell_times(r, times, line, at);
    check_span(r, &r->track->cues[at].cue, at);
    r->content_above = true;
    r->in_header = false;
    r->blanks = (ca_srt_blanks){0};
}

/* ---- lines ---- */

static bool has_space(const ca_srt_line *line)
{
    for (size_t at = 0; at < line->text.size; at++)
        if (ca_srt_space_size(ca_srt_rest(line->text, at)))
            return true;
    return false;
}

static void count_blank(ca_srt_reader *r, const ca_srt_line *line)
{
    ca_srt_blanks *blanks = &r->blanks;
    if (!blanks->count++)
        blanks->first = line->number;
    if (!blanks->spaced && has_space(line))
        blanks->spaced = line->number;
    ca_srt_check_characters(r, line, SIZE_MAX);
    if (r->in_header) {
        commit_held(r);
        r->in_header = false;
    }
}

static bool is_webvtt_header(const ca_srt_line *line)
{
    enum { NAME = 6 };
    return line->number == 1 && ca_str_starts(line->text, "WEBVTT") &&
           (line->text.size == NAME || line->text.data[NAME] == ' ' ||
            line->text.data[NAME] == '\t');
}

static void check_end(ca_srt_reader *r, const ca_srt_line *line)
{
    if (line->end == r->first_end || line->end == CA_SRT_NO_END || r->mixed)
        return;
    if (line->number == 1) {
        r->first_end = line->end;
        return;
    }
    r->mixed = true;
    ca_srt_tell(r, CA_SRT_MIXED_LINE_ENDS, line->number, 0, SIZE_MAX);
}

static void take_line(ca_srt_reader *r, const ca_srt_line *line)
{
    check_end(r, line);
    if (ca_srt_is_blank(line)) {
        count_blank(r, line);
        return;
    }
    ca_srt_time_line times;
    if (line->flags & CA_SRT_ARROW && line->flags & CA_SRT_DIGIT &&
        ca_srt_time_line_read(line->text, &times)) {
        begin_cue(r, line, &times);
        return;
    }
    commit_held(r);
    if (is_webvtt_header(line)) {
        ca_srt_tell(r, CA_SRT_WEBVTT_HEADER, line->number, 0, SIZE_MAX);
        r->in_header = r->content_above = true;
        return;
    }
    r->held = *line;
    r->before = r->blanks;
    r->blanks = (ca_srt_blanks){0};
}

/* A number alone at the end, below a blank line, is the index of a cue that is missing. */
static void take_last(ca_srt_reader *r)
{
    ca_str index;
    bool spaced;
    if (r->track->cue_count && r->before.count && read_index(&r->held, &index, &spaced)) {
        ca_srt_check_characters(r, &r->held, SIZE_MAX);
        ca_srt_tell(r, CA_SRT_INDEX_ALONE, r->held.number,
                    ca_srt_column(r->held.text, (size_t)(index.data - r->held.text.data)),
                    SIZE_MAX);
    } else {
        commit_held(r);
    }
    close_cue(r);
}

/* ---- the file as a whole ---- */

/* Line and column of an offset in the source, at its end too. */
static void tell_at_offset(ca_srt_reader *r, ca_srt_code code, size_t offset)
{
    ca_srt_lines lines = r->lines;
    lines.at = lines.number = 0;
    ca_srt_line line = {.end = CA_SRT_LF};
    while (ca_srt_next_line(&lines, &line))
        if (offset < line.next || (offset == line.next && line.end == CA_SRT_NO_END)) {
            ca_srt_tell(r, code, line.number, ca_srt_column(line.text, offset - line.from),
                        SIZE_MAX);
            return;
        }
    ca_srt_tell(r, code, lines.number + 1, 1, SIZE_MAX);
}

static void check_encoding(ca_srt_reader *r)
{
    const ca_decoded *decoded = r->decoded;
    if (r->lines.doubled)
        ca_srt_tell(r, CA_SRT_LINE_ENDS_DOUBLED, 1, 0, SIZE_MAX);
    if (strncmp(decoded->encoding, "UTF-16", 6) == 0)
        ca_srt_tell(r, CA_SRT_ENCODING_UTF16, 1, 0, SIZE_MAX);
    else if (strcmp(decoded->encoding, "UTF-8") != 0)
        tell_at_offset(r, CA_SRT_ENCODING_GUESSED, decoded->first_guess);
    else if (decoded->bom)
        ca_srt_tell(r, CA_SRT_ENCODING_BOM, 1, 0, SIZE_MAX);
    /* Bytes that were dropped at the end have no place in the text. */
    if (decoded->invalid_count &&
        decoded->invalid[decoded->invalid_count - 1] == r->lines.source.size)
        tell_at_offset(r, CA_SRT_ENCODING_INVALID, r->lines.source.size);
}

static capalign_code parse(capalign_track *track, const ca_decoded *decoded, capalign_error *error)
{
    if (track->source_bytes >= UINT32_MAX)
        return ca_fail(error, CAPALIGN_E_LIMIT, "the captions are larger than 4 GiB as UTF-8");
    ca_srt_reader r = {
        .track = track,
        .decoded = decoded,
        .error = error,
        .right_to_left = -1,
        .last_start = CAPALIGN_TIME_NONE,
        .last_end = CAPALIGN_TIME_NONE,
        .disordered = SIZE_MAX,
    };
    ca_srt_lines_start(&r.lines, (ca_str){track->source, track->source_bytes});
    check_encoding(&r);
    ca_srt_line line;
    while (r.code == CAPALIGN_OK && ca_srt_next_line(&r.lines, &line))
        take_line(&r, &line);
    if (r.code == CAPALIGN_OK)
        take_last(&r);
    if (r.code == CAPALIGN_OK && r.disordered != SIZE_MAX)
        ca_srt_check_overlaps(&r, r.disordered);
    free(r.open);
    if (r.code == CAPALIGN_OK && !track->cue_count)
        return ca_srt_refuse(r.lines.source, error);
    return r.code;
}

/* A time line near the top. Its arrow tells little (WebVTT has the same), so the score is low. */
static int sniff(ca_str text)
{
    enum { LINES = 100, SCORE = 60 };
    if (text.size >= UINT32_MAX)
        return 0;
    ca_srt_lines lines = {.source = text};
    ca_srt_line line;
    ca_srt_time_line times;
    for (int i = 0; i < LINES && ca_srt_next_line(&lines, &line); i++)
        if (line.flags & CA_SRT_ARROW && line.flags & CA_SRT_DIGIT &&
            ca_srt_time_line_read(line.text, &times))
            return SCORE;
    return 0;
}

const ca_caption_format ca_format_srt = {
    .name = "srt",
    .extensions = "srt",
    .sniff = sniff,
    .parse = parse,
    .write = ca_srt_write,
};
