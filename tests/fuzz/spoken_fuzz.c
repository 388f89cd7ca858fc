/* Words of a transcript: ordered, not empty, inside the text, at character boundaries. */
#include <stdlib.h>

#include "base/utf8.h"
#include "text/spoken.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ca_str text = {(const char *)data, size};
    if (ca_utf8_valid_prefix(text.data, text.size) != size)
        return 0;
    ca_spoken_words words;
    if (ca_spoken_find(text, &words, NULL) != CAPALIGN_OK)
        return 0;
    size_t end = 0;
    uint32_t sentence = 0;
    for (size_t i = 0; i < words.count; i++) {
        const ca_spoken_word *word = &words.items[i];
        check(word->from >= end && word->to > word->from && word->to <= size);
        check(ca_utf8_valid_prefix(text.data + word->from, word->to - word->from) ==
              word->to - word->from);
        check(word->sentence >= sentence && word->sentence <= sentence + 1);
        end = word->to;
        sentence = word->sentence;
    }
    ca_language_of_script(text);
    ca_spoken_free(&words);
    return 0;
}
