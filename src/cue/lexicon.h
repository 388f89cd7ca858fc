/* Function words: what a line had better not end with, and what it may begin with. */
#ifndef CA_CUE_LEXICON_H
#define CA_CUE_LEXICON_H

#include "cue/atoms.h"

typedef enum ca_word_class {
    CA_WORD_OTHER,
    CA_WORD_ARTICLE,      /* and other determiners: stays with the next word */
    CA_WORD_PREPOSITION,  /* begins a phrase: break before, not after */
    CA_WORD_CONJUNCTION,  /* begins a clause: break before, not after */
    CA_WORD_PRONOUN,      /* a subject that the verb follows */
    CA_WORD_AUXILIARY,    /* and negations: the verb follows */
    CA_WORD_POSTPOSITION, /* belongs to the word before: not before, but after */
    CA_WORD_ABBREVIATION, /* its full stop ends no sentence */
    CA_WORD_PARTICLE,     /* of names only; see ca_lexicon_in_names */
} ca_word_class;

/* The words of one language, ready to be looked up. */
typedef struct ca_lexicon ca_lexicon;

/* The language's words; NULL or an unknown tag: those of the language that most of the words of
 * the atoms belong to. NULL without memory. Free with ca_lexicon_free. */
ca_lexicon *ca_lexicon_make(const char *language, const ca_atoms *atoms);
void ca_lexicon_free(ca_lexicon *lexicon);
/* The class of a piece of text; case and punctuation around it do not matter. */
ca_word_class ca_lexicon_class(const ca_lexicon *lexicon, ca_str word);
/* Can it stand inside a name (van, de, al), whatever else it is? */
bool ca_lexicon_in_names(const ca_lexicon *lexicon, ca_str word);
/* The language found, e.g. "en"; "" for none. */
const char *ca_lexicon_language(const ca_lexicon *lexicon);

#endif
