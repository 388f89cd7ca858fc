#include "text/html_charset.h"

#include "base/utf8.h"

enum { PRESCAN_BYTES = 1024 };

typedef struct label {
    const char *encoding; /* as iconv calls it */
    const char *labels;   /* between spaces, lower case */
} label;

/* WHATWG Encoding standard, 4.2, the labels in use; what a page calls Latin-1 or ASCII is
 * Windows-1252, and UTF-16 declared in ASCII bytes is none (13.2.3.2: UTF-8). */
static const label labels[] = {
    {"UTF-8", " unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 utf-16 "
              "utf-16le utf-16be ucs-2 unicode iso-10646-ucs-2 csunicode "},
    {"IBM866", " 866 cp866 csibm866 ibm866 "},
    {"ISO-8859-2", " csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 l2 latin2 "},
    {"ISO-8859-3", " csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 l3 latin3 "},
    {"ISO-8859-4", " csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 l4 latin4 "},
    {"ISO-8859-5", " csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
                   "iso_8859-5 "},
    {"ISO-8859-6", " arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
                   "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 "},
    {"ISO-8859-7", " csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 "
                   "iso8859-7 iso88597 iso_8859-7 sun_eu_greek "},
    {"ISO-8859-8", " csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 "
                   "iso8859-8 iso88598 iso_8859-8 visual csiso88598i iso-8859-8-i logical "},
    {"ISO-8859-10", " csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    {"ISO-8859-13", " iso-8859-13 iso8859-13 iso885913 "},
    {"ISO-8859-14", " iso-8859-14 iso8859-14 iso885914 "},
    {"ISO-8859-15", " csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 "},
    {"ISO-8859-16", " iso-8859-16 "},
    {"KOI8-R", " cskoi8r koi koi8 koi8-r koi8_r "},
    {"KOI8-U", " koi8-ru koi8-u "},
    {"MACINTOSH", " csmacintosh mac macintosh x-mac-roman "},
    {"WINDOWS-874", " dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 "},
    {"WINDOWS-1250", " cp1250 windows-1250 x-cp1250 "},
    {"WINDOWS-1251", " cp1251 windows-1251 x-cp1251 "},
    {"WINDOWS-1252", " ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 "
                     "iso8859-1 iso88591 iso_8859-1 l1 latin1 us-ascii windows-1252 x-cp1252 "
                     "x-user-defined "},
    {"WINDOWS-1253", " cp1253 windows-1253 x-cp1253 "},
    {"WINDOWS-1254", " cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 l5 "
                     "latin5 windows-1254 x-cp1254 "},
    {"WINDOWS-1255", " cp1255 windows-1255 x-cp1255 "},
    {"WINDOWS-1256", " cp1256 windows-1256 x-cp1256 "},
    {"WINDOWS-1257", " cp1257 windows-1257 x-cp1257 "},
    {"WINDOWS-1258", " cp1258 windows-1258 x-cp1258 "},
    {"MAC-CYRILLIC", " x-mac-cyrillic x-mac-ukrainian "},
    {"GB18030", " chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk "
                "gb18030 "},
    {"BIG5-HKSCS", " big5 big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {"EUC-JP", " cseucpkdfmtjapanese euc-jp x-euc-jp "},
    {"ISO-2022-JP", " csiso2022jp iso-2022-jp "},
    {"CP932", " csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis "},
    {"CP949", " cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 "
              "ksc5601 ksc_5601 windows-949 "},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static const char *encoding_of(ca_str name)
{
    char spaced[40] = " ";
    name = ca_str_trim(name);
    if (!name.size || name.size > sizeof spaced - 3 || memchr(name.data, ' ', name.size))
        return NULL;
    for (size_t i = 0; i < name.size; i++)
        spaced[i + 1] = lower(name.data[i]);
    spaced[name.size + 1] = ' ';
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (strstr(labels[i].labels, spaced))
            return labels[i].encoding;
    return NULL;
}

static bool starts_nocase(ca_str text, const char *prefix)
{
    size_t n = strlen(prefix);
    return text.size >= n && ca_str_equal_nocase((ca_str){text.data, n}, prefix);
}

static ca_str after(ca_str text, size_t count)
{
    return (ca_str){text.data + count, text.size - count};
}

static ca_str skip_spaces(ca_str text)
{
    while (text.size && is_space(text.data[0]))
        text = after(text, 1);
    return text;
}

/* "text/html; charset=x" (13.2.3.2's algorithm for a content attribute). */
static ca_str charset_in(ca_str content)
{
    for (; content.size; content = after(content, 1)) {
        if (!starts_nocase(content, "charset"))
            continue;
        ca_str rest = skip_spaces(after(content, 7));
        if (!rest.size || rest.data[0] != '=')
            continue;
        rest = skip_spaces(after(rest, 1));
        char quote = rest.size && (rest.data[0] == '"' || rest.data[0] == '\'') ? rest.data[0] : 0;
        if (quote)
            rest = after(rest, 1);
        size_t n = 0;
        while (n < rest.size &&
               (quote ? rest.data[n] != quote : !is_space(rest.data[n]) && rest.data[n] != ';'))
            n++;
        return (ca_str){rest.data, quote && n == rest.size ? 0 : n};
    }
    return (ca_str){NULL, 0};
}

/* One attribute off the front of *text; false at the end of the tag. */
static bool take_attribute(ca_str *text, ca_str *name, ca_str *value)
{
    while (text->size && (is_space(text->data[0]) || text->data[0] == '/'))
        *text = after(*text, 1);
    if (!text->size || text->data[0] == '>')
        return false;
    size_t n = 0;
    while (n < text->size && !is_space(text->data[n]) && text->data[n] != '/' &&
           text->data[n] != '>' && (text->data[n] != '=' || n == 0))
        n++;
    *name = (ca_str){text->data, n};
    *value = (ca_str){"", 0};
    ca_str rest = skip_spaces(after(*text, n));
    *text = rest;
    if (!rest.size || rest.data[0] != '=')
        return true;
    rest = skip_spaces(after(rest, 1));
    char quote = rest.size && (rest.data[0] == '"' || rest.data[0] == '\'') ? rest.data[0] : 0;
    if (quote)
        rest = after(rest, 1);
    n = 0;
    while (n < rest.size &&
           (quote ? rest.data[n] != quote : !is_space(rest.data[n]) && rest.data[n] != '>'))
        n++;
    *value = (ca_str){rest.data, n};
    *text = after(rest, n + (quote && n < rest.size));
    return true;
}

/* Behind "<meta". */
static const char *meta_encoding(ca_str *text)
{
    ca_str name, value, charset = {NULL, 0}, content = {NULL, 0};
    bool pragma = false;
    while (take_attribute(text, &name, &value)) {
        if (ca_str_equal_nocase(name, "charset") && !charset.data)
            charset = value;
        else if (ca_str_equal_nocase(name, "content") && !content.data)
            content = charset_in(value);
        else if (ca_str_equal_nocase(name, "http-equiv"))
            pragma = ca_str_equal_nocase(ca_str_trim(value), "content-type");
    }
    if (charset.data)
        return encoding_of(charset);
    return pragma && content.data ? encoding_of(content) : NULL;
}

static ca_str skip_past(ca_str text, const char *needle)
{
    const char *found = memmem(text.data, text.size, needle, strlen(needle));
    size_t n = found ? (size_t)(found - text.data) + strlen(needle) : text.size;
    return after(text, n);
}

void ca_html_declared_encoding(const char *bytes, size_t size, char name[40])
{
    name[0] = '\0';
    ca_str text = {bytes, size < PRESCAN_BYTES ? size : PRESCAN_BYTES};
    while (text.size) {
        const char *encoding = NULL;
        if (starts_nocase(text, "<!--")) {
            text = skip_past(after(text, 2), "-->");
        } else if (starts_nocase(text, "<meta") && text.size > 5 &&
                   (is_space(text.data[5]) || text.data[5] == '/')) {
            text = after(text, 5);
            encoding = meta_encoding(&text);
        } else {
            text = after(text, 1);
        }
        if (encoding) {
            memcpy(name, encoding, strlen(encoding) + 1);
            return;
        }
    }
}
