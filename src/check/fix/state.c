#include "check/fix/state.h"

#include <stdlib.h>

#include "base/error.h"
#include "caption/formats.h"

static capalign_code read_captions(ca_fix_state *state, const ca_fix_plan *plan,
                                   capalign_error *error)
{
    const char *format = plan->format                ? plan->format
                         : plan->path && *plan->path ? capalign_caption_format_of_path(plan->path)
                                                     : NULL;
    const capalign_caption_read_options options = {.format = format};
    capalign_code code =
        capalign_caption_parse(state->bytes, state->size, &options, &state->track, error);
    if (code != CAPALIGN_OK)
        return code;
    if (state->track->format == &ca_format_srt || state->track->format == &ca_format_webvtt)
        return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_INPUT, "it is a %s file; SRT and WebVTT files are checked",
                   state->track->format->name);
}

static void count(ca_fix_state *state, const ca_fix_plan *plan)
{
    for (size_t i = 0; i < state->check.found_count; i++) {
        const ca_fix_kind *kind = &plan->kinds[state->check.found[i].rule];
        if (kind->fixed)
            state->counts[kind->rank]++;
    }
    for (size_t i = 0; i < state->proof.count; i++) {
        const ca_proof_cue *cue = &state->proof.cues[i];
        state->counts[CA_FIX_RANK_UNREAD] +=
            (cue->start_us == CAPALIGN_TIME_NONE) + (cue->end_us == CAPALIGN_TIME_NONE);
    }
}

capalign_code ca_fix_state_make(ca_fix_state *state, const ca_fix_plan *plan, char *bytes,
                                size_t size, capalign_error *error)
{
    *state = (ca_fix_state){.bytes = bytes, .size = size};
    capalign_code code = read_captions(state, plan, error);
    if (code == CAPALIGN_OK &&
        (!ca_check_run(&state->check, plan->path ? plan->path : "", state->track, plan->config) ||
         !ca_proof_make(&state->proof, state->track)))
        code = ca_fail_memory(error);
    if (code != CAPALIGN_OK) {
        ca_fix_state_free(state);
        return code;
    }
    count(state, plan);
    return CAPALIGN_OK;
}

void ca_fix_state_free(ca_fix_state *state)
{
    if (state->track)
        ca_check_free(&state->check);
    ca_proof_free(&state->proof);
    capalign_track_destroy(state->track);
    free(state->bytes);
    *state = (ca_fix_state){0};
}

bool ca_fix_state_is_better(const ca_fix_state *before, const ca_fix_state *after)
{
    for (size_t i = 0; i < CA_FIX_RANKS; i++)
        if (before->counts[i] != after->counts[i])
            return after->counts[i] < before->counts[i];
    return false;
}

/* ---- applying edits ---- */

/* A place in the text and the same place in the bytes that it was decoded from. */
typedef struct cursor {
    ca_str text;
    ca_str bytes;
    bool exact; /* they are the same */
    size_t text_at;
    size_t bytes_at;
} cursor;

/* Moves on to a place in the text; unreadable bytes are one U+FFFD there. False where the two do
 * not go together. */
static bool move_to(cursor *c, size_t text_at)
{
    static const char replacement[] = "\uFFFD";
    if (c->exact) {
        c->text_at = c->bytes_at = text_at;
        return true;
    }
    while (c->text_at < text_at) {
        uint32_t character;
        bool valid;
        if (c->bytes_at >= c->bytes.size)
            return false;
        const char *at = c->bytes.data + c->bytes_at, *text = c->text.data + c->text_at;
        size_t size = ca_utf8_decode_strict(at, c->bytes.size - c->bytes_at, &character, &valid);
        size_t text_size = valid ? size : sizeof replacement - 1;
        if (c->text.size - c->text_at < text_size ||
            memcmp(text, valid ? at : replacement, text_size) != 0)
            return false;
        c->text_at += text_size;
        c->bytes_at += size;
    }
    return c->text_at == text_at;
}

static bool add_edited(cursor *c, const ca_edits *edits, const bool *selected, ca_strbuf *out)
{
    for (size_t i = 0; i < edits->count; i++) {
        const ca_edit *edit = &edits->items[i];
        if (!selected[edit->group])
            continue;
        size_t from = c->bytes_at;
        if (edit->from < c->text_at || !move_to(c, edit->from))
            return false;
        ca_strbuf_add(out, c->bytes.data + from, c->bytes_at - from);
        if (edit->text_to > edit->text_from)
            ca_strbuf_add(out, edits->text.data + edit->text_from, edit->text_to - edit->text_from);
        if (!move_to(c, edit->to))
            return false;
    }
    size_t from = c->bytes_at;
    if (!move_to(c, c->text.size))
        return false;
    ca_strbuf_add(out, c->bytes.data + from, c->bytes.size - from);
    return true;
}

char *ca_fix_apply(const ca_fix_state *state, const ca_edits *edits, const bool *selected,
                   unsigned whole, size_t *size, bool *no_memory)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const capalign_track *track = state->track;
    cursor c = {.text = {track->source, track->source_bytes}};
    bool utf8 = strcmp(track->encoding, "UTF-8") == 0;
    bool marked = ca_str_starts((ca_str){state->bytes, state->size}, mark);
    size_t skip = utf8 && marked ? sizeof mark - 1 : 0;
    c.bytes = (ca_str){state->bytes + skip, state->size - skip};
    if (whole & CA_FIX_TO_UTF8)
        c.bytes = c.text;
    else if (!utf8)
        return NULL;
    c.exact = c.bytes.size == c.text.size && memcmp(c.bytes.data, c.text.data, c.text.size) == 0;
    ca_strbuf out = {0};
    ca_strbuf_add(&out, mark, whole & (CA_FIX_DROP_BOM | CA_FIX_TO_UTF8) ? 0 : skip);
    bool added = add_edited(&c, edits, selected, &out);
    *no_memory = *no_memory || out.failed;
    if (!added || out.failed) {
        ca_strbuf_free(&out);
        return NULL;
    }
    *size = out.size;
    return out.data;
}
