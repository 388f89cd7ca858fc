/* Edges between words without a pause: drawn to where the sound changes, less a bias. */
#ifndef CA_ALIGN_JOINED_EDGE_H
#define CA_ALIGN_JOINED_EDGE_H

#include "align/levels.h"
#include "align/phone_class.h"

/* Pairs of sounds whose edges a phonetician sets on the same side of where the sound changes. An
 * approximant or nasal glides into its vowel, and vowels into each other: hearers part them early;
 * behind an obstruent the next sound is heard as soon as it begins. */
typedef enum ca_edge_group {
    CA_OTHER_EDGE,
    CA_GLIDE_TO_VOWEL,
    CA_VOWEL_TO_VOICE,
    CA_OBSTRUENT_TO_OTHER,
    CA_EDGE_GROUPS,
} ca_edge_group;

ca_edge_group ca_edge_group_of(ca_phone_class left, ca_phone_class right);

/* The edge near `expected` (ms), whose standard deviation by the model is `spread` (ms), between a
 * phone of class `left` and one of class `right`. */
double ca_joined_edge(const ca_levels *levels, ca_phone_class left, ca_phone_class right,
                      double expected, double spread);

#endif
