/* Aligning: transcript and medium in, words and cues out. */
#include <stdlib.h>
#include <string.h>

#include <capalign/media.h>

#include "base/error.h"
#include "pipeline/alignment.h"
#include "pipeline/model_file.h"
#include "pipeline/pronounce.h"

enum { READ_SAMPLES = 16384 };

/* More of the words unreadable than this, and the text needs another writing first: kanji in
 * Japanese are a third and more. */
enum { UNREADABLE_PERCENT = 20 };

capalign_align_options capalign_align_options_default(void)
{
    return (capalign_align_options){.start_us = CAPALIGN_TIME_NONE, .end_us = CAPALIGN_TIME_NONE};
}

/* What lives while the engine runs. */
typedef struct run {
    ca_model_file model;
    ca_pronouncer *pronouncer;
    ca_align_word *words; /* borrows the pronouncer's variants */
    ca_alignment *result;
} run;

static void run_free(run *r)
{
    ca_alignment_free(r->result);
    free(r->words);
    ca_pronouncer_free(r->pronouncer);
    ca_model_file_close(&r->model);
}

static ca_str word_text(const capalign_alignment *a, size_t index)
{
    const ca_spoken_word *word = &a->found.items[index];
    return (ca_str){a->transcript.text + word->from, word->to - word->from};
}

static capalign_code refuse_unreadable(const capalign_alignment *a, size_t unreadable,
                                       capalign_error *error)
{
    if (unreadable * 100 <= a->found.count * UNREADABLE_PERCENT)
        return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_MISSING,
                   "espeak-ng cannot read %zu of the %zu words in the language \"%s\"; give the "
                   "transcript as it is read (Japanese: in kana)",
                   unreadable, a->found.count, a->language);
}

static capalign_code pronounce_words(const capalign_alignment *a, run *r, capalign_error *error)
{
    capalign_code code = ca_pronouncer_create(r->model.model, a->language, &r->pronouncer, error);
    r->words = calloc(a->found.count ? a->found.count : 1, sizeof *r->words);
    if (code == CAPALIGN_OK && !r->words)
        return ca_fail_memory(error);
    size_t unreadable = 0;
    for (size_t i = 0; i < a->found.count && code == CAPALIGN_OK; i++) {
        ca_align_word *word = &r->words[i];
        word->sentence = a->found.items[i].sentence;
        code = ca_pronounce(r->pronouncer, word_text(a, i), &word->variants, &word->variant_count,
                            error);
        unreadable += word->variant_count == 0;
    }
    return code == CAPALIGN_OK ? refuse_unreadable(a, unreadable, error) : code;
}

/* The engine's progress begins when it has heard everything; until then, the sound's own. */
static capalign_code report_listening(const capalign_align_options *options, int64_t done_us,
                                      int64_t total_us, capalign_error *error)
{
    const capalign_progress *progress = options->progress;
    if (!progress || progress->report(progress->context, "listening", done_us, total_us) == 0)
        return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_CANCELLED, "stopped while listening");
}

static capalign_code push_sound(capalign_audio *audio, ca_aligner *aligner,
                                const capalign_align_options *options, int64_t total_us,
                                capalign_error *error)
{
    float *samples = malloc(READ_SAMPLES * sizeof *samples);
    if (!samples)
        return ca_fail_memory(error);
    capalign_code code = CAPALIGN_OK;
    int64_t heard = 0;
    for (size_t count = 1; count && code == CAPALIGN_OK;) {
        code = capalign_audio_read(audio, samples, READ_SAMPLES, &count, error);
        if (code == CAPALIGN_OK && count)
            code = ca_aligner_push(aligner, samples, count, error);
        heard += (int64_t)count;
        if (code == CAPALIGN_OK)
            code = report_listening(options, heard * 1000000 / CAPALIGN_SAMPLE_RATE_HZ, total_us,
                                    error);
    }
    free(samples);
    return code;
}

static capalign_code listen(const char *medium, const capalign_alignment *a, run *r,
                            const capalign_align_options *options, int64_t total_us,
                            capalign_error *error)
{
    ca_align_options engine = {.mapped = ca_pronouncer_is_mapped(r->pronouncer),
                               .threads = options->threads,
                               .progress = options->progress};
    ca_aligner *aligner = NULL;
    capalign_audio *audio = NULL;
    capalign_code code =
        ca_aligner_create(r->model.model, r->words, a->found.count, &engine, &aligner, error);
    if (code == CAPALIGN_OK)
        code = capalign_audio_open(medium, SIZE_MAX,
                                   options->start_us == CAPALIGN_TIME_NONE ? 0 : options->start_us,
                                   options->end_us, &audio, error);
    if (code == CAPALIGN_OK)
        code = push_sound(audio, aligner, options, total_us, error);
    capalign_audio_close(audio);
    if (code == CAPALIGN_OK)
        code = ca_aligner_finish(aligner, &r->result, error);
    ca_aligner_free(aligner);
    return code;
}

static capalign_code take_words(capalign_alignment *a, const run *r,
                                const capalign_align_options *options, capalign_error *error)
{
    int64_t offset_us = options->start_us == CAPALIGN_TIME_NONE ? 0 : options->start_us;
    a->words = calloc(a->found.count ? a->found.count : 1, sizeof *a->words);
    if (!a->words)
        return ca_fail_memory(error);
    a->word_count = a->found.count;
    for (size_t i = 0; i < a->word_count; i++) {
        const ca_aligned_word *from = &r->result->words[i];
        ca_str text = word_text(a, i);
        a->words[i] = (capalign_word){
            .text = text.data,
            .text_bytes = text.size,
            .start_us = from->spoken ? from->start_us + offset_us : CAPALIGN_TIME_NONE,
            .end_us = from->spoken ? from->end_us + offset_us : CAPALIGN_TIME_NONE,
            .confidence = from->confidence,
            .sentence = a->found.items[i].sentence,
        };
    }
    a->duration_us = r->result->duration_us;
    a->match = r->result->match;
    a->noisy = r->result->noisy;
    return CAPALIGN_OK;
}

static capalign_code refuse_mismatch(const run *r, const capalign_align_options *options,
                                     capalign_error *error)
{
    if (r->result->matches || options->force)
        return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_MISMATCH,
                   "the transcript does not match the speech (match %d of 100); name the right "
                   "transcript, its language with --lang, or use --force to write all the same",
                   (int)(r->result->match * 100 + 0.5));
}

/* The medium's language and length, for the choice of language and for progress. */
static capalign_code look_at_medium(const char *path, char language[36], int64_t *duration_us,
                                    capalign_error *error)
{
    capalign_medium *medium;
    capalign_code code = capalign_medium_open(path, &medium, error);
    if (code != CAPALIGN_OK)
        return code;
    const capalign_medium_info *info = capalign_medium_get_info(medium);
    language[0] = '\0';
    if (info->language && strlen(info->language) < 36)
        strcpy(language, info->language);
    *duration_us = info->duration_us == CAPALIGN_TIME_NONE ? 0 : info->duration_us;
    capalign_medium_close(medium);
    return CAPALIGN_OK;
}

static capalign_code align(const char *medium, capalign_alignment *a, run *r,
                           const capalign_align_options *options, capalign_error *error)
{
    capalign_code code =
        ca_spoken_find((ca_str){a->transcript.text, a->transcript.size}, &a->found, error);
    if (code == CAPALIGN_OK && !a->found.count)
        code = ca_fail(error, CAPALIGN_E_INPUT, "there is no word to align in the transcript");
    char language[36];
    int64_t total_us = 0;
    if (code == CAPALIGN_OK)
        code = look_at_medium(medium, language, &total_us, error);
    if (code == CAPALIGN_OK)
        code = ca_model_file_open(&r->model, error);
    if (code == CAPALIGN_OK)
        code = ca_alignment_choose_language(a, r->model.model, options->language, language, error);
    if (code == CAPALIGN_OK)
        code = pronounce_words(a, r, error);
    if (code == CAPALIGN_OK)
        code = listen(medium, a, r, options, total_us, error);
    if (code == CAPALIGN_OK)
        code = refuse_mismatch(r, options, error);
    if (code == CAPALIGN_OK)
        code = take_words(a, r, options, error);
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
    run r = {0};
    capalign_code code = align(medium, a, &r, options ? options : &defaults, error);
    run_free(&r);
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
    if (size > CAPALIGN_TRANSCRIPT_MAX_BYTES)
        return ca_fail(error, CAPALIGN_E_LIMIT, "the transcript is larger than %zu MiB",
                       CAPALIGN_TRANSCRIPT_MAX_BYTES >> 20);
    if (ca_utf8_valid_prefix(text, size) != size)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "the transcript must be UTF-8");
    ca_transcript transcript = {.text = malloc(size + 1), .size = size};
    if (!transcript.text)
        return ca_fail_memory(error);
    if (size)
        memcpy(transcript.text, text, size);
    transcript.text[size] = '\0';
    return align_transcript(medium, &transcript, options, out, error);
}
