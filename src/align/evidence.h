/* What speaks for a unit: how much better its phones fit the sound than other phones would.
 *
 * The others are decoys: runs of as many phones out of the text read backwards, laid over the same
 * frames. They are of the same language and share what noise, voice and mapped phones do to every
 * score, so that the difference means the same in each recording. */
#ifndef CA_ALIGN_EVIDENCE_H
#define CA_ALIGN_EVIDENCE_H

#include "align/units.h"

/* Sets each unit's deviations: its ln likelihood above the mean of its decoys', in standard
 * deviations of theirs. 0 where the words have fewer frames than states. `words` are all
 * `word_count` words of the text. */
capalign_code ca_evidence_measure(const ca_first_pass *pass, const ca_align_word *words,
                                  size_t word_count, const ca_path *path, ca_unit *units,
                                  size_t unit_count, capalign_error *error);

#endif
