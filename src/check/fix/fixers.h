/* The functions that mend findings, by the files of fix/. Each adds the edits for one finding, and
 * returns false where this one cannot be mended. */
#ifndef CA_CHECK_FIX_FIXERS_H
#define CA_CHECK_FIX_FIXERS_H

#include "check/fix/edits.h"

#endif
