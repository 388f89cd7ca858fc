/* WebVTT's syntax section, part two: the text of cues (https://www.w3.org/TR/webvtt1/#syntax, cue
 * text). Its parser reads any text; what it drops or takes for something else is told here. */
#include "caption/webvtt.h"
#include "caption/webvtt_entities.h"
#include "check/fix/edits.h"
#include "check/marks.h"
#include "check/rules.h"

enum { MAX_OPEN = 64 }; /* tags inside each other; deeper ones are not followed */

enum {
    AMPERSAND,
    REFERENCE,
    LESS_THAN,
    TAG_UNKNOWN,
    TAG_CASE,
    TAG_MALFORMED,
    TAG_UNCLOSED,
    TAG_UNOPENED,
    TAG_MISNESTED,
    TAG_CLASS,
    ANNOTATION,
    ANNOTATION_MISSING,
    LANGUAGE,
    RUBY,
    TIMESTAMP,
    TIMESTAMP_ORDER,
};

typedef enum annotation_use { NONE, WANTED } annotation_use;

static const struct {
    const char *name;
    annotation_use annotation;
} tags[] = {{"c", NONE},   {"i", NONE},      {"b", NONE},    {"u", NONE},
            {"v", WANTED}, {"lang", WANTED}, {"ruby", NONE}, {"rt", NONE}};
enum { TAG_COUNT = sizeof tags / sizeof tags[0], V = 4, LANG = 5, RUBY_TAG = 6, RT = 7 };

typedef struct open_tag {
    size_t kind;
    size_t from; /* bytes of its start tag in the source */
    size_t to;
} open_tag;

typedef struct payload {
    ca_check *check;
    const ca_check_cue *cue;
    size_t at; /* byte of the source */
    size_t end;
    open_tag open[MAX_OPEN];
    size_t depth;
    size_t unknown; /* unknown tags that are open */
    int64_t last_us;
    bool deep; /* more were opened than are followed */
} payload;

static void tell(const payload *p, int rule, size_t from, size_t to)
{
    ca_check_tell(p->check, &ca_rules_webvtt_payload[rule], from, to, p->cue->index, 0);
}

static ca_str part(const payload *p, size_t from, size_t to)
{
    return (ca_str){p->check->text.data + from, to - from};
}

static size_t kind_of(ca_str name)
{
    size_t kind = 0;
    while (kind < TAG_COUNT && !ca_str_equal(name, tags[kind].name))
        kind++;
    return kind;
}

static bool is_known_nocase(ca_str name)
{
    for (size_t i = 0; i < TAG_COUNT; i++)
        if (ca_str_equal_nocase(name, tags[i].name))
            return true;
    return false;
}

/* ---- character references ---- */

/* "&name;" as somebody meant one: its size, or 0. */
static size_t meant_reference(ca_str text)
{
    enum { LONGEST = 32 };
    for (size_t i = 1; i < text.size && i < LONGEST; i++) {
        char c = text.data[i];
        if (c == ';')
            return i > 1 ? i + 1 : 0;
        if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '#'))
            return 0;
    }
    return 0;
}

static bool is_replacement(const char *bytes, size_t count)
{
    return count == 3 && memcmp(bytes, "\xEF\xBF\xBD", 3) == 0;
}

/* At an ampersand; returns the bytes that it takes. */
static size_t check_reference(const payload *p, size_t at, size_t end)
{
    char bytes[CA_VTT_REFERENCE_BYTES];
    size_t count, size = ca_vtt_character_reference(part(p, at, end), bytes, &count);
    if (!size) {
        size = meant_reference(part(p, at, end));
        tell(p, size ? REFERENCE : AMPERSAND, at, at + (size ? size : 1));
        return size ? size : 1;
    }
    ca_str text = part(p, at, at + size);
    if (text.data[size - 1] != ';' ||
        (text.data[1] == '#' && is_replacement(bytes, count) && !ca_str_equal(text, "&#65533;") &&
         !ca_str_equal_nocase(text, "&#xfffd;")))
        tell(p, REFERENCE, at, at + size);
    return size;
}

/* ---- tags ---- */

static void drop_open(payload *p, size_t index)
{
    memmove(&p->open[index], &p->open[index + 1], (p->depth - index - 1) * sizeof p->open[0]);
    p->depth--;
}

static void close_tag(payload *p, size_t kind, size_t from, size_t to)
{
    size_t i = p->depth;
    while (i && p->open[i - 1].kind != kind)
        i--;
    if (!i) {
        if (!p->deep)
            tell(p, TAG_UNOPENED, from, to);
        return;
    }
    /* </ruby> closes the last <rt> too. */
    if (kind == RUBY_TAG && i + 1 == p->depth && p->open[i].kind == RT)
        p->depth--;
    else if (i != p->depth)
        tell(p, TAG_MISNESTED, from, to);
    drop_open(p, i - 1);
}

static void take_end_tag(payload *p, size_t from, size_t to)
{
    ca_str name = part(p, from + 2, to - 1);
    size_t kind = kind_of(name);
    if (kind < TAG_COUNT)
        close_tag(p, kind, from, to);
    else if (is_known_nocase(name))
        tell(p, TAG_CASE, from, to);
    else if (!name.size || is_known_nocase(ca_str_trim(name)) || memchr(name.data, '.', name.size))
        tell(p, TAG_MALFORMED, from, to);
    else if (p->unknown)
        p->unknown--;
    else
        tell(p, TAG_UNKNOWN, from, to);
}

/* Hours have two digits or more, which the parser does not ask for. */
static void take_timestamp(payload *p, size_t from, size_t to)
{
    ca_str text = part(p, from + 1, to - 1);
    size_t at = 0;
    int64_t us;
    bool capped;
    if (!ca_vtt_timestamp(text, &at, &us, &capped) || at != text.size || text.data[1] == ':') {
        tell(p, TIMESTAMP, from, to);
        return;
    }
    if (us <= p->last_us || us >= p->cue->cue->end_us)
        tell(p, TIMESTAMP_ORDER, from, to);
    else
        p->last_us = us;
}

/* A BCP 47 tag's shape: letters and digits, one to eight between hyphens, a letter first. */
static bool is_language(ca_str tag)
{
    size_t run = 0;
    for (size_t i = 0; i < tag.size; i++) {
        char c = tag.data[i], low = (char)(c | 0x20);
        if (c == '-' ? !run : !((low >= 'a' && low <= 'z') || (c >= '0' && c <= '9' && i)))
            return false;
        run = c == '-' ? 0 : run + 1;
        if (run > 8)
            return false;
    }
    return run != 0;
}

static void check_annotation(payload *p, size_t kind, size_t from, size_t to, ca_str annotation)
{
    ca_str shown = ca_str_trim(annotation);
    if (tags[kind].annotation == NONE) {
        if (shown.size)
            tell(p, ANNOTATION, from, to);
        return;
    }
    if (!shown.size)
        tell(p, ANNOTATION_MISSING, from, to);
    else if (memchr(shown.data, '\n', shown.size) || memchr(shown.data, '\r', shown.size))
        tell(p, TAG_MALFORMED, from, to);
    else if (kind == LANG && !is_language(shown))
        tell(p, LANGUAGE, from, to);
    for (size_t i = 0; i < shown.size; i++)
        if (shown.data[i] == '&') {
            size_t place = (size_t)(shown.data - p->check->text.data) + i;
            i += check_reference(p, place, place + shown.size - i) - 1;
        }
}

/* Each class after its dot has a character at least. */
static bool classes_are_whole(ca_str classes)
{
    for (size_t i = 0; i < classes.size; i++)
        if (classes.data[i] == '.' && (i + 1 == classes.size || classes.data[i + 1] == '.'))
            return false;
    return true;
}

static void open_known(payload *p, size_t kind, size_t from, size_t to)
{
    bool in_ruby = p->depth && p->open[p->depth - 1].kind == RUBY_TAG;
    if (kind == RT && p->depth && p->open[p->depth - 1].kind == RT) {
        tell(p, TAG_UNCLOSED, p->open[p->depth - 1].from, p->open[p->depth - 1].to);
        p->depth--;
        in_ruby = p->depth && p->open[p->depth - 1].kind == RUBY_TAG;
    }
    if (kind == RT && !in_ruby && !p->deep)
        tell(p, RUBY, from, to);
    p->deep = p->deep || p->depth == MAX_OPEN;
    if (p->depth < MAX_OPEN)
        p->open[p->depth++] = (open_tag){kind, from, to};
}

static void take_start_tag(payload *p, size_t from, size_t to)
{
    ca_str inner = part(p, from + 1, to - 1);
    size_t name_to = 0, classes_to;
    while (name_to < inner.size && inner.data[name_to] != '.' &&
           !ca_vtt_is_space(inner.data[name_to]))
        name_to++;
    for (classes_to = name_to; classes_to < inner.size && !ca_vtt_is_space(inner.data[classes_to]);)
        classes_to++;
    ca_str name = {inner.data, name_to};
    size_t kind = kind_of(name);
    if (!name_to) {
        tell(p, inner.size && inner.data[0] != '.' ? LESS_THAN : TAG_MALFORMED, from, to);
    } else if (kind == TAG_COUNT) {
        bool other_case = is_known_nocase(name);
        p->unknown += !other_case;
        tell(p, other_case ? TAG_CASE : TAG_UNKNOWN, from, to);
    } else {
        if (!classes_are_whole((ca_str){inner.data + name_to, classes_to - name_to}))
            tell(p, TAG_CLASS, from, to);
        check_annotation(p, kind, from, to,
                         (ca_str){inner.data + classes_to, inner.size - classes_to});
        open_known(p, kind, from, to);
    }
}

/* At a less-than sign. The next one shows that this one began no tag. */
static void take_tag(payload *p)
{
    const char *text = p->check->text.data;
    size_t from = p->at, to = from + 1;
    while (to < p->end && text[to] != '>' && text[to] != '<')
        to++;
    if (to == p->end || text[to] == '<') {
        tell(p, LESS_THAN, from, from + 1);
        p->at = from + 1;
        return;
    }
    p->at = ++to;
    char first = text[from + 1];
    if (first == '/')
        take_end_tag(p, from, to);
    else if (first >= '0' && first <= '9')
        take_timestamp(p, from, to);
    else
        take_start_tag(p, from, to);
}

/* A voice that is the whole text need not be closed. */
static void tell_open(payload *p)
{
    for (size_t i = 0; i < p->depth; i++)
        if (i || p->open[0].kind != V || p->open[0].from != p->cue->text_from)
            tell(p, TAG_UNCLOSED, p->open[i].from, p->open[i].to);
}

/* Metadata cues hold anything, most often JSON. */
static bool is_metadata(ca_str text)
{
    char last = text.size ? text.data[text.size - 1] : 0;
    return text.size > 1 &&
           ((text.data[0] == '{' && last == '}') || (text.data[0] == '[' && last == ']')) &&
           memchr(text.data, ':', text.size) && memchr(text.data, '"', text.size);
}

static void cue_text(ca_check *check, const ca_rule *rule, const ca_check_cue *cue)
{
    (void)rule;
    if (!check->webvtt || !(ca_check_marks(check, cue) & (CA_MARK_TAG | CA_MARK_AMP)))
        return;
    payload p;
    p.check = check;
    p.cue = cue;
    p.at = cue->text_from;
    p.end = cue->text_to;
    p.depth = p.unknown = 0;
    p.last_us = cue->cue->start_us;
    p.deep = false;
    if (is_metadata(part(&p, p.at, p.end)))
        return;
    while (p.at < p.end) {
        char c = check->text.data[p.at];
        if (c == '<')
            take_tag(&p);
        else
            p.at += c == '&' ? check_reference(&p, p.at, p.end) : 1;
    }
    tell_open(&p);
}

static bool escape_ampersand(ca_check *check, const ca_found *found, ca_edits *edits)
{
    (void)check;
    ca_edits_add(edits, found->from, found->to, ca_str_of("&amp;"));
    return true;
}

/* The name alone becomes lower case. */
static bool lower_name(ca_check *check, const ca_found *found, ca_edits *edits)
{
    char name[8];
    size_t size = 0, from = found->from + 1 + (check->text.data[found->from + 1] == '/');
    while (size < sizeof name && (check->text.data[from + size] | 0x20) >= 'a' &&
           (check->text.data[from + size] | 0x20) <= 'z') {
        name[size] = (char)(check->text.data[from + size] | 0x20);
        size++;
    }
    ca_edits_add(edits, from, from + size, (ca_str){name, size});
    return true;
}

#define ROW(CODE, SEVERITY, TITLE, WHY, BAD, GOOD, MESSAGE)                                        \
    {                                                                                              \
        .about = {.code = CODE,                                                                    \
                  .title = TITLE,                                                                  \
                  .why = WHY,                                                                      \
                  .formats = "vtt",                                                                \
                  .severity = CAPALIGN_##SEVERITY,                                                 \
                  .enabled = true,                                                                 \
                  .bad = BAD,                                                                      \
                  .good = GOOD},                                                                   \
        .message = MESSAGE, .cue = cue_text                                                        \
    }
#define FIXED_ROW(CODE, FIXER, TITLE, WHY, BAD, GOOD, MESSAGE)                                     \
    {                                                                                              \
        .about = {.code = CODE,                                                                    \
                  .title = TITLE,                                                                  \
                  .why = WHY,                                                                      \
                  .formats = "vtt",                                                                \
                  .severity = CAPALIGN_WARNING,                                                    \
                  .fix = CAPALIGN_FIX_SAFE,                                                        \
                  .enabled = true,                                                                 \
                  .bad = BAD,                                                                      \
                  .good = GOOD},                                                                   \
        .message = MESSAGE, .cue = cue_text, .fix = FIXER                                          \
    }

/* clang-format off */
const ca_rule ca_rules_webvtt_payload[] = {
    [AMPERSAND] = FIXED_ROW("webvtt-ampersand", escape_ampersand,
        "an ampersand that stands for itself",
        "the syntax asks for &amp;; with other letters after it players may show another sign",
        "bread & butter", "bread &amp; butter",
        "an ampersand is written &amp; in WebVTT"),
    [REFERENCE] = ROW("webvtt-reference", WARNING,
        "a character reference that is not known or not ended",
        "viewers see the code, or another sign than was meant",
        "bread &ampersand; butter", "bread &amp; butter",
        "%t is no character reference; it needs a name that HTML has, and a semicolon"),
    [LESS_THAN] = ROW("webvtt-less-than", ERROR,
        "a less-than sign that begins no tag",
        "players take what follows for a tag, so viewers miss it",
        "5 < 7, and more", "5 &lt; 7, and more",
        "no tag begins here, so text is lost; write &lt; for the sign itself"),
    [TAG_UNKNOWN] = ROW("webvtt-tag-unknown", WARNING,
        "a tag that WebVTT does not have",
        "players drop it, with what it was to do",
        "<font color=red>The ferry</font>", "<c.red>The ferry</c>",
        "WebVTT has no tag %t; there are c, i, b, u, v, lang, ruby and rt"),
    [TAG_CASE] = FIXED_ROW("webvtt-tag-case", lower_name,
        "a tag in capital letters",
        "players drop it",
        "<I>The ferry</I>", "<i>The ferry</i>",
        "%t is not read: names of tags are in lower case"),
    [TAG_MALFORMED] = ROW("webvtt-tag-malformed", WARNING,
        "a tag that is not well formed",
        "players drop it, or read it differently",
        "<i>The ferry</i >", "<i>The ferry</i>",
        "%t is no well-formed tag"),
    [TAG_UNCLOSED] = ROW("webvtt-tag-unclosed", WARNING,
        "a tag that is not closed",
        "the syntax asks for it; a second voice without it is read inside the first",
        "<i>The ferry", "<i>The ferry</i>",
        "the tag %t is not closed in its cue"),
    [TAG_UNOPENED] = ROW("webvtt-tag-unopened", WARNING,
        "a closing tag without an opening one",
        "players drop it; the opening tag was lost",
        "The ferry</i>", "<i>The ferry</i>",
        "the closing tag %t has no opening tag in its cue"),
    [TAG_MISNESTED] = ROW("webvtt-tag-misnested", WARNING,
        "tags that are closed in the wrong order",
        "players do not read the closing tag, so the style goes on",
        "<b><i>The ferry</b></i>", "<b><i>The ferry</i></b>",
        "the tag %t closes before one that was opened inside it"),
    [TAG_CLASS] = ROW("webvtt-tag-class", WARNING,
        "an empty class",
        "a name was forgotten, so no style applies",
        "<c.>The ferry</c>", "<c.loud>The ferry</c>",
        "a class of %t has no name"),
    [ANNOTATION] = ROW("webvtt-tag-annotation", WARNING,
        "words in a tag that takes none",
        "players drop them; HTML's attributes do nothing here",
        "<i class=\"loud\">The ferry</i>", "<i.loud>The ferry</i>",
        "the words in %t are not read; a class is written with a dot"),
    [ANNOTATION_MISSING] = ROW("webvtt-annotation-missing", WARNING,
        "a voice without a name, or lang without a language",
        "players do not know who speaks, or in which language",
        "<v>The ferry", "<v Maria>The ferry",
        "%t needs a space and a name"),
    [LANGUAGE] = ROW("webvtt-language", WARNING,
        "a language that is no language tag",
        "screen readers speak it with the wrong voice",
        "<lang english_gb>The ferry</lang>", "<lang en-GB>The ferry</lang>",
        "%t has no language tag such as en or pt-BR"),
    [RUBY] = ROW("webvtt-ruby", WARNING,
        "ruby text outside of ruby",
        "players show it in the line, or drop its tag",
        "The ferry<rt>boat</rt>", "<ruby>The ferry<rt>boat</rt></ruby>",
        "<rt> stands outside of <ruby>"),
    [TIMESTAMP] = ROW("webvtt-timestamp", WARNING,
        "a timestamp in the text that is not well formed",
        "players drop it, so the words are not lit in time",
        "The <0:01.5>ferry", "The <00:01.500>ferry",
        "%t is no timestamp; write it as <00:01.500>"),
    [TIMESTAMP_ORDER] = ROW("webvtt-timestamp-order", WARNING,
        "a timestamp out of order or outside its cue",
        "the words after it are lit at once or never",
        "00:01.000 --> 00:02.000\nThe <00:03.000>ferry",
        "00:01.000 --> 00:04.000\nThe <00:03.000>ferry",
        "%t is not after the one before it and inside the cue's time"),
};
/* clang-format on */
const size_t ca_rules_webvtt_payload_count =
    sizeof ca_rules_webvtt_payload / sizeof ca_rules_webvtt_payload[0];
