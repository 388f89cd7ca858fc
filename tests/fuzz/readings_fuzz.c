/* A transcript's way to its pronunciations: tidied, cut into words, read, pronounced. The first
 * byte chooses the language. Each step's result must be usable by the next. */
#include <stdlib.h>

#include "../unit/toy_model.h"
#include "align/align.h"
#include "pipeline/model_file.h"
#include "pipeline/pronounce.h"
#include "pipeline/transcript.h"
#include "text/readings.h"
#include "text/spoken.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* espeak-ng loses some memory when it changes between voices, which no program of ours does. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libespeak-ng";
}

/* A pronouncer keeps its words: a fresh one after so many keeps the memory small. */
enum { MOST_WORDS = 400, USES = 200 };

static void check(bool holds)
{
    if (!holds)
        abort();
}

static bool is_utf8(ca_str text)
{
    return ca_utf8_valid_prefix(text.data, text.size) == text.size;
}

/* The real model, whose dictionary and phones the words meet; else the toy. */
static const ca_model *the_model(void)
{
    static ca_model_file file;
    static ca_model *toy;
    static bool tried;
    if (!tried && ca_model_file_open(&file, NULL) != CAPALIGN_OK) {
        size_t size;
        const void *bytes = toy_model(&size);
        check(ca_model_open(bytes, size, &toy, NULL) == CAPALIGN_OK);
    }
    tried = true;
    return toy ? toy : file.model;
}

/* NULL where there is no such voice. */
static ca_pronouncer *pronouncer_for(unsigned choice)
{
    static const char *const languages[] = {"en", "de", "fr", "zh", "ar", "hi", "ru"};
    enum { COUNT = sizeof languages / sizeof languages[0] };
    static ca_pronouncer *kept[COUNT];
    static unsigned uses[COUNT];
    choice %= COUNT;
    if (kept[choice] && ++uses[choice] % USES == 0) {
        ca_pronouncer_free(kept[choice]);
        kept[choice] = NULL;
    }
    if (!kept[choice] &&
        ca_pronouncer_create(the_model(), languages[choice], &kept[choice], NULL) != CAPALIGN_OK)
        kept[choice] = NULL;
    return kept[choice];
}

static void check_readings(ca_str word)
{
    for (int english = 0; english < 2; english++) {
        ca_readings readings;
        ca_readings_find(word, english, &readings);
        check(readings.count <= CA_MAX_READINGS);
        for (size_t i = 0; i < readings.count; i++) {
            check(memchr(readings.items[i], '\0', CA_MAX_READING_BYTES) != NULL);
            check(readings.items[i][0] && is_utf8(ca_str_of(readings.items[i])));
        }
    }
}

static void check_pronunciations(ca_pronouncer *pronouncer, ca_str text,
                                 const ca_spoken_words *words)
{
    ca_align_word out[MOST_WORDS] = {0};
    size_t count = words->count < MOST_WORDS ? words->count : MOST_WORDS;
    if (!pronouncer ||
        ca_pronounce_sentence(pronouncer, text, words->items, count, out, NULL) != CAPALIGN_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        check(out[i].variant_count <= CA_MAX_VARIANTS);
        for (size_t v = 0; v < out[i].variant_count; v++) {
            const ca_pronunciation *p = &out[i].variants[v];
            check(p->count > 0 && p->count <= CA_MAX_WORD_PHONES);
            for (size_t k = 0; k < p->count; k++)
                check(p->phones[k] < ca_model_phone_count(the_model()));
        }
    }
}

static void check_words(ca_str text, unsigned choice)
{
    ca_spoken_words words;
    if (ca_spoken_find(text, &words, NULL) != CAPALIGN_OK)
        return;
    for (size_t i = 0; i < words.count && i < MOST_WORDS; i++) {
        ca_str word = {text.data + words.items[i].from, words.items[i].to - words.items[i].from};
        check(word.size && is_utf8(word));
        check_readings(word);
    }
    check_pronunciations(pronouncer_for(choice), text, &words);
    ca_spoken_free(&words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    ca_str text = {(const char *)data + 1, size - 1};
    if (memchr(text.data, '\0', text.size))
        return 0;
    ca_transcript transcript;
    capalign_code code = ca_transcript_from_text(text.data, text.size, &transcript, NULL);
    check((code == CAPALIGN_OK) == is_utf8(text));
    if (code != CAPALIGN_OK)
        return 0;
    ca_str tidied = {transcript.text, transcript.size};
    check(is_utf8(tidied));
    /* A name that ends the text gets a colon for its code; two references are longer when read. */
    check(tidied.size <= text.size * 2 + 1);
    check_words(tidied, data[0]);
    ca_transcript_free(&transcript);
    return 0;
}
