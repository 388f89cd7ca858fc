/* Words as JSON: {"language", "words": [{"text", "start_us", "end_us", "confidence"}]}. Times are
 * null for words that are not spoken. */
#include <inttypes.h>
#include <stdio.h>

#include "caption/json.h"
#include "caption/track.h"
#include "pipeline/alignment.h"

static void write_time(ca_output *output, const char *name, int64_t time_us)
{
    char text[48];
    if (time_us == CAPALIGN_TIME_NONE)
        snprintf(text, sizeof text, "\"%s\": null, ", name);
    else
        snprintf(text, sizeof text, "\"%s\": %" PRId64 ", ", name, time_us);
    ca_output_text(output, text);
}

/* Thousandths are all that a confidence is worth; written by hand, since printf's point depends on
 * the locale. */
static void write_confidence(ca_output *output, double confidence)
{
    char text[48];
    int thousandths = (int)(confidence * 1000 + 0.5);
    snprintf(text, sizeof text, "\"confidence\": %d.%03d}", thousandths / 1000, thousandths % 1000);
    ca_output_text(output, text);
}

static capalign_code write_json(const capalign_alignment *a, ca_output *output,
                                capalign_error *error)
{
    (void)error;
    ca_output_text(output, "{\"language\": ");
    ca_json_add_string(output, ca_str_of(a->language));
    ca_output_text(output, ",\n \"words\": [");
    for (size_t i = 0; i < a->word_count; i++) {
        const capalign_word *word = &a->words[i];
        ca_output_text(output, i ? ",\n  {\"text\": " : "\n  {\"text\": ");
        ca_json_add_string(output, (ca_str){word->text, word->text_bytes});
        ca_output_text(output, ", ");
        write_time(output, "start_us", word->start_us);
        write_time(output, "end_us", word->end_us);
        write_confidence(output, word->confidence);
    }
    ca_output_text(output, "\n ]}\n");
    return CAPALIGN_OK;
}

const ca_words_format ca_words_json = {"words", "json", write_json};
