#include "media/language.h"

#include <stddef.h>
#include <string.h>

/* ISO 639-2 codes (terminological and bibliographic) that have an ISO 639-1 code, which BCP 47
 * (RFC 5646, 2.2.1) asks for, and the withdrawn codes that old files still carry; sorted. */
static const struct {
    char code[4];
    char tag[3];
} codes[] = {
    {"aar", "aa"}, {"abk", "ab"}, {"afr", "af"}, {"aka", "ak"}, {"alb", "sq"}, {"amh", "am"},
    {"ara", "ar"}, {"arg", "an"}, {"arm", "hy"}, {"asm", "as"}, {"ava", "av"}, {"ave", "ae"},
    {"aym", "ay"}, {"aze", "az"}, {"bak", "ba"}, {"bam", "bm"}, {"baq", "eu"}, {"bel", "be"},
    {"ben", "bn"}, {"bih", "bh"}, {"bis", "bi"}, {"bod", "bo"}, {"bos", "bs"}, {"bre", "br"},
    {"bul", "bg"}, {"bur", "my"}, {"cat", "ca"}, {"ces", "cs"}, {"cha", "ch"}, {"che", "ce"},
    {"chi", "zh"}, {"chu", "cu"}, {"chv", "cv"}, {"cor", "kw"}, {"cos", "co"}, {"cre", "cr"},
    {"cym", "cy"}, {"cze", "cs"}, {"dan", "da"}, {"deu", "de"}, {"div", "dv"}, {"dut", "nl"},
    {"dzo", "dz"}, {"ell", "el"}, {"eng", "en"}, {"epo", "eo"}, {"est", "et"}, {"eus", "eu"},
    {"ewe", "ee"}, {"fao", "fo"}, {"fas", "fa"}, {"fij", "fj"}, {"fin", "fi"}, {"fra", "fr"},
    {"fre", "fr"}, {"fry", "fy"}, {"ful", "ff"}, {"geo", "ka"}, {"ger", "de"}, {"gla", "gd"},
    {"gle", "ga"}, {"glg", "gl"}, {"glv", "gv"}, {"gre", "el"}, {"grn", "gn"}, {"guj", "gu"},
    {"hat", "ht"}, {"hau", "ha"}, {"heb", "he"}, {"her", "hz"}, {"hin", "hi"}, {"hmo", "ho"},
    {"hrv", "hr"}, {"hun", "hu"}, {"hye", "hy"}, {"ibo", "ig"}, {"ice", "is"}, {"ido", "io"},
    {"iii", "ii"}, {"iku", "iu"}, {"ile", "ie"}, {"in", "id"},  {"ina", "ia"}, {"ind", "id"},
    {"ipk", "ik"}, {"isl", "is"}, {"ita", "it"}, {"iw", "he"},  {"jav", "jv"}, {"ji", "yi"},
    {"jpn", "ja"}, {"kal", "kl"}, {"kan", "kn"}, {"kas", "ks"}, {"kat", "ka"}, {"kau", "kr"},
    {"kaz", "kk"}, {"khm", "km"}, {"kik", "ki"}, {"kin", "rw"}, {"kir", "ky"}, {"kom", "kv"},
    {"kon", "kg"}, {"kor", "ko"}, {"kua", "kj"}, {"kur", "ku"}, {"lao", "lo"}, {"lat", "la"},
    {"lav", "lv"}, {"lim", "li"}, {"lin", "ln"}, {"lit", "lt"}, {"ltz", "lb"}, {"lub", "lu"},
    {"lug", "lg"}, {"mac", "mk"}, {"mah", "mh"}, {"mal", "ml"}, {"mao", "mi"}, {"mar", "mr"},
    {"may", "ms"}, {"mkd", "mk"}, {"mlg", "mg"}, {"mlt", "mt"}, {"mo", "ro"},  {"mol", "ro"},
    {"mon", "mn"}, {"mri", "mi"}, {"msa", "ms"}, {"mya", "my"}, {"nau", "na"}, {"nav", "nv"},
    {"nbl", "nr"}, {"nde", "nd"}, {"ndo", "ng"}, {"nep", "ne"}, {"nld", "nl"}, {"nno", "nn"},
    {"nob", "nb"}, {"nor", "no"}, {"nya", "ny"}, {"oci", "oc"}, {"oji", "oj"}, {"ori", "or"},
    {"orm", "om"}, {"oss", "os"}, {"pan", "pa"}, {"per", "fa"}, {"pli", "pi"}, {"pol", "pl"},
    {"por", "pt"}, {"pus", "ps"}, {"que", "qu"}, {"roh", "rm"}, {"ron", "ro"}, {"rum", "ro"},
    {"run", "rn"}, {"rus", "ru"}, {"sag", "sg"}, {"san", "sa"}, {"scc", "sr"}, {"scr", "hr"},
    {"sin", "si"}, {"slk", "sk"}, {"slo", "sk"}, {"slv", "sl"}, {"sme", "se"}, {"smo", "sm"},
    {"sna", "sn"}, {"snd", "sd"}, {"som", "so"}, {"sot", "st"}, {"spa", "es"}, {"sqi", "sq"},
    {"srd", "sc"}, {"srp", "sr"}, {"ssw", "ss"}, {"sun", "su"}, {"swa", "sw"}, {"swe", "sv"},
    {"tah", "ty"}, {"tam", "ta"}, {"tat", "tt"}, {"tel", "te"}, {"tgk", "tg"}, {"tgl", "tl"},
    {"tha", "th"}, {"tib", "bo"}, {"tir", "ti"}, {"ton", "to"}, {"tsn", "tn"}, {"tso", "ts"},
    {"tuk", "tk"}, {"tur", "tr"}, {"twi", "tw"}, {"uig", "ug"}, {"ukr", "uk"}, {"urd", "ur"},
    {"uzb", "uz"}, {"ven", "ve"}, {"vie", "vi"}, {"vol", "vo"}, {"wel", "cy"}, {"wln", "wa"},
    {"wol", "wo"}, {"xho", "xh"}, {"yid", "yi"}, {"yor", "yo"}, {"zha", "za"}, {"zho", "zh"},
    {"zul", "zu"},
};

enum { CODE_COUNT = sizeof codes / sizeof codes[0], SUBTAG_MAX = 8 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static const char *shortest(const char *code)
{
    size_t from = 0, to = CODE_COUNT;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = strcmp(codes[middle].code, code);
        if (order == 0)
            return codes[middle].tag;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return code;
}

/* Codes that stand for no one language: ISO 639-2, "special situations" and local use. */
static bool names_no_language(const char *code)
{
    static const char *const none[] = {"und", "mis", "mul", "zxx"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (strcmp(code, none[i]) == 0)
            return true;
    return code[0] == 'q' && code[1] >= 'a' && code[1] <= 't' && code[2];
}

/* Copies the subtag at value in the case that RFC 5646, 2.1.1 recommends: "Hant", "BR". Returns
 * its length, 0 where it is none. */
static size_t copy_subtag(const char *value, char *to)
{
    size_t n = 0;
    bool letters = true;
    while (is_letter(value[n]) || (value[n] >= '0' && value[n] <= '9')) {
        letters = letters && is_letter(value[n]);
        if (n == SUBTAG_MAX)
            return 0;
        to[n] = lower(value[n]);
        n++;
    }
    if (letters && n == 2) {
        to[0] = upper(to[0]);
        to[1] = upper(to[1]);
    } else if (letters && n == 4) {
        to[0] = upper(to[0]);
    }
    return n;
}

bool ca_language_tag(const char *value, char tag[CA_LANGUAGE_TAG])
{
    char primary[4] = "";
    size_t n = 0;
    for (; n < 3 && is_letter(value[n]); n++)
        primary[n] = lower(value[n]);
    if (n < 2 || names_no_language(primary))
        return false;
    strcpy(tag, shortest(primary));
    size_t used = strlen(tag);
    for (value += n; *value == '-' || *value == '_'; value += n) {
        value++;
        if (used + 1 + SUBTAG_MAX >= CA_LANGUAGE_TAG)
            return false;
        n = copy_subtag(value, tag + used + 1);
        if (n == 0)
            return false;
        tag[used] = '-';
        used += 1 + n;
        tag[used] = '\0';
    }
    return *value == '\0';
}
