/* NIST CTM: "<file> <channel> <start s> <duration s> <word> <confidence>", one line a word
 * (https://github.com/usnistgov/SCTK, doc/infmts.htm). Words that are not spoken have no line.
 * White space parts the fields, so that an amount is written without it: "3,50€". */
#include <inttypes.h>
#include <stdio.h>

#include "caption/track.h"
#include "pipeline/alignment.h"
#include "text/scripts.h"

static void add_field(ca_output *output, ca_str text)
{
    for (size_t from = 0, size; from < text.size; from += size) {
        uint32_t c;
        size = ca_utf8_decode(text.data + from, text.size - from, &c);
        if (!ca_is_white_space(c))
            ca_output_add(output, text.data + from, size);
    }
}

static capalign_code write_ctm(const capalign_alignment *a, ca_output *output,
                               capalign_error *error)
{
    (void)error;
    for (size_t i = 0; i < a->word_count; i++) {
        const capalign_word *word = &a->words[i];
        if (word->start_us == CAPALIGN_TIME_NONE)
            continue;
        int64_t start_ms = word->start_us / 1000, end_ms = word->end_us / 1000;
        int64_t length = end_ms - start_ms;
        int thousandths = (int)(word->confidence * 1000 + 0.5);
        char text[128];
        add_field(output, ca_str_of(a->medium));
        snprintf(text, sizeof text, " 1 %" PRId64 ".%03d %" PRId64 ".%03d ", start_ms / 1000,
                 (int)(start_ms % 1000), length / 1000, (int)(length % 1000));
        ca_output_text(output, text);
        add_field(output, (ca_str){word->text, word->text_bytes});
        snprintf(text, sizeof text, " %d.%03d\n", thousandths / 1000, thousandths % 1000);
        ca_output_text(output, text);
    }
    return CAPALIGN_OK;
}

const ca_words_format ca_words_ctm = {"ctm", "ctm", write_ctm};
