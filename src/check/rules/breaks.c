/* Where lines break: house styles want some words to stay with the next ones. */
#include "check/language.h"
#include "check/rules.h"
#include "cue/lexicon.h"
#include "cue/width.h"

static ca_str last_word(ca_str line)
{
    size_t from = line.size;
    while (from && line.data[from - 1] != ' ')
        from--;
    return (ca_str){line.data + from, line.size - from};
}

static bool is_upper_at(ca_str text)
{
    uint32_t c = 0;
    if (text.size)
        ca_utf8_decode(text.data, text.size, &c);
    return ca_is_upper(c);
}

/* A capital in the middle of a sentence, and a capital again: a name, save in German, which
 * writes nouns so. */
static bool parts_name(const ca_lexicon *lexicon, ca_str line, ca_str word, ca_str next)
{
    size_t before = (size_t)(word.data - line.data);
    while (before && line.data[before - 1] == ' ')
        before--;
    char end = before ? line.data[before - 1] : '.';
    return word.size > 1 && end != '.' && end != '?' && end != '!' && end != '-' && end != ':' &&
           end != '"' && is_upper_at(word) && is_upper_at(next) &&
           strcmp(ca_lexicon_language(lexicon), "de") != 0 &&
           ca_lexicon_class(lexicon, next) == CA_WORD_OTHER;
}

static ca_str first_word(ca_str line)
{
    const char *space = memchr(line.data, ' ', line.size);
    return (ca_str){line.data, space ? (size_t)(space - line.data) : line.size};
}

/* A word with a sign after it ends something, and a break there is good. */
static bool is_bad_break(const ca_lexicon *lexicon, ca_str line, ca_str next)
{
    ca_str word = last_word(line);
    uint32_t c = 0;
    for (size_t at = 0; at < word.size;)
        at += ca_utf8_decode(word.data + at, word.size - at, &c);
    if (!next.size || next.data[0] == '-' || !ca_is_letter(c) || word.size == line.size)
        return false;
    ca_word_class class = ca_lexicon_class(lexicon, word);
    return class == CA_WORD_ARTICLE || class == CA_WORD_PREPOSITION ||
           class == CA_WORD_CONJUNCTION || parts_name(lexicon, line, word, first_word(next));
}

/* Told at the first word that should have moved down. */
static void look_at_cue(ca_check *check, const ca_rule *rule, const ca_lexicon *lexicon,
                        const ca_check_cue *cue)
{
    int64_t count = 0;
    size_t from = 0, to = 0;
    for (size_t i = 0; i + 1 < cue->line_count; i++) {
        const ca_check_line *line = &cue->lines[i];
        if (!is_bad_break(lexicon, line->plain, line[1].plain))
            continue;
        ca_str word = last_word(line->plain);
        if (!count++) {
            from = ca_check_source_of(check, line, line->plain.size - word.size);
            to = from + word.size < line->to ? from + word.size : line->to;
        }
    }
    if (count > ca_check_limit(check, rule))
        ca_check_tell(check, rule, from, to, cue->index, count);
}

/* The language of the name; else the first cues show it. */
static ca_lexicon *make_lexicon(ca_check *check)
{
    enum { SAMPLE_BYTES = 8000, COLUMNS = 1000 };
    char language[4];
    ca_language_of_path(check->path, language);
    ca_atoms atoms = {0};
    size_t size = check->text.size < SAMPLE_BYTES
                      ? check->text.size
                      : ca_utf8_valid_prefix(check->text.data, SAMPLE_BYTES);
    capalign_error error;
    bool split = *language || ca_atoms_split((ca_str){check->text.data, size}, NULL, 0, COLUMNS,
                                             &atoms, &error) == CAPALIGN_OK;
    ca_lexicon *lexicon = split ? ca_lexicon_make(*language ? language : NULL, &atoms) : NULL;
    if (!*language && split)
        ca_atoms_free(&atoms);
    return lexicon;
}

static void line_breaks(ca_check *check, const ca_rule *rule)
{
    ca_lexicon *lexicon = make_lexicon(check);
    check->no_memory = check->no_memory || !lexicon;
    for (size_t i = 0; i < check->track->cue_count && !check->no_memory; i++) {
        ca_check_cue cue;
        const capalign_cue *source = &check->track->cues[i].cue;
        if (!source->text_bytes || !memchr(source->text, '\n', source->text_bytes))
            continue;
        if (ca_check_read_cue(check, i, &cue))
            look_at_cue(check, rule, lexicon, &cue);
        else
            check->no_memory = true;
    }
    ca_lexicon_free(lexicon);
}

const ca_rule ca_rules_breaks[] = {
    {.about = {.code = "max-bad-breaks",
               .title = "a line break inside what belongs together",
               .why = "viewers stumble: an article, preposition or first name waits for its word",
               .formats = "srt vtt",
               .unit = "breaks",
               .severity = CAPALIGN_INFO,
               .enabled = true,
               .bad = "The ferry leaves the\nharbour at six.",
               .good = "The ferry leaves\nthe harbour at six."},
     .message = "the line ends with %t, which belongs to the next line",
     .file = line_breaks},
};
const size_t ca_rules_breaks_count = sizeof ca_rules_breaks / sizeof ca_rules_breaks[0];
