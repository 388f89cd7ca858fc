/* Where the library lies on this machine: what is installed with it is found from there. */
#ifndef CA_BASE_PLACE_H
#define CA_BASE_PLACE_H

#include <limits.h>

/* The folder, with its '/', of the shared library (or the program) that holds this code; "" where
 * it cannot be known. */
void ca_library_folder(char folder[PATH_MAX]);

#endif
