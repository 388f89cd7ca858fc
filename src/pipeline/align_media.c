/* Aligning: transcript and medium in, words and cues out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "cue/layout.h"
#include "pipeline/alignment.h"
#include "pipeline/hear.h"
#include "pipeline/path.h"

capalign_align_options capalign_align_options_default(void)
{
    return (capalign_align_options){
        .start_us = CAPALIGN_TIME_NONE, .end_us = CAPALIGN_TIME_NONE, .stream = SIZE_MAX};
}

static ca_str word_text(const capalign_alignment *a, size_t index)
{
    const ca_spoken_word *word = &a->found.items[index];
    return (ca_str){a->transcript.text + word->from, word->to - word->from};
}

static capalign_code take_words(capalign_alignment *a, const ca_hearing *h,
                                const capalign_align_options *options, capalign_error *error)
{
    int64_t offset_us = ca_alignment_part_start_us(options);
    a->words = calloc(a->found.count ? a->found.count : 1, sizeof *a->words);
    if (!a->words)
        return ca_fail_memory(error);
    a->word_count = a->found.count;
    for (size_t i = 0; i < a->word_count; i++) {
        const ca_aligned_word *from = &h->result->words[i];
        ca_str text = word_text(a, i);
        a->words[i] = (capalign_word){
            .text = text.data,
            .text_bytes = text.size,
            .start_us = from->spoken ? from->start_us + offset_us : CAPALIGN_TIME_NONE,
            .end_us = from->spoken ? from->end_us + offset_us : CAPALIGN_TIME_NONE,
            .confidence = from->confidence,
            .placement = from->placement,
            .sentence = a->found.items[i].sentence,
        };
    }
    a->duration_us = h->result->duration_us;
    a->match = h->result->match;
    a->noisy = h->result->noisy;
    return CAPALIGN_OK;
}

static capalign_code refuse_mismatch(const capalign_alignment *a, const ca_hearing *h,
                                     const capalign_align_options *options, capalign_error *error)
{
    if (h->result->matches || options->force)
        return CAPALIGN_OK;
    char other[64] = "";
    if (a->stream_count > 1)
        snprintf(other, sizeof other, "another stream than %zu with --stream, ", a->stream);
    return ca_fail(error, CAPALIGN_E_MISMATCH,
                   "the transcript does not match the speech (match %d of 100); name the right "
                   "transcript, its language with --lang, %sor use --force to write all the same",
                   (int)(h->result->match * 100 + 0.5), other);
}

/* Opens the sound and keeps what its container says of it. Without an option, a script that tells
 * the text's language chooses among several streams. */
static capalign_code open_sound(const char *medium, capalign_alignment *a, ca_hearing *h,
                                const capalign_align_options *options, capalign_error *error)
{
    const char *language = options->language;
    if (!language || !*language)
        language = ca_language_of_script((ca_str){a->transcript.text, a->transcript.size});
    capalign_code code = ca_hearing_open(h, medium, language, options, error);
    if (code != CAPALIGN_OK)
        return code;
    const capalign_audio_info *info = capalign_audio_get_info(h->audio);
    a->stream = info->stream;
    a->stream_count = info->stream_count;
    if (options->end_us == CAPALIGN_TIME_NONE)
        a->claim_us = info->container_duration_us;
    return CAPALIGN_OK;
}

/* For the progress bar: about the part's length; 0 where it is not known. */
static int64_t length_of(const ca_hearing *h, const capalign_align_options *options)
{
    int64_t start_us = ca_alignment_part_start_us(options);
    int64_t end_us = options->end_us == CAPALIGN_TIME_NONE
                         ? capalign_audio_get_info(h->audio)->guessed_duration_us
                         : options->end_us;
    return end_us > start_us ? end_us - start_us : 0;
}

static capalign_code align(const char *medium, capalign_alignment *a, ca_hearing *h,
                           const capalign_align_options *options, capalign_error *error)
{
    if (!ca_layout_profile_named(options->profile)) /* before the long work */
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "there is no house style \"%.40s\"",
                       options->profile);
    capalign_code code =
        ca_spoken_find((ca_str){a->transcript.text, a->transcript.size}, &a->found, error);
    if (code == CAPALIGN_OK && !a->found.count)
        code = ca_fail(error, CAPALIGN_E_INPUT, "there is no word to align in the transcript");
    if (code == CAPALIGN_OK)
        code = open_sound(medium, a, h, options, error);
    if (code == CAPALIGN_OK)
        code = ca_hearing_prepare(h, a, options->language,
                                  capalign_audio_get_info(h->audio)->language, error);
    if (code == CAPALIGN_OK)
        code = ca_hearing_listen(h, options, length_of(h, options), error);
    if (code == CAPALIGN_OK)
        code = refuse_mismatch(a, h, options, error);
    if (code == CAPALIGN_OK)
        code = take_words(a, h, options, error);
    if (code == CAPALIGN_OK)
        code = ca_alignment_make_cues(a, options, error);
    return code;
}

/* Takes the transcript over. */
static capalign_code align_transcript(const char *medium, ca_transcript *transcript,
                                      const capalign_align_options *options,
                                      capalign_alignment **out, capalign_error *error)
{
    capalign_align_options defaults = capalign_align_options_default();
    capalign_alignment *a = calloc(1, sizeof *a);
    if (!a) {
        ca_transcript_free(transcript);
        return ca_fail_memory(error);
    }
    a->transcript = *transcript;
    options = options ? options : &defaults;
    ca_str name = ca_path_stem(medium);
    a->medium = strndup(name.data, name.size);
    a->claim_us = CAPALIGN_TIME_NONE;
    ca_hearing hearing = {0};
    capalign_code code =
        a->medium ? align(medium, a, &hearing, options, error) : ca_fail_memory(error);
    ca_hearing_free(&hearing);
    if (code != CAPALIGN_OK) {
        capalign_alignment_destroy(a);
        return code;
    }
    *out = a;
    return CAPALIGN_OK;
}

capalign_code capalign_align_file(const char *medium, const char *transcript_path,
                                  const capalign_align_options *options, capalign_alignment **out,
                                  capalign_error *error)
{
    ca_transcript transcript;
    capalign_code code = ca_transcript_read(transcript_path, &transcript, error);
    if (code == CAPALIGN_OK && options && options->keep_cues && !transcript.track) {
        ca_transcript_free(&transcript);
        code = ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "only a caption file has cues to keep; give one, or leave that out");
    }
    if (code == CAPALIGN_OK)
        code = align_transcript(medium, &transcript, options, out, error);
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, transcript_path);
}

capalign_code capalign_align_text(const char *medium, const char *text, size_t size,
                                  const capalign_align_options *options, capalign_alignment **out,
                                  capalign_error *error)
{
    ca_transcript transcript;
    capalign_code code = ca_transcript_from_text(text, size, &transcript, error);
    if (code != CAPALIGN_OK)
        return code;
    return align_transcript(medium, &transcript, options, out, error);
}
