/* WebVTT regions, https://www.w3.org/TR/webvtt1/#region-settings-parsing: read, found and
 * written. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "caption/webvtt.h"

static int compare_ids(ca_str a, ca_str b)
{
    int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

/* By id; of equal ones the last in the file comes first. */
static int compare_regions(const void *a, const void *b)
{
    const capalign_region *x = *(const capalign_region *const *)a;
    const capalign_region *y = *(const capalign_region *const *)b;
    int order = compare_ids(ca_str_of(x->id), ca_str_of(y->id));
    return order ? order : (x < y) - (x > y);
}

bool ca_vtt_region_index_make(ca_vtt_region_index *index, const capalign_region *regions,
                              size_t count)
{
    *index = (ca_vtt_region_index){.regions = regions};
    if (!count)
        return true;
    index->sorted = malloc(count * sizeof *index->sorted);
    if (!index->sorted)
        return false;
    index->count = count;
    for (size_t i = 0; i < count; i++)
        index->sorted[i] = &regions[i];
    qsort(index->sorted, count, sizeof *index->sorted, compare_regions);
    return true;
}

void ca_vtt_region_index_free(ca_vtt_region_index *index)
{
    free(index->sorted);
    *index = (ca_vtt_region_index){0};
}

const capalign_region *ca_vtt_region_find(const ca_vtt_region_index *index, ca_str id)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_ids(ca_str_of(index->sorted[middle]->id), id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == index->count || !ca_str_equal(id, index->sorted[low]->id))
        return NULL;
    return index->sorted[low];
}

/* "12.5%,30%" */
static bool parse_anchor(ca_str value, double *x, double *y)
{
    const char *comma = memchr(value.data, ',', value.size);
    if (!comma)
        return false;
    ca_str before = {value.data, (size_t)(comma - value.data)};
    ca_str after = {comma + 1, value.size - before.size - 1};
    double first, second;
    if (!ca_vtt_percentage(before, &first) || !ca_vtt_percentage(after, &second))
        return false;
    *x = first;
    *y = second;
    return true;
}

/* Digits only; more than int64_t holds is lowered to its end. */
static bool parse_lines(ca_str value, int64_t *lines)
{
    int64_t number = 0;
    for (size_t i = 0; i < value.size; i++) {
        int digit = value.data[i] - '0';
        if (digit < 0 || digit > 9)
            return false;
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, digit, &number))
            number = INT64_MAX;
    }
    *lines = number;
    return true;
}

typedef struct region_parser {
    capalign_region region;
    ca_str id;
} region_parser;

/* False where the setting is one that the standard passes over. */
static bool parse_setting(region_parser *p, ca_str name, ca_str value)
{
    capalign_region *region = &p->region;
    if (ca_str_equal(name, "id")) {
        p->id = value;
        return true;
    }
    if (ca_str_equal(name, "width"))
        return ca_vtt_percentage(value, &region->width);
    if (ca_str_equal(name, "lines"))
        return parse_lines(value, &region->lines);
    if (ca_str_equal(name, "regionanchor"))
        return parse_anchor(value, &region->anchor_x, &region->anchor_y);
    if (ca_str_equal(name, "viewportanchor"))
        return parse_anchor(value, &region->viewport_x, &region->viewport_y);
    if (!ca_str_equal(name, "scroll") || !ca_str_equal(value, "up"))
        return false;
    region->scroll_up = true;
    return true;
}

static void collect_settings(ca_vtt_reader *reader, const ca_vtt_block *block, region_parser *p)
{
    ca_vtt_lines lines;
    ca_vtt_lines_start(&lines, (ca_str){reader->track->source + block->text_from,
                                        block->text_to - block->text_from});
    lines.number = block->text_line - 1;
    for (ca_vtt_line line; ca_vtt_next_line(&lines, &line);) {
        ca_str rest = line.text;
        for (ca_str token, name, value; ca_vtt_next_token(&rest, &token);)
            if (!ca_vtt_split_setting(token, &name, &value) || !parse_setting(p, name, value))
                ca_vtt_tell(reader, CA_VTT_REGION_SETTING, &line, token.data, SIZE_MAX);
    }
}

/* The list doubles inside the arena; the old copies stay until the track is destroyed. */
static capalign_region *room_for_one(ca_vtt_reader *reader)
{
    capalign_track *track = reader->track;
    if (track->region_count == reader->region_capacity) {
        size_t capacity = reader->region_capacity ? reader->region_capacity * 2 : 4;
        capalign_region *regions = ca_arena_array(&track->arena, capacity, sizeof *track->regions);
        if (!regions)
            return NULL;
        if (track->region_count)
            memcpy(regions, track->regions, track->region_count * sizeof *regions);
        track->regions = regions;
        reader->region_capacity = capacity;
    }
    return &track->regions[track->region_count];
}

capalign_code ca_vtt_add_region(ca_vtt_reader *reader, const ca_vtt_block *block,
                                capalign_error *error)
{
    if (reader->track->region_count >= CA_VTT_MAX_REGIONS)
        return ca_fail_at(error, CAPALIGN_E_LIMIT, block->first.number, 0,
                          "the file has more than %d regions", CA_VTT_MAX_REGIONS);
    region_parser parser = {
        .region = {.width = 100, .lines = 3, .anchor_y = 100, .viewport_y = 100},
    };
    collect_settings(reader, block, &parser);
    ca_str id = ca_vtt_normalize(&reader->track->arena, parser.id);
    parser.region.id = id.size ? ca_arena_copy(&reader->track->arena, id) : "";
    capalign_region *added = room_for_one(reader);
    uint32_t *lines = ca_grow(reader->region_lines, &reader->region_line_capacity,
                              reader->track->region_count + 1, sizeof *lines);
    if (lines)
        reader->region_lines = lines;
    if (!lines || !added || !parser.region.id || (parser.id.size && !id.data))
        return ca_fail_memory(error);
    *added = parser.region;
    lines[reader->track->region_count++] = block->first.number;
    if (!parser.id.size)
        ca_vtt_tell(reader, CA_VTT_REGION_ID_MISSING, &block->first, NULL, SIZE_MAX);
    return CAPALIGN_OK;
}

void ca_vtt_tell_repeated_regions(ca_vtt_reader *reader)
{
    const ca_vtt_region_index *index = &reader->regions;
    for (size_t i = 0; i + 1 < index->count; i++) {
        const capalign_region *later = index->sorted[i], *earlier = index->sorted[i + 1];
        ca_vtt_line line = {.number = reader->region_lines[later - index->regions]};
        if (*later->id && strcmp(later->id, earlier->id) == 0)
            ca_vtt_tell(reader, CA_VTT_REGION_ID_REPEATED, &line, NULL, SIZE_MAX);
    }
}

static bool is_percentage(double value)
{
    return value >= 0 && value <= 100; /* false for NaN */
}

/* An id is one token, and no line of the block may hold an arrow. */
bool ca_vtt_region_writable(const capalign_region *r)
{
    for (const char *c = r->id; *c; c++)
        if (ca_vtt_is_space(*c))
            return false;
    return !strstr(r->id, "-->") && is_percentage(r->width) && r->lines >= 0 &&
           is_percentage(r->anchor_x) && is_percentage(r->anchor_y) &&
           is_percentage(r->viewport_x) && is_percentage(r->viewport_y);
}

static void add_percentage(ca_strbuf *out, const char *before, double value)
{
    char text[CA_VTT_NUMBER_TEXT];
    ca_strbuf_add_text(out, before);
    ca_strbuf_add(out, text, ca_vtt_number_format(value, text));
    ca_strbuf_add(out, "%", 1);
}

bool ca_vtt_region_format(const capalign_region *r, ca_strbuf *out)
{
    if (!ca_vtt_region_writable(r))
        return false;
    ca_strbuf_add_text(out, "\nREGION\n");
    if (*r->id)
        ca_strbuf_format(out, "id:%s\n", r->id);
    add_percentage(out, "width:", r->width);
    ca_strbuf_format(out, "\nlines:%lld", (long long)r->lines);
    add_percentage(out, "\nregionanchor:", r->anchor_x);
    add_percentage(out, ",", r->anchor_y);
    add_percentage(out, "\nviewportanchor:", r->viewport_x);
    add_percentage(out, ",", r->viewport_y);
    ca_strbuf_add_text(out, r->scroll_up ? "\nscroll:up\n" : "\n");
    return true;
}
