/* Silences between words that the speaker does not pause at: behind friction the voice may set in
 * late ("wash water"), and a glottal stop may part two vowels ("water all"). Phoneticians count
 * them to neither word (TIMIT's "epi" and "q"; Zue and Seneff, Transcription and alignment of the
 * TIMIT database, 1996). */
#ifndef CA_ALIGN_EPENTHETIC_H
#define CA_ALIGN_EPENTHETIC_H

#include <stdbool.h>

#include "align/levels.h"
#include "align/phone_class.h"

/* True where a word that ends with a phone of class `left` and one that begins with a phone of
 * class `right` are parted by such a silence near `edge`; then it lasts from *from to *to. The
 * first word starts at `start`, the second ends at `end`; all are in ms. */
bool ca_epenthetic_silence(const ca_levels *levels, ca_phone_class left, ca_phone_class right,
                           double start, double edge, double end, double *from, double *to);

#endif
