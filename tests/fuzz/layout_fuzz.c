/* Layout of whatever text and words: limits hold, nothing is lost, the same again.
 * Input: a byte for the profile, one for the pace, then the text; its words are what lies between
 * spaces, spoken at a pace that its bytes decide. */
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "cue/layout.h"
#include "cue/width.h"

enum { MAX_WORDS = 4000 };

/* Characters but white space and hyphens, which soft hyphens turn into. */
static void squeeze(ca_strbuf *out, const char *data, size_t size)
{
    for (size_t i = 0; i < size;) {
        uint32_t c;
        i += ca_utf8_decode(data + i, size - i, &c);
        if (!ca_is_space(c) && c != '-' && c != 0xAD)
            ca_strbuf_add_char(out, c);
    }
}

static void check_lines(const capalign_cue *cue, uint32_t max_columns, uint32_t max_lines)
{
    uint32_t lines = 1;
    size_t from = 0;
    for (size_t i = 0; i <= cue->text_bytes; i++) {
        if (i < cue->text_bytes && cue->text[i] != '\n')
            continue;
        if (ca_columns_of((ca_str){cue->text + from, i - from}) > max_columns)
            abort();
        from = i + 1;
        lines += i < cue->text_bytes;
    }
    if (lines > max_lines)
        abort();
}

static void check(const capalign_track *track, ca_str text, const ca_layout_profile *profile,
                  uint32_t max_lines)
{
    ca_strbuf want = {0}, got = {0};
    squeeze(&want, text.data, text.size);
    for (size_t i = 0; i < capalign_track_cue_count(track); i++) {
        const capalign_cue *cue = capalign_track_cue(track, i);
        squeeze(&got, cue->text, cue->text_bytes);
        if (cue->start_us < 0 || cue->end_us <= cue->start_us)
            abort();
        if (i && capalign_track_cue(track, i - 1)->end_us > cue->start_us)
            abort();
        check_lines(cue, profile->max_columns, max_lines);
    }
    if (want.size != got.size || (want.size && memcmp(want.data, got.data, want.size) != 0))
        abort();
    ca_strbuf_free(&want);
    ca_strbuf_free(&got);
}

static size_t make_words(ca_str text, unsigned pace, ca_layout_word *words)
{
    size_t count = 0, at = 0;
    int64_t time = 0;
    while (at < text.size && count < MAX_WORDS) {
        size_t to = at;
        while (to < text.size && text.data[to] != ' ')
            to++;
        unsigned char first = (unsigned char)text.data[at];
        bool spoken = first % 8 != pace % 8;
        int64_t length = (int64_t)first * pace * 100;
        if (to > at)
            words[count++] = (ca_layout_word){at, to, spoken ? time : CAPALIGN_TIME_NONE,
                                              spoken ? time + length : CAPALIGN_TIME_NONE, 0.5};
        time += spoken ? length : 0;
        time += first % 16 == 3 ? (int64_t)pace * 20000 : 0;
        at = to + 1;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const ca_layout_profile *profile = ca_layout_profile_at(data[0] % ca_layout_profile_count());
    ca_str text = {(const char *)data + 2, size - 2};
    static ca_layout_word words[MAX_WORDS];
    size_t count = make_words(text, data[1], words), made = 0;
    capalign_track *track = NULL, *caption = NULL;
    ca_layout_cue *cues = NULL;
    if (!capalign_track_create(&track, NULL) && !capalign_track_create(&caption, NULL)) {
        if (ca_layout_words(text, words, count, data[1] * INT64_C(100000), profile, track, &cues,
                            &made, NULL) == CAPALIGN_OK)
            check(track, text, profile, profile->max_lines);
        int64_t span = 1000 + (int64_t)data[1] * data[1] * 1000;
        if (ca_layout_caption(text, 0, span, profile, caption, NULL) == CAPALIGN_OK &&
            (int64_t)capalign_track_cue_count(caption) > 1)
            check(caption, text, profile, 2 * profile->max_lines);
    }
    free(cues);
    capalign_track_destroy(track);
    capalign_track_destroy(caption);
    return 0;
}
