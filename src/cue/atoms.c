#include "cue/atoms.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "cue/width.h"
#include "text/dictionary.h"

enum {
    SOFT_HYPHEN = 0xAD,
    EN_DASH = 0x2013,
    EM_DASH = 0x2014,
    HYPHEN = 0x2010,
    ZERO_WIDTH_JOINER = 0x200D
};

typedef struct splitter {
    ca_atoms *atoms;
    ca_str text;
    const ca_layout_word *words;
    size_t word_count;
    size_t next_word; /* the first word that does not begin before the place at hand */
    ca_dictionary dictionary;
    bool no_memory;
} splitter;

static ca_atom *push(splitter *s, size_t at, ca_joint joint, unsigned newlines)
{
    ca_atoms *atoms = s->atoms;
    ca_atom *grown = ca_grow(atoms->items, &atoms->capacity, atoms->count + 1, sizeof *grown);
    if (!grown) {
        s->no_memory = true;
        return NULL;
    }
    atoms->items = grown;
    ca_atom *atom = &grown[atoms->count++];
    *atom = (ca_atom){.from = at,
                      .to = at,
                      .joint = (uint8_t)(atoms->count == 1 ? CA_JOINT_START : joint),
                      .newlines = (uint8_t)newlines};
    return atom;
}

/* White space from `at` on; counts line ends up to 2. */
static size_t skip_space(ca_str text, size_t at, unsigned *newlines)
{
    while (at < text.size) {
        uint32_t c;
        size_t n = ca_utf8_decode(text.data + at, text.size - at, &c);
        if (!ca_is_space(c))
            break;
        bool cr_before_lf = c == '\r' && at + 1 < text.size && text.data[at + 1] == '\n';
        bool ends_line = (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) && !cr_before_lf;
        if (ends_line && *newlines < 2)
            ++*newlines;
        at += n;
    }
    return at;
}

static uint32_t character_at(ca_str text, size_t at)
{
    uint32_t c = ' ';
    if (at < text.size)
        ca_utf8_decode(text.data + at, text.size - at, &c);
    return c;
}

/* The sign of a unit, which stays with the number before it: "35 °C", "20 €" (but "20 $5"). */
static bool is_unit_sign(ca_str text, ca_cluster sign)
{
    bool currency = utf8proc_category((utf8proc_int32_t)sign.first) == UTF8PROC_CATEGORY_SC;
    return sign.first == 0xB0 || (currency && !ca_is_digit(character_at(text, sign.to)));
}

/* Zero-width spaces and nothing else: a place to break that takes no room. */
static bool is_zero_width(ca_str text, size_t from, size_t to)
{
    static const char zero_width_space[] = "\xE2\x80\x8B";
    for (; from < to; from += 3)
        if (!ca_str_starts((ca_str){text.data + from, text.size - from}, zero_width_space))
            return false;
    return true;
}

/* Spaced punctuation, as in "Quoi ?" and "« Oui »", stays with its word. */
static bool space_binds(ca_str text, uint32_t before, size_t from, size_t at, unsigned newlines)
{
    if (newlines || at - from != 1 || text.data[from] != ' ')
        return false;
    if (before == 0xAB) /* « with a space after it opens */
        return true;
    ca_cluster next = ca_cluster_at(text, at);
    if (ca_is_digit(before) && is_unit_sign(text, next))
        return true;
    bool binding = next.first == '!' || next.first == '?' || next.first == ':' ||
                   next.first == ';' || next.first == 0xBB || next.first == '%';
    return binding && ca_is_space(character_at(text, next.to));
}

static bool is_plain_letter(uint32_t c)
{
    return ca_is_letter(c) && !ca_is_ideographic(c);
}

/* Hyphens, dashes and slashes between letters; dashes between numbers too. */
static bool breaks_after_dash(uint32_t before, uint32_t dash, uint32_t next)
{
    switch (dash) {
    case '-':
    case HYPHEN:
    case '/':
        return is_plain_letter(before) && is_plain_letter(next);
    case EN_DASH:
        return (is_plain_letter(before) || ca_is_digit(before)) &&
               (is_plain_letter(next) || ca_is_digit(next));
    case EM_DASH:
        return !ca_is_space(before) && !ca_is_no_start(next);
    default:
        return false;
    }
}

/* Does a known word begin at the place? */
static bool known_word_begins(splitter *s, size_t at)
{
    while (s->next_word < s->word_count && s->words[s->next_word].from < at)
        s->next_word++;
    return s->next_word < s->word_count && s->words[s->next_word].from == at;
}

/* Does a word begin at the place, between characters of a script without spaces? */
static bool word_begins(splitter *s, size_t at, uint32_t before, uint32_t next)
{
    if (!ca_is_unspaced_script(before) || !ca_is_unspaced_script(next))
        return false;
    ca_word_place place = ca_dictionary_place(&s->dictionary, at);
    return place == CA_PLACE_UNKNOWN ? known_word_begins(s, at) : place == CA_PLACE_BETWEEN;
}

/* How a line may break between two clusters without white space: CA_JOINT_START if it may not.
 * `earlier` is the character before `before`. */
static ca_joint joint_between(splitter *s, uint32_t earlier, uint32_t before, ca_cluster next)
{
    uint32_t c = next.first;
    if (before == SOFT_HYPHEN)
        return is_plain_letter(earlier) && is_plain_letter(c) ? CA_JOINT_SOFT : CA_JOINT_START;
    if (ca_is_glue(before) || ca_is_glue(c) || ca_is_no_start(c) || ca_is_no_end(before))
        return CA_JOINT_START;
    if (breaks_after_dash(earlier, before, c))
        return CA_JOINT_HYPHEN;
    if (word_begins(s, next.from, before, c))
        return CA_JOINT_WORD;
    bool quotes = before == '"' || before == '\'' || c == '"' || c == '\'' || before == '(' ||
                  c == SOFT_HYPHEN;
    bool ideographic = !quotes && (ca_is_ideographic(before) || ca_is_ideographic(c));
    if (ideographic && ca_dictionary_place(&s->dictionary, next.from) != CA_PLACE_INSIDE)
        return CA_JOINT_IDEOGRAPH;
    return CA_JOINT_START;
}

static void split(splitter *s)
{
    ca_str text = s->text;
    ca_atom *atom = NULL;
    uint32_t earlier = 0, before = 0;
    unsigned newlines = 0;
    size_t at = skip_space(text, 0, &newlines);
    ca_joint joint = CA_JOINT_SPACE;
    while (at < text.size) {
        ca_cluster cluster = ca_cluster_at(text, at);
        if (!atom || joint != CA_JOINT_START)
            atom = push(s, at, joint, newlines);
        if (!atom)
            return;
        if (atom->to < at) /* a space inside, which binds */
            atom->columns++, atom->characters++;
        atom->to = cluster.to;
        atom->columns += cluster.columns;
        atom->characters++;
        earlier = before;
        before = cluster.first;
        newlines = 0;
        at = skip_space(text, cluster.to, &newlines);
        if (at == text.size)
            break;
        if (at > cluster.to && is_zero_width(text, cluster.to, at))
            joint = CA_JOINT_WORD;
        else if (at > cluster.to)
            joint = space_binds(text, before, cluster.to, at, newlines) ? CA_JOINT_START
                                                                        : CA_JOINT_SPACE;
        else
            joint = joint_between(s, earlier, before, ca_cluster_at(text, at));
    }
}

/* The first part of a piece that is wider than `most`: about `part` columns, up to a place that
 * breaks no rule where there is one; at least one cluster. */
static ca_atom cut_front(ca_str text, const ca_atom *rest, uint32_t part, uint32_t most)
{
    ca_atom front = *rest;
    front.columns = front.characters = 0;
    front.to = front.from;
    ca_atom even = front, good = front; /* of at most `part` columns; up to a good place */
    uint32_t before = 0;
    while (front.to < rest->to) {
        ca_cluster cluster = ca_cluster_at(text, front.to);
        bool clean = before && !ca_is_no_start(cluster.first) && !ca_is_no_end(before);
        if (clean && (front.columns <= part || good.columns * 2 < part))
            good = front;
        uint32_t limit = good.columns * 2 < part ? most : part;
        if (front.columns && front.columns + cluster.columns > limit)
            break;
        front.to = cluster.to;
        front.columns += cluster.columns;
        front.characters++;
        if (front.columns <= part || even.to == even.from)
            even = front;
        before = cluster.first;
    }
    return good.columns * 2 < part ? even : good;
}

/* Cuts atoms wider than a line into parts of about equal width. */
static void cut_wide(splitter *s, uint32_t max_columns)
{
    ca_atoms *atoms = s->atoms;
    ca_atoms cut = {.text = atoms->text};
    splitter out = {.atoms = &cut, .text = s->text};
    for (size_t i = 0; i < atoms->count; i++) {
        ca_atom rest = atoms->items[i];
        while (rest.columns > max_columns) {
            uint32_t parts = (rest.columns - 1) / max_columns + 1;
            ca_atom front = cut_front(s->text, &rest, (rest.columns - 1) / parts + 1, max_columns);
            ca_atom *to = push(&out, front.from, front.joint, front.newlines);
            if (!to)
                break;
            *to = front;
            rest.from = front.to;
            rest.columns -= front.columns;
            rest.characters -= front.characters;
            rest.joint = CA_JOINT_CUT;
            rest.newlines = 0;
        }
        ca_atom *to = out.no_memory ? NULL : push(&out, rest.from, rest.joint, rest.newlines);
        if (!to)
            break;
        *to = rest;
    }
    free(atoms->items);
    *atoms = cut;
    s->no_memory |= out.no_memory;
}

capalign_code ca_atoms_split(ca_str text, const ca_layout_word *words, size_t word_count,
                             uint32_t max_columns, ca_atoms *atoms, capalign_error *error)
{
    *atoms = (ca_atoms){.text = text};
    splitter s = {.atoms = atoms,
                  .text = text,
                  .words = words,
                  .word_count = word_count,
                  .dictionary = {.text = text}};
    split(&s);
    s.no_memory |= s.dictionary.no_memory;
    ca_dictionary_close(&s.dictionary);
    bool wide = false;
    for (size_t i = 0; i < atoms->count; i++) {
        if (atoms->items[i].columns == 0)
            atoms->items[i].columns =
                1; /* a lone mark; and none is free, so that cues stay small */
        wide |= atoms->items[i].columns > max_columns;
    }
    if (wide && !s.no_memory)
        cut_wide(&s, max_columns);
    if (!s.no_memory)
        return CAPALIGN_OK;
    ca_atoms_free(atoms);
    return ca_fail_memory(error);
}

void ca_atoms_free(ca_atoms *atoms)
{
    free(atoms->items);
    *atoms = (ca_atoms){0};
}
