#include "check/fix/proof.h"

#include <stdlib.h>

#include "caption/formats.h"
#include "caption/markup.h"
#include "caption/plain_text.h"
#include "caption/srt.h"
#include "caption/webvtt.h"
#include "caption/webvtt_entities.h"

static const uint64_t hash_start = UINT64_C(0xcbf29ce484222325); /* FNV-1a, base/hash.h */
static const uint64_t hash_prime = UINT64_C(0x100000001b3);

/* White space, what nobody sees and what is no character; U+FFFD stands for NUL too and is counted
 * apart. */
static bool is_letter_of_text(uint32_t c)
{
    if (c <= ' ' || (c >= 0x7F && c <= 0xA0) || c == CA_REPLACEMENT)
        return false;
    if (c < 0x34F)
        return c != 0xAD;
    bool joiner = (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
                  (c >= 0x2060 && c <= 0x206F) || c == 0x61C || (c >= 0xE0001 && c <= 0xE007F);
    char bytes[4];
    ca_str text = {bytes, ca_utf8_encode(c, bytes)};
    return !joiner && !ca_srt_space_size(text) &&
           ca_srt_character_code(c, 0, 0, false) == CA_SRT_CODE_COUNT;
}

static uint64_t add_bytes(uint64_t hash, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * hash_prime;
    return hash;
}

/* Markup that fixes may write otherwise: known tags and entities of SRT, line breaks written out.
 * 0: none. */
static size_t markup_size(ca_str text, uint64_t *hash)
{
    char character[CA_VTT_REFERENCE_BYTES];
    size_t count = 0, size = 0;
    if (*text.data == '<') {
        ca_srt_tag tag = ca_srt_tag_read(text);
        return tag.known ? tag.size : 0;
    }
    if (*text.data == '&') {
        size = ca_vtt_character_reference(text, character, &count);
        if (!size || text.data[size - 1] != ';')
            return 0;
        uint32_t c;
        ca_utf8_decode(character, count, &c);
        if (is_letter_of_text(c))
            *hash = add_bytes(*hash, character, count);
        return size;
    }
    bool line_break = text.size > 1 && (text.data[1] == 'N' || text.data[1] == 'n');
    return line_break ? 2 : 0;
}

static uint64_t hash_text(ca_str text, bool srt)
{
    uint64_t hash = hash_start;
    for (size_t at = 0; at < text.size;) {
        unsigned char c = (unsigned char)text.data[at];
        size_t size = 0;
        if (c == '\\' || (srt && (c == '<' || c == '&')))
            size = markup_size((ca_str){text.data + at, text.size - at}, &hash);
        if (!size && c < 0x80) {
            size = 1;
            bool more_dots = c == '.' && at > 1 && text.data[at - 1] == '.' &&
                             text.data[at - 2] == '.'; /* an ellipsis of any length */
            if (c > ' ' && c != 0x7F && !more_dots)
                hash = (hash ^ c) * hash_prime;
        } else if (!size) {
            uint32_t character;
            size = ca_utf8_decode(text.data + at, text.size - at, &character);
            if (is_letter_of_text(character))
                hash = add_bytes(hash, text.data + at, size);
        }
        at += size;
    }
    return hash == hash_start ? 0 : hash;
}

static bool hash_cue(const capalign_track *track, const capalign_cue *cue, ca_strbuf *plain,
                     uint64_t *hash)
{
    ca_str text = {cue->text, cue->text_bytes};
    bool srt = track->format == &ca_format_srt;
    if (!srt) {
        ca_strbuf_clear(plain);
        if (!ca_plain_lines(plain, text, track->format))
            return false;
        text = ca_strbuf_view(plain);
    }
    *hash = hash_text(text, srt);
    return true;
}

static bool add_cues(ca_proof *proof, const capalign_track *track)
{
    ca_strbuf plain = {0};
    int64_t order = INT64_MIN;
    bool made = true;
    for (size_t i = 0; made && i < track->cue_count; i++) {
        const capalign_cue *cue = &track->cues[i].cue;
        ca_proof_cue *to = &proof->cues[i];
        order = cue->start_us == CAPALIGN_TIME_NONE ? order : cue->start_us;
        *to = (ca_proof_cue){.start_us = cue->start_us,
                             .end_us = cue->end_us,
                             .order_us = order,
                             .settings = cue->settings,
                             .place = i};
        if (track->format == &ca_format_webvtt)
            to->id = hash_text((ca_str){cue->id, cue->id_bytes}, false);
        made = hash_cue(track, cue, &plain, &to->text);
    }
    ca_strbuf_free(&plain);
    return made;
}

static size_t count_replacements(ca_str text)
{
    static const char replacement[] = "\uFFFD";
    size_t count = 0;
    for (const char *at = text.data;
         (at = memmem(at, text.size - (size_t)(at - text.data), replacement, 3)); at += 3)
        count++;
    return count;
}

bool ca_proof_make(ca_proof *proof, const capalign_track *track)
{
    ca_str source = {track->source, track->source_bytes};
    *proof = (ca_proof){
        .cues = calloc(track->cue_count + 1, sizeof *proof->cues),
        .count = track->cue_count,
        .replacements = count_replacements(source),
        .encoding = track->encoding,
    };
    if (!proof->cues || !add_cues(proof, track)) {
        ca_proof_free(proof);
        return false;
    }
    if (track->format == &ca_format_srt && proof->count && !ca_str_starts(source, "WEBVTT"))
        proof->stray = hash_text((ca_str){source.data, track->cues[0].raw_from}, true);
    return true;
}

void ca_proof_free(ca_proof *proof)
{
    free(proof->cues);
    *proof = (ca_proof){0};
}

int ca_proof_compare_order(const void *a, const void *b)
{
    const ca_proof_cue *x = a, *y = b;
    if (x->order_us != y->order_us)
        return x->order_us < y->order_us ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static int compare_place(const void *a, const void *b)
{
    const ca_proof_cue *x = a, *y = b;
    return x->place < y->place ? -1 : x->place > y->place;
}

static bool same_settings(const capalign_cue_settings *a, const capalign_cue_settings *b)
{
    return ca_vtt_settings_equal(a ? a : &ca_vtt_default_settings,
                                 b ? b : &ca_vtt_default_settings);
}

static bool same_time(int64_t before, int64_t after, unsigned allowed)
{
    return before == after || (before == CAPALIGN_TIME_NONE && allowed & CA_PROOF_TIMES);
}

bool ca_proof_same_cue(const ca_proof_cue *a, const ca_proof_cue *b, unsigned allowed)
{
    return same_time(a->start_us, b->start_us, allowed) && a->text == b->text && a->id == b->id &&
           (same_time(a->end_us, b->end_us, allowed) ||
            (allowed & CA_PROOF_ENDS && b->end_us != CAPALIGN_TIME_NONE)) &&
           same_settings(a->settings, b->settings);
}

/* When a cue is, as far as it is known. */
static bool same_order(const ca_proof_cue *a, const ca_proof_cue *b, unsigned allowed)
{
    return a->order_us == b->order_us ||
           (a->start_us == CAPALIGN_TIME_NONE && allowed & CA_PROOF_TIMES);
}

static bool same_cues(const ca_proof *before, const ca_proof *after, unsigned allowed)
{
    size_t at = 0;
    if (allowed & CA_PROOF_FIRST_CUE && after->count == before->count + 1)
        at = 1;
    for (size_t i = 0; i < before->count; i++) {
        const ca_proof_cue *cue = &before->cues[i];
        if (at < after->count && same_order(cue, &after->cues[at], allowed) &&
            ca_proof_same_cue(cue, &after->cues[at], allowed))
            at++;
        else if (!(allowed & CA_PROOF_EMPTY) || cue->text)
            return false;
    }
    return at == after->count;
}

static void sort_cues(ca_proof *proof, int (*compare)(const void *a, const void *b))
{
    if (proof->count)
        qsort(proof->cues, proof->count, sizeof *proof->cues, compare);
}

bool ca_proof_holds(ca_proof *before, ca_proof *after, unsigned allowed)
{
    if (before->replacements != after->replacements ||
        (before->stray && before->stray != after->stray) ||
        (!(allowed & CA_PROOF_ENCODING) && strcmp(before->encoding, after->encoding) != 0))
        return false;
    if (!(allowed & CA_PROOF_ORDER))
        return same_cues(before, after, allowed);
    sort_cues(before, ca_proof_compare_order);
    sort_cues(after, ca_proof_compare_order);
    bool same = same_cues(before, after, allowed);
    sort_cues(before, compare_place);
    sort_cues(after, compare_place);
    return same;
}
