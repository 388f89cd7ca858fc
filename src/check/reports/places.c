#include "check/reports/places.h"

/* The byte at a column (1-based characters); *missing: how many characters the line is too short.
 */
static size_t walk(ca_str line, size_t column, size_t *missing)
{
    size_t at = 0, characters = 1;
    for (; characters < column && at < line.size; characters++) {
        uint32_t c;
        at += ca_utf8_decode(line.data + at, line.size - at, &c);
    }
    *missing = column > characters ? column - characters : 0;
    return at;
}

size_t ca_place_byte(ca_str line, size_t column)
{
    size_t missing;
    return walk(line, column, &missing);
}

ca_str ca_place_line(const capalign_check_finding *finding)
{
    return (ca_str){finding->source_line ? finding->source_line : "",
                    finding->source_line ? finding->source_line_bytes : 0};
}

static ca_str end_line_of(const capalign_check_finding *finding)
{
    if (finding->end_line == finding->finding.line)
        return ca_place_line(finding);
    return (ca_str){finding->end_source_line ? finding->end_source_line : "",
                    finding->end_source_line ? finding->end_source_line_bytes : 0};
}

/* The column in `unit` of a byte of the line. */
static size_t column_of_byte(ca_str line, size_t byte, ca_column_unit unit)
{
    size_t column = 1;
    if (unit == CA_COLUMN_BYTES)
        return byte + 1;
    for (size_t at = 0; at < byte;) {
        uint32_t c;
        at += ca_utf8_decode(line.data + at, line.size - at, &c);
        column += c > 0xFFFF ? 2 : 1;
    }
    return column;
}

/* The column in `unit` of a column in characters. What lies beyond the part of a line that was
 * kept counts one a character. */
static size_t convert(ca_str line, size_t column, ca_column_unit unit)
{
    size_t missing, at = walk(line, column, &missing);
    return column_of_byte(line, at, unit) + missing;
}

ca_place_range ca_place_of_finding(const capalign_check_finding *finding, ca_column_unit unit)
{
    ca_str line = ca_place_line(finding);
    size_t first = finding->finding.line, column = finding->finding.column;
    if (!first)
        return (ca_place_range){1, 1, 1, 1};
    if (!column)
        return (ca_place_range){first, 1, first, column_of_byte(line, line.size, unit)};
    ca_place_range range = {first, convert(line, column, unit), first, 0};
    bool ends =
        finding->end_line > first || (finding->end_line == first && finding->end_column >= column);
    if (ends)
        range.end_line = finding->end_line;
    range.end_column =
        ends ? convert(end_line_of(finding), finding->end_column ? finding->end_column : 1, unit)
             : range.column;
    return range;
}

/* Finds a byte of the text on the finding's first or last line. */
static bool find_byte(const capalign_check_finding *finding, size_t byte, ca_column_unit unit,
                      size_t *line, size_t *column)
{
    const struct {
        ca_str text;
        size_t line, anchor_column, anchor;
    } lines[] = {
        {ca_place_line(finding), finding->finding.line, finding->finding.column, finding->from},
        {end_line_of(finding), finding->end_line, finding->end_column, finding->to},
    };
    for (size_t i = 0; i < 2; i++) {
        size_t missing, before = walk(lines[i].text, lines[i].anchor_column, &missing);
        if (!lines[i].anchor_column || missing || before > lines[i].anchor)
            continue; /* this line does not tell which byte it begins at */
        size_t start = lines[i].anchor - before;
        if (byte < start || byte - start > lines[i].text.size)
            continue;
        *line = lines[i].line;
        *column = column_of_byte(lines[i].text, byte - start, unit);
        return true;
    }
    return false;
}

bool ca_place_of_replacement(const capalign_check_finding *finding, ca_column_unit unit,
                             ca_place_range *range)
{
    return finding->replacement && finding->finding.line &&
           find_byte(finding, finding->replaced_from, unit, &range->line, &range->column) &&
           find_byte(finding, finding->replaced_to, unit, &range->end_line, &range->end_column);
}
