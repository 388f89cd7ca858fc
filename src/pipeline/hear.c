#include "pipeline/hear.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

enum { READ_SAMPLES = 16384 };

/* More of the words unreadable than this, and the text needs another writing first: kanji in
 * Japanese are a third and more. */
enum { UNREADABLE_PERCENT = 20 };

void ca_hearing_free(ca_hearing *h)
{
    ca_alignment_free(h->result);
    ca_alignment_free(h->reordered_result);
    free(h->words);
    free(h->reordered);
    capalign_audio_close(h->audio);
    ca_pronouncer_free(h->pronouncer);
    ca_model_file_close(&h->model);
}

capalign_code ca_hearing_look(const char *path, char language[36], int64_t *duration_us,
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

capalign_code ca_hearing_open(ca_hearing *h, const char *medium, const char *language,
                              const capalign_align_options *options, capalign_error *error)
{
    int64_t start_us = ca_alignment_part_start_us(options);
    if (options->stream != SIZE_MAX)
        return capalign_audio_open(medium, options->stream, start_us, options->end_us, &h->audio,
                                   error);
    return capalign_audio_open_language(medium, language, start_us, options->end_us, &h->audio,
                                        error);
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

static size_t sentence_end(const capalign_alignment *a, size_t from)
{
    size_t to = from + 1;
    while (to < a->found.count && a->found.items[to].sentence == a->found.items[from].sentence)
        to++;
    return to;
}

static capalign_code pronounce_words(ca_hearing *h, const capalign_alignment *a,
                                     capalign_error *error)
{
    capalign_code code = ca_pronouncer_create(h->model.model, a->language, &h->pronouncer, error);
    h->word_count = a->found.count;
    h->words = code == CAPALIGN_OK ? calloc(h->word_count + 1, sizeof *h->words) : NULL;
    if (code == CAPALIGN_OK && !h->words)
        return ca_fail_memory(error);
    ca_str text = {a->transcript.text, a->transcript.size};
    for (size_t from = 0, to; from < h->word_count && code == CAPALIGN_OK; from = to) {
        to = sentence_end(a, from);
        code = ca_pronounce_sentence(h->pronouncer, text, a->found.items + from, to - from,
                                     h->words + from, error);
    }
    size_t unreadable = 0;
    for (size_t i = 0; i < h->word_count && code == CAPALIGN_OK; i++) {
        h->words[i].sentence = a->found.items[i].sentence;
        unreadable += h->words[i].variant_count == 0;
    }
    return code == CAPALIGN_OK ? refuse_unreadable(a, unreadable, error) : code;
}

capalign_code ca_hearing_prepare(ca_hearing *h, capalign_alignment *a, const char *language,
                                 const char *medium_language, capalign_error *error)
{
    capalign_code code = ca_model_file_open(&h->model, error);
    if (code == CAPALIGN_OK)
        code = ca_alignment_choose_language(a, h->model.model, language, medium_language, error);
    if (code == CAPALIGN_OK)
        code = pronounce_words(h, a, error);
    if (code != CAPALIGN_OK) {
        free(h->words);
        h->words = NULL;
    }
    return code;
}

/* Some of the words, in some order, malloc'd; a sentence is what stays together in it. */
static ca_align_word *pick(const ca_hearing *h, const size_t *order, size_t count)
{
    ca_align_word *words = calloc(count + 1, sizeof *words);
    uint32_t sentence = 0;
    for (size_t i = 0; words && i < count; i++) {
        words[i] = h->words[order[i]];
        if (i && h->words[order[i - 1]].sentence != words[i].sentence)
            sentence++;
        words[i].sentence = sentence;
    }
    return words;
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

/* Up to two aligners that hear the same sound. */
typedef struct ear_pair {
    ca_aligner *aligners[2];
} ear_pair;

static capalign_code open_ears(ca_hearing *h, const capalign_align_options *options, ear_pair *out,
                               capalign_error *error)
{
    if (!h->words)
        return CAPALIGN_OK;
    const ca_align_options engine = {.mapped = ca_pronouncer_is_mapped(h->pronouncer),
                                     .threads = options->threads,
                                     .progress = options->progress};
    capalign_code code = ca_aligner_create(h->model.model, h->words, h->word_count, &engine,
                                           &out->aligners[0], error);
    if (code != CAPALIGN_OK || !h->order)
        return code;
    h->reordered = pick(h, h->order, h->word_count);
    if (!h->reordered)
        return ca_fail_memory(error);
    return ca_aligner_create(h->model.model, h->reordered, h->word_count, &engine,
                             &out->aligners[1], error);
}

static capalign_code hear_samples(const ca_hearing *h, const ear_pair *ears, const float *samples,
                                  size_t count, capalign_error *error)
{
    capalign_code code = CAPALIGN_OK;
    if (h->samples)
        h->samples(h->context, samples, count);
    for (size_t i = 0; i < 2 && code == CAPALIGN_OK; i++)
        if (ears->aligners[i])
            code = ca_aligner_push(ears->aligners[i], samples, count, error);
    return code;
}

static void move_words(ca_alignment *alignment, int64_t by_us)
{
    for (size_t i = 0; i < alignment->count; i++) {
        if (!alignment->words[i].spoken)
            continue;
        alignment->words[i].start_us += by_us;
        alignment->words[i].end_us += by_us;
    }
}

static capalign_code push_sound(const ca_hearing *h, const ear_pair *ears, capalign_audio *audio,
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
            code = hear_samples(h, ears, samples, count, error);
        heard += (int64_t)count;
        if (code == CAPALIGN_OK)
            code = report_listening(options, heard * 1000000 / CAPALIGN_SAMPLE_RATE_HZ, total_us,
                                    error);
    }
    free(samples);
    return code;
}

capalign_code ca_hearing_listen(ca_hearing *h, const capalign_align_options *options,
                                int64_t total_us, capalign_error *error)
{
    ear_pair ears = {{NULL, NULL}};
    capalign_code code = open_ears(h, options, &ears, error);
    if (code == CAPALIGN_OK)
        code = push_sound(h, &ears, h->audio, options, total_us, error);
    capalign_audio_close(h->audio);
    h->audio = NULL;
    if (code == CAPALIGN_OK && ears.aligners[0])
        code = ca_aligner_finish(ears.aligners[0], &h->result, error);
    if (code == CAPALIGN_OK && ears.aligners[1])
        code = ca_aligner_finish(ears.aligners[1], &h->reordered_result, error);
    ca_aligner_free(ears.aligners[0]);
    ca_aligner_free(ears.aligners[1]);
    return code;
}

capalign_code ca_hearing_again(const ca_hearing *h, const char *medium, const size_t *words,
                               size_t count, int64_t from_us, int64_t to_us, unsigned threads,
                               ca_alignment **out, capalign_error *error)
{
    *out = NULL;
    const ca_align_options engine = {
        .mapped = ca_pronouncer_is_mapped(h->pronouncer), .thorough = true, .threads = threads};
    const capalign_align_options quiet = {.threads = threads};
    const ca_hearing nobody = {.samples = NULL};
    ear_pair ears = {{NULL, NULL}};
    capalign_audio *audio = NULL;
    ca_align_word *picked = pick(h, words, count);
    capalign_code code = picked ? CAPALIGN_OK : ca_fail_memory(error);
    if (code == CAPALIGN_OK)
        code = ca_aligner_create(h->model.model, picked, count, &engine, &ears.aligners[0], error);
    if (code == CAPALIGN_OK)
        code = capalign_audio_open(medium, SIZE_MAX, from_us, to_us, &audio, error);
    if (code == CAPALIGN_OK)
        code = push_sound(&nobody, &ears, audio, &quiet, 0, error);
    capalign_audio_close(audio);
    if (code == CAPALIGN_OK)
        code = ca_aligner_finish(ears.aligners[0], out, error);
    if (code == CAPALIGN_OK)
        move_words(*out, from_us);
    ca_aligner_free(ears.aligners[0]);
    free(picked);
    return code;
}
