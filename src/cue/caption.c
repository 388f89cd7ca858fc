/* A clip caption over its span. */
#include <stdlib.h>

#include "base/error.h"
#include "cue/pieces.h"
#include "cue/segment.h"

/* The time at which `columns` of `all` are over. */
static int64_t share(int64_t start_us, int64_t end_us, uint64_t columns, uint64_t all)
{
    if (columns >= all)
        return end_us;
    __int128 part = (__int128)(end_us - start_us) * (int64_t)columns / (int64_t)all;
    return start_us + (int64_t)part / 1000 * 1000;
}

static capalign_code add_cues(const ca_pieces *pieces, const size_t *ends, size_t count,
                              int64_t start_us, int64_t end_us, const ca_layout_profile *profile,
                              capalign_track *track, capalign_error *error)
{
    uint64_t all = 0, columns = 0;
    for (size_t i = 0; i < pieces->count; i++)
        all += pieces->items[i].columns;
    all = all ? all : 1;
    capalign_code code = CAPALIGN_OK;
    int64_t from_us = start_us;
    ca_strbuf text = {0};
    for (size_t i = 0, from = 0; i < count && code == CAPALIGN_OK; from = ends[i++]) {
        for (size_t k = from; k < ends[i]; k++)
            columns += pieces->items[k].columns;
        int64_t to_us = i + 1 == count ? end_us : share(start_us, end_us, columns, all);
        ca_strbuf_clear(&text);
        if (!ca_pieces_wrap(pieces, from, ends[i], profile->max_columns, &text)) {
            code = ca_fail_memory(error);
            break;
        }
        capalign_cue cue = {.start_us = from_us,
                            .end_us = to_us,
                            .text = text.data,
                            .text_bytes = (uint32_t)text.size};
        code = capalign_track_add_cue(track, &cue, error);
        from_us = to_us;
    }
    ca_strbuf_free(&text);
    return code;
}

capalign_code ca_layout_caption(ca_str text, int64_t start_us, int64_t end_us,
                                const ca_layout_profile *profile, capalign_track *track,
                                capalign_error *error)
{
    if (text.size > CA_LAYOUT_MAX_BYTES)
        return ca_fail(error, CAPALIGN_E_LIMIT, "the caption is longer than %zu MiB",
                       CA_LAYOUT_MAX_BYTES >> 20);
    ca_pieces pieces;
    size_t *ends = NULL, count = 0;
    capalign_code code = CAPALIGN_OK;
    if (!ca_pieces_cut(text, profile->max_columns, &pieces) ||
        !ca_segment(&pieces, NULL, profile, &ends, &count))
        code = ca_fail_memory(error);
    if (code == CAPALIGN_OK)
        code = add_cues(&pieces, ends, count, start_us, end_us, profile, track, error);
    free(ends);
    ca_pieces_free(&pieces);
    return code;
}
