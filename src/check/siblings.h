/* The files beside the one that is checked. */
#ifndef CA_CHECK_SIBLINGS_H
#define CA_CHECK_SIBLINGS_H

#include "check/check.h"

/* Whether a file of the same name but with this extension is there. True without memory, and
 * check->no_memory is set. */
bool ca_sibling_exists(ca_check *check, const char *extension);
/* Whether a file with the same name but for its language has the same bytes as the text:
 * talk.de.srt beside talk.en.srt. False without memory too, and check->no_memory is set. */
bool ca_sibling_same_text(ca_check *check);

#endif
