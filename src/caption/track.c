#include "caption/track.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

capalign_code capalign_track_create(capalign_track **out, capalign_error *error)
{
    capalign_track *track = calloc(1, sizeof *track);
    if (!track)
        return ca_fail_memory(error);
    *out = track;
    return CAPALIGN_OK;
}

void capalign_track_destroy(capalign_track *track)
{
    if (!track)
        return;
    ca_arena_free(&track->arena);
    free(track->source);
    free(track->cues);
    free(track->findings);
    free(track);
}

size_t capalign_track_cue_count(const capalign_track *track)
{
    return track->cue_count;
}

const capalign_cue *capalign_track_cue(const capalign_track *track, size_t index)
{
    return index < track->cue_count ? &track->cues[index].cue : NULL;
}

ca_cue *ca_track_push(capalign_track *track, const capalign_cue *cue)
{
    ca_cue *cues =
        ca_grow(track->cues, &track->cue_capacity, track->cue_count + 1, sizeof *track->cues);
    if (!cues)
        return NULL;
    track->cues = cues;
    ca_cue *added = &cues[track->cue_count++];
    *added = (ca_cue){.cue = *cue};
    return added;
}

static bool copy_settings(ca_arena *arena, const capalign_cue_settings *from,
                          const capalign_cue_settings **to)
{
    capalign_cue_settings *copy = ca_arena_alloc(arena, sizeof *copy);
    if (!copy)
        return false;
    *copy = *from;
    if (from->region) {
        copy->region = ca_arena_copy(arena, ca_str_of(from->region));
        if (!copy->region)
            return false;
    }
    *to = copy;
    return true;
}

static bool clean_text(const char *text, size_t size)
{
    return ca_utf8_valid_prefix(text, size) == size && !memchr(text, '\0', size);
}

static bool valid_span(int64_t start_us, int64_t end_us)
{
    return (start_us >= 0 || start_us == CAPALIGN_TIME_NONE) &&
           (end_us >= 0 || end_us == CAPALIGN_TIME_NONE);
}

static bool valid_settings(const capalign_cue_settings *s)
{
    return isfinite(s->line) && isfinite(s->position) && isfinite(s->size) &&
           s->vertical <= CAPALIGN_VERTICAL_LR && s->line_align <= CAPALIGN_LINE_END &&
           s->position_align <= CAPALIGN_POSITION_LINE_RIGHT && s->align <= CAPALIGN_ALIGN_RIGHT &&
           (!s->region || clean_text(s->region, strlen(s->region)));
}

/* A copy with LF for every kind of line end and none at the end; NULL without memory. */
static const char *copy_lines(ca_arena *arena, const char *text, uint32_t *size)
{
    char *copy = ca_arena_copy(arena, (ca_str){text, *size});
    if (!copy)
        return NULL;
    size_t kept = 0;
    for (size_t at = 0; at < *size; at++)
        if (copy[at] != '\r')
            copy[kept++] = copy[at];
        else if (at + 1 == *size || copy[at + 1] != '\n')
            copy[kept++] = '\n';
    while (kept && copy[kept - 1] == '\n')
        kept--;
    copy[kept] = '\0';
    *size = (uint32_t)kept;
    return copy;
}

capalign_code capalign_track_add_cue(capalign_track *track, const capalign_cue *cue,
                                     capalign_error *error)
{
    if ((cue->text_bytes && !clean_text(cue->text, cue->text_bytes)) ||
        (cue->id_bytes && !clean_text(cue->id, cue->id_bytes)))
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "a cue's text and id must be UTF-8 without NUL");
    if (!valid_span(cue->start_us, cue->end_us))
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "a cue's times must not be negative");
    if (cue->settings && !valid_settings(cue->settings))
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "a cue's settings are out of their range");
    if (track->cue_count >= CAPALIGN_CAPTION_MAX_CUES)
        return ca_fail(error, CAPALIGN_E_LIMIT, "a track holds at most %zu cues",
                       CAPALIGN_CAPTION_MAX_CUES);
    capalign_cue copy = *cue;
    copy.text = copy_lines(&track->arena, cue->text, &copy.text_bytes);
    if (!copy.text)
        return ca_fail_memory(error);
    if (cue->id) {
        copy.id = ca_arena_copy(&track->arena, (ca_str){cue->id, cue->id_bytes});
        if (!copy.id)
            return ca_fail_memory(error);
    }
    if (cue->settings && !copy_settings(&track->arena, cue->settings, &copy.settings))
        return ca_fail_memory(error);
    return ca_track_push(track, &copy) ? CAPALIGN_OK : ca_fail_memory(error);
}

capalign_code capalign_track_set_span(capalign_track *track, size_t index, int64_t start_us,
                                      int64_t end_us, capalign_error *error)
{
    if (index >= track->cue_count)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "the track has no cue %zu", index);
    if (!valid_span(start_us, end_us))
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "a cue's times must not be negative");
    ca_cue *at = &track->cues[index];
    if (at->cue.start_us != start_us || at->cue.end_us != end_us) {
        at->cue.start_us = start_us;
        at->cue.end_us = end_us;
        at->changed = true;
    }
    return CAPALIGN_OK;
}

const char *capalign_track_language(const capalign_track *track)
{
    return track->language;
}

capalign_code capalign_track_set_language(capalign_track *track, const char *tag,
                                          capalign_error *error)
{
    size_t size = strlen(tag);
    if (size >= sizeof track->language)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "a language tag has at most %zu bytes",
                       sizeof track->language - 1);
    memcpy(track->language, tag, size + 1);
    return CAPALIGN_OK;
}

size_t capalign_track_region_count(const capalign_track *track)
{
    return track->region_count;
}

const capalign_region *capalign_track_region(const capalign_track *track, size_t index)
{
    return index < track->region_count ? &track->regions[index] : NULL;
}

size_t capalign_track_finding_count(const capalign_track *track)
{
    return track->finding_count;
}

const capalign_finding *capalign_track_finding(const capalign_track *track, size_t index)
{
    return index < track->finding_count ? &track->findings[index] : NULL;
}

bool ca_track_find(capalign_track *track, const capalign_finding *finding)
{
    capalign_finding *findings = ca_grow(track->findings, &track->finding_capacity,
                                         track->finding_count + 1, sizeof *findings);
    if (!findings)
        return false;
    track->findings = findings;
    findings[track->finding_count++] = *finding;
    return true;
}

size_t ca_track_write_source(const capalign_track *track, ca_output *output,
                             void (*write_changed)(void *context, const ca_cue *cue), void *context,
                             size_t *written)
{
    size_t at = 0, count = 0;
    if (track->source_bom)
        ca_output_text(output, "\xEF\xBB\xBF");
    for (; count < track->cue_count && track->cues[count].raw_to > track->cues[count].raw_from;
         count++) {
        const ca_cue *cue = &track->cues[count];
        if (!cue->changed)
            continue; /* goes with the gap before the next changed one */
        ca_output_add(output, track->source + at, cue->raw_from - at);
        write_changed(context, cue);
        at = cue->raw_to;
    }
    *written = at;
    return count;
}
