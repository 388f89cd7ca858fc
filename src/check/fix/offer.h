/* What a report says about the fix of one finding. */
#ifndef CA_CHECK_FIX_OFFER_H
#define CA_CHECK_FIX_OFFER_H

#include "check/fix/edits.h"

/* Which --fix makes the file one that can be edited, which is UTF-8. The same for all findings. */
capalign_fix ca_fix_of_encoding(ca_check *check);
/* Whether this finding can be mended, and by which --fix: less than its rule says where it is one
 * of those that have no sure reading. Its edits are added to `edits`. */
capalign_fix ca_fix_offer(ca_check *check, const ca_found *found, capalign_fix of_encoding,
                          ca_edits *edits);

#endif
