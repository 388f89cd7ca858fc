/* What each break costs. Breaks had better come after punctuation, before conjunctions and
 * prepositions, and not part an article, a name, a number and its unit (Netflix, Line Treatment;
 * BBC Subtitle Guidelines 3.4). The figures are own choice, tuned by eye on samples in English,
 * German, Chinese and Japanese: only their order is founded in those guides. */
#include <stdlib.h>
#include <utf8proc.h>

#include "base/error.h"
#include "cue/atoms.h"
#include "cue/lexicon.h"
#include "cue/width.h"
#include "text/scripts.h"

typedef enum boundary {
    TURN, /* another speaker */
    PARAGRAPH,
    SENTENCE,
    TAG, /* at the border of [music] */
    CLAUSE,
    BEFORE_CONJUNCTION,
    BEFORE_PREPOSITION,
    AFTER_POSTPOSITION,
    PLAIN,
    AFTER_PRONOUN,
    AFTER_AUXILIARY,
    NUMBER,
    NAME,
    AFTER_ARTICLE,
    AFTER_PREPOSITION,
    BEFORE_POSTPOSITION,
    BEFORE_PUNCTUATION,
    INSIDE_TAG,
    AFTER_LABEL,
    HYPHEN,
    SOFT_HYPHEN,
    WORD,
    CUT,
    CJK_AFTER_PARTICLE,
    CJK_NEW_WORD, /* kana to kanji, or to another kind of kana */
    CJK_PLAIN,
    CJK_INSIDE_KANA,
    CJK_INSIDE_KANJI,
    CJK_INSIDE_WORD, /* kanji to its kana ending; inside a katakana word */
} boundary;

static const struct {
    uint16_t line, cue;
} costs[] = {
    [TURN] = {0, 0},
    [PARAGRAPH] = {0, 0},
    [SENTENCE] = {0, 0},
    [TAG] = {10, 20},
    [CLAUSE] = {15, 60},
    [BEFORE_CONJUNCTION] = {25, 90},
    [BEFORE_PREPOSITION] = {35, 160},
    [AFTER_POSTPOSITION] = {30, 150},
    [PLAIN] = {60, 200},
    [AFTER_PRONOUN] = {90, 270},
    [AFTER_AUXILIARY] = {95, 270},
    [NUMBER] = {130, 300},
    [NAME] = {140, 320},
    [AFTER_ARTICLE] = {160, 340},
    [AFTER_PREPOSITION] = {150, 320},
    [BEFORE_POSTPOSITION] = {120, 340},
    [BEFORE_PUNCTUATION] = {200, 600},
    [INSIDE_TAG] = {90, 600},
    [AFTER_LABEL] = {300, 3000},
    [HYPHEN] = {90, 400},
    [SOFT_HYPHEN] = {200, 1500},
    [WORD] = {60, 170},
    [CUT] = {400, 1500},
    [CJK_AFTER_PARTICLE] = {50, 110},
    [CJK_NEW_WORD] = {60, 140},
    [CJK_PLAIN] = {80, 200},
    [CJK_INSIDE_KANA] = {100, 270},
    [CJK_INSIDE_KANJI] = {110, 290},
    [CJK_INSIDE_WORD] = {160, 400},
};

/* A line end of the source is a hint that the text divides there, no more: many are mere wrapping.
 */
enum { LINE_HINT = 10, CUE_HINT = 40 };

enum { MAX_TAG_ATOMS = 12, MAX_LABEL_ATOMS = 4 };

/* What the judge sees of an atom besides its fields. */
typedef struct look {
    uint32_t first, last;  /* characters */
    uint32_t first_letter; /* or digit; 0: none */
    uint32_t last_core;    /* last character before closing quotes and brackets */
    uint32_t before_core;  /* the one before that */
    uint8_t letters;       /* at most 255 */
    uint8_t digits;
    bool upper;   /* every cased letter is upper case */
    bool in_name; /* a particle of names */
} look;

typedef struct judge {
    ca_atoms *atoms;
    look *looks;
    ca_lexicon *lexicon;
    bool japanese;
    bool cased;    /* a capital tells a name: not most words have one */
    bool shouting; /* most words are all capitals, so that they tell no label */
} judge;

static ca_str text_of(const judge *j, size_t k)
{
    const ca_atom *atom = &j->atoms->items[k];
    return (ca_str){j->atoms->text.data + atom->from, atom->to - atom->from};
}

static bool is_closer(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_PE || category == UTF8PROC_CATEGORY_PF || c == '"' ||
           c == '\'';
}

static look look_at(const judge *j, size_t k)
{
    ca_str text = text_of(j, k);
    look l = {.upper = true};
    for (size_t i = 0; i < text.size;) {
        uint32_t c;
        i += ca_utf8_decode(text.data + i, text.size - i, &c);
        bool letter = ca_is_letter(c), digit = ca_is_digit(c);
        l.first = l.first ? l.first : c;
        l.last = c;
        l.first_letter = l.first_letter || !(letter || digit) ? l.first_letter : c;
        l.letters += letter && l.letters < UINT8_MAX;
        l.digits += digit && l.digits < UINT8_MAX;
        l.upper &= !ca_is_lower(c);
        if (is_closer(c) || ca_is_space(c))
            continue;
        l.before_core = l.last_core;
        l.last_core = c;
    }
    l.in_name = ca_lexicon_in_names(j->lexicon, text);
    return l;
}

/* --- stops ------------------------------------------------------------------------------------ */

/* Languages that write ordinals with a full stop: "3. Mai". */
static bool has_dotted_ordinals(const char *language)
{
    static const char *const languages[] = {"de", "da", "cs", "pl", "fi", "hu", "sk", "hr"};
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        if (strcmp(language, languages[i]) == 0)
            return true;
    return false;
}

/* Does the full stop at the end of atom k, which another follows, end a sentence? */
static ca_stop full_stop(const judge *j, size_t k)
{
    const look *l = &j->looks[k];
    if (j->atoms->items[k].word_class == CA_WORD_ABBREVIATION)
        return CA_STOP_NONE;
    if (l->letters == 1 && !l->digits && ca_is_upper(l->first_letter)) /* an initial */
        return CA_STOP_NONE;
    if (!l->letters && l->digits && l->digits <= 2 &&
        has_dotted_ordinals(ca_lexicon_language(j->lexicon)))
        return CA_STOP_NONE;
    return ca_is_lower(j->looks[k + 1].first_letter) ? CA_STOP_NONE : CA_STOP_SENTENCE;
}

static ca_stop stop_after(const judge *j, size_t k)
{
    const look *l = &j->looks[k];
    if (k + 1 == j->atoms->count || j->atoms->items[k + 1].newlines >= 2)
        return CA_STOP_SENTENCE;
    const look *next = &j->looks[k + 1];
    bool quoted = is_closer(l->last) && ca_is_hiragana(next->first); /* 「…」と言った */
    if (l->last_core == '.' && l->before_core != '.' && l->first_letter)
        return full_stop(j, k);
    if (ca_is_one_of(l->last_core, ".!?…。．！？؟۔।॥"))
        return quoted || ca_is_lower(next->first_letter) ? CA_STOP_CLAUSE : CA_STOP_SENTENCE;
    bool bracket = utf8proc_category((utf8proc_int32_t)l->last) == UTF8PROC_CATEGORY_PE;
    if ((bracket && !quoted) || ca_is_one_of(l->last_core, ",;:–—、，；：،؛･"))
        return CA_STOP_CLAUSE;
    return CA_STOP_NONE;
}

/* --- tags and speakers ------------------------------------------------------------------------ */

/* Does a sentence or a line begin with atom k? */
static bool begins(const judge *j, size_t k)
{
    return k == 0 || j->atoms->items[k].newlines > 0 ||
           j->atoms->items[k - 1].stop == CA_STOP_SENTENCE;
}

/* The end of the tag that begins at atom k, or k. Round brackets are a tag only where they stand
 * between sentences; notes mark songs, whose words are text. */
static size_t tag_end(const judge *j, size_t k)
{
    uint32_t open = j->looks[k].first;
    uint32_t close = open == '[' ? ']' : open == '(' ? ')' : open == 0xFF08 ? 0xFF09 : 0;
    if (!close || (open != '[' && !begins(j, k)))
        return k;
    for (size_t end = k; end < j->atoms->count && end < k + MAX_TAG_ATOMS; end++) {
        if (end > k && j->atoms->items[end].newlines)
            return k;
        if (j->looks[end].last != close)
            continue;
        bool between = end + 1 == j->atoms->count || j->atoms->items[end + 1].newlines > 0 ||
                       !ca_is_lower(j->looks[end + 1].first_letter);
        return open == '[' || between ? end + 1 : k;
    }
    return k;
}

/* The end of the speaker's label at atom k, or k: a few words and a colon at the start of a line
 * ("Anna Berg: Yes."), or of a sentence if in capitals ("ANNA: Yes."). */
static size_t label_end(const judge *j, size_t k)
{
    bool line = k == 0 || j->atoms->items[k].newlines > 0;
    for (size_t end = k; end < j->atoms->count && end < k + MAX_LABEL_ATOMS; end++) {
        const look *l = &j->looks[end];
        if (end > k && j->atoms->items[end].newlines)
            return k;
        bool capital = l->upper && l->letters > (end == k && !line);
        bool named =
            l->first_letter && (ca_is_upper(l->first_letter) || ca_is_digit(l->first_letter));
        if (!(capital && !j->shouting) && !(line && (named || l->in_name)))
            return k;
        if (l->last == ':' || l->last == 0xFF1A)
            return end + 1;
    }
    return k;
}

/* ">>" and a dash with which a line begins show another speaker. */
static bool is_turn_mark(const judge *j, size_t k)
{
    const look *l = &j->looks[k];
    if (l->first == '>' && text_of(j, k).size >= 2 && text_of(j, k).data[1] == '>')
        return true;
    bool line = k == 0 || j->atoms->items[k].newlines > 0;
    return line && ca_is_turn_dash(l->first) && !ca_is_digit(l->first_letter);
}

static void find_turns_and_tags(judge *j)
{
    ca_atom *atoms = j->atoms->items;
    for (size_t k = 0; k < j->atoms->count;) {
        size_t tag = tag_end(j, k), label = 0;
        for (size_t i = k; i < tag; i++)
            atoms[i].tag = true;
        bool mark = is_turn_mark(j, k);
        if (begins(j, k) && k + mark < j->atoms->count)
            label = label_end(j, k + mark);
        atoms[k].speaker = mark || label > k + mark;
        for (size_t i = k; i < label && label > k + mark; i++)
            atoms[i].label = true;
        if (mark && !j->looks[k].first_letter)
            atoms[k].label = true;
        size_t next = tag > label ? tag : label;
        k = next > k ? next : k + 1;
    }
}

/* --- boundaries ------------------------------------------------------------------------------- */

static boundary cjk_boundary(const judge *j, uint32_t before, uint32_t after)
{
    static const char numerals[] = "〇零一二三四五六七八九十百千万萬亿億兆两兩";
    if (ca_is_one_of(before, numerals) && ca_is_han(after))
        return ca_is_one_of(after, numerals) ? CJK_INSIDE_WORD : CJK_INSIDE_KANJI;
    bool han_before = ca_is_han(before), han_after = ca_is_han(after);
    bool kata_before = ca_is_katakana(before), kata_after = ca_is_katakana(after);
    bool hira_before = ca_is_hiragana(before), hira_after = ca_is_hiragana(after);
    if (!j->japanese) {
        if (ca_is_one_of(after, "的了吗呢吧着过们地得麼嗎們著過啊"))
            return CJK_INSIDE_WORD;
        if (ca_is_one_of(before, "在是把被和与與对對从從向跟给給让讓不没沒很"))
            return CJK_INSIDE_KANJI;
        return ca_is_one_of(after, "和但因而或并並所如") || ca_is_one_of(before, "的了")
                   ? CJK_NEW_WORD
                   : CJK_PLAIN;
    }
    if (hira_before && (han_after || kata_after))
        return ca_is_one_of(before, "はがをにでともへや") ? CJK_AFTER_PARTICLE : CJK_NEW_WORD;
    if (hira_after && (hira_before || is_closer(before)))
        return CJK_INSIDE_KANA;
    if ((han_before || kata_before) && hira_after)
        return CJK_INSIDE_WORD;
    if (kata_before && kata_after)
        return CJK_INSIDE_WORD;
    return han_before && han_after ? CJK_INSIDE_KANJI : CJK_PLAIN;
}

/* "5 million", "10 km", "3. Mai"; "Room 12", "May 5". */
static bool is_number_pair(const judge *j, size_t k)
{
    const look *a = &j->looks[k - 1], *b = &j->looks[k];
    bool number = a->digits && !a->letters;
    if (number && a->last_core == '.')
        return true; /* no sentence ended here */
    if (number)
        return b->first_letter && !ca_is_upper(b->first_letter);
    return b->digits && !b->letters && a->first_letter && ca_is_upper(a->first_letter);
}

static bool is_name_part(const judge *j, size_t k)
{
    ca_word_class class = (ca_word_class)j->atoms->items[k].word_class;
    return ca_is_upper(j->looks[k].first_letter) &&
           (class == CA_WORD_OTHER || class == CA_WORD_ABBREVIATION);
}

/* Is the place before atom k between two capitals, with at most two particles between them
 * ("Maria von der Berg")? */
static bool is_inside_name(const judge *j, size_t k)
{
    enum { MAX_PARTICLES = 2 };
    size_t left = k - 1, right = k;
    while (left > 0 && k - left <= MAX_PARTICLES && j->looks[left].in_name)
        left--;
    while (right + 1 < j->atoms->count && right - k < MAX_PARTICLES && j->looks[right].in_name)
        right++;
    return j->cased && is_name_part(j, left) && is_name_part(j, right);
}

static boundary boundary_of_words(const judge *j, size_t k)
{
    const ca_atom *atoms = j->atoms->items;
    if (atoms[k].word_class == CA_WORD_POSTPOSITION)
        return BEFORE_POSTPOSITION;
    if (is_inside_name(j, k))
        return NAME;
    if (is_number_pair(j, k))
        return NUMBER;
    switch ((ca_word_class)atoms[k - 1].word_class) {
    case CA_WORD_ARTICLE:
        return AFTER_ARTICLE;
    case CA_WORD_PREPOSITION:
    case CA_WORD_CONJUNCTION:
    case CA_WORD_ABBREVIATION:
        return AFTER_PREPOSITION;
    case CA_WORD_PRONOUN:
        return AFTER_PRONOUN;
    case CA_WORD_AUXILIARY:
        return AFTER_AUXILIARY;
    case CA_WORD_POSTPOSITION:
        return AFTER_POSTPOSITION;
    case CA_WORD_PARTICLE:
    case CA_WORD_OTHER:
        break;
    }
    if (atoms[k].word_class == CA_WORD_CONJUNCTION)
        return BEFORE_CONJUNCTION;
    return atoms[k].word_class == CA_WORD_PREPOSITION ? BEFORE_PREPOSITION : PLAIN;
}

static boundary boundary_before(const judge *j, size_t k)
{
    const ca_atom *atoms = j->atoms->items;
    const ca_atom *before = &atoms[k - 1];
    if (atoms[k].joint == CA_JOINT_CUT)
        return CUT;
    if (atoms[k].speaker)
        return TURN;
    if (before->label)
        return AFTER_LABEL;
    if (atoms[k].newlines >= 2)
        return PARAGRAPH;
    if (before->tag && atoms[k].tag && j->looks[k].first != '[')
        return INSIDE_TAG;
    if (before->stop == CA_STOP_SENTENCE)
        return SENTENCE;
    if (before->tag || atoms[k].tag)
        return TAG;
    if (!j->looks[k].first_letter && atoms[k].joint == CA_JOINT_SPACE)
        return BEFORE_PUNCTUATION;
    if (before->stop == CA_STOP_CLAUSE)
        return CLAUSE;
    switch ((ca_joint)atoms[k].joint) {
    case CA_JOINT_HYPHEN:
        return HYPHEN;
    case CA_JOINT_SOFT:
        return SOFT_HYPHEN;
    case CA_JOINT_WORD:
        return WORD;
    case CA_JOINT_IDEOGRAPH:
        return cjk_boundary(j, j->looks[k - 1].last, j->looks[k].first);
    default:
        return boundary_of_words(j, k);
    }
}

static uint16_t less(uint16_t penalty, unsigned hint)
{
    return (uint16_t)(penalty > hint ? penalty - hint : 0);
}

/* Does the text hold kana; what do its capitals mean? */
static void look_at_all(judge *j)
{
    size_t words = 0, capitals = 0, shouted = 0;
    for (size_t k = 0; k < j->atoms->count; k++) {
        j->looks[k] = look_at(j, k);
        j->atoms->items[k].word_class = (uint8_t)ca_lexicon_class(j->lexicon, text_of(j, k));
        uint32_t c = j->looks[k].first_letter;
        j->japanese |= ca_is_hiragana(c) || ca_is_katakana(c);
        words += ca_is_lower(c) || ca_is_upper(c);
        capitals += ca_is_upper(c);
        shouted += ca_is_upper(c) && j->looks[k].upper && j->looks[k].letters > 1;
    }
    j->shouting = shouted * 2 > words;
    j->cased = words > 0 && capitals * 10 < words * 7;
}

static void judge_all(judge *j)
{
    ca_atom *atoms = j->atoms->items;
    look_at_all(j);
    for (size_t k = 0; k < j->atoms->count; k++)
        atoms[k].stop = (uint8_t)stop_after(j, k);
    find_turns_and_tags(j);
    for (size_t k = 1; k < j->atoms->count; k++) {
        boundary kind = boundary_before(j, k);
        bool hint = atoms[k].newlines > 0;
        atoms[k].line_penalty = less(costs[kind].line, hint ? LINE_HINT : 0);
        atoms[k].cue_penalty = less(costs[kind].cue, hint ? CUE_HINT : 0);
    }
}

capalign_code ca_atoms_judge(ca_atoms *atoms, const char *language, capalign_error *error)
{
    if (!atoms->count)
        return CAPALIGN_OK;
    judge j = {.atoms = atoms,
               .looks = calloc(atoms->count, sizeof *j.looks),
               .lexicon = ca_lexicon_make(language, atoms)};
    bool made = j.looks && j.lexicon;
    if (made)
        judge_all(&j);
    free(j.looks);
    ca_lexicon_free(j.lexicon);
    return made ? CAPALIGN_OK : ca_fail_memory(error);
}
