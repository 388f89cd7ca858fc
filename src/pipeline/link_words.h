/* Tables of words for the linker. */
#ifndef CA_PIPELINE_LINK_WORDS_H
#define CA_PIPELINE_LINK_WORDS_H

#include <stdbool.h>

#include "base/utf8.h"

/* Folded words that say nothing about a clip's content wherever they stand in a file name. */
bool ca_link_is_noise(ca_str word);
/* Folded function words of the larger Latin-script languages. */
bool ca_link_is_stop(ca_str word);
/* Inflectional endings, longer ones first; NULL ends the list. */
extern const char *const ca_link_endings[];

#endif
