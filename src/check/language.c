#include "check/language.h"

#include <stdio.h>
#include <utf8proc.h>

#include "check/config.h"
#include "check/guess.h"
#include "cue/width.h"

/* The text is looked at in three places, so that a song or a quotation is not taken for all of it.
 * With fewer letters it says too little. */
enum { PARTS = 3, MAX_PART_BYTES = 2000, MIN_PART_LETTERS = 150, MIN_LETTERS = 200 };

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
enum { SCRIPT_COUNT = sizeof scripts / sizeof scripts[0], HAN = SCRIPT_COUNT - 2 };

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
    ca_strbuf parts[PARTS]; /* words, small, with a space after each */
    size_t part_letters[PARTS];
} sample;

static void count_letter(sample *s, size_t part, uint32_t c)
{
    if (c >= 0x1E00 && c <= 0x1EFF) /* Latin too: Vietnamese */
        c = 'a';
    for (size_t i = 0; i < SCRIPT_COUNT; i++)
        if (c >= scripts[i].first && c <= scripts[i].last)
            s->letters[i]++;
    s->all_letters++;
    s->part_letters[part]++;
}

static bool is_tag_start(ca_str rest)
{
    return rest.size > 1 && rest.data[0] == '<' && (is_letter(rest.data[1]) || rest.data[1] == '/');
}

/* The letters of a cue's source text; tags are none. */
static void add_text(sample *s, size_t part, ca_str text)
{
    ca_strbuf *out = &s->parts[part];
    bool in_tag = false, in_word = false;
    for (size_t at = 0; at < text.size && out->size < MAX_PART_BYTES;) {
        uint32_t c;
        char bytes[4];
        in_tag = in_tag || is_tag_start((ca_str){text.data + at, text.size - at});
        at += ca_utf8_decode(text.data + at, text.size - at, &c);
        bool letter = !in_tag && (ca_is_letter(c) || c == '\'' || c == 0x2019);
        in_tag = in_tag && c != '>';
        if (letter)
            ca_strbuf_add(out, bytes,
                          ca_utf8_encode((uint32_t)utf8proc_tolower((int32_t)c), bytes));
        if (letter && ca_is_letter(c))
            count_letter(s, part, c);
        if (in_word && !letter)
            ca_strbuf_add(out, " ", 1);
        in_word = letter;
    }
    if (in_word)
        ca_strbuf_add(out, " ", 1);
}

static void take_sample(sample *s)
{
    const capalign_track *track = s->check->track;
    for (size_t part = 0; part < PARTS; part++) {
        size_t end = track->cue_count * (part + 1) / PARTS;
        for (size_t i = track->cue_count * part / PARTS; i < end; i++)
            add_text(s, part, (ca_str){track->cues[i].cue.text, track->cues[i].cue.text_bytes});
        s->check->no_memory |= s->parts[part].failed;
    }
}

/* ---- what it is written in ---- */

static bool has_letter(const char *letters, uint32_t c)
{
    ca_str rest = ca_str_of(letters);
    while (rest.size) {
        uint32_t letter;
        size_t size = ca_utf8_decode(rest.data, rest.size, &letter);
        rest = (ca_str){rest.data + size, rest.size - size};
        if (letter == c)
            return true;
    }
    return false;
}

static bool is_kana(const char *unused, uint32_t c)
{
    (void)unused;
    return c >= 0x3040 && c <= 0x30FF;
}

static size_t count(const sample *s, bool (*counts)(const char *, uint32_t), const char *letters)
{
    size_t result = 0;
    for (size_t part = 0; part < PARTS; part++)
        for (size_t at = 0; at < s->parts[part].size;) {
            uint32_t c;
            at += ca_utf8_decode(s->parts[part].data + at, s->parts[part].size - at, &c);
            result += counts(letters, c);
        }
    return result;
}

/* Japanese has kana in every sentence, Chinese has them in names only. */
static bool is_japanese(const sample *s)
{
    enum { LEAST_PERCENT = 10 };
    return count(s, is_kana, NULL) * 100 > s->all_letters * LEAST_PERCENT;
}

/* The script decides where nine of ten letters are of one that the language is not written in. */
static bool script_differs(const sample *s, const char *claimed, char found[9])
{
    size_t own = script_of_language(claimed);
    if (own == SCRIPT_COUNT)
        return false;
    for (size_t i = 0; i < SCRIPT_COUNT; i++) {
        if (i == own || s->letters[i] * 10 < s->all_letters * 9)
            continue;
        const char *name = i != HAN ? scripts[i].name : is_japanese(s) ? "ja" : "zh";
        snprintf(found, 9, "%s", name);
        return true;
    }
    return false;
}

/* Languages of one script that some letters tell apart: the text has none of those that the
 * claimed language cannot be written without, and so many of a hundred of another's. */
static const struct {
    const char *claimed;
    const char *lacking; /* small letters */
    const char *having;
    size_t percent;
    const char *found;
} alphabets[] = {
    {"uk", "іїє", "ыэё", 1, "ru"}, {"ru", "ыэ", "іїє", 4, "uk"}, {"bg", "ъ", "ыэ", 1, "ru"},
    {"ru", "ыэ", "ъ", 1, "bg"},    {"uk", "іїє", "ъ", 1, "bg"},  {"bg", "ъ", "іїє", 4, "uk"},
};

static bool alphabet_differs(const sample *s, const char *claimed, char found[9])
{
    if (ca_str_in_list(ca_str_of(claimed), "ja zh yue")) {
        bool japanese = is_japanese(s);
        snprintf(found, 9, "%s", japanese ? "ja" : "zh");
        return s->letters[HAN] * 2 > s->all_letters && japanese != (strcmp(claimed, "ja") == 0);
    }
    for (size_t i = 0; i < sizeof alphabets / sizeof alphabets[0]; i++) {
        if (strcmp(claimed, alphabets[i].claimed) != 0 ||
            count(s, has_letter, alphabets[i].lacking) != 0 ||
            count(s, has_letter, alphabets[i].having) * 100 < s->all_letters * alphabets[i].percent)
            continue;
        snprintf(found, 9, "%s", alphabets[i].found);
        return true;
    }
    return false;
}

/* ---- what it looks like ---- */

/* Found are only languages that tests/check/languages has a text of (of near relations also the
 * other, which the text may be taken for); claimed may be these too. */
static const char judged[] =
    "ar bg ca cs da de el en es fa fi fr he hi hr hu id it ja ko ms nb nl nn "
    "no pl pt ro ru sl sv th tr uk vi zh";
static const char also_claimed[] = "af be cy et eu ga gl is lt lv mk sk sq";

/* Near relations are not told apart: a text of one may look more like another. */
static bool are_near(const char *a, const char *b)
{
    static const char *const families[] = {
        "da no nb nn fo",
        "es ast gl",
        "pt gl",
        "ca oc",
        "cs sk hsb",
        "nl af",
        "de lb gsw nds",
        "uk rue be ru",
        "bg mk ru",
        "fr wa oc",
        "it co sc scn fur",
        "en sco",
        "hr sr bs sh sl",
        "fi vep",
        "id ms",
        "hi bho mai ne mr sa",
    };
    if (strcmp(a, b) == 0)
        return true;
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (ca_str_in_list(ca_str_of(a), families[i]) && ca_str_in_list(ca_str_of(b), families[i]))
            return true;
    return false;
}

/* The best guess for a part; false where there is none, or the claimed language is as likely. */
static bool guess_part(const sample *s, size_t part, const char *claimed, ca_guess *best)
{
    ca_guess guesses[CA_GUESS_MAX];
    if (s->part_letters[part] < MIN_PART_LETTERS)
        return false;
    size_t count_guessed =
        ca_guess_language(s->check->config->guesser, ca_strbuf_view(&s->parts[part]), guesses);
    for (size_t i = 0; i < count_guessed; i++)
        if (are_near(guesses[i].language, claimed))
            return false;
    /* Scots may be a little likelier than English: the one that is judged counts. */
    size_t i = 0;
    while (i < count_guessed && !ca_str_in_list(ca_str_of(guesses[i].language), judged))
        i++;
    if (i == count_guessed || !are_near(guesses[i].language, guesses[0].language))
        return false;
    *best = guesses[i];
    return true;
}

/* Every part must look like the same other language, and none like the claimed one. */
static bool looks_different(const sample *s, const char *claimed, char found[9])
{
    ca_guess best[PARTS];
    if (!ca_str_in_list(ca_str_of(claimed), judged) &&
        !ca_str_in_list(ca_str_of(claimed), also_claimed))
        return false;
    for (size_t part = 0; part < PARTS; part++)
        if (!guess_part(s, part, claimed, &best[part]) ||
            !are_near(best[part].language, best[0].language))
            return false;
    snprintf(found, 9, "%s", best[0].language);
    return true;
}

bool ca_language_differs(ca_check *check, const char *claimed, char found[9])
{
    sample s = {.check = check};
    take_sample(&s);
    bool differs = s.all_letters >= MIN_LETTERS &&
                   (script_differs(&s, claimed, found) || alphabet_differs(&s, claimed, found) ||
                    looks_different(&s, claimed, found));
    for (size_t part = 0; part < PARTS; part++)
        ca_strbuf_free(&s.parts[part]);
    return differs && !check->no_memory;
}
