/* Which language a transcript is in, where nobody says. */
#include <string.h>

#include "base/error.h"
#include "pipeline/alignment.h"

/* Languages written in Latin letters: a text in another script is not theirs, whatever the medium
 * is labelled. */
static const char *const latin[] = {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk",
                                    "sl", "hr", "hu", "ro", "sv", "da", "no", "nb", "nn", "fi",
                                    "et", "lv", "lt", "is", "ga", "cy", "tr", "id", "ms", "vi",
                                    "tl", "sw", "af", "ca", "eu", "gl", "sq"};

/* Share of words in the English dictionary from which on a text in Latin letters is taken for
 * English: English texts have over 90 %, others well under half, names included. */
enum { ENGLISH_PERCENT = 75, LOOK_AT_WORDS = 2000 };

static bool is_latin_language(const char *tag)
{
    size_t size = strcspn(tag, "-_");
    for (size_t i = 0; i < sizeof latin / sizeof latin[0]; i++)
        if (size == 2 && strncasecmp(tag, latin[i], 2) == 0)
            return true;
    return false;
}

static bool in_dictionary(const ca_model *model, ca_str word)
{
    char lower[64];
    if (word.size >= sizeof lower)
        return false;
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    ca_pronunciation first;
    return ca_model_lookup(model, (ca_str){lower, word.size}, &first, 1) > 0;
}

static bool looks_english(const capalign_alignment *a, const ca_model *model)
{
    size_t known = 0, looked = 0;
    for (size_t i = 0; i < a->found.count && looked < LOOK_AT_WORDS; i++) {
        const ca_spoken_word *word = &a->found.items[i];
        const char *text = a->transcript.text + word->from;
        if (*text >= '0' && *text <= '9')
            continue;
        looked++;
        known += in_dictionary(model, (ca_str){text, word->to - word->from});
    }
    return looked && known * 100 >= looked * ENGLISH_PERCENT;
}

static capalign_code set_language(capalign_alignment *a, const char *tag, capalign_error *error)
{
    if (strlen(tag) >= sizeof a->language)
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "\"%.40s\" is no language tag; use one like en or pt-BR", tag);
    strcpy(a->language, tag);
    return CAPALIGN_OK;
}

capalign_code ca_alignment_choose_language(capalign_alignment *a, const ca_model *model,
                                           const char *option, const char *medium,
                                           capalign_error *error)
{
    if (option && *option)
        return set_language(a, option, error);
    const char *script = ca_language_of_script((ca_str){a->transcript.text, a->transcript.size});
    bool labelled = medium && *medium && strcmp(medium, "und") != 0;
    if (labelled && !(script && is_latin_language(medium)))
        return set_language(a, medium, error);
    if (script)
        return set_language(a, script, error);
    if (looks_english(a, model))
        return set_language(a, "en", error);
    return ca_fail(error, CAPALIGN_E_INPUT,
                   "the language is not known: the medium does not say it, and the text is not "
                   "English; give it with --lang");
}
