#include "check/fix/place.h"

#include "caption/srt.h"

ca_place ca_place_of_line(const ca_check *check, size_t line)
{
    const ca_lines *lines = &check->lines;
    ca_place place = {.line = line, .next = lines->text.size};
    ca_line_range(lines, line, &place.from, &place.to);
    if (line && line < lines->count)
        place.next = lines->starts[line];
    place.text = (ca_str){lines->text.data + place.from, place.to - place.from};
    return place;
}

ca_place ca_place_of(const ca_check *check, size_t at)
{
    return ca_place_of_line(check, ca_line_of(&check->lines, at));
}

ca_str ca_place_line_end(const ca_check *check, size_t at)
{
    ca_place place = ca_place_of(check, at);
    if (place.next == place.to)
        place = ca_place_of_line(check, 1);
    return place.next > place.to ? (ca_str){check->text.data + place.to, place.next - place.to}
                                 : ca_str_of("\n");
}

bool ca_place_cue_text(const ca_check *check, size_t cue, size_t *from, size_t *to)
{
    const ca_cue *source = &check->track->cues[cue];
    *from = ca_place_of_line(check, source->cue.line).next;
    *to = source->raw_to;
    while (*to > *from && (check->text.data[*to - 1] == '\n' || check->text.data[*to - 1] == '\r'))
        --*to;
    return *from < *to && source->cue.text_bytes;
}

bool ca_place_has_other_below(const ca_check *check, size_t cue)
{
    const ca_cue *cues = check->track->cues;
    bool last = cue + 1 == check->track->cue_count;
    size_t end = last ? check->text.size : cues[cue + 1].raw_from;
    for (size_t at = cues[cue].raw_to; at < end; at++)
        if (!ca_is_ascii_space(check->text.data[at]))
            return true;
    return false;
}

size_t ca_place_space(ca_str text)
{
    size_t at = 0, size;
    while ((size = ca_srt_space_size((ca_str){text.data + at, text.size - at})))
        at += size;
    return at;
}
