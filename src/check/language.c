#include "check/language.h"

#include <stdio.h>
#include <stdlib.h>

#include "cue/lexicon.h"
#include "cue/width.h"

/* Below these a text says too little. */
enum { MIN_WORDS = 200, MAX_WORDS = 600, MIN_LETTERS = 200 };

/* Shares of function words, in percent. Running text of a language has 30 to 50 of its own
 * (measured on the samples of tests/), and of another one seldom over 15. */
enum { IS_CLAIMED = 20, IS_OTHER = 30, IS_OTHER_UNKNOWN = 38, TIMES = 3 };

/* ---- names ---- */

/* Parts of names that say something else, as players have them. */
static bool is_flag(ca_str part)
{
    return ca_str_in_list(part, "sdh cc forced hi default full signs songs");
}

/* Codes of three letters for the languages that have two. */
static const char *const three_letters[][2] = {
    {"eng", "en"}, {"deu", "de"}, {"ger", "de"}, {"fra", "fr"}, {"fre", "fr"}, {"spa", "es"},
    {"ita", "it"}, {"por", "pt"}, {"nld", "nl"}, {"dut", "nl"}, {"pol", "pl"}, {"ces", "cs"},
    {"cze", "cs"}, {"swe", "sv"}, {"dan", "da"}, {"nor", "no"}, {"nob", "nb"}, {"rus", "ru"},
    {"ukr", "uk"}, {"ara", "ar"}, {"heb", "he"}, {"hin", "hi"}, {"kor", "ko"}, {"jpn", "ja"},
    {"zho", "zh"}, {"chi", "zh"}, {"ell", "el"}, {"gre", "el"}, {"tha", "th"}, {"tur", "tr"},
    {"fin", "fi"}, {"hun", "hu"}, {"ron", "ro"}, {"rum", "ro"}, {"bul", "bg"}, {"vie", "vi"},
    {"ind", "id"}, {"fas", "fa"}, {"per", "fa"},
};

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* "en", "eng", "pt-BR", "zh-Hant", "es_419". */
static bool is_tag(ca_str part)
{
    size_t size = 0;
    while (size < part.size && is_letter(part.data[size]))
        size++;
    if (size < 2 || size > 3)
        return false;
    size_t rest = part.size - size;
    bool divided = rest && (part.data[size] == '-' || part.data[size] == '_');
    return !rest || (divided && rest >= 3 && rest <= 8);
}

ca_str ca_language_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    ca_str name = ca_str_of(slash ? slash + 1 : path);
    const char *dot = memrchr(name.data, '.', name.size);
    while (dot && dot > name.data) {
        name.size = (size_t)(dot - name.data);
        dot = memrchr(name.data, '.', name.size);
        if (!dot)
            break;
        ca_str part = {dot + 1, name.size - (size_t)(dot + 1 - name.data)};
        if (!is_flag(part) || (ca_str_equal_nocase(part, "hi") && dot > name.data &&
                               !memrchr(name.data, '.', (size_t)(dot - name.data))))
            return is_tag(part) ? part : (ca_str){part.data, 0};
    }
    return (ca_str){name.data, 0};
}

void ca_language_of_path(const char *path, char language[4])
{
    ca_str part = ca_language_part(path);
    size_t size = 0;
    while (size < part.size && size < 3 && is_letter(part.data[size])) {
        language[size] = (char)(part.data[size] | 0x20);
        size++;
    }
    language[size] = '\0';
    for (size_t i = 0; i < sizeof three_letters / sizeof three_letters[0]; i++)
        if (strcmp(language, three_letters[i][0]) == 0)
            memcpy(language, three_letters[i][1], 3);
}

/* ---- scripts ---- */

typedef struct script {
    const char *name;
    uint32_t first;
    uint32_t last;
    const char *languages; /* that are written in it, and in no other of the list */
} script;

/* Languages of two scripts (sr, uz, az, kk, ku, pa, mn …) are in none of them. */
static const script scripts[] = {
    {"Latin", 'A', 0x24F,
     "en de fr es it pt nl pl cs sk sv da no nb nn fi et lv lt hu ro tr vi id ms tl sl hr is ga cy "
     "eu ca gl sq mt af sw"},
    {"Greek", 0x370, 0x3FF, "el"},
    {"Cyrillic", 0x400, 0x52F, "ru uk bg be mk"},
    {"Armenian", 0x530, 0x58F, "hy"},
    {"Hebrew", 0x590, 0x5FF, "he iw yi"},
    {"Arabic", 0x600, 0x77F, "ar fa ur ps"},
    {"Indic", 0x900, 0xD7F, "hi bn ta te mr gu kn ml ne"},
    {"Thai", 0xE00, 0xE7F, "th"},
    {"Georgian", 0x10A0, 0x10FF, "ka"},
    {"Han", 0x3040, 0x9FFF, "zh ja yue"}, /* with kana */
    {"Hangul", 0xAC00, 0xD7AF, "ko"},
};
enum { SCRIPT_COUNT = sizeof scripts / sizeof scripts[0] };

static size_t script_of_language(const char *language)
{
    size_t i = 0;
    while (i < SCRIPT_COUNT && !ca_str_in_list(ca_str_of(language), scripts[i].languages))
        i++;
    return i;
}

/* ---- a sample of the text ---- */

typedef struct sample {
    ca_check *check;
    size_t letters[SCRIPT_COUNT];
    size_t all_letters;
    ca_str words[MAX_WORDS];
    size_t word_count;
} sample;

static void count_letter(sample *s, uint32_t c)
{
    for (size_t i = 0; i < SCRIPT_COUNT; i++)
        if (c >= scripts[i].first && c <= scripts[i].last)
            s->letters[i]++;
    s->all_letters++;
}

/* Words of the cue's source text; tags and cue ids are no words. */
static void add_text(sample *s, ca_str text)
{
    size_t word = SIZE_MAX;
    bool in_tag = false;
    for (size_t at = 0; at < text.size && s->word_count < MAX_WORDS;) {
        uint32_t c;
        size_t size = ca_utf8_decode(text.data + at, text.size - at, &c);
        in_tag = (c == '<' && at + 1 < text.size &&
                  (is_letter(text.data[at + 1]) || text.data[at + 1] == '/')) ||
                 (in_tag && c != '>');
        bool letter = !in_tag && (ca_is_letter(c) || c == '\'' || c == 0x2019);
        if (letter && word == SIZE_MAX)
            word = at;
        if (letter && c > '\'')
            count_letter(s, c);
        at += size;
        if (word != SIZE_MAX && (!letter || at == text.size)) {
            size_t end = letter ? at : at - size;
            s->words[s->word_count++] = (ca_str){text.data + word, end - word};
            word = SIZE_MAX;
        }
    }
}

static void take_sample(sample *s)
{
    const capalign_track *track = s->check->track;
    for (size_t i = 0; i < track->cue_count && s->word_count < MAX_WORDS; i++)
        add_text(s, (ca_str){track->cues[i].cue.text, track->cues[i].cue.text_bytes});
}

/* Percent of the words that are function words of the language; -1: it has no list. */
static int share_of(sample *s, const char *language)
{
    ca_lexicon *lexicon = ca_lexicon_make(language, NULL);
    if (!lexicon) {
        s->check->no_memory = true;
        return -1;
    }
    size_t known = 0;
    for (size_t i = 0; i < s->word_count; i++)
        known += ca_lexicon_class(lexicon, s->words[i]) != CA_WORD_OTHER;
    ca_lexicon_free(lexicon);
    return (int)(known * 100 / s->word_count);
}

static const char *const languages[] = {"en", "de", "fr", "es", "it", "pt", "nl", "pl",
                                        "cs", "sv", "da", "ru", "uk", "ar", "he", "hi"};
enum { LANGUAGE_COUNT = sizeof languages / sizeof languages[0] };

static bool has_words(const char *language)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (strcmp(languages[i], language) == 0)
            return true;
    return ca_str_in_list(ca_str_of(language), "no nb nn");
}

/* Near relations share most of their small words: no list tells them apart. */
static bool are_near(const char *a, const char *b)
{
    static const char *const families[] = {
        "da no nb nn sv is fo", "es pt gl ca ast oc",    "cs sk",       "nl af",
        "de lb gsw nds",        "ru uk be bg mk sr rue", "it co sc scn"};
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (ca_str_in_list(ca_str_of(a), families[i]) && ca_str_in_list(ca_str_of(b), families[i]))
            return true;
    return false;
}

/* The script decides where nine of ten letters are of one that the language is not written in. */
static bool script_differs(const sample *s, const char *claimed, char found[9])
{
    size_t own = script_of_language(claimed);
    if (own == SCRIPT_COUNT || s->all_letters < MIN_LETTERS)
        return false;
    for (size_t i = 0; i < SCRIPT_COUNT; i++) {
        if (i == own || s->letters[i] * 10 < s->all_letters * 9)
            continue;
        snprintf(found, 9, "%s", scripts[i].name);
        return true;
    }
    return false;
}

static bool words_differ(sample *s, const char *claimed, char found[9])
{
    if (s->word_count < MIN_WORDS)
        return false;
    bool known = has_words(claimed);
    int own = known ? share_of(s, claimed) : 0, best = 0;
    const char *likeliest = "";
    if (own >= IS_CLAIMED)
        return false;
    for (size_t i = 0; i < LANGUAGE_COUNT && !s->check->no_memory; i++) {
        int share = share_of(s, languages[i]);
        likeliest = share > best ? languages[i] : likeliest;
        best = share > best ? share : best;
    }
    if (best < (known ? IS_OTHER : IS_OTHER_UNKNOWN) || best < TIMES * own ||
        strcmp(likeliest, claimed) == 0 || are_near(likeliest, claimed))
        return false;
    snprintf(found, 9, "%s", likeliest);
    return true;
}

bool ca_language_differs(ca_check *check, const char *claimed, char found[9])
{
    sample *s = calloc(1, sizeof *s);
    if (!s) {
        check->no_memory = true;
        return false;
    }
    s->check = check;
    take_sample(s);
    bool differs = script_differs(s, claimed, found) || words_differ(s, claimed, found);
    free(s);
    return differs && !check->no_memory;
}
