/* Measures the engine alone: a FLAC file of 16 kHz and words that cmudict knows, so that neither
 * decoding nor text handling is part of it. Built for measuring, not installed.
 *
 * usage: align_driver MODEL AUDIO TEXT   (prints {"words": [...]}) */
#include <ctype.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/align.h"
#include "align/features.h"
#include "align/joined_edge.h"

enum { MAX_WORDS = 200000, WORD_BYTES = 48 };

struct text {
    char (*spelt)[WORD_BYTES];
    ca_pronunciation (*variants)[CA_MAX_VARIANTS];
    ca_align_word *words;
    size_t count;
};

static char *load(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        exit(3);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *data = calloc(*size + 1, 1);
    if (!data || fread(data, 1, *size, file) != *size)
        exit(3);
    fclose(file);
    return data;
}

static void add_word(struct text *t, const ca_model *model, const char *word, size_t size,
                     uint32_t sentence)
{
    size_t i = t->count, n = 0;
    for (size_t k = 0; k < size && n < WORD_BYTES - 1; k++)
        if (isalpha((unsigned char)word[k]) || word[k] == '\'')
            t->spelt[i][n++] = (char)tolower((unsigned char)word[k]);
    if (n == 0 || i + 1 == MAX_WORDS)
        return;
    size_t found =
        ca_model_lookup(model, (ca_str){t->spelt[i], n}, t->variants[i], CA_MAX_VARIANTS);
    t->words[i] =
        (ca_align_word){.variants = t->variants[i],
                        .variant_count = found < CA_MAX_VARIANTS ? found : CA_MAX_VARIANTS,
                        .sentence = sentence};
    t->count++;
}

static struct text read_text(const ca_model *model, const char *path)
{
    size_t size;
    char *data = load(path, &size);
    struct text t = {calloc(MAX_WORDS, sizeof *t.spelt), calloc(MAX_WORDS, sizeof *t.variants),
                     calloc(MAX_WORDS, sizeof *t.words), 0};
    uint32_t sentence = 0;
    for (char *at = data; *at;) {
        size_t word = strcspn(at, " -\t\r\n");
        add_word(&t, model, at, word, sentence);
        at += word;
        sentence += *at == '\n';
        at += *at != '\0';
    }
    free(data);
    return t;
}

static void push_audio(ca_aligner *aligner, const char *path)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    float samples[8192];
    capalign_error error;
    if (!file || info.channels != 1 || info.samplerate != CA_RATE)
        exit(3);
    for (sf_count_t n; (n = sf_readf_float(file, samples, 8192)) > 0;)
        if (ca_aligner_push(aligner, samples, (size_t)n, &error) != CAPALIGN_OK)
            exit(3);
    sf_close(file);
}

/* The group of the edge that the word shares with the next one; -1 where they share none. */
static int edge_group(const ca_model *model, const struct text *t, const ca_alignment *r, size_t i)
{
    const ca_aligned_word *a = &r->words[i], *b = a + 1;
    if (i + 1 == r->count || !a->spoken || !b->spoken || a->end_us != b->start_us)
        return -1;
    const ca_pronunciation *left = &t->variants[i][a->variant];
    const ca_pronunciation *right = &t->variants[i + 1][b->variant];
    return (int)ca_edge_group_of(ca_phone_class_of(model, left->phones[left->count - 1]),
                                 ca_phone_class_of(model, right->phones[0]));
}

static void print_words(const ca_model *model, const struct text *t, const ca_alignment *r)
{
    printf("{\"match\": %.4f, \"noisy\": %s, \"words\": [\n", r->match,
           r->noisy ? "true" : "false");
    for (size_t i = 0; i < r->count; i++) {
        const ca_aligned_word *w = &r->words[i];
        printf("{\"text\": \"%s\", ", t->spelt[i]);
        if (w->spoken)
            printf("\"start_us\": %lld, \"end_us\": %lld, ", (long long)w->start_us,
                   (long long)w->end_us);
        else
            printf("\"start_us\": null, \"end_us\": null, ");
        printf("\"confidence\": %.4f, \"score\": %.3f, \"spread\": [%d, %d], \"edge\": %d}%s\n",
               (double)w->confidence, (double)w->score, w->start_spread_us, w->end_spread_us,
               edge_group(model, t, r, i), i + 1 < r->count ? "," : "");
    }
    printf("]}\n");
}

int main(int argc, char **argv)
{
    capalign_error error;
    size_t size;
    if (argc != 4)
        return 2;
    char *bytes = load(argv[1], &size);
    ca_model *model;
    ca_aligner *aligner;
    ca_alignment *result;
    if (ca_model_open(bytes, size, &model, &error) != CAPALIGN_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 3;
    }
    struct text text = read_text(model, argv[3]);
    const char *threads = getenv("ALIGN_THREADS");
    const ca_align_options options = {.threads = threads ? (unsigned)atoi(threads) : 0};
    if (ca_aligner_create(model, text.words, text.count, &options, &aligner, &error) != CAPALIGN_OK)
        return 3;
    push_audio(aligner, argv[2]);
    if (ca_aligner_finish(aligner, &result, &error) != CAPALIGN_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 3;
    }
    print_words(model, &text, result);
    ca_alignment_free(result);
    ca_aligner_free(aligner);
    ca_model_free(model);
    free(bytes);
    free(text.spelt);
    free(text.variants);
    free(text.words);
    return 0;
}
