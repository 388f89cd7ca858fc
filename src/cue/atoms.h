/* Atoms: the pieces of a text between which a line may break.
 *
 * For spaced scripts an atom is a word with its punctuation; hyphens, slashes and dashes end atoms
 * too (after UAX #14, in short). Han, kana, Thai, Lao, Myanmar and Khmer part where the dictionary
 * parts words (text/dictionary.h). Without one, each Han and kana character is an atom with its
 * punctuation, and the other scripts part at spaces and at the borders of the words that the caller
 * knows. A piece that is wider than a line is cut at grapheme clusters into parts of about equal
 * width, not before a small kana, a following vowel or a repetition mark, and not after a leading
 * vowel. */
#ifndef CA_CUE_ATOMS_H
#define CA_CUE_ATOMS_H

#include "base/arena.h"
#include "cue/layout.h"

/* What divides an atom from the one before. */
typedef enum ca_joint {
    CA_JOINT_START, /* of the text */
    CA_JOINT_SPACE,
    CA_JOINT_HYPHEN, /* after a hyphen, a dash or a slash inside a word */
    CA_JOINT_SOFT,   /* after a soft hyphen */
    CA_JOINT_IDEOGRAPH,
    CA_JOINT_WORD, /* a known word of a script without spaces, or a zero-width space */
    CA_JOINT_CUT,  /* inside something wider than a line */
} ca_joint;

/* What ends with an atom. */
typedef enum ca_stop { CA_STOP_NONE, CA_STOP_CLAUSE, CA_STOP_SENTENCE } ca_stop;

typedef struct ca_atom {
    size_t from; /* bytes of the text, without white space at the ends */
    size_t to;
    uint32_t columns; /* at least 1 */
    uint32_t characters;
    uint8_t joint;    /* ca_joint */
    uint8_t newlines; /* line ends in the white space before it, at most 2 */
    /* Filled by ca_atoms_judge: */
    uint8_t stop;          /* ca_stop */
    uint8_t word_class;    /* ca_word_class */
    bool speaker;          /* a turn begins here */
    bool label;            /* (part of) a speaker's label */
    bool tag;              /* part of [music] and the like */
    uint16_t line_penalty; /* of a line break before it, and of a cue's break */
    uint16_t cue_penalty;
    /* Filled by ca_layout_words: */
    size_t first_word; /* words [first_word, end_word) begin in it */
    size_t end_word;
    int64_t start_us;
    int64_t end_us;
} ca_atom;

typedef struct ca_atoms {
    ca_str text;
    ca_atom *items;
    size_t count;
    size_t capacity;
} ca_atoms;

/* Splits the text; `words` (may be NULL) are known words in order. Free with ca_atoms_free. */
capalign_code ca_atoms_split(ca_str text, const ca_layout_word *words, size_t word_count,
                             uint32_t max_columns, ca_atoms *atoms, capalign_error *error);
void ca_atoms_free(ca_atoms *atoms);

/* Finds stops, names, labels and tags, and what each break would cost (breaks.c). */
capalign_code ca_atoms_judge(ca_atoms *atoms, const char *language, capalign_error *error);

/* Does a word begin with the atom, as those who count words a minute count them: after a space? */
static inline bool ca_atom_begins_word(const ca_atom *atom)
{
    return atom->joint <= CA_JOINT_SPACE;
}

/* Does joining atom `at` to the one before take a space? */
static inline bool ca_atom_spaced(const ca_atom *atom)
{
    return atom->joint == CA_JOINT_SPACE;
}

#endif
