#include "pipeline/link_reasons.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "base/time.h"
#include "pipeline/link_tokens.h"

enum { MAX_WORDS = 4 };

static void begin_reason(ca_strbuf *out)
{
    if (out->size)
        ca_strbuf_add_text(out, ", ");
}

static void add_duration(ca_strbuf *out, const ca_link_index *index, size_t clip, size_t medium,
                         ca_link_length length)
{
    if (length == CA_LINK_LENGTH_UNKNOWN)
        return;
    int64_t us = index->clip[clip].duration_us;
    int64_t more = index->medium[medium].duration_us - us, apart = more < 0 ? -more : more;
    char text[CA_TIME_TEXT];
    ca_time_format_short(us, text);
    int64_t tenths = (apart + 50 * CA_US_PER_MS) / (100 * CA_US_PER_MS);
    begin_reason(out);
    ca_strbuf_format(out, "%s %s (%c%lld.%lld s)",
                     length == CA_LINK_LENGTH_OTHER  ? "but duration"
                     : length == CA_LINK_LENGTH_NEAR ? "near duration"
                                                     : "duration",
                     text, more < 0 ? '-' : '+', (long long)(tenths / 10),
                     (long long)(tenths % 10));
}

static bool tells(const ca_link_token *token)
{
    return token->kind != CA_TOKEN_STOP && token->kind != CA_TOKEN_NOISE;
}

static bool holds(const ca_link_token *tokens, size_t count, ca_str stem)
{
    for (size_t i = 0; i < count; i++)
        if (tokens[i].stem.size == stem.size &&
            memcmp(tokens[i].stem.data, stem.data, stem.size) == 0)
            return true;
    return false;
}

/* All that is said of a clip, or of a medium, as one text. */
static void join(ca_strbuf *out, const char *a, const char *b, const char *c)
{
    const char *const parts[] = {a, b, c};
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i])
            continue;
        ca_strbuf_add_text(out, parts[i]);
        ca_strbuf_add_text(out, "\n");
    }
}

static void add_common_words(ca_strbuf *out, const ca_link_index *index, size_t clip, size_t medium)
{
    ca_arena arena = {0};
    ca_link_token of_clip[CA_LINK_MAX_TOKENS], of_medium[CA_LINK_MAX_TOKENS];
    ca_strbuf clip_text = {0}, medium_text = {0};
    const capalign_link_clip *c = &index->clips[clip];
    join(&clip_text, c->caption, c->name, c->media_src);
    ca_str stem = ca_link_stem(ca_link_base_name(ca_str_of(index->media[medium].file)));
    ca_strbuf_add(&medium_text, stem.data, stem.size);
    join(&medium_text, "", index->media[medium].title, NULL);
    size_t n = ca_link_tokenize(ca_strbuf_view(&clip_text), &arena, of_clip);
    size_t m = ca_link_tokenize(ca_strbuf_view(&medium_text), &arena, of_medium);
    size_t said = 0;
    if (n != SIZE_MAX && m != SIZE_MAX) {
        for (size_t i = 0; i < m && said < MAX_WORDS; i++) {
            if (!tells(&of_medium[i]) || !holds(of_clip, n, of_medium[i].stem))
                continue;
            if (!said)
                begin_reason(out);
            ca_strbuf_add_text(out, said++ ? ", " : "name: ");
            ca_strbuf_add(out, of_medium[i].word.data, of_medium[i].word.size);
        }
    } else {
        out->failed = true;
    }
    out->failed |= clip_text.failed || medium_text.failed;
    ca_strbuf_free(&clip_text);
    ca_strbuf_free(&medium_text);
    ca_arena_free(&arena);
}

static void add_fit(ca_strbuf *out, const ca_link_index *index, size_t clip, size_t medium,
                    const ca_link_fit *fit)
{
    static const char *const namings[] = {
        [CA_LINK_NOT_NAMED] = NULL,
        [CA_LINK_NAMED_PART] = "chapter of the file that the page names",
        [CA_LINK_NAMED_STEM] = "the page names it with another extension",
        [CA_LINK_NAMED_EXACT] = "the page names it",
    };
    if (namings[fit->naming])
        ca_strbuf_add_text(out, namings[fit->naming]);
    add_duration(out, index, clip, medium, fit->length);
    if (fit->name > 0 && fit->naming == CA_LINK_NOT_NAMED)
        add_common_words(out, index, clip, medium);
    if (fit->in_order) {
        begin_reason(out);
        ca_strbuf_add_text(out, "numbered in the article's order");
    }
    if (fit->language) {
        begin_reason(out);
        ca_strbuf_add_text(out, fit->language > 0 ? "same language" : "but another language");
    }
}

static void add_name(ca_strbuf *out, const ca_link_index *index, size_t medium)
{
    ca_str base = ca_link_base_name(ca_str_of(index->media[medium].file));
    enum { MAX_NAME = 60 }; /* so that two of them fit */
    ca_strbuf_add(out, base.data, base.size < MAX_NAME ? base.size : MAX_NAME);
    if (base.size > MAX_NAME)
        ca_strbuf_add_text(out, "…");
    if (index->media[medium].chapter != SIZE_MAX)
        ca_strbuf_format(out, " chapter %zu", index->media[medium].chapter + 1);
}

static void add_tie(ca_strbuf *out, const ca_link_index *index, const capalign_link *link)
{
    if (link->candidate_a == SIZE_MAX)
        return;
    add_name(out, index, link->candidate_a);
    if (link->candidate_b != SIZE_MAX) {
        ca_strbuf_add_text(out, " and ");
        add_name(out, index, link->candidate_b);
        ca_strbuf_add_text(out, " fit equally well");
    } else {
        ca_strbuf_add_text(out, " fits another clip equally well");
    }
}

static void add_note(ca_strbuf *out, const ca_link_index *index, ca_link_note note, size_t other,
                     const capalign_link *link)
{
    static const char *const texts[] = {
        [CA_LINK_NO_NOTE] = "",
        [CA_LINK_NOTE_NOTHING_FITS] = "no medium fits",
        [CA_LINK_NOTE_TAKEN] = "what fits it fits other clips better",
        [CA_LINK_NOTE_REPEATS] = "repeats clip ",
        [CA_LINK_NOTE_TIE] = "",
        [CA_LINK_NOTE_CROWDED] = "more media fit than can be told apart, e.g. ",
        [CA_LINK_NOTE_TOO_MANY] = "too many clips and media fit each other to decide, e.g. ",
        [CA_LINK_NOTE_TORN] = "either the whole file or its chapters: ",
        [CA_LINK_NOTE_ONLY_LEFT] = "the only file left for the only clip left",
        [CA_LINK_NOTE_NAME] = "but the name fits ",
        [CA_LINK_NOTE_OTHER_FILE] = "but the page names another file",
    };
    if (texts[note][0]) {
        begin_reason(out);
        ca_strbuf_add_text(out, texts[note]);
    }
    if (note == CA_LINK_NOTE_REPEATS)
        ca_strbuf_format(out, "%zu", other + 1);
    else if (note == CA_LINK_NOTE_NAME)
        add_name(out, index, other);
    else if (!link->confidence)
        add_tie(out, index, link);
}

/* Copies as clean, valid UTF-8, cut at a character. */
static void copy_clean(char *to, size_t capacity, ca_str text)
{
    size_t used = 0;
    for (size_t i = 0; i < text.size;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            c = '?';
        char bytes[4];
        size_t n = ca_utf8_encode(c, bytes);
        if (used + n >= capacity)
            break;
        memcpy(to + used, bytes, n);
        used += n;
    }
    to[used] = '\0';
}

bool ca_link_explain(const ca_link_index *index, const ca_link_fit *fit, ca_link_note note,
                     size_t other, capalign_link *link)
{
    ca_strbuf out = {0};
    if (fit && link->medium != SIZE_MAX)
        add_fit(&out, index, link->clip, link->medium, fit);
    add_note(&out, index, note, other, link);
    bool written = !out.failed;
    copy_clean(link->reasons, sizeof link->reasons, written ? ca_strbuf_view(&out) : ca_str_of(""));
    ca_strbuf_free(&out);
    return written;
}
